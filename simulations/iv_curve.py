"""At which voltage is the inward NMDA current largest, and how does magnesium move it?

A clamped receptor with every channel open. One should see a straight line without magnesium, a
region of negative slope with it, and a largest inward current between -35 and -15 mV in 1 mM that
moves to more positive voltages as magnesium rises; circles are published values.
"""

from pathlib import Path

import mgsim

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Run the experiment of configs/iv_curve.yaml, save it and draw it."""
    found = mgsim.run(ROOT / "configs" / "iv_curve.yaml")
    folder = mgsim.save(found, mgsim.fresh_folder(ROOT / "results", "iv_curve"))
    for picture in mgsim.draw(found, None, folder):
        print(picture)


if __name__ == "__main__":
    main()
