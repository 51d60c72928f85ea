"""A series: however it is cut, whatever is odd in it, the same as each tender judged by itself."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError
from tests.tender.plain_json import plain_json

from maatwerk_cli.models.dutch_input import read_bedrag, two_ways
from maatwerk_cli.models.tender.cell import AmountReader
from maatwerk_cli.models.values import Datum, parse_datum
from maatwerk_cli.register.location import carried_dataset
from maatwerk_cli.tender import sentences
from maatwerk_cli.tender.frameworks.policy import Beleid, read_beleid
from maatwerk_cli.tender.input.tender_input import TenderTable, read_input
from maatwerk_cli.tender.judging import Choices, Refused, Result, TenderRead, judge
from maatwerk_cli.tender.masking import shown_text
from maatwerk_cli.tender.series import part_judging, part_processes, table_parts
from maatwerk_cli.tender.series.part_judging import Recipe, judge_part
from maatwerk_cli.tender.series.part_processes import judge_parts
from maatwerk_cli.tender.series.row_reader import RowReader
from maatwerk_cli.tender.series.series import Series, SeriesFile
from maatwerk_cli.tender.series.table_parts import parts
from maatwerk_cli.tender.series.tally import Tally
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.tender.views.series_view import SeriesForm, SeriesWriting
from maatwerk_cli.text.personal_data.privacy import mask

FOLDER = carried_dataset() / "beleid"
NO_CHOICES = Choices()
POLICY = read_beleid(FOLDER)
assert isinstance(POLICY, Beleid)
ODD = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])

CELLS: dict[str, tuple[str, ...]] = {
    "id": ("vb-1", "vb-2", "vb-3", "", "onbekend", '"vb, vier"', "=1+1", "2018-000123"),
    "perceel": ("", "1", "2", '"twee\nregels"'),
    "aard": ("dienst", "werk", "levering", "", "onbekend", "Dienst", " dienst ", "iets"),
    "loonsom_excl_btw": (
        *("250000", "249999.99", "250.000", "€ 250.000", '"250.000,01"', "", "onbekend"),
        *("-5", "100000000000", "2,5", "12x"),
    ),
    "opdrachtwaarde_excl_btw": ("", "200000", "300000.50", "onbekend"),
    "begin": ("2018-01-01", "2017-12-31", "1-3-2018", "2018", "2018-q3", "", "2011-06-30", "2018-13-01"),
    "einde": ("2018-06-30", "2018-12-31", "2019", "", "2010-01-01"),
    "looptijd_maanden": ("", "6", "5", "onbekend", "zes"),
    "verlenging_maanden": ("", "0", "12", "onbekend"),
    "uitsluitingsgronden": ("nee", "", "ug-1", "ug-1 ug-2", "nee ug-1", "ug-9"),
    "motivering": ("", "Voorbeeld"),
    "lezingen": ("", "verlenging=telt_mee", "percelen=samen", "percelen=apart", "percelen=iets"),
    "werkwijze": ("", "maatwerk", "generiek_kader", "anders"),
    "opdrachtgever_soort": ("", "rijk", "decentraal"),
    "peildatum": ("", "2018-01-01", "2012-05", "2005"),
}
HEAD = ",".join(CELLS)
usual = st.tuples(*(st.one_of(st.just(cells[0]), st.sampled_from(cells)) for cells in CELLS.values()))
lines = st.one_of(
    usual.map(",".join),
    usual.map(",".join),
    usual.map(",".join),
    usual.map(lambda cells: ",".join(cells[1:])),
    usual.map(lambda cells: '"kapot' + ",".join(cells)),
    st.sampled_from(["", ",", "x\0y"]),
)
tables = st.lists(lines, min_size=1, max_size=12).map(lambda rows: "\n".join([HEAD, *rows]) + "\n")


def table(text: str) -> TenderTable:
    source = read_input(io.BytesIO(text.encode()), str)
    assert isinstance(source, TenderTable)
    return source


def recipe_of(
    source: TenderTable, form: SeriesForm, choices: Choices = NO_CHOICES, folder: Path = FOLDER
) -> Recipe:
    policy = read_beleid(folder)
    assert isinstance(policy, Beleid)
    writing = SeriesWriting(form, policy.sha256, tuple(policy.kaders))
    where = (source.columns, source.stream.delimiter)
    return Recipe(folder, policy.sha256, choices, "komma", *where, writing)


def written(
    source: TenderTable, form: SeriesForm, choices: Choices = NO_CHOICES, folder: Path = FOLDER
) -> tuple[bytes, Tally]:
    """Judge a table as the command does, part by part."""
    recipe = recipe_of(source, form, choices, folder)
    content, count = b"", Tally()
    for part in parts(source):
        outcome = judge_part(part, recipe)
        content += outcome.content
        count.merge(outcome.tally)
    return content, count


def one_by_one(source: TenderTable) -> Iterator[Result | Refused]:
    """Judge a table in one go, with nothing kept from what went before."""
    rows = RowReader(source.columns, source.stream.delimiter, AmountReader("komma"))
    present = [*parts(source)]
    lines = [line for part in present for line in part.lines]
    whole = [row for part in present for row in part.rows]
    return judge(map(rows.read, lines, whole), Assessor(POLICY), Choices(), place=rows.place)


@ODD
@given(tables)
def test_the_json_of_a_series_is_that_of_each_verdict(text: str) -> None:
    expected = [plain_json(result, POLICY.sha256) for result in one_by_one(table(text))]
    content, count = written(table(text), "jsonl")
    assert content.decode().splitlines() == expected
    assert count.total == len(expected)
    assert all(json.loads(line) for line in expected)


@ODD
@given(tables, st.integers(1, 5))
@pytest.mark.parametrize("form", ["csv", "excel", "jsonl"])
def test_however_a_table_is_cut_the_result_is_the_same(form: SeriesForm, text: str, size: int) -> None:
    whole, count = written(table(text), form)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table_parts, "ROWS", size)
        cut, again = written(table(text), form)
    assert cut == whole
    assert again.endings == count.endings
    assert again.two_ways == count.two_ways


def test_where_two_limits_can_hold_the_peildatum_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (FOLDER / "generiek_kader.yaml").read_text(encoding="utf-8")
    limit = '- waarde: 250000\n        vanaf: "2011-07-01"\n'
    source = '        bron: {id: jaarverslag-2018, vindplaats: "§1.1"}\n'
    ended = f'{limit}        tot_en_met: "2018-02-28"\n{source}'
    later = '      - waarde: 100000\n        vanaf: "2018-03-01"\n'
    assert text.count(limit) == 1
    (tmp_path / "generiek_kader.yaml").write_text(text.replace(limit, ended + later), encoding="utf-8")
    known, unsure = ("110000,,", "50000,,"), ("110000,,", ",50000,")
    rows = [
        f"vb-{number},dienst,{cells}2018,nee,percelen=samen\n"
        for number, lots in enumerate((known, unsure, known))
        for cells in lots
    ]
    names = "id,aard,loonsom_excl_btw,opdrachtwaarde_excl_btw,peildatum,uitsluitingsgronden,lezingen"
    text = f"{names}\n{''.join(rows)}"
    monkeypatch.setattr(table_parts, "ROWS", 1)
    content, _ = written(table(text), "csv", Choices((("looptijd_maanden", 12),)), tmp_path)
    head = SeriesWriting("csv", "", ("generiek_kader",)).writer().head().decode()
    present = [row["te_vragen"] for row in csv.DictReader(io.StringIO(head + content.decode()))]
    assert present == ["peildatum"] * 6  # every sum of 100 000 to 160 000 lies between the two limits


def test_a_percentage_that_changes_holds_for_rows_of_its_own_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_parts, "ROWS", 1)  # so that a row can be known by one of an earlier part
    text = (FOLDER / "generiek_kader.yaml").read_text(encoding="utf-8")
    later = '- waarde: 5\n        vanaf: "2018-01-01"'
    assert text.count(later) == 1
    changed = text.replace(later, later.replace("waarde: 5", "waarde: 7"))
    (tmp_path / "generiek_kader.yaml").write_text(changed, encoding="utf-8")
    days = ("2017-12-31", "2018-01-01", "2017-12-30", "2018-01-02")
    rows = [f"vb-{number},300000,{day}\n" for number, day in enumerate(days)]
    given_for_all = Choices((("aard", "dienst"), ("looptijd_maanden", 12), ("uitsluitingsgronden", ())))
    content, _ = written(
        table(f"id,loonsom_excl_btw,peildatum\n{''.join(rows)}"), "csv", given_for_all, tmp_path
    )
    head = SeriesWriting("csv", "", ("generiek_kader",)).writer().head().decode()
    present = [
        (row["percentage"], row["bedrag"]) for row in csv.DictReader(io.StringIO(head + content.decode()))
    ]
    assert present == [("5", "15000.00"), ("7", "21000.00")] * 2


def test_of_a_last_lot_that_is_cut_off_the_reading_of_lots_stays_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(table_parts, "ROWS", 2)
    monkeypatch.setattr(table_parts, "MOST_LOTS_TOGETHER", 2)
    lot = "dienst,100000,2018-01-01,2018-12-31,nee"
    text = f"id,perceel,aard,loonsom_excl_btw,begin,einde,uitsluitingsgronden\nvb-0,,{lot}\nvb-2,,{lot}\n"
    text += "".join(f"vb-1,{number},{lot}\n" for number in (1, 2, 3))
    content, _ = written(table(text), "csv")
    head = SeriesWriting("csv", POLICY.sha256, tuple(POLICY.kaders)).writer().head()
    rows = list(csv.DictReader(io.StringIO((head + content).decode())))
    assert [row["uitkomst"] for row in rows] == ["niet_van_toepassing"] * 2 + ["onbekend"] * 3
    assert [row["lezing_open"] for row in rows] == ["", "", "percelen", "percelen", "percelen"]


@given(
    st.one_of(
        st.from_regex(r"\A[0-9]{1,13}([.,][0-9]{0,3})?\Z"),
        st.from_regex(r"\A(€ )?-?[0-9]{1,3}([., ][0-9]{3}){0,2}([.,][0-9]{1,2})?\Z"),
        st.text("0123456789.,-€ ٣", max_size=8),
    )
)
def test_a_plain_amount_is_read_as_any_other(text: str) -> None:
    def read(reader) -> object:
        try:
            return reader(text)
        except PydanticCustomError as error:
            return error.type

    amounts = AmountReader("komma")
    assert str(read(amounts)) == str(read(read_bedrag))
    assert amounts.two_ways == two_ways(text)


@given(
    st.one_of(
        st.from_regex(r"\A[A-Za-z]{0,12}[-_ ]?[0-9]{0,7}\Z"),
        st.from_regex(r"\A([A-Za-z]{1,12}[-_ ])?(19|20)[0-9]{2}[-_][0-9]{1,6}\Z"),
        st.builds(
            "{}{}{}-{}".format,
            st.sampled_from(["bsn", "BSN", "sofi", "tel", "geb", "dhr", "heer", "mevr", "postbus", "INK"]),
            st.sampled_from("-_ "),
            st.integers(1900, 2099),
            st.integers(0, 999_999),
        ),
    )
)
def test_what_is_shown_without_a_closer_look_holds_nothing_personal(text: str) -> None:
    assert shown_text(text) == mask(text)


def test_on_all_days_between_two_turns_the_same_is_in_force() -> None:
    texts = [
        f"{year}-{month:02}-{day}"
        for year in (2010, 2011, 2012, 2017, 2018, 2019)
        for month, day in product((1, 6, 7, 12), ("01", "30"))
    ]
    texts += [f"{year}" for year in range(2009, 2021)] + [
        f"{year}-q{quarter}" for year in (2011, 2017, 2018) for quarter in (1, 2, 3, 4)
    ]
    seen: dict[tuple[int, int], tuple[Datum, object]] = {}
    for moment in map(parse_datum, texts):
        other, stands = seen.setdefault(POLICY.era(moment), (moment, POLICY.on(moment)))
        assert POLICY.on(moment) == stands, (moment, other)
    assert len(seen) == 4  # before, within and after two turns, and 2011 as a year
    last = parse_datum("9999-12-31")
    assert POLICY.era(last) == POLICY.era(parse_datum("2025-01-01"))
    assert last.last == date.max


PLAIN = "id,aard,begin\n" + "".join(f"vb-{n},dienst,2018-03-{n % 2 + 1:02}\n" for n in range(6))


def test_a_series_takes_the_policy_that_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_again(folder: Path) -> Beleid:
        raise AssertionError(f"{folder} is read again")

    monkeypatch.setattr(part_judging, "read_beleid", read_again)
    source = table(PLAIN)
    where = (source.columns, source.stream.delimiter)
    recipe = Recipe(FOLDER, POLICY.sha256, Choices(), "komma", *where, file="lijst.csv")
    judged = judge_parts(parts(source), recipe, Assessor(POLICY), 0)
    assert sum(part.tally.total for part in judged) == 6


LARGE = part_processes.PARALLEL_BYTES


@pytest.mark.parametrize(
    ("size", "cores", "workers"),
    [(LARGE, 4, 0), (LARGE + 1, 4, 4), (LARGE + 1, 2, 2), (LARGE + 1, 1, 0), (0, 2, 0)],
)
def test_other_processes_are_started_for_a_large_table_where_there_are_cores(
    size: int, cores: int, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part_processes, "cores", lambda: cores)
    monkeypatch.setattr(part_processes, "results_in_order", lambda _, __, started: iter([started]))
    recipe: Any = recipe_of(table(PLAIN), "csv")
    assert [*judge_parts(parts(table(PLAIN)), recipe, Assessor(POLICY), size)] == [workers]


def test_a_process_that_finds_another_policy_judges_nothing() -> None:
    recipe = recipe_of(table(PLAIN), "csv")._replace(sha256="0" * 64)
    with pytest.raises(RuntimeError, match="policy changed"):
        part_judging.judge_part(next(parts(table(PLAIN))), recipe)


def test_where_a_field_was_read_is_kept_only_where_that_is_asked() -> None:
    source = table(PLAIN)
    recipe = recipe_of(source, "csv")
    row = next(parts(source)).rows[0]
    for reader in (recipe.reader(), RowReader(source.columns, ",", AmountReader("komma"))):
        plain = reader.read(2, row)
        assert isinstance(plain, TenderRead)
        assert plain.origins == {}
    asked = recipe._replace(origins=True).reader().read(2, row)
    assert isinstance(asked, TenderRead)
    assert asked.origins == {name: f"regel 2, kolom {name}" for name in ("id", "aard", "begin")}


@pytest.mark.parametrize(("form", "dates"), [("csv", 0), ("jsonl", 2)])
def test_what_holds_on_a_date_is_put_in_words_once_and_only_where_it_is_told(
    form: SeriesForm, dates: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    output: list[object] = []
    words = sentences.date_warnings

    def counted(*about: Any) -> Iterator[str]:
        output.append(about)
        return words(*about)

    monkeypatch.setattr(sentences, "date_warnings", counted)
    part_judging.make_ready(recipe_of(table(PLAIN), form), Assessor(POLICY))
    content, _ = written(table(PLAIN), form)
    assert content.count(b"vb-") == 6
    assert len(output) == dates


SURE = {
    "id": "vb", "perceel": "", "aard": "dienst", "loonsom_excl_btw": "300000", "looptijd_maanden": "12",
    "verlenging_maanden": "0", "uitsluitingsgronden": "nee", "opdrachtgever_soort": "rijk",
    "peildatum": "2018-03-01", "werkwijze": "generiek_kader", "raamovereenkomst": "nee",
}  # fmt: skip
UNKNOWN = {"loonsom_excl_btw": ""}
COUNTED: tuple[dict[str, str], ...] = (
    {"id": "a"},
    {"id": "b", "opdrachtgever_soort": ""},
    {"id": "c", "aard": "levering"},
    {"id": "d", **UNKNOWN},
    {"id": "e", **UNKNOWN},
    {"id": "f", "perceel": "1", **UNKNOWN},
    {"id": "f", "perceel": "2", **UNKNOWN},
    {"id": "g", "aard": "iets"},
    dict.fromkeys(SURE, ""),
    {"id": "h"},
)


def test_a_tally_counts_outcomes_what_is_asked_and_what_they_rest_on() -> None:
    """An unknown wage sum is asked for once for each tender and each lot; of b the kind is assumed."""
    text = "\n".join([",".join(SURE), *(",".join({**SURE, **given}.values()) for given in COUNTED)])
    tally = written(table(f"{text}\n"), "csv")[1]
    assert tally.total == 10
    assert tally.outcomes == {
        "van_toepassing": 3, "niet_van_toepassing": 1, "onbekend": 4, "fout": 1, "geen": 1
    }  # fmt: skip
    assert tally.per("beslissend", "niet_van_toepassing") == {"aard": 1}
    assert tally.per("vraagvelden", "onbekend") == {"loonsom_excl_btw": 4}
    assert tally.questions == {"loonsom_excl_btw": 4}
    assert tally.onzeker["soort_aangenomen"] == 1


def series_of(say: Callable[[str, str], None]) -> Series:
    assessor = Assessor(POLICY)
    return Series(assessor, FOLDER, NO_CHOICES, "komma", say, lambda *_: None, many=False, origins=False)


def test_a_series_of_many_parts_and_files_is_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_parts, "ROWS", 2)
    files = [SeriesFile(name, 0, table(PLAIN)) for name in ("a.csv", "b.csv")]
    stream = io.BytesIO()
    writing = SeriesWriting("json", POLICY.sha256, tuple(POLICY.kaders))
    series_of(lambda *_: None).write(files, writing, stream)
    assert [result["id"] for result in json.loads(stream.getvalue())] == [f"vb-{n}" for n in range(6)] * 2


def test_files_that_cannot_be_read_at_all_are_counted_and_named() -> None:
    series = series_of(lambda *_: None)
    assert series.unreadable == 0
    files = [SeriesFile("a.csv", 0, Refused("Leeg.")), SeriesFile("b.csv", 0, table(PLAIN))]
    results = series.collect([*files, SeriesFile("c.csv", 0, Refused("Leeg."))], 100)
    assert results is not None
    assert [row.message for row in results if isinstance(row, Refused)] == ["a.csv: Leeg.", "c.csv: Leeg."]
    assert (series.unreadable, series.tally.total, len(results)) == (2, 8, 8)


def told_of(text: str, *, in_parts: bool) -> list[str]:
    """Judge a table as a series and give what is said to the user."""
    lines: list[str] = []

    def say(line: str, _: str) -> None:
        lines.append(line)

    series = series_of(say)
    files = [SeriesFile("lijst.csv", 0, table(text))]
    if in_parts:
        writing = SeriesWriting("csv", POLICY.sha256, tuple(POLICY.kaders))
        assert b"".join(series.contents(files, writing, writing.writer()))
    else:
        assert series.collect(files, 100)
    return lines


@pytest.mark.parametrize("in_parts", [True, False])
@pytest.mark.parametrize("many", [19, 20, 21, 45])
def test_of_very_many_rows_the_first_twenty_that_are_wrong_are_told(many: int, in_parts: bool) -> None:
    """Those after them are in the output. So are rows that stand apart from others of their tender."""
    wrong = "id,aard\n" + "".join(f"vb-{number},iets\n" for number in range(many))
    more = ["Er zijn meer regels die niet kloppen. Ze staan in de uitvoer."] if many > 20 else []
    lines = told_of(wrong, in_parts=in_parts)
    assert [line for line in lines if not line.startswith("lijst.csv:")] == more
    assert len(lines) - len(more) == min(many, 20)
    apart = "id,aard\n" + "".join(f"vb-{number},dienst\n" for number in [*range(many)] * 2)
    assert len(told_of(apart, in_parts=in_parts)) == min(many, 20)


def test_a_cell_is_read_without_what_keeps_a_spreadsheet_from_running_it() -> None:
    """As a register writes it: what was written reads back the same. Another apostrophe is the text's own."""
    results = one_by_one(table("id,titel,aard\n'=1,'=1+1,dienst\nvb-2,'s Voorbeeld,dienst\n"))
    facts = [result.besluit.facts for result in results if isinstance(result, Result)]
    assert [(own.id, own.titel) for own in facts] == [("=1", "=1+1"), ("vb-2", "'s Voorbeeld")]
