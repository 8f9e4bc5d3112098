"""At what magnesium are half the NMDA channels blocked, at each voltage and in each model?

Every block card and every scheme that carries magnesium, at steady state in 1 mM glutamate. One
should see nearly straight lines on the logarithmic axis, an e-fold every 12 to 17 mV, and a
fivefold spread at -60 mV. What Huang & Gibb (2014) measured lies with the hippocampal models and
well above those of cortex; at -90 mV it lies above all but the burst form.
"""

from pathlib import Path

import mgsim
from mgsim import analysis

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Run configs/ic50_voltage.yaml, save it, fit the half-block of every lane and draw that."""
    found = mgsim.run(ROOT / "configs" / "ic50_voltage.yaml")
    folder = mgsim.save(found, mgsim.fresh_folder(ROOT / "results", "ic50_voltage"))
    table = analysis.fit_hill(found, "i_nmda", "mg_o", top=0.0, unit="uM", ci="none")
    analysis.write_rows(analysis.rows(table, (), "ic50"), table, folder / "half_block.csv")
    for picture in mgsim.draw(table, "ic50_voltage", folder):
        print(picture)


if __name__ == "__main__":
    main()
