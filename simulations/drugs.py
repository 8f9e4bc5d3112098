"""How far does physiological magnesium decide which subunits memantine and ketamine block?

Steady block at -66 mV by competition in the pore. One should see the curves of GluN2A and GluN2B
move to the right by a factor of 16 in 1 mM magnesium, those of GluN2C and GluN2D by 2.7 and 3.4:
memantine, which hardly tells subunits apart without magnesium, then prefers GluN2C and GluN2D.
"""

from pathlib import Path

import mgsim

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Run the experiment of configs/drugs.yaml, save it and draw it."""
    found = mgsim.run(ROOT / "configs" / "drugs.yaml")
    folder = mgsim.save(found, mgsim.fresh_folder(ROOT / "results", "drugs"))
    for picture in mgsim.draw(found, None, folder):
        print(picture)


if __name__ == "__main__":
    main()
