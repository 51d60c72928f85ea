"""``maatwerk importeer`` asks or refuses, and never guesses: what a spreadsheet holds that is no record."""

import os
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

HEADER = ["Naam", "Leverancier", "Categorie", "Fase", "Startdatum", "Aantal plaatsen"]
FIXED = (
    "--soort",
    "proeftuin",
    "--vast",
    "soort=regulier",
    "--bron",
    "jaarverslag-2018",
    "--vindplaats",
    "bijlage",
)


def row(number: int, **other: object) -> list[object]:
    values = {
        "naam": f"Voorbeeld {number}", "wie": "KPMG", "wat": "Hoogwaardige Inhuur", "fase": "gestart",
        "wanneer": "2018-03-01", "aantal": number,
    }  # fmt: skip
    return list({**values, **other}.values())


def book(path: Path, *rows: list[object]) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    made.active.title = "Lijst"
    for cells in (HEADER, *rows):
        made.active.append(cells)
    made.save(path)
    return made


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "#VALUE!"])
def test_a_cell_with_an_error_is_an_error(maatwerk, register, tmp_path, error) -> None:
    made = book(tmp_path / "a.xlsx", row(1), row(2))
    cell = made.active["F3"]
    cell.value, cell.data_type = error, "e"
    made.save(tmp_path / "a.xlsx")
    done = maatwerk("importeer", str(tmp_path / "a.xlsx"), *FIXED)
    assert done.returncode == 1
    assert "(cel F3): Hier staat een foutmelding van de spreadsheet" in done.stdout


def test_an_error_in_dutch_in_a_csv_is_one_too(maatwerk, register, tmp_path) -> None:
    (tmp_path / "a.csv").write_text(
        f"{';'.join(HEADER)}\nVoorbeeld;KPMG;Hoogwaardige Inhuur;gestart;#N/B;2\n"
    )
    done = maatwerk("importeer", str(tmp_path / "a.csv"), *FIXED)
    assert done.returncode == 1
    assert "(cel E2): Hier staat een foutmelding" in done.stdout


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (["Totaal", None, None, None, None, 3], "Dit lijkt een totaal"),
        (["Subtotaal 2018", None, None, None, None, 3], "Dit lijkt een totaal"),
        ([None, None, None, None, "Gemiddeld", 3], "Dit lijkt een totaal"),
        (["Bron: opgave van de leveranciers", None, None, None, None, None], "een kop of een opmerking"),
    ],
)
def test_what_is_no_record_is_refused_by_row(maatwerk, register, tmp_path, cells, says) -> None:
    book(tmp_path / "a.xlsx", row(1), row(2), cells)
    done = maatwerk("importeer", str(tmp_path / "a.xlsx"), *FIXED)
    assert done.returncode == 1
    assert "rij 4: fout" in done.stdout
    assert says in done.stdout
    assert "2 nieuw, 0 al in het register, 1 met een fout" in done.stdout


@pytest.mark.parametrize("beyond", [[], ["Kleur"]])
def test_a_cell_without_a_name_above_it_does_not_get_lost(maatwerk, register, tmp_path, beyond) -> None:
    made = book(tmp_path / "a.xlsx", [*row(1), None], [*row(2), "los"], [*row(3), " "])
    for index, name in enumerate(beyond, len(HEADER) + 2):
        made.active.cell(1, index).value = name
    made.save(tmp_path / "a.xlsx")
    done = maatwerk("importeer", str(tmp_path / "a.xlsx"), *FIXED)
    assert done.returncode == 1
    assert "rij 3: fout, Cel G3 is gevuld" in done.stdout
    assert "2 nieuw, 0 al in het register, 1 met een fout" in done.stdout


def test_a_cell_that_a_sign_between_columns_parts_is_told(maatwerk, register, tmp_path) -> None:
    (tmp_path / "a.csv").write_text("Naam;Categorie;\nVoorbeeld A;ICT Inhuur;\nVoorbeeld; B;ICT Inhuur\n")
    done = maatwerk("importeer", str(tmp_path / "a.csv"), *FIXED)
    assert done.returncode == 1
    assert "rij 3: fout, Cel C3 is gevuld" in done.stdout
    assert "1 nieuw, 0 al in het register, 1 met een fout" in done.stdout


def test_a_name_of_a_column_steers_no_screen_and_stays_on_its_line(maatwerk, register, tmp_path) -> None:
    (tmp_path / "a.csv").write_text(
        'Naam,"Kl\x1b[31meur\nvan het blad",Fase\nVoorbeeld A,rood,\x1b[31mfase\n'
    )
    done = maatwerk("importeer", str(tmp_path / "a.csv"), *FIXED)
    assert done.returncode == 1
    assert "  Kl\\u{1b}[31meur van het blad: niet overgenomen.\n" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr


def test_a_name_that_begins_with_such_a_word_is_no_total(maatwerk, register, tmp_path) -> None:
    book(tmp_path / "a.xlsx", row(1, naam="Totaalaanpak Voorbeeld"), row(2, naam="Somersault Voorbeeld"))
    assert maatwerk("importeer", str(tmp_path / "a.xlsx"), *FIXED).returncode == 0


def test_hidden_rows_merged_cells_and_comments_are_told(maatwerk, register, tmp_path) -> None:
    made = book(tmp_path / "a.xlsx", row(1), row(2), row(3))
    made.active.row_dimensions[3].hidden = True
    made.active.merge_cells("B2:B3")
    made.active["A2"].comment = Comment("let op", "iemand")
    made.save(tmp_path / "a.xlsx")
    done = maatwerk("importeer", str(tmp_path / "a.xlsx"), *FIXED)
    assert "1 rij is verborgen of weggefilterd" in done.stdout
    assert "samengevoegde cellen" in done.stdout
    assert "Opmerkingen bij cellen" in done.stdout


def test_dates_that_can_be_read_two_ways_are_told_and_settled(maatwerk, register, tmp_path) -> None:
    book(tmp_path / "a.xlsx", row(1, wanneer="3-4-2018"), row(2, wanneer="25-4-2018"))
    done = maatwerk("importeer", str(tmp_path / "a.xlsx"), *FIXED, "--schrijf")
    assert "Kolom Startdatum: 1 datum is op twee manieren te lezen; gelezen met de dag eerst" in done.stdout
    assert '"2018-04-03"' in (register / "proeftuinen" / "voorbeeld-1.yaml").read_text()


def test_the_month_first_is_asked_for_where_it_cannot_be_seen(maatwerk, register, tmp_path) -> None:
    book(tmp_path / "a.xlsx", row(1, wanneer="3/4/2018"), row(2, wanneer="4/25/2018"))
    done = maatwerk("importeer", str(tmp_path / "a.xlsx"), *FIXED)
    assert done.returncode == 2
    assert "in cel E3 staat de maand eerst" in done.stderr
    assert "--datums" in done.stderr
    done = maatwerk("importeer", str(tmp_path / "a.xlsx"), *FIXED, "--datums", "maand-eerst", "--schrijf")
    assert done.returncode == 0
    assert '"2018-03-04"' in (register / "proeftuinen" / "voorbeeld-1.yaml").read_text()
    assert '"2018-04-25"' in (register / "proeftuinen" / "voorbeeld-2.yaml").read_text()


@pytest.mark.parametrize("cell", ["KPMG, EY", "KPMG en EY", "KPMG / EY", "KPMG & EY"])
def test_several_organisations_in_a_cell_are_known_by_the_register(
    maatwerk, register, tmp_path, cell
) -> None:
    book(tmp_path / "a.xlsx", row(1, wie=cell))
    done = maatwerk("importeer", str(tmp_path / "a.xlsx"), *FIXED, "--nieuwe-organisaties", "--schrijf")
    assert done.returncode == 0, done.stdout
    assert "leveranciers:\n  - kpmg\n  - ey\n" in (register / "proeftuinen" / "voorbeeld-1.yaml").read_text()


def test_a_name_in_doubt_is_not_told_to_need_the_option_that_was_given(maatwerk, register, tmp_path) -> None:
    book(tmp_path / "a.xlsx", row(1, wie="Voorbeeld BV?"))
    done = maatwerk("importeer", str(tmp_path / "a.xlsx"), *FIXED, "--nieuwe-organisaties")
    assert done.returncode == 1
    assert "geef dan --nieuwe-organisaties" not in done.stdout
    assert "Van een naam met een vraagteken maakt het programma geen organisatie." in done.stdout


def test_words_are_translated_by_a_list_and_the_word_of_the_source_is_kept(
    maatwerk, register, tmp_path
) -> None:
    book(tmp_path / "a.xlsx", row(1, fase="Loopt al"))
    assert maatwerk("importeer", str(tmp_path / "a.xlsx"), *FIXED).returncode == 1
    (tmp_path / "woorden.yaml").write_text("fase:\n  loopt al: gestart\n")
    done = maatwerk(
        "importeer",
        str(tmp_path / "a.xlsx"),
        *FIXED,
        "--vertaling",
        str(tmp_path / "woorden.yaml"),
        "--schrijf",
    )
    assert done.returncode == 0, done.stdout
    text = (register / "proeftuinen" / "voorbeeld-1.yaml").read_text()
    assert "fase: gestart" in text
    assert "zegt: Loopt al" in text


def test_the_sheet_whose_heads_fit_is_read_and_named(maatwerk, register, tmp_path) -> None:
    made = openpyxl.Workbook()
    made.active.append(["Toelichting", "bij deze werkmap"])
    sheet = made.create_sheet("Gegevens")
    for cells in (HEADER, row(1)):
        sheet.append(cells)
    made.save(tmp_path / "a.xlsx")
    done = maatwerk("importeer", str(tmp_path / "a.xlsx"), *FIXED)
    assert done.returncode == 0, done.stdout
    assert "Alleen het blad 'Gegevens' is gelezen: daar passen de koppen het best" in done.stdout


def test_titles_that_are_alike_make_no_lots_of_one_tender(maatwerk, register, tmp_path) -> None:
    (tmp_path / "a.csv").write_text(
        "titel;aard;loonsom\nSchoonmaak 2018;dienst;300000\n"
        "Schoonmaak, 2018;dienst;400000\nschoonmaak 2018!;dienst;5000\n"
    )
    done = maatwerk("importeer", str(tmp_path / "a.csv"), "--soort", "aanbesteding")
    assert done.returncode == 1
    assert "rij 3: fout" in done.stdout
    assert "rij 4: fout" in done.stdout
    assert "Geef de rijen een kolom id" in done.stdout


def test_a_row_that_is_not_called_anything_gets_no_id_of_no_name(maatwerk, register, tmp_path) -> None:
    """A plan has no name: an id that every such row gets ties together what is not the same."""
    source = ";jaarverslag-2018;bijlage\n"
    (tmp_path / "a.csv").write_text(f"versie;bron;vindplaats\n1{source}2{source}")
    done = maatwerk("importeer", str(tmp_path / "a.csv"), "--soort", "plan")
    assert done.returncode == 1
    said = "fout, kolom id: Een rij zonder id en zonder naam is nergens aan te herkennen."
    assert [f"rij {number}: {said}" in done.stdout for number in (2, 3)] == [True, True]
    (tmp_path / "a.csv").write_text("id;versie;bron;vindplaats\nvb-plan;1;jaarverslag-2018;bijlage\n")
    done = maatwerk("importeer", str(tmp_path / "a.csv"), "--soort", "plan")
    assert "rij 2: plan vb-plan zou worden gemaakt" in done.stdout


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_named_and_not_waited_for(maatwerk, register, tmp_path) -> None:
    os.mkfifo(tmp_path / "pijp.csv")
    done = maatwerk("importeer", str(tmp_path / "pijp.csv"), "--soort", "plan")
    assert done.returncode == 2
    assert "pijp.csv: dit is geen gewoon bestand. Bewaar de lijst als bestand." in " ".join(
        done.stderr.split()
    )
