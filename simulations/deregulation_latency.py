"""How long does a cell bear a steady load of calcium, and what does inner magnesium change?

The lite cell of the phenomenological latch (grade D): no receptors, no voltage, a steady load. One
should see no deregulation at 5 uM/s, and from 10 uM/s on a latency that falls from 44 to 3.5 min;
and inner magnesium, which slows the uniporter, delay it a little while calcium of the cytosol
stands twice to three times higher before it. The dashed lines, with 20 mM of sodium and no release,
follow the project's illustrative table within 0.3 % (0.9 % at the threshold).
"""

from pathlib import Path

import mgsim

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Run configs/deregulation_latency.yaml, save it and draw it."""
    found = mgsim.run(ROOT / "configs" / "deregulation_latency.yaml")
    folder = mgsim.save(found, mgsim.fresh_folder(ROOT / "results", "deregulation_latency"))
    for picture in mgsim.draw(found, None, folder):
        print(picture)


if __name__ == "__main__":
    main()
