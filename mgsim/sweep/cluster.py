"""Many machines: the units of a sweep as tasks of a Dask scheduler."""

from __future__ import annotations

import contextlib
import os
import time
from typing import Any

import distributed

from mgsim.language.errors import Fault, ResultError
from mgsim.sweep.bench import Job, Unit, bench_of
from mgsim.sweep.crew import THREADS, Outcome, attempt

_IN_HAND = 2  # units a worker's thread has at once, so that it never waits for this process
_CONNECT = 10.0  # s to find the scheduler
_ABSENT = 300.0  # s that a scheduler may be away before the sweep gives up
_LOOK = 0.02  # s between two looks at the futures
_PAUSE = 2.0  # s between two attempts to find it again
_LOST = ("cancelled", "lost")


def task(job: Job, unit: Unit) -> Outcome:
    """One unit on a worker, one thread each: Dask has as many at once as it has threads."""
    os.environ[THREADS] = "1"
    return attempt(bench_of(job), unit)


class DaskCrew:
    """The workers of a scheduler; units that are lost with a worker or the scheduler go again.

    Raises ResultError where no scheduler answers.
    """

    def __init__(self, job: Job, address: str):
        self.job, self.address = job, address
        self.units: dict[Any, Unit] = {}
        self.lost: list[Unit] = []
        self.client = self._connected(_CONNECT)

    @property
    def size(self) -> int:
        """Threads of all workers now."""
        with contextlib.suppress(OSError, ValueError, RuntimeError):
            return max(1, sum(self.client.nthreads().values()))
        return 1

    @property
    def note(self) -> str:
        """Said beside the progress: how many threads there are."""
        threads = self.size if self._is_up() else 0
        return f", {threads} threads" if threads else ", waiting for the scheduler"

    def room(self) -> int:
        return max(0, _IN_HAND * self.size - len(self.units)) if self._is_up() else 0

    def submit(self, unit: Unit) -> None:
        try:
            self.units[self.client.submit(task, self.job, unit, pure=False)] = unit
        except Exception:  # whatever a client says once its scheduler is gone
            self.lost.append(unit)

    def finished(self, patience: float) -> list[Outcome]:
        if not self._is_up():
            self._find_again()
        until = time.monotonic() + patience
        while not self.lost and time.monotonic() < until and self._is_up():
            if any(future.done() for future in self.units):
                break
            time.sleep(_LOOK)
        found = [
            Outcome(unit, trouble="its scheduler was lost", is_lost=True) for unit in self.lost
        ]
        self.lost.clear()
        for future in [f for f in self.units if f.done()]:
            found.append(self._outcome(future, self.units.pop(future)))
        return found

    def close(self) -> None:
        with contextlib.suppress(*self._losses()):
            self.client.cancel(list(self.units), force=True)
        with contextlib.suppress(*self._losses()):
            self.client.close(timeout=_CONNECT)

    def _outcome(self, future: Any, unit: Unit) -> Outcome:
        if future.status in _LOST:
            return Outcome(unit, trouble="its scheduler was lost", is_lost=True)
        if future.status == "finished":
            with contextlib.suppress(*self._losses()):
                return future.result(timeout=_CONNECT)
            return Outcome(unit, trouble="its worker was lost", is_lost=True)
        error = future.exception()
        has_died = isinstance(error, distributed.KilledWorker)
        said = "every worker that ran it died" if has_died else f"{type(error).__name__}: {error}"
        return Outcome(unit, trouble=said[:200], has_died=has_died)

    def _is_up(self) -> bool:
        return self.client.status == "running"

    def _losses(self) -> tuple[type[BaseException], ...]:
        return (OSError, TimeoutError, RuntimeError, distributed.CancelledError)

    def _connected(self, patience: float) -> Any:
        try:
            return distributed.Client(self.address, timeout=patience, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            hint = "Start one with `dask scheduler`, and give its address (tcp://HOST:8786)."
            what = f"no scheduler ({' '.join(str(error).split())[:120]})"
            raise ResultError(Fault(self.address, what, "a Dask scheduler", hint)) from None

    def _find_again(self) -> None:
        """Wait for a scheduler at the same address; what the lost one had in hand goes again."""
        self.lost += self.units.values()
        self.units.clear()
        with contextlib.suppress(*self._losses()):
            self.client.close(timeout=_PAUSE)
        until = time.monotonic() + _ABSENT
        while True:
            try:
                self.client = self._connected(_PAUSE)
                return
            except ResultError:
                if time.monotonic() > until:
                    raise
                time.sleep(_PAUSE)
