"""Unblocked fraction against voltage in magnesium, in a drug, and in both; a panel a subunit."""

from mgsim.catalogue.painting import MAGNESIUM, TONES
from mgsim.language import Figure


def _draw(dataset, axes):
    for ax, kind in zip(axes, dataset["set"].values, strict=True):
        for number in range(dataset.sizes["mixture"]):
            one = dataset.isel(mixture=number)
            mg_o, memantine, ketamine = (
                float(one[name]) for name in ("mg_o", "memantine", "ketamine")
            )
            parts = [f"{mg_o:g} mM Mg"] * bool(mg_o)
            parts += [f"{1e3 * memantine:g} uM memantine"] * bool(memantine)
            parts += [f"{1e3 * ketamine:g} uM ketamine"] * bool(ketamine)
            drug = TONES[0] if memantine else TONES[1]
            tone = drug if memantine or ketamine else MAGNESIUM
            dash = (0, (4, 1.5)) if mg_o and tone != MAGNESIUM else "-"
            line = one["unblocked"].sel(set=kind)
            ax.plot(dataset["v_hold"], line, color=tone, ls=dash, label=" + ".join(parts))
        ax.set_title(str(kind))
        ax.set_xlabel(f"membrane potential ({dataset['v_hold'].attrs['units']})")
        ax.set_ylabel("unblocked fraction")
        ax.set_ylim(-0.02, 1.02)
    handles, labels = axes[0].get_legend_handles_labels()
    axes[0].figure.legend(handles, labels, loc="outside upper center", ncols=3)


figure = Figure(
    says="unblocked fraction against voltage in magnesium, memantine, ketamine and mixtures",
    panels=(2, 2),
    size=(7.2, 5.2),
    needs=("unblocked", "v_hold", "mg_o", "memantine", "ketamine", "set"),
    draw=_draw,
)
