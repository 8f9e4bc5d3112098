"""Run what is not finished: units handed out, their records kept, their troubles narrowed down."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from mgsim.language.errors import EngineError
from mgsim.results import Field
from mgsim.sweep.bench import Unit
from mgsim.sweep.crew import Crew, Outcome
from mgsim.sweep.records import Records, failed, parse

WAIT = 1.0  # s between two looks at what has ended
_DEATHS = 2  # of processes, after which what they ran is halved; a single point may kill one more
_UNIT_SECONDS = 4.0  # of work that a killed process loses
_MOST = 2**14  # points of a unit
_UNIT_BYTES = 2**26  # of traces and times
_RAMP = (1, 64, 1024)  # points of the first units of a structure
_RAMP_SECONDS = 0.3  # a unit that takes this long tells the rate well enough
_COMPILING = 3.0  # a first unit that takes longer may be slow itself
_SHARE = 4  # units that each worker has at least, so that they end together

Keep = Callable[[bytes], None]
Tell = Callable[["Tally"], None]


@dataclass
class Work:
    """What is to be run: the points of each structure that are not finished.

    keys: (point,) of the whole sweep. samples: (sample,) times of a trace. bytes_each: of a point's
    wide results.
    """

    pending: dict[int, np.ndarray]
    keys: np.ndarray
    fields: Sequence[Field]
    samples: np.ndarray
    bytes_each: int

    @property
    def points(self) -> int:
        return sum(points.size for points in self.pending.values())

    def take(self, structure: int, most: int) -> Unit:
        """The next points of a structure."""
        points = self.pending[structure]
        self.pending[structure] = points[most:]
        if points.size <= most:
            del self.pending[structure]
        return Unit(structure, points[:most])


@dataclass
class Tally:
    """How a sweep stands: points in all and done by this command, failed by reason.

    rate: points a second of one worker, as last seen. measured: points done, and when, since which
    the speed counts; None while the rate is being learnt.
    """

    points: int
    done: int = 0
    failed: dict[str, int] = field(default_factory=dict)
    rate: float = 0.0
    began: float = field(default_factory=time.monotonic)
    measured: tuple[int, float] | None = None

    @property
    def elapsed(self) -> float:
        """Seconds since this command began."""
        return time.monotonic() - self.began

    @property
    def speed(self) -> float:
        """Points a second, all workers together; 0 where it is not known yet."""
        if self.measured is None:
            return 0.0
        done, when = self.measured
        return (self.done - done) / max(self.elapsed - when, 1e-9)

    def note(self, records: Records) -> None:
        """Count the points of a unit, and the reasons of those that failed."""
        self.done += records.keys.size
        for number, text in enumerate(records.texts):
            if text != "ok":
                many = int((records.codes == number).sum())
                self.failed[text] = self.failed.get(text, 0) + many


def ramp(work: Work, crew: Crew, tally: Tally, keep: Keep, tell: Tell, most: int) -> None:
    """Run a few points of up to `most` structures, and learn how fast they go.

    Raises EngineError where the engine cannot do what was asked at all.
    """
    numbers = list(work.pending)
    chosen = sorted({numbers[i] for i in np.linspace(0, len(numbers) - 1, most).astype(int)})
    rates = []
    for structure in chosen if numbers else ():
        rates += [rate for rate in _climb(structure, work, crew, tally, keep, tell) if rate]
    tally.rate = max(rates, default=0.0)


def _climb(
    structure: int, work: Work, crew: Crew, tally: Tally, keep: Keep, tell: Tell
) -> Iterator[float]:
    """The rates of more and more points of one structure; the first unit compiles it."""
    sizes = deque(_RAMP)
    while sizes and structure in work.pending:
        size = sizes.popleft()
        size = min(size, _by_bytes(work), max(1, work.pending[structure].size // _SHARE))
        seconds = _settle(work.take(structure, size), work, crew, tally, keep, tell)
        yield size / seconds if seconds else 0.0
        if len(sizes) == len(_RAMP) - 1:
            sizes.extendleft(_RAMP[:1] if seconds > _COMPILING else ())
        elif not seconds or seconds > _RAMP_SECONDS:
            return


def _settle(unit: Unit, work: Work, crew: Crew, tally: Tally, keep: Keep, tell: Tell) -> float:
    """Run a unit, or its parts, until every point has an outcome; the seconds that it took."""
    again, seconds = deque([unit]), 0.0
    while again:
        crew.submit(again.popleft())
        outcomes: list[Outcome] = []
        while not outcomes:
            outcomes = list(crew.finished(WAIT))
            tell(tally)
        for outcome in outcomes:
            again += _answer(outcome, work, tally, keep)
            seconds = outcome.seconds
    return seconds


def execute(work: Work, crew: Crew, tally: Tally, keep: Keep, tell: Tell) -> None:
    """Run all that is pending. `keep` gets the records of each unit as bytes, once.

    Raises EngineError where the engine cannot do what was asked at all.
    """
    again: deque[Unit] = deque()
    under_way = 0
    tally.measured = (tally.done, tally.elapsed)
    while again or under_way or work.pending:
        while crew.room() and (again or work.pending):
            crew.submit(again.popleft() if again else _next(work, tally, crew.size))
            under_way += 1
        for outcome in crew.finished(WAIT):
            under_way -= 1
            if outcome.seconds:
                tally.rate = outcome.unit.points.size / outcome.seconds
            again += _answer(outcome, work, tally, keep)
        tell(tally)


def _next(work: Work, tally: Tally, workers: int) -> Unit:
    """A unit that takes a few seconds, smaller near the end."""
    structure = next(iter(work.pending))
    by_time = int(tally.rate * _UNIT_SECONDS)
    by_share = max(-(-work.points // (_SHARE * workers)), _RAMP[1])
    size = min(by_time, _MOST, by_share, _by_bytes(work))
    whole = size // _RAMP[1] * _RAMP[1]  # blocks of lanes that engines take together
    return work.take(structure, max(1, whole or size))


def _by_bytes(work: Work) -> int:
    return max(1, _UNIT_BYTES // max(1, work.bytes_each))


def _answer(outcome: Outcome, work: Work, tally: Tally, keep: Keep) -> Iterator[Unit]:
    """Keep what a unit gave; where it gave nothing, the smaller units to try instead."""
    if outcome.faults:
        raise EngineError(*outcome.faults)
    unit = outcome.unit
    if outcome.is_lost:
        yield unit
    elif outcome.content:
        records = parse(outcome.content)
        _need_same(records, unit, work)
        keep(outcome.content)
        tally.note(records)
    elif outcome.has_died and unit.tries + 1 < _DEATHS + (unit.points.size == 1):
        yield Unit(unit.structure, unit.points, unit.tries + 1)
    elif unit.points.size > 1:
        half = unit.points.size // 2
        yield Unit(unit.structure, unit.points[:half], unit.tries)
        yield Unit(unit.structure, unit.points[half:], unit.tries)
    else:
        key = int(work.keys[unit.points[0]])
        records = failed(key, outcome.trouble, work.fields, work.samples)
        keep(records.to_bytes())
        tally.note(records)


def _need_same(records: Records, unit: Unit, work: Work) -> None:
    """A worker with other cards, or another mgsim, would run other points under the same name."""
    if not np.array_equal(records.keys, work.keys[unit.points]):
        raise RuntimeError("a worker made other points of this config than were asked of it")
