"""Which dose of glutamate does a cell bear for ten minutes, and how far does magnesium move it?

The composite neuron of docs/injury.md, followed for four hours. One should see all or nothing, as
there is one cell with one capacity, a threshold that magnesium moves (10 uM kills in 0.4 mM, 300 uM
do not in 2 mM), and the calcium by NMDA receptors ahead of it. Phenomenological, grade D.
"""

from pathlib import Path

import mgsim

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Run the experiment of configs/injury_dose.yaml, save it and draw it."""
    found = mgsim.run(ROOT / "configs" / "injury_dose.yaml", options={"tolerance": 0.01})
    folder = mgsim.save(found, mgsim.fresh_folder(ROOT / "results", "injury_dose"))
    for picture in mgsim.draw(found, None, folder):
        print(picture)


if __name__ == "__main__":
    main()
