"""How do firing, calcium entry and NMDA charge depend on extracellular magnesium?

A regular-spiking cortical cell (Pospischil et al. 2008) with AMPA and NMDA input, every point with
the same random spikes. One should see all three fall steeply between 0 and 1 mM, and the block
models disagree by up to a factor of two at low magnesium: which model is chosen matters.
"""

from pathlib import Path

import mgsim

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Run the experiment of configs/low_magnesium.yaml, save it and draw it."""
    found = mgsim.run(ROOT / "configs" / "low_magnesium.yaml")
    folder = mgsim.save(found, mgsim.fresh_folder(ROOT / "results", "low_magnesium"))
    for picture in mgsim.draw(found, None, folder):
        print(picture)


if __name__ == "__main__":
    main()
