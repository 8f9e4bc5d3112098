"""The site builds without a warning, reads nothing from other servers, and leaves nothing out."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import mgsim
from mgsim.language.ports import PORTS

pytest.importorskip("mkdocs", reason="the extra [docs] is not installed")

ROOT = Path(__file__).parents[2]
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FETCHED = re.compile(
    r"<(?:script|img|iframe|link)[^>]*?(?:src|href)=\"?(https?:)?//", re.IGNORECASE
)
_ADDRESS = re.compile(r"https://[\w.-]+\.[a-z]{2,}(/\S*)?$")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The whole site, built as `make docs` does."""
    folder = tmp_path_factory.mktemp("site")
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--quiet",
        "--site-dir",
        str(folder),
    ]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder


@pytest.fixture(scope="module")
def made():
    """The rooms that make pages, by name."""
    sys.path.insert(0, str(ROOT / "docs" / "_pages"))
    try:
        import commands
        import config_keys
        import measured
        import physics
    finally:
        sys.path.pop(0)
    return {
        "physics": physics, "commands": commands, "config_keys": config_keys, "measured": measured
    }  # fmt: skip


def test_the_site_reads_nothing_from_other_servers(site):
    pages = list(site.rglob("*.html"))
    assert len(pages) > 60
    assert not [page for page in pages if _FETCHED.search(page.read_text(encoding="utf-8"))]
    assert not [css for css in site.rglob("*.css") if "url(http" in css.read_text(encoding="utf-8")]


def test_every_card_stands_on_a_page_with_each_of_its_numbers(made):
    pages = made["physics"].pages()
    cards = mgsim.cards()
    for entry in mgsim.inventory(cards):
        if entry.kind in ("engines", "parameters"):
            continue
        text = pages[f"physics/{entry.kind}.md"]
        section = text.split(f"{{ #{entry.name} }}")[1].split("\n## ")[0]
        card = mgsim.describe(cards, f"{entry.kind}/{entry.name}")
        sets = [mgsim.describe(cards, chosen.name) for chosen in card.sets]
        for number in [*card.numbers, *(n for chosen in sets for n in chosen.numbers)]:
            row = f"| `{number.name}` |"
            assert row in section, f"{entry.name}: {number.name}"
            if number.source.doi:
                assert f"https://doi.org/{number.source.doi}" in section
        assert all(line in section for line in card.equations)


def test_a_number_stands_as_its_card_has_it(made):
    text = made["physics"].pages()["physics/block.md"]
    row = next(
        x for x in text.split("#jahr_stevens_1990 }")[1].splitlines() if x.startswith("| `k_0`")
    )
    assert row.startswith("| `k_0` | 3.57 | `mM` |")
    assert "10.1523/JNEUROSCI.10-09-03178.1990" in row


def test_every_port_is_listed(made):
    text = made["physics"].pages()["physics/ports.md"]
    assert all(f'<a id="{name}"></a>' in text for name in PORTS)


def test_every_command_and_option_is_listed(made):
    room = made["commands"]
    text = room.pages()["reference/commands.md"]
    names = [name for name, _ in room.verbs()]
    assert {"mgsim run", "mgsim sweep", "mgsim status", "mgsim analyze hill"} <= set(names)
    for name, command in room.verbs():
        section = text.split(f"## {name} {{")[1].split("\n## ")[0]
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert all(f"`{option}`" in section for option in parameter.opts), (name, parameter)


def test_every_key_of_the_schema_is_listed(made):
    text = made["config_keys"].pages()["reference/config_keys.md"]
    schema = mgsim.config_schema(mgsim.cards())
    names: set[str] = set()

    def collect(part):
        if isinstance(part, dict):
            names.update(part.get("properties", {}))
            for inner in part.values():
                collect(inner)
        elif isinstance(part, list):
            for inner in part:
                collect(inner)

    collect(schema)
    assert len(names) > 300
    missing = [name for name in names if not re.search(rf"`(\S+\.)?{name}`", text)]
    assert not missing


def test_every_key_says_what_it_means(made):
    keys = made["config_keys"].keys()
    assert len(keys) > 1000
    assert not [(key.path, key.card) for key in keys if not key.says]


def test_the_validation_page_has_every_row(made):
    text = made["measured"].pages()["validation.md"]
    with (ROOT / "docs" / "validation.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert f"{len(rows)} numbers" in text
    assert text.count("| holds |") == sum(row["verdict"] == "holds" for row in rows)
    assert "fails" not in {row["verdict"] for row in rows}


def test_the_readme_leads_to_files_that_exist():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    links = [link.partition("#")[0] for link in _LINK.findall(text)]
    local = [link for link in links if link and "://" not in link]
    assert len(local) > 15
    assert not [link for link in local if not (ROOT / link).exists()]


def test_addresses_are_well_formed():
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    links = [link for page in pages for link in _LINK.findall(page.read_text(encoding="utf-8"))]
    assert not [link for link in links if "://" in link and not _ADDRESS.match(link)]


def test_the_readme_quotes_the_benchmark_as_it_was_measured(made):
    found = json.loads((ROOT / "docs" / "benchmarks.json").read_text(encoding="utf-8"))
    text = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    ratios = found["ratios"]
    assert f"{found['tools']['fused']['rate_2'] / 1e6:.0f} million lane-steps a second" in text
    for tool, name in (("brian_cython", "Brian2 (Cython)"), ("neuron", "NEURON"), ("jax", "JAX")):
        assert f"{ratios[f'fused_vs_{tool}']:.0f} times {name}" in text
    assert f"{ratios['fused_vs_arbor']:.1f} times Arbor" in text
    assert f"{ratios['fused_vs_brian_cython_equal_error']:,.0f} times" in text
