"""Where a scheme starts: at rest, in a state, by shares, or after conditioning."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.linalg import expm

import mgsim
from mgsim.language.errors import ConfigError
from mgsim.language.expression import evaluate
from mgsim.study.batch import spread

TRAP = "vargas_caballero_robinson_2004"
PREFIX = "patch_nmda_kinetics_"


def started(kinetics: str, rest: str = "") -> str:
    return f"{{model: {TRAP}, {kinetics}}}{rest}"


def refusal(act) -> str:
    with pytest.raises(ConfigError) as error:
        act()
    return str(error.value)


def shares(group) -> dict[str, np.ndarray]:
    (scheme,) = group.model.schemes
    return {n.removeprefix(PREFIX): group.batch.start[n] for n in scheme.states}


def groups(experiment, text):
    return spread(experiment(text)).groups


def test_a_state_and_shares(experiment, patch):
    (group,) = groups(experiment, patch(started("initial: cb1")))
    assert shares(group)["cb1"] == 1 and sum(shares(group).values()) == 1
    (group,) = groups(experiment, patch(started("initial: {c0: 0.25, cb0: 0.75}")))
    assert shares(group)["c0"] == 0.25 and shares(group)["cb0"] == 0.75
    (group,) = groups(experiment, patch(f"{{model: {TRAP}}}"))
    assert shares(group)["c0"] == 1


def test_equilibrium_is_refused_where_there_is_no_unique_one(experiment, patch):
    text = patch(started("initial: equilibrium"))
    assert refusal(lambda: groups(experiment, text)) == (
        "a.yaml:7 cell.patch.nmda.kinetics.initial: found 'equilibrium', which this scheme has no "
        "unique one of here; expected a start that is said. Write 'initial: c0' or another state, "
        "shares such as {STATE: 0.5, STATE: 0.5}, or let some transmitter bind."
    )
    for model in ("clarke_johnson_2008", TRAP):
        text = patch(f"{{model: {model}, initial: equilibrium}}")
        assert "no unique one" in refusal(lambda text=text: groups(experiment, text))
    bound = patch(started("initial: equilibrium"), start="0 ms")
    (group,) = groups(experiment, bound)
    assert sum(shares(group).values()) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize(
    ("initial", "says"),
    [
        ("c9", "a.yaml:7 cell.patch.nmda.kinetics.initial: found 'c9'; expected one of 'c0', "),
        ("{c0: 0.5, cb0: 0.4}", "initial: found shares that add to 0.9; expected a sum of 1"),
        ("{c0: 1.5}", "found '1.5'; expected at most 1"),
        ("{c7: 1}", "found 'c7'; expected one of 'c0'"),
        ('{after: "-1 s"}', "initial.after: found '-1 s', below zero"),
        ("{after: 5}", "found '5', a bare number; expected a time"),
        ('{after: "1 s", glu: "-1 mM"}', "'-1 mM', below zero"),
        ('{after: "1 s", ca_o: "1 mM"}', "expected one of 'after', 'glu', 'mg_o', 'v'"),
    ],
)
def test_a_start_that_cannot_be_says_why(experiment, patch, initial, says):
    text = patch(started(f"initial: {initial}"))
    assert says in refusal(lambda: groups(experiment, text))


def test_a_card_without_a_scheme_takes_no_start(experiment, patch):
    text = patch("{model: destexhe_1994, initial: equilibrium}")
    assert "found 'initial'" in refusal(lambda: groups(experiment, text))


def rate_matrix(model, values) -> np.ndarray:
    (scheme,) = model.schemes
    q = np.zeros((len(scheme.states),) * 2)
    for left, right, forth, back in scheme.transitions:
        i, j = scheme.states.index(left), scheme.states.index(right)
        q[i, j] += evaluate(forth, values)
        q[j, i] += evaluate(back, values)
    return q - np.diag(q.sum(1))


def test_after_conditioning_is_the_matrix_exponential(experiment, patch):
    text = patch(started('initial: {after: "80 ms", v: "-35 mV", glu: "0.02 mM", mg_o: "0.4 mM"}'))
    (group,) = groups(experiment, text)
    model, start = group.model, group.batch.start
    then = dict(start) | {"patch_v": -35.0, "patch_nmda_glu": 0.02, "mg_o": 0.4}
    for name in model.algebra:
        if name.startswith(PREFIX):
            then[name] = evaluate(model.algebra[name], then)
    ours = np.array(list(shares(group).values()))
    exact = np.eye(ours.size)[0] @ expm(rate_matrix(model, then) * 80.0)
    assert ours == pytest.approx(exact, abs=1e-11)
    assert ours.sum() == pytest.approx(1, abs=1e-12)
    assert start["patch_v"] == -60 and start["patch_nmda_glu"] == 0 and start["mg_o"] == 1


def test_conditioning_is_what_a_run_does(experiment, patch, tmp_path):
    """A run of 80 ms in glutamate ends where conditioning for 80 ms starts."""
    path = tmp_path / "a.yaml"
    words = "nmda.kinetics.o, nmda.kinetics.db, nmda.kinetics.cb0"
    path.write_text(
        patch(started("initial: c0"), duration="80 ms", start="0 ms", width="1 s", quantities=words)
    )
    ends = mgsim.run(path, "scipy")
    (group,) = groups(experiment, patch(started('initial: {after: "80 ms", glu: "1 mM"}')))
    for state in ("o", "db", "cb0"):
        assert shares(group)[state] == pytest.approx(float(ends[state][-1]), rel=1e-6)


def test_conditioning_without_changes_starts_from_the_card(experiment, patch):
    (group,) = groups(experiment, patch(started('initial: {after: "0 ms"}')))
    assert shares(group)["c0"] == 1
    rest = patch('{model: kampa_2004, initial: {after: "5 s", mg_o: "0 mM"}}')
    (group,) = groups(experiment, rest)
    assert shares(group)["u"] == pytest.approx(1, abs=1e-12)


def test_conditions_and_starts_can_be_swept(experiment, patch):
    text = patch(started('initial: {after: "5 s", glu: "1 mM", v: "-60 mV"}'))
    axis = 'sweep: {kinetics.initial.v: ["-60 mV", "40 mV"], mg_o: ["0 mM", "1 mM"]}\n'
    (group,) = groups(experiment, text + axis)
    blocked = shares(group)["db"].reshape(2, 2)
    assert (blocked[:, 0] == 0).all() and blocked[0, 1] > blocked[1, 1] > 0
    axis = "sweep: {nmda.kinetics.initial: [c0, cb0]}\n"
    first, second = groups(experiment, patch(started("initial: c0")) + axis)
    assert shares(first)["c0"] == 1 and shares(second)["cb0"] == 1
    assert first.batch.seeds != second.batch.seeds
    axis = "sweep: {nmda.kinetics.initial: [c9]}\n"
    text = patch(started("initial: c0")) + axis
    assert "found 'c9'; expected one of 'c0'" in refusal(lambda: groups(experiment, text))


def test_a_start_is_part_of_a_points_identity_and_its_absence_is_not(experiment, patch):
    def seed(kinetics):
        (group,) = groups(experiment, patch(kinetics))
        return int(group.batch.seeds[0])

    said = [seed(f"{{model: five_state, initial: {x}}}") for x in ("c0", "c1", '{after: "1 s"}')]
    assert len({seed("five_state"), *said}) == 4
    one, two = (seed(started(f'initial: {{after: "{t}"}}')) for t in ("1 s", "1000 ms"))
    assert one == two


def test_a_block_beside_a_scheme_that_has_one_is_refused_in_one_sentence(experiment, patch):
    for model in ("kampa_2004", TRAP, "clarke_johnson_2008"):
        text = patch(model, block="jahr_stevens_1990")
        assert refusal(lambda text=text: groups(experiment, text)) == (
            f"a.yaml:8 cell.patch.nmda.block: found a block card beside kinetics/{model}, whose "
            "scheme has it already (a double block); expected one of the two. Remove 'block', or "
            "write 'block: none'."
        )


def test_models_with_and_without_a_block_card_are_one_axis(experiment, patch):
    zipped = "nmda.kinetics: [five_state, kampa_2004], nmda.block: [jahr_stevens_1990, none]"
    text = patch("five_state", block="jahr_stevens_1990")
    first, second = groups(experiment, text + f"sweep: {{model: {{zip: {{{zipped}}}}}}}\n")
    assert "patch_nmda_block_k_0" in first.model.constants
    assert "patch_nmda_block_k_0" not in second.model.constants
    assert second.model.algebra["patch_nmda_unblocked"] == "1"
    text = patch("five_state", block="none")
    (group,) = groups(experiment, text)
    assert group.model.algebra["patch_nmda_unblocked"] == "1"
    assert "found 'none'" in refusal(lambda: groups(experiment, patch("none")))
