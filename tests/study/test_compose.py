"""Cards in their slots -> one model: ports joined, names kept apart, and what cannot be joined."""

from __future__ import annotations

import re

import numpy as np
import pytest

from mgsim.language.errors import CardError, ConfigError, MgsimError
from mgsim.language.expression import evaluate
from mgsim.language.units import value
from mgsim.study.batch import spread
from mgsim.study.compose import alone, compose, stand_in
from mgsim.study.experiment import Setting, Slot
from mgsim.study.resolve import resolve

TWO = """\
duration: "20 ms"
clock: {dt: "0.1 ms"}
bath: {mg_o: "1 mM"}
cell:
  soma: {membrane: pospischil_2008, leak: pospischil_2008}
  dend:
    membrane: {model: pospischil_2008, v_0: "-60 mV"}
    leak: {model: pospischil_2008, e_rev: "-50 mV"}
couplings:
  link: {model: ohmic, between: [soma, dend], g: "30 nS"}
"""


def values_at_start(model, **changes: float) -> dict[str, np.ndarray]:
    """Every constant, state and algebraic quantity, with some states set by hand."""
    found = {n: np.asarray(c.value) for n, c in model.constants.items()} | {"t": np.asarray(0.0)}
    found |= {n: np.asarray(changes.get(n, 0.0)) for n in model.odes}
    found |= {n: np.asarray(number) for n, number in changes.items()}
    for name, text in model.algebra.items():
        found[name] = evaluate(text, found)
    return found


def refusal(make, kind=ConfigError) -> str:
    with pytest.raises(kind) as error:
        make()
    return str(error.value)


def test_a_receptor_is_its_slots_joined(experiment, clamped):
    model = compose(experiment(clamped))
    found = values_at_start(model, patch_nmda_kinetics_rise=0.1, patch_nmda_kinetics_decay=0.5)
    v, block = -60.0, 1 / (1 + 1 / 3.57 * np.exp(0.062 * 60))
    assert found["patch_v"] == v
    assert found["patch_nmda_unblocked"] == pytest.approx(block, rel=1e-12)
    assert found["patch_nmda_permeation_i_membrane"] == pytest.approx(1.0 * 0.4 * block * v)
    assert model.quantities["patch_nmda_unblocked"].path == "patch.nmda.unblocked"
    assert model.unit("patch_i_membrane") == "pA"


def test_algebra_is_in_order(experiment, clamped):
    model = compose(experiment(clamped))
    seen = {*model.constants, *model.odes, "t"}
    for name, text in model.algebra.items():
        evaluate(text, dict.fromkeys(seen, np.asarray(1.0)))
        seen.add(name)


def test_a_model_prints_as_equations(experiment, clamped):
    text = str(compose(experiment(clamped)))
    assert "mg_o = 1  # mM" in text
    assert re.search(r"^dpatch_nmda_kinetics_rise/dt = .* # 1/ms$", text, re.M)
    assert re.search(r"^patch_nmda_unblocked = ", text, re.M)


def test_an_unblocked_receptor_conducts_fully(experiment, clamped):
    model = compose(experiment(clamped.replace("block: jahr_stevens_1990, ", "")))
    assert model.algebra["patch_nmda_unblocked"] == "1"
    assert model.quantities["patch_nmda_unblocked"].path == "patch.nmda.unblocked"


def test_one_card_in_two_compartments_has_two_sets_of_names(experiment):
    model = compose(experiment(TWO))
    assert model.constants["soma_leak_e_rev"].value == -70
    assert model.constants["dend_leak_e_rev"].value == -50
    found = values_at_start(model, soma_v=-70.0, dend_v=-60.0)
    assert found["soma_leak_i_membrane"] == 0
    assert found["dend_leak_i_membrane"] < 0
    paths = [q.path for q in model.quantities.values()]
    assert len(paths) == len(set(paths))


def test_what_leaves_one_compartment_enters_the_other(experiment):
    model = compose(experiment(TWO))
    found = values_at_start(model, soma_v=-70.0, dend_v=-60.0)
    assert found["link_i_membrane_a"] == pytest.approx(-300.0)
    assert found["link_i_membrane_b"] == pytest.approx(300.0)
    assert set(model.algebra["soma_i_membrane"].split(" + ")) == {
        "soma_leak_i_membrane",
        "link_i_membrane_a",
    }
    rates = {n: evaluate(model.odes[n].rate, found) for n in ("soma_v", "dend_v")}
    assert rates["soma_v"] > 0 > rates["dend_v"]


def test_a_coupling_to_nowhere(experiment):
    said = refusal(lambda: compose(experiment(TWO.replace("[soma, dend]", "[soma, dendr]"))))
    assert said.startswith(
        "a.yaml:10 couplings.link.between: found 'dendr'; expected one of 'dend'"
    )
    assert said.endswith("Did you mean 'dend'?")


def test_a_coupling_of_a_compartment_with_itself(experiment):
    with pytest.raises(ConfigError, match="found a list of 2; expected each of them once"):
        experiment(TWO.replace("[soma, dend]", "[soma, soma]"))


def test_a_bath_quantity_that_is_missing(experiment, clamped):
    text = clamped.replace('{mg_o: "1 mM"}', '{ca_o: "1 mM"}')
    said = refusal(lambda: compose(experiment(text)))
    assert said.startswith("a.yaml:4 bath: found no 'mg_o'; expected free extracellular magnesium.")
    assert "patch.nmda.block reads it" in said


def test_a_port_without_writer(experiment, clamped):
    text = clamped.replace("    nmda:", "    calcium: shell\n    nmda:")
    assert compose(experiment(text)).algebra["patch_i_ca"] == "0"
    text = clamped.replace("block: jahr_stevens_1990, permeation: ohmic", "permeation: reads_ca")
    with pytest.raises(ConfigError, match="found 'reads_ca'"):
        experiment(text)


READS_CALCIUM = """
mechanism = Mechanism(
    role="block", says="reads calcium", reads=("ca_i",), writes=("unblocked",),
    params={"k": Param("1 mM", "half", ASSUMED, "D")},
    algebra={"unblocked": "1/(1 + ca_i/k)"},
)
"""


def test_a_cell_port_without_writer(experiment, clamped, own_cards):
    cards = own_cards(block__of_calcium=READS_CALCIUM)
    text = clamped.replace("jahr_stevens_1990", "of_calcium")
    said = refusal(lambda: compose(experiment(text, cards)))
    assert said == (
        "a.yaml:8 cell.patch.nmda.block: found no slot that gives 'ca_i'; "
        "expected one that does (free intracellular calcium)."
    )
    compose(experiment(text.replace("    nmda:", "    calcium: shell\n    nmda:"), cards))


def test_two_writers_are_both_named(experiment, clamped):
    text = clamped.replace(
        "    nmda:", "    second: {model: voltage_clamp, role: membrane}\n    nmda:"
    )
    said = refusal(lambda: compose(experiment(text)))
    assert "found 2 writers of 'v' (patch.membrane, patch.second); expected one." in said
    assert said.count("2 writers") == 1


def test_all_faults_of_composing_come_at_once(experiment, clamped):
    text = clamped.replace('bath: {mg_o: "1 mM"}\n', "") + (
        "drives: {a: {model: regular_train, to: patch.nmd}, b: {model: voltage_step, to: pach}}\n"
    )
    said = refusal(lambda: compose(experiment(text))).splitlines()
    assert len(said) == 3
    assert "Did you mean 'patch.nmda'?" in said[0]
    assert "Did you mean 'patch'?" in said[1]
    assert "no 'mg_o'" in said[2]


PERFUSED = """\
drives:
  wash:
    {model: perfusion, level: "0.25 mM", start: "5 ms", duration: "10 ms", exchange: "1 ms",
     to: bath.mg_o}
"""


def test_a_perfusion_changes_the_bath_for_a_while(experiment, clamped):
    model = compose(experiment(clamped + PERFUSED))
    assert "mg_o" in model.algebra
    assert model.quantities["mg_o"].path == "bath.mg_o"
    assert model.quantities["mg_o_base"].path == "bath.mg_o.base"
    constants = {n: c.value for n, c in model.constants.items()}
    course = {}
    for t in (0.0, 5.5, 10.0, 15.25, 18.0):
        found = dict(constants, t=t)
        for name in ("wash_washed", "wash_target", "mg_o"):
            found[name] = evaluate(model.algebra[name], found)
        course[t] = float(found["mg_o"])
    assert course == pytest.approx({0.0: 1.0, 5.5: 0.625, 10.0: 0.25, 15.25: 0.4375, 18.0: 1.0})
    assert len(model.breaks) == 4


@pytest.mark.parametrize(
    ("to", "hint"),
    [
        ("bath.mg", "Did you mean 'bath.mg_o'?"),
        ("bath.temperature", ""),
        ("patch", ""),
        ("mg_o", ""),
    ],
)
def test_a_perfusion_of_what_is_no_concentration(experiment, clamped, to, hint):
    text = (clamped + PERFUSED).replace("to: bath.mg_o", f"to: {to}")
    text = text.replace('mg_o: "1 mM"}', 'mg_o: "1 mM", temperature: "300 K"}')
    said = refusal(lambda: compose(experiment(text)))
    assert f"drives.wash.to: found '{to}'; expected one of 'bath.mg_o'." in said
    assert hint in said


def test_two_drives_of_one_target_add_up(experiment, clamped):
    steps = 'drives: {a: {model: voltage_step, amplitude: "10 mV", start: "0 ms", to: patch}, '
    steps += 'b: {model: voltage_step, amplitude: "5 mV", start: "0 ms", to: [patch]}}\n'
    found = values_at_start(compose(experiment(clamped + steps)))
    assert found["patch_v"] == pytest.approx(-45.0)


def test_one_drive_of_two_targets_reaches_both(experiment):
    text = (
        TWO
        + "drives: {step: {model: current_step, amplitude: 7 pA, start: 0 ms, to: [soma, dend]}}\n"
    )
    model = compose(experiment(text))
    found = values_at_start(model)
    assert found["soma_i_injected"] == found["dend_i_injected"] == 7
    assert model.algebra["dend_i_injected"] == "step_i_injected_2"
    assert len(model.breaks) == 2
    paths = [q.path for q in model.quantities.values()]
    assert len(paths) == len(set(paths))


def test_one_perfusion_of_two_concentrations(experiment, clamped):
    text = (clamped + PERFUSED).replace("to: bath.mg_o", "to: [bath.mg_o, bath.ca_o]")
    text = text.replace('mg_o: "1 mM"}', 'mg_o: "1 mM", ca_o: "2 mM"}')
    said = refusal(lambda: compose(experiment(text)))
    assert "found 'bath.ca_o', where no card reads 'bath.ca_o'" in said
    text = text.replace("permeation: ohmic", "permeation: ghk_fraction")
    text = text.replace("bath: {", 'bath: {temperature: "300 K", ')
    model = compose(experiment(text.replace("    nmda:", "    calcium: shell\n    nmda:")))
    found = values_at_start(model, t=10.0)
    assert float(found["mg_o"]) == pytest.approx(0.25)
    assert float(found["ca_o"]) == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("drive", "says"),
    [
        ("current_step", "found 'patch', where no card reads 'patch.i_injected'"),
        ("voltage_step", ""),
    ],
)
def test_a_drive_that_would_do_nothing_is_refused(experiment, clamped, drive, says):
    text = clamped + f"drives: {{step: {{model: {drive}, to: patch}}}}\n"
    if not says:
        compose(experiment(text))
        return
    assert says in refusal(lambda: compose(experiment(text)))


def test_spikes_that_nobody_hears_are_refused(experiment, clamped):
    text = clamped.replace("double_exponential", "five_state")
    train = "drives: {input: {model: regular_train, to: patch.nmda}}\n"
    said = refusal(lambda: compose(experiment(text + train)))
    assert "a.yaml:9 drives.input.to: found 'patch.nmda', where no card listens" in said
    heard = text.replace("five_state,", "five_state, release: square_pulse,")
    model = compose(experiment(heard + train))
    assert [h.train for h in model.happenings] == ["input"]


def test_spikes_reach_the_receptors_they_are_sent_to_and_no_other(experiment):
    text = (
        'duration: "20 ms"\ncell:\n  patch:\n    membrane: voltage_clamp\n'
        "    a: {kinetics: double_exponential, permeation: ohmic}\n"
        "    b: {kinetics: double_exponential, permeation: ohmic}\n"
        "drives:\n"
        '  one: {model: listed_train, times: ["3 ms", "1 ms"], to: [patch.a, patch.b]}\n'
        "  two: {model: regular_train, to: patch.b}\n"
    )
    model = compose(experiment(text))
    sent = {(next(iter(h.do)).split("_")[1], h.train) for h in model.happenings}
    assert sent == {("a", "one"), ("b", "one"), ("b", "two")}
    assert model.trains["one"].times == (3.0, 1.0)


@pytest.mark.parametrize("name", ["patch", "patch_nmda"])
def test_a_drive_named_as_what_it_drives(experiment, clamped, name):
    text = clamped.replace("double_exponential", "five_state")
    text += f"drives: {{{name}: {{model: glutamate_pulse, to: patch.nmda}}}}\n"
    said = refusal(lambda: compose(experiment(text)))
    assert "Choose another name." in said or "Rename one of the two." in said
    assert "circle" not in said


@pytest.mark.parametrize("name", ["bath", "readouts"])
def test_names_that_are_taken(experiment, clamped, name):
    said = refusal(lambda: compose(experiment(clamped.replace("patch", name))))
    assert f"a.yaml:6 cell.{name}: found '{name}', the name of a section" in said


def test_a_coupling_named_as_a_compartment(experiment):
    text = TWO.replace("link:", "dend:")
    assert "found 'dend', the name of a compartment" in refusal(lambda: compose(experiment(text)))


REFUSES = """
mechanism = Mechanism(
    role="kinetics", says="carries its own block", reads=("mg_o",), writes=("open",),
    params={"k": Param("1 mM", "half", ASSUMED, "D")},
    algebra={"open": "1/(1 + mg_o/k)"}, refuses=("block",),
)
"""


def test_a_scheme_with_its_own_block_refuses_a_block_slot(experiment, clamped, own_cards):
    cards = own_cards(kinetics__with_block=REFUSES)
    text = clamped.replace("double_exponential", "with_block")
    said = refusal(lambda: compose(experiment(text, cards)))
    assert said == (
        "a.yaml:8 cell.patch.nmda.block: found a block card beside kinetics/with_block, whose "
        "scheme has it already (a double block); expected one of the two. Remove 'block', or write "
        "'block: none'."
    )
    compose(experiment(text.replace("block: jahr_stevens_1990, ", ""), cards))


CARD = (
    'mechanism = Mechanism(role="block", says="x", reads=({reads}), writes=("unblocked",), {rest})'
)
K = 'params={"k": Param("1 mM", "half", ASSUMED, "D")}, '
WRONG = {
    "a circle": (
        CARD.format(reads="", rest='algebra={"unblocked": "a", "a : 1": "b", "b : 1": "a + 1"}'),
        r"patch_nmda_block_a -> patch_nmda_block_b -> patch_nmda_block_a",
    ),
    "an unknown name": (
        CARD.format(reads='"mg_o",', rest=K + 'algebra={"unblocked": "1/(1 + mg_i/k)"}'),
        r"'mg_i' in '1/\(1 \+ mg_i/k\)'; expected .*Did you mean 'mg_o'\?",
    ),
    "a port not declared": (
        CARD.format(reads="", rest=K + 'algebra={"unblocked": "1/(1 + mg_o/k)"}'),
        r"Add it to `reads` or to `params`",
    ),
    "an unknown port": (
        CARD.format(reads='"mg_x",', rest='algebra={"unblocked": "mg_x"}'),
        r"found port 'mg_x'; expected one of .*Did you mean 'mg_o'\?",
    ),
    "the side of a coupling": (
        CARD.format(reads='"v_a",', rest='algebra={"unblocked": "v_a"}'),
        r"found port 'v_a'",
    ),
    "a reserved name": (
        CARD.format(reads="", rest='params={"exp": Param("1", "x", ASSUMED, "D")}, '
                                   'algebra={"unblocked": "1"}'),
        r"found 'exp', a reserved word",
    ),
    "another reserved name": (
        CARD.format(reads="", rest='algebra={"unblocked": "1 - t", "t : 1": "0"}'),
        r"found 't', a reserved word",
    ),
    "no unit": (
        CARD.format(reads="", rest='algebra={"unblocked": "a", "a": "1"}'),
        r"found 'a' without a unit; expected 'a : UNIT'",
    ),
    "nothing written": (
        CARD.format(reads="", rest='algebra={"other : 1": "1"}'),
        r"found no equation for 'unblocked'",
    ),
    "an event that sets nothing it owns": (
        CARD.format(reads="", rest='algebra={"unblocked": "s"}, held={"s : 1": Held("0", "x")}, '
                                   'events=(Event(on="arrival", do={"z": "1"}),)'),
        r"found an event that sets 'z'; expected one of",
    ),
    "outside the grammar": (
        CARD.format(reads="", rest='algebra={"unblocked": "1 if 2 else 3"}'),
        r"found IfExp in",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_cards_that_break_the_language(experiment, clamped, own_cards, name):
    source, says = WRONG[name]
    cards = own_cards(block__mine=source)
    with pytest.raises(MgsimError, match=says) as error:
        compose(experiment(clamped.replace("jahr_stevens_1990", "mine"), cards))
    assert (
        "mechanism block/mine" in str(error.value)
        or "model: " in str(error.value)
        or ("equation" in str(error.value))
    )


@pytest.mark.parametrize(
    ("of", "says"),
    [
        ("v", "found 'v', which fits 2 quantities; expected one of 'dend.v', 'soma.v'."),
        ("soma.w", "found 'soma.w'; expected one of"),
        ("soma.vv", "Did you mean 'soma.v'?"),
        ("leak.i_membrane", "which fits 2 quantities"),
    ],
)
def test_a_readout_of_no_quantity_or_of_two(experiment, of, says):
    text = TWO + f"readouts:\n  r: {{model: peak, of: {of}}}\n"
    said = refusal(lambda: compose(experiment(text)))
    assert said.startswith("a.yaml:12 readouts.r: ")
    assert says in said


def test_readouts_take_partial_paths_and_the_unit_of_what_they_watch(experiment):
    text = TWO + (
        "readouts:\n"
        "  top: {model: peak, of: soma.v}\n"
        '  up: {model: time_above, of: dend.v, threshold: "-0.02 V"}\n'
        "  spikes: {model: spike_times, of: soma.v, threshold: '-20 mV'}\n"
        "  q: {model: charge, of: link.i_membrane_a}\n"
        "record: {quantities: [soma.v, dend.leak.i_membrane]}\n"
    )
    model = compose(experiment(text))
    top, up, spikes, q = model.watchings
    assert (top.x, top.unit) == ("soma_v", "mV")
    assert (up.x, up.unit) == ("dend_v", "ms")
    assert model.constants["readout_up_threshold"].value == -20.0
    assert spikes.collects == "crossings"
    assert spikes.threshold == "readout_spikes_threshold"
    assert q.unit == "pC"
    (text_of, start, unit) = next(iter(q.folds.values()))
    assert unit == "ms pA"
    assert "link_i_membrane_a_last" in text_of
    assert start
    assert model.recorded == ("soma_v", "dend_leak_i_membrane")


@pytest.mark.parametrize(
    ("threshold", "says"),
    [
        ('"-20 mM"', "found '-20 mM'; expected a value in mV like 'soma.v'."),
        ("-20", "found '-20'; expected a value in mV like 'soma.v'."),
        ('"-20 mw"', "found '-20 mw'; expected a number and a unit."),
        ('"high"', "found 'high'; expected a number and a unit."),
    ],
)
def test_a_threshold_in_another_unit(experiment, threshold, says):
    text = (
        TWO
        + f"readouts:\n  up:\n    model: time_above\n    of: soma.v\n    threshold: {threshold}\n"
    )
    said = refusal(lambda: compose(experiment(text)))
    assert said == f"a.yaml:15 readouts.up.threshold: {says}"


def test_a_charge_of_what_is_no_current(experiment):
    text = TWO + "readouts:\n  q: {model: charge, of: soma.v}\n"
    said = refusal(lambda: compose(experiment(text)))
    assert said == "a.yaml:12 readouts.q: found 'soma.v' in mV; expected a quantity in pA."


def test_a_record_of_no_quantity_says_where(experiment):
    text = TWO + "record:\n  quantities:\n    - soma.v\n    - soma.vv\n"
    said = refusal(lambda: compose(experiment(text)))
    assert said.startswith("a.yaml:14 record.quantities.1: found 'soma.vv'")


def test_resolve_prefers_the_whole_path(experiment):
    model = compose(experiment(TWO))
    assert resolve(model.quantities, "soma.v", "x") == "soma_v"
    assert resolve(model.quantities, "link.g", "x") == "link_g"


def test_every_shipped_card_composes_alone(cards):
    for role in cards.roles():
        for name in cards.names(f"mechanisms/{role}"):
            card = cards.mechanism(role, name)
            if card.emits:
                continue
            numbers = {n: Setting(value(p.value), p, "card") for n, p in card.params.items()}
            slot = Slot("bench", role, name, card, numbers)
            model = alone(slot, {port: stand_in(port, slot) for port in card.reads})
            assert {f"bench_{n}" for n in card.params} <= set(model.constants)
            if any(event.on == "arrival" for event in card.events):
                assert {h.train for h in model.happenings if h.on == "arrival"} == {"bench"}


def test_stand_ins_of_the_two_ends_differ(cards):
    slot = Slot("link", "axial", "ohmic", cards.mechanism("axial", "ohmic"), {})
    assert stand_in("v_a", slot) != stand_in("v_b", slot)
    wash = Slot("wash", "drive", "perfusion", cards.mechanism("drive", "perfusion"), {})
    assert stand_in("base", wash) == "0.9 mM"
    with pytest.raises(CardError, match="found port 'nothing'"):
        stand_in("nothing", slot)


def test_an_event_at_a_time_is_an_arrival_of_its_own(experiment, clamped, own_cards):
    source = CARD.format(
        reads="",
        rest='params={"when": Param("4 ms", "x", ASSUMED, "D")}, algebra={"unblocked": "s"}, '
        'held={"s : 1": Held("1", "x")}, events=(Event(on="time", when="when*2", do={"s": "0"}),)',
    )
    cards = own_cards(block__mine=source)
    (group,) = spread(experiment(clamped.replace("jahr_stevens_1990", "mine"), cards)).groups
    assert group.batch.arrivals["time_0"][0].tolist() == [8.0]
    assert group.model.happenings[0].do == {"patch_nmda_block_s": "0"}


FEEDBACK = """
mechanism = Mechanism(
    role="drive", says="a current that follows the voltage", reads=("{port}",),
    writes=("i_injected",), params={{"g": Param("2 nS", "gain", ASSUMED, "D")}},
    algebra={{"i_injected": "-g*{port}"}},
)
"""


def test_a_drive_reads_the_ports_of_its_own_target(experiment, own_cards):
    cards = own_cards(drive__feedback=FEEDBACK.format(port="v"))
    text = TWO + "drives: {back: {model: feedback, to: [soma, dend]}}\n"
    found = values_at_start(compose(experiment(text, cards)), soma_v=-70.0, dend_v=-60.0)
    assert found["soma_i_injected"] == 140
    assert found["dend_i_injected"] == 120


def test_a_drive_that_reads_no_port_is_refused(experiment, own_cards):
    cards = own_cards(drive__feedback=FEEDBACK.format(port="vv"))
    text = TWO + "drives: {back: {model: feedback, to: soma}}\n"
    assert "found port 'vv'" in refusal(lambda: compose(experiment(text, cards)))
