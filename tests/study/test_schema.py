"""Schema and parser accept the same configs; what both accept, composes or says why.

The corpus: every shipped config, one config for each card of the catalogue, one for each keyword of
a sweep, and mutations of each of them (a key deleted, renamed, a value of another type or unit).
"""

from __future__ import annotations

import copy
import json
import math
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mgsim.catalogue.find import SHIPPED, Catalogue
from mgsim.language.errors import ConfigError, MgsimError
from mgsim.language.ports import PORTS
from mgsim.language.roles import ROLES
from mgsim.study import schema
from mgsim.study.axes import axes
from mgsim.study.batch import spread
from mgsim.study.compose import compose
from mgsim.study.experiment import build, load
from mgsim.study.shape import faults
from mgsim.study.tree import Tree, parse, read

CARDS = Catalogue((SHIPPED,))
CONFIGS = sorted((Path(__file__).parents[2] / "configs").glob("*.yaml"))
HOST = """\
duration: "20 ms"
clock: {dt: "0.1 ms"}
bath: {mg_o: "1 mM", ca_o: "2 mM", temperature: "36 degC"}
cell:
  soma:
    membrane: pospischil_2008
    leak: pospischil_2008
    calcium: shell
    nmda: {kinetics: double_exponential, block: jahr_stevens_1990, permeation: practical_rule}
readouts:
  v_end: {model: last, of: soma.v}
"""
AXES = {
    "list": '["0.1 mM", "1 mM"]',
    "values": '{values: ["0.1 mM"]}',
    "linspace": '{linspace: {from: "0 mM", to: "1 mM", points: 3}}',
    "logspace": '{logspace: {from: "1 uM", to: "1 mM", points: 3}}',
    "zip": '{zip: {mg_o: ["1 mM", "2 mM"], nmda.block.k_0: ["3 mM", "4 mM"]}}',
    "sobol": '{sobol: {points: 4, over: {mg_o: {from: "0 mM", to: "1 mM"}}}}',
    "latin_hypercube": '{latin_hypercube: {points: 4, over: {mg_o: {from: "0 mM", to: "1 mM"}}}}',
    "normal": '{normal: {points: 4, over: {mg_o: {mean: "1 mM", sd: "0.1 mM"}}}}',
    "repeats": "{repeats: 3}",
}


def host() -> dict[str, Any]:
    return copy.deepcopy(parse(HOST).value)


def with_card(role: str, name: str) -> dict[str, Any]:
    """The host config with one card in its place, every parameter written out."""
    card = CARDS.mechanism(role, name)
    config = host()
    cell = config["cell"]["soma"]
    slot: dict[str, Any] = {"model": name}
    for key, param in card.params.items():
        number = "inert" if not param.value else param.value
        plain = schema.parameter(param).get("type") == "number"
        slot[key] = ["1 ms", "2 ms"] if number == "inert" else float(number) if plain else number
    if "drug" in card.reads:
        slot["drug"] = "ketamine"
    scope = ROLES[role].scope
    for port, known in PORTS.items():
        if known.scope == "bath" and known.default is None and port in card.reads:
            config["bath"].setdefault(port, known.generic)
    if scope == "cell":
        cell[role] = slot
        _provide(config, card.reads)
    elif scope == "receptor":
        cell["nmda"][role] = slot
        for other in card.refuses:
            cell["nmda"].pop(other, None)
        _provide(config, tuple(n for n in card.reads if PORTS.get(n) and PORTS[n].scope == "cell"))
    elif scope == "coupling":
        config["cell"]["dend"] = copy.deepcopy(cell)
        config["couplings"] = {"link": {**slot, "between": ["soma", "dend"]}}
        config["readouts"] = {}
    else:
        _drive(config, card, slot)
    return config


def _provide(config: dict[str, Any], reads: tuple[str, ...]) -> None:
    """Slots that write what a card of the cell reads, and what those read in turn."""
    cell = config["cell"]["soma"]
    written = {p for r in cell if r in ROLES for p in CARDS.mechanism(r, _model(cell[r])).writes}
    for port in reads:
        known = PORTS.get(port)
        if known and known.scope == "cell" and known.default is None and port not in written:
            role, name = _writer(port)
            cell[role] = name
            more = CARDS.mechanism(role, name).reads
            config["bath"] |= {
                p: PORTS[p].generic
                for p in more
                if PORTS[p].scope == "bath" and p not in config["bath"]
            }
            _provide(config, more)
            written |= set(CARDS.mechanism(role, name).writes)


def _model(slot: Any) -> str:
    return slot if isinstance(slot, str) else slot["model"]


def _writer(port: str) -> tuple[str, str]:
    """A card of the cell that gives a port: one that refuses none, and a constant one, first."""
    found = [
        (role, name)
        for role in CARDS.roles()
        if ROLES[role].scope == "cell"
        for name in CARDS.names(f"mechanisms/{role}")
        if port in CARDS.mechanism(role, name).writes
    ]
    return min(found, key=lambda c: (bool(CARDS.mechanism(*c).refuses), c[1] != "fixed", c))


def _drive(config: dict[str, Any], card: Any, slot: dict[str, Any]) -> None:
    cell = config["cell"]["soma"]
    word = card.writes[0] if card.writes else ""
    if word == "v_command":
        cell["membrane"] = "voltage_clamp"
    if word == "glu":
        cell["nmda"]["kinetics"] = "five_state"
    in_cell = word in PORTS and PORTS[word].scope == "cell"
    target = "bath.mg_o" if word == "target" else "soma" if in_cell else "soma.nmda"
    config["drives"] = {"input": {**slot, "to": target}}


def valid() -> Iterator[tuple[str, dict[str, Any]]]:
    yield "host", host()
    for role in CARDS.roles():
        for name in CARDS.names(f"mechanisms/{role}"):
            yield f"{role}/{name}", with_card(role, name)
            for chosen in CARDS.names(f"parameters/{role}/{name}"):
                config = with_card(role, name)
                if ROLES[role].scope == "receptor":
                    config["cell"]["soma"]["nmda"][role] = {"model": name, "set": chosen}
                yield f"{role}/{name}/{chosen}", config
    for name in CARDS.names("readouts"):
        card = CARDS.readout(name)
        of = "soma.nmda.i_membrane" if card.of_unit == "pA" else "soma.v"
        given = {k: "-20 mV" for k, p in card.params.items() if p.value == "x"}
        yield f"readout/{name}", {**host(), "readouts": {"r": {"model": name, "of": of, **given}}}
    for kind, text in AXES.items():
        yield f"sweep/{kind}", {**host(), "sweep": parse(f"bath.mg_o: {text}").value}
    for path in CONFIGS:
        yield path.name, read(path).value


VALID = dict(valid())


@pytest.fixture(scope="module")
def published() -> Draft202012Validator:
    """The schema as a file in an editor would have it."""
    found = json.loads(json.dumps(schema.build(CARDS)))
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found)


def both_say(published: Draft202012Validator, config: dict[str, Any]) -> bool:
    """Whether schema and parser accept; they must agree, on the value as JSON holds it."""
    accepts = published.is_valid(json.loads(json.dumps(config)))
    found = faults(Tree(config), CARDS)
    assert accepts is (not found), (config, [str(f) for f in found])
    return accepts


def test_the_corpus_is_large_enough():
    assert len(VALID) >= 60


@pytest.mark.parametrize("name", VALID)
def test_valid_configs_are_accepted_and_compose(published, name):
    assert both_say(published, VALID[name])
    built = build(Tree(VALID[name]), CARDS)
    model = compose(built)
    assert model.algebra or model.odes
    axes(built, model)


@pytest.mark.parametrize("path", CONFIGS, ids=lambda path: path.name)
def test_shipped_configs_load(path):
    assert compose(load(path)).algebra


def places(value: Any, key: tuple = ()) -> Iterator[tuple]:
    if key:
        yield key
    items = value.items() if isinstance(value, dict) else ()
    items = enumerate(value) if isinstance(value, list) else items
    for word, inner in items:
        yield from places(inner, (*key, word))


OTHERS: tuple[Any, ...] = (
    *(None, True, 3, -1, 2.5, "", "word", "1.2", "1,2 mM", "0.5 mm", "5 mV", "-3 ms", "1 mM"),
    *("36 degC", "20 Hz", "1e400 mM", [], ["1 ms"], ["word", "word"], {}),
    *({"model": "ohmic"}, {"kinetics": "ohmic"}),
)


def mutations(config: dict[str, Any], rng: random.Random) -> Iterator[dict[str, Any]]:
    """At every place of a config: without it, under another key, or with other values."""
    for key in places(config):
        for act in ("delete", "rename", rng.choice(OTHERS), rng.choice(OTHERS)):
            mutant = copy.deepcopy(config)
            node = mutant
            for part in key[:-1]:
                node = node[part]
            if act == "delete":
                del node[key[-1]]
            elif act == "rename" and isinstance(node, dict):
                node[f"{key[-1]}x" if rng.random() < 0.5 else str(key[-1]).upper()] = node.pop(
                    key[-1]
                )
            else:
                node[key[-1]] = act
            yield mutant


@pytest.mark.slow
def test_schema_and_parser_agree_on_every_mutation(published):
    """And what they accept builds and composes, or says in words what is missing."""
    rng = random.Random(20240229)
    chosen = sorted(VALID)
    small = [name for name in chosen if name not in {path.name for path in CONFIGS}]
    picked = [*rng.sample(small, 14), *(f"sweep/{kind}" for kind in AXES), "low_magnesium.yaml"]
    accepted = refused = 0
    for name in picked:
        for mutant in mutations(VALID[name], rng):
            if not both_say(published, mutant):
                refused += 1
                with pytest.raises(ConfigError):
                    build(Tree(mutant), CARDS)
                continue
            accepted += 1
            try:
                built = build(Tree(mutant), CARDS)
                found = axes(built, compose(built))
                if math.prod(axis.size for axis in found) < 50:
                    spread(built)
            except MgsimError as error:
                assert all(f.where and f.found and f.expected for f in error.faults)
    assert accepted > 200
    assert refused > 1000


REFUSED_BY_BOTH = {
    "wrong dimension": ("bath", "mg_o", "0.5 mm"),
    "decimal comma": ("bath", "mg_o", "1,2 mM"),
    "bare number": ("bath", "mg_o", 1.2),
    "bare text": ("bath", "mg_o", "1.2"),
    "blank": ("bath", "mg_o", " "),
    "overflow": ("bath", "mg_o", "1e400 mM"),
    "unknown ion": ("bath", "mgo", "1 mM"),
    "no cell": ("cell", None, {}),
    "an empty cell": ("cell", None, {"soma": {}}),
    "a bool seed": ("seed", None, True),
    "a text duration": ("duration", None, "long"),
    "an unknown figure": ("figure", None, "no_such_figure"),
    "an unknown section": ("swep", None, {}),
    "null": ("drives", None, None),
}


@pytest.mark.parametrize("name", REFUSED_BY_BOTH)
def test_what_the_parser_refuses_the_schema_refuses(published, name):
    section, key, value = REFUSED_BY_BOTH[name]
    config = host()
    if key is None:
        config[section] = value
    else:
        config[section][key] = value
    assert not both_say(published, config)


def test_a_sweep_may_vary_any_path_but_not_in_any_shape(published):
    for kind, text in AXES.items():
        config = {**host(), "sweep": parse(f"any.path.at.all: {text}").value}
        assert both_say(published, config), kind
    for text in ("3", '{linspace: ["0 mM"]}', "{zip: {}}", "{repeats: 0}", '{values: "1 mM"}'):
        assert not both_say(published, {**host(), "sweep": parse(f"mg_o: {text}").value}), text


@pytest.mark.parametrize("base", ["host.yaml", ["host.yaml"]])
def test_a_file_that_extends_holds_only_changes(published, tmp_path, base):
    (tmp_path / "host.yaml").write_text(HOST)
    changes = {
        "extends": base,
        "bath": {"mg_o": "0.2 mM"},
        "cell": {"soma": {"nmda": {"block": {"k_0": "4 mM"}}}},
        "sweep": {"mg_o": ["1 mM", "2 mM"]},
    }
    (tmp_path / "child.yaml").write_text(json.dumps(changes))
    assert published.is_valid(changes)
    tree = read(tmp_path / "child.yaml")
    assert both_say(published, tree.value)
    assert tree.value["cell"]["soma"]["nmda"]["block"]["k_0"] == "4 mM"
    compose(build(tree, CARDS))


@pytest.mark.parametrize(
    "change",
    [
        {"extends": 3},
        {"extends": {}},
        {"bath": {"mg_o": "1 mm"}},
        {"bat": {}},
        {"duration": "1 mM"},
    ],
)
def test_a_file_that_extends_is_still_held_against_the_schema(published, change):
    assert not published.is_valid({"extends": "host.yaml", **change})


def test_a_text_that_extends_nothing_it_can_find_is_refused():
    with pytest.raises(
        ConfigError, match="extends: found 'extends'; expected a text that is whole"
    ):
        build(parse("extends: host.yaml\n" + HOST), CARDS)


def test_units_and_meanings_are_in_the_schema():
    found = schema.build(CARDS)["else"]["properties"]
    assert found["bath"]["properties"]["mg_o"]["x-unit"] == "mM"
    k_0 = schema.parameter(CARDS.mechanism("block", "jahr_stevens_1990").params["k_0"])
    assert k_0["description"].endswith("(default 3.57 mM)")
