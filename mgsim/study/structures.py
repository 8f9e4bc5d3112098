"""The structures of a sweep: one experiment with other cards or parameter sets in its slots."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from mgsim.language.errors import ConfigError, Fault
from mgsim.study.axes import Axis, constant
from mgsim.study.experiment import Experiment, build
from mgsim.study.model import Model
from mgsim.study.tree import put


def picks(found: tuple[Axis, ...]) -> Iterator[dict[int, int]]:
    """Every combination of positions on the structural axes: {axis number: position}."""
    structural = [i for i, axis in enumerate(found) if axis.is_structural]
    for picked in itertools.product(*(range(found[i].size) for i in structural)):
        yield dict(zip(structural, picked, strict=True))


def restructured(
    experiment: Experiment, found: tuple[Axis, ...], picked: Mapping[int, int]
) -> Experiment:
    """The experiment with other cards; a slot's card is chosen before its set or its start."""
    chosen = [
        (column.path, column.values[position])
        for number, position in picked.items()
        for column in found[number].columns
        if column.unit == "name"
    ]
    if not chosen:
        return experiment
    tree, where = experiment.tree, experiment.tree.where(("sweep",))
    for path, name in sorted(chosen, key=lambda choice: choice[0].endswith((".set", ".initial"))):
        tree = put(tree, path, name, where)
    return build(tree, experiment.catalogue)


def swept(model: Model, path: str, experiment: Experiment) -> str:
    """The flat name of a swept number; raises ConfigError where this structure has none."""
    try:
        return constant(model, path, "sweep")
    except ConfigError:
        where = experiment.tree.where(("sweep",))
        found = f"'{path}', which only some of the structures have"
        hint = "Sweep it in a config of its own, or drop the axis that changes the card."
        raise ConfigError(Fault(where, found, "a number of every structure", hint)) from None
