"""Personal data is found, and little else: measured on a corpus of true and false examples."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from maatwerk_cli.models.proeftuin import Proeftuin
from maatwerk_cli.models.tender.aanbesteding import Aanbesteding
from maatwerk_cli.register import personal
from maatwerk_cli.text.personal_data import privacy

CORPUS = YAML(typ="safe").load((Path(__file__).parent / "privacy_corpus.yaml").read_text(encoding="utf-8"))
TRUE = [(code, text) for code, texts in CORPUS["wel"].items() for text in texts]


@pytest.mark.parametrize(("code", "text"), TRUE)
def test_true_examples_are_found_by_their_own_rule_only(code: str, text: str) -> None:
    assert {hit.code for hit in privacy.hits(text)} == {code}


@pytest.mark.parametrize("text", CORPUS["niet"])
def test_false_examples_are_not_found(text: str) -> None:
    assert privacy.hits(text) == []


@pytest.mark.parametrize("text", [text for _, text in TRUE])
@pytest.mark.parametrize("around", ["{}", "Zie {} voor meer.", "a\n{}\nb"])
def test_what_is_found_is_masked_and_the_prefilter_lets_it_through(text: str, around: str) -> None:
    whole = around.format(text)
    assert privacy.may_hold(whole)
    masked = privacy.mask(whole)
    assert privacy.MASK in masked
    assert privacy.hits(masked) == []


PIECES = st.sampled_from(
    [
        *(text for _, text in TRUE),
        *CORPUS["niet"],
        " ",
        ", ",
        "\n",
        "\n      ",
        "bsn",
        "geb. ",
        "heer ",
        "1-2-2020",
        "mw ",
        "mw\x1c",
        "\u00b9",
        "\u2467",
        "\u246b",
        "\u00b7",
        "\u2800",
        "Jansen",
        "x",
        "1234",
        "AB",
    ]
)


@given(st.one_of(st.lists(PIECES, max_size=5).map("".join), st.text(max_size=60)))
def test_the_prefilter_never_hides_a_hit(text: str) -> None:
    outcome = privacy.hits(text)
    assert privacy.may_hold(text) or not outcome
    assert all(0 <= hit.start < hit.end <= len(text) for hit in outcome)
    assert all(entry.end <= other.start for entry, other in pairwise(outcome))


NEAR = (
    "1234 2018 AB Ab ab aB al de é 12 5 5a bis hs XIV , ; - # / : . ' Kerkhof Linde huisnummer nr postcode "
    "NL- te in adres huisadres woont bewoont op aan het hr Hr dr mr ing Th familie Jansen kandidaat cliënt "
    "a v nummer at punt geboren geboorte is \x1c"
)
"""Parts of what tells where somebody lives, is called or has as a number, and of what only looks like it."""


@given(
    st.lists(st.tuples(st.sampled_from(NEAR.split(" ")), st.sampled_from(["", " "])), max_size=9).map(
        lambda parts: "".join(sum(parts, ()))
    )
)
def test_what_nearly_is_personal_is_never_hidden_either(text: str) -> None:
    if privacy.hits(text):
        assert privacy.may_hold(text)
        assert privacy.may_hold(text.replace(" ", "\n      "))  # folded, as in a file


@pytest.mark.parametrize(
    "text",
    [
        "1234 AB huisnummer 5",
        "1234 xy nr.: 5",
        "1234AB/12",
        "Kerk 12 a, 1234 AB",
        "Kerk 12-XIV 1234 ab",
        "Kerk 12 te 1234 AB",
        "Kerk 12 in NL-1234ab",
        "postcode 1234 de en 12",
        "adres de Linde 12",
        "het huisadres: Linde 12",
        "wie bewoont op Linde 12",
        "wonende te Linde 12",
        "geborenin 1990",
        "geboortejaaris 1990",
        "hr. Jansen",
        "Th. Jansen",
        "kandidaat-nummer 1234",
        "cliënt nummer: 1234",
        "studente nummer 1234",
        "jan at voorbeeld punt nl",
    ],
)
def test_each_sign_is_enough(text: str) -> None:
    assert privacy.hits(text)
    assert privacy.may_hold(text)
    assert privacy.may_hold(text.replace(" ", "\n      "))


@pytest.mark.parametrize("key", ["adres", "huisadres", "postcode", "hr.", "geboren", "kandidaat"])
@pytest.mark.parametrize("value", ["Kerkhof 12", "1234 AB 12", "nummer 1234", "12 mei 1990"])
@pytest.mark.parametrize(
    "form",
    [
        "{}: {}\n",
        '"{}": "{}"\n',
        "{} : {}\n",
        "{}:\n  - {}\n",
        "? {}\n: {}\n",
        "{{{}: [x, {}]}}\n",
        "{}: >-\n  {}\n",
    ],
)
def test_a_label_may_be_a_key(key: str, value: str, form: str) -> None:
    text = form.format(key, value)
    outcome = list(personal.yaml_problems("x.yaml", text.encode(), YAML(typ="safe").load(text)))
    assert not (personal.innocent(text) and outcome)


@pytest.mark.parametrize(
    "text",
    [
        "of ze eind 2018 al gestart waren",
        "vanaf begin 2018 in bij alle nieuwe aanbestedingen",
        "van 2017 en 2018 is 27 februari",
        "binnen het Rijk ook Inkoop, HR en beleid",
        "het adres van de pagina is niet bekend",
        "een kandidaat heeft een nummer, en daarna een a",
        "kansen op de markt 41",
    ],
)
def test_ordinary_words_wake_no_pattern(text: str) -> None:
    assert not privacy.may_hold(text)


def test_the_name_of_a_street_is_seen_however_long_it_is() -> None:
    street = "Voorbeeld" + "hoven" * 12  # its capital is not among the signs just before the number
    assert privacy.hits(f"bij de {street}straat 5")
    assert privacy.may_hold(f"bij de {street}straat 5")


@given(
    st.one_of(
        st.from_regex(r"\Ak-[a-z0-9]{10}\Z"),
        st.builds(
            "k-{}{:0>10}".format,
            st.sampled_from(["bsn", "dhr", "mej", "geb", "heer", "sofi", "nl9", "061", "mw"]),
            st.integers(0, 9_999_999_999),
        ).map(lambda name: name[:12]),
        st.integers(0, 9_999_999_999).map("k-{:0>10}".format),
    )
)
def test_there_is_nothing_personal_in_a_pseudonym(name: str) -> None:
    assert privacy.is_pseudonym(name)
    assert privacy.hits(name) == privacy.hits(f"id: {name}") == []


@pytest.mark.parametrize(
    ("field", "value", "refused"),
    [
        ("bedrag", "31612345678", False),
        ("verhoging", "31612345678", False),
        ("loonsom_excl_btw", "31612345678", False),
        ("loonsom_excl_btw", "bel 31612345678", True),  # more than an amount
        ("looptijd_maanden", "31612345678", True),  # nothing lasts so long
        ("titel", "31612345678", True),
        ("kvk", "12345678", False),
        ("url", "https://voorbeeld.example/zaak/123456782", False),
        ("cpv", "06123456-7", False),
    ],
)
def test_what_a_value_is_not_follows_from_what_its_field_holds(field: str, value: str, refused: bool) -> None:
    text = f'{field}: "{value}"\n'
    problems = personal.yaml_problems("x.yaml", text.encode(), {field: value})
    assert bool(list(problems)) == refused


def test_a_mark_is_that_of_a_case_only_where_records_are_cases() -> None:
    def codes(cases_of: type[Proeftuin | Aanbesteding]) -> list[str]:
        problems = personal.yaml_problems("x.yaml", b'id: "123456782"\n', {"id": "123456782"}, cases_of)
        return [problem.code for problem in problems]

    assert codes(Proeftuin) == ["MW401"]
    assert codes(Aanbesteding) == []
