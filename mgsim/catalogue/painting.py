"""How the figures of an analysis are painted: series on axes, one look, magnesium in one colour."""

import json

import numpy as np

# Okabe & Ito's colours without the blue, which is magnesium's
TONES = ("#D55E00", "#009E73", "#CC79A7", "#000000", "#E69F00", "#56B4E9")
MAGNESIUM = "#0072B2"
GREY = "0.55"
LINES = {"line": "-", "dashed": (0, (4, 2)), "dotted": (0, (1, 1.5))}
MARKS = "osD^vP"


def magnesium(part):
    """A shade of magnesium's colour: 0 is the palest, 1 the darkest."""
    pale, dark = np.array((0.60, 0.80, 0.93)), np.array((0.0, 0.24, 0.42))
    return tuple(pale + part * (dark - pale))


def colour(tone):
    """The colour that a tone stands for: 'mg', 'mg 0.3', a number, or grey."""
    if tone.startswith("mg"):
        return magnesium(float(tone[2:])) if tone[2:] else MAGNESIUM
    return TONES[int(tone) % len(TONES)] if tone.isdigit() else GREY


def paint(dataset, axes):
    """Draw every series of an analysis's marks into its panel."""
    panels = json.loads(dataset.attrs["panels"])
    for number, (ax, panel) in enumerate(zip(axes, panels, strict=True)):
        ax.set_title(panel["title"])
        ax.set_xscale(panel["x_scale"], **_threshold(dataset, number, "x", panel["x_scale"]))
        ax.set_yscale(panel["y_scale"], **_threshold(dataset, number, "y", panel["y_scale"]))
        ax.set_xlabel(panel["x"], color=MAGNESIUM if "x" in panel["mg"] else "black")
        ax.set_ylabel(panel["y"], color=MAGNESIUM if "y" in panel["mg"] else "black")
    for row in range(dataset.sizes["series"]):
        _series(axes, dataset.isel(series=row), row)
    for ax, panel in zip(axes, panels, strict=True):
        _open_up(ax, panel)
        _name_places(ax, panel)
        if ax.get_legend_handles_labels()[0]:
            below = {"loc": "upper center", "bbox_to_anchor": (0.5, -0.17), "borderaxespad": 0.0}
            ax.legend(title=panel["legend"] or None, title_fontsize=6.5, **below)


def _threshold(dataset, panel, name, scale):
    """Where an axis with a zero on it turns from linear to logarithmic: its smallest value."""
    if scale != "symlog":
        return {}
    rows = (dataset["panel"].values == panel) & (dataset["kind"].values == "points")
    rows = rows if rows.any() else dataset["panel"].values == panel
    values = np.abs(dataset[name].values[rows])
    values = values[np.isfinite(values) & (values > 0)]
    return {"linthresh": values.min() if values.size else 1.0, "linscale": 0.3}


def _open_up(ax, panel):
    """Few ticks on an axis that begins at 0, and room around numbers that are all the same."""
    if panel["x_scale"] == "symlog":
        low, high = ax.xaxis.get_transform().linthresh, ax.dataLim.x1
        decades = 10.0 ** np.arange(np.ceil(np.log10(low)), np.floor(np.log10(high)) + 1)
        ticks = [0.0, *decades[:: max(1, round(decades.size / 4))]]
        ax.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
        ax.minorticks_off()
    low, high = ax.dataLim.y0, ax.dataLim.y1
    if panel["y_scale"] == "linear" and high - low < 1e-6 * abs(high):
        ax.set_ylim(sorted((0.9 * high, 1.1 * high)))


def _name_places(ax, panel):
    """Words in the place of numbers up an axis, the first at the top."""
    names = panel.get("y_words")
    if names:
        ax.set_yticks(range(len(names)), names)
        ax.set_ylim(len(names) - 0.5, -0.5)


def _folded(text):
    """A long label on two lines."""
    head, colon, tail = text.partition(": ")
    return f"{head}:\n   {tail}" if colon and len(text) > 48 else text


def _series(axes, one, row):
    ax, kind, shade = axes[int(one["panel"].item())], one["kind"].item(), colour(one["tone"].item())
    x, y, low, high = (np.asarray(one[name].values, float) for name in ("x", "y", "low", "high"))
    known = np.isfinite(x) & np.isfinite(y) if kind != "line" else np.isfinite(x)
    x, y, low, high = x[known], y[known], low[known], high[known]
    words = {"color": shade, "label": _folded(one["label"].item()) or "_"}
    if kind in LINES:
        ax.plot(x, y, ls=LINES[kind], lw=1.3 if kind == "line" else 1.0, **words)
        if np.isfinite(low).any():
            ax.fill_between(x, low, high, color=shade, alpha=0.15, lw=0)
        return
    if kind == "dots":
        ax.plot(x, y, ".", ms=1.5, **words)
        return
    if kind == "beams":
        ax.use_sticky_edges = False  # room beside the longest bar
        ax.barh(y, high - low, left=low, height=0.7, **words)
        return
    if kind == "spans":
        ends = np.nan_to_num(np.array([x - low, high - x]))
        mark = MARKS[row % len(MARKS)]
        ax.errorbar(x, y, xerr=ends, fmt=mark, ms=3.2, elinewidth=0.8, capsize=1.5, **words)
        return
    if kind == "heat":
        _heat(ax, x, y, low, one["label"].item())
        return
    bars = np.array([y - low, high - y])
    bars = np.where(np.isfinite(bars), np.maximum(bars, 0), 0)
    if bars.any():
        ax.errorbar(x, y, bars, fmt="none", ecolor=shade, elinewidth=0.8, capsize=1.5)
    mark = MARKS[row % len(MARKS)] if kind == "bars" else "o"
    ax.plot(x, y, mark, ms=3.2, mfc="white" if kind == "points" else shade, ls="none", **words)


def _heat(ax, x, y, values, label):
    """A map of values on a grid, x by x, with contours where they differ."""
    across, up = np.unique(x), np.unique(y)
    grid = np.full((up.size, across.size), np.nan)
    grid[np.searchsorted(up, y), np.searchsorted(across, x)] = values
    mesh = ax.pcolormesh(across, up, grid, cmap="cividis", shading="nearest", rasterized=True)
    ax.figure.colorbar(mesh, ax=ax, label=label)
    if np.nanmax(grid) > np.nanmin(grid):
        lines = ax.contour(across, up, grid, 6, colors="white", linewidths=0.7)
        ax.clabel(lines, fontsize=6)
