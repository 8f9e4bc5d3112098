"""Write each notebook from its text: `python tests/notebooks/pairs.py` after a change of a `.py`.

The text is the source. The notebook holds the same cells, each named by its place, and no output.
"""

from pathlib import Path

import jupytext
import nbformat

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
TEXTS = sorted(NOTEBOOKS.glob("[0-9][0-9]_*.py"))


def pair_of(text: Path) -> str:
    """The notebook of a text, as its file should read."""
    book = jupytext.read(text)
    for number, cell in enumerate(book.cells, 1):
        cell["id"] = f"cell-{number:02}"
    book.metadata["kernelspec"] = {
        "display_name": "Python 3", "language": "python", "name": "python3",
    }  # fmt: skip
    return nbformat.writes(book, version=4).rstrip("\n") + "\n"


def main() -> None:
    """Write every pair."""
    for text in TEXTS:
        text.with_suffix(".ipynb").write_text(pair_of(text), encoding="utf-8")


if __name__ == "__main__":
    main()
