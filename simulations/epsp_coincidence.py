"""How much more calcium comes in where synapse and spikes come together?

One volley at a cortical cell with free voltage, and a few spikes made by a current step before or
after it. One should see an EPSP that is larger and longer without magnesium, calcium entry that
does not care for spikes then, and one that grows by 36 to 40 % in 1 and 2 mM where they follow the
volley. Nothing published has this protocol.
"""

from pathlib import Path

import mgsim

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Run the experiment of configs/epsp_coincidence.yaml, save it and draw it."""
    found = mgsim.run(ROOT / "configs" / "epsp_coincidence.yaml")
    folder = mgsim.save(found, mgsim.fresh_folder(ROOT / "results", "epsp_coincidence"))
    for picture in mgsim.draw(found, None, folder):
        print(picture)


if __name__ == "__main__":
    main()
