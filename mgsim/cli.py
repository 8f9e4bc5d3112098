"""The command line: each verb is one call of the library; here, and in `analyze`, it speaks."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import metadata
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any

import typer

import mgsim
from mgsim import cli_figure, cli_fit, cli_results, cli_sensitivity, cli_sweep
from mgsim.engines.contract import engine_of
from mgsim.language.errors import MgsimError
from mgsim.study.tree import assignments
from mgsim.terminal import Teller, err, grid, say, say_json
from mgsim.verbs import DISAGREES, EXIT_CODES, FAILED_LANES, MISTAKE, Json, need_writable, verbs_of

app = typer.Typer(
    help="What a change of extracellular magnesium does to a neuron.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Config = Annotated[
    Path, typer.Argument(metavar="CONFIG", help="A config file.", show_default=False)
]
Sets = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="PATH=VALUE", help="Change one value; may be repeated."),
]
Codegen = Annotated[str | None, typer.Option(help="cython or numpy (engine brian).")]


_LONG = 1_000_000_000  # lane-steps from which a run says beforehand how long it will take
verb = verbs_of(app)
app.add_typer(cli_sensitivity.app, name="analyze")
cli_fit.add_fit(app)
cli_figure.add_figure(app)
cli_results.add_results(app)
cli_sweep.add_sweep(app)


def main() -> None:
    """The entry point of the command `mgsim`."""
    app()


def _version(is_asked: bool) -> None:
    if is_asked:
        print(f"mgsim {metadata.version('mgsim')}")
        raise typer.Exit


@app.callback()
def _global(
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version.", is_eager=True, callback=_version),
    ] = False,
) -> None:
    pass


@verb("run", "mgsim run configs/block_curve.yaml --engine scipy")
def run(
    config: Config,
    engine: Annotated[
        str, typer.Option(help="fused, brian, scipy or multirate; else the config's own, or fused.")
    ] = "",
    method: Annotated[str | None, typer.Option(help="The engine's integration method.")] = None,
    codegen: Codegen = None,
    rtol: Annotated[float | None, typer.Option(help="Tolerance (engine scipy).")] = None,
    threads: Annotated[int | None, typer.Option(help="Threads (engine fused).", min=1)] = None,
    accuracy: Annotated[
        str | None, typer.Option(help="'0.05 ms' of spike times, or relative (engine fused).")
    ] = None,
    precision: Annotated[str | None, typer.Option(help="double or single (engine fused).")] = None,
    tolerance: Annotated[
        float | None, typer.Option(help="Relative error of a step (engine multirate).")
    ] = None,
    sets: Sets = None,
    into: Annotated[Path, typer.Option("--out", help="Folder of all results.")] = Path("results"),
    name: Annotated[str, typer.Option(help="Name of the results folder.")] = "",
    as_json: Json = False,
    no_figure: Annotated[bool, typer.Option("--no-figure", help="Draw nothing.")] = False,
    is_halved: Annotated[
        bool, typer.Option("--step-halving", help="Run again at half the step; tell the change.")
    ] = False,
) -> None:
    """Run a config: every point of its sweep, saved with its config, its sources and its figure."""
    need_writable(into, name)
    experiment = mgsim.load(config, assignments(sets or []))
    if not as_json:
        say(f"{mgsim.outline(experiment)}\nengine: {engine_of(experiment, engine)}")
    given = {"method": method, "codegen": codegen, "rtol": rtol, "threads": threads}
    given |= {"accuracy": accuracy, "precision": precision, "tolerance": tolerance}
    options = {word: value for word, value in given.items() if value is not None}
    if not as_json and mgsim.outline(experiment).lane_steps > _LONG:
        say(f"time: about {mgsim.duration(mgsim.reckon(experiment, engine, options))}")
    with Teller() as teller:
        dataset = mgsim.run(experiment, engine, options, progress=teller.tell)
        if is_halved:
            gaps = mgsim.step_halving(experiment, engine, options, None, dataset, teller.part)
            dataset = mgsim.with_step_halving(dataset, gaps)
    folder = mgsim.save(dataset, mgsim.fresh_folder(into, name or config.stem))
    try:
        is_drawn = experiment.figure and not no_figure
        figures = mgsim.draw(dataset, None, folder, experiment.catalogue) if is_drawn else []
    except MgsimError:  # the results are safe: say where they are before the complaint
        _report(dataset, folder, [], as_json)
        raise
    if _report(dataset, folder, figures, as_json):
        raise typer.Exit(FAILED_LANES)


def _report(dataset: Any, folder: Path, figures: list[Path], as_json: bool) -> int:
    """Say where everything is; returns the number of failed lanes."""
    statuses = [str(status) for status in dataset["status"].values.ravel()]
    failed = [status for status in statuses if status != "ok"]
    halving = json.loads(dataset.attrs.get("step_halving", "{}"))
    if as_json:
        facts = {word: dataset.attrs[word] for word in ("engine", "method", "wall_s")}
        facts |= {"step_halving": halving} if halving else {}
        counts = {"points": len(statuses), "failed_lanes": len(failed)}
        paths = {"folder": str(folder), "figures": [str(path) for path in figures]}
        say_json({**paths, **counts, "reasons": sorted(set(failed)), **facts})
        return len(failed)
    say(f"results: {folder}")
    for path in figures:
        say(f"figure: {path}")
    say(f"failed lanes: {len(failed)} of {len(statuses)}")
    for reason in sorted(set(failed)):
        say(f"  {reason}")
    if halving:
        rows = [
            (name, h.get("largest", "-"), h["unit"], h["at"], len(h["apart"]))
            for name, h in halving.items()
        ]
        grid(("readout", "change at half the step", "in", "at", "lanes apart"), rows)
    return len(failed)


@verb("check", "mgsim check configs/low_magnesium.yaml")
def check(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Configs, or cards (.py).")
    ],
    as_json: Json = False,
) -> None:
    """Check configs without running them, or hold mechanism cards (.py) against the laws."""
    found = [_checked(path) for path in files]
    if as_json:
        say_json(found)
    for result in () if as_json else found:
        for fault in result["faults"]:
            say(fault, err)
        if not result["faults"]:
            say(f"{result['file']}: ok: {result['summary']}")
    if any(result["faults"] for result in found):
        raise typer.Exit(MISTAKE)


def _checked(path: Path) -> dict[str, Any]:
    try:
        if path.suffix == ".py":
            broken = [f"{path}: {law}" for law in mgsim.examine(path)]
            return {"file": str(path), "summary": "keeps every law", "faults": broken}
        plan = mgsim.check(path)
    except MgsimError as error:
        return {"file": str(path), "summary": "", "faults": [str(f) for f in error.faults]}
    summary = f"{plan.points} points, {plan.structures} structures"
    return {"file": str(path), "summary": summary, "faults": [], **asdict(plan)}


@verb("list", "mgsim list block")
def list_cards(
    kind: Annotated[
        str, typer.Argument(help="A role, or readouts, figures, parameters, engines.")
    ] = "",
    as_json: Json = False,
) -> None:
    """List the cards by role, the readouts, figures, parameter sets and engines."""
    entries = mgsim.inventory(mgsim.cards(), kind)
    if as_json:
        say_json([asdict(entry) for entry in entries])
        return
    width = max((len(entry.name) for entry in entries), default=0)
    for role, found in groupby(entries, key=lambda entry: entry.kind):
        say(role, style="bold")
        for entry in found:
            say(f"  {entry.name:<{width}}  {entry.says}")


@verb("show", "mgsim show block/jahr_stevens_1990")
def show(
    name: Annotated[
        str, typer.Argument(help="A card (role/name, or the name alone), or a config.")
    ],
    as_json: Json = False,
) -> None:
    """Show one card: what it says, its equations, numbers and sources. Or a config's equations."""
    if Path(name).suffix in (".yaml", ".yml", ".json"):
        text = str(mgsim.compose(mgsim.load(name)))
        say_json({"config": name, "equations": text.splitlines()}) if as_json else say(text)
        return
    card = mgsim.describe(mgsim.cards(), name)
    if as_json:
        say_json(asdict(card))
        return
    say(str(card))
    if card.numbers:
        has_spread = any(number.spread for number in card.numbers)
        words = ("name", "value", *["spread"] * has_spread, "says", "grade", "preparation")
        rows = [[*(getattr(n, word) for word in words), n.source.key] for n in card.numbers]
        grid((*words, "source"), rows)
    for source in dict.fromkeys(str(number.source) for number in card.numbers):
        say(source)


@verb("cite", "mgsim cite configs/low_magnesium.yaml --bibtex")
def cite(
    config: Config,
    bibtex: Annotated[bool, typer.Option("--bibtex", help="Print BibTeX entries.")] = False,
    as_json: Json = False,
) -> None:
    """Print the publications that this config's numbers come from: exactly those."""
    found = mgsim.cite(mgsim.load(config))
    say_json(asdict(found)) if as_json else say(found.bibtex() if bibtex else str(found))


@verb("schema", "mgsim schema --out mgsim.schema.json")
def schema(
    to: Annotated[Path | None, typer.Option("--out", help="Write to this file.")] = None,
) -> None:
    """Print the JSON Schema of configs, for editors that complete and check while one types."""
    text = json.dumps(mgsim.config_schema(mgsim.cards()))  # whole: indented it is twice the size
    if to:
        to.write_text(text + "\n", encoding="utf-8")
        say(f"schema: {to}")
    else:
        print(text)


@verb("explain", "mgsim explain configs/low_magnesium.yaml nmda.unblocked")
def explain(
    config: Config,
    path: Annotated[str, typer.Argument(help="A quantity, a number or a readout.")],
    depth: Annotated[int | None, typer.Option(min=0, help="Levels to go down; else all.")] = None,
    whole: Annotated[
        bool, typer.Option("--whole", help="Go through shared states (v) too.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Print the chain of equations behind a quantity, down to each number and its source."""
    link = mgsim.explain(mgsim.load(config), path, depth, whole)
    say_json(asdict(link)) if as_json else say(str(link))


@verb("validate", "mgsim validate --csv validation.csv")
def validate(
    csv: Annotated[Path | None, typer.Option("--csv", help="Write the table to this file.")] = None,
    as_json: Json = False,
) -> None:
    """Compare what mgsim computes with published numbers; exit code 4 where one fails."""
    with Teller() as teller:
        rows = mgsim.validate(teller.tell)
    if csv:
        mgsim.write_validation(rows, csv)
    words = ("id", "quantity", "published", "ours", "difference", "tolerance", "verdict")
    words = (*words, "reason", "source")
    table = [{word: getattr(row, word) for word in words} for row in rows]
    if as_json:
        say_json(table)
    else:
        grid(words, [row.values() for row in table])
    if any(row.verdict == "fails" for row in rows):
        raise typer.Exit(DISAGREES)


@verb("verify", "mgsim verify configs/block_curve.yaml --lanes 3 --codegen numpy")
def verify(
    config: Config,
    lanes: Annotated[int, typer.Option(help="Points, spread evenly over the sweep.", min=1)] = 8,
    tolerance: Annotated[float, typer.Option(help="Relative; numbers and traces.")] = 0.005,
    spike_tolerance: Annotated[str, typer.Option(help="A time; spike times.")] = "0.05 ms",
    method: Annotated[str | None, typer.Option(help="Method of the engine fused.")] = None,
    codegen: Codegen = None,
    sets: Sets = None,
    as_json: Json = False,
) -> None:
    """Run some points of a config on every engine, side by side; exit code 4 where they differ."""
    experiment = mgsim.load(config, assignments(sets or []))
    if not as_json:
        say(mgsim.verify_outline(experiment, lanes))
    given = {"fused": {"method": method}, "brian": {"codegen": codegen}}
    with Teller() as teller:
        verdict = mgsim.verify(
            experiment, lanes, tolerance, spike_tolerance, given, progress=teller.part
        )
    say_json(_verdict_document(verdict)) if as_json else _say_verdict(verdict)
    if not verdict.agrees:
        raise typer.Exit(DISAGREES)
    if verdict.failed:
        raise typer.Exit(FAILED_LANES)


def _verdict_document(verdict: Any) -> dict[str, Any]:
    rows = [{**asdict(row), "verdict": row.verdict} for row in verdict.rows]
    return {**asdict(verdict), "rows": rows, "agrees": verdict.agrees}


def _say_verdict(verdict: Any) -> None:
    if verdict.left_out:
        say(f"the reference is left out: {verdict.left_out}")
    say(verdict.seconds)
    headings = ("readout", "in", "brian", "fused", "fused, half step", "tolerance", "verdict", "")
    grid(headings, [row.cells() for row in verdict.rows])
    for line in verdict.failed:
        say(f"failed: {line}")


@verb("doctor", "mgsim doctor")
def doctor(as_json: Json = False) -> None:
    """Look at this machine: Python, packages, compiler, engines, cards and one known number."""
    findings = mgsim.diagnose()
    if as_json:
        say_json([asdict(finding) for finding in findings])
    else:
        rows = [(f.state, f.name, f.found, f.hint) for f in findings]
        grid(("", "what", "found", "what to do"), rows)
    if any(finding.state == "bad" for finding in findings):
        raise typer.Exit(MISTAKE)
