"""The source of a limit, a ground or a percentage is the one told, and that it is not confirmed."""

import csv
import io
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.conftest import Run, printed
from tests.tender.test_duty_in_words import kader
from tests.tender.test_framework_oracle import facts_of as facts_of_row
from tests.tender.test_framework_oracle import verdict_of
from tests.tender.test_lots_in_tables import LONG, framework, lot, reading

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.tender.cell import AmountReader, cell_readers
from maatwerk_cli.models.values import Bronverwijzing, parse_datum
from maatwerk_cli.tender.facts import Facts, FactsReader
from maatwerk_cli.tender.frameworks.policy import Beleid, KaderInForce, read_beleid
from maatwerk_cli.tender.judging import Choices, Result, TenderRead, judge
from maatwerk_cli.tender.lots import Lots
from maatwerk_cli.tender.reservations import _who
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.tender.verdicts.verdict import Besluit
from maatwerk_cli.tender.words.source_words import cited, doubts_of_duty

ROOT = Path(__file__).parents[2]
CODE = "bron_onbevestigd"
OWN = '        bron: {id: jaarverslag-2018, vindplaats: "§1.1"}\n'
SEEN = "        bron: {id: pianoo, vindplaats: uittreksel}\n"
OTHER_PLACE = '        bron: {id: jaarverslag-2018, vindplaats: "§1.2"}\n'
FIRST_DAY = "        bron_vanaf: {id: evofenedex-2011, vindplaats: uittreksel}\n        afgeleid: [vanaf]\n"
GROUND = '  - id: ug-2\n    status: niet_in_bron\n    bron: {id: jaarverslag-2018, vindplaats: "§1.1"}\n'


def later(limit: str, source: str) -> tuple[str, str]:
    """Let a limit of the wage sum have another value from July 2018."""
    before = f'      - waarde: 250000\n        vanaf: "2011-07-01"\n{OWN}{FIRST_DAY}'
    first = before.replace(FIRST_DAY, FIRST_DAY.replace("[vanaf]", "[vanaf, tot_en_met]"))
    ended = first.replace('"2011-07-01"\n', '"2011-07-01"\n        tot_en_met: "2018-06-30"\n')
    return before, f'{ended}      - waarde: {limit}\n        vanaf: "2018-07-01"\n{source}'


LATER = later("300000", SEEN)
FILLED = (
    GROUND,
    "  - id: ug-2\n    status: ingevuld\n    tekst: Voorbeeld van een grond\n"
    "    bron: {id: pianoo, vindplaats: uittreksel}\n",
)
SHARE = (
    f'      - waarde: 5\n        vanaf: "2018-01-01"\n{OWN}',
    f'      - waarde: 4\n        vanaf: "2018-01-01"\n{SEEN}',
)
TERM = (
    f'      - waarde: 6\n        vanaf: "2011-07-01"\n{OWN}',
    f'      - waarde: 6\n        vanaf: "2011-07-01"\n{SEEN}',
)
DUTY = ('dat is een lezing en geen feit.\n  bron: {id: jaarverslag-2018, vindplaats: "§1.1"}',
        "dat is een lezing en geen feit.\n  bron: {id: pianoo, vindplaats: uittreksel}")  # fmt: skip
NATURE = (
    'waarden: [werk, dienst]\n    bron: {id: jaarverslag-2018, vindplaats: "§1.1"}',
    "waarden: [werk, dienst]\n    bron: {id: pianoo, vindplaats: uittreksel}",
)
CITED = "pianoo (uittreksel), niet bevestigd"
OF_LIMIT = f"De grens van de voorwaarde 'De loonsom is hoog genoeg' komt uit {CITED}."
OF_TERM = f"De grens van de voorwaarde 'De looptijd is lang genoeg' komt uit {CITED}."
OF_GROUND = f"De tekst van ug-2 komt uit {CITED}."
OF_SHARE = f"Dit getal van de verplichting komt uit {CITED}: Standaardpercentage social return."
OF_DUTY = f"De verplichting komt uit {CITED}."
OF_NATURE = f"De voorwaarde 'De opdracht is een werk of een dienst' komt uit {CITED}."
SCOPE = (
    'opdrachtgever_soort: [rijk]\n  bron: {id: jaarverslag-2018, vindplaats: "§1.1"}',
    "opdrachtgever_soort: [rijk]\n  bron: {id: pianoo, vindplaats: uittreksel}",
)
TERM_OF_IT = (
    '  bevestigd: "2011"\n  bron_bevestigd: {id: jaarverslag-2018, vindplaats: "§1.1"}\n',
    "",
)
OPTIONS_COUNT = (
    "    toelichting: Geen bron zegt of opties meetellen.\n",
    "    toelichting: Voorbeeld van een keuze.\n    gekozen: telt_mee\n"
    "    bron: {id: pianoo, vindplaats: uittreksel}\n",
)
SHORT = {"looptijd_maanden": "4", "verlenging_maanden": "12"}
OF_SCOPE = f"Voor wie het generieke kader geldt, komt uit {CITED}."
OF_ITS_TERM = "Wanneer het generieke kader geldt, komt uit evofenedex-2011 (uittreksel), niet bevestigd."
OF_OPTIONS = f"De keuze bij de vraag 'Tellen opties tot verlenging mee voor de looptijd?' komt uit {CITED}."
TENDER = {
    "opdrachtgever_soort": "rijk", "werkwijze": "generiek_kader", "aard": "dienst",
    "loonsom_excl_btw": "280000", "looptijd_maanden": "12", "verlenging_maanden": "0",
    "raamovereenkomst": "nee", "uitsluitingsgronden": "nee", "peildatum": "2018-08-01",
}  # fmt: skip
APPLIES = {"loonsom_excl_btw": "400000"}
WHY = {"motivering": "Voorbeeld van een motivering"}


def dataset(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    """Make a dataset of which the generic framework says something else."""
    root = tmp_path / "data"
    shutil.copytree(ROOT / "data" / "beleid", root / "beleid")
    for name in ("dataset.yaml", "bronnen.yaml"):
        shutil.copy(ROOT / "data" / name, root / name)
    file = root / "beleid" / "generiek_kader.yaml"
    text = file.read_text(encoding="utf-8")
    for before, after in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    file.write_text(text, encoding="utf-8")
    return root


def assessor_of(root: Path) -> Assessor:
    policy = read_beleid(root / "beleid")
    assert isinstance(policy, Beleid)
    return Assessor(policy)


def facts_of(changes: Mapping[str, str]) -> Facts:
    cells = {name: text for name, text in (TENDER | dict(changes)).items() if text}
    facts = FactsReader(list(cells), cell_readers(AmountReader("komma"))).facts(list(cells.values()))
    assert isinstance(facts, Facts)
    return facts


def doubts_told(verdict: Besluit) -> set[str]:
    return {own.text for own in verdict.reservations if own.code == CODE}


# What the framework says otherwise; what the tender does; what is told of its sources; why.
CASES: dict[str, tuple[tuple[tuple[str, str], ...], dict[str, str], set[str]]] = {
    "the limit that decides is from an excerpt": ((LATER,), {}, {OF_LIMIT}),
    "so is the limit that it meets": ((LATER,), APPLIES, {OF_LIMIT}),
    "and the limit that cannot be held yet": ((LATER,), {"loonsom_excl_btw": ""}, {OF_LIMIT}),
    "before that limit holds it decides nothing": ((LATER,), {"peildatum": "2018-06-30"}, set()),
    "in the month around it both may hold": ((LATER,), {"peildatum": "2018"}, {OF_LIMIT}),
    "supplies fall outside, whatever the limit": ((LATER,), {"aard": "levering"}, set()),
    "too short by a source that is seen, whatever the limit": (
        (LATER,), {"looptijd_maanden": "3"}, set(),
    ),
    "too short and too little, both by an excerpt": (
        (LATER, TERM), {"looptijd_maanden": "3"}, {OF_LIMIT, OF_TERM},
    ),
    "another place in a source that is seen": ((later("300000", OTHER_PLACE),), {}, set()),
    "a ground from an excerpt decides": ((FILLED,), {"uitsluitingsgronden": "ug-2"} | WHY, {OF_GROUND}),
    "another ground decides": ((FILLED,), {"uitsluitingsgronden": "ug-3"} | WHY, set()),
    "none applies, that one neither": ((FILLED,), {"uitsluitingsgronden": "nee"} | APPLIES, {OF_GROUND}),
    "whether it applies is not known": ((FILLED,), {"uitsluitingsgronden": ""} | APPLIES, {OF_GROUND}),
    "supplies fall outside, whatever the grounds": ((FILLED,), {"aard": "levering"}, set()),
    "a percentage from an excerpt": ((SHARE,), APPLIES, {OF_SHARE}),
    "a percentage of which nothing is owed": ((SHARE,), {"loonsom_excl_btw": "1000"}, set()),
    "a percentage that no longer holds": ((SHARE,), APPLIES | {"peildatum": "2017-06-01"}, set()),
    "the obligation itself from an excerpt": ((DUTY,), APPLIES, {OF_DUTY}),
    "a condition itself from an excerpt": ((NATURE,), {}, {OF_NATURE}),
    "whom it binds is from an excerpt": ((SCOPE,), {}, {OF_SCOPE}),
    "and decides nothing where another framework was chosen": ((SCOPE,), {"werkwijze": "maatwerk"}, set()),
    "since when is from an excerpt, and no day of it is sure": ((TERM_OF_IT,), {}, {OF_ITS_TERM}),
    "a choice from an excerpt that decides": ((OPTIONS_COUNT,), APPLIES | SHORT, {OF_OPTIONS}),
    "whatever the record chose": (
        (OPTIONS_COUNT,), APPLIES | SHORT | {"lezingen": "verlenging=telt_niet_mee"}, {OF_OPTIONS},
    ),
    "long enough without options, whatever was chosen": (
        (OPTIONS_COUNT,), APPLIES | {"verlenging_maanden": "12"}, set(),
    ),
    "no options, so nothing was chosen": ((OPTIONS_COUNT,), APPLIES, set()),
    "another way of working": ((LATER, SHARE, FILLED), {"werkwijze": "maatwerk"}, set()),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_source_that_is_not_confirmed_is_told_where_the_outcome_rests_on_it(
    tmp_path: Path, case: str
) -> None:
    changes, tender, texts = CASES[case]
    verdict = assessor_of(dataset(tmp_path, *changes)).decide(facts_of(tender))
    assert doubts_told(verdict) == texts
    assert texts <= {*verdict.waarschuwingen}
    assert (CODE in verdict.onzeker) == bool(texts)


def test_lots_that_count_together_rest_on_the_same_limit(tmp_path: Path) -> None:
    lots = [facts_of({"perceel": name, "lezingen": "percelen=samen"}) for name in ("1", "2")]
    assessor = assessor_of(dataset(tmp_path, LATER))
    assert [doubts_told(assessor.decide(lot, Lots(lots))) for lot in lots] == [{OF_LIMIT}, {OF_LIMIT}]


TABLE = (
    TERM[0],
    f'      - waarde: 6\n        vanaf: "2011-07-01"\n        voor: [werk]\n{OWN}'
    f"        afgeleid: [vanaf]\n"
    f'      - waarde: 6\n        vanaf: "2011-07-01"\n        voor: [dienst, levering]\n{SEEN}',
)
PER = (
    "    eenheid: maanden\n",
    "    eenheid: maanden\n    per: aard\n    vraag: {tekst: Wat is de aard?, wie: de inkoper}\n",
)


@pytest.mark.parametrize(("nature", "seen"), [("werk", True), ("dienst", False), ("", False)])
def test_of_a_table_the_row_that_holds_tells_its_source(tmp_path: Path, nature: str, seen: bool) -> None:
    verdict = assessor_of(dataset(tmp_path, PER, TABLE)).decide(facts_of(APPLIES | {"aard": nature}))
    of_row = (
        f"De grens van de voorwaarde 'De looptijd is lang genoeg' bij dienst of levering komt uit {CITED}."
    )
    assert doubts_told(verdict) == (set() if seen else {of_row})


FORMS = ("tabel", "tekst", "markdown", "html", "json", "jsonl")
WORDS = [word for name, text in TENDER.items() for word in (name, text)]
OPTIONS = (
    *("--opdrachtgever-soort", "rijk", "--werkwijze", "generiek_kader", "--aard", "dienst"),
    *("--looptijd", "12", "--verlenging", "0", "--raamovereenkomst", "nee", "--peildatum", "2018-08-01"),
)
LITTLE = (*OPTIONS, "--loonsom", "280000", "--uitsluitingsgrond", "nee")
MUCH = (*OPTIONS, "--loonsom", "400000", "--uitsluitingsgrond", "nee")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("changes", "arguments", "text"),
    [((LATER,), LITTLE, OF_LIMIT), ((FILLED,), MUCH, OF_GROUND), ((SHARE,), MUCH, OF_SHARE)],
    ids=["limit", "ground", "percentage"],
)
def test_every_form_tells_it(
    maatwerk: Run, tmp_path: Path, form: str, changes: tuple[tuple[str, str], ...],
    arguments: tuple[str, ...], text: str,
) -> None:  # fmt: skip
    root = dataset(tmp_path, *changes)
    done = maatwerk("check-aanbesteding", *arguments, "--formaat", form, "--data", str(root))
    assert text.replace("'", "&#x27;" if form == "html" else "'") in printed(done)


def test_a_table_for_programs_has_its_code(maatwerk: Run, tmp_path: Path) -> None:
    root = dataset(tmp_path, LATER)
    done = maatwerk("check-aanbesteding", *LITTLE, "--formaat", "csv", "--data", str(root))
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert CODE in row["onzeker"].split()


def test_a_condition_names_the_source_of_its_limit(maatwerk: Run, tmp_path: Path) -> None:
    root = ("--data", str(dataset(tmp_path, LATER, FILLED)))
    applies = (*OPTIONS, "--loonsom", "280000", "--uitsluitingsgrond", "ug-2", "--motivering", "Voorbeeld")
    verdict = json.loads(maatwerk("check-aanbesteding", *applies, "--formaat", "json", *root).stdout)
    sources = {
        own["voorwaarde"]: (own["bron"], own["vindplaats"]) for own in verdict["kaders"][0]["toetsingen"]
    }
    report, excerpt = ("jaarverslag-2018", "§1.1"), ("pianoo", "uittreksel")
    assert sources == {"aard": report, "loonsom": excerpt, "looptijd": report, "uitsluitingsgronden": excerpt}
    memo = printed(maatwerk("check-aanbesteding", *applies, "--formaat", "markdown", *root))
    assert "| € 20.000 eronder | pianoo, uittreksel, niet bevestigd |" in memo
    assert "| ug-2 | Voorbeeld van een grond | pianoo, uittreksel, niet bevestigd |" in memo
    assert "| ug-3 | De bron noemt de tekst niet. Na te vragen bij" in memo
    screen = printed(maatwerk("check-aanbesteding", *applies, "--formaat", "tekst", *root))
    assert "Bron: pianoo, uittreksel, niet bevestigd" in screen
    none = json.loads(maatwerk("check-aanbesteding", *MUCH, "--formaat", "json", *root).stdout)
    ground = none["kaders"][0]["toetsingen"][-1]
    assert (
        ground["bron"],
        ground["vindplaats"],
    ) == report  # that there are four; of one the text is from elsewhere
    table = printed(maatwerk("check-aanbesteding", *MUCH, "--formaat", "markdown", *root))
    assert "jaarverslag-2018, §1.1; pianoo, uittreksel, niet bevestigd |" in table


@pytest.mark.parametrize("place", ["1", "4"])
def test_of_grounds_of_more_sources_the_condition_names_its_own_in_json(
    maatwerk: Run, tmp_path: Path, place: str
) -> None:
    filled = tuple(text.replace("ug-2", f"ug-{place}") for text in FILLED)
    root = dataset(tmp_path, (filled[0], filled[1]))
    done = maatwerk("check-aanbesteding", *MUCH, "--formaat", "json", "--data", str(root))
    ground = json.loads(done.stdout)["kaders"][0]["toetsingen"][-1]
    assert (ground["bron"], ground["vindplaats"]) == ("jaarverslag-2018", "§1.1")


def test_a_series_names_the_same_source(maatwerk: Run, tmp_path: Path) -> None:
    root = ("--data", str(dataset(tmp_path, LATER)))
    file = tmp_path / "reeks.csv"
    file.write_text(
        "\n".join([",".join(TENDER), ",".join(TENDER.values()), ",".join(TENDER.values())]) + "\n"
    )
    done = maatwerk("check-aanbesteding", str(file), "--formaat", "jsonl", *root)
    for line in done.stdout.splitlines():
        wage = json.loads(line)["kaders"][0]["toetsingen"][1]
        assert (wage["bron"], wage["vindplaats"]) == ("pianoo", "uittreksel")
    assert "bron onbevestigd (2)" in printed(maatwerk("check-aanbesteding", str(file), *root))


def test_a_series_names_of_each_row_the_source_of_its_own_ground(maatwerk: Run, tmp_path: Path) -> None:
    file = tmp_path / "reeks.csv"
    rows = [[*(TENDER | APPLIES | WHY | {"uitsluitingsgronden": name}).values()] for name in ("ug-3", "ug-2")]
    file.write_text("\n".join([",".join([*TENDER, *WHY]), *map(",".join, rows)]) + "\n")
    root = dataset(tmp_path, FILLED)
    done = maatwerk("check-aanbesteding", str(file), "--formaat", "jsonl", "--data", str(root))
    grounds = [json.loads(line)["kaders"][0]["toetsingen"][-1] for line in done.stdout.splitlines()]
    assert [(own["gegeven"], own["bron"]) for own in grounds] == [
        ("ug-3", "jaarverslag-2018"),
        ("ug-2", "pianoo"),
    ]


def test_who_signs_states_what_is_not_confirmed(maatwerk: Run, tmp_path: Path) -> None:
    root = dataset(tmp_path, SHARE)
    memo = printed(maatwerk("check-aanbesteding", *MUCH, "--formaat", "markdown", "--data", str(root)))
    signing = memo.partition("Ondertekening")[2].partition("Handtekening")[0]
    assert OF_SHARE in signing
    assert f"Bron van het percentage: {CITED}." in memo.partition("Gegevens")[0]


@pytest.mark.parametrize(
    ("unconfirmed", "text"),
    [
        ((), "a (§1) en b (§2)"),
        (("a",), "a (§1), niet bevestigd en b (§2)"),
        (("b",), "a (§1) en b (§2), niet bevestigd"),
        (("a", "b"), "a (§1) en b (§2), beide niet bevestigd"),
    ],
)
def test_of_two_sources_the_one_that_is_not_confirmed_is_told(
    unconfirmed: tuple[str, ...], text: str
) -> None:
    sources = [Bronverwijzing(id="a", vindplaats="§1"), Bronverwijzing(id="b", vindplaats="§2")]
    assert cited(sources, unconfirmed) == text


def test_of_three_sources_none_of_which_is_confirmed_all_are_told() -> None:
    sources = [Bronverwijzing(id=name, vindplaats="§1") for name in "abc"]
    assert cited(sources, "abc") == "a (§1), b (§1) en c (§1), alle niet bevestigd"


def test_who_can_tell_of_grounds_is_whom_the_condition_asks() -> None:
    policy = read_beleid(ROOT / "data" / "beleid")
    assert isinstance(policy, Beleid)
    (grounds,) = (rule for rule in policy.kaders["generiek_kader"].voorwaarden if rule.toets == "geen_van")
    assert grounds.vraag is not None
    assert _who(grounds) == grounds.vraag.wie
    assert _who(grounds.model_copy(update={"vraag": None})) == "de opdrachtgever"


@pytest.mark.parametrize(("kind", "doubtful"), [("dienst", True), ("werk", False)])
def test_what_holds_by_a_part_rests_on_the_source_of_that_part(kind: str, doubtful: bool) -> None:
    """A service is enough by itself, as its own source says; a work has to be large."""
    content = kader(uitzonderingen=None)
    large, service = content["voorwaarden"][0], content["omstandigheden"][0]
    service = {**service, "bron": {"id": "twijfel", "vindplaats": "blz. 1"}}
    content["omstandigheden"] = [large, service]
    either = {"id": "een", "naam": "een van beide", "een_van": ["groot", "dienst"], "bron": large["bron"]}
    content["voorwaarden"] = [either]
    policy = Beleid({"vb": Kader.model_validate(content)}, "", frozenset({"twijfel"}))
    wage = "500" if kind == "dienst" else "5000"
    row = {"peildatum": "2020-09-01", "aard": kind, "loonsom_excl_btw": wage}
    ruling = verdict_of(Assessor(policy), row)[1]
    assert ruling.uitkomst == "van_toepassing"
    doubt = "De voorwaarde 'het is een dienst' komt uit twijfel (blz. 1), niet bevestigd."
    assert any(doubt in text for text in ruling.rests.texts) is doubtful


OF_RULE = "De verplichting komt uit vb (artikel 1), niet bevestigd."
OF_EXCEPTION = "De uitzondering bij 'het is een dienst' komt uit ander (blz. 2), niet bevestigd."
OF_SERVICE = "De voorwaarde 'het is een dienst' komt uit vb (artikel 1), niet bevestigd."


@pytest.mark.parametrize(
    ("unconfirmed", "said"), [((), []), (("ander",), [OF_EXCEPTION]), (("vb",), [OF_RULE, OF_SERVICE])]
)
def test_of_an_obligation_each_source_that_is_not_confirmed_is_told(
    unconfirmed: tuple[str, ...], said: list[str]
) -> None:
    source = {"id": "ander", "vindplaats": "blz. 2"}
    content = kader(uitzonderingen=[{"als": "dienst", "vast": "uren", "bron": source}])
    stand = KaderInForce.of(Kader.model_validate(content), parse_datum("2020-09-01"))
    assert [*doubts_of_duty(stand._replace(unconfirmed=frozenset(unconfirmed)), ())] == said


@pytest.mark.parametrize(
    ("chosen", "doubtful"), [({}, True), ({"percelen": "samen"}, True), ({"percelen": "apart"}, False)]
)
def test_a_row_that_any_open_reading_means_is_rested_on(chosen: dict[str, str], doubtful: bool) -> None:
    """Two lots of 150 000 are together in the row from 250 000, and each by itself in the one below it."""
    content = framework(leesruimte=[reading("percelen", ["groot", "lang"])])
    content["voorwaarden"].append(LONG)
    content["parameters"]["maanden"]["waarden"][1]["bron"] = {"id": "twijfel", "vindplaats": "blz. 1"}
    policy = Beleid({"vb": Kader.model_validate(content)}, "", frozenset({"twijfel"}))
    lots = [
        TenderRead(facts_of_row({**lot(150_000), "perceel": place})._replace(lezingen=tuple(chosen.items())))
        for place in ("1", "2")
    ]
    for result in judge(lots, Assessor(policy), Choices()):
        assert isinstance(result, Result)
        assert result.besluit.kader is not None
        assert any("twijfel (blz. 1)" in text for text in result.besluit.kader.rests.texts) is doubtful
