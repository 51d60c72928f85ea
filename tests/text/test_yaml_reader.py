"""Two YAML readers with one meaning; what cannot be read is refused at its place, in bounded time."""

import time
from collections.abc import Iterable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml_rs
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from maatwerk_cli.text.problem import Position, Problem
from maatwerk_cli.text.yaml import yaml_reader
from maatwerk_cli.text.yaml.yaml_reader import Marks, YamlDocument, first_line, read_marks, read_yaml

ROOT = Path(__file__).parents[2]
BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 9)
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: yes\nb: NO\n", {"a": "yes", "b": "NO"}),
        ("a: 2018-01-01\n", {"a": "2018-01-01"}),
        ("a: 0o17\nb: 0x1F\nc: 012\n", {"a": 15, "b": 31, "c": 12}),
        ("a: 1_000\nb: 0b11\n", {"a": "1_000", "b": "0b11"}),
        ("a: 250.000\n", {"a": 250.0}),
        ("a: ~\nb:\nc: null\n", {"a": None, "b": None, "c": None}),
        ("a: >-\n  x\n  y\n", {"a": "x y"}),
        ("a: &x {c: 1}\nb: *x\n", {"a": {"c": 1}, "b": {"c": 1}}),
        ("a: &x {c: 1, d: 0}\nb:\n  <<: *x\n  d: 2\n", {"a": {"c": 1, "d": 0}, "b": {"c": 1, "d": 2}}),
        ("", None),
        ("# niets\n", None),
        ("a: ééñ €\r\nb: 1\r\n", {"a": "ééñ €", "b": 1}),
        ("a: '!x'\n", {"a": "!x"}),
    ],
)
def test_values_are_those_of_yaml_1_2_and_dates_stay_text(text: str, value: object) -> None:
    assert read_yaml(text.encode()) == YamlDocument(value)


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b"a: b: c\n", "MW048", 1, 5),
        (b'a: "b": c\n', "MW001", 1, 7),
        (b"a: 1\nb: [1, 2\n", "MW038", 2, 4),
        (b"a: 1\nb: \xff\n", "MW003", 2, 4),
        ("a: é\xff".encode("latin-1"), "MW003", 1, 4),
        (b"a:\n\t- x\n", "MW005", 2, 1),
        (b"a: 1\nb: 2\na: 3\n", "MW006", 3, 1),
        (b"a: 1\n---\nb: 2\n", "MW007", 2, 1),
        (b"a: 1\nb: x\0y\n", "MW008", 2, 5),
        (b"a: !!python/object:os.system x\n", "MW009", 1, 4),
        (b"a: !!str 5\n", "MW009", 1, 4),
        (b"[" * 10_000, "MW010", 1, 42),
        (BOMB.encode(), "MW011", 6, 0),
        (b"a: *nergens\n", "MW012", 1, 4),
        (b"? [a, b]\n: c\n", "MW013", 1, 3),
        (b"a: {b,\n  [c]}\n", "MW013", 2, 3),
        (b"a: {b, # c\n  {d: e}}\n", "MW013", 2, 3),
        (b"a: { # c\n  [d]}\n", "MW013", 2, 3),
        (b"a: &x [1]\nb: {c: 1, *x }\n", "MW013", 2, 11),
        (b"a: &x {b: c}\nd: {e: 1, *x : 2}\n", "MW013", 2, 11),
        (b"a: 1\n<<: 3\n", "MW013", 2, 1),
        (b"a: " + b"x" * yaml_reader.MAX_YAML_BYTES, "MW002", 1, 1),
    ],
)
def test_what_is_refused_is_refused_at_its_place(data: bytes, code: str, line: int, column: int) -> None:
    problem = read_yaml(data)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.position.line) == (code, line)
    assert column in (problem.position.column, 0)


def test_a_byte_order_mark_is_a_warning_and_not_part_of_the_first_key() -> None:
    document = read_yaml(b"\xef\xbb\xbfa: 1\n")
    assert document == YamlDocument({"a": 1}, (Problem("MW004", position=Position(1, 1)),))


@pytest.mark.parametrize("data", [b"[" * 200_000, b"{a: " * 100_000, b"- " * 300_000, BOMB.encode()])
def test_hostile_files_are_refused_in_seconds(data: bytes) -> None:
    start = time.process_time()
    assert isinstance(read_yaml(data), Problem)
    assert time.process_time() - start < 20


def test_positions_point_at_values_at_keys_and_at_the_nearest_part_that_exists() -> None:
    marks = read_marks(b"id: x\nverloop:\n  - fase: gestart\n    zegt: actief\n")
    assert marks.find(("verloop", 0, "zegt")) == Position(4, 11)
    assert marks.find(("verloop", 0, "zegt"), on_key=True) == Position(4, 5)
    assert marks.find(("verloop", 0, "bron")) == Position(3, 5)
    assert marks.find(("verloop", 7, "bron")) == Position(3, 3)
    assert marks.find(("naam",)) == Position(1, 1)


def _both(text: str) -> tuple[object, object] | None:
    """Read by both readers where the fast one takes the text; else nothing to compare."""
    decoded = yaml_reader.decode(text.encode())
    if isinstance(decoded, Problem):
        return None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_reader, "compose", lambda _: (_ELSEWHERE, Marks(Position(1, 1))))
        fast = read_yaml(text.encode())
    if not isinstance(fast, YamlDocument) or fast.value is _ELSEWHERE:
        return None
    slow = yaml_reader.compose_surely(decoded.removeprefix("\ufeff"))
    return fast.value, slow if isinstance(slow, Problem) else slow[0]


_ELSEWHERE = object()


_yaml_like = st.text(alphabet="ab:-[]{},'\"#|> \n0 1.e~_?&*!%é\t@`<=\\+", max_size=40)


@pytest.mark.slow
@settings(settings.get_profile("search"))
@given(st.builds("{}{}".format, st.sampled_from(["", "a: ", "- ", "a:\n  "]), _yaml_like))
@example("_1\n")
@example("|\n")
@example("a: {->:\n >:?}\n")
@example("[1*:]\n")
@example("0e0_")
def test_where_the_fast_reader_reads_the_other_reads_the_same(text: str) -> None:
    both = _both(text)
    assert both is None or repr(both[0]) == repr(both[1])


def test_every_short_word_that_looks_like_a_number_is_the_same_to_both_readers() -> None:
    words = {"".join(word) for length in range(1, 5) for word in product("01_e+-.xobafEBO", repeat=length)}
    words |= {"1e+_0", "1.5e_0", "12e_0", "-0xa_f", "+0o17_0", "1_e0", "0x1e_", "10e-1_"}
    words -= {"-"}  # a list, and no word
    plain = sorted(word for word in words if yaml_reader.is_plain(f"{word}\n"))
    assert len(plain) > 10_000
    # Of a mapping the other reader makes the same of a value as of a document that is that value alone.
    slow = yaml_reader.compose_surely("".join(f"k{place}: {word}\n" for place, word in enumerate(plain)))
    assert not isinstance(slow, Problem)
    fast = [yaml_rs.loads(f"{word}\n", parse_datetime=False) for word in plain]
    both = zip(plain, fast, slow[0].values(), strict=True)
    assert [word for word, entry, other in both if repr(entry) != repr(other)] == []
    assert [word for word in words - {*plain} if yaml_reader.surely_plain(f"{word}\n")] == []


RECORD = """id: voorbeeld
bron:
  id: jaarstuk
  vindplaats: §5
lijst: [een, twee]
"""
ORDINARY = {
    "begin": f"---\n{RECORD}",
    "begin-with-comment": f"# over dit bestand\n\n--- # hier\n{RECORD}",
    "windows": RECORD.replace("\n", "\r\n"),
    "windows-and-begin": f"---\n{RECORD}".replace("\n", "\r\n"),
    "mark": f"\ufeff{RECORD}",
    "mark-and-begin": f"\ufeff---\n{RECORD}",
    "comments": RECORD.replace("\n", "  # opmerking & meer\n"),
    "flow": RECORD.replace("[een, twee]", "[\n  een, # de eerste\n  twee,\n]"),
    "flow-mapping": RECORD.replace("bron:\n  id: jaarstuk\n", "bron: {id: jaarstuk,\n").replace("§5", "§5}"),
    "anchor": RECORD.replace("bron:", "bron: &bron") + "bronnen:\n  - *bron\n",
    "anchor-in-an-item": RECORD + "stappen:\n  - nu: a\n    door: &d {id: x}\n  - nu: b\n    door: *d\n",
    "anchor-in-brackets": RECORD + "stappen:\n- nu: a\n  door: {id: &d x, om: y}\n- door: {id: *d}\n",
    "anchor-of-a-text": RECORD.replace("id: v", "id: &id v") + "naam: *id\n",
}  # fmt: skip


@pytest.mark.parametrize("text", ORDINARY.values(), ids=ORDINARY)
def test_ordinary_yaml_is_read_by_the_fast_reader(text: str) -> None:
    both = _both(text)
    assert both is not None, "the fast reader does not take this"
    assert both[0] == both[1]
    assert isinstance(both[0], dict)
    assert both[0]["bron"] == {"id": "jaarstuk", "vindplaats": "§5"}


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [*a]\n",
        "a: &a\n  b: *a\n",
        "a: &a\n- *a\n",
        "a: &a\n-\n  - *a\n",
        "k:\n  a: &a\n  - *a\n",
        "a: *later\nb: &later 1\n",
        "a: &x 1\nb: &x 2\nc: *x\n",
        "a: &x {b: 1}\nc:\n  <<: *x\n",
        "a: {b: 1, [1, 2]}\n",
        "a: {b: 1,\n  {c: 2}}\n",
        "a: { # c\n  [1]\n  }\n",
        "a: {b\n: 1}\n",
        "a: 1\n---\nb: 2\n",
        "---\n---\na: 1\n",
        BOMB,
    ],
)
def test_what_the_two_could_read_otherwise_is_left_to_the_last_word(text: str) -> None:
    assert _both(text) is None


_names = st.sampled_from(["x", "y-1", "z"])
_items = st.sampled_from(
    [
        "a",
        "b c",
        "1",
        '"q, r"',
        "'s'",
        "true",
        "a:b",
        "é",
        "",
        "#c",
        "{b: 1}",
        "[1,2]",
        "a b: c",
        "A&B",
        "2 * 3",
    ]
)
_spaces = st.sampled_from(["", " ", "\n  ", "\n", " # x\n  ", "\n\n  "])


def _flow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def write(ends: str, items: list[tuple[str, str, str]]) -> str:
        return ends[0] + ",".join(before + item + after for before, item, after in items) + ends[1]

    pairs = st.tuples(
        st.sampled_from(["k", "m n", '"q"']), st.sampled_from([": ", ":", "\n: ", ":\n  "]), inner
    )
    items = st.one_of(inner, pairs.map("".join))
    return st.builds(
        write, st.sampled_from(["[]", "{}"]), st.lists(st.tuples(_spaces, items, _spaces), max_size=4)
    )


_lines = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["a:", "b:", "c:", "  d:", "  e:", "-", "  -", "    -", "# c", "  - f:"]),
    st.one_of(st.just(""), st.just(" "), _names.map(" &{}".format), _names.map(" &{} ".format)),
    st.one_of(
        _items,
        _names.map(" *{}".format),
        _names.map(" [*{}, 1]".format),
        st.recursive(_items, _flow, max_leaves=5).map(" {}".format),
    ),
    st.sampled_from(["", "", "", " # c", "  "]),
)
_documents = st.builds(
    lambda begin, lines, end: (begin + "\n".join(lines) + "\n").replace("\n", end),
    st.sampled_from(["", "", "", "---\n", "# c\n--- # d\n", "\ufeff", "...\n", "%YAML 1.2\n---\n"]),
    st.lists(_lines, max_size=7),
    st.sampled_from(["\n", "\n", "\r\n"]),
)


@pytest.mark.slow
@settings(settings.get_profile("search"))
@given(_documents)
def test_of_ordinary_yaml_too_the_fast_reader_reads_the_same(text: str) -> None:
    both = _both(text)
    assert both is None or repr(both[0]) == repr(both[1])


_broken = st.sampled_from(
    (
        *("a: [\n", "a: 1\n  b: 2\n", "a: 'x\n", "- x\n", "a: b: c\n", "a: >-\n x\n   y\n  z\n", "a: @x\n"),
        *("{a: 1\n", "... \n...\n", "---\na: 1\n", "a: !x 1\n", "? [a]\n: b\n", "a: }\n", ": x\n"),
        "a:\n- b\n  c: 1\n",
    )
)


@pytest.mark.slow
@settings(settings.get_profile("search"))
@given(
    st.one_of(
        _documents,
        st.builds("{}{}{}".format, _documents, _broken, _documents),
        st.builds("{}{}\n".format, st.sampled_from(["", "a: ", "- "]), _yaml_like),
    )
)
@example("- |#'\n")
@example("b: &xa:b\n")
@example("a:\r\n    b~\t\r\n")
@example("\x85-=\n")
def test_libyaml_gives_the_values_and_positions_of_the_last_word(text: str) -> None:
    text = text.removeprefix("\ufeff")
    assert repr(yaml_reader.compose(text)) == repr(yaml_reader.compose_surely(text.removeprefix("\ufeff")))
    if not isinstance(yaml_reader.compose_quickly(text), Problem | None):
        assert _places(yaml_reader.tokens(text)) == _places(YAML(typ="safe", pure=True).scan(text))


_STOPS = ": x\n"
"""A key without a text is YAML 1.2, and libyaml refuses it."""


@pytest.mark.parametrize("key", ["b", "'b'", '"\\x62"'])
def test_a_key_is_there_twice_though_libyaml_stops_between_the_two(key: str) -> None:
    assert _problem(f"a: 1\nb: 2\nc: 3\n{_STOPS}{key}: 4\nd: [\n") == ("MW006", Position(5, 1))


def test_a_key_that_is_nothing_is_there_twice_however_it_is_written() -> None:
    assert _problem(f"a: 1\nnull: 2\nc: 3\n{_STOPS}d: [\n") == ("MW006", Position(4, 1))


def _problem(text: str) -> tuple[str, Position]:
    problem = read_yaml(text.encode())
    assert isinstance(problem, Problem)
    return problem.code, problem.place


def _places(tokens: Iterable[Any]) -> list[tuple[int, ...]]:
    scalars = (token for token in tokens if type(token).__name__ == "ScalarToken")
    marks = ((scalar.start_mark, scalar.end_mark) for scalar in scalars)
    return [(begin.line, begin.column, end.line, end.column) for begin, end in marks]


def test_an_ordinary_text_is_told_to_be_plain_without_the_pattern() -> None:
    text = "vraag: Is 5% genoeg?\nnaam: Zon - of niet?\ntekst: >-\n  Waarom? Daarom.\nlijst: [a?, 5%]\n"
    assert yaml_reader.surely_plain(text)


@pytest.mark.slow
@settings(settings.get_profile("search"))
@given(st.builds("{}{}\n".format, st.sampled_from(["", "a: ", "- ", "a:\n  ", "a_b: {c: "]), _yaml_like))
@example("a: 0b1\n")
@example("a: [b,\n c]\n")
@example("- - - - - - a\n")
@example("? a\n")
@example("a: [?b]\n")
@example("a:\n  ?b\n")
@example("%a\n")
def test_what_is_surely_plain_is_plain(text: str) -> None:
    assert yaml_reader.is_plain(text) or not yaml_reader.surely_plain(text)


_scalars = st.one_of(
    st.text(max_size=20).filter(lambda text: text.isprintable()),
    st.integers(-(10**20), 10**20),
    st.booleans(),
    st.sampled_from(
        ["yes", "NO", "2018", "2018-01-01", "0o17", "1_000", "1e5", "~", "null", ".5", "=", "a b"]
    ),
)


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(st.from_regex(r"\A[a-z_]{1,9}\Z"), st.one_of(_scalars, st.lists(_scalars, max_size=4)))
)
def test_what_ruamel_writes_is_read_back(value: dict[str, object]) -> None:
    import io

    from ruamel.yaml import YAML

    stream = io.StringIO()
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style = False  # its own flow style it cannot always read
    writer.dump(value, stream)
    document = read_yaml(stream.getvalue().encode())
    assert isinstance(document, YamlDocument)
    assert document.value == value


@pytest.mark.parametrize("path", sorted((ROOT / "data").rglob("*.yaml")), ids=lambda path: path.name)
def test_both_readers_agree_on_every_file_of_the_register(path: Path) -> None:
    both = _both(path.read_text(encoding="utf-8"))
    assert both is not None, "the fast reader does not take this file"
    assert both[0] == both[1]


@pytest.mark.parametrize(
    "start",
    ["", "# een\n\n", "---\n", "\ufeff", "\n \n# een\n--- # twee\n", "\r\n# een\r\n", "%YAML 1.2\n---\n"],
)
@pytest.mark.parametrize("content", ["a: 1\n", "  a: 1\n", "- a\n", "{a: 1}\n", "[1]\n"])
def test_the_first_line_is_where_the_slower_reader_finds_the_value(start: str, content: str) -> None:
    data = (start + content).encode()
    assert first_line(data) == read_marks(data).find(()).line
