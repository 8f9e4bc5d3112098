"""The publications that an experiment's numbers come from: exactly those, read off its models."""

from __future__ import annotations

from dataclasses import dataclass

from mgsim.language.sources import ASSUMED, PROTOCOL, Source
from mgsim.outline import structures
from mgsim.study.experiment import Experiment


@dataclass(frozen=True)
class Citation:
    """One publication, and the numbers (paths) taken from it; `marks` say how they were taken."""

    source: Source
    numbers: tuple[str, ...]
    places: tuple[str, ...]
    marks: tuple[str, ...]

    def __str__(self) -> str:
        link = f" https://doi.org/{self.source.doi}" if self.source.doi else ""
        places = f"; {', '.join(self.places)}" if self.places else ""
        how = f"numbers: {len(self.numbers)} ({', '.join(self.marks)}){places}"
        return f"{self.source.key}: {self.source.title}{link}\n  {how}"


@dataclass(frozen=True)
class Bibliography:
    """What an experiment rests on: publications, bare assumptions, and its own settings (paths)."""

    citations: tuple[Citation, ...]
    assumed: tuple[str, ...]
    settings: tuple[str, ...]

    def bibtex(self) -> str:
        """Every publication as BibTeX."""
        return "\n\n".join(citation.source.bibtex() for citation in self.citations)

    def __str__(self) -> str:
        rest = f"{len(self.assumed)} assumed, {len(self.settings)} set by the experiment"
        return "\n".join([*map(str, self.citations), f"numbers without a publication: {rest}"])


def cite(experiment: Experiment) -> Bibliography:
    """Walk the numbers of every structure of the sweep and collect where they come from."""
    used: dict[str, dict[tuple[str, Source], None]] = {}
    for model in structures(experiment):
        for name, constant in model.constants.items():
            number = (model.quantities[name].path, constant.source)
            used.setdefault(constant.source.key, {})[number] = None
    published = sorted(used.keys() - {ASSUMED.key, PROTOCOL.key})
    return Bibliography(
        citations=tuple(_citation(list(used[key])) for key in published),
        assumed=tuple(path for path, _ in used.get(ASSUMED.key, ())),
        settings=tuple(path for path, _ in used.get(PROTOCOL.key, ())),
    )


def _citation(numbers: list[tuple[str, Source]]) -> Citation:
    sources = list(dict.fromkeys(source for _, source in numbers))
    return Citation(
        source=sources[0],
        numbers=tuple(dict.fromkeys(path for path, _ in numbers)),
        places=tuple(dict.fromkeys(s.place for s in sources if s.place)),
        marks=tuple(dict.fromkeys(s.mark for s in sources)),
    )
