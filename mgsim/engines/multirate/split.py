"""A model cut in two: what is fast, with the slow states held still, and what is slow.

Where a slow rate reads something fast, the smallest term that is linear in it is taken out and
becomes a mean: sums are taken apart, factors that are slow stay outside. The fast model averages
these terms over a window; the slow model has them as inputs.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, replace

from mgsim.language.errors import EngineError, Fault
from mgsim.language.expression import names, parse, rename, replace_calls
from mgsim.language.sources import PROTOCOL
from mgsim.study.folding import needed
from mgsim.study.model import Constant, Happening, Model, Ode, Quantity, Watching

ORIGIN, SETTLED, SPAN = "t_window", "t_settled", "t_span"
SUM = "sum"  # ends the name of the state that sums a mean


@dataclass(frozen=True)
class Split:
    """The two halves of a model.

    fast: its odes without the slow ones, which are constants, and a state that sums each mean over
    a window; it records every state. direct: the same with nothing held still. means: name -> text
    over the whole model. slow: rates of the slow states, which read means. inputs: slow states that
    the fast model reads. outputs: what is watched or recorded and is fast, as means of their own.
    """

    whole: Model
    fast: Model
    direct: Model
    slow: Mapping[str, str]
    means: Mapping[str, str]
    inputs: tuple[str, ...]
    outputs: Mapping[str, str]

    @property
    def instants(self) -> list[str]:
        """Held quantities that an event sets to its own time."""
        done = [h.do for h in self.whole.happenings]
        return [n for n in self.whole.held if any(do.get(n) == "t_event" for do in done)]


def split(model: Model) -> Split:
    """Cut a model in two.

    Raises EngineError where nothing is slow, or where an event moves or waits for what is slow.
    """
    slow = frozenset(n for n, ode in model.odes.items() if ode.slow)
    cut = _Cut(model, slow)
    _need_cuttable(model, slow, cut.fast)
    rates = {n: cut.apart(model.odes[n].rate) for n in model.odes if n in slow}
    seen = dict.fromkeys((*(w.x for w in model.watchings), *model.recorded))
    outputs = {n: cut.mean(n) for n in seen if n in cut.fast}
    reads = needed(model.algebra, _fast_texts(model, slow, cut.means))
    inputs = tuple(n for n in model.odes if n in slow and n in reads)
    fast = _fast_model(model, slow, cut.means)
    direct = _fast_model(model, frozenset(), cut.means)
    return Split(model, fast, direct, rates, cut.means, inputs, outputs)


def _need_cuttable(model: Model, slow: frozenset[str], fast: set[str]) -> None:
    if not slow:
        hint = "Take another engine."
        found = "a model in which no card calls a state slow"
        raise EngineError(Fault("engine multirate", found, "one with slow states", hint))
    for happening in model.happenings:
        moved = sorted(slow & happening.do.keys())
        waits = happening.on == "crossing" and not names(happening.when) & fast
        if moved or waits or happening.on == "time":
            path = model.quantities[(moved or [*happening.do])[0]].path
            why = " when something slow crosses zero" if waits else ""
            found = f"an event that sets '{path}'{why}"
            raise EngineError(Fault("engine multirate", found, "events of fast quantities only"))


def _fast_texts(model: Model, slow: frozenset[str], means: Mapping[str, str]) -> list[str]:
    texts = [ode.rate for n, ode in model.odes.items() if n not in slow]
    texts += [text for happening in model.happenings for text in _texts(happening)]
    return texts + list(means.values())


def _texts(happening: Happening) -> list[str]:
    return [*happening.do.values(), *([happening.when] if happening.when else [])]


class _Cut:
    """Takes the fast parts out of texts; `fast` are all names that follow a fast state."""

    def __init__(self, model: Model, slow: frozenset[str]):
        self.algebra = model.algebra
        self.means: dict[str, str] = {}
        self.fast = {n for n in model.odes if n not in slow} | set(model.held)
        for name, text in model.algebra.items():
            if names(text) & self.fast:
                self.fast.add(name)

    def mean(self, text: str) -> str:
        """The name under which a fast term is averaged."""
        for name, known in self.means.items():
            if known == text:
                return name
        name = f"mean_{len(self.means)}"
        self.means[name] = text
        return name

    def apart(self, text: str) -> str:
        """A text in which every fast term is its mean."""
        return ast.unparse(self._node(parse(text).body))

    def _node(self, node: ast.expr) -> ast.expr:
        if not names(ast.unparse(node)) & self.fast:
            return node
        if isinstance(node, ast.Name) and node.id in self.algebra:
            return self._node(parse(self.algebra[node.id]).body)
        if isinstance(node, ast.UnaryOp):
            return ast.UnaryOp(node.op, self._node(node.operand))
        if isinstance(node, ast.BinOp):
            if isinstance(node.op, ast.Add | ast.Sub):
                return ast.BinOp(self._node(node.left), node.op, self._node(node.right))
            is_slow = [not names(ast.unparse(n)) & self.fast for n in (node.left, node.right)]
            if isinstance(node.op, ast.Mult) and any(is_slow):
                return ast.BinOp(self._node(node.left), node.op, self._node(node.right))
            if isinstance(node.op, ast.Div) and is_slow[1]:
                return ast.BinOp(self._node(node.left), node.op, node.right)
        return ast.Name(self.mean(ast.unparse(node)), ast.Load())


def _fast_model(model: Model, slow: frozenset[str], means: Mapping[str, str]) -> Model:
    """The fast half as a model of its own, its clock counting from the start of a window."""
    times = (ORIGIN, SETTLED, SPAN)
    still = {n: Constant(0.0, PROTOCOL, "D", "held during a window") for n in (*slow, *times)}
    said = {n: Quantity(n, n, "1", "mean over a window") for n in means}
    said |= {n: Quantity(n, n, "ms", "an instant of a window") for n in times}
    said |= {f"{n}_{SUM}": Quantity(f"{n}_{SUM}", n, "1", "mean of a window") for n in means}
    odes = {n: Ode(_shifted(o.rate), o.initial) for n, o in model.odes.items() if n not in slow}
    odes |= {f"{n}_{SUM}": Ode(_weighted(n), "0*t") for n in means}
    happenings = []
    for h in model.happenings:
        do = {n: _shifted(t) for n, t in h.do.items()}
        happenings.append(replace(h, do=do, when=_shifted(h.when) if h.when else ""))
    schemes = []
    for s in model.schemes:
        steps = ((a, b, _shifted(there), _shifted(back)) for a, b, there, back in s.transitions)
        schemes.append(replace(s, transitions=tuple(steps)))
    return replace(
        model,
        quantities={**model.quantities, **said},
        constants={**model.constants, **still},
        odes=odes,
        algebra={n: _shifted(t) for n, t in (*model.algebra.items(), *means.items())},
        happenings=tuple(happenings),
        schemes=tuple(schemes),
        breaks=tuple(map(_instant, model.breaks)),
        watchings=tuple(map(_watch, means)),
        recorded=(*odes, *model.held),
    )


def _weighted(mean: str) -> str:
    """The rate of a weighted mean over what counts of a window.

    The weight 30 x^2 (1 - x)^2 vanishes smoothly at both ends, so that a spike more or less there
    hardly counts. As a state it takes jumps within a step as the other states do; a sum over
    steps would lose half a step of each.
    """
    part = f"clip((t - {SETTLED})/{SPAN}, 0, 1)"
    return f"{mean}*30*({part})**2*(1 - {part})**2/{SPAN}"


def _watch(mean: str) -> Watching:
    """The same mean as a sum over steps, and that of the second half: they tell the scatter."""
    part = f"clip((t - 0.5*dt - {SETTLED})/{SPAN}, 0, 1)"
    late = f"clip(2*(t - 0.5*dt - {SETTLED})/{SPAN} - 1, 0, 1)"
    folds = {}
    for word, x, size in (("whole", part, 30), ("late", late, 60)):
        step = f"dt*({mean} + {mean}_last)/2*{size}*({x})**2*(1 - {x})**2/{SPAN}"
        folds[f"{mean}_{word}"] = (f"{mean}_{word} + {step}", "0*t", "1")
    return Watching(mean, mean, "1", "means over a window", folds, f"{mean}_whole")


def _instant(text: str) -> str:
    """An instant of the whole run, on the clock of a window."""
    return f"{text} - {ORIGIN}"


def _shifted(text: str) -> str:
    """A text of the whole run, for a window: its clock and the ends of its pulses are moved."""
    pulses: dict[str, str] = {}

    def kept(arguments: list[str]) -> str:
        _, start, stop = arguments
        name = f"pulse_number_{len(pulses)}"
        pulses[name] = f"pulse(t, {_instant(start)}, {_instant(stop)})"
        return name

    bare = replace_calls(text, "pulse", kept)
    clock = {"t": f"(t + {ORIGIN})", "t_event": f"(t_event + {ORIGIN})"}
    return rename(rename(bare, clock), pulses)
