"""Current against memantine and ketamine, without and with magnesium, one line a subunit."""

from mgsim.catalogue.painting import TONES
from mgsim.catalogue.published.half_block import DRUGS, SUBUNITS
from mgsim.language import Figure

MICRO = 1e3  # uM in a mM
MARKS = "os^D"
OTHER = {"memantine": "ketamine", "ketamine": "memantine"}


def _draw(dataset, axes):
    for number, ax in enumerate(axes):
        drug = ("memantine", "ketamine")[number // 2]
        mg_o = float(dataset["mg_o"].values[number % 2])
        alone = dataset["unblocked"].sel({OTHER[drug]: 0.0, "mg_o": mg_o})
        over = alone / alone.sel({drug: 0.0})
        for at, subunit in enumerate(SUBUNITS):
            line = over.sel(set=subunit)[1:]
            ax.plot(MICRO * line[drug], line, "-", color=TONES[at], label=subunit)
            known = DRUGS.get((drug, mg_o))
            if known:
                ax.plot(known[at], 0.5, MARKS[at], ms=5, mfc="white", color=TONES[at], zorder=4)
        ax.axhline(0.5, color="0.7", lw=0.6, zorder=0)
        ax.set_xscale("log")
        ax.set_ylim(-0.02, 1.02)
        ax.set_title(f"{drug}, {mg_o:g} {dataset['mg_o'].attrs['units']} Mg")
        ax.set_xlabel(f"{drug} (uM)")
        ax.set_ylabel("current over that without it")
    axes[0].legend(loc="lower left")
    cited = "marks: published IC50s,\nKotermanski & Johnson 2009"
    axes[1].text(0.03, 0.05, cited, transform=axes[1].transAxes, fontsize=6.5)


figure = Figure(
    says="block by memantine and ketamine with and without magnesium; marks are published IC50s",
    panels=(2, 2),
    size=(6.4, 5.0),
    needs=("unblocked", "memantine", "ketamine", "mg_o", "set"),
    draw=_draw,
)
