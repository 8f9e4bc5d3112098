"""A sweep on a Dask scheduler whose workers, and which itself, are killed."""

from __future__ import annotations

import importlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest
from small_sweep import changed, table_bytes

from mgsim.language.errors import ResultError
from mgsim.sweep import Wishes, sweep
from mgsim.sweep.store import Store

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("default")  # what dying workers say is not ours

LONGER = {
    "mg_o": 'mg_o: {linspace: {from: "0 mM", to: "3 mM", points: 20}}',
    "trial": "trial: {repeats: 50}",
    "duration": 'duration: "400 ms"',
}


@pytest.fixture(scope="module")
def many():
    """4,000 points of two structures."""
    from mgsim.catalogue.find import SHIPPED, Catalogue
    from mgsim.study.experiment import build
    from mgsim.study.tree import parse

    return build(parse(changed(**LONGER), "a.yaml"), Catalogue((SHIPPED,)))


@pytest.fixture(scope="module")
def expected(many, tmp_path_factory):
    """The table that processes of this machine make."""
    folder = tmp_path_factory.mktemp("local") / "s"
    sweep(many, folder, wishes=Wishes(2))
    return table_bytes(folder)


def kill_soon(folder, many_files, kill):
    """Call `kill` once some files of points are there."""

    def wait():
        until = time.monotonic() + 60
        while len(Store(folder).shards) < many_files and time.monotonic() < until:
            time.sleep(0.02)
        kill()

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    return thread


@pytest.mark.slow
def test_workers_that_are_killed_change_nothing(many, expected, tmp_path):
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        killed = []

        def kill():
            for worker in list(cluster.workers.values()):
                killed.append(worker.process.process.pid)
                os.kill(killed[-1], signal.SIGKILL)

        thread = kill_soon(tmp_path / "s", 3, kill)
        report = sweep(many, tmp_path / "s", wishes=Wishes(scheduler=cluster.scheduler_address))
        thread.join()
    assert len(killed) == 2
    assert (report.points, report.ran, report.failed) == (4000, 4000, {})
    assert table_bytes(tmp_path / "s") == expected


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def dask(*words: str) -> subprocess.Popen:
    command = [sys.executable, "-m", f"distributed.cli.{words[0]}", *words[1:]]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.mark.slow
def test_a_scheduler_that_starts_anew_is_found_again(many, expected, tmp_path):
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    scheduler = ("dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    worker = ("dask_worker", address, "--nworkers", "1", "--nthreads", "2", "--no-dashboard")
    began = [dask(*scheduler), dask(*worker, "--death-timeout", "120")]

    def restart():
        for process in began:
            process.kill()
            process.wait()
        time.sleep(1.0)
        began[:] = [dask(*scheduler), dask(*worker, "--death-timeout", "120")]

    try:
        thread = kill_soon(tmp_path / "s", 3, restart)
        report = sweep(many, tmp_path / "s", wishes=Wishes(scheduler=address))
        thread.join()
    finally:
        for process in began:
            process.kill()
            process.wait()
    assert report.failed == {}
    assert table_bytes(tmp_path / "s") == expected


def test_no_scheduler_is_said_in_one_sentence(small, tmp_path, monkeypatch):
    monkeypatch.setattr(importlib.import_module("mgsim.sweep.cluster"), "_CONNECT", 0.5)
    with pytest.raises(ResultError, match=r"found no scheduler .*Start one with `dask scheduler`"):
        sweep(small, tmp_path / "s", wishes=Wishes(scheduler=f"tcp://127.0.0.1:{free_port()}"))
