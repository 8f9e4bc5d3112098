"""The chain of equations behind a quantity, and the sources behind an experiment."""

import pytest

from mgsim.bibliography import cite
from mgsim.explain import Link, explain
from mgsim.language.errors import ConfigError
from mgsim.outline import outline, structures

CELL = """
duration: "100 ms"
bath: {mg_o: "1 mM", ca_o: "2 mM", temperature: "36 degC"}
cell:
  soma:
    membrane: pospischil_2008
    leak: pospischil_2008
    nmda:
      kinetics: {model: double_exponential, set: bench_nmda}
      block: jahr_stevens_1990
      permeation: {model: ohmic, g_max: "3 nS"}
drives:
  input: {model: regular_train, rate: "50 Hz", to: soma.nmda}
readouts:
  v_peak: {model: peak, of: soma.v}
  spikes: {model: spike_times, of: soma.v, threshold: "-20 mV"}
"""


def walk(link):
    yield link
    for below in link.reads:
        yield from walk(below)


def by_name(link):
    return {below.name: below for below in walk(link)}


def test_a_number_is_its_own_chain(experiment):
    link = explain(experiment(CELL), "nmda.block.k_0")
    assert link.value == 3.57 and link.unit == "mM" and not link.reads
    assert link.origin is not None
    assert link.origin.written == "card block/jahr_stevens_1990"
    assert link.origin.grade.startswith("A")


def test_each_number_says_where_it_was_written(experiment):
    found = by_name(explain(experiment(CELL), "nmda.permeation.i_membrane"))
    written = {name: link.origin.written for name, link in found.items() if link.origin}
    assert written["soma_nmda_permeation_g_max"] == "a.yaml:11 cell.soma.nmda.permeation.g_max"
    assert written["soma_nmda_kinetics_tau_rise"] == (
        "set bench_nmda of card kinetics/double_exponential"
    )
    assert written["input_rate"] == "a.yaml:13 drives.input.rate"


def test_events_are_part_of_the_chain(experiment):
    found = by_name(explain(experiment(CELL), "nmda.open"))
    texts = found["soma_nmda_kinetics_rise"].equations
    assert any("->" in text and "arrival: input" in text for text in texts)


def test_a_shared_state_ends_the_chain_unless_the_whole_is_asked(experiment):
    made = experiment(CELL)
    short = by_name(explain(made, "nmda.unblocked"))
    assert short["soma_v"].unopened == "a state that cards share" and not short["soma_v"].reads
    whole = by_name(explain(made, "nmda.unblocked", is_whole=True))
    assert "soma_leak_g_bar" in whole and "soma_leak_g_bar" not in short
    assert "soma_leak_g_bar" in by_name(explain(made, "soma.v"))


def test_a_quantity_is_spelled_out_once(experiment):
    opened = [link.name for link in walk(explain(experiment(CELL), "soma.v")) if not link.unopened]
    assert len(opened) == len(set(opened))


def test_depth_cuts_the_chain(experiment):
    made = experiment(CELL)
    assert explain(made, "soma.v", depth=0).reads == ()
    one = explain(made, "soma.v", depth=1)
    assert one.reads and all(not below.reads for below in one.reads)
    assert "deeper" in str(one)


def test_every_quantity_of_a_model_has_a_chain(experiment):
    made = experiment(CELL)
    (model,) = structures(made)
    for quantity in model.quantities.values():
        link = explain(made, quantity.path)
        assert link.equations or link.origin, quantity
        assert str(link)


@pytest.mark.parametrize("name", ["v_peak", "spikes"])
def test_a_readout_has_a_chain(experiment, name):
    link = explain(experiment(CELL), name)
    assert isinstance(link, Link) and link.unit
    assert "soma_v" in by_name(link)


def test_a_path_that_means_nothing_is_a_mistake(experiment):
    with pytest.raises(ConfigError, match="unblokked"):
        explain(experiment(CELL), "nmda.unblokked")


def test_a_scheme_says_where_it_starts(experiment):
    receptor = CELL.replace("{model: double_exponential, set: bench_nmda}", "five_state")
    receptor = receptor.replace("      block:", "      release: square_pulse\n      block:")
    found = by_name(explain(experiment(receptor), "nmda.open"))
    assert "soma_nmda_kinetics_c0(0) = 1" in found["soma_nmda_kinetics_c0"].equations
    assert found["soma_nmda_kinetics_c0"].value == 1.0


SETS = """
sweep:
  nmda.kinetics: [five_state, destexhe_1994]
  mg_o: {linspace: {from: "0 mM", to: "2 mM", points: 5}}
  trials: {repeats: 3}
"""


def test_the_outline_counts_without_running(experiment):
    receptor = CELL.replace("{model: double_exponential, set: bench_nmda}", "five_state")
    receptor = receptor.replace("      block:", "      release: square_pulse\n      block:")
    made = experiment(receptor + SETS)
    found = outline(made)
    assert found.sizes == {"kinetics": 2, "mg_o": 5, "trials": 3}
    assert (found.points, found.structures, found.steps) == (30, 2, 8000)
    assert found.lane_steps == 240_000
    schemes = [[scheme.prefix for scheme in model.schemes] for model in structures(made)]
    assert schemes == [["soma.nmda.kinetics"], []]


def test_sources_are_those_of_every_structure_and_no_other(experiment):
    other = "sweep: {nmda.block: [jahr_stevens_1990, vargas_caballero_robinson_2003]}"
    one = {c.source.key for c in cite(experiment(CELL)).citations}
    two = {c.source.key for c in cite(experiment(CELL + other)).citations}
    assert two - one == {"vargas_caballero_robinson_2003"}
    assert "jahr_stevens_1990" in one
    assert "protocol" not in two and "assumed" not in two


def test_a_number_set_by_the_config_is_not_its_papers_any_more(experiment):
    changed = CELL.replace(
        "block: jahr_stevens_1990",
        'block: {model: jahr_stevens_1990, k_0: "4 mM", slope: "0.07 /mV"}',
    )
    found = cite(experiment(changed))
    assert "jahr_stevens_1990" not in {c.source.key for c in found.citations}
    assert "soma.nmda.block.k_0" in found.settings
