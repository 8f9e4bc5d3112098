"""How much ATP do mitochondria make, and what does inner magnesium change about it?

The minimal machine of Bertram et al. (2006), its calcium uptake slowed by cytosolic magnesium as in
Pradhan et al. (2011). One should see synthesis rise with a little calcium (it drives the
dehydrogenase), then collapse above 1 uM as uptake eats the potential, and magnesium move that
collapse to higher calcium: at 2 uM synthesis grows fivefold between 0.5 and 2 mM.
"""

from pathlib import Path

import mgsim

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Run configs/atp_calcium_magnesium.yaml, save it and draw it."""
    found = mgsim.run(ROOT / "configs" / "atp_calcium_magnesium.yaml")
    folder = mgsim.save(found, mgsim.fresh_folder(ROOT / "results", "atp_calcium_magnesium"))
    for picture in mgsim.draw(found, None, folder):
        print(picture)


if __name__ == "__main__":
    main()
