"""Benches that fail at one point; a module of their own, as the processes of a sweep import it."""

from __future__ import annotations

import os
import signal

from mgsim.sweep.bench import Bench


class Poisoned(Bench):
    """Kills its process, or raises, where one point of the sweep is among the lanes."""

    point, is_deadly = 17, True

    def run(self, unit):
        if self.point in unit.points:
            if self.is_deadly:
                os.kill(os.getpid(), signal.SIGKILL)
            raise ZeroDivisionError("a lane that cannot be")
        return super().run(unit)


class Raising(Poisoned):
    is_deadly = False


class Absent(Bench):
    """Dies before it has run anything."""

    def __init__(self, job):
        os._exit(1)
