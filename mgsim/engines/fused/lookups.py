"""The statements that look up tables, and advance the states that lie in them."""

from __future__ import annotations

from collections.abc import Callable

from mgsim.engines.fused.lower import Stage, Steps
from mgsim.engines.fused.machine import SLOTS
from mgsim.engines.fused.tables import Group, Table, strides
from mgsim.engines.fused.writer import Writer

RANGE = 3  # numbers that place a voltage in a table stand before the others
_BOUNDS = ", ".join(f"m.number({i})" for i in range(RANGE))


class Lookups:
    """The tables of a step in its text. slots: for each state its first row and its slot there."""

    def __init__(
        self, steps: Steps, tables: list[Table], size: int, row: Callable[[str, str], int]
    ):
        self.steps, self.graph, self.tables, self.row = steps, steps.graph, tables, row
        self.layouts = [strides(table, size, steps.method) for table in tables]
        self.slots: dict[str, tuple[int, int]] = {}
        self.first: dict[tuple[int, int], int] = {}
        for k, g, group in self._groups():
            if group.states:
                rows = [row("slots", f"{k}_{g}_{lane}") for lane in range(SLOTS)]
                self.first[k, g] = rows[0]
                self.slots |= {s: (rows[0], slot) for slot, s in enumerate(group.states)}

    def _groups(self) -> list[tuple[int, int, Group]]:
        return [(k, g, x) for k, t in enumerate(self.tables) for g, x in enumerate(t.groups)]

    def functions(self) -> frozenset[int]:
        """Every node that a table gives, at every stage."""
        leaves = {leaf for stage in self.steps.stages for leaf, _ in stage.voltages}
        found = set()
        for table in self.tables:
            for group in table.groups:
                found |= set(group.plain)
                for leaf in leaves:
                    found |= set(self._plain(group, table, leaf))
        return frozenset(found)

    def _plain(self, group: Group, table: Table, leaf: int) -> list[int]:
        """A group's functions, of the voltage at another stage."""
        return [self.graph.replaced(n, {table.voltage: leaf}) for n in group.plain]

    def write(self, writer: Writer, is_moving: bool) -> None:
        """What comes before all other statements; without motion, states as they are."""
        if not self.steps.stages:
            for k, table in enumerate(self.tables):
                self._once(writer, k, table)
        elif is_moving:
            self._stages(writer)
        else:
            for k, g, group in self._groups():
                nodes = [self.graph.leaf("stage1", s) for s in group.states]
                if any(n in self.graph.reads[x] for x in self.steps.seen() for n in nodes):
                    writer.line(f"q{k}_{g} = {self._made(k, g, group)}")
                    self._say(writer, nodes, f"c{k}_{g}", f"q{k}_{g}.columns()")

    def _say(self, writer: Writer, nodes: list[int], word: str, call: str) -> None:
        """A call that gives a group's vectors, by the nodes they stand for."""
        words = [f"{word}_{i}" for i in range(SLOTS)]
        writer.line(f"{', '.join(words)} = {call}")
        writer.said |= dict(zip(nodes, words, strict=False))

    def _place(self, writer: Writer, k: int, leaf: int, where: str) -> None:
        """A voltage that is then known to lie within its table."""
        writer.line(f"n{leaf} = m.place({where}, {k}, {_BOUNDS})")
        writer.said[leaf] = f"n{leaf}"

    def _once(self, writer: Writer, k: int, table: Table) -> None:
        stride, offsets = self.layouts[k]
        name = self.graph.nodes[table.voltage][2]
        self._place(writer, k, table.voltage, f"m.row({self.row('state', name)})")
        for g, (group, offset) in enumerate(zip(table.groups, offsets, strict=True)):
            call = f"m.plain({k}, {stride}, {offset})"
            if group.states:
                call = f"m.gates({k}, {stride}, {offset}, {self.first[k, g]})"
            nodes = [*(self.graph.leaf("slot", s) for s in group.states), *group.plain]
            self._say(writer, nodes, f"g{k}_{g}", call)

    def _made(self, k: int, g: int, group: Group) -> str:
        stride, offsets = self.layouts[k]
        return f"Stages(m, {k}, {stride}, {offsets[g]}, {self.first[k, g]}, {len(group.states)})"

    def _stages(self, writer: Writer) -> None:
        """All stages in turn, each from the voltage that the one before leads to."""
        gated = [(k, g, group) for k, g, group in self._groups() if group.states]
        for k, g, group in gated:
            writer.line(f"q{k}_{g} = {self._made(k, g, group)}")
        for number, stage in enumerate(self.steps.stages, 1):
            self._stage(writer, number, stage)
        assert self.steps.sum is not None
        for k, g, _ in gated:
            writer.line(f"q{k}_{g}.finish({writer.say(self.steps.sum)})")

    def _stage(self, writer: Writer, number: int, stage: Stage) -> None:
        by = "" if stage.by is None else writer.say(stage.by)
        tables = {table.voltage: k for k, table in enumerate(self.tables)}
        for leaf, node in stage.voltages:
            name = self.graph.nodes[leaf][2]
            k = tables[self.graph.leaf("state", name)]
            where = f"m.row({self.row('state', name)})" if leaf == node else writer.say(node)
            self._place(writer, k, leaf, where)
            stride, offsets = self.layouts[k]
            for g, group in enumerate(self.tables[k].groups):
                call = f"q{k}_{g}.at({by})"
                if not group.states:
                    call = f"m.plain({k}, {stride}, {offsets[g]})"
                nodes = [self.graph.leaf(f"stage{number}", s) for s in group.states]
                nodes += self._plain(group, self.tables[k], leaf)
                self._say(writer, nodes, f"g{k}_{g}_{number}", call)
