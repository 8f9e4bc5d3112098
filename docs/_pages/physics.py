"""The physics pages: every card of the catalogue, from the card itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from writing import code, inline, page, paragraphs, plain, table

import mgsim
from mgsim.catalogue.find import Catalogue
from mgsim.guide import Description, Entry, Number
from mgsim.language.ports import PORTS
from mgsim.language.roles import ROLES, Law
from mgsim.language.sources import GRADES, Source

SCOPES = {
    "receptor": "Receptors",
    "cell": "The cell",
    "drive": "Drives",
    "coupling": "Between compartments",
}
_KINDS = {"receptors": "Receptors by one name", "readouts": "Readouts", "figures": "Figures"}


@cache
def pages() -> dict[str, str]:
    """Path of every physics page -> its Markdown."""
    cards = mgsim.cards()
    entries = mgsim.inventory(cards)
    found = {"physics/index.md": _index(entries), "physics/ports.md": _ports()}
    for role in ROLES:
        own = [entry for entry in entries if entry.kind == role]
        if own:
            found[f"physics/{role}.md"] = _role(cards, role, own)
    for kind, title in _KINDS.items():
        own = [entry for entry in entries if entry.kind == kind]
        parts = [f"# {title}", _contents(own)]
        found[f"physics/{kind}.md"] = page(*parts, *(_section(cards, entry) for entry in own))
    return found


def navigation(made: dict[str, str]) -> list[dict]:
    """The physics pages as a part of the menu: roles by where they stand, then the rest."""
    nav: list[dict] = [{"All roles": "physics/index.md"}]
    for scope, title in SCOPES.items():
        own = [role for role, rule in ROLES.items() if rule.scope == scope]
        listed = [{_spoken(r): f"physics/{r}.md"} for r in own if f"physics/{r}.md" in made]
        nav.append({title: listed})
    nav += [{title: f"physics/{kind}.md"} for kind, title in _KINDS.items()]
    return [*nav, {"Ports": "physics/ports.md"}]


def _spoken(role: str) -> str:
    return role.replace("_", " ")


def _index(entries: list[Entry]) -> str:
    parts = [
        "# The physics",
        "A card is one published model in one file: equations, numbers, sources. These pages are "
        "made from the cards, so what stands here is what runs. A role is the slot "
        "that a card fills.",
        table(("grade", "of a number"), ((g, says) for g, says in GRADES.items())),
        "A source says how its number was taken: *read* in the paper, *read in code* published "
        "with it, *from memory*, *derived* by arithmetic, or *assumed*.",
    ]
    for scope, title in SCOPES.items():
        rows = [
            (f"[{role}]({role}.md)", plain(rule.says), str(many))
            for role, rule in ROLES.items()
            if rule.scope == scope and (many := sum(e.kind == role for e in entries))
        ]
        parts += [f"## {title}", table(("role", "what it is", "cards"), rows)]
    kinds = (
        (f"[{title}]({kind}.md)", sum(e.kind == kind for e in entries))
        for kind, title in _KINDS.items()
    )
    return page(*parts, "## The rest", table(("", "cards"), [(a, str(b)) for a, b in kinds]))


def _ports() -> str:
    rows = (
        (f'<a id="{p.name}"></a>{inline(p.name)}', inline(p.unit), p.scope, plain(p.says))
        for p in PORTS.values()
    )
    intro = (
        "The quantities that cards share. One card writes a port and any may read it; a summed "
        "port takes a share from each of its writers."
    )
    return page("# Ports", intro, table(("port", "unit", "of", "meaning"), rows))


def _role(cards: Catalogue, role: str, entries: list[Entry]) -> str:
    rule = ROLES[role]
    laws = "\n".join(f"- {_law(law)}" for law in rule.laws)
    return page(
        f"# {_spoken(role)}",
        f"{plain(rule.says)[0].upper()}{plain(rule.says)[1:]}.",
        f"Every card of this role obeys:\n\n{laws}" if laws else "",
        _contents(entries),
        *(_section(cards, entry) for entry in entries),
    )


def _law(law: Law) -> str:
    if law.kind == "within":
        return f"{inline(law.output)} lies within {law.low:g} to {law.high:g}"
    return f"{inline(law.output)} {law.kind} as {inline(law.of)} grows"


def _contents(entries: list[Entry]) -> str:
    rows = ((f"[{plain(e.name)}](#{e.name})", plain(e.says)) for e in entries)
    return table(("card", "what it is"), rows)


def _section(cards: Catalogue, entry: Entry) -> str:
    card = mgsim.describe(cards, f"{entry.kind}/{entry.name}")
    return page(*_parts(cards, card)).rstrip()


def _parts(cards: Catalogue, card: Description) -> Iterator[str]:
    yield f"## {plain(card.name)} {{ #{card.name} }}"
    yield f"*{plain(card.says)}*"
    yield paragraphs(card.text)
    yield _quantities("Needs the readouts" if card.kind == "figures" else "Reads", card.reads)
    yield _quantities("Writes", card.writes)
    yield code(card.slots)
    yield code(card.equations)
    yield _numbers(card.numbers)
    if card.checks:
        yield "Checked:\n\n" + "\n".join(f"- {plain(check)}" for check in card.checks)
    for chosen in card.sets:
        name = chosen.name.rpartition("/")[2]
        found = mgsim.describe(cards, chosen.name)
        yield f"### Set {plain(name)} {{ #{card.name}-{name} }}"
        yield paragraphs(found.text)
        yield _numbers(found.numbers)


def _quantities(word: str, names: tuple[str, ...]) -> str:
    if not names:
        return ""
    listed = (
        f"[{inline(n)}](ports.md#{n}) ({plain(PORTS[n].unit)})" if n in PORTS else inline(n)
        for n in names
    )
    return f"{word}: {', '.join(listed)}."


def _numbers(numbers: tuple[Number, ...]) -> str:
    head = ["number", "value", "unit", "spread", "meaning", "grade", "preparation", "source"]
    rows = [_row(number) for number in numbers]
    kept = [i for i in range(len(head)) if i != 3 or any(row[3] for row in rows)]
    return table([head[i] for i in kept], ([row[i] for i in kept] for row in rows))


def _row(number: Number) -> tuple[str, ...]:
    value, _, unit = number.value.partition(" ")
    if not value or value.startswith("("):
        value, unit = number.value, ""
    return (
        inline(number.name),
        plain(value),
        inline(unit),
        plain(number.spread),
        plain(number.says),
        f'<span title="{number.grade[3:]}">{number.grade[0]}</span>',
        plain(number.preparation),
        cited(number.source),
    )


def cited(source: Source) -> str:
    """A source as a cell: its title, linked by DOI where it has one, the place and the mark."""
    title = plain(source.title)
    linked = f"[{title}](https://doi.org/{source.doi})" if source.doi else title
    place = f", {plain(source.place)}" if source.place else ""
    return f"{linked}{place} *({source.mark})*"
