"""Until when can a cell in glutamate be saved, and does magnesium save it as an antagonist does?

The phenomenological composite neuron (grade D), 100 uM glutamate for 30 min; after a delay either
NMDA receptors alone are silenced or magnesium is raised to 10 mM. One should see rescue close
between 10 and 15 min for both, about when the matrix is full: what is gone by then is capacity. In
life antagonists still save some cells after longer (Hartley & Choi 1989: 40 to 80 % of the doomed
at once, none 30 min after): one cell with one capacity has no such spread.
"""

from pathlib import Path

import mgsim

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Run configs/rescue.yaml, save it and draw it."""
    found = mgsim.run(ROOT / "configs" / "rescue.yaml")
    folder = mgsim.save(found, mgsim.fresh_folder(ROOT / "results", "rescue"))
    for picture in mgsim.draw(found, None, folder):
        print(picture)


if __name__ == "__main__":
    main()
