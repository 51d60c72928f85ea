"""A text that is no YAML is told by the mistake that was made, at the place where it was made."""

import pytest

from maatwerk_cli.text.yaml.yaml_reader import YamlProblem, read_yaml

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
        ("naam: Voorbeeld", "naam: %10 Voorbeeld", "MW033", 2, 7),
        ("naam: Voorbeeld", "naam: @Voorbeeld", "MW033", 2, 7),
        ("naam: Voorbeeld", "naam: `Voorbeeld`", "MW033", 2, 7),
        ("naam: Voorbeeld", "naam: 's-Voorbeeldstad", "MW032", 2, 7),
        ("  - een", "  - 's-Voorbeeldstad", "MW032", 5, 5),
        ("naam: Voorbeeld", "<<<<<<< HEAD\nnaam: Een\n=======\nnaam: Ander\n>>>>>>> tak", "MW031", 2, 1),
        # Nothing of these: the catch-all.
        ("naam: Voorbeeld", "naam: Een: twee", "MW001", 2, 10),
    ],
)
def test_the_mistake_is_named_where_it_is(before: str, after: str, code: str, line: int, column: int) -> None:
    outcome = read_yaml(GOOD.replace(before, after).encode())
    assert isinstance(outcome, YamlProblem)
    assert (outcome.code, outcome.position.line, outcome.position.column) == (code, line, column)


@pytest.mark.parametrize(
    "text",
    [
        'naam: "Voor\n  beeld"\n',
        "naam: Voor's-beeld\n",
        "naam: 10% van\n",
        "url: http://voorbeeld.example\n",
        "naam: Voor\u00a0beeld\n",
        "naam: |\n  'open\n  @wie\n",
    ],
)
def test_what_reads_is_not_told(text: str) -> None:
    assert not isinstance(outcome := read_yaml(text.encode()), YamlProblem)
    assert outcome.warnings == ()


@pytest.mark.parametrize(("sign", "code"), [("\u202e", "MW039"), ("\u200b", "MW040"), ("\u00ad", "MW040")])
def test_a_sign_that_nobody_sees_is_told(sign: str, code: str) -> None:
    outcome = read_yaml(f"id: a\nnaam: Voor{sign}beeld\n".encode())
    assert [(w.code, w.position.line, w.position.column) for w in outcome.warnings] == [(code, 2, 11)]
