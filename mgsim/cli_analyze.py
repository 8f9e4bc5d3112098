"""`mgsim analyze ...`: each verb is one analysis of a results folder, told, written and drawn."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

import mgsim
from mgsim import analysis
from mgsim.language.errors import ConfigError, Fault
from mgsim.terminal import grid, say, say_json
from mgsim.verbs import EXIT_CODES, FAILED_LANES, Json, verbs_of

SHOWN_ROWS = 40

app = typer.Typer(
    help="Pharmacology of a results folder: Hill fits, shifts, isoboles, I-V curves, relaxations.",
    epilog=f"{EXIT_CODES} Here 3: not one fit could be made.",
    no_args_is_help=True,
)
verb = verbs_of(app)

Results = Annotated[
    Path, typer.Argument(metavar="RESULTS", help="A results folder.", show_default=False)
]
Readout = Annotated[str, typer.Option("--readout", help="What is fitted.", show_default=False)]
At = Annotated[
    list[str] | None,
    typer.Option("--at", metavar="AXIS=VALUE", help="Only this value of an axis; repeatable."),
]
Csv = Annotated[Path | None, typer.Option("--csv", help="Write every row to this file.")]
Picture = Annotated[
    Path | None,
    typer.Option(
        "--figure", help="Draw to this .png, .svg beside it; NAME_drawn.csv has the data."
    ),
]
Top = Annotated[float | None, typer.Option(help="Known higher end of the curve; else fitted.")]
Bottom = Annotated[float | None, typer.Option(help="Known lower end of the curve; else fitted.")]
Slope = Annotated[float | None, typer.Option(help="Known Hill slope; else fitted.")]
Log = Annotated[
    str | None, typer.Option("--log", metavar="UNIT", help="The axis is log10 of so many UNIT.")
]
InUnit = Annotated[str | None, typer.Option(help="Unit of the half-effects, e.g. uM.")]
Replicates = Annotated[str | None, typer.Option(help="An axis of repeats, fitted together.")]
Ci = Annotated[str, typer.Option(help="Interval: profile, bootstrap or none.")]
Level = Annotated[float, typer.Option(help="Coverage of the intervals.")]
Resamples = Annotated[int, typer.Option(help="How often the bootstrap draws.")]
Seed = Annotated[int, typer.Option(help="Seed of the bootstrap.")]
Temperature = Annotated[str | None, typer.Option(help="E.g. '25 degC'; else that of the run.")]


@dataclass(frozen=True)
class _Wanted:
    """Where a result goes."""

    csv: Path | None
    figure: Path | None
    as_json: bool


@dataclass(frozen=True)
class _Telling:
    """How an analysis is told: figure card, its drawing, columns of each printed table.

    parts: (name, variable whose axes make the rows, columns; none: all). told: how many of them
    are printed as tables, and then only rows that are ok where is_brief.
    """

    card: str
    mark: Callable[[Any, Any], Any]
    parts: Sequence[tuple[str, str, Sequence[str]]]
    status: str = "status"
    told: int = 2
    is_brief: bool = False


def _open(results: Path, at: list[str] | None) -> Any:
    where = {}
    for text in at or []:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise ConfigError(Fault("--at", f"'{text}'", "AXIS=VALUE, e.g. mg_o='1 mM'"))
        where[name.strip()] = value.strip()
    return analysis.at(mgsim.open_results(results), where)


def _need_places(wanted: _Wanted) -> None:
    """Refuse before the fits what would stop them from being written."""
    for option, path in (("--csv", wanted.csv), ("--figure", wanted.figure)):
        if path and not path.absolute().parent.is_dir():
            raise ConfigError(Fault(option, f"'{path}'", "a file in a folder that exists"))
    if wanted.figure and wanted.figure.suffix not in (".png", ".svg", ""):
        raise ConfigError(Fault("--figure", f"'{wanted.figure}'", "a file name that ends in .png"))


def _report(dataset: Any, table: Any, wanted: _Wanted, telling: _Telling) -> None:
    parts = [(analysis.rows(table, names, of), part) for part, of, names in telling.parts]
    files: dict[str, list[str]] = {"csv": [], "figures": []}
    if wanted.csv:
        files["csv"] = _write(table, wanted.csv, telling)
    if wanted.figure:
        marks = telling.mark(dataset, table)
        folder, stem = wanted.figure.parent, wanted.figure.stem
        files["figures"] = [
            str(path) for path in mgsim.draw(marks, telling.card, folder, None, stem)
        ]
        analysis.write_csv(marks, folder / f"{stem}_drawn.csv")
        files["figures"].append(str(folder / f"{stem}_drawn.csv"))
    statuses = [str(status) for status in table[telling.status].values.ravel()]
    if wanted.as_json:
        _say_document(table, parts, statuses, files)
    else:
        shown = [
            (_brief(found) if telling.is_brief else found) for found, _ in parts[: telling.told]
        ]
        _say_tables(table, shown, statuses, files)
    if "ok" not in statuses:
        raise typer.Exit(FAILED_LANES)


def _brief(found: list[dict]) -> list[dict]:
    """The rows that have a result."""
    return [row for row in found if row.get("status", "ok") == "ok"]


def _write(table: Any, path: Path, telling: _Telling) -> list[str]:
    """Every column of every part, each after the first in a file of its own; returns the paths."""
    written = []
    for number, (part, of, _) in enumerate(telling.parts):
        to = path if number == 0 else path.with_name(f"{path.stem}_{part}{path.suffix}")
        analysis.write_rows(analysis.rows(table, (), of), table, to)
        written.append(str(to))
    return written


def _say_document(
    table: Any, parts: list[tuple[list, str]], statuses: list[str], files: dict[str, list[str]]
) -> None:
    options = json.loads(table.attrs["analysis_options"])
    units = {
        str(n): str(v.attrs["units"]) for n, v in table.variables.items() if "units" in v.attrs
    }
    document = {"analysis": table.attrs["analysis"], "options": options, "units": units}
    for word in ("config_name", "seed", "mgsim_version", "commit", "engine"):
        document[word] = table.attrs.get(word)
    tables = {part: found for found, part in parts}
    say_json({**document, "statuses": analysis.statuses(statuses), **files, **tables})


def _say_tables(
    table: Any, parts: list[list[dict]], statuses: list[str], files: dict[str, list[str]]
) -> None:
    for found in parts:
        if found:
            headings = [analysis.heading(table, name) for name in found[0]]
            grid(headings, [row.values() for row in found[:SHOWN_ROWS]])
        if len(found) > SHOWN_ROWS:
            say(f"and {len(found) - SHOWN_ROWS} rows more; --csv FILE keeps them all")
    for status, count in analysis.statuses(statuses).items():
        say(f"{status}: {count} of {len(statuses)}")
    for kind, paths in files.items():
        for path in paths:
            say(f"{kind.removesuffix('s')}: {path}")


@verb("hill", "mgsim analyze hill results/block_curve --readout unblocked --over mg_o")
def hill(
    results: Results,
    readout: Readout,
    over: Annotated[str, typer.Option(help="The axis of concentrations.", show_default=False)],
    at: At = None,
    top: Top = None,
    bottom: Bottom = None,
    slope: Slope = None,
    log: Log = None,
    unit: InUnit = None,
    replicates: Replicates = None,
    ci: Ci = "profile",
    level: Level = 0.95,
    resamples: Resamples = 999,
    seed: Seed = 0,
    csv: Csv = None,
    figure: Picture = None,
    as_json: Json = False,
) -> None:
    """Fit a Hill curve along an axis, for every value of the others: IC50, slope, intervals."""
    wanted = _Wanted(csv, figure, as_json)
    _need_places(wanted)
    dataset = _open(results, at)
    table = analysis.fit_hill(
        dataset, readout, over, top=top, bottom=bottom, slope=slope, log_unit=log, unit=unit,
        replicates=replicates, ci=ci, level=level, resamples=resamples, seed=seed,
    )  # fmt: skip
    words = ("ic50", "ci_low", "ci_high", "hill", "top", "bottom", "n", "status", "ci_note")
    _report(
        dataset,
        table,
        wanted,
        _Telling("analysis_hill", analysis.mark_hill, [("rows", "status", words)]),
    )


@verb(
    "shift",
    "mgsim analyze shift results/block_curve --readout unblocked --over mg_o --against v_hold",
)
def shift(
    results: Results,
    readout: Readout,
    over: Annotated[str, typer.Option(help="The axis of concentrations.", show_default=False)],
    against: Annotated[
        str, typer.Option(help="A concentration or a voltage.", show_default=False)
    ] = "mg_o",
    k: Annotated[
        str | None, typer.Option("--k", help="Known constant of the competitor, e.g. '65 uM'.")
    ] = None,
    valence: Annotated[
        float | None, typer.Option(help="Charge of the blocker; magnesium, calcium, zinc: 2.")
    ] = None,
    temperature: Temperature = None,
    at: At = None,
    top: Top = None,
    bottom: Bottom = None,
    slope: Slope = None,
    log: Log = None,
    unit: InUnit = None,
    replicates: Replicates = None,
    ci: Ci = "profile",
    level: Level = 0.95,
    csv: Csv = None,
    figure: Picture = None,
    as_json: Json = False,
) -> None:
    """Say how an IC50 moves: with a competitor (Schild), or with voltage (Woodhull)."""
    wanted = _Wanted(csv, figure, as_json)
    _need_places(wanted)
    dataset = _open(results, at)
    table = analysis.fit_shift(
        dataset, readout, over, against, k=k, valence=valence, temperature=temperature, level=level,
        ci=ci, top=top, bottom=bottom, slope=slope, log_unit=log, unit=unit, replicates=replicates,
    )  # fmt: skip
    words = ("ic50", "ci_low", "ci_high", "hill", "dose_ratio", "log_dose_ratio", "predicted")
    parts = [
        ("lines", "shift_status", ()),
        ("half_effects", "status", (*words, "prediction_error", "status")),
    ]
    _report(
        dataset, table, wanted,
        _Telling("analysis_shift", analysis.mark_shift, parts, "shift_status"),
    )  # fmt: skip


@verb(
    "isobologram",
    "mgsim analyze isobologram results/isobologram --readout unblocked --a mg_o --b memantine",
)
def isobologram(
    results: Results,
    readout: Readout,
    a: Annotated[str, typer.Option("--a", help="Axis of one agent.", show_default=False)],
    b: Annotated[str, typer.Option("--b", help="Axis of the other.", show_default=False)],
    effect: Annotated[
        list[float] | None, typer.Option(help="Effect of an isobole, 0 to 1; repeatable [0.5].")
    ] = None,
    control: Annotated[
        float | None, typer.Option(help="Readout without both; else that of the grid.")
    ] = None,
    full: Annotated[float, typer.Option(help="Readout at full effect.")] = 0.0,
    is_partial: Annotated[
        bool, typer.Option("--partial", help="Fit the effect at saturation; else it is full.")
    ] = False,
    method: Annotated[str, typer.Option(help="Doses off Hill curves, or off the grid.")] = "hill",
    at: At = None,
    replicates: Replicates = None,
    level: Level = 0.95,
    resamples: Resamples = 499,
    seed: Seed = 0,
    csv: Csv = None,
    figure: Picture = None,
    as_json: Json = False,
) -> None:
    """Isoboles, Loewe's combination index and Bliss's excess of two agents on a grid."""
    wanted = _Wanted(csv, figure, as_json)
    _need_places(wanted)
    dataset = _open(results, at)
    table = analysis.find_isoboles(
        dataset, readout, a, b, effects=effect or (0.5,), control=control, full=full,
        ceiling=None if is_partial else 1.0, method=method, replicates=replicates, level=level,
        resamples=resamples, seed=seed,
    )  # fmt: skip
    words = ("iso_a", "index", "index_low", "index_high", "status")
    parts = [("levels", "mean_index", ()), ("isoboles", "status", words), ("grid", "loewe", ())]
    _report(
        dataset, table, wanted,
        _Telling("analysis_isobologram", analysis.mark_isoboles, parts, is_brief=True),
    )  # fmt: skip


@verb("iv", "mgsim analyze iv results/iv_curve --readout i_nmda --at block=jahr_stevens_1990")
def iv(
    results: Results,
    readout: Readout,
    over: Annotated[str, typer.Option(help="The axis of voltages.")] = "v_hold",
    mg: Annotated[
        str | None, typer.Option("--mg", help="Magnesium, where it is no axis; else the config's.")
    ] = None,
    is_joint: Annotated[
        bool, typer.Option("--jointly", help="One K0 and delta for the whole axis mg_o.")
    ] = False,
    top: Annotated[
        float | None, typer.Option(help="Known unblocked value, or conductance; else fitted.")
    ] = None,
    reversal: Annotated[
        str | None, typer.Option(help="Known reversal potential; else fitted.")
    ] = None,
    valence: Annotated[float, typer.Option(help="Charge of the blocking ion.")] = 2.0,
    temperature: Temperature = None,
    at: At = None,
    replicates: Replicates = None,
    level: Level = 0.95,
    csv: Csv = None,
    figure: Picture = None,
    as_json: Json = False,
) -> None:
    """Fit the block of an I-V or block curve: V1/2, K0, delta; and the landmarks of an I-V."""
    wanted = _Wanted(csv, figure, as_json)
    _need_places(wanted)
    dataset = _open(results, at)
    table = analysis.fit_iv(
        dataset, readout, over, mg=mg, jointly=is_joint, top=top, reversal=reversal,
        valence=valence, temperature=temperature, replicates=replicates, level=level,
    )  # fmt: skip
    words = ["v_half", "k_0", "k_0_low", "k_0_high", "scale", "delta", "top", "conductance"]
    words += ["e_rev", "v_peak", "i_peak", "v_slope_from", "v_slope_to", "slope_min", "n", "status"]
    _report(
        dataset,
        table,
        wanted,
        _Telling("analysis_iv", analysis.mark_iv, [("rows", "status", words)]),
    )


@verb(
    "relaxation",
    "mgsim analyze relaxation results/unblock --readout i_membrane --after '210 ms' "
    "--until '250 ms'",
)
def relaxation(
    results: Results,
    readout: Readout,
    after: Annotated[str, typer.Option(help="When the step is.", show_default=False)],
    until: Annotated[str | None, typer.Option(help="Where to stop; else at the end.")] = None,
    terms: Annotated[
        int | None, typer.Option(help="1 or 2 exponentials; else what the trace can tell.")
    ] = None,
    end: Annotated[float | None, typer.Option(help="Known level it relaxes to.")] = None,
    over: Annotated[str, typer.Option(help="The axis of time.")] = "time",
    floor: Annotated[
        float, typer.Option(help="What one exponential may leave over, of the trace's range.")
    ] = 1e-4,
    at: At = None,
    ci: Ci = "profile",
    level: Level = 0.95,
    resamples: Resamples = 999,
    seed: Seed = 0,
    csv: Csv = None,
    figure: Picture = None,
    as_json: Json = False,
) -> None:
    """Fit one or two exponentials to a trace after a step, whichever the trace can tell."""
    wanted = _Wanted(csv, figure, as_json)
    _need_places(wanted)
    dataset = _open(results, at)
    table = analysis.fit_relaxation(
        dataset, readout, after=after, until=until, terms=terms, end=end, over=over, floor=floor,
        ci=ci, level=level, resamples=resamples, seed=seed,
    )  # fmt: skip
    words = ["terms", "end", "tau_1", "tau_1_low", "tau_1_high", "a_1", "tau_2", "tau_2_low"]
    words += ["tau_2_high", "a_2", "fast_part", "p_two", "n", "status", "note"]
    _report(
        dataset, table, wanted,
        _Telling("analysis_relaxation", analysis.mark_relaxation, [("rows", "status", words)]),
    )  # fmt: skip
