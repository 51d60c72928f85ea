"""What a user reads uses one word for one thing: the list of ``docs/schrijfwijzer.md``, held by a machine.

All strings of the program that are not for programmers alone, its help, the catalogue of findings, the
templates, the documentation, the register and the fictional ones are read.
"""

import ast
import re
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "schrijfwijzer.md"
READ = (
    "src/**/*.yaml", "src/**/*.j2", "data/**/*.yaml", "data/**/*.csv", "docs/*.md", "docs/beheer/*.md",
    "docs/voorbeelden/**/*.yaml", "docs/voorbeelden/**/*.md", "README.md", "CONTRIBUTING.md",
)  # fmt: skip
Run = Callable[..., subprocess.CompletedProcess[str]]


def avoided() -> list[str]:
    """Give what the guide says not to write."""
    rows = [line.split("|") for line in GUIDE.read_text(encoding="utf-8").splitlines() if line[:2] == "| "]
    return [word for row in rows for word in re.findall(r"`([^`]+)`", row[3])]


def pattern_of(word: str) -> re.Pattern[str]:
    """Find a word whole, of any letter's case where it has no capital of its own."""
    text = re.escape(word).replace(r"\ ", r"\s+")
    return re.compile(rf"(?<!\w){text}(?!\w|'s)", 0 if re.search("[A-Z]", word) else re.IGNORECASE)


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """Give each text that a user can read, with its place: read when asked for, once for all tests."""
    return tuple(_texts())


def _texts() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "src").rglob("*.py")):
        yield from strings(path)
    for pattern in READ:
        for path in sorted(ROOT.glob(pattern)):
            if path != GUIDE:
                yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def strings(path: Path) -> Iterator[tuple[str, str]]:
    """Give the strings of a module: of its docstrings only those that are the help of a command."""
    file = path.relative_to(ROOT)
    nodes = [*ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    about = {
        id(node.value)
        for node in nodes
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in nodes:
        text = None
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in about:
            text = node.value
        elif isinstance(node, documented) and "cli" in path.parts:
            text = ast.get_docstring(node)
        if text is not None:
            yield f"{file}:{getattr(node, 'lineno', 1)}", text


def test_there_is_much_to_read() -> None:
    assert len(texts()) > 1500
    assert any("Toetst of social return geldt" in text or "social return" in text for _, text in texts())


@pytest.mark.parametrize("word", avoided())
def test_no_text_uses_a_word_that_the_guide_avoids(word: str) -> None:
    pattern, first = pattern_of(word), word.split()[0].lower()  # a pattern costs much where it cannot be
    assert [place for place, text in texts() if first in text.lower() and pattern.search(text)] == []


@pytest.mark.parametrize(
    ("text", "within"),
    [("ICT Inhuur", "ICT Inhuur"), ("Gestart", "gestart"), ("OCW", "OCW"), ("I&W doet mee", "I&W doet mee")],
)
def test_an_abbreviation_keeps_its_capitals_within_a_sentence(text: str, within: str) -> None:
    from maatwerk_cli.text.dutch import within_sentence

    assert within_sentence(text) == within


ONE = re.compile(r"(?<![\w.,-])1 (?!van de )([a-z]+(?:en|s))\b")
"""One of something, in the plural."""
SINGULAR = {"jaarlijks", "eens", "kans", "keer", "plus", "teken", "gegeven", "wens", "prijs", "is", "les"}


def test_one_thing_is_never_told_in_the_plural(maatwerk: Run, tmp_path: Path) -> None:
    """A register in which there is one of everything, through every command that counts."""
    root = tmp_path / "voorbeeld"
    source = '{id: stuk, vindplaats: "blz. 1"}'
    files = {
        "dataset.yaml": 'naam: Voorbeeld\nschema: 1\nopenbaar: true\npeildatum: "2029-12-31"\n',
        "bronnen.yaml": '- {id: stuk, titel: Voorbeeld, datum: "2029-12-31", status: geverifieerd}\n',
        "organisaties.csv": "id,naam,afkorting,soort,tooi,kvk\n",
        "codelijsten/categorie.csv": "code,naam,toelichting,bron,bijzonder\nict,ICT Voorbeeld,,,\n",
        "proeftuinen/een.yaml": (
            "id: een\nnaam: Proeftuin Een\nsoort: regulier\nbestuurslaag: rijk\ncategorie: ict\n"
            f"verloop:\n  - {{fase: gestart, bron: {source}}}\nbronnen:\n  - {source}\n"
        ),
        "kerncijfers/2029.yaml": (
            f"- code: proeftuinen\n  omschrijving: Proeftuinen\n  waarde: 2\n  eenheid: proeftuinen\n"
            f"  bron: {source}\n  herleiding: {{telt: proeftuinen, kenmerken: {{bereikt: gestart}}}}\n"
        ),
        "mijlpalen/2029.yaml": f'- {{id: m, omschrijving: Begin, datum: "2029", bron: {source}}}\n',
    }
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    (tmp_path / "rij.csv").write_text("id,aard,loonsom_excl_btw\na,dienst,1\n", encoding="utf-8")
    data = ("--data", str(root))
    said = []
    for command in (
        ("rapport", "2029", "--formaat", "tekst", *data),
        ("valideer", *data),
        ("formatteer", "--controle", *data),
        ("lijst", "proeftuin", *data),
        ("exporteer", "uit", *data),
        ("publiceer", "2029", "--proef", "--datum", "2030-01-01", "--uitvoer", "uitgave", *data),
        ("check-aanbesteding", "rij.csv", "--data", str(ROOT / "data")),
    ):
        done = maatwerk(*command)
        assert "Traceback" not in done.stderr
        said.append(f"{done.stdout}\n{done.stderr}")
    text = "\n".join(said)
    assert "1 kerncijfer is gepubliceerd" in text
    wrong = [match[0] for match in ONE.finditer(text) if match[1] not in SINGULAR]
    assert wrong == []


MOST_WORDS = {"src": 25, "data": 25, "docs": 30}
SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+")
DUTCH = re.compile(r"\b(?:de|het|een|niet|wordt)\b")
ENGLISH = re.compile(r"\b(?:the|which|that)\b")
BLOCK = re.compile(r"\n\s*\n|\n(?=[\s-]*[\w-]+:)|\n(?=\s*(?:[-#|*]|\d+\.\s))|(?<=\|)\s|\s(?=\|)")
CODE = re.compile(r"```.*?```|<[a-z!][^>]*>", re.DOTALL)
NO_PROSE = (".j2", ".csv", ".gevallen.yaml", "docs/opdrachten.md", "docs/afspraken.md")
"""Files of which the lines are no sentences: templates, cells, cases, and lists of keys and options."""


def sentences(*roots: str) -> list[tuple[str, str]]:
    """Give each Dutch sentence of the texts under these folders; an example of a command is none."""
    return [
        (place, sentence)
        for place, text in texts()
        if place.startswith(roots) and not place.endswith(NO_PROSE) and not place.startswith("docs/voor")
        for block in BLOCK.split(CODE.sub(" ", text))
        for sentence in SENTENCE_END.split(" ".join(block.split()))
        if DUTCH.search(sentence) and not ENGLISH.search(sentence) and " --" not in sentence
    ]


@pytest.mark.parametrize("root", MOST_WORDS)
def test_no_sentence_is_longer_than_a_breath(root: str) -> None:
    """Sentences of what the program says, its findings, the register and the documentation."""
    listed = " · "  # of names, not a sentence
    read = sentences(root)
    assert len(read) > 100
    most = MOST_WORDS[root]
    assert [pair for pair in read if len(pair[1].split()) > most and listed not in pair[1]] == []


VERB = (
    r"(?:is|zijn|heeft|hebben|staat|staan|kwam|inhouden|veranderen|bereikt|vervangt|volgt|noemt|openstaat"
    r"|(?:in|af|op|aan|uit|over)?ge\w+(?:en|t|d))"
)
SECOND = r"(?:is|zijn|staat|staan|telt|tellen|blijft|hoort|krijgt|kan|wordt|worden)"
NO_COMMA = re.compile(rf"(?:^|[.;:] )(?:Wat|Wie|Alles wat|Alles na) (?:[\w'-]+ ){{1,8}}{VERB} {SECOND}\b")
"""A clause that begins a sentence and runs into its main verb."""
MET_TWICE = re.compile(r"\b(?:gedaan|gezegd|gebeurd|ingetrokken|afgewezen|bekend|nodig) is\b")
AS_OBJECT = re.compile(
    r"\b(?:[Hh]aal|[Mm]aak|[Gg]eef|[Ll]eg|[Zz]et|[Vv]ul|[Vv]ervang|[Hh]oud|[Ll]ees) haar\b"
)
BY_WHOM = re.compile(r"\bword(?:t|en)\b[^.;:]{1,60}\bdoor (?:het programma|de |een |wie )")


@pytest.mark.parametrize(
    ("wrong", "right", "pattern"),
    [
        ("Wat is ingetrokken telt niet mee.", "Wat is ingetrokken, telt niet mee.", NO_COMMA),
        ("Haal haar weg.", "Haal die weg.", AS_OBJECT),
        ("Dit wordt gelezen door het programma.", "Het programma leest dit.", BY_WHOM),
    ],
)
def test_a_sentence_is_built_plainly(wrong: str, right: str, pattern: re.Pattern[str]) -> None:
    assert pattern.search(wrong)
    assert not pattern.search(right)
    read = sentences("src", "data", "docs", "README")
    assert [pair for pair in read if pattern.search(pair[1]) and not MET_TWICE.search(pair[1])] == []


def test_quotes_and_spaces_are_plain() -> None:
    """One kind of apostrophe in running text, and no space before a full stop or comma."""
    read = sentences("src", "data", "docs")
    odd = re.compile(r"\w’\w|\w ,|\w \.(?:\s|$)")
    assert [pair for pair in read if odd.search(pair[1]) and "docs/privacy" not in pair[0]] == []


MOST_PASSIVE, MEAN_WORDS = 0.06, 12
"""As large a share of the sentences has "wordt" or "worden"; who does it stands in the others."""


@pytest.mark.parametrize("root", MOST_WORDS)
def test_most_sentences_say_who_does_what(root: str) -> None:
    read = sentences(root)
    passive = [pair for pair in read if re.search(r"\bword(?:t|en)\b", pair[1])]
    assert len(passive) / len(read) < MOST_PASSIVE
    assert sum(len(sentence.split()) for _, sentence in read) / len(read) < MEAN_WORDS
