"""How sure is the charge of one NMDA synaptic current at each magnesium?

Every number of the kinetics whose source states a spread (Hestrin et al. 1990, as quoted in ModelDB
145836) is drawn from it, for three models of the block. One should see a band whose upper end is
four times its lower one at any magnesium, and models of the block up to three times apart.
"""

from pathlib import Path

import mgsim
from mgsim import analysis

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Run configs/how_sure.yaml, save it, find the 5 to 95 % bands and draw them."""
    found = mgsim.run(ROOT / "configs" / "how_sure.yaml")
    folder = mgsim.save(found, mgsim.fresh_folder(ROOT / "results", "how_sure"))
    table = analysis.find_band(found, "charge", "mg_o")
    analysis.write_rows(analysis.rows(table), table, folder / "band.csv")
    marks = analysis.mark_band(found, table)
    for picture in mgsim.draw(marks, "analysis_band", folder, None, "how_sure"):
        print(picture)


if __name__ == "__main__":
    main()
