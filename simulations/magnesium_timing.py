"""When does magnesium have to come to save a cell from glutamate, and how much of it?

The phenomenological composite neuron (grade D), 100 uM glutamate for 30 min; magnesium is raised to
2 or 10 mM ten minutes before, at the start, 10 or 20 min into it, or at its end. One should see it
save every cell before and at the start; 10 min into it 10 mM save and 2 mM do not; from 20 min on
nothing does, though the exposure goes on: the matrix is full by then.
"""

from pathlib import Path

import mgsim

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Run configs/magnesium_timing.yaml, save it and draw it."""
    found = mgsim.run(ROOT / "configs" / "magnesium_timing.yaml")
    folder = mgsim.save(found, mgsim.fresh_folder(ROOT / "results", "magnesium_timing"))
    for picture in mgsim.draw(found, None, folder):
        print(picture)


if __name__ == "__main__":
    main()
