"""What may happen to a sweep, and the state that it leaves: nothing lost, nothing mixed."""

from __future__ import annotations

import errno
import importlib
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from poisoned import Absent, Poisoned, Raising
from small_sweep import TEXT, changed, table_bytes

import mgsim
from mgsim.language.errors import ResultError
from mgsim.sweep import Part, Wishes, crew, status, sweep
from mgsim.sweep.store import BROKEN, SHARDS, Store, open_store, write_whole

ONE = Wishes(workers=1)
TABLE = importlib.import_module("mgsim.sweep.table")
KILLS = 20
MANY = changed(
    mg_o='mg_o: {linspace: {from: "0 mM", to: "3 mM", points: 30}}',
    trial="trial: {repeats: 150}",
    duration='duration: "400 ms"',
)


def begun(config: Path, folder: Path, *more: str) -> subprocess.Popen:
    """`mgsim sweep` as a process of its own."""
    command = [sys.executable, "-m", "mgsim", "sweep", str(config), "--out", str(folder.parent)]
    return subprocess.Popen(
        [*command, "--name", folder.name, *more],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def ended(process: subprocess.Popen) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=300)
    return process.returncode, out, err


def shards(folder: Path) -> list[Path]:
    return Store(folder).shards


def wait_for_shards(folder: Path, many: int) -> None:
    until = time.monotonic() + 60
    while len(shards(folder)) < many:
        assert time.monotonic() < until, "no points came"
        time.sleep(0.01)


@pytest.fixture
def config(tmp_path) -> Path:
    """18,000 points: some seconds of work for two processes."""
    path = tmp_path / "many.yaml"
    path.write_text(MANY, encoding="utf-8")
    return path


@pytest.mark.slow
def test_killed_at_twenty_moments_it_ends_with_the_same_bytes(config, tmp_path):
    """SIGKILL while starting, running, keeping, and writing the table."""
    folder, chance = tmp_path / "killed", random.Random(6)
    at_work = 0
    for number in range(KILLS):
        before = len(shards(folder))
        process = begun(config, folder, "-j", str(1 + number // 2 % 2))
        if number % 2:
            time.sleep(chance.uniform(0.2, 2.5))
        else:
            while process.poll() is None and len(shards(folder)) == before:
                time.sleep(0.01)
            time.sleep(chance.uniform(0.0, 0.8))
        at_work += process.poll() is None and len(shards(folder)) > before
        process.kill()
        process.communicate()
    assert at_work >= 5
    code, out, err = ended(begun(config, folder, "-j", "2"))
    assert code == 0, err
    assert f"results: {folder}" in out
    reference = tmp_path / "whole"
    assert ended(begun(config, reference, "-j", "2"))[0] == 0
    expected = table_bytes(reference)
    assert mgsim.open_results(reference).sizes["trial"] == 150
    assert table_bytes(folder) == expected
    assert not list(folder.glob(".*.part"))
    assert not list((folder / SHARDS).glob(".*.part"))


def test_ctrl_c_says_what_is_kept_and_goes_on(config, tmp_path):
    folder = tmp_path / "s"
    process = begun(config, folder, "-j", "1")
    wait_for_shards(folder, 3)
    process.send_signal(signal.SIGINT)
    code, out, _ = ended(process)
    assert code == 130
    found = status(folder)
    assert 0 < found.finished < 18_000
    assert not found.is_running
    assert not found.has_table
    assert f"Interrupted. {found.finished:,} of 18,000 points are kept; say it again" in out


def test_two_sweeps_into_one_folder_are_one_too_many(config, tmp_path):
    folder = tmp_path / "s"
    first = begun(config, folder, "-j", "1")
    wait_for_shards(folder, 1)
    first.send_signal(signal.SIGSTOP)  # it holds its lock, however fast this machine is
    assert status(folder).is_running
    for more in ((), ("--shard", "1/2")):
        code, _, err = ended(begun(config, folder, "-j", "1", *more))
        assert code == 2
        assert "found a sweep under way in it (part 1 of 1)" in err
    assert first.poll() is None
    first.kill()
    first.communicate()
    assert not status(folder).is_running


def test_parts_may_run_side_by_side(small, tmp_path):
    """Two of one division hold locks of their own; one of another division must wait."""
    from mgsim.sweep.plan import prepare

    manifest = prepare(small).manifest
    with open_store(tmp_path / "s", manifest, Part(1, 2)):
        with open_store(tmp_path / "s", manifest, Part(2, 2)):
            pass
        for other in (Part(1, 2), Part(1, 1), Part(3, 3)):
            with pytest.raises(ResultError, match="under way"):
                with open_store(tmp_path / "s", manifest, other):
                    pass


@pytest.fixture
def little_disk(tmp_path):
    """A file system of 160 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=160k", "tmpfs", str(place)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this user may not mount a tmpfs")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_keeps_what_is_finished(little_disk, small, tmp_path):
    ballast = little_disk / "ballast"
    ballast.write_bytes(b"x" * 120_000)
    with pytest.raises(ResultError, match=r"a full disk.*the same command goes on"):
        sweep(small, little_disk / "s", wishes=ONE)
    left = [p for p in (little_disk / "s").rglob("*") if ".part" in p.name]
    assert left == []
    kept = {path.name: path.read_bytes() for path in shards(little_disk / "s")}
    subprocess.run(["mount", "-o", "remount,size=8m", str(little_disk)], check=True)
    report = sweep(small, little_disk / "s", wishes=ONE)
    assert report.has_table
    assert report.ran == 48 - sum(
        len(np.load(little_disk / "s" / SHARDS / name)["keys"]) for name in kept
    )
    sweep(small, tmp_path / "whole", wishes=ONE)
    assert table_bytes(little_disk / "s") == table_bytes(tmp_path / "whole")


def test_a_disk_that_fills_while_the_table_is_written(small, tmp_path, monkeypatch):
    def full(*_args, **_more):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(TABLE, "write_summary", full)
    with pytest.raises(ResultError, match="a full disk"):
        sweep(small, tmp_path / "s", wishes=ONE)
    assert status(tmp_path / "s").finished == 48
    assert not (tmp_path / "s" / "results.zarr").exists()
    assert not list((tmp_path / "s").glob(".*.part"))
    monkeypatch.undo()
    report = sweep(small, tmp_path / "s", wishes=ONE)
    assert (report.ran, report.has_table) == (0, True)


def test_a_folder_that_cannot_be_written(small, tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(ResultError, match="expected a folder that can be written"):
        sweep(small, tmp_path / "file" / "s", wishes=ONE)
    with pytest.raises(ResultError, match=r"something else.*Choose another --name"):
        sweep(small, tmp_path, wishes=ONE)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file"]


def test_a_read_only_folder(little_disk, small):
    subprocess.run(["mount", "-o", "remount,ro", str(little_disk)], check=True)
    with pytest.raises(ResultError, match="read-only file system"):
        sweep(small, little_disk / "s", wishes=ONE)


def test_a_worker_that_is_killed_costs_no_point(config, tmp_path):
    folder = tmp_path / "s"
    process = begun(config, folder, "-j", "2")
    wait_for_shards(folder, 2)
    for _ in range(3):
        (worker, *_) = workers_of(process.pid)
        os.kill(worker, signal.SIGKILL)
        time.sleep(0.4)
    code, out, err = ended(process)
    assert code == 0, err
    assert "failed points: 0 of 18,000" in out


def workers_of(parent: int) -> list[int]:
    """The processes of a sweep that run points."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            ours = int((path / "stat").read_text().rpartition(")")[2].split()[1]) == parent
            if ours and b"spawn_main" in (path / "cmdline").read_bytes():
                found.append(int(path.name))
        except OSError:
            continue
    return found


@pytest.mark.parametrize(("bench", "said"), [(Poisoned, "SIGKILL"), (Raising, "ZeroDivisionError")])
def test_a_poisoned_point_is_found_and_the_others_are_kept(
    bench, said, small, tmp_path, monkeypatch
):
    monkeypatch.setattr(crew.LocalCrew, "bench", bench)
    report = sweep(small, tmp_path / "s", wishes=Wishes(workers=2))
    monkeypatch.undo()
    (reason,) = report.failed
    assert report.failed == {reason: 1}
    assert said in reason
    found, whole = mgsim.open_results(tmp_path / "s"), mgsim.run(small)
    bad = found.status.values != "ok"
    assert np.flatnonzero(bad.ravel()).tolist() == [Poisoned.point]
    assert np.isnan(found.charge.values[bad]).all()
    assert np.isnan(found["v"].values[bad]).all()
    np.testing.assert_array_equal(found.charge.values[~bad], whole.charge.values[~bad])
    np.testing.assert_array_equal(found.spikes.values[~bad], whole.spikes.values[~bad])
    report = sweep(small, tmp_path / "s", wishes=Wishes(1, retries_failed=True))
    assert (report.ran, report.failed) == (1, {})
    sweep(small, tmp_path / "whole", wishes=ONE)
    assert table_bytes(tmp_path / "s") == table_bytes(tmp_path / "whole")


def test_a_sweep_of_which_nothing_runs_is_a_table_of_reasons(experiment, tmp_path, monkeypatch):
    monkeypatch.setattr(crew.LocalCrew, "bench", Absent)
    text = TEXT.replace("repeats: 4", "repeats: 1").replace('"0.3 mM", "1.1 mM"', '"1 mM"')
    text = text.replace('["150 Hz", "250 Hz"]', '["150 Hz"]').replace(", ascher_nowak_1988", "")
    report = sweep(experiment(text), tmp_path / "s", wishes=ONE)
    assert report.failed == {"the process that ran it ended with exit code 1": 2}
    found = mgsim.open_results(tmp_path / "s")
    assert found["v"].sizes["time"] == 21
    np.testing.assert_allclose(found.time, mgsim.run(experiment(text)).time)
    assert np.isnan(found["v"]).all()


def test_a_diverging_lane_is_a_value_with_a_reason(experiment, tmp_path):
    text = TEXT.replace('input.rate: ["150 Hz", "250 Hz"]', 'nmda.g_max: ["20 nS", "1e12 nS"]')
    report = sweep(experiment(text), tmp_path / "s", wishes=ONE)
    assert sum(report.failed.values()) == 24
    assert all(re.fullmatch(r"diverged: .* smaller clock.dt", why) for why in report.failed)
    found = mgsim.open_results(tmp_path / "s")
    bad = found.status.values != "ok"
    assert bad[..., 1, :].all()
    assert not bad[..., 0, :].any()
    assert np.isnan(found.charge.values[bad]).all()
    assert np.isfinite(found.charge.values[~bad]).all()


def test_a_damaged_file_is_set_aside_and_its_points_run_again(small, tmp_path):
    sweep(small, tmp_path / "s", wishes=ONE)
    expected = table_bytes(tmp_path / "s")
    torn, flipped = shards(tmp_path / "s")[:2]
    torn.write_bytes(torn.read_bytes()[:-40])
    content = bytearray(flipped.read_bytes())
    content[len(content) // 2] ^= 1
    flipped.write_bytes(content)
    lost = [torn.name, flipped.name]
    report = sweep(small, tmp_path / "s", wishes=ONE)
    assert sorted(report.broken) == sorted(lost)
    assert report.ran > 0
    assert report.has_table
    assert table_bytes(tmp_path / "s") == expected
    aside = sorted(p.name for p in (tmp_path / "s" / SHARDS).glob(f"*{BROKEN}"))
    assert aside == sorted(name + BROKEN for name in lost)


def test_a_file_is_whole_or_absent(tmp_path, monkeypatch):
    def fails(_handle):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(OSError, match="Input/output"):
        write_whole(tmp_path / "a", b"points")
    assert list(tmp_path.iterdir()) == []
