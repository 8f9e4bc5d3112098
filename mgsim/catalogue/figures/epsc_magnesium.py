"""Current after one pulse of glutamate: a column for each model, a row for each voltage.

The last row shows the currents at the first voltage each over its own peak, so that the decays can
be compared.
"""

from mgsim.catalogue.painting import MAGNESIUM
from mgsim.language import Figure


def _draw(dataset, axes):
    current, columns = dataset["i_membrane"], dataset["model"].size
    units = {name: dataset[name].attrs["units"] for name in ("v_hold", "mg_o", "time")}
    for number, ax in enumerate(axes):
        row, column = divmod(number, columns)
        at = {"v_hold": row % 2, "model": column}
        for mg_o in dataset["mg_o"].values:
            line = current.isel(at).sel(mg_o=mg_o)
            colour = MAGNESIUM if mg_o else "black"
            over = dataset["i_trough"].isel(at).sel(mg_o=mg_o) if row == 2 else 1.0
            ax.plot(
                dataset["time"], line / over, color=colour, label=f"{mg_o:g} {units['mg_o']} Mg"
            )
        ax.axhline(0, color="0.7", lw=0.6, zorder=0)
        if row == 0:
            ax.set_title(str(dataset["model"].values[column]), fontsize=7)
        if column == 0:
            voltage = f"{dataset['v_hold'].values[row % 2]:g} {units['v_hold']}"
            unit = "over its peak" if row == 2 else f"({current.attrs['units']})"
            ax.set_ylabel(f"current, {voltage} {unit}")
        if row == 2:
            ax.set_xlabel(f"time ({units['time']})")
    axes[0].legend(loc="lower right")


figure = Figure(
    says="NMDA current after a pulse of glutamate, by model, voltage and [Mg]o",
    panels=(3, 3),
    size=(7.2, 5.8),
    needs=("i_membrane", "i_trough", "model", "mg_o", "v_hold"),
    draw=_draw,
)
