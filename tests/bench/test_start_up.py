"""How long the verbs that load nothing heavy take to answer: median of nine, wall time."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LIMIT = 0.5  # s


@pytest.mark.bench
@pytest.mark.parametrize("words", [("--help",), ("check", "configs/low_magnesium.yaml")])
def test_light_verbs_answer_in_half_a_second(words, capsys):
    walls = []
    for _ in range(9):
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "mgsim", *words], cwd=ROOT, check=True, capture_output=True
        )
        walls.append(time.perf_counter() - began)
    median = statistics.median(walls)
    with capsys.disabled():
        print(f"\nmgsim {' '.join(words)}: {median:.2f} s (median of 9)")
    assert median < LIMIT
