"""How far does magnesium move the gates of every channel, and what does that do to firing?

A cortical cell (Pospischil et al. 2008) without NMDA receptors, under a current step. Hille,
Woodhull & Shapiro (1975) found 20 to 25 mV for ten times the divalent ions. One should see firing
fall with magnesium although nothing is blocked, and not at all without surface charge.
"""

from pathlib import Path

import mgsim

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Run the experiment of configs/surface_charge.yaml, save it and draw it."""
    found = mgsim.run(ROOT / "configs" / "surface_charge.yaml")
    folder = mgsim.save(found, mgsim.fresh_folder(ROOT / "results", "surface_charge"))
    for picture in mgsim.draw(found, None, folder):
        print(picture)


if __name__ == "__main__":
    main()
