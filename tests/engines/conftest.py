"""Small catalogues and configs for tests of the engines."""

import pytest

from mgsim.catalogue.find import SHIPPED, Catalogue, catalogue
from mgsim.study.experiment import build
from mgsim.study.tree import parse

LEAKY = '''"""A leaky membrane with a reset, for tests."""

from mgsim.language import PROTOCOL, Check, Event, Mechanism, Param, State

mechanism = Mechanism(
    role="membrane",
    says="leak, threshold, reset",
    reads=("i_injected",),
    writes=("v", "area"),
    params={
        "tau": Param("11 ms", "time constant", PROTOCOL, "D"),
        "resistance": Param("10 /nS", "input resistance", PROTOCOL, "D"),
        "threshold": Param("-50 mV", "threshold", PROTOCOL, "D"),
        "reset": Param("-65 mV", "reset", PROTOCOL, "D"),
        "rest": Param("-65 mV", "rest", PROTOCOL, "D"),
        "size": Param("1 um^2", "area", PROTOCOL, "D"),
    },
    algebra={"area": "size"},
    states={"v": State("(rest - v + resistance*i_injected)/tau", "rest", "potential")},
    events=(Event(on="crossing", when="v - threshold", do={"v": "reset"}),),
)
'''
TIMED = '''"""A decaying trace that is kicked once at a stated time, for tests."""

from mgsim.language import PROTOCOL, Event, Mechanism, Param, State

mechanism = Mechanism(
    role="calcium",
    says="decay with one kick",
    writes=("ca_i",),
    params={
        "tau": Param("4 ms", "decay", PROTOCOL, "D"),
        "kick": Param("3 mM", "jump", PROTOCOL, "D"),
        "moment": Param("2.3137 ms", "when", PROTOCOL, "D"),
    },
    states={"ca_i": State("-ca_i/tau", "kick", "a decaying trace")},
    events=(Event(on="time", when="moment", do={"ca_i": "ca_i + kick"}),),
)
'''
FRAGILE = '''"""Divides by a parameter, so that one lane can fail, for tests."""

from mgsim.language import PROTOCOL, Mechanism, Param, State

mechanism = Mechanism(
    role="calcium",
    says="decay whose rate may blow up",
    writes=("ca_i",),
    params={
        "tau": Param("4 ms", "decay", PROTOCOL, "D"),
        "start": Param("3 mM", "start", PROTOCOL, "D"),
    },
    states={"ca_i": State("-ca_i/tau", "start", "a decaying trace")},
)
'''


@pytest.fixture
def cards(tmp_path):
    """The shipped catalogue and three cards of our own."""
    for role, name, text in (
        ("membrane", "leaky", LEAKY),
        ("calcium", "timed", TIMED),
        ("calcium", "fragile", FRAGILE),
    ):
        path = tmp_path / "mechanisms" / role / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return catalogue([tmp_path])


@pytest.fixture
def experiment(cards):
    """Build an experiment from YAML text with the cards of this folder."""
    return lambda text: build(parse(text, "test.yaml"), cards)


HEAD = '''"""A card of a test."""

from mgsim.language import (
    ASSUMED, Check, Event, Gate, Held, Mechanism, Param, Scheme, State
)

'''  # fmt: skip


@pytest.fixture
def with_cards(tmp_path):
    """A function: config text and cards (role__name=text) -> Experiment."""

    def make(text, **cards):
        for place, card in cards.items():
            role, _, name = place.partition("__")
            path = tmp_path / "mechanisms" / role / f"{name}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(HEAD + card, encoding="utf-8")
        return build(parse(text, "test.yaml"), Catalogue((SHIPPED, tmp_path)))

    return make
