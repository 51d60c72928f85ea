"""Whatever a verdict rests on appears in the memo's text, in every form."""

import html
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maatwerk_cli.models.tender.cell import AmountReader, cell_readers
from maatwerk_cli.models.tender.dossier import Dossier
from maatwerk_cli.tender.dossiers import judgeable
from maatwerk_cli.tender.duty import Duty
from maatwerk_cli.tender.duty_terms import duty_terms
from maatwerk_cli.tender.facts import TENDER_FIELDS, Facts, FactsReader
from maatwerk_cli.tender.frameworks.open_readings import OUTSIDE
from maatwerk_cli.tender.frameworks.policy import Beleid, read_beleid
from maatwerk_cli.tender.judging import Choices, Result, TenderRead, judge
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.tender.views.memo.memo import memo_document
from maatwerk_cli.tender.views.memo.memo_repeat import input_hash
from maatwerk_cli.tender.views.verdict_words import Background, fact_text, verdict_blocks
from maatwerk_cli.text import blocks, dutch
from maatwerk_cli.text.blocks import BlockTable

POLICY = read_beleid(Path(__file__).parents[2] / "data" / "beleid")
assert isinstance(POLICY, Beleid)
ASSESSOR = Assessor(POLICY)
BACKGROUND = Background({}, POLICY.sha256, "0", POLICY.unconfirmed)

cells = st.fixed_dictionaries(
    {},
    optional={
        "id": st.sampled_from(["vb-1", "vb-2"]),
        "perceel": st.sampled_from(["1", "2"]),
        "opdrachtgever_soort": st.sampled_from(["rijk", "decentraal", "overig"]),
        "werkwijze": st.sampled_from(["generiek_kader", "maatwerk"]),
        "aard": st.sampled_from(["werk", "dienst", "levering"]),
        "loonsom_excl_btw": st.sampled_from(["249999.99", "250000", "900000"]),
        "opdrachtwaarde_excl_btw": st.sampled_from(["249999.99", "250000", "900000"]),
        "looptijd_maanden": st.integers(4, 8).map(str),
        "begin": st.sampled_from(["2017-01-01", "2018-01", "2010"]),
        "einde": st.sampled_from(["2018-05-31", "2018-06-30", "2019"]),
        "verlenging_maanden": st.sampled_from(["0", "6", "onbekend"]),
        "raamovereenkomst": st.sampled_from(["ja", "nee", "nadere_overeenkomst"]),
        "uitsluitingsgronden": st.sampled_from(["nee", "ug-1", "ug-1 ug-2"]),
        "motivering": st.just("Voorbeeld van een motivering"),
        "lezingen": st.sampled_from(["verlenging=telt_mee", "verlenging=telt_niet_mee percelen=samen"]),
        "peildatum": st.sampled_from(["2013-05-01", "2017", "2019-01-01", "2009"]),
    },
)


def result_of(tender: dict[str, str]) -> Result | None:
    facts = FactsReader(list(tender), cell_readers(AmountReader("komma"))).facts(list(tender.values()))
    assert isinstance(facts, Facts)
    outcome = next(judge([TenderRead(facts)], ASSESSOR, Choices()))
    return outcome if isinstance(outcome, Result) else None


def plain_words(text: str) -> str:
    """Give text without markup and breaks, so that only the words count."""
    bare = re.sub(r"<[^>]+>", " ", text)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"\\([^a-zA-Z0-9\s])", r"\1", bare)))


@settings(max_examples=60)
@given(cells)
def test_the_memo_says_all_that_a_verdict_rests_on(tender: dict[str, str]) -> None:
    result = result_of(tender)
    if result is None:
        return
    verdict = result.besluit
    document = memo_document([result], (), BACKGROUND)
    wanted = [*result.waarschuwingen, POLICY.sha256, input_hash([result])]
    facts = result.facts
    wanted += [
        fact_text(field, facts, {})
        for field in TENDER_FIELDS
        if getattr(facts, field) not in (None, ()) and field not in ("looptijd_maanden", "lezingen")
    ]
    if facts.looptijd_maanden is not None:
        wanted.append(dutch.months(facts.looptijd_maanden))
    chosen = dict(facts.lezingen)
    wanted += [
        reading.keuzes[chosen[reading.id]]
        for kader in verdict.kaders
        for reading in kader.stand.kader.leesvragen
        if reading.id in chosen and reading.id != OUTSIDE
    ]
    for kader in verdict.kaders:
        wanted.append(dutch.outcome(kader.uitkomst))
        wanted += [asked.vraag for asked in kader.te_vragen]
        for check in kader.toetsingen:
            source = check.voorwaarde.bron
            wanted += [check.voorwaarde.naam, f"{source.id}, {source.vindplaats}"]
            if isinstance(check.grens, Decimal):
                wanted.append(dutch.euro(check.grens))
        if kader.grensgeval and kader is verdict.kader:
            wanted.append(kader.grensgeval)
        if kader.verplichting and kader.verplichting.bedrag is not None and kader is verdict.kader:
            wanted.append(dutch.euro(kader.verplichting.bedrag))
    if verdict.peildatum:
        wanted.append(dutch.datum(verdict.peildatum.text))
    for text in (
        blocks.markdown_of(document),
        blocks.html_of(document, "Memo"),
        blocks.text_of(document, 100_000),
    ):
        said = plain_words(text)
        assert [part for part in wanted if plain_words(part).strip(" .") not in said] == []
        assert ("Handtekening" in said) is (verdict.uitkomst != "onbekend")
        screen = plain_words(
            blocks.text_of(verdict_blocks(result, BACKGROUND, Dossier(), explain=False), 100_000)
        )
        assert [part for part in result.waarschuwingen if plain_words(part).strip(" .") not in screen] == []


@settings(max_examples=40)
@given(cells)
def test_the_memo_says_all_that_the_file_says_of_who_judged_what(tender: dict[str, str]) -> None:
    """Also of what is not at issue, twice of one thing, and of a reading of which no choice is given."""
    result = result_of(tender)
    if result is None:
        return
    names = [*judgeable(POLICY), "looptijd"]
    judged = [
        {"wat": name, "door": "jurist", "datum": "2018-02-03", "motivering": f"Overweging {number:03}"}
        for number, name in enumerate(names)
    ]
    document = memo_document([result], [Dossier.model_validate({"beoordelingen": judged})], BACKGROUND)
    read = plain_words(blocks.markdown_of(document)).partition("## Zo herhaalt u")[0]
    assert [own for own in judged if own["motivering"] not in read] == []


@settings(max_examples=40)
@given(cells, st.booleans(), st.booleans())
def test_the_memo_says_of_each_option_of_the_file_how_long_it_is_and_what_it_is_worth(
    tender: dict[str, str], estimated: bool, valued: bool
) -> None:
    """Also where no obligation is told over them: the file was made for what could have applied."""
    result = result_of(tender)
    if result is None:
        return
    amounts = ["17345", "18456.50"] if valued else [None, None]
    options = [
        {"maanden": months} | ({"bedrag": amount} if amount else {})
        for months, amount in zip((7, 11), amounts, strict=True)
    ]
    estimate = {
        "wijze": "uren",
        "door": "kostendeskundige",
        "datum": "2018-01-02",
        "opties": "niet_inbegrepen",
    }
    said = {"opties": options} | ({"raming": estimate} if estimated else {})
    document = memo_document([result], [Dossier.model_validate(said)], BACKGROUND)
    rows = [row for block in document if isinstance(block, blocks.BlockTable) for row in block.rows]
    worth = ("€ 17.345", "€ 18.456,50") if valued else ("onbekend", "niet vastgelegd")
    for number, months in enumerate(("7 maanden", "11 maanden"), 1):
        (row,) = [row for row in rows if row[0].startswith(f"Optie {number}")]
        assert row[1] == months
        assert row[2] == worth[number - 1] if valued else row[2] in worth


amounts = st.one_of(st.none(), st.integers(0, 90_000_000).map(lambda cents: Decimal(cents) / 100))


@settings(max_examples=200)
@given(
    st.integers(1, 90_000_000).map(lambda cents: Decimal(cents) / 100),
    st.sampled_from([Decimal(5), Decimal("2.5"), Decimal("0.3")]),
    st.lists(amounts, max_size=4),
    st.sampled_from(["inbegrepen", "niet_inbegrepen", None]),
)
def test_the_parts_of_an_obligation_are_the_whole_and_nothing_is_made_up(
    base: Decimal, percentage: Decimal, options: list[Decimal | None], told_of: str | None
) -> None:
    said: dict[str, object] = {
        "opties": [
            {"maanden": 6} | ({} if amount is None else {"bedrag": f"{amount:.2f}"}) for amount in options
        ]
    }
    if told_of:
        said["raming"] = {"wijze": "x", "opties": told_of, "door": "inkoper", "datum": "2018"}
    due = (base * percentage / 100).quantize(Decimal("0.01"), "ROUND_HALF_UP")
    terms = duty_terms(
        Duty(percentage, "loonsom_excl_btw", due),
        Facts(loonsom_excl_btw=base, looptijd_maanden=12),
        Dossier.model_validate(said),
    )
    if not options:
        assert terms.parts == ()
        return
    firm, *each, whole = terms.parts
    known = [part.amount for part in (firm, *each)]
    if None not in known and whole.amount is not None:
        assert sum(amount for amount in known if amount is not None) == whole.amount
    if told_of == "inbegrepen":
        assert whole.amount == due
        assert (firm.amount is None) == (
            None in options or sum(option for option in options if option is not None) > base
        )
    elif told_of == "niet_inbegrepen":
        assert firm.amount == due
        assert (whole.amount is None) == (None in options)
    else:
        assert firm.amount is None
        assert whole.amount is None
    for part, amount in zip(each, options, strict=True):
        assert (part.amount is None) == (amount is None)


# By the way and the day: whether another way gives another outcome, and how the chosen one is called.
WAYS = {
    "one in force": ("generiek_kader", "2017-03-01", False, "het generieke kader"),
    "two in force": ("generiek_kader", "2018-03-01", True, "het generieke kader"),
    "not in force, and another is": ("maatwerk", "2017-03-01", True, "de werkwijze Maatwerk voor Mensen"),
    "none in force": ("maatwerk", "2010-03-01", False, "de werkwijze Maatwerk voor Mensen"),
}


@pytest.mark.parametrize("case", WAYS)
def test_who_chose_the_way_of_working_is_asked_in_both_tables_or_in_none(case: str) -> None:
    """In 2017 there is one framework: whoever chose it chose nothing, and that leaves nothing to record.

    Who chose one that was not in force then, left the outcome unknown.
    """
    way, day, needed, name = WAYS[case]
    tender = {"opdrachtgever_soort": "rijk", "aard": "dienst", "loonsom_excl_btw": "100000"}
    tender |= {"werkwijze": way, "peildatum": day, "looptijd_maanden": "12"}
    result = result_of(tender)
    assert result is not None
    tables = [block for block in memo_document([result], (), BACKGROUND) if isinstance(block, BlockTable)]
    rows = {row[0]: row for table in tables for row in table.rows}
    said = {rows["Gekozen werkwijze"][2], *rows["Werkwijze"][2:]}
    assert said == {"niet vastgelegd" if needed else "niet nodig"}
    assert rows["Gekozen werkwijze"][1] == rows["Werkwijze"][1] == name
