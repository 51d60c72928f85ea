"""Edits in place: the meaning that was asked for, and every other line byte for byte the same."""

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk_cli.text.csv.csv_edit import CsvFile
from maatwerk_cli.text.yaml.yaml_edit import EditError, YamlFile, render, scalar
from maatwerk_cli.text.yaml.yaml_reader import YamlDocument, read_yaml

EVERYWHERE = """\
# boven het bestand
id: x   # naast de id

# boven de lijst
lijst:   # naast de lijst
# op de kantlijn
  - a: '1'  # naast de eerste
    # in de eerste
    b: >-
      gevouwen
      tekst
    # onder de tekst
  - a: "2"
    b: [p,  q]   # rij
    # hoort bij de tweede
# hoort bij wat volgt
kort: {een: 1,  twee: 'x'}
blok: |+
  houd

tekst: gewoon
  verder   # naast verder
# staart"""


def changed(before: bytes, after: bytes) -> list[str]:
    lines = difflib.ndiff(before.decode().splitlines(keepends=True), after.decode().splitlines(keepends=True))
    return [line.rstrip("\n") for line in lines if line[0] in "+-"]


@pytest.mark.parametrize(
    ("edit", "lines"),
    [
        (lambda f: f.set(("id",), "z1"), ["- id: x   # naast de id", "+ id: z1   # naast de id"]),
        (
            lambda f: f.set(("lijst", 0, "a"), "3"),
            ["-   - a: '1'  # naast de eerste", "+   - a: '3'  # naast de eerste"],
        ),
        (lambda f: f.set(("lijst", 1, "a"), "drie"), ['-   - a: "2"', '+   - a: "drie"']),
        (
            lambda f: f.set(("lijst", 1, "b", 0), "r"),
            ["-     b: [p,  q]   # rij", "+     b: [r,  q]   # rij"],
        ),
        (lambda f: f.append(("lijst",), {"a": "3"}), ['+   - a: "3"']),
        (
            lambda f: f.append(("lijst", 1, "b"), "r"),
            ["-     b: [p,  q]   # rij", "+     b: [p,  q, r]   # rij"],
        ),
        (lambda f: f.insert(("lijst",), 0, {"a": "0"}), ['+   - a: "0"']),
        (lambda f: f.add((), "nieuw", [1], ["id", "nieuw"]), ["+ nieuw:", "+   - 1"]),
        (
            lambda f: f.add(("kort",), "drie", "§3"),
            ["- kort: {een: 1,  twee: 'x'}", "+ kort: {een: 1,  twee: 'x', drie: §3}"],
        ),
        (lambda f: f.remove(("lijst", 1, "b")), ["-     b: [p,  q]   # rij"]),
        (lambda f: f.remove(("kort", "een")), ["- kort: {een: 1,  twee: 'x'}", "+ kort: {twee: 'x'}"]),
        (lambda f: f.remove(("tekst",)), ["- tekst: gewoon", "-   verder   # naast verder"]),
        (
            lambda f: f.set(("lijst", 0, "b"), "kort"),
            ["-     b: >-", "-       gevouwen", "-       tekst", "+     b: kort"],
        ),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_only_the_lines_that_must_change(edit, lines, newline) -> None:
    data = EVERYWHERE.replace("\n", newline).encode()
    file = YamlFile(data)
    edit(file)
    shown = [line.rstrip("\r") for line in changed(data, file.data) if not line.startswith("?")]
    assert sorted(shown) == sorted(lines)
    assert file.data.count(b"\r\n") in (0, file.data.count(b"\n"))


def test_after_a_kept_text_and_at_an_end_without_a_newline() -> None:
    file = YamlFile(EVERYWHERE.encode())
    file.add((), "na", 1, ["blok", "na"])
    assert b"  houd\n\nna: 1\ntekst" in file.data
    last = YamlFile(b"a: 1\nb: 2")
    last.add((), "c", 3)
    assert last.data == b"a: 1\nb: 2\nc: 3"


@pytest.mark.parametrize(
    ("data", "edit"),
    [
        (b"a: &x [1]\nb: *x\n", lambda f: f.append(("a",), 2)),  # would change b too
        (b"? a\n: 1\n", lambda f: f.add((), "b", 2)),
        (b"a: 1\n", lambda f: f.remove(("a",))),
        (b"a: 1\n", lambda f: f.append(("a",), 2)),
    ],
)
def test_what_is_not_safe_is_refused_and_the_file_is_as_it_was(data, edit) -> None:
    file = YamlFile(data)
    with pytest.raises((EditError, AttributeError, TypeError)):
        edit(file)
    assert file.data == data


texts = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=150)


@given(texts)
def test_any_text_is_written_so_that_it_reads_back(text: str) -> None:
    for written in (
        f"k: {scalar(text)}\n",
        f"k: [{scalar(text, flow=True)}]\n",
        "\n".join(render({"k": text})) + "\n",
    ):
        document = read_yaml(written.encode())
        assert isinstance(document, YamlDocument)
        assert document.value in ({"k": text}, {"k": [text]})


@pytest.mark.parametrize(
    "text", ["no", "2018", "2018-08", "1e3", "null", "~", "", "a: b", "a #b", "'s", "- x", "0x1F"]
)
def test_what_could_be_read_as_something_else_is_quoted(text: str) -> None:
    assert scalar(text).startswith('"') or text == "'s"


def test_what_a_file_says_for_people_only_is_known_from_what_it_holds() -> None:
    file = YamlFile(
        b"# kop\nid: a#b  # een id\ntekst: 'een # in een tekst'  # na een # nog een\n"
        b"lang: |\n  # dit hoort erbij\n  en dit # ook\nlijst:\n  # van een lid\n  - b\n"
    )
    assert file.comments() == ["# kop", "# een id", "# na een # nog een", "# van een lid"]


def test_csv_keeps_its_ways() -> None:
    data = b'\xef\xbb\xbfid;naam\r\na;"Een; twee"\r\nb;Drie\r\n'
    file = CsvFile(data)
    file.set(2, "naam", "Vier")
    file.append({"id": "c", "naam": 'Vijf "zes"'})
    file.remove(3)
    assert file.data == b'\xef\xbb\xbfid;naam\r\na;"Vier"\r\nc;"Vijf ""zes"""\r\n'


def test_csv_holds_no_cell_that_a_spreadsheet_would_run() -> None:
    file = CsvFile(b"id,naam\na,Een\n")
    file.set(2, "naam", "=1+1")
    file.append({"id": "b", "naam": "@twee"})
    assert file.data == b"id,naam\na,'=1+1\nb,'@twee\n"


def test_csv_gets_a_column_at_the_end_and_nothing_else_changes() -> None:
    file = CsvFile(b'id;naam\r\n\r\na;"Een; ""twee"""\r\nb;\r\n')
    file.widen(["naam", "url", "bron"])
    file.append({"id": "c", "bron": "x"})
    assert file.data == b'id;naam;url;bron\r\n\r\na;"Een; ""twee""";;\r\nb;;;\r\nc;;;x\r\n'


def test_csv_of_windows_refuses_what_it_cannot_hold() -> None:
    file = CsvFile("id,naam\na,één\n".encode("cp1252"))
    file.set(2, "naam", "twee ë")
    assert file.data == "id,naam\na,twee ë\n".encode("cp1252")
    file.set(2, "naam", "Ω")
    with pytest.raises(EditError):
        _ = file.data
