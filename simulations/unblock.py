"""How fast does magnesium leave after a step of the voltage, in each kind of model?

One second of glutamate, a step from -60 to +40 mV in the middle. One should see a multiplied block
follow at once, a fast and a slow part where trapping is asymmetric (Vargas-Caballero & Robinson
2004; Kampa et al. 2004), and a slow part even without magnesium where the gate itself feels the
voltage (Clarke & Johnson 2008).
"""

from pathlib import Path

import mgsim

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Run the experiment of configs/unblock.yaml, save it and draw it."""
    found = mgsim.run(ROOT / "configs" / "unblock.yaml")
    folder = mgsim.save(found, mgsim.fresh_folder(ROOT / "results", "unblock"))
    for picture in mgsim.draw(found, None, folder):
        print(picture)


if __name__ == "__main__":
    main()
