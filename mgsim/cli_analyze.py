"""`mgsim analyze ...`: each verb is one analysis of a results folder, told, written and drawn."""

from __future__ import annotations

from typing import Annotated

import typer

from mgsim import analysis
from mgsim.telling import (
    At,
    Csv,
    Latex,
    Level,
    Picture,
    Readout,
    Replicates,
    Resamples,
    Results,
    Seed,
    Telling,
    Wanted,
    app,
    need_places,
    opened,
    report,
    verb,
)  # fmt: skip
from mgsim.verbs import Json

__all__ = ["app"]

Top = Annotated[float | None, typer.Option(help="Known higher end of the curve; else fitted.")]
Bottom = Annotated[float | None, typer.Option(help="Known lower end of the curve; else fitted.")]
Slope = Annotated[float | None, typer.Option(help="Known Hill slope; else fitted.")]
Log = Annotated[
    str | None, typer.Option("--log", metavar="UNIT", help="The axis is log10 of so many UNIT.")
]
InUnit = Annotated[str | None, typer.Option(help="Unit of the half-effects, e.g. uM.")]
Ci = Annotated[str, typer.Option(help="Interval: profile, bootstrap or none.")]
Temperature = Annotated[str | None, typer.Option(help="E.g. '25 degC'; else that of the run.")]


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
    latex: Latex = None,
    figure: Picture = None,
    as_json: Json = False,
) -> None:
    """Fit a Hill curve along an axis, for every value of the others: IC50, slope, intervals."""
    wanted = Wanted(csv, latex, figure, as_json)
    need_places(wanted)
    dataset = opened(results, at)
    table = analysis.fit_hill(
        dataset, readout, over, top=top, bottom=bottom, slope=slope, log_unit=log, unit=unit,
        replicates=replicates, ci=ci, level=level, resamples=resamples, seed=seed,
    )  # fmt: skip
    words = ("ic50", "ci_low", "ci_high", "hill", "top", "bottom", "n", "status", "ci_note")
    report(
        dataset,
        table,
        wanted,
        Telling("analysis_hill", analysis.mark_hill, [("rows", "status", words)]),
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
    latex: Latex = None,
    figure: Picture = None,
    as_json: Json = False,
) -> None:
    """Say how an IC50 moves: with a competitor (Schild), or with voltage (Woodhull)."""
    wanted = Wanted(csv, latex, figure, as_json)
    need_places(wanted)
    dataset = opened(results, at)
    table = analysis.fit_shift(
        dataset, readout, over, against, k=k, valence=valence, temperature=temperature, level=level,
        ci=ci, top=top, bottom=bottom, slope=slope, log_unit=log, unit=unit, replicates=replicates,
    )  # fmt: skip
    words = ("ic50", "ci_low", "ci_high", "hill", "dose_ratio", "log_dose_ratio", "predicted")
    parts = [
        ("lines", "shift_status", ()),
        ("half_effects", "status", (*words, "prediction_error", "status")),
    ]
    report(
        dataset, table, wanted,
        Telling("analysis_shift", analysis.mark_shift, parts, "shift_status"),
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
    latex: Latex = None,
    figure: Picture = None,
    as_json: Json = False,
) -> None:
    """Isoboles, Loewe's combination index and Bliss's excess of two agents on a grid."""
    wanted = Wanted(csv, latex, figure, as_json)
    need_places(wanted)
    dataset = opened(results, at)
    table = analysis.find_isoboles(
        dataset, readout, a, b, effects=effect or (0.5,), control=control, full=full,
        ceiling=None if is_partial else 1.0, method=method, replicates=replicates, level=level,
        resamples=resamples, seed=seed,
    )  # fmt: skip
    words = ("iso_a", "index", "index_low", "index_high", "status")
    parts = [("levels", "mean_index", ()), ("isoboles", "status", words), ("grid", "loewe", ())]
    report(
        dataset, table, wanted,
        Telling("analysis_isobologram", analysis.mark_isoboles, parts, is_brief=True),
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
    latex: Latex = None,
    figure: Picture = None,
    as_json: Json = False,
) -> None:
    """Fit the block of an I-V or block curve: V1/2, K0, delta; and the landmarks of an I-V."""
    wanted = Wanted(csv, latex, figure, as_json)
    need_places(wanted)
    dataset = opened(results, at)
    table = analysis.fit_iv(
        dataset, readout, over, mg=mg, jointly=is_joint, top=top, reversal=reversal,
        valence=valence, temperature=temperature, replicates=replicates, level=level,
    )  # fmt: skip
    words = ["v_half", "k_0", "k_0_low", "k_0_high", "scale", "delta", "top", "conductance"]
    words += ["e_rev", "v_peak", "i_peak", "v_slope_from", "v_slope_to", "slope_min", "n", "status"]
    report(
        dataset,
        table,
        wanted,
        Telling("analysis_iv", analysis.mark_iv, [("rows", "status", words)]),
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
    latex: Latex = None,
    figure: Picture = None,
    as_json: Json = False,
) -> None:
    """Fit one or two exponentials to a trace after a step, whichever the trace can tell."""
    wanted = Wanted(csv, latex, figure, as_json)
    need_places(wanted)
    dataset = opened(results, at)
    table = analysis.fit_relaxation(
        dataset, readout, after=after, until=until, terms=terms, end=end, over=over, floor=floor,
        ci=ci, level=level, resamples=resamples, seed=seed,
    )  # fmt: skip
    words = ["terms", "end", "tau_1", "tau_1_low", "tau_1_high", "a_1", "tau_2", "tau_2_low"]
    words += ["tau_2_high", "a_2", "fast_part", "p_two", "n", "status", "note"]
    report(
        dataset, table, wanted,
        Telling("analysis_relaxation", analysis.mark_relaxation, [("rows", "status", words)]),
    )  # fmt: skip
