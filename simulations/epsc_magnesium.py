"""Does magnesium change only the size of the NMDA current, or its decay too?

One pulse of glutamate at -60 and at +40 mV. One should see that a multiplied block changes the size
and leaves the shape, and that both schemes that carry magnesium decay two to three times faster at
-60 mV in 1 mM than without it.
"""

from pathlib import Path

import mgsim

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Run the experiment of configs/epsc_magnesium.yaml, save it and draw it."""
    found = mgsim.run(ROOT / "configs" / "epsc_magnesium.yaml")
    folder = mgsim.save(found, mgsim.fresh_folder(ROOT / "results", "epsc_magnesium"))
    for picture in mgsim.draw(found, None, folder):
        print(picture)


if __name__ == "__main__":
    main()
