"""`mgsim fit CONFIG DATA.csv`: fit numbers of a config to measured points, and say how well."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any

import typer

import mgsim
from mgsim import fitting
from mgsim.engines.contract import engine_of
from mgsim.language.errors import ConfigError, Fault, MgsimError
from mgsim.study.tree import assignments
from mgsim.terminal import Teller, grid, say, say_json
from mgsim.verbs import FAILED_LANES, Json, need_writable, verbs_of

_FREE = re.compile(r"^(?P<path>[^=]+)=(?P<low>.+?)\.\.(?P<high>.+?)(?P<log>\s+log)?$")
_COLUMNS = ("parameter", "unit", "estimate", "standard_error", "low", "high")
_PROFILED = ("profile_low", "profile_high")


def add_fit(app: typer.Typer) -> None:
    """Make `fit` a verb of the command line."""
    verbs_of(app)("fit", "mgsim fit configs/fit_block_curve.yaml configs/data/huang_gibb_2014.csv")(
        fit
    )


def fit(
    config: Annotated[
        Path, typer.Argument(metavar="CONFIG", help="A config file.", show_default=False)
    ],
    data: Annotated[
        Path, typer.Argument(metavar="DATA", help="A CSV of measured points.", show_default=False)
    ],
    free: Annotated[
        list[str] | None,
        typer.Option(
            "--free", metavar="PATH=FROM..TO", help="Set a number free between bounds; repeatable."
        ),
    ] = None,
    is_global: Annotated[
        bool, typer.Option("--global", help="Search by differential evolution first.")
    ] = False,
    starts: Annotated[int, typer.Option(help="Descents of the local search.", min=1)] = 4,
    profile: Annotated[
        bool, typer.Option("--profile", help="Intervals by profile likelihood as well.")
    ] = False,
    level: Annotated[float, typer.Option(help="Coverage of the intervals.")] = 0.95,
    engine: Annotated[
        str, typer.Option(help="fused or scipy; else the config's own, or fused.")
    ] = "",
    threads: Annotated[int | None, typer.Option(help="Threads (engine fused).", min=1)] = None,
    sets: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="PATH=VALUE", help="Change one value; may be repeated."),
    ] = None,
    into: Annotated[Path, typer.Option("--out", help="Folder of all results.")] = Path("results"),
    name: Annotated[str, typer.Option(help="Name of the results folder.")] = "",
    no_figure: Annotated[bool, typer.Option("--no-figure", help="Draw nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Fit chosen numbers of a config to measured points: estimates, errors, doubts, figure."""
    need_writable(into, name)
    experiment = mgsim.load(config, assignments(sets or []))
    options = {"threads": threads} if threads else {}
    if not as_json and experiment.title:
        say(experiment.title)
    with Teller() as teller:
        fitted = mgsim.fit(
            experiment, data, _freed(free or []), is_global=is_global or None, starts=starts,
            profile=profile, level=level, engine=engine_of(experiment, engine), options=options,
            progress=teller.tell,
        )  # fmt: skip
    folder = mgsim.fresh_folder(into, name or config.stem)
    lacking = fitting.save(fitted, folder)
    try:
        figures = [] if no_figure else mgsim.draw(fitting.mark_fit(fitted), "fit", folder)
    except (MgsimError, ModuleNotFoundError):  # the fit is safe: say it before the complaint
        _report(fitted, folder, [], lacking, as_json)
        raise
    _report(fitted, folder, figures, lacking, as_json)
    if not fitted.is_converged:
        raise typer.Exit(FAILED_LANES)


def _freed(texts: list[str]) -> dict[str, dict[str, str]]:
    """Each 'path=from..to', with ' log' behind it where its logarithm is searched."""
    found, faults = {}, []
    for text in texts:
        match = _FREE.match(text.strip())
        if not match:
            expected = "PATH=FROM..TO, e.g. 'nmda.block.k_0=1 mM..10 mM'"
            faults.append(Fault("--free", f"'{text}'", expected))
            continue
        bounds = {"from": match["low"].strip(), "to": match["high"].strip()}
        found[match["path"].strip()] = bounds | ({"scale": "log"} if match["log"] else {})
    if faults:
        raise ConfigError(*faults)
    return found


def _report(
    fitted: Any, folder: Path, figures: list[Path], lacking: list[str], as_json: bool
) -> None:
    document = fitting.document(fitted)
    if as_json:
        paths = {"folder": str(folder), "figures": [str(path) for path in figures]}
        say_json({**document, **paths, "not_written": lacking})
        return
    rows = document["parameters"]
    words = [*_COLUMNS, *(_PROFILED if fitted.profile is not None else ())]
    grid(words, [[row[word] for word in words] for row in rows])
    scatter = next(word for word in document if word.startswith("residual_sd"))
    told = (scatter, "r_squared", "n", "degrees_of_freedom", "lanes", "wall_s")
    say(", ".join(f"{word} {document[word]:.5g}" for word in told))
    if document["search"] == "local":
        say(f"starts that ended at this place: {document['starts_that_agree']} of "
            f"{document['starts']}")  # fmt: skip
    for doubt in fitted.doubts:
        say(f"doubt: {doubt}")
    for sentence in lacking:
        say(sentence)
    say(f"results: {folder}")
    for path in figures:
        say(f"figure: {path}")
