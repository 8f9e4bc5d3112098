"""Dataset -> picture files; the one module that owns matplotlib, and the house style."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import matplotlib as mpl
import xarray as xr
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Canvas
from matplotlib.rcsetup import cycler

from mgsim.catalogue.find import Catalogue, catalogue
from mgsim.language.errors import Fault, ResultError
from mgsim.language.figure import Figure

STYLE: dict[Any, Any] = {
    "font.size": 8.0,
    "axes.titlesize": 8.5,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.prop_cycle": cycler(
        color=["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#000000", "#E69F00", "#56B4E9"],
        linestyle=["-", "--", "-.", "-", "--", "-", "-."],
    ),
    "lines.linewidth": 1.3,
    "legend.frameon": False,
    "legend.fontsize": 6.5,
    "svg.hashsalt": "mgsim",
}


def draw(
    dataset: xr.Dataset,
    figure: str | None,
    folder: Path,
    cards: Catalogue | None = None,
    stem: str = "",
) -> list[Path]:
    """Draw one figure of a results dataset as PNG and SVG into `folder`; returns the two paths.

    figure: a card's name; None takes the one that the config named. stem: the files' name where it
    is not the card's. Raises ResultError where the dataset lacks what the figure shows.
    """
    name = figure or dataset.attrs.get("figure", "")
    if not name:
        hint = "Name one with --name, or give the config a 'figure'."
        raise ResultError(Fault(str(folder), "no figure named", "a figure's name", hint))
    card = (cards or catalogue()).figure(name)
    _need(dataset, card, name)
    with mpl.rc_context(STYLE):
        drawn = _drawn(dataset, card)
        paths = [folder / f"{stem or name}{suffix}" for suffix in (".png", ".svg")]
        drawn.savefig(paths[0], dpi=200)
        drawn.savefig(paths[1], metadata={"Date": None})
    return paths


def picture(dataset: xr.Dataset, card: Figure, dpi: int = 100) -> bytes:
    """Draw a figure card and return the PNG itself; for pictures that move.

    Raises ResultError where the dataset lacks what the figure shows.
    """
    _need(dataset, card, card.says)
    held = BytesIO()
    with mpl.rc_context(STYLE):
        canvas = _drawn(dataset, card)
        canvas.set_dpi(dpi)
        FigureCanvasAgg(canvas).print_png(held)  # `savefig` would draw twice
    return held.getvalue()


def canvas(dataset: xr.Dataset, name: str, cards: Catalogue | None = None) -> Canvas:
    """Draw a figure card and hand back the figure with its axes, so that it can be read off.

    Raises ResultError where the dataset lacks what the figure shows.
    """
    card = (cards or catalogue()).figure(name)
    _need(dataset, card, name)
    with mpl.rc_context(STYLE):
        return _drawn(dataset, card)


def _need(dataset: xr.Dataset, card: Figure, name: str) -> None:
    missing = [need for need in card.needs if need not in dataset.variables]
    if missing:
        there = ", ".join(sorted(map(str, dataset.data_vars)))
        raise ResultError(Fault(f"figure {name}", f"no '{missing[0]}' (there is {there})", "it"))


def _drawn(dataset: xr.Dataset, card: Figure) -> Canvas:
    canvas = Canvas(figsize=card.size, layout="constrained")
    axes = canvas.subplots(*card.panels, squeeze=False)
    try:
        card.draw(dataset, list(axes.flat))
    except KeyError:  # a card may pick a point of its own config's axes
        hint = "Name another figure, or none (--no-figure)."
        lacks = "results without a point that it picks"
        raise ResultError(
            Fault(f"figure: {card.says}", lacks, "the axes of its own config", hint)
        ) from None
    canvas.supxlabel(_caption(dataset), fontsize=6, color="0.35")
    FigureCanvasAgg(canvas)
    return canvas


def _caption(dataset: xr.Dataset) -> str:
    parts = [dataset.attrs.get("config_name", ""), f"engine {dataset.attrs.get('engine', '?')}"]
    if "status" in dataset:
        parts.append(f"n = {dataset['status'].size} points")
    parts.append(f"weakest evidence {dataset.attrs.get('weakest_grade', '?')}")
    return "   |   ".join(part for part in parts if part)
