"""YAML text -> tree: YAML 1.2, places, `extends`, merging, and setting one value."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mgsim.language.errors import ConfigError
from mgsim.study.tree import Tree, find_key, matches, merge, parse, put, read

BASE = """\
duration: "10 ms"
bath: {mg_o: "1 mM"}
cell:
  soma:
    membrane: voltage_clamp
    ampa: {kinetics: steady_open, permeation: ohmic}
    nmda:
      kinetics: steady_open
      block: jahr_stevens_1990
      permeation: {model: ohmic, g_max: "2 nS"}
"""


def faults_of(text: str) -> list[str]:
    with pytest.raises(ConfigError) as error:
        parse(text, "a.yaml")
    return [str(fault) for fault in error.value.faults]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1e-3", 0.001),
        ("-1.5E3", -1500.0),
        (".5", 0.5),
        ("7", 7),
        ("010", 10),
        ("0o17", 15),
        ("0x1F", 31),
        ("-3", -3),
        ("yes", "yes"),
        ("No", "No"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("1:20", "1:20"),
        ("2001-01-01", "2001-01-01"),
        ("'1e-3'", "1e-3"),
        ('"true"', "true"),
        ("0.5 mM", "0.5 mM"),
        ("1_000", 1000),
        ("0_1", 1),
        ("[1, [2]]", [1, [2]]),
    ],
)
def test_scalars_are_those_of_yaml_1_2(text, found):
    value = parse(f"a: {text}").value["a"]
    assert value == found
    assert type(value) is type(found)


@pytest.mark.parametrize("text", [".nan", ".NaN", ".inf", "-.INF", "+.inf", "1e400", "-1e999"])
def test_a_number_that_is_none_is_refused(text):
    assert faults_of(f"b:\n  a: {text}") == [
        f"a.yaml:2 b.a: found {text}; expected a finite number."
    ]


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("a: [1", 1, "expected ',' or ']', but got '<stream end>'"),
        ("a: 1\n\tb: 2", 2, "character '\\t'"),
        ("a: 1\n b: 2", 2, "mapping values are not allowed"),
        ("a: *b", 1, "undefined alias 'b'"),
        ("a: 1\n---\nb: 1", 2, "but found another document"),
        ("- 1\n- 2", 1, "no mapping"),
        ("just words", 1, "no mapping"),
        ("x: 1\na: &a [*a]", 2, "an alias of what it stands in"),
        ("x: 1\na: !!float abc", 2, "'abc'"),
        ("a: !!int 1.5", 1, "'1.5'"),
        ("a: !mine 3", 1, "the tag '!mine'"),
        ("x: 1\n? [a]\n: 3", 2, "a key that is no word"),
    ],
)
def test_what_is_no_config_is_said_with_its_line(text, line, found):
    (said,) = faults_of(text)
    assert said.startswith(f"a.yaml:{line}")
    assert found in said


def test_a_control_character_is_refused():
    assert "unacceptable character" in faults_of("a: \x01")[0]


def test_an_empty_text_is_an_empty_mapping():
    assert parse("").value == {}
    assert parse("# nothing\n").value == {}


def test_every_duplicate_is_reported_with_its_line():
    text = "a: 1\nb: {x: 1, x: 2}\na: 3\nc:\n  - {y: 1,\n     y: 2}\n"
    assert faults_of(text) == [
        "a.yaml:2 b.x: found the key a second time; expected one value. Remove one of the two.",
        "a.yaml:3 a: found the key a second time; expected one value. Remove one of the two.",
        "a.yaml:6 c.0.y: found the key a second time; expected one value. Remove one of the two.",
    ]


def test_an_alias_is_read_in_both_places():
    tree = parse("a: &x {k: 1}\nb: *x\n", "a.yaml")
    assert tree.value == {"a": {"k": 1}, "b": {"k": 1}}


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab:-?,[]{}&*!|>'\"%@#\n 01.e_+~", max_size=25))
def test_any_text_is_read_or_refused_in_words(text):
    try:
        tree = parse(text)
    except ConfigError as error:
        assert error.faults
    else:
        assert isinstance(tree.value, dict)


def write(folder, **files: str):
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def test_extends_takes_a_file_and_changes_it(tmp_path):
    write(tmp_path, base=BASE, child='extends: base.yaml\nbath:\n  mg_o: "0.2 mM"\n')
    tree = read(tmp_path / "child.yaml")
    assert "extends" not in tree.value
    assert tree.value["bath"] == {"mg_o": "0.2 mM"}
    assert tree.value["duration"] == "10 ms"
    assert tree.where(("bath", "mg_o")) == f"{tmp_path}/child.yaml:3 bath.mg_o"
    assert tree.where(("duration",)) == f"{tmp_path}/base.yaml:1 duration"
    assert tree.where(("cell", "soma", "nmda", "block")).startswith(f"{tmp_path}/base.yaml:9 ")
    assert set(tree.texts) == {f"{tmp_path}/child.yaml", f"{tmp_path}/base.yaml"}


def test_extends_takes_a_chain_and_a_list_the_later_over_the_earlier(tmp_path):
    write(
        tmp_path,
        a="x: {p: 1, q: 1, r: 1, s: 1}\n",
        b="extends: a.yaml\nx: {q: 2}\n",
        c="x: {q: 3, r: 3}\n",
        d="extends: [b.yaml, c.yaml]\nx: {s: 4}\n",
    )
    tree = read(tmp_path / "d.yaml")
    assert tree.value == {"x": {"p": 1, "q": 3, "r": 3, "s": 4}}
    files = {k: tree.where(("x", k)).split(":")[0].rpartition("/")[2] for k in "pqrs"}
    assert files == {"p": "a.yaml", "q": "c.yaml", "r": "c.yaml", "s": "d.yaml"}


def test_extends_is_found_beside_the_file_that_says_it(tmp_path):
    (tmp_path / "deep").mkdir()
    write(tmp_path / "deep", base="extends: ground.yaml\nx: 1\n", ground="y: 2\n")
    write(tmp_path, top="extends: deep/base.yaml\n")
    assert read(tmp_path / "top.yaml").value == {"x": 1, "y": 2}


@pytest.mark.parametrize("back", ["a.yaml", "../{folder}/a.yaml"])
def test_a_loop_is_refused_where_it_is_written(tmp_path, back):
    back = back.format(folder=tmp_path.name)
    write(tmp_path, a="x: 1\nextends: b.yaml\n", b=f"\n\nextends: {back}\n")
    with pytest.raises(
        ConfigError, match=r"b.yaml:3 extends: found 'a.yaml', which extends itself"
    ):
        read(tmp_path / "a.yaml")


def test_a_diamond_is_no_loop(tmp_path):
    write(tmp_path, root="x: 1\n", a="extends: root.yaml\n", b="extends: root.yaml\n")
    write(tmp_path, top="extends: [a.yaml, b.yaml]\n")
    assert read(tmp_path / "top.yaml").value == {"x": 1}


def test_a_missing_file_has_a_near_miss(tmp_path):
    write(tmp_path, low_magnesium="x: 1\n", child="x: 1\nextends: low_magnesum.yaml\n")
    with pytest.raises(
        ConfigError, match=r"child.yaml:2 extends: found no file .*Did you mean 'low_"
    ):
        read(tmp_path / "child.yaml")
    with pytest.raises(ConfigError, match=r"Did you mean 'low_magnesium.yaml'\?"):
        read(tmp_path / "low_magnesiun.yaml")
    with pytest.raises(ConfigError, match="found no file"):
        read(tmp_path / "nowhere" / "a.yaml")


def test_a_file_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="UnicodeDecodeError"):
        read(tmp_path / "a.yaml")
    with pytest.raises(ConfigError, match="IsADirectoryError"):
        read(tmp_path)


@pytest.mark.parametrize("given_text", ["3", "[1, 2]", "{a: b}", "null"])
def test_extends_that_is_no_file_name_is_refused(tmp_path, given_text):
    write(tmp_path, a=f"extends: {given_text}\n")
    with pytest.raises(ConfigError, match="a file name or a list of them"):
        read(tmp_path / "a.yaml")


def merged(base: str, child: str) -> Tree:
    return merge(parse(base, "base.yaml"), parse(child, "child.yaml"))


SLOT = "cell: {{soma: {{block: {}}}}}"


@pytest.mark.parametrize(
    ("base", "child", "found"),
    [
        ("{model: a, k: 1, s: 2}", "{model: b, k: 3}", {"model": "b", "k": 3}),
        ("{model: a, k: 1, s: 2}", "{model: a, k: 3}", {"model": "a", "k": 3, "s": 2}),
        ("{model: a, k: 1, s: 2}", "{k: 3}", {"model": "a", "k": 3, "s": 2}),
        ("{model: a, k: 1}", "b", "b"),
        ("a", "b", "b"),
        ("a", "{model: b, k: 3}", {"model": "b", "k": 3}),
        ("a", "{k: 3}", {"model": "a", "k": 3}),
        ("a", "{model: a, k: 3}", {"model": "a", "k": 3}),
    ],
)
def test_a_slot_that_names_another_model_starts_afresh(base, child, found):
    tree = merged(SLOT.format(base), SLOT.format(child))
    slot = tree.value["cell"]["soma"]["block"]
    assert slot == found if not isinstance(found, str) else slot in (found, {"model": found})


def test_places_of_a_slot_that_starts_afresh_are_those_of_its_own_file():
    base = "cell:\n  soma:\n    block:\n      model: a\n      k: 1\n"
    tree = merged(base, "cell:\n  soma:\n    block: {model: b}\n")
    assert tree.where(("cell", "soma", "block", "model")).startswith("child.yaml:3 ")
    assert tree.where(("cell", "soma", "block", "k")).startswith("child.yaml:3 ")
    same = merged(base, "cell:\n  soma:\n    block: {k: 7}\n")
    assert same.where(("cell", "soma", "block", "model")).startswith("base.yaml:4 ")
    assert same.where(("cell", "soma", "block", "k")).startswith("child.yaml:3 ")


def test_a_list_is_replaced_whole():
    tree = merged("sweep: {a: [1, 2, 3]}", "\nsweep: {a: [4]}")
    assert tree.value == {"sweep": {"a": [4]}}
    assert tree.where(("sweep", "a", 0)).startswith("child.yaml:2 ")
    assert tree.where(("sweep", "a", 2)).startswith("child.yaml:2 ")


def test_merging_leaves_the_base_as_it_was():
    base = parse(BASE)
    before = repr(base.value)
    merge(base, parse('bath: {mg_o: "9 mM", ca_o: "1 mM"}'))
    put(base, "nmda.block.k_0", "1 mM", "--set")
    assert repr(base.value) == before


def test_put_takes_a_full_path_and_says_where_it_came_from():
    tree = put(parse(BASE, "a.yaml"), "cell.soma.nmda.permeation.g_max", "5 nS", "--set")
    assert tree.value["cell"]["soma"]["nmda"]["permeation"] == {"model": "ohmic", "g_max": "5 nS"}
    key = ("cell", "soma", "nmda", "permeation", "g_max")
    assert tree.where(key) == "--set cell.soma.nmda.permeation.g_max"
    assert tree.where(key[:-1]).startswith("a.yaml:10 ")


@pytest.mark.parametrize(
    "path", ["nmda.block.k_0", "soma.nmda.block.k_0", "block.k_0", "soma.block.k_0"]
)
def test_put_opens_a_slot_in_short_form(path):
    tree = put(parse(BASE), path, "1 mM", "--set")
    found = tree.value["cell"]["soma"]["nmda"]["block"]
    assert found == {"model": "jahr_stevens_1990", "k_0": "1 mM"}


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("mg_o", ("bath", "mg_o")),
        ("bath.ca_o", ("bath", "ca_o")),
        ("g_max", ("cell", "soma", "nmda", "permeation", "g_max")),
        ("nmda.g_max", ("cell", "soma", "nmda", "permeation", "g_max")),
        ("nmda.block", ("cell", "soma", "nmda", "block")),
        ("membrane.v_hold", ("cell", "soma", "membrane", "v_hold")),
        ("seed", ("seed",)),
        ("clock.dt", ("clock", "dt")),
        ("duration", ("duration",)),
    ],
)
def test_find_key_fills_in_what_is_left_out(path, key):
    assert find_key(parse(BASE), path, "--set") == key


def test_put_refuses_a_path_that_fits_two_places():
    with pytest.raises(ConfigError) as error:
        put(parse(BASE), "permeation.e_rev", "0 mV", "--set")
    said = str(error.value)
    assert said.startswith("--set permeation.e_rev: found 2 places; expected one place")
    assert "'cell.soma.ampa.permeation.e_rev'" in said
    assert "'cell.soma.nmda.permeation.e_rev'" in said


def test_put_refuses_a_path_that_is_not_there_with_a_near_miss():
    with pytest.raises(ConfigError, match=r"no such path.*Did you mean 'soma.nmda.block'\?"):
        put(parse(BASE), "nmad.block", "woodhull_1973", "--set")


def test_put_refuses_a_path_through_a_value():
    with pytest.raises(ConfigError, match="a path into a mapping"):
        put(parse("sweep: {x: [1]}"), "sweep.x.y", 1, "--set")
    with pytest.raises(ConfigError, match="a path into a mapping"):
        put(parse("bath: {}\ncell: {soma: 3}"), "cell.soma.x.y", 1, "--set")


PLACED = """\
drives:
  input: {model: a, rate: 1, to: [x], shared: true}
cell:
  s: {block: {model: a, k: 1}}
"""


@pytest.mark.parametrize(
    ("path", "value", "found"),
    [
        ("input", "b", {"model": "b", "to": ["x"], "shared": True}),
        ("input", "a", {"model": "a", "rate": 1, "to": ["x"], "shared": True}),
        ("s.block", "b", "b"),
        ("s.block", "a", {"model": "a", "k": 1}),
    ],
)
def test_put_of_another_model_keeps_only_what_belongs_to_the_place(path, value, found):
    tree = put(parse(PLACED), path, value, "sweep")
    key = find_key(tree, path, "")
    node = tree.value
    for part in key:
        node = node[part]
    assert node == found


def test_put_makes_the_section_that_is_missing():
    tree = put(parse('duration: "1 ms"'), "bath.mg_o", "1 mM", "--set")
    assert tree.value["bath"] == {"mg_o": "1 mM"}


@pytest.mark.parametrize(
    ("full", "asked", "fits"),
    [
        ("soma.nmda.block.k_0", "k_0", True),
        ("soma.nmda.block.k_0", "nmda.k_0", True),
        ("soma.nmda.block.k_0", "block.nmda.k_0", False),
        ("soma.nmda.block.k_0", "nmda.block", False),
        ("soma.nmda.block.k_0", "", False),
    ],
)
def test_matches(full, asked, fits):
    parts = tuple(asked.split(".")) if asked else ()
    assert matches(tuple(full.split(".")), parts) is fits


def test_where_falls_back_to_the_nearest_written_place():
    tree = parse(BASE, "a.yaml")
    assert tree.where(("cell", "soma", "nmda", "block", "k_0")).startswith("a.yaml:9 ")
    assert Tree({}).where(("x", "y")) == "config x.y"
    assert Tree({}).where(()) == "config"
