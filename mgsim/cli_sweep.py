"""`mgsim sweep` and `mgsim status`: sweeps that go on where they were stopped."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

import mgsim
from mgsim.language.errors import Fault, ResultError
from mgsim.study.tree import assignments
from mgsim.terminal import Teller, err, say, say_json
from mgsim.verbs import FAILED_LANES, INTERRUPTED, Json, verbs_of

_SHOWN = 5  # reasons of failed points that are printed


def add_sweep(app: typer.Typer) -> None:
    """Make both verbs commands of `app`."""
    verb = verbs_of(app)
    verb("sweep", "mgsim sweep configs/low_magnesium.yaml -j 2")(sweep)
    verb("status", "mgsim status results/low_magnesium_sweep")(status)


def sweep(
    config: Annotated[
        Path, typer.Argument(metavar="CONFIG", help="A config file.", show_default=False)
    ],
    engine: Annotated[
        str, typer.Option(help="fused, brian, scipy or multirate; else the config's own, or fused.")
    ] = "",
    method: Annotated[str | None, typer.Option(help="The engine's integration method.")] = None,
    codegen: Annotated[str | None, typer.Option(help="cython or numpy (engine brian).")] = None,
    rtol: Annotated[float | None, typer.Option(help="Tolerance (engine scipy).")] = None,
    precision: Annotated[str | None, typer.Option(help="double or single (engine fused).")] = None,
    tolerance: Annotated[
        float | None, typer.Option(help="Relative error of a step (engine multirate).")
    ] = None,
    sets: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="PATH=VALUE", help="Change one value; may be repeated."),
    ] = None,
    into: Annotated[Path, typer.Option("--out", help="Folder of all results.")] = Path("results"),
    name: Annotated[str, typer.Option(help="Name of the sweep's folder; else CONFIG_sweep.")] = "",
    workers: Annotated[int, typer.Option("-j", help="Processes; 0: one a core.", min=0)] = 0,
    scheduler: Annotated[str, typer.Option(help="A Dask scheduler's address instead.")] = "",
    shard: Annotated[str, typer.Option(metavar="K/N", help="Only the K-th of N parts.")] = "1/1",
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Run the points again that failed.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what it takes, measured on a few points; stop.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Run a config's points, keeping each; run the same again after whatever stopped it."""
    if name != Path(name).name:
        raise ResultError(Fault("--name", f"'{name}'", "the name of one folder inside --out"))
    experiment = mgsim.load(config, assignments(sets or []))
    folder = into / (name or f"{config.stem}_sweep")
    given = {"method": method, "codegen": codegen, "rtol": rtol, "precision": precision}
    given |= {"tolerance": tolerance}
    options = {word: value for word, value in given.items() if value is not None}
    wishes = mgsim.Wishes(workers, scheduler, mgsim.part_of(shard), retry_failed)
    if dry_run:
        told = mgsim.look_ahead(experiment, folder, engine, options, wishes)
        say_json({**asdict(told), "seconds": told.seconds}) if as_json else say(str(told))
        return
    announce = None if as_json else lambda told: say(str(told))
    with Teller() as teller:
        report = mgsim.sweep(experiment, folder, engine, options, wishes, teller.tell, announce)
    say_json(asdict(report)) if as_json else _say_report(report)
    if experiment.figure and report.has_table and not as_json:
        say(f"to draw it: mgsim figure {report.folder}")
    if report.is_interrupted:
        raise typer.Exit(INTERRUPTED)
    if report.failed:
        raise typer.Exit(FAILED_LANES)


def _say_report(report: Any) -> None:
    if report.broken:
        many = len(report.broken)
        say(f"damaged files set aside, and their points run again: {many}", err)
    done = report.points - report.missing
    if report.is_interrupted:
        say(f"Interrupted. {done:,} of {report.points:,} points are kept; say it again to go on.")
    elif report.missing:
        say(f"points: {done:,} of {report.points:,} finished, {report.missing:,} in other parts")
    if report.ran:
        speed = report.ran / report.seconds
        say(f"ran: {report.ran:,} points in {report.seconds:.1f} s ({speed:,.4g} points/s)")
    say(f"{'results' if report.has_table else 'kept in'}: {report.folder}")
    _say_failed(report.failed, report.points)


def _say_failed(failed: dict[str, int], points: int) -> None:
    say(f"failed points: {sum(failed.values()):,} of {points:,}")
    by_number = sorted(failed.items(), key=lambda item: -item[1])
    for reason, many in by_number[:_SHOWN]:
        say(f"  {many:,}: {reason}")
    if len(by_number) > _SHOWN:
        say(f"  and {len(by_number) - _SHOWN:,} other reasons, in the column status")


def status(
    folder: Annotated[Path, typer.Argument(help="A sweep's folder.", show_default=False)],
    as_json: Json = False,
) -> None:
    """Say how far a sweep is: finished, failed and missing points, and whether one is running."""
    found = mgsim.status(folder)
    if as_json:
        say_json(asdict(found))
        return
    say(str(found))
    _say_failed(found.failed, found.points)
