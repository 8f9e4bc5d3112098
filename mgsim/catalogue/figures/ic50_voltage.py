"""The half-blocking magnesium of a Hill fit against voltage, every model beside measured points."""

from mgsim.catalogue.painting import TONES
from mgsim.catalogue.published.half_block import MAGNESIUM
from mgsim.language import Figure

DASHES = ("-", (0, (4, 1.5)), (0, (1, 1.2)))


def _draw(dataset, axes):
    (ax,) = axes
    for number in range(dataset["model"].size):
        block = str(dataset["block"].values[number])
        kinetics = str(dataset["kinetics"].values[number])
        has_own = block == "none"
        label = f"{kinetics} (scheme)" if has_own else block
        tone, dash = TONES[number % len(TONES)], DASHES[number // len(TONES)]
        mark = {"marker": "s", "ms": 2.8} if has_own else {}
        half = dataset["ic50"].isel(model=number)
        ax.plot(dataset["v_hold"], half, ls=dash, color=tone, label=label, **mark)
    words = {"color": "black", "mfc": "white", "mew": 1.3, "label": "measured: Huang & Gibb 2014"}
    ax.plot(list(MAGNESIUM), list(MAGNESIUM.values()), "D", ms=6, zorder=5, **words)
    ax.set_yscale("log")
    ax.set_title("half-blocking magnesium, steady, by model")
    ax.set_xlabel(f"membrane potential ({dataset['v_hold'].attrs['units']})")
    ax.set_ylabel(f"half-blocking [Mg]o ({dataset['ic50'].attrs['units']})")
    ax.legend(loc="center left", bbox_to_anchor=(1.0, 0.5))


figure = Figure(
    says="IC50 of magnesium against voltage, by model; diamonds are measured values",
    panels=(1, 1),
    size=(6.0, 3.6),
    needs=("ic50", "v_hold", "model", "kinetics", "block"),
    draw=_draw,
)
