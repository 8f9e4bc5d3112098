"""How do charge, calcium and decay of the NMDA current change as GluN2A replaces GluN2B?

One synaptic input at -40 mV, the mixture from all GluN2B to all GluN2A. One should see the peak
grow fourfold, since GluN2A opens more often, and the decay shorten almost sixfold, so that the
charge falls by a quarter only; calcium halves, as GluN2B carries more of it.
"""

from pathlib import Path

import mgsim

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Run the experiment of configs/development.yaml, save it and draw it."""
    found = mgsim.run(ROOT / "configs" / "development.yaml")
    folder = mgsim.save(found, mgsim.fresh_folder(ROOT / "results", "development"))
    for picture in mgsim.draw(found, None, folder):
        print(picture)


if __name__ == "__main__":
    main()
