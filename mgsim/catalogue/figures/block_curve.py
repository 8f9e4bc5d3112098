"""The unblocked fraction against voltage: every card at 1 mM, and one card over magnesium."""

from mgsim.catalogue.published.block_table import UNBLOCKED, V_HOLD
from mgsim.language import Figure

MG = 1.0
CARD = "jahr_stevens_1990"


def _draw(dataset, axes):
    models, family = axes
    for block in dataset["block"].values:
        line = dataset["unblocked"].sel(block=block, mg_o=MG)
        (drawn,) = models.plot(dataset["v_hold"], line, label=block)
        _points(models, block, MG, drawn.get_color())
    models.set_title(f"every published form, [Mg]o = {MG:g} mM")
    for number, mg_o in enumerate(dataset["mg_o"].values):
        shade = 0.8 - 0.7 * number / max(dataset["mg_o"].size - 1, 1)
        line = dataset["unblocked"].sel(block=CARD, mg_o=mg_o)
        colour = (shade, 0.75 * shade, 0.55 + 0.3 * shade)
        family.plot(dataset["v_hold"], line, "-", color=colour, label=f"{mg_o:g} mM")
        _points(family, CARD, mg_o, colour)
    family.set_title(f"{CARD} over [Mg]o")
    models.set_xlim(-105, 105)
    family.set_xlim(-105, 75)
    for ax in axes:
        ax.set_xlabel(f"membrane potential ({dataset['v_hold'].attrs['units']})")
        ax.set_ylabel("unblocked fraction")
        ax.set_ylim(-0.02, 1.02)
        ax.legend(title=None if ax is models else "[Mg]o", loc="lower right")


def _points(ax, block, mg_o, colour):
    for (card, mg, _), values in UNBLOCKED.items():
        if card == block and mg == mg_o:
            ax.plot(V_HOLD, values, "o", ms=3.5, mfc="white", color=colour, ls="none")


figure = Figure(
    says="unblocked fraction against voltage and magnesium; circles are published values",
    panels=(1, 2),
    size=(7.2, 3.2),
    needs=("unblocked", "v_hold", "mg_o", "block"),
    draw=_draw,
)
