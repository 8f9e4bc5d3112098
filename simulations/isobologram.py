"""Do magnesium and memantine add, or is their joint block more or less than that?

Steady block at -66 mV by competition in the pore, over a grid of both. One should see straight
isoboles and a Loewe index of 1 at every ratio and effect, and a Bliss excess below 0: agents of
one site add, and do less than independent ones would.
"""

from pathlib import Path

import mgsim
from mgsim import analysis

ROOT = Path(__file__).parents[1]
EFFECTS = (0.25, 0.5, 0.75)


def main() -> None:
    """Run configs/isobologram.yaml, save it, find the isoboles and draw those of GluN2A and 2D."""
    found = mgsim.run(ROOT / "configs" / "isobologram.yaml")
    folder = mgsim.save(found, mgsim.fresh_folder(ROOT / "results", "isobologram"))
    for kind in found["set"].values:
        one = analysis.at(found, {"set": str(kind)})
        table = analysis.find_isoboles(one, "unblocked", "mg_o", "memantine", effects=EFFECTS)
        marks = analysis.mark_isoboles(one, table)
        stem = f"isobologram_{kind}"
        for picture in mgsim.draw(marks, "analysis_isobologram", folder, None, stem):
            print(picture)


if __name__ == "__main__":
    main()
