"""Which number of a card, moved by 2 %, turns the check of a figure red?

Every number of a card behind the atlas is moved in turn, a number a lane: base and moved lanes are
one batch of one program. Numbers that a config sets, that are declared inert, or that are zero do
not count. A number that one figure has caught is not tried on the next.
`python tests/atlas/mutations.py [ENTRY ...]` writes docs/atlas/mutations.csv, in minutes.
"""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

import numpy as np

from mgsim import atlas
from mgsim.atlas.compare import compare
from mgsim.atlas.curves import read
from mgsim.engines.contract import RawRun, engine_of, load_engine
from mgsim.language.sources import PROTOCOL
from mgsim.results import tabulate
from mgsim.study.batch import Group, Layout, Plan, Structure, lay_lanes, layout
from mgsim.study.experiment import Experiment, load

ROOT = Path(__file__).parents[2]
FIGURES = ROOT / "figures"
TABLE = ROOT / "docs" / "atlas" / "mutations.csv"
MOVE, AT_ONCE = 1.02, 12
REASONS = {  # of numbers that no figure catches: what they say nothing about in these configs
    "screening/*[[]uncharged].*": "there is no charge in this set: nothing to move",
    "screening/*.tau": "the shift follows at once; tau only says how fast",
    "energy/fixed.*": "nothing reads ATP where energy is held",
    "ions/fixed.*": "nothing carries potassium or chloride here",
    "calcium_pump/graupner_2003.atp_by_calcium": "nothing reads the ATP that is used",
    "mitochondrion/depolarising.*": "no oxygen or ATP is short here",
    "kinetics/kampa_2004.o*_d2": "a state that is hardly visited",
}


def names_of(structure: Structure) -> dict[str, str]:
    """'role/card[set].number' -> flat name, of every number of this structure that counts."""
    model, moved = structure.model, structure.batch(structure.points[:1]).columns
    slots = structure.experiment.slots
    found = {}
    for name, constant in model.constants.items():
        home, _, number = model.quantities[name].path.rpartition(".")
        slot = next((s for s in slots if home in (s.path, s.place)), None)
        is_set = constant.source.key == PROTOCOL.key or name in moved
        if slot and not (constant.inert or is_set or constant.value == 0):
            chosen = f"[{slot.set}]" if getattr(slot, "set", "") else ""
            found[f"{slot.role}/{slot.name}{chosen}.{number}"] = name
    return found


def moved_runs(
    structure: Structure, program, names: Mapping[str, str]
) -> tuple[dict[str, tuple[RawRun, Group]], tuple[RawRun, Group]]:
    """The runs of a structure with each number moved in turn, and as it is, out of one batch."""
    model, base = structure.model, structure.batch(structure.points)
    copies, size = ["", *names], base.lanes
    columns = {n: np.tile(values, len(copies)) for n, values in base.columns.items()}
    for place, key in enumerate(copies[1:], 1):
        name = names[key]
        column = columns.setdefault(name, np.full(size * len(copies), model.constants[name].value))
        column[place * size : (place + 1) * size] *= MOVE
    points = np.tile(base.points, len(copies))
    batch = lay_lanes(structure.experiment, model, columns, points, np.zeros(points.size, int))
    run = program.run(batch, lambda _: None)
    parts = {}
    for place, key in enumerate(copies):
        some = slice(place * size, (place + 1) * size)
        parts[key] = (_lanes(run, some), Group(model, batch.part(some)))
    as_it_is = parts.pop("")
    return parts, as_it_is


def _lanes(run: RawRun, some: slice) -> RawRun:
    return replace(
        run,
        folds={n: v[some] for n, v in run.folds.items()},
        crossings={n: v[some] for n, v in run.crossings.items()},
        traces={n: v[some] for n, v in run.traces.items()},
        reasons=run.reasons[some],
    )


def worst(entry: atlas.Entry, experiment: Experiment, whole: Layout, parts) -> tuple[float, str]:
    """How many tolerances a run is from the committed CSV, at the most, and in which variable."""
    plan = Plan(whole.axes, whole.values, tuple(group for _, group in parts))
    dataset = tabulate([run for run, _ in parts], plan, experiment)
    dataset = dataset.assign_attrs(engine=engine_of(experiment, entry.engine))
    try:
        made = atlas.made_of(entry, experiment, dataset)
    except Exception as error:  # a run that cannot even be analysed is caught
        return np.inf, f"cannot be drawn: {type(error).__name__}"
    rows = compare(entry, made.curves, read(FIGURES / f"{entry.name}.csv"))
    sizes = [np.inf if r.trouble else r.difference / r.tolerance.relative for r in rows]
    largest = int(np.argmax(sizes))
    return sizes[largest], rows[largest].trouble or rows[largest].variable


def mutate(entry: atlas.Entry, wanted) -> Iterator[tuple[str, float, str]]:
    """(number, tolerances, variable) for each number of an entry that `wanted` asks for.

    Raises AssertionError where the run as it is does not keep to the committed CSV.
    """
    experiment = load(entry.config, entry.sets)
    whole = layout(experiment)
    structures = list(whole.structures())
    named = [names_of(s) for s in structures]
    maker = load_engine(engine_of(experiment, entry.engine))
    programs = [
        maker.compile(s.model, experiment.clock, experiment.every, entry.options)
        for s in structures
    ]
    keys = [k for k in dict.fromkeys(k for names in named for k in names) if wanted(k)]
    for first in range(0, len(keys), AT_ONCE):
        some = keys[first : first + AT_ONCE]
        runs = [
            moved_runs(s, program, {k: names[k] for k in some if k in names})
            for s, program, names in zip(structures, programs, named, strict=True)
        ]
        far, where = worst(entry, experiment, whole, [base for _, base in runs])
        assert far <= 1, f"{entry.name} as it is: {far:g} tolerances in {where}"
        for key in some:
            parts = [moved.get(key, base) for moved, base in runs]
            yield key, *worst(entry, experiment, whole, parts)


def main(asked: Iterable[str]) -> None:
    """Go through all entries, the quick ones first, or add some to the table; write it."""
    entries = atlas.open_atlas(FIGURES / "atlas.yaml").entries
    order = sorted(asked or entries, key=lambda name: (name.startswith("injury"), name in SLOW))
    found = _earlier() if asked else {}
    for name in order:
        began, before = time.perf_counter(), sum(f[0] > 1 for f in found.values())
        for key, far, where in mutate(entries[name], lambda k: found.get(k, (0,))[0] <= 1):
            if key not in found or far > found[key][0]:
                found[key] = (far, name, where)
            write(found)  # minutes lie between two numbers of a long entry
        caught = sum(f[0] > 1 for f in found.values())
        seconds = time.perf_counter() - began
        print(
            f"{name}: {caught - before} more, {caught} of {len(found)}, {seconds:.0f} s", flush=True
        )
        write(found)


SLOW = ("atp_synthesis", "receptor_models", "calcium_routes", "surface_charge", "low_magnesium")


def _earlier() -> dict[str, tuple[float, str, str]]:
    with TABLE.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {r["number"]: (float(r["tolerances"]), r["figure"], r["variable"]) for r in rows}


def write(found: Mapping[str, tuple[float, str, str]]) -> None:
    """One row a number: caught or not, by which figure and variable, how many tolerances off."""
    with TABLE.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("number", "caught", "figure", "variable", "tolerances", "reason"))
        for key, (far, name, where) in sorted(found.items()):
            why = next((w for p, w in REASONS.items() if fnmatchcase(key, p)), "unknown")
            caught = ("yes", "") if far > 1 else ("no", why)
            out.writerow((key, caught[0], name, where, f"{far:.3g}", caught[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
