"""Through which channels does calcium enter as magnesium falls, and what does charge change?

A cortical cell (Pospischil et al. 2008) with the calcium channels of Wolf et al. (2005), AMPA and
NMDA input, every point with the same random spikes. One should see NMDA receptors carry about half
of the calcium up to 1 mM, since the channels follow the firing that magnesium sets; and surface
charge steepen the voltage-gated routes (L-type from 17-fold to 65-fold between 0 and 4 mM), not
NMDA.
"""

from pathlib import Path

import mgsim

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Run the experiment of configs/calcium_routes.yaml, save it and draw it."""
    found = mgsim.run(ROOT / "configs" / "calcium_routes.yaml")
    folder = mgsim.save(found, mgsim.fresh_folder(ROOT / "results", "calcium_routes"))
    for picture in mgsim.draw(found, None, folder):
        print(picture)


if __name__ == "__main__":
    main()
