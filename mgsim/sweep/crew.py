"""Who runs the units: processes of this machine, each watched so that a death is told."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import time
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Protocol

from mgsim.language.errors import EngineError, Fault
from mgsim.sweep.bench import Bench, Job, Unit

THREADS = "MGSIM_THREADS"
_PATIENCE = 5.0  # s for a process to end by itself


@dataclass(frozen=True)
class Outcome:
    """What became of a unit: its records as bytes, or why there are none.

    has_died: the process that ran it died, rather than that the engine complained. is_lost: for a
    reason that is not its own. faults: of an engine that cannot do what was asked of it at all.
    seconds: of work.
    """

    unit: Unit
    content: bytes = b""
    trouble: str = ""
    has_died: bool = False
    is_lost: bool = False
    faults: tuple[Fault, ...] = ()
    seconds: float = 0.0


class Crew(Protocol):
    """Whatever runs units for a sweep: so many at a time, and a note on how it fares."""

    @property
    def size(self) -> int: ...

    @property
    def note(self) -> str: ...

    def room(self) -> int:
        """How many more units it takes now."""
        ...

    def submit(self, unit: Unit) -> None: ...

    def finished(self, patience: float) -> Iterable[Outcome]:
        """What has ended; waits for it no longer than `patience` seconds."""
        ...

    def close(self) -> None:
        """Stop at once; what is under way is lost."""
        ...


def attempt(bench: Bench, unit: Unit) -> Outcome:
    """Run a unit where this is called; a complaint becomes an outcome."""
    began = time.perf_counter()
    try:
        content = bench.run(unit).to_bytes()
    except EngineError as error:
        return Outcome(unit, trouble=str(error), faults=error.faults)
    except Exception as error:
        said = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        return Outcome(unit, trouble=said)
    return Outcome(unit, content, seconds=time.perf_counter() - began)


class LocalCrew:
    """Processes of this machine, one unit each at a time; one that dies is replaced."""

    note = ""
    bench: type[Bench] = Bench

    def __init__(self, job: Job, size: int):
        self.job, self.size = job, size
        self.threads = max(1, (os.cpu_count() or 1) // size)
        self.workers = [self._worker() for _ in range(size)]

    def _worker(self) -> _Worker:
        return _Worker(self.bench, self.job, self.threads)

    def room(self) -> int:
        return sum(worker.unit is None for worker in self.workers)

    def submit(self, unit: Unit) -> None:
        next(worker for worker in self.workers if worker.unit is None).take(unit)

    def finished(self, patience: float) -> list[Outcome]:
        busy = {worker.pipe: worker for worker in self.workers if worker.unit}
        found = []
        for pipe in wait(list(busy), patience):
            worker = busy[pipe]  # type: ignore[index]
            found.append(worker.outcome())
            if found[-1].has_died:
                self.workers[self.workers.index(worker)] = self._worker()
        return found

    def close(self) -> None:
        for worker in self.workers:
            worker.process.kill()
        for worker in self.workers:
            worker.process.join(_PATIENCE)
            worker.pipe.close()


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, bench: type[Bench], job: Job, threads: int):
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(
            target=_serve, args=(theirs, bench, job, threads), daemon=True
        )
        self.process.start()
        theirs.close()
        self.unit: Unit | None = None

    def take(self, unit: Unit) -> None:
        self.unit = unit
        with contextlib.suppress(OSError):  # it is dead already: `outcome` will tell
            self.pipe.send(unit)

    def outcome(self) -> Outcome:
        unit, self.unit = self.unit, None
        assert unit is not None
        try:
            return self.pipe.recv()
        except (EOFError, OSError):
            self.process.join(_PATIENCE)
            return Outcome(unit, trouble=_last_words(self.process.exitcode), has_died=True)


def _last_words(code: int | None) -> str:
    if code is not None and code < 0:
        name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
        more = ", as when memory runs out" if name == "SIGKILL" else ""
        return f"the process that ran it was ended by {name}{more}"
    return f"the process that ran it ended with exit code {code}"


def _serve(pipe: Connection, bench: type[Bench], job: Job, threads: int) -> None:
    """The life of a process: it ends when the other end of its pipe does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    os.environ[THREADS] = str(threads)
    own = bench(job)
    with contextlib.suppress(EOFError, OSError):
        while True:
            pipe.send(attempt(own, pipe.recv()))
