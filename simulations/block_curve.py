"""Where do the papers disagree about the block by magnesium?

Every block card at steady state, 1 mM magnesium, from -100 to 60 mV, and one card over magnesium;
circles are values of the papers' own formulas. One should see that all forms agree within a tenth
near +40 mV, and that at -60 mV the cortical fits leave less than half of what the hippocampal ones
leave.
"""

from pathlib import Path

import mgsim

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Run the experiment of configs/block_curve.yaml, save it and draw it."""
    found = mgsim.run(ROOT / "configs" / "block_curve.yaml")
    folder = mgsim.save(found, mgsim.fresh_folder(ROOT / "results", "block_curve"))
    for picture in mgsim.draw(found, None, folder):
        print(picture)


if __name__ == "__main__":
    main()
