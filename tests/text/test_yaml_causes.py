"""A text that is no YAML is told by the mistake that was made, at the place where it was made."""

import pytest

from maatwerk_cli.text.problem import Problem
from maatwerk_cli.text.yaml.yaml_reader import read_yaml

GOOD = "id: a\nnaam: Voorbeeld\nsoort: regulier\nlijst:\n  - een\n"


@pytest.mark.parametrize(
    ("before", "after", "code", "line", "column"),
    [
        ("naam: Voorbeeld", 'naam: "Voorbeeld', "MW037", 2, 7),
        ("naam: Voorbeeld", "naam: 'Voorbeeld", "MW037", 2, 7),
        ("  - een", '  - "een', "MW037", 5, 5),
        ("naam: Voorbeeld", "naam:Voorbeeld", "MW036", 2, 5),
        ("soort: regulier", "soort:regulier", "MW036", 3, 6),
        ("naam: Voorbeeld", "naam： Voorbeeld", "MW034", 2, 5),
        ("naam: Voorbeeld", "naam:\u00a0Voorbeeld", "MW035", 2, 6),
        ("naam: Voorbeeld", "naam: %10 Voorbeeld", "MW050", 2, 7),
        ("naam: Voorbeeld", "naam: @Voorbeeld", "MW051", 2, 7),
        ("naam: Voorbeeld", "naam: `Voorbeeld`", "MW052", 2, 7),
        ("naam: Voorbeeld", "naam: > 10 plaatsen", "MW033", 2, 7),
        ("naam: Voorbeeld", "naam: - Voorbeeld", "MW033", 2, 7),
        ("naam: Voorbeeld", "naam: & Voorbeeld", "MW033", 2, 7),
        ("naam: Voorbeeld", "naam: -", "MW033", 2, 7),
        ("naam: Voorbeeld", "naam: 's-Voorbeeldstad", "MW032", 2, 7),
        ("  - een", "  - 's-Voorbeeldstad", "MW032", 5, 5),
        ("naam: Voorbeeld", "<<<<<<< HEAD\nnaam: Een\n=======\nnaam: Ander\n>>>>>>> tak", "MW031", 2, 1),
        ("naam: Voorbeeld", "naam: 't Voorbeeld", "MW032", 2, 7),
        ("naam: Voorbeeld", "naam: 's-Voorbeeld en 't Voorbeeld", "MW032", 2, 7),
        ("naam: Voorbeeld", "Naam:Voorbeeld", "MW036", 2, 5),
        ("naam: Voorbeeld", "naam: Voorbeeld\n=======\nnaam: Ander", "MW031", 3, 1),
        ("  - een", "  - een: twee\n  -drie: vier", "MW047", 6, 3),
        ("naam: Voorbeeld", "naam: Een: twee", "MW048", 2, 10),
        ("naam: Voorbeeld", "naam: Een:", "MW048", 2, 10),
        ("naam: Voorbeeld", 'naam: "Een" twee', "MW053", 2, 13),
        ("naam: Voorbeeld", 'naam: "Een "twee""', "MW053", 2, 13),
        ("naam: Voorbeeld", "naam: 'Een's twee'", "MW053", 2, 12),
        ("naam: Voorbeeld", r'naam: "C:\Voorbeeld"', "MW054", 2, 10),
        ("naam: Voorbeeld", "naam: [een}", "MW055", 2, 11),
        ("naam: Voorbeeld", "naam: [een]]", "MW055", 2, 12),
        ("naam: Voorbeeld", "naam: [een,,]", "MW055", 2, 12),
        ("naam: Voorbeeld", "naam: [een] twee", "MW055", 2, 13),
        ("soort: regulier", " soort: regulier", "MW028", 3, 2),
        ("soort: regulier", "soort regulier", "MW029", 3, 1),
        ("soort: regulier", "soort", "MW029", 3, 1),
        ("soort: regulier", "soort = regulier", "MW029", 3, 1),
        ("naam: Voorbeeld", "naam: Voor\nbeeld", "MW029", 3, 1),
        ("naam: Voorbeeld", "naam: |\nVoorbeeld", "MW029", 3, 1),
        ("naam: Voorbeeld", "naam: {een: 'twee}", "MW037", 2, 13),
        ("naam: Voorbeeld", "naam: {een: 'twee, drie: vier}\nziet: 'ander'", "MW037", 2, 13),
        ("naam: Voorbeeld", 'naam: [een, "twee]\nziet: "ander"', "MW037", 2, 13),
        ("naam: Voorbeeld", r'naam: {een: "a \" b}', "MW037", 2, 13),
        ("naam: Voorbeeld", "naam: {een: twee, drie: vier #5}", "MW068", 2, 30),
        ("naam: Voorbeeld", "naam: {een: [twee #3], drie: vier}", "MW068", 2, 19),
        ("naam: Voorbeeld", "naam: een\n  twee #3 van\n  vier", "MW068", 3, 8),
        ("naam: Voorbeeld", 'naam: "een #3 van\n  twee', "MW037", 2, 7),
        ("naam: Voorbeeld", "naam: [een, # (zie)\n  twee", "MW038", 2, 7),
        # Nothing of these: what is truly other.
        ("naam: Voorbeeld", 'naam: "Een": twee', "MW001", 2, 12),
    ],
)
def test_the_mistake_is_named_where_it_is(before: str, after: str, code: str, line: int, column: int) -> None:
    outcome = read_yaml(GOOD.replace(before, after).encode())
    assert isinstance(outcome, Problem)
    assert (outcome.code, outcome.position.line, outcome.position.column) == (code, line, column)


@pytest.mark.parametrize(
    "text",
    [
        'naam: "Voor\n  beeld"\n',
        "naam: Voor's-beeld\n",
        "naam: 10% van\n",
        "url: http://voorbeeld.example\n",
        "naam: Voor\u00a0beeld\n",
        "naam: A&B en R & D\n",
        "naam: &a Een\nander: *a\n",
        "naam: &a Een\nander: [*a, twee]\n",
        "lijst: #zonder spatie\n  - een\n",
        "lijst: #zonder spatie\n- een\n",
        "naam: \u201cEen\u201d en \u201ctwee\u201d\n",
        'naam: "\u201cEen\u201d"\n',
        "naam: 'Een ''twee'' drie'\n",
        "naam: |\n  'open\n  @wie\n",
        "naam: Een  # opmerking\nander: twee\n  # Een opmerking\n",
        'naam: "Voor\n  beeld #2"\n',
        "naam: [een, # eerst\n  twee]\n",
        "naam:\n  - een  # eerst\n  - 'twee #2'\n",
        "naam: {een: 'twee',\n  drie: 'a #4'}\n",
    ],
)
def test_what_reads_is_not_told(text: str) -> None:
    assert not isinstance(outcome := read_yaml(text.encode()), Problem)
    assert outcome.warnings == ()


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("naam: &Voorbeeld zon", "MW056", 7),
        ("naam: #1 van twee", "MW057", 7),
        ("naam: Voorbeeld #1", "MW046", 17),
        ("naam: \u201cVoorbeeld\u201d", "MW061", 7),
        *(
            (f"naam: {quote}Voorbeeld\u201d", "MW061", 7)
            for quote in "\u201e\u201d\u201f\u2018\u201a\u2019\u201b"
        ),
        ("naam: |-\n  Voor #beeld\nziet: Voorbeeld #1", "MW046", 17),
        ("naam:\n  - Voorbeeld #1", "MW046", 15),
        ("naam: Voor\n  beeld #1", "MW046", 9),
        ("naam:\n  - Voor\n    beeld #1", "MW046", 11),
    ],
)
def test_a_sign_that_does_not_mean_what_it_seems_to_is_told(line: str, code: str, column: int) -> None:
    assert not isinstance(outcome := read_yaml(f"id: a\n{line}\nsoort: b\n".encode()), Problem)
    number = 2 + line.count("\n")
    assert [(w.code, w.position.line, w.position.column) for w in outcome.warnings] == [
        (code, number, column)
    ]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("- a\n-\u00a0b\n", 2, 2),
        ("a: 1\nb\u00a0: 2\n", 2, 2),
        ("a: 1\nb:\u00a02\n", 2, 3),
        *((f"a: 1\n{space}b: 2\n", 2, 1) for space in "\u2000\u2007\u200a\u202f\u205f\u3000"),
    ],
)
def test_a_hard_space_is_told_at_its_place(text: str, line: int, column: int) -> None:
    outcome = read_yaml(text.encode())
    assert isinstance(outcome, Problem)
    assert (outcome.code, outcome.position.line, outcome.position.column) == ("MW035", line, column)


TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
UNSEEN = "\u0085\u00ad\u200b\u200c\u200d\u2028\u2029\u2060\u2061\u2062\u2063\u2064\u115f\u1160\u3164\uffa0"


@pytest.mark.parametrize(
    ("sign", "code"), [*((sign, "MW039") for sign in TURNING), *((sign, "MW040") for sign in UNSEEN)]
)
def test_a_sign_that_nobody_sees_is_told(sign: str, code: str) -> None:
    outcome = read_yaml(f"id: a\nnaam: Voor{sign}beeld\n".encode())
    assert [(w.code, w.position.line, w.position.column) for w in outcome.warnings] == [(code, 2, 11)]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *((rf"\u{ord(sign):04x}", "MW039") for sign in TURNING),
        *((rf"\u{ord(sign):04X}", "MW040") for sign in UNSEEN),
        (r"\u200B", "MW040"),
        (r"\N", "MW040"),
        (r"\P", "MW040"),
        (r"\e", "MW067"),
        (r"\x1B", "MW067"),
        (r"\U0000001b", "MW067"),
        *((rf"\{letter}", "MW067") for letter in "0abvf"),
        (r"\L", "MW040"),
        (r"\x7f", "MW067"),
        (r"\x9b", "MW067"),
    ],
)
def test_a_sign_that_nobody_sees_is_told_where_it_is_written_as_its_number(written: str, code: str) -> None:
    outcome = read_yaml(f'id: a\nnaam: "Voor{written}beeld {written}"\n'.encode())
    assert [(w.code, w.position.line, w.position.column) for w in outcome.warnings] == [(code, 2, 12)]


@pytest.mark.parametrize(
    "text",
    [
        r"C:\a\e\0",
        r"'C:\e'",
        r'"C:\\e"',
        r'"een\ttab en\neen regel"',
        r'"\u00e9\x41\/"',
        r"zo \u202e",
        r'"\U00110000"',
    ],
)
def test_a_backslash_that_hides_nothing_is_not_told(text: str) -> None:
    outcome = read_yaml(f"id: a\nnaam: {text}\n".encode())
    assert isinstance(outcome, Problem) or outcome.warnings == ()
