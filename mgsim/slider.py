"""Sliders for notebooks: turn a number of a config and see its picture drawn anew.

The one module that owns ipywidgets (the extra `notebooks`). What is run is `knobs.py`; what is
drawn is a figure card, or the plain one of `lines.py`.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import xarray as xr

from mgsim.draw import picture
from mgsim.knobs import Bounds, Knobs, house, knobs
from mgsim.language.errors import Fault, ResultError
from mgsim.language.figure import Figure
from mgsim.lines import lines, reach
from mgsim.study.experiment import Experiment
from mgsim.study.free import Parameter

_STEPS = 100


def slider(
    config: Experiment | str | Path,
    numbers: Mapping[str, Bounds],
    show: str | Sequence[str] = "",
    over: str = "",
    figure: str = "",
    sets: Mapping[str, Any] | None = None,
    engine: str = "",
    options: Mapping[str, Any] | None = None,
) -> Sliders:
    """A picture of a config with a slider for each of its `numbers`, e.g. in a notebook.

    numbers: {'bath.mg_o': ('0 mM', '4 mM')}: bounds, then the start if it is not the config's own
    number. show: a readout or trace, or several of one unit; else the first. over: the axis to
    draw it along; else the longest. figure: a figure card in their place. sets: `path: value`
    changes to the config. Grey lines: where the sliders began.
    Raises ConfigError with every fault, ResultError for a name that the results have not.
    """
    turned = knobs(config, numbers, sets, engine, options)
    return Sliders(turned, (show,) if isinstance(show, str) else tuple(show), over, figure)


class Sliders(widgets.VBox):
    """The sliders, the picture and a line of text; `dataset` is what the picture shows.

    sliders: by the full path of the number. seconds: from the last move to the picture.
    """

    def __init__(self, turned: Knobs, show: tuple[str, ...], over: str, figure: str) -> None:
        self.knobs = turned
        self.dataset = turned.run()
        self.seconds = 0.0
        self._began = self.dataset
        self._card = turned.experiment.catalogue.figure(figure) if figure else None
        self._show = tuple(filter(None, show)) or _first(self.dataset)
        self._over = over or _longest(self.dataset, self._show)
        self._ends = [] if figure else [self.dataset, *self._at_ends()]
        self.sliders = {number.path: _widget(number) for number in turned.numbers}
        self._image = widgets.Image(format="png")
        self._text = widgets.HTML()
        title = widgets.HTML(f"<b>{escape(turned.experiment.title)}</b>")
        self._redraw()
        super().__init__([title, *self.sliders.values(), self._image, self._text])
        for one in self.sliders.values():
            one.observe(self._move, names="value")

    @property
    def png(self) -> bytes:
        """The picture, as it is now."""
        return bytes(self._image.value)

    @property
    def text(self) -> str:
        """The line below the picture, as HTML."""
        return str(self._text.value)

    def _at_ends(self) -> list[xr.Dataset]:
        """Each number at its two ends, so that the vertical axis need not move with a slider."""
        return [
            self.knobs.run({number.path: end})
            for number in self.knobs.numbers
            for end in (number.low, number.high)
        ]

    def _move(self, _: Any) -> None:
        began = time.perf_counter()
        numbers = {n.path: house(n, self.sliders[n.path].value) for n in self.knobs.numbers}
        self.dataset = self.knobs.run(numbers)
        self._redraw()
        self.seconds = time.perf_counter() - began

    def _redraw(self) -> None:
        self._image.value = picture(self.dataset, self._card or self._plain())
        self._text.value = "<br>".join([*self._settings(), *self._complaints(), *self._meaning()])

    def _plain(self) -> Figure:
        limits = reach([*self._ends, self.dataset], self._show)
        is_log = any(a.name == self._over and a.kind == "logspace" for a in self.knobs.layout.axes)
        return lines(self.dataset, self._show, self._over, limits, self._began, is_log)

    def _settings(self) -> list[str]:
        """Every number as a config writes it."""
        found = []
        for n in self.knobs.numbers:
            at, start = self.sliders[n.path].value, n.shown(n.start)
            text = f"{at:.4g} {n.unit}" if n.unit != "1" else f"{at:.4g}"
            found.append(
                f"{escape(n.says)}: <code>{escape(n.path)}: &quot;{escape(text)}&quot;</code>"
                f" (began at {start:.4g})"
            )
        return found

    def _meaning(self) -> list[str]:
        return [] if self._card else ["Grey: where the sliders began."]

    def _complaints(self) -> list[str]:
        statuses = [str(status) for status in self.dataset["status"].values.ravel()]
        lost = [status for status in statuses if status != "ok"]
        if not lost:
            return []
        return [f"{len(lost)} of {len(statuses)} lanes failed: {escape(sorted(set(lost))[0])}"]


def _widget(number: Parameter) -> widgets.FloatSlider | widgets.FloatLogSlider:
    low, high, start = (number.shown(x) for x in (number.low, number.high, number.start))
    unit = f" ({number.unit})" if number.unit != "1" else ""
    words: dict[str, Any] = {
        "description": f"{number.path.rpartition('.')[2]}{unit}",
        "readout_format": ".3g",
        "style": {"description_width": "initial"},
        "layout": widgets.Layout(width="32em"),
    }
    if number.is_log:
        ends = math.log10(low), math.log10(high)
        step = (ends[1] - ends[0]) / _STEPS
        return widgets.FloatLogSlider(start, min=ends[0], max=ends[1], step=step, **words)
    step = (high - low) / _STEPS
    return widgets.FloatSlider(start, min=low, max=high, step=step, **words)


def _first(dataset: xr.Dataset) -> tuple[str, ...]:
    numbers = [str(n) for n in dataset.data_vars if n not in ("status", "seed")]
    if not numbers:
        hint = "Give the config a readout, or record a quantity."
        raise ResultError(Fault("slider", "no readout and no trace", "something to draw", hint))
    return tuple(numbers[:1])


def _longest(dataset: xr.Dataset, show: tuple[str, ...]) -> str:
    dims = dataset[show[0]].sizes if show[0] in dataset else dataset.sizes
    return str(max(dims, key=lambda dim: dims[dim], default=""))
