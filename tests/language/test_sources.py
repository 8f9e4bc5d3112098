"""Where a number comes from, and how a complaint is worded."""

from __future__ import annotations

from mgsim.language.errors import ConfigError, Fault, near_miss, one_of
from mgsim.language.sources import ASSUMED, GRADES, PROTOCOL, Source

PAPER = Source("hodgkin_1952", "A quantitative description", doi="10.1113/x")


def test_a_source_prints_its_place_and_how_it_was_taken():
    assert str(PAPER) == "hodgkin_1952: A quantitative description doi:10.1113/x (read in code)"
    placed = PAPER.at("Eq. 12", "read")
    assert str(placed).endswith("doi:10.1113/x [Eq. 12] (read)")
    assert PAPER.at("Eq. 12").mark == "read in code"
    assert PAPER.place == ""


def test_bibtex():
    assert PAPER.bibtex() == (
        "@misc{hodgkin_1952,\n  title = {A quantitative description},\n  doi = {10.1113/x}\n}"
    )
    assert "doi" not in ASSUMED.bibtex()
    assert {ASSUMED.mark, PROTOCOL.mark} == {"assumed"}
    assert list(GRADES) == ["A", "B", "C", "D"]


def test_a_fault_is_one_sentence():
    assert str(Fault("a.yaml:3 x", "'1'", "two")) == "a.yaml:3 x: found '1'; expected two."
    fault = Fault("a", "b", "c", "Do d.")
    assert str(fault) == "a: found b; expected c. Do d."
    error = ConfigError(fault, fault)
    assert str(error).splitlines() == [str(fault)] * 2
    assert error.faults == (fault, fault)


def test_near_misses():
    assert near_miss("blok", ["block", "membrane"]) == "Did you mean 'block'?"
    assert near_miss("zzz", ["block", "membrane"]) == ""
    assert near_miss("V", ["v", "w"]) == "Did you mean 'v'?"


def test_a_long_list_is_cut_short():
    assert one_of(["b", "a"]) == "one of 'a', 'b'"
    many = one_of([f"n{i:02d}" for i in range(15)])
    assert many.endswith("'n11' and 3 more")
    assert one_of([f"n{i:02d}" for i in range(12)]).endswith("'n11'")
