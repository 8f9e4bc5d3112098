"""How far do firing, calcium entry and NMDA charge move between published receptors?

A regular-spiking cell with the same random input, eight models of the whole receptor, each scaled
so that one input opens 2 nS where nothing blocks. One should see the models agree without
magnesium but for their decays, and part as it rises.
"""

from pathlib import Path

import mgsim

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Run the experiment of configs/receptor_models.yaml, save it and draw it."""
    found = mgsim.run(ROOT / "configs" / "receptor_models.yaml")
    folder = mgsim.save(found, mgsim.fresh_folder(ROOT / "results", "receptor_models"))
    for picture in mgsim.draw(found, None, folder):
        print(picture)


if __name__ == "__main__":
    main()
