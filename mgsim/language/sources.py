"""Where a number comes from, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Grade = Literal["A", "B", "C", "D"]
GRADES = {
    "A": "measured in this preparation",
    "B": "measured in another preparation",
    "C": "fitted or derived",
    "D": "assumed",
}
Mark = Literal["read", "read in code", "from memory", "derived", "assumed"]


@dataclass(frozen=True)
class Source:
    """A publication, or the plain statement that there is none.

    mark: how the number was taken: read in the paper, read in published model code of it,
    from memory of it, derived by arithmetic, or assumed.
    """

    key: str
    title: str
    doi: str = ""
    place: str = ""
    mark: Mark = "read in code"

    def at(self, place: str, mark: Mark | None = None) -> Source:
        """The same source, at a stated place (a page, an equation, a file)."""
        return replace(self, place=place, mark=mark or self.mark)

    def __str__(self) -> str:
        link = f" doi:{self.doi}" if self.doi else ""
        place = f" [{self.place}]" if self.place else ""
        return f"{self.key}: {self.title}{link}{place} ({self.mark})"

    def bibtex(self) -> str:
        """One BibTeX entry."""
        fields = [f"  title = {{{self.title}}}"] + ([f"  doi = {{{self.doi}}}"] if self.doi else [])
        return f"@misc{{{self.key},\n" + ",\n".join(fields) + "\n}"


ASSUMED = Source("assumed", "no published value; a parameter to set or to sweep", mark="assumed")
PROTOCOL = Source(
    "protocol", "a setting of the experiment, chosen by whoever runs it", mark="assumed"
)
