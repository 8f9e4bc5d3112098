"""What does inner magnesium change about a load of calcium?

Ten seconds of NMDA influx at a held voltage, with parvalbumin and calbindin (Anwar et al. 2010),
two pumps and mitochondria (Magnus & Keizer 1997, magnesium as in Pradhan et al. 2011). One should
see cytosolic calcium rise twice as high in 2 as in 0.25 mM, as the uniporter is slower, and
parvalbumin emptier at rest. Illustrative.
"""

from pathlib import Path

import mgsim

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Run the experiment of configs/calcium_handling.yaml, save it and draw it."""
    found = mgsim.run(ROOT / "configs" / "calcium_handling.yaml")
    folder = mgsim.save(found, mgsim.fresh_folder(ROOT / "results", "calcium_handling"))
    for picture in mgsim.draw(found, None, folder):
        print(picture)


if __name__ == "__main__":
    main()
