"""The pages of the atlas: a contact sheet beside the pictures, and one page a figure for the site.

What a page says of model, sources and evidence is read off the composed models; what one sees and
what it is compared with stand in the entry; validated numbers come from `docs/validation.csv`.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from mgsim.atlas.making import Made
from mgsim.bibliography import cite
from mgsim.language.errors import ConfigError, Fault

INDEX = "index.html"
_ACROSS = 3  # pictures in a row of the contact sheet
SHOWN = 10  # rows of the validation table on one page
_SHEET = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>mgsim: the atlas</title>
<style>
body {{ font: 14px sans-serif; margin: 2em; }}
main {{ display: grid; grid-template-columns: repeat(auto-fill, minmax(22em, 1fr)); gap: 2em; }}
figure {{ margin: 0; }} img {{ width: 100%; border: 1px solid #ccc; }}
figcaption small {{ color: #555; }}
</style></head><body>
<h1>The atlas: {count} figures</h1>
<p>Pixels are looked at; compared are the CSV files (mgsim figure --all --check).</p>
<main>
{figures}
</main></body></html>
"""
_FIGURE = """<figure><a href="{name}.svg"><img src="{name}.png" alt="{says}"></a>
<figcaption><b>{name}</b>: {question}<br>
<small>{caption} (<a href="{name}.csv">data</a>)</small></figcaption></figure>"""


def write_index(found: Sequence[Made], folder: Path) -> Path:
    """Write the contact sheet of figures that stand in a folder: plain HTML."""
    figures = [
        _FIGURE.format(
            name=made.entry.name,
            says=escape(_card_says(made)),
            question=escape(_question(made)),
            caption=escape(_caption(made)),
        )
        for made in found
    ]
    path = folder / INDEX
    text = _SHEET.format(count=len(found), figures="\n".join(figures))
    path.write_text(text, encoding="utf-8")
    return path


def write_pages(found: Sequence[Made], folder: Path, is_whole: bool = True) -> list[Path]:
    """Write a page for each figure as Markdown, and, of a whole atlas, the page that lists them.

    Pictures and the table of validation are looked for in the folder above, `figures/` and
    `validation.csv`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    texts = {made.entry.name: page(made, folder) for made in found}
    if is_whole:
        texts["index"] = _list(found)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return [folder / f"{name}.md" for name in texts]


def page(made: Made, folder: Path) -> str:
    """The page of one figure, as Markdown."""
    told, name = made.entry.told, made.entry.name
    validated = list(_validated(told.get("validation", ()), folder.parent / "validation.csv"))
    parts = [
        f"# {name.replace('_', ' ').capitalize()}",
        f"**Question.** {_question(made)}",
        f"**Model.** {told['model']} Cards: {_cards(made)}.",
        f"![{_card_says(made)}](../figures/{name}.png)",
        f"*{_caption(made)}.*",
        f"**What one sees.** {_flat(told['sees'])}",
        "## Against published values",
        *_table([*map(_own, told.get("published", ())), *validated]),
        *([_flat(told["apart"])] if "apart" in told else []),
        "## Make it again",
        _command(made),
        "## Sources",
        _sources(made),
        *([f"More: {told['more']}."] if "more" in told else []),
    ]
    return "\n\n".join(parts) + "\n"


def _flat(text: str) -> str:
    return " ".join(str(text).split())


def _question(made: Made) -> str:
    return str(made.experiment.tree.value.get("question", made.experiment.title))


def _card_says(made: Made) -> str:
    return made.experiment.catalogue.figure(made.entry.figure).says


def _caption(made: Made) -> str:
    attrs, points = made.dataset.attrs, made.dataset["status"].size
    parts = [f"Config {attrs['config_name']}", f"engine {attrs['engine']}", f"n = {points} points"]
    parts += ["shortened for the check"] * bool(made.entry.sets)
    return ", ".join([*parts, f"weakest evidence {attrs['weakest_grade']}"])


def _cards(made: Made) -> str:
    """Every card of the experiment and of its sweep's structural axes, by role."""
    found = {f"{slot.role}/{slot.name}" for slot in made.experiment.slots if slot.role != "drive"}
    return ", ".join(f"`{name}`" for name in sorted(found))


def _own(given: Mapping[str, Any]) -> tuple[str, ...]:
    published, ours = given["published"], given["ours"]
    are_numbers = isinstance(published, int | float) and isinstance(ours, int | float)
    gap = f"{ours - published:.3g}" if are_numbers else str(given.get("difference", "-"))
    return str(given["what"]), str(published), str(ours), gap, str(given["source"])


def _validated(beginnings: Iterable[str], path: Path) -> Iterator[tuple[str, ...]]:
    """Rows of the validation table whose quantity begins so; one that fits none is a fault."""
    if not beginnings:
        return
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for begin in beginnings:
        fits = [row for row in rows if row["quantity"].startswith(begin)]
        if not fits:
            fault = Fault(str(path), f"no row of '{begin}'", "the beginning of a quantity")
            raise ConfigError(fault)
        for row in fits:
            gap = f"{float(row['difference']):.2g} ({row['verdict']})"
            yield row["quantity"], row["published"], row["ours"], gap, row["source"]


def _table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    if not rows:
        return []
    left = len(rows) - SHOWN
    if left > 0:
        more = f"and {left} more of the kind in the [table of validation](../validation.csv)"
        rows = [*rows[:SHOWN], (more, "", "", "", "")]
    head = ["| quantity | published | ours | difference | source |", "|---|---|---|---|---|"]
    return ["\n".join([*head, *(f"| {' | '.join(row)} |" for row in rows)])]


def _command(made: Made) -> str:
    config = os.path.relpath(made.entry.config, made.entry.config.parents[1])
    changed = f" with {', '.join(f'`{k}`' for k in made.entry.sets)} shortened"
    from_config = f"From `{config}`{changed if made.entry.sets else ''}"
    options = ", ".join(f"{word} {value}" for word, value in made.entry.options.items())
    how = f", engine options: {options}" if options else ""
    limits = "; ".join(f"{variable} {t}" for variable, t in made.entry.tolerances.items())
    name = made.entry.name
    return (
        f"```\nmgsim figure {name}\nmgsim figure {name} --check\n```\n\n{from_config}{how}. "
        f"Relative tolerances of the check: {limits}."
    )


def _sources(made: Made) -> str:
    found = cite(made.experiment)
    lines = []
    for one in found.citations:
        link = (
            f" [doi:{one.source.doi}](https://doi.org/{one.source.doi})" if one.source.doi else ""
        )
        lines.append(f"- {one.source.title}{link} ({', '.join(one.marks)})")
    rest = f"{len(found.assumed)} numbers are assumed, {len(found.settings)} set by the experiment."
    return "\n".join([*lines, f"\n{rest}" if lines else rest])


def _list(found: Sequence[Made]) -> str:
    rows = []
    for made in found:
        name, attrs = made.entry.name, made.dataset.attrs
        cells = (f"[{name}]({name}.md)", _question(made), attrs["config_name"])
        rows.append(f"| {' | '.join(map(str, cells))} | {str(attrs['weakest_grade'])[0]} |")
    head = [
        "# The atlas",
        "",
        "Every figure is made from a config by one command, `mgsim figure NAME`.",
        "`mgsim figure --all --check` compares the numbers that each one draws with the",
        "committed ones (`figures/*.csv`), each within a tolerance of its own;",
        "`figures/atlas.yaml` holds the entries, and `mgsim figure --all --pages docs/atlas`",
        "writes these pages from them.",
        "",
        "[mutations.csv](mutations.csv) lists the numbers of cards moved by 2 %, with the",
        "check that turned red, if one did (`tests/atlas/mutations.py`).",
        "",
        "| figure | question | config | weakest grade |",
        "|---|---|---|---|",
    ]
    names = [made.entry.name for made in found]
    sheet = ["", "## Contact sheet", "", f"|{'   |' * _ACROSS}", f"|{'---|' * _ACROSS}"]
    for first in range(0, len(names), _ACROSS):
        some = (f"[![{n}](../figures/{n}.png)]({n}.md)" for n in names[first : first + _ACROSS])
        sheet.append(f"| {' | '.join(some)} |")
    return "\n".join([*head, *rows, *sheet]) + "\n"
