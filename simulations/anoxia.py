"""When does a neuron without oxygen depolarise, and what does magnesium change about it?

The cell of Wei, Ullah & Schiff (2014) in tissue, from rest, with calcium handling, ATP
(phenomenological, grade D) and receptors that find glutamate from the insult on (a protocol). One
should see magnesium delay the spreading depolarisation and cut the entry of calcium where there is
glutamate, and change nothing where there is none (22 s); ATP ends whatever magnesium is; and a stop
of synthesis alone, with oxygen, depolarise later (73 s), as pumps wait for ATP to run out.
"""

from pathlib import Path

import mgsim

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Run configs/anoxia.yaml, save it and draw it."""
    found = mgsim.run(ROOT / "configs" / "anoxia.yaml")
    folder = mgsim.save(found, mgsim.fresh_folder(ROOT / "results", "anoxia"))
    for picture in mgsim.draw(found, None, folder):
        print(picture)


if __name__ == "__main__":
    main()
