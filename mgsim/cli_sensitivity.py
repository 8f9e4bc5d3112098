"""`mgsim analyze sobol, morris, tornado, band, response`: what a readout hangs on, how surely."""

from __future__ import annotations

from typing import Annotated

import typer

from mgsim import analysis
from mgsim.cli_analyze import app
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
    need_places,
    opened,
    report,
    verb,
)  # fmt: skip
from mgsim.verbs import Json

__all__ = ["app"]

Design = Annotated[
    str | None, typer.Option("--over", help="The axis that samples; else the only one.")
]


@verb("sobol", "mgsim analyze sobol results/sensitivity --readout unblocked")
def sobol(
    results: Results,
    readout: Readout,
    over: Design = None,
    at: At = None,
    replicates: Replicates = None,
    level: Level = 0.95,
    resamples: Resamples = 199,
    seed: Seed = 0,
    csv: Csv = None,
    latex: Latex = None,
    figure: Picture = None,
    as_json: Json = False,
) -> None:
    """Say which numbers make a readout vary: first, total and second order Sobol indices."""
    wanted = Wanted(csv, latex, figure, as_json)
    need_places(wanted)
    dataset = opened(results, at)
    table = analysis.find_sobol(
        dataset, readout, over, replicates=replicates, level=level, resamples=resamples, seed=seed
    )
    parts = [("indices", "s1", ("s1", "s1_conf", "st", "st_conf"))]
    parts += [("pairs", "s2", ("s2", "s2_conf"))] if "s2" in table else []
    parts += [("lanes", "status", ("variance", "n", "dropped", "status"))]
    report(
        dataset, table, wanted,
        Telling("analysis_sobol", analysis.mark_sobol, parts, told=len(parts)),
    )  # fmt: skip


@verb("morris", "mgsim analyze morris results/screening --readout firing_rate")
def morris(
    results: Results,
    readout: Readout,
    over: Design = None,
    at: At = None,
    replicates: Replicates = None,
    level: Level = 0.95,
    resamples: Resamples = 199,
    seed: Seed = 0,
    csv: Csv = None,
    latex: Latex = None,
    figure: Picture = None,
    as_json: Json = False,
) -> None:
    """Say which of many numbers matter at all: Morris's elementary effects."""
    wanted = Wanted(csv, latex, figure, as_json)
    need_places(wanted)
    dataset = opened(results, at)
    table = analysis.find_morris(
        dataset, readout, over, replicates=replicates, level=level, resamples=resamples, seed=seed
    )
    parts = [
        ("effects", "mu_star", ("mu_star", "mu_star_conf", "mu", "sigma")),
        ("lanes", "status", ("n", "dropped", "status")),
    ]
    report(dataset, table, wanted, Telling("analysis_morris", analysis.mark_morris, parts))


@verb("tornado", "mgsim analyze tornado results/one_at_a_time --readout firing_rate")
def tornado(
    results: Results,
    readout: Readout,
    over: Design = None,
    at: At = None,
    replicates: Replicates = None,
    csv: Csv = None,
    latex: Latex = None,
    figure: Picture = None,
    as_json: Json = False,
) -> None:
    """Say how far each number alone moves a readout, from its low to its high end."""
    wanted = Wanted(csv, latex, figure, as_json)
    need_places(wanted)
    dataset = opened(results, at)
    table = analysis.find_tornado(dataset, readout, over, replicates=replicates)
    words = ("at_low", "at_high", "change_low", "change_high", "swing", "rank")
    parts = [("bars", "swing", words), ("lanes", "status", ("base", "dropped", "status"))]
    report(dataset, table, wanted, Telling("analysis_tornado", analysis.mark_tornado, parts))


@verb("band", "mgsim analyze band results/how_sure --readout charge --along mg_o")
def band(
    results: Results,
    readout: Readout,
    along: Annotated[
        str | None, typer.Option(help="The axis the band runs along; else the longest.")
    ] = None,
    over: Design = None,
    beside: Annotated[
        str | None, typer.Option(help="A second axis taken together with it, e.g. of repeats.")
    ] = None,
    level: Annotated[float, typer.Option(help="Part of the draws inside the band.")] = 0.9,
    at: At = None,
    csv: Csv = None,
    latex: Latex = None,
    figure: Picture = None,
    as_json: Json = False,
) -> None:
    """Say how sure a readout is: its median and band over the draws of what is uncertain."""
    wanted = Wanted(csv, latex, figure, as_json)
    need_places(wanted)
    dataset = opened(results, at)
    table = analysis.find_band(dataset, readout, along, over=over, level=level, beside=beside)
    words = ("median", "low", "high", "n", "dropped", "status")
    report(
        dataset, table, wanted,
        Telling("analysis_band", analysis.mark_band, [("rows", "status", words)]),
    )  # fmt: skip


@verb("response", "mgsim analyze response results/sensitivity --readout unblocked --x mg_o --y k_0")
def response(
    results: Results,
    readout: Readout,
    x: Annotated[str, typer.Option("--x", help="One axis.", show_default=False)],
    y: Annotated[str, typer.Option("--y", help="The other axis.", show_default=False)],
    at: At = None,
    replicates: Replicates = None,
    csv: Csv = None,
    latex: Latex = None,
    figure: Picture = None,
    as_json: Json = False,
) -> None:
    """Show a readout over two numbers: a grid as it is, or a quadratic through a sample."""
    wanted = Wanted(csv, latex, figure, as_json)
    need_places(wanted)
    dataset = opened(results, at)
    table = analysis.find_response(dataset, readout, x, y, replicates=replicates)
    lanes = (
        "r_squared",
        "loo_r_squared",
        "loo_rmse",
        "least",
        "greatest",
        "n",
        "dropped",
        "status",
    )
    parts = [("lanes", "status", [word for word in lanes if word in table])]
    is_fit = "coefficient" in table
    parts += [("terms", "coefficient", ("coefficient", "coefficient_se"))] if is_fit else []
    report(
        dataset, table, wanted,
        Telling("analysis_response", analysis.mark_response, [*parts, ("surface", "surface", ())],
                told=len(parts)),
    )  # fmt: skip
