"""Lanes and their identities: what moves a point's seed, and what must not."""

from __future__ import annotations

import itertools
from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from mgsim.study.batch import Batch, Plan, spread

TRAIN = 'drives: {input: {model: poisson_train, rate: "500 Hz", to: patch.nmda}}\n'
SHARED = TRAIN.replace("to:", "shared: true, to:")


@pytest.fixture
def plan(experiment, clamped):
    """A function: what is added to the clamped config -> the plan; (old, new) changes it first."""

    def make(more: str = "", *changes: tuple[str, str]) -> Plan:
        text = clamped
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        return spread(experiment(text + more))

    return make


def batch(found: Plan) -> Batch:
    (group,) = found.groups
    return group.batch


def seeds(found: Plan) -> list[int]:
    out = np.zeros(found.points, np.uint64)
    for group in found.groups:
        out[group.batch.points] = group.batch.seeds
    return out.tolist()


def sweep(*mg_o: str) -> str:
    return "sweep: {mg_o: [" + ", ".join(f'"{number} mM"' for number in mg_o) + "]}\n"


def test_points_added_to_an_axis_move_no_other(plan):
    few = dict(zip((0.5, 1.0), seeds(plan(sweep("0.5", "1"))), strict=True))
    many = dict(zip((0.2, 1.0, 3.0, 0.5), seeds(plan(sweep("0.2", "1", "3", "0.5"))), strict=True))
    assert {n: many[n] for n in few} == few
    assert len(set(many.values())) == 4


def test_what_is_an_axis_does_not_count(plan):
    alone = seeds(plan("", ('mg_o: "1 mM"', 'mg_o: "0.3 mM"')))
    assert seeds(plan(sweep("0.3"))) == alone
    spaced = "sweep: {mg_o: {linspace: {from: '0 mM', to: '1 mM', points: 11}}}\n"
    assert seeds(plan(spaced))[3] == alone[0]
    assert seeds(plan("sweep: {mg_o: ['300 uM']}\n")) == alone


def test_an_axis_more_at_its_default_moves_nothing(plan):
    text = sweep("0.5", "2")
    wider = text.replace("}\n", ", v_hold: ['-60 mV', '20 mV']}\n")
    assert seeds(plan(wider))[::2] == seeds(plan(text))


def test_the_order_of_axes_and_of_keys_does_not_count(plan):
    one = plan("sweep: {mg_o: ['1 mM', '2 mM'], v_hold: ['-60 mV', '0 mV']}\n")
    two = plan("sweep: {v_hold: ['-60 mV', '0 mV'], mg_o: ['1 mM', '2 mM']}\n")
    assert (
        np.array(seeds(one)).reshape(2, 2).tolist() == np.array(seeds(two)).reshape(2, 2).T.tolist()
    )
    receptor = "{kinetics: double_exponential, block: jahr_stevens_1990, permeation: ohmic}"
    other = "{permeation: ohmic, block: jahr_stevens_1990, kinetics: double_exponential}"
    assert seeds(plan("", (receptor, other))) == seeds(plan())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("block: jahr_stevens_1990", "block: {model: jahr_stevens_1990}"),
        ("block: jahr_stevens_1990", 'block: {model: jahr_stevens_1990, k_0: "3.57 mM"}'),
        ("block: jahr_stevens_1990", 'block: {model: jahr_stevens_1990, k_0: "3570 uM"}'),
        ("membrane: voltage_clamp", 'membrane: {model: voltage_clamp, v_hold: "-0.06 V"}'),
        ('duration: "20 ms"', 'duration: "0.03 s"'),
        ('dt: "0.1 ms"', 'dt: "0.05 ms"'),
        ("seed: 5", "seed: 5\ntitle: another title"),
        ("seed: 5", 'seed: 5\nrecord: {quantities: [patch.v], every: "1 ms"}'),
        ("seed: 5", "seed: 5\nreadouts: {r: {model: time_above, of: patch.v, threshold: '1 mV'}}"),
        ("seed: 5", "seed: 5\nreadouts: {r: {model: time_above, of: patch.v, threshold: '2 mV'}}"),
    ],
)
def test_what_leaves_the_content_alone_leaves_the_seed(plan, old, new):
    assert seeds(plan("", (old, new))) == seeds(plan())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('mg_o: "1 mM"', 'mg_o: "0.5 mM"'),
        ('mg_o: "1 mM"', 'mg_o: "1 mM", ca_o: "2 mM"'),
        ("jahr_stevens_1990", "maex_de_schutter_1998"),
        ("kinetics: double_exponential", "kinetics: {model: double_exponential, set: bmtool}"),
        ("membrane: voltage_clamp", 'membrane: {model: voltage_clamp, v_hold: "60 mV"}'),
        ("nmda:", "nmdb:"),
    ],
)
def test_other_content_has_another_seed(plan, old, new):
    assert seeds(plan("", (old, new))) != seeds(plan())


def test_targets_and_times_are_content(plan):
    listed = "drives: {{input: {{model: listed_train, times: [{}], to: [{}]}}}}\n"
    second = ("    nmda:", "    ampa: {kinetics: double_exponential, permeation: ohmic}\n    nmda:")
    variants = [
        listed.format("'1 ms'", "patch.nmda"),
        listed.format("'2 ms'", "patch.nmda"),
        listed.format("'1 ms', '2 ms'", "patch.nmda"),
        listed.format("'1 ms'", "patch.nmda, patch.ampa"),
    ]
    found = [seeds(plan(text, second))[0] for text in variants]
    assert len(set(found)) == 4
    swapped = listed.format("'1 ms'", "patch.ampa, patch.nmda")
    assert seeds(plan(swapped, second))[0] == found[3]


def test_a_card_on_an_axis_has_the_seed_it_has_alone(plan):
    both = plan("sweep: {nmda.block: [jahr_stevens_1990, maex_de_schutter_1998]}\n")
    other = plan("", ("jahr_stevens_1990", "maex_de_schutter_1998"))
    assert seeds(both) == [*seeds(plan()), *seeds(other)]


def times(found: Plan, name: str = "input") -> list[list[float]]:
    out: list = [None] * found.points
    for group in found.groups:
        for point, train in zip(group.batch.points, group.batch.arrivals[name], strict=True):
            out[point] = train.tolist()
    return out


def test_each_point_has_its_own_spikes(plan):
    found = times(plan(TRAIN + sweep("0.5", "1", "2")))
    assert all(found)
    for one, other in itertools.combinations(found, 2):
        assert one != other


def test_a_shared_drive_gives_every_point_the_same_spikes(plan):
    cards = (
        "sweep: {nmda.block: [jahr_stevens_1990, maex_de_schutter_1998], mg_o: ['1 mM', '2 mM']}\n"
    )
    found = times(plan(SHARED + cards))
    assert found[0]
    assert all(train == found[0] for train in found)


def test_repeats_differ_also_where_the_drive_is_shared(plan):
    for drive in (TRAIN, SHARED):
        found = times(plan(drive + "sweep: {trial: {repeats: 4}}\n"))
        assert len({tuple(train) for train in found}) == 4
        more = times(plan(drive + "sweep: {trial: {repeats: 6}}\n"))
        assert more[:4] == found
        assert found[0] == times(plan(drive))[0]


def test_the_seed_of_the_config_changes_the_spikes_and_no_identity(plan):
    other = plan(TRAIN, ("seed: 5", "seed: 6"))
    assert times(other) != times(plan(TRAIN))
    assert seeds(other) == seeds(plan(TRAIN))


def test_two_drives_have_two_trains(plan):
    two = TRAIN.replace(
        "}}\n", "}, other: {model: poisson_train, rate: '500 Hz', to: patch.nmda}}\n"
    )
    found = plan(two)
    assert times(found, "input") != times(found, "other")


def test_a_longer_run_begins_as_the_shorter_did(plan):
    (short,) = times(plan(SHARED))
    (long,) = times(plan(SHARED, ('duration: "20 ms"', 'duration: "60 ms"')))
    assert long[: len(short)] == short
    assert len(long) > len(short)
    assert max(short) < 20


def test_the_lanes_of_a_train_take_the_lanes_rate(plan):
    text = TRAIN.replace("poisson_train", "regular_train") + "sweep: {rate: ['100 Hz', '1 kHz']}\n"
    slow, fast = times(plan(text))
    assert slow == pytest.approx([10.0])
    assert fast == pytest.approx(np.arange(10, 20).tolist())


def test_a_shared_train_is_stretched_by_its_rate(plan):
    text = SHARED + "sweep: {rate: ['500 Hz', '1 kHz']}\n"
    slow, fast = times(plan(text, ('duration: "20 ms"', 'duration: "200 ms"')))
    assert len(fast) > len(slow)
    matched = 10 + (np.array(slow) - 10) / 2
    assert fast[: len(slow)] == pytest.approx(matched.tolist())


def test_a_part_of_a_batch_is_its_lanes(plan):
    whole = batch(plan(TRAIN + sweep("0.5", "1", "2", "3")))
    part = whole.part(slice(1, 3))
    assert part.lanes == 2
    assert part.points.tolist() == [1, 2]
    assert part.columns["mg_o"].tolist() == [1.0, 2.0]
    assert part.seeds.tolist() == whole.seeds[1:3].tolist()
    assert part.arrivals["input"][0].tolist() == whole.arrivals["input"][1].tolist()
    unblocked = whole.start["patch_nmda_unblocked"]
    assert part.start["patch_nmda_unblocked"].tolist() == unblocked[1:3].tolist()
    assert part.start["patch_v"] == whole.start["patch_v"]


def test_a_part_copies_nothing(plan):
    whole = batch(plan(TRAIN + sweep("0.5", "1", "2", "3")))
    part = whole.part(slice(1, 3))
    for name, column in part.columns.items():
        assert np.shares_memory(column, whole.columns[name])
    assert np.shares_memory(part.seeds, whole.seeds)
    assert np.shares_memory(part.start["patch_nmda_unblocked"], whole.start["patch_nmda_unblocked"])


def test_what_does_not_vary_is_one_number(plan):
    start = batch(plan(sweep("0.5", "1", "2"))).start
    assert start["mg_o"].shape == (3,)
    assert start["patch_v"].shape == ()
    assert start["patch_nmda_unblocked"].shape == (3,)
    assert start["patch_nmda_open"].shape == ()


def test_seeds_and_spikes_are_those_of_earlier_versions(plan):
    """What mgsim 27159f1 (2026-11-24) gave: a stored result's seed must mean the same for ever.

    A card's number that is changed on purpose changes the identities, and these with it.
    """
    drive = "{model: poisson_train, rate: '300 Hz', to: patch.nmda"
    drives = f"drives: {{own: {drive}}}, both: {drive}, shared: true}}}}\n"
    found = plan(drives + "sweep: {mg_o: ['0.7 mM', '2 mM'], trial: {repeats: 2}}\n")
    first, second = 0x37284E201B6483FB, 0xE8C95F74118BB4ED
    assert seeds(found) == [first, first, second, second]
    own = [
        [12.385849208092715, 13.14359744579438, 13.180085998633453, 13.304319324227682,
         14.767727761460291, 18.588502255498383],
        [10.589061193809545],
        [10.558296969091021, 12.847090538501961, 16.38433396873241],
        [13.157970573908951, 15.155645318053892, 17.502100706877407, 18.40358135829053,
         18.697242284193692],
    ]  # fmt: skip
    both = [
        [13.34028368460432, 13.975169485402432, 15.388425817238417],
        [15.014909372824516, 15.952059606532409, 17.470004331517195, 18.80207603465061],
    ]
    for name, wanted in (("own", own), ("both", both * 2)):
        for lane, spikes in zip(times(found, name), wanted, strict=True):
            assert lane == pytest.approx(spikes, rel=1e-13)


def test_records_are_frozen(plan):
    found = plan()
    for record in (found, found.groups[0], found.groups[0].batch, found.groups[0].model):
        with pytest.raises(FrozenInstanceError):
            record.anything = 1


def test_every_point_stands_in_one_lane(plan):
    cards = "[jahr_stevens_1990, maex_de_schutter_1998]"
    found = plan(f"sweep: {{nmda.block: {cards}, mg_o: ['1 mM', '2 mM'], trial: {{repeats: 3}}}}\n")
    lanes = np.concatenate([group.batch.points for group in found.groups])
    assert sorted(lanes) == list(range(12))
    assert found.shape == (2, 2, 3)
