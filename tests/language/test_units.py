"""Units at the door: every factor against pint, and one grammar for schema and parser."""

from __future__ import annotations

import itertools
import math
import re

import pint
import pytest

from mgsim.language.errors import MgsimError
from mgsim.language.ports import CONSTANTS, PORTS
from mgsim.language.units import (
    ATOMS,
    BASES,
    house_text,
    kind_of,
    parse_unit,
    pattern,
    quantity,
    spellings,
    value,
)

PINT = pint.UnitRegistry(autoconvert_offset_to_baseunit=True)
COMPOSITE = {
    "mS/cm^2": "nS/um^2",
    "uF/cm^2": "pF/um^2",
    "/mV": "1/mV",
    "1/(mM ms)": "1/(mM ms)",
    "/(uM s)": "1/(mM ms)",
    "mV/ms": "mV/ms",
    "uA/cm^2": "pA/um^2",
    "pA ms": "pA ms",
    "fC": "pA ms",
    "um^3": "um^3",
    "mM/(pA ms)": "mM/(pA ms)",
    "nA^2": "pA^2",
    "cm/s": "um/ms",
    "1/h": "1/ms",
    "/min": "1/ms",
}


def by_pint(text: str, house: str) -> float:
    """The size of one unit in house units, by pint."""
    full = text.removeprefix("1").strip()
    full = f"1{full}" if full.startswith("/") else full
    return PINT.Quantity(1.0, PINT.parse_units(full.replace("^", "**"))).to(house).magnitude


@pytest.mark.parametrize("atom", sorted(set(ATOMS) - {"degC"}))
def test_factor_of_every_atom_is_pints(atom):
    unit = parse_unit(atom)
    assert unit.factor == pytest.approx(by_pint(atom, house_text(unit.dims)), rel=1e-14)


@pytest.mark.parametrize(("text", "house"), COMPOSITE.items())
def test_factor_of_composite_units_is_pints(text, house):
    unit = parse_unit(text)
    assert unit.factor == pytest.approx(by_pint(text, house), rel=1e-13)
    assert unit.dims == parse_unit(house).dims


def test_celsius_has_an_offset_at_the_door_and_none_in_a_ratio():
    assert value("36 degC") == pytest.approx(PINT.Quantity(36, "degC").to("K").magnitude, abs=1e-10)
    assert value("-3.5 degC") == pytest.approx(269.65, abs=1e-10)
    assert parse_unit("/degC").factor == 1.0


@pytest.mark.parametrize("base", [*BASES, "nS", "pF", "fC", "kHz"])
def test_house_units_are_read_without_rounding(base):
    assert value(f"0.1 {base}") == 0.1


def test_house_units_are_coherent():
    """No power of ten is left over: nS mV = pA, pF mV/ms = pA, and the Faraday constant's unit."""
    assert parse_unit("nS mV").dims == parse_unit("pA").dims == parse_unit("pF mV/ms").dims
    assert value("1 nS") * value("1 mV") == pytest.approx(value("1 pA"), rel=1e-15)
    assert value("1 pF") * value("1 mV") / value("1 ms") == pytest.approx(value("1 pA"), rel=1e-15)
    faraday = PINT.Quantity(1, "faraday_constant").to("pA ms/(mmol/l um^3)").magnitude
    gas = PINT.Quantity(1, "molar_gas_constant").to("pA mV ms/(mmol/l um^3 K)").magnitude
    assert float(CONSTANTS["F"][0]) == pytest.approx(faraday, rel=1e-9)
    assert float(CONSTANTS["R"][0]) == pytest.approx(gas, rel=1e-9)
    for number, unit, _ in CONSTANTS.values():
        assert parse_unit(unit).factor == pytest.approx(1.0, rel=1e-14), (number, unit)


DIMENSIONS = list(
    itertools.product(
        (-2, -1, 0, 1, 2), (-2, -1, 0, 1), (-1, 0, 1, 2), (-3, -2, -1, 0, 3), (0, -1, 1), (0,)
    )
)


def test_house_text_reads_back_as_the_same_dimensions():
    for dims in DIMENSIONS:
        unit = parse_unit(house_text(dims))
        assert unit.dims == dims
        assert unit.factor == pytest.approx(1.0, rel=1e-14)
        assert parse_unit(unit.house).dims == dims


@pytest.mark.parametrize(
    ("text", "house"),
    [
        ("mS/cm^2", "nS/um^2"),
        ("uF/cm^2", "pF/um^2"),
        ("S", "nS"),
        ("F", "pF"),
        ("mV/mV", "1"),
        ("A", "pA"),
        ("Hz", "1/ms"),
        ("C", "ms pA"),
        ("/(M s)", "1/(ms mM)"),
    ],
)
def test_house_units_are_spelled_as_people_spell_them(text, house):
    assert parse_unit(text).house == house


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mM", "concentration"),
        ("/s", "frequency"),
        ("1", "plain number"),
        ("mV/ms", "quantity in mV/ms"),
        ("degC", "temperature"),
        ("nC", "charge"),
        ("mm", "length"),
    ],
)
def test_kind_of(text, said):
    assert kind_of(parse_unit(text)) == said


def test_a_kind_is_named_after_its_own_dimension():
    for atom, (kind, _, _) in ATOMS.items():
        assert kind_of(parse_unit(atom)) == kind


@pytest.mark.parametrize("bad", ["mEq", "mM^", "mM^-", "mM^x", "mM^1.5", "mv", "Mm", "µm", "°C"])
def test_unknown_units_are_refused(bad):
    with pytest.raises(MgsimError, match="expected a unit such as"):
        parse_unit(bad)


@pytest.mark.parametrize("bad", ["1,2 mM", "mM", "", " ", "- 3 mM", "1.2.3 mM", "0x10 mM", "1e mM"])
def test_texts_that_are_no_quantity_are_refused(bad):
    with pytest.raises(MgsimError):
        quantity(bad)


@pytest.mark.parametrize("huge", ["1e400 mM", "-1e999 ms", "9" * 400 + " mM", "1e309"])
def test_no_text_of_the_shape_overflows(huge):
    with pytest.raises(MgsimError):
        quantity(huge)
    assert not re.search(pattern("mM"), huge)
    assert not re.search(pattern("1"), huge)


def test_the_largest_texts_are_finite():
    for unit in ("m^3", "C", "mM"):
        assert math.isfinite(value("9" * 40 + f".9e99 {unit}"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.5 mM", 0.5),
        ("1.2mM", 1.2),
        ("1e3 mM", 1000.0),
        ("+.5 mM", 0.5),
        ("-2. mM", -2.0),
        ("250 uM", 0.25),
        ("3E-2 M", 30.0),
        ("7 nM", 7e-6),
    ],
)
def test_pattern_accepts_what_quantity_reads(text, number):
    assert re.search(pattern("mM"), text)
    assert value(text) == pytest.approx(number, rel=1e-15)


@pytest.mark.parametrize(
    "text",
    [
        *("0.5 mm", "1,2 mM", "1.2", "5", " ", "", "mM", "0.5  mM", " 0.5 mM", "0.5 mM "),
        *("0.5 mm M", "0.5 MM", "0.5 mV", "0.5 mM mM", "--1 mM", "1e mM", "1 e3 mM"),
        *("nan mM", "inf mM"),
    ],
)
def test_pattern_refuses(text):
    assert not re.search(pattern("mM"), text)


def test_a_plain_number_takes_no_unit():
    assert re.search(pattern("1"), "-1e-3")
    assert not re.search(pattern("1"), "1 mM")
    assert quantity("2.5")[1].is_dimensionless


def units_in_use(cards) -> set[str]:
    found = {port.unit for port in PORTS.values()}
    for role in cards.roles():
        for name in cards.names(f"mechanisms/{role}"):
            params = cards.mechanism(role, name).params.values()
            found |= {quantity(p.value)[1].text for p in params if p.value}
    return {unit for unit in found if not parse_unit(unit).is_dimensionless}


def test_every_spelling_of_every_unit_in_use_is_read_with_the_same_dimensions(cards):
    for unit in units_in_use(cards):
        own = parse_unit(unit)
        assert unit in spellings(unit)
        for spelling in spellings(unit):
            text = f"1.5 {spelling}"
            assert re.search(pattern(unit), text), text
            assert quantity(text)[1].dims == own.dims, text


@pytest.mark.parametrize(
    ("unit", "also"),
    [
        ("/ms", ("Hz", "kHz", "1/s", "/s", "1/h")),
        ("1/ms", ("Hz", "/ms", "1/min")),
        ("Hz", ("kHz", "/ms", "1/s")),
        ("/(mM ms)", ("/(uM s)", "1/(mM ms)", "/(M s)")),
        ("mS/cm^2", ("nS/um^2", "S/m^2", "pS/um^2")),
        ("K", ("degC",)),
        ("ms", ("s", "min", "h", "us")),
    ],
)
def test_spellings_include(unit, also):
    assert set(also) <= set(spellings(unit))


def test_spellings_keep_to_the_kind():
    """A length never passes for a concentration, though both begin with 'm' and 'u'."""
    concentration = {atom for atom, (kind, _, _) in ATOMS.items() if kind == "concentration"}
    assert set(spellings("mM")) == concentration


def test_the_unit_text_survives_in_the_unit():
    assert quantity("3 mS/cm^2")[1].text == "mS/cm^2"
    assert parse_unit(" mV ").text == "mV"
    assert parse_unit("pA*ms").dims == parse_unit("pA ms").dims
    assert parse_unit("um**2").dims == parse_unit("um^2").dims
