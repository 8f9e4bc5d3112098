"""A readout card pointed at a quantity -> its folds with flat names and whole units."""

from __future__ import annotations

from mgsim.language.errors import ConfigError, Fault
from mgsim.language.expression import rename
from mgsim.language.units import house_text, parse_unit, quantity
from mgsim.study.draft import Draft
from mgsim.study.experiment import Setting, Watch
from mgsim.study.model import Watching
from mgsim.study.resolve import resolve


def watching(draft: Draft, watch: Watch) -> Watching:
    """Put a readout in its place; raises ConfigError for a path or a unit that does not fit."""
    x = resolve(draft.quantities, watch.of, watch.where)
    unit = draft.quantities[x].unit
    wanted = watch.card.of_unit
    if wanted and parse_unit(wanted).dims != parse_unit(unit).dims:
        raise ConfigError(Fault(watch.where, f"'{watch.of}' in {unit}", f"a quantity in {wanted}"))
    prefix = f"readout_{watch.name}_"
    known = {"x": x, "x_last": f"{x}_last", **{a: prefix + a for a in watch.card.folds}}
    for name, setting in watch.settings.items():
        known[name] = prefix + name
        _add_setting(draft, watch, name, setting, unit)
    folds = {
        prefix + a: (rename(f.next, known), rename(f.initial, known), with_x(f.unit, unit))
        for a, f in watch.card.folds.items()
    }
    result = rename(watch.card.result, known) if watch.card.result else ""
    threshold = known.get("threshold", "") if watch.card.collects else ""
    says = f"{watch.card.says} of {draft.quantities[x].path}"
    words = watch.card.unit.replace("/", " ").split()
    unit_out = with_x(watch.card.unit, unit) if "x" in words else watch.card.unit
    return Watching(watch.name, x, unit_out, says, folds, result, watch.card.collects, threshold)


def _add_setting(draft: Draft, watch: Watch, name: str, setting: Setting, x_unit: str) -> None:
    _, unit = quantity(setting.param.value)
    is_of_x = watch.card.params[name].value == "x"
    if is_of_x and unit.dims != parse_unit(x_unit).dims:
        expected = f"a value in {x_unit} like '{watch.of}'"
        raise ConfigError(Fault(setting.written, f"'{setting.param.value}'", expected))
    path = f"readouts.{watch.name}.{name}"
    draft.add_constant(f"readout_{watch.name}_{name}", path, setting, house_text(unit.dims))


def with_x(text: str, x_unit: str) -> str:
    """A unit text in which the word 'x' stands for the watched quantity's unit."""
    above, _, below = text.partition("/")
    dims = list(parse_unit(text.replace("x", "1")).dims)
    for part, sign in ((above, 1), (below, -1)):
        if "x" in part.split():
            dims = [d + sign * e for d, e in zip(dims, parse_unit(x_unit).dims, strict=True)]
    return house_text(tuple(dims))
