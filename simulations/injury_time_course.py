"""In which order do calcium, energy and fate follow an exposure to glutamate?

The composite neuron of docs/injury.md, twenty minutes of 0.1 mM. One should see calcium stay near
1 uM while mitochondria load, the latch go after a quarter of an hour in 1 mM magnesium, ATP fall
and inner magnesium rise with it, and nothing of the kind in 2 mM. Phenomenological, grade D.
"""

from pathlib import Path

import mgsim

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Run the experiment of configs/injury_time_course.yaml, save it and draw it."""
    found = mgsim.run(ROOT / "configs" / "injury_time_course.yaml", options={"tolerance": 0.01})
    folder = mgsim.save(found, mgsim.fresh_folder(ROOT / "results", "injury_time_course"))
    for picture in mgsim.draw(found, None, folder):
        print(picture)


if __name__ == "__main__":
    main()
