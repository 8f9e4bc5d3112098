"""Current after a step of the voltage, one panel a model, with and without magnesium."""

from mgsim.catalogue.painting import MAGNESIUM
from mgsim.language import Figure

STEP = 210.0
WINDOW = (205.0, 250.0)


def _draw(dataset, axes):
    current = dataset["i_membrane"]
    shown = (dataset["time"] >= WINDOW[0]) & (dataset["time"] <= WINDOW[1])
    time = dataset["time"][shown] - STEP
    for number, ax in enumerate(axes[: dataset["model"].size]):
        for mg_o in dataset["mg_o"].values:
            line = current.isel(model=number).sel(mg_o=mg_o)[shown]
            ax.plot(
                time,
                line,
                color=MAGNESIUM if mg_o else "black",
                label=f"{mg_o:g} {dataset['mg_o'].attrs['units']} Mg",
            )
        ax.set_title(str(dataset["model"].values[number]), fontsize=7)
        ax.set_xlabel(f"time after the step ({dataset['time'].attrs['units']})")
        ax.set_ylabel(f"NMDA current at 1 nS ({current.attrs['units']})")
        ax.axhline(0, color="0.7", lw=0.6, zorder=0)
    axes[0].legend(loc="center right")


figure = Figure(
    says="NMDA current after a step to a positive voltage, by model and [Mg]o",
    panels=(2, 2),
    size=(7.2, 5.0),
    needs=("i_membrane", "model", "mg_o"),
    draw=_draw,
)
