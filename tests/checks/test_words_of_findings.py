"""The words of a finding: what it quotes, what it suggests, and what it never repeats."""

import pytest

from maatwerk_cli.checks.catalogue import catalogue, file_text, path_text, shown_word, texts
from maatwerk_cli.text.personal_data import privacy
from maatwerk_cli.text.personal_data.privacy import MASK
from maatwerk_cli.text.problem import Problem

ZON, WHO = "proeftuinen/zon.yaml", "kandidaten/k-aaaaaaaaa1.yaml"


def said(code: str, file: str = ZON, loc: tuple[str | int, ...] = ("categorie",), **params: object) -> str:
    return " ".join(texts(Problem(code, file, loc, params)))


def with_choices() -> str:
    return next(code for code, rule in catalogue().items() if "{keuzes}" in rule.message + rule.remedy)


@pytest.mark.parametrize(("word", "nothing"), [("onbekend", True), ("Geen", True), ("vb-bouw", False)])
def test_where_there_is_nothing_to_name_no_record_is_asked_for(word: str, nothing: bool) -> None:
    text = said("MW203", woord=word, keuzes=("voorbeeldbouw",), soort="organisatie")
    assert ("Haal de waarde weg" in text) is nothing


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (("verloop", 0, "sinds"), "van verloop[0].sinds ligt"),
        ((3, "datum"), "van datum ligt"),  # which record of the file it is, the place tells
        ((3,), "van dit record ligt"),
        ((), "van dit record ligt"),
    ],
)
def test_which_field_it_is_is_told(field: tuple[str | int, ...], words: str) -> None:
    assert words in said("MW304", veld=field, peildatum="2020-12-31")


@pytest.mark.parametrize(
    ("case", "words", "never"),
    [
        ("", "Het plan heeft deze stap gezet, en de proeftuin 'vb' heeft die fase niet.", "andere dag"),
        ("datum", "op een andere dag dan", "niet"),
        ("plan", "De proeftuin heeft decharge, en haar plan 'vb' heeft die stap niet.", "proeftuin 'vb'"),
    ],
)
def test_which_of_a_plan_and_its_proeftuin_is_behind_is_told(case: str, words: str, never: str) -> None:
    text, _ = texts(Problem("MW352", ZON, ("verloop", 0, "fase"), {"id": "vb", "geval": case}))
    assert words in text
    assert never not in text


@pytest.mark.parametrize(("choices", "expected"), [(("een", "twee"), "een, twee"), ((), "(niets)")])
def test_what_can_be_chosen_is_named(choices: tuple[str, ...], expected: str) -> None:
    code = with_choices()
    text = said(
        code, woord="drie", keuzes=choices, veld="veld", lijst="lijst", telt="telt", soort="x", id="y"
    )
    assert expected in text
    assert ("(niets)" in text) is (not choices)


@pytest.mark.parametrize(
    ("word", "choices", "expected"),
    [
        ("schoonmak", ("schoonmaak", "catering"), "Bedoelde u 'schoonmaak'?"),
        ("iets heel anders", ("schoonmaak", "catering"), None),
        ("jan@voorbeeld.n", ("jan@voorbeeld.nl",), None),  # what may be personal is never suggested
    ],
)
def test_the_nearest_choice_is_suggested(word: str, choices: tuple[str, ...], expected: str | None) -> None:
    text = said("MW204", woord=word, keuzes=choices, lijst="categorie")
    assert "Bedoelde u" not in text if expected is None else expected in text


@pytest.mark.parametrize(
    ("file", "loc", "expected"),
    [
        (ZON, ("ambitie",), "Zet erachter: # geen persoonsgegeven MW401"),
        ("organisaties.csv", (2, "naam"), "Zet in een kolom geen_persoonsgegeven: MW401"),
        (ZON, (), None),  # there is no place to put it beside
        (WHO, ("plek",), None),  # of a candidate nothing is excepted
    ],
)
def test_how_a_value_is_excepted_is_told_where_that_can_be(
    file: str, loc: tuple[str | int, ...], expected: str | None
) -> None:
    text = said("MW401", file, loc, soort="een telefoonnummer", veld=loc, plaats="x")
    assert "Is het dat niet?" not in text if expected is None else expected in text


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("schoonmaak", True), ("a" * 80, True), ("a" * 81, False), ("jan@voorbeeld.nl", False),
        ("Jan Voorbeeld", False), ("0612345678", False), ("-", False),
    ],
)  # fmt: skip
def test_a_word_is_repeated_only_where_it_is_plain(word: str, expected: bool) -> None:
    assert shown_word(word) == (word if expected else MASK)
    assert (word in said("MW204", woord=word, keuzes=("iets",), lijst="categorie")) is expected
    # Of a candidate only the program's own words.
    assert shown_word(word, WHO) == MASK
    assert shown_word("plek", WHO) == "plek"


LONG = f"{'b' * 40}_{'b' * 39}"


@pytest.mark.parametrize(
    ("name", "meant", "expected"),
    [
        ("beoogde plaatsen", "beoogde_plaatsen", True),  # nearly one of ours, so it is nobody's own
        ("Jan de Vries", "beoogde_plaatsen", False),
        (LONG.replace("_", " "), LONG, True),  # as long as a name can be
        (LONG.replace("_", "  "), LONG, False),
    ],
)
def test_the_name_of_a_field_is_repeated_where_it_is_nearly_ours(
    name: str, meant: str, expected: bool
) -> None:
    assert (f"'{name}'" in said("MW101", woord=name, keuzes=(meant,))) is expected
    assert name not in said("MW101", WHO, woord=name, keuzes=(meant,))


@pytest.mark.parametrize("beside", [" 06-12345678", "\x1b[1m"])
def test_what_stands_beside_the_name_of_a_field_is_not_repeated(beside: str) -> None:
    text = said("MW101", woord=f"loonsom_excl_btw{beside}", keuzes=("loonsom_excl_btw",))
    assert "Bedoelde u 'loonsom_excl_btw'?" in text
    assert beside.strip() not in text


@pytest.mark.parametrize(
    ("word", "other"),
    [("loonsom_incl_btw", True), ("looptijd_jaren", True), ("loonsom_ex_btw", False), ("categori", False)],
)
def test_who_has_another_measure_is_not_led_to_change_only_the_name(word: str, other: bool) -> None:
    text = said("MW101", woord=word, keuzes=("categorie", "loonsom_excl_btw", "looptijd_maanden"))
    assert ("Dit veld heeft een andere maat." in text) is other


def test_another_record_is_named_in_the_file_of_somebody_too() -> None:
    assert "verslag-2020" in said("MW305", WHO, ("stappen", 0, "sinds"), veld=(), ander="verslag-2020")


def test_a_path_ends_where_it_may_not_be_told() -> None:
    assert path_text(("verloop", 0, "fase")) == "verloop[0].fase"
    assert path_text((3, "kvk")) == "[3].kvk"
    assert path_text(("verloop", "Jan Voorbeeld", "fase")) == "verloop"
    assert path_text(()) == ""


def test_a_file_is_named_without_what_steers_a_terminal() -> None:
    assert file_text("proeftuinen/zon.yaml") == "proeftuinen/zon.yaml"
    assert file_text("proeftuinen/\x1b[31m.yaml") == "proeftuinen/\\u{1b}[31m.yaml"


def test_a_pseudonym_that_looks_like_a_postcode_is_named_and_not_searched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searched: list[str] = []
    monkeypatch.setattr(privacy, "hits", lambda text: searched.append(text) or [])
    assert file_text("kandidaten/k-1234ab5678.yaml") == "kandidaten/k-1234ab5678.yaml"
    assert searched == []
    file_text("1234AB 5/k-1234ab5678.yaml")
    assert searched


@pytest.mark.parametrize(
    ("code", "given", "expected"),
    [("MW112", "1-3-2018", '"2018-03-01"'), ("MW112", "ooit", None), ("MW112", "31-2-2018", None)],
)
def test_a_date_that_is_written_otherwise_is_suggested(code: str, given: str, expected: str | None) -> None:
    loc = ("verloop", 0, "sinds")
    text = said(code, ZON, loc, veld=loc, invoer=given)
    assert "Bedoelde u" not in text if expected is None else f"Bedoelde u {expected}?" in text
    assert "Bedoelde u" not in said(code, WHO, loc, veld=loc, invoer=given)
