"""How does block by MK-801 build up with use, and how does voltage decide how long it lasts?

A clamped receptor (kinetics/trapping_full), ten pulses of glutamate, nine of them in 20 nM MK-801,
then half an hour of washout in glutamate. One should see a quarter of what is left go with each
pulse at 0 Mg and a hundredth in 1 mM (magnesium keeps the drug out at -75 mV), and a recovery
whose time constant is 45 times shorter at +30 than at -75 mV, as Huettner & Bean (1988) found.
Both last 3.6 times longer than theirs: see docs/drugs.md.
"""

from pathlib import Path

import numpy as np

import mgsim

ROOT = Path(__file__).parents[1]
WASHED, MINUTE = 152e3, 60e3  # ms


def main() -> None:
    """Run the experiment of configs/mk_801.yaml, save it, tell time constants and draw it."""
    found = mgsim.run(ROOT / "configs" / "mk_801.yaml")
    folder = mgsim.save(found, mgsim.fresh_folder(ROOT / "results", "mk_801"))
    late = found["i_membrane"].sel(time=slice(WASHED, None))
    bound = 1 - late.isel(level=-1) / late.isel(level=0)
    lasted = (late["time"][-1] - late["time"][0]).item() / MINUTE
    tau = lasted / np.log(bound.isel(time=0) / bound.isel(time=-1))
    for step in found["amplitude"].values:
        for mg_o in found["mg_o"].values:
            one = tau.sel(amplitude=step, mg_o=mg_o).item()
            print(f"recovery at {step - 75:+g} mV, {mg_o:g} mM Mg: tau {one:.4g} min")
    for picture in mgsim.draw(found, None, folder):
        print(picture)


if __name__ == "__main__":
    main()
