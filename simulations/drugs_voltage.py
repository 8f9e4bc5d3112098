"""How does depolarisation free the receptor of magnesium and of memantine and ketamine?

Steady competition in the pore, from -100 to +40 mV. One should see every curve rise with voltage,
memantine (delta 0.9) more steeply than ketamine (0.79), and magnesium beside a drug lower the
curve of GluN2A and GluN2B more than that of GluN2C and GluN2D at rest.
"""

from pathlib import Path

import mgsim

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Run the experiment of configs/drugs_voltage.yaml, save it and draw it."""
    found = mgsim.run(ROOT / "configs" / "drugs_voltage.yaml")
    folder = mgsim.save(found, mgsim.fresh_folder(ROOT / "results", "drugs_voltage"))
    for picture in mgsim.draw(found, None, folder):
        print(picture)


if __name__ == "__main__":
    main()
