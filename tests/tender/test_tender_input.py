"""Input as people have it: what can mean one thing is read, and what cannot is refused or told."""

import csv
import io
import json
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from maatwerk_cli.checks.catalogue import texts
from maatwerk_cli.cli.main import run
from maatwerk_cli.models.dutch_input import read_bedrag, read_datum, two_ways
from maatwerk_cli.tender.facts import TENDER_FIELDS, Facts
from maatwerk_cli.tender.input import tender_input
from maatwerk_cli.tender.input.columns import (
    Unknown,
    columns_sentence,
    field_of_head,
    lookalikes,
    meant_field,
    read_columns,
    unread_columns,
)
from maatwerk_cli.tender.input.tender_input import Tenders, TenderTable, read_input
from maatwerk_cli.tender.judging import Refused, Result, TenderRead
from maatwerk_cli.tender.masking import shown_path
from maatwerk_cli.tender.notices import Lot, NoticeSignal
from maatwerk_cli.text.problem import Problem

DATA = Path(__file__).parents[2] / "data"
SURE = {
    "id": "vb-1",
    "aard": "dienst",
    "loonsom_excl_btw": "300000",
    "looptijd_maanden": "12",
    "peildatum": "2018-03-01",
    "uitsluitingsgronden": "nee",
}


@pytest.fixture(autouse=True)
def _own_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAATWERK_DATA", str(DATA))


def check(text: str, *arguments: str) -> tuple[int, str, str]:
    """Run the command on a table: exit code, output, messages."""
    streams = [io.TextIOWrapper(io.BytesIO(data), "utf-8") for data in (text.encode(), b"", b"")]
    before = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = streams
    try:
        code = run(["check-aanbesteding", "-", *arguments])
        for stream in streams[1:]:
            stream.flush()
    finally:
        sys.stdin, sys.stdout, sys.stderr = before
    out, err = (stream.buffer.getvalue().decode() for stream in streams[1:])  # type: ignore[attr-defined]
    assert "Traceback" not in err
    return code, out, err


def judged(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in check(text, "--formaat", "jsonl")[1].splitlines()]


AMOUNTS = {
    "1,5 mln": "1500000",  # a comma parts decimals in Dutch; with two digits at most, so does a point
    "1.5 mln": "1500000",
    "0,25 miljoen": "250000",
    "250k": "250000",
    "€ 250.000,=": "250000",  # ,= and ,- stand for no cents
    "€ 250.000,-": "250000",
    "250.000,--": "250000",
    "EUR 2 mln.": "2000000",
    "250.000,00 excl. btw": "250000",
    "1 mld": "1000000000",
}
NO_AMOUNTS = (
    "1.500 mln",
    "300.000 incl. btw",
    "3 ton",
    "mln",
    "k",
    "250 k k",
    "circa 250k",
    "-1 mln",
    "200 mld",
)


@pytest.mark.parametrize(("text", "amount"), AMOUNTS.items())
def test_an_amount_is_read_as_people_write_it(text: str, amount: str) -> None:
    assert read_bedrag(text) == int(amount)


@pytest.mark.parametrize("text", NO_AMOUNTS)
def test_an_amount_that_can_mean_two_things_or_none_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        read_bedrag(text)


DAYS = {
    "43160": "2018-03-01",  # 43 101 is 1 January 2018 in every spreadsheet program
    "43101": "2018-01-01",
    "1-3-2018 0:00": "2018-03-01",
    "2018-03-01 00:00:00": "2018-03-01",
    "2018-03-01T00:00:00Z": "2018-03-01",
    "1 maart 2018 09:30": "2018-03-01",
    "1-3-18": "2018-03-01",
    "01/03/18": "2018-03-01",
    "20180301": "2018-03-01",
    "2018-3-1": "2018-03-01",  # the year first leaves one order
    "2018/03/01": "2018-03-01",
    "1-mrt-18": "2018-03-01",  # how a spreadsheet shows a day, in Dutch and in English
    "01-Mar-2018": "2018-03-01",
    "1 maart '18": "2018-03-01",
    "donderdag 1 maart 2018": "2018-03-01",
    "do 1-3-2018": "2018-03-01",
    "43160,5": "2018-03-01",  # a day number with the time of day
    "43160.0": "2018-03-01",
}
NO_DAYS = (
    "1-3-68",
    "31-2-18",
    "20181301",
    "99999",
    "1-3-2018 0",
    "180301",
    "2018 0:00:00:00",
    "vrijdag 1 maart 2018",
    "mrt-18",
    "1 maart 68",
    "2018-31-12",
    "1-foo-18",
    "43160.2018",
)


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_a_day_is_read_as_a_spreadsheet_has_it(text: str, day: str) -> None:
    assert read_datum(text).text == day


@pytest.mark.parametrize("text", NO_DAYS)
def test_a_day_of_two_centuries_or_none_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        read_datum(text)


HEADS = {
    "begindatum": "begin",
    "Startdatum": "begin",
    "einddatum": "einde",
    "loonsom": "loonsom_excl_btw",
    "Waarde": "opdrachtwaarde_excl_btw",
    "looptijd": "looptijd_maanden",
    "opties": "verlenging_maanden",
    "kenmerk": "id",
    "lonsom_excl_btw": "loonsom_excl_btw",
    "contractnaam": "",  # spelled almost as contractwaarde
    "kleur": "",
    "Aanbesteding": "titel",  # what is in the rows: what each is called
    "Aanbestedende dienst": "opdrachtgever",
    "Aanbesteding waarde": "opdrachtwaarde_excl_btw",
    "Opmerking van de inkoper": "",  # a word within a head is no field
}


@pytest.mark.parametrize(("head", "field"), HEADS.items())
def test_an_unknown_head_is_offered_the_field_nearest_in_meaning(head: str, field: str) -> None:
    assert field_of_head(head) == ""
    assert meant_field(head) == field


@pytest.mark.parametrize(
    "head", ["Loonsom (excl. BTW)", "loonsom excl btw", "LOONSOM_EXCL_BTW", " loonsom-excl-btw "]
)
def test_a_field_is_known_however_its_name_is_written(head: str) -> None:
    assert field_of_head(head) == "loonsom_excl_btw"


@pytest.mark.parametrize("heads", ["Loonsom (excl. BTW);Kleur", "Kleur;Loonsom (excl. BTW)"])
def test_one_field_that_is_known_makes_it_a_table_of_tenders(heads: str) -> None:
    table = read_input(io.BytesIO(f"{heads}\n300000;300000\n".encode()), str)
    assert isinstance(table, TenderTable)
    assert sorted(table.columns) == ["", "loonsom_excl_btw"]


@pytest.mark.parametrize("first", ["Ons nr:", "{nr}", "[nr]", "<nr>"])
def test_one_field_by_its_own_name_makes_it_a_table_whatever_stands_first(first: str) -> None:
    """A record or a notice may begin like this; none names a field of a tender on a line with others."""
    for second, own in (("aard", True), ("AARD", False)):
        table = read_input(io.BytesIO(f"{first},{second}\n1,dienst\n".encode()), str)
        assert isinstance(table, TenderTable) is own


def test_one_unknown_head_does_not_hide_the_others_and_each_is_named() -> None:
    text = "id,aard,begindatum,loonsom_excl_btw,kleur,looptijd_maanden,0612345678\n"
    code, out, err = check(
        f"{text}vb-1,dienst,2018,300000,rood,12,x\n", "--peildatum", "2018", "--formaat", "csv"
    )
    assert code == 1
    assert "'begindatum' (bedoelde u begin?), 'kleur'" in err
    assert "0612345678" not in err + out
    assert next(csv.DictReader(io.StringIO(out)))["te_vragen"] == "uitsluitingsgronden"


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(["opmerking", "kleur", "begindatum", "Loon", "nr."]), st.integers(0, len(SURE)))
def test_an_unknown_column_changes_no_outcome(head: str, place: int) -> None:
    heads, cells = [*SURE], [*SURE.values()]
    plain = read_columns(heads)
    more = read_columns([*heads[:place], head, *heads[place:]])
    assert [field for field in more.fields if field] == [field for field in plain.fields if field]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MAATWERK_DATA", str(DATA))
        before = judged(",".join(heads) + "\n" + ",".join(cells) + "\n")
        cells.insert(place, "iets")
        heads.insert(place, head)
        assert judged(",".join(heads) + "\n" + ",".join(cells) + "\n") == before


NO_TENDERS = {
    ",,,,,": "Deze rij is leeg",
    "---,---,---,---,---,---": "alleen streepjes",
    "-,,=,,,": "alleen streepjes",
    "Totaal,,600000,,,": "rij met totalen",
    "Eindtotaal:,,600000,24,,": "rij met totalen",
}


@pytest.mark.parametrize(("row", "said"), NO_TENDERS.items())
def test_a_row_that_is_no_tender_is_told_and_not_judged(row: str, said: str) -> None:
    lines = [",".join(SURE), ",".join(SURE.values()), row]
    first, second = judged("\n".join(lines) + "\n")
    assert first["uitkomst"] == "van_toepassing"
    assert said in second["fout"]
    assert "uitkomst" not in second


def test_a_tender_called_totaalrenovatie_is_judged() -> None:
    cells = SURE | {"id": "Totaalrenovatie"}
    assert judged(f"{','.join(cells)}\n{','.join(cells.values())}\n")[0]["uitkomst"] == "van_toepassing"


def test_an_empty_row_between_two_lots_is_no_lot() -> None:
    lot = "vb-1,{},dienst,100000,12,2018-03-01,nee,percelen=samen\n"
    head = "id,perceel,aard,loonsom_excl_btw,looptijd_maanden,peildatum,uitsluitingsgronden,lezingen\n"
    results = judged(head + lot.format(1) + ",,,,,,,\n" + lot.format(2))
    assert [verdict.get("uitkomst") for verdict in results] == [
        "niet_van_toepassing",
        None,
        "niet_van_toepassing",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\t".join(SURE) + "\n" + "\t".join(SURE.values()) + "\n",
        "sep=;\n" + ";".join(SURE) + "\n" + ";".join(SURE.values()) + "\n",
        "sep=,\r\n" + ",".join(SURE) + "\r\n" + ",".join(SURE.values()) + "\r\n",
        "sep=\t\n" + "\t".join(SURE) + "\n" + "\t".join(SURE.values()) + "\n",
        "sep=|\n" + "|".join(SURE) + "\n" + "|".join(SURE.values()) + "\n",
        ";".join(name.upper() for name in SURE) + "\n" + ";".join(SURE.values()) + "\n",
        "Titel;Aard;Werkwijze;Loonsom excl. btw;Looptijd (maanden);Peildatum;Uitsluitingsgronden\n"
        "Voorbeeld;Dienst;Generiek kader;€ 300.000,=;12;43160;NEE\n",
    ],
    ids=["tabs", "sep semicolon", "sep comma", "sep tab", "sep bar", "capitals", "as people head it"],
)
def test_a_table_is_read_whatever_parts_its_cells(text: str) -> None:
    (verdict,) = judged(text)
    assert verdict["uitkomst"] == "van_toepassing"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "sep=;\nid,aard\nx,dienst\n",
            "Op regel 1 staat sep=;, en de kop gebruikt komma's. Haal regel 1 weg.",
        ),
        (
            "sep=,\nid\taard\nx\tdienst\n",
            "Op regel 1 staat sep=,, en de kop gebruikt tabs. Haal regel 1 weg.",
        ),
        ("id;aard\ttitel\nx;dienst\ty\n", "De kop gebruikt puntkomma's en tabs door elkaar."),
        ("id\taard\ttitel;perceel\nx\tdienst\ty;z\n", "De kop gebruikt tabs en puntkomma's door elkaar."),
        ("id,aard;titel,perceel\nx,dienst;y,z\n", "De kop gebruikt komma's en puntkomma's door elkaar."),
    ],
)
def test_a_head_that_is_parted_in_two_ways_is_refused_with_its_cause(text: str, said: str) -> None:
    code, out, err = check(text)
    assert (code, out) == (2, "")
    assert said in err


def test_codes_and_names_are_read_in_any_case() -> None:
    cells = SURE | {
        "werkwijze": "Generiek_Kader",
        "lezingen": "Percelen=Apart",
        "opdrachtgever_soort": "RIJK",
    }
    assert judged(f"{','.join(cells)}\n{','.join(cells.values())}\n")[0]["lezingen"] == {"percelen": "apart"}


def test_a_record_reads_codes_and_names_as_a_list_does() -> None:
    fields = {
        "aard": "Dienst",
        "opdrachtgever_soort": "RIJK",
        "raamovereenkomst": "Nadere overeenkomst",
        "werkwijze": "Generiek kader",
        "uitsluitingsgronden": "Nee",
    }
    heads, cells = ",".join([*fields, "lezingen"]), ",".join([*fields.values(), "Percelen=Apart"])
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    for readings in ("{Percelen: Apart}", "{percelen: {keuze: APART}}"):
        (record,) = judged(f"{text}lezingen: {readings}\n")
        assert [record] == judged(f"{heads}\n{cells}\n")
        assert record["lezingen"] == {"percelen": "apart"}


@pytest.mark.parametrize(
    "field", [*(name for name in SURE if name != "id"), "verlenging_maanden", "opdrachtgever", "categorie"]
)
@pytest.mark.parametrize("word", ["Onbekend", "ONBEKEND"])
def test_unknown_is_unknown_in_any_case(field: str, word: str) -> None:
    def said(value: str) -> list[dict[str, Any]]:
        cells = {**SURE, "verlenging_maanden": "", "opdrachtgever": "", "categorie": "", field: value}
        return judged(f"{','.join(cells)}\n{','.join(cells.values())}\n")

    assert said(word) == said("onbekend")


def test_grounds_in_a_record_are_read_in_any_case() -> None:
    text = "aard: dienst\nmotivering: Een voorbeeld van een reden\npeildatum: 2018-03-01\n"
    (lower,) = judged(f"{text}uitsluitingsgronden: [ug-1, ug-2]\n")
    assert judged(f"{text}uitsluitingsgronden: [UG-1, Ug-2]\n") == [lower]


def test_two_names_of_one_reading_in_a_record_are_refused() -> None:
    code, out, err = check("aard: dienst\nlezingen: {Percelen: apart, percelen: samen}\n")
    assert (code, out) == (2, "")
    assert "lezingen.Percelen" in err


def test_a_number_in_the_name_of_a_file_is_no_phone_number(tmp_path: Path) -> None:
    folder = tmp_path / "map"
    folder.mkdir()
    for name in ("lijst-0612345678.csv", "b.csv"):
        (folder / name).write_text(f"{','.join(SURE)}\n{','.join(SURE.values())}\n", "utf-8")
    target = tmp_path / "uit.csv"
    assert run(["check-aanbesteding", str(folder), "--formaat", "csv", "--uitvoer", str(target)]) == 0
    assert "lijst-0612345678.csv" in target.read_text("utf-8")


@pytest.mark.parametrize("name", ["0612345678.csv", "lijst 06-12345678.csv", "0612345678.xml"])
@pytest.mark.parametrize(
    "text", [None, "id;aard;kleur;loonsom_excl_btw\nvb-1;dienst;rood;0687654321x\n", "<a"]
)
def test_a_message_gives_the_name_of_its_file_and_no_number_from_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    text: str | None,
) -> None:
    monkeypatch.chdir(tmp_path)
    if text is not None:
        (tmp_path / name).write_text(text, "utf-8")
    run(["check-aanbesteding", name])
    message = capsys.readouterr().err
    lines = message.splitlines()
    assert lines
    assert all(line.startswith(f"{name}:") for line in lines if ".csv" in line or ".xml" in line)
    assert name in message
    assert "0687654321" not in message


def test_a_name_in_the_name_of_a_file_is_still_masked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    run(["check-aanbesteding", "123456782.csv"])
    run(["check-aanbesteding", "mevrouw-geheim.csv"])
    message = capsys.readouterr().err
    assert "123456782" not in message
    assert "geheim" not in message


def test_every_field_is_a_head() -> None:
    assert all(field_of_head(name) == name for name in TENDER_FIELDS)


def test_who_is_asked_for_the_day_is_not_who_knows_the_wage_sum(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = Path(__file__).parents[2] / "data"
    shutil.copytree(data, tmp_path / "data")
    policy = tmp_path / "data" / "beleid" / "generiek_kader.yaml"
    text = policy.read_text("utf-8")
    first = '      - waarde: 250000\n        vanaf: "2011-07-01"\n'
    source = '        bron: {id: jaarverslag-2018, vindplaats: "voorbeeld"}\n'
    ending = f'        tot_en_met: "2018-06-30"\n{source}'
    changed = f'{first}{ending}      - waarde: 400000\n        vanaf: "2018-07-01"\n'
    assert first in text
    policy.write_text(text.replace(first, changed), "utf-8")
    tender = ["--aard", "dienst", "--loonsom", "300000", "--begin", "2018", "--looptijd", "12"]
    options = ["--uitsluitingsgrond", "nee", "--formaat", "json", "--data", str(tmp_path / "data")]
    assert run(["check-aanbesteding", *tender, *options]) == 1
    asked = json.loads(capsys.readouterr().out)["kaders"][0]["te_vragen"]
    assert [(question["veld"], question["wie"]) for question in asked] == [("peildatum", "de inkoper")]


@pytest.mark.parametrize("text", ["250.000,=", "€ 250.000,-", "250.000,--", "250.000, -"])
def test_a_sign_for_no_cents_says_that_the_point_is_no_decimal_sign(text: str) -> None:
    assert not two_ways(text)
    assert read_bedrag(text, "komma") == read_bedrag(text, "punt") == 250_000


@pytest.mark.parametrize(
    ("text", "amount"), [("250000.-", 250_000), ("1 250,=", 1250), ("250k", 250_000), ("7,-", 7)]
)
def test_a_sign_for_no_cents_keeps_what_stands_before_it(text: str, amount: int) -> None:
    assert read_bedrag(text, "komma") == read_bedrag(text, "punt") == amount


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("Loonsom incl. btw", ""),
        ("waarde inclusief BTW", ""),
        ("Looptijd (jaren)", ""),
        ("optiejaren", ""),
        ("duur in weken", ""),
        ("duur (wk)", ""),
        ("Looptijd (jr)", ""),
        ("Loonsom (x 1.000)", ""),
        ("Loonsom excl. btw (x €1.000)", ""),
        ("Loonsom ('000)", ""),
        ("Loonsom in mln", ""),
        ("Opdrachtwaarde (€ mln)", ""),
        ("Opdrachtwaarde (k€)", ""),
        ("Loonsom per jaar", ""),
        ("Waarde p/jr", ""),
        ("Jaarlijkse loonsom", ""),
        ("Loonsom (USD)", ""),
        ("Loonsom excl. btw ($)", ""),
        ("Opdrachtwaarde excl. btw %", ""),
        ("Loonsom (euro)", "loonsom_excl_btw"),
        ("Waarde 2018", "opdrachtwaarde_excl_btw"),
        ("Loonkosten (excl. btw)", "loonsom_excl_btw"),
        ("duur (maanden)", "looptijd_maanden"),
    ],
)
def test_no_name_is_offered_under_which_a_wrong_figure_would_be_valid(head: str, field: str) -> None:
    columns = read_columns([head])
    assert [unknown.meant for unknown in columns.unknown] == [field]
    assert bool(columns.unknown[0].measure) == (field == "")


@pytest.mark.parametrize("name", ["loonsom_incl_btw", "looptijd_jaren", "loonsom_per_jaar"])
def test_a_field_of_another_measure_is_not_to_be_renamed(name: str) -> None:
    message, remedy = texts(Problem("MW101", "", params={"woord": name, "keuzes": tuple(TENDER_FIELDS)}))
    assert message == f"Het veld '{name}' bestaat niet."
    assert "hernoem" not in remedy
    assert "zonder btw" in remedy


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("kleur", ""),
        ("begindatum", " (bedoelde u begin?)"),
        ("loonsom_incl_btw", " (gevraagd is het bedrag zonder btw)"),
        ("looptijd_jaren", " (gevraagd is een duur in hele maanden)"),
        ("Loonsom in mln", " (gevraagd is het bedrag in euro, over de hele looptijd)"),
    ],
)
def test_of_a_column_that_is_not_read_is_told_what_is_asked(head: str, words: str) -> None:
    sentence = columns_sentence(read_columns([head]).unknown)
    assert sentence == f"de kolom '{head}'{words} is niet bekend en is niet gelezen."


def test_a_file_that_is_read_whole_is_at_most_a_hundred_megabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    large = read_input(io.BytesIO(b"x".ljust(100 * 1024 * 1024 + 1)), str)
    assert isinstance(large, Refused)
    assert "groter dan 100 MB en is geen CSV" in large.message
    monkeypatch.setattr(tender_input, "MAX_INPUT_BYTES", 10)
    assert isinstance(read_input(io.BytesIO(b"aard: werk"), str), Tenders)
    assert isinstance(read_input(io.BytesIO(b"aard: werk\n"), str), Refused)


def test_a_file_is_empty_only_where_all_of_it_is() -> None:
    for blank, record in ((b"", False), (b" \n", False), (b"\n" * 65_536, True), (b"\n" * 65_535, True)):
        text = blank + (b"aard: werk\n" if record else b"")
        assert isinstance(read_input(io.BytesIO(text), str), Tenders) is record
    for size, text in ((65_535, "Het bestand is leeg."), (65_536, "Dit is geen aanbesteding.")):
        refused = read_input(io.BytesIO(b"\n" * size), str)
        assert isinstance(refused, Refused)
        assert refused.message.startswith(text)


@pytest.mark.parametrize("head", [1, 2])
@pytest.mark.parametrize("sizes", [(5,), (1, 4), (2, 1, 2), (1, 1, 3)])
def test_of_a_table_read_part_by_part_only_the_head_is_left_out(sizes: tuple[int, ...], head: int) -> None:
    numbers = iter(range(5))
    parts = [[next(numbers) for _ in range(size)] for size in sizes]
    stream: Any = SimpleNamespace(stretches=lambda: [(part, part) for part in parts])
    read = [*TenderTable(stream, (), head=head).stretches()]
    assert [row for stretch in read for row in stretch.rows] == [*range(head, 5)]
    assert [line for stretch in read for line in stretch.lines] == [*range(head, 5)]


@pytest.mark.parametrize("path", ["map/vera@voorbeeld.nl", "vera@voorbeeld.nl/lijst.csv"])
def test_of_the_name_of_a_file_no_address_is_shown(path: str) -> None:
    assert "vera" not in shown_path(path)


@pytest.mark.parametrize(
    ("field", "given", "said"),
    [
        ("looptijd_maanden", None, True),
        ("looptijd_maanden", 12, False),  # an option or an answer filled it in
        ("loonsom_excl_btw", None, False),  # of that no notice speaks: it is asked
    ],
)
def test_why_a_field_was_not_read_is_said_where_it_is_unknown_and_is_not_asked_anyway(
    field: str, given: int | None, said: bool
) -> None:
    facts = Facts()._replace(**{field: given})
    verdict: Any = SimpleNamespace(facts=facts, waarschuwingen=(), onzeker=())
    read = TenderRead(facts, unread={field: "Dat staat er niet."})
    assert Result(read, verdict).waarschuwingen == (("Dat staat er niet.",) if said else ())


PERSONAL = Unknown("[afgeschermd]", "", personal=True, near="werkwijze")
COLOUR, BEGIN = Unknown("kleur", ""), Unknown("begindatum", "begin", near="begin")
WAY = Unknown("aanpak", "werkwijze", near="werkwijze")
WITH_TAX = Unknown("loonsom incl", "", "gevraagd is het bedrag zonder btw", near="loonsom_excl_btw")
HIDDEN = "met een kop die op een persoonsgegeven lijkt"
UNREAD: list[tuple[list[Unknown], str]] = [
    ([], ""),
    ([COLOUR], "de kolom 'kleur'"),
    ([BEGIN], "de kolom 'begindatum' (lijkt op begin)"),
    ([WITH_TAX], "de kolom 'loonsom incl' (gevraagd is het bedrag zonder btw)"),
    ([COLOUR, BEGIN], "de kolommen 'kleur' en 'begindatum' (lijkt op begin)"),
    ([PERSONAL], f"1 kolom {HIDDEN}"),
    ([PERSONAL, PERSONAL], f"2 kolommen {HIDDEN}"),
    ([COLOUR, PERSONAL], f"de kolom 'kleur' en 1 kolom {HIDDEN}"),
]


@pytest.mark.parametrize(("unknown", "text"), UNREAD)
def test_the_record_names_the_columns_that_were_not_read(unknown: list[Unknown], text: str) -> None:
    assert unread_columns(unknown) == text


def test_a_column_that_resembles_what_is_assumed_is_kept_in_mind() -> None:
    assert lookalikes([COLOUR, BEGIN, WITH_TAX]) == ()
    assert lookalikes([BEGIN, WAY]) == (
        ("werkwijze", "de kolom 'aanpak' lijkt op werkwijze en is niet gelezen"),
    )
    ((field, text),) = lookalikes([PERSONAL])
    assert field == "werkwijze"
    assert text.startswith("een kolom waarvan de kop op een persoonsgegeven lijkt, lijkt op")


def test_a_column_without_a_name_is_called_by_its_place() -> None:
    columns = read_columns(["id", "", "aard", " "])
    assert [column.head for column in columns.unknown] == ["kolom 2, zonder naam", "kolom 4, zonder naam"]
    assert (columns.fields, columns.twice) == (("id", "", "aard", ""), None)
    assert read_columns(["id", "aard", "ID", "Aard"]).twice == 2


WRONG = {
    "aard": "iets",
    "peildatum": "ooit",
    "looptijd_maanden": "veel",
    "loonsom_excl_btw": "wat",
    "cpv": "x",
}


@pytest.mark.parametrize(
    ("many", "rest"),
    [(2, ""), (3, ""), (4, " Er is nog 1 andere fout."), (5, " Er zijn nog 2 andere fouten.")],
)
def test_of_a_record_the_first_three_faults_are_told_and_how_many_are_left(many: int, rest: str) -> None:
    text = "".join(f"{field}: {value}\n" for field, value in [*WRONG.items()][:many])
    tenders = read_input(io.BytesIO(text.encode()), lambda problem: f"Fout in {problem.loc[0]}.")
    assert isinstance(tenders, Tenders)
    assert isinstance(tenders.only, Refused)
    fields = sorted([*WRONG][:many], key=[*TENDER_FIELDS].index)[:3]
    assert all(f"Fout in {field}." in tenders.only.message for field in fields)
    assert tenders.only.message.endswith(f"Fout in {fields[-1]}.{rest}")


@pytest.mark.parametrize(
    ("start", "names"),
    [
        ("id: vb-1\nperceel: '2'\n", ("vb-1", "2")),
        ("id: 12\nperceel: 3\n", ("12", "3")),
        ("id: [a]\nperceel: {b: c}\n", (None, None)),
        ("", (None, None)),
    ],
)
def test_a_record_that_is_wrong_is_named_as_far_as_it_names_itself(
    start: str, names: tuple[str | None, str | None]
) -> None:
    tenders = read_input(io.BytesIO(f"{start}aard: iets\n".encode()), str)
    assert isinstance(tenders, Tenders)
    assert isinstance(tenders.only, Refused)
    assert (tenders.only.id, tenders.only.perceel) == names


def test_a_record_says_where_each_of_its_fields_stands_and_no_other() -> None:
    tenders = read_input(io.BytesIO(b"id: vb-1\n\naard: werk\n"), str)
    assert isinstance(tenders, Tenders)
    assert isinstance(tenders.only, TenderRead)
    assert dict(tenders.only.origins) == {"id": "regel 1, kolom 5", "aard": "regel 3, kolom 7"}
    assert len(tenders.only.origins) == 2


@pytest.mark.parametrize("line", [None, 7])
def test_a_lot_of_a_notice_stands_on_its_line_or_on_the_first(line: int | None) -> None:
    kind = NoticeSignal("Soort aankondiging", "voorbeeld", "")
    read = tender_input._one_lot(Lot({"id": "vb-1", "aard": "werk"}, line=line), kind)
    assert isinstance(read, TenderRead)
    assert (read.line, read.facts.aard, read.signals) == (line or 1, "werk", (kind,))
    for name, shown in (("vb-1", "vb-1"), (["vb-1"], None)):
        refused = tender_input._one_lot(Lot({"id": name, "aard": "iets", "cpv": "x"}, line=line), kind)
        assert isinstance(refused, Refused)
        assert (refused.line, refused.id) == (line or 1, shown)
        fields = "aard, cpv" if shown else "aard, cpv, id"
        assert refused.message.startswith(f"De aankondiging geeft een waarde die niet kan: {fields}. ")


def test_of_very_many_columns_those_that_may_mean_a_field_are_named_and_the_others_counted() -> None:
    heads = [*(f"k{number}" for number in range(5_000)), "aardd", "Loonsom"]
    unknown = read_columns(heads).unknown
    for sentence in (columns_sentence(unknown), unread_columns(unknown)):
        assert len(sentence) < 1_000
        assert "'aardd' (" in sentence
        assert "'Loonsom' (" in sentence
        assert "'k0'" in sentence
        assert "'k37' en nog 4.962 andere" in sentence
    few = read_columns(heads[:40]).unknown
    for sentence in (columns_sentence(few), unread_columns(few)):
        assert "'k39'" in sentence
        assert "andere" not in sentence
