"""Spreadsheets of all makes into the register."""

import datetime
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

ROOT = Path(__file__).parents[2]
HEADER = ["Naam", "Leverancier", "Categorie", "Doelgroep", "Fase", "Startdatum", "Aantal plaatsen"]
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


def row(number: int) -> list:
    day = datetime.datetime(2018, 3, 1 + number)  # noqa: DTZ001  spreadsheets know no zone

    return [
        f"Voorbeeld {number}",
        "KPMG",
        "Hoogwaardige Inhuur",
        "autisme; diversiteit",
        "gestart",
        day,
        number,
    ]


def with_xlsxwriter(path: Path) -> None:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Lijst")
    dated = book.add_format({"num_format": "d-m-yyyy"})
    sheet.merge_range("A1:G1", "Proeftuinen van het voorbeeld")
    sheet.write_row("A3", HEADER)
    for number in range(3):
        sheet.write_row(3 + 2 * number, 0, row(number)[:5])  # an empty row between all
        sheet.write_datetime(3 + 2 * number, 5, row(number)[5], dated)
        sheet.write(3 + 2 * number, 6, number)
    hidden = book.add_worksheet("Geheim")
    hidden.write_row("A1", HEADER)
    hidden.hide()
    book.close()


def with_openpyxl(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    for number in range(3):
        book.active.append(row(number))
    book.save(path)


def as_csv(path: Path) -> None:
    lines = [";".join(HEADER)]
    lines += [
        f'Voorbeeld {n};KPMG;Hoogwaardige Inhuur;"autisme; diversiteit";gestart;{1 + n}-3-2018;{n}'
        for n in range(3)
    ]
    path.write_bytes("\r\n".join(lines).encode("cp1252"))


def written(register: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted((register / "proeftuinen").glob("voorbeeld-*"))}


@pytest.mark.parametrize("maker", [with_xlsxwriter, with_openpyxl, as_csv])
def test_every_make_gives_the_same_records_and_twice_is_once(maatwerk, register, tmp_path, maker) -> None:
    path = tmp_path / ("lijst.csv" if maker is as_csv else "lijst.xlsx")
    maker(path)
    data = ("--data", str(register))
    before = maatwerk("importeer", str(path), *FIXED, *data)
    assert before.returncode == 0, before.stdout + before.stderr
    assert "proeftuin voorbeeld-1 zou worden gemaakt" in before.stdout
    assert "Samen: 3 nieuw, 0 al in het register, 0 met een fout." in before.stdout
    assert written(register) == {}
    done = maatwerk("importeer", str(path), *FIXED, "--schrijf", *data)
    assert done.returncode == 0, done.stdout + done.stderr
    files = written(register)
    assert list(files) == ["voorbeeld-0.yaml", "voorbeeld-1.yaml", "voorbeeld-2.yaml"]
    assert files["voorbeeld-1.yaml"] == (
        "id: voorbeeld-1\nnaam: Voorbeeld 1\nsoort: regulier\ncategorie: hoogwaardige_inhuur\n"
        "leveranciers:\n  - kpmg\ndoelgroepen:\n  - autisme\n  - diversiteit\nbeoogde_plaatsen: 1\n"
        'verloop:\n  - fase: gestart\n    sinds: "2018-03-02"\n    bron:\n      id: jaarverslag-2018\n'
        "      vindplaats: bijlage\nbronnen:\n  - id: jaarverslag-2018\n    vindplaats: bijlage\n"
    )
    assert maatwerk("valideer", *data).returncode == 0
    again = maatwerk("importeer", str(path), *FIXED, "--schrijf", *data)
    assert again.returncode == 0
    assert "er is niets veranderd" in again.stderr
    assert written(register) == files


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Voorbeeld\x1b[31m", "Hier staat een teken dat een scherm of een printer stuurt (U+001B)"),
        ("Voorbeeld\x07", "(U+0007)"),
    ],
)
def test_what_cannot_be_written_is_said_before_it_is_written(
    maatwerk, register, tmp_path, name, said
) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(f"id;naam;categorie\nvoorbeeld-1;{name};hoogwaardige_inhuur\n", encoding="utf-8")
    done = [
        maatwerk("importeer", str(path), *FIXED, *written_too, "--data", str(register))
        for written_too in ((), ("--schrijf",))
    ]
    for each in done:
        assert each.returncode == 2
        assert each.stderr.startswith("Dit kan niet: het register zou een fout krijgen in proeftuinen/voorb")
        assert said in each.stderr
    assert "proeftuin voorbeeld-1 zou worden gemaakt" in done[0].stdout  # which row it is of
    assert written(register) == {}


def test_of_very_many_rows_is_said_that_they_are_held_to_the_register_when_they_are_written(
    maatwerk, register, tmp_path
) -> None:
    """Before that it would take many times as long, and memory for each."""
    path = tmp_path / "lijst.csv"
    rows = "".join(f"vb-{number};Voorbeeld {number};hoogwaardige_inhuur\n" for number in range(501))
    path.write_text(f"id;naam;categorie\n{rows}".replace("Voorbeeld 7;", "Voorbeeld\x07;"), encoding="utf-8")
    words = ("importeer", str(path), *FIXED, "--data", str(register))
    shown = maatwerk(*words)
    assert shown.returncode == 0
    assert shown.stderr.startswith("Zo veel records zijn nog niet naast het register gelegd.")
    done = maatwerk(*words, "--schrijf")
    assert (done.returncode, "(U+0007)" in done.stderr) == (2, True)
    assert written(register) == {}


def test_a_sign_that_nobody_sees_is_left_out_and_that_is_told(maatwerk, register, tmp_path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(
        "id;naam;categorie\nvb-1;Voor\u202ebeeld;hoogwaardige_inhuur\nvb-2;Ander;hoogwaardige_inhuur\n",
        encoding="utf-8",
    )
    done = maatwerk("importeer", str(path), *FIXED, "--data", str(register))
    assert "Uit 1 cel is weggelaten wat niemand ziet" in done.stdout + done.stderr
    assert done.returncode == 0


@pytest.mark.parametrize("name", ["con", "nul", "aux", "prn", "com1", "lpt9"])
def test_no_record_gets_a_file_that_windows_cannot_keep(maatwerk, register, tmp_path, name) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(f"id;naam;categorie\n{name};Voorbeeld;hoogwaardige_inhuur\n", encoding="utf-8")
    done = maatwerk("importeer", str(path), *FIXED, "--schrijf", "--data", str(register))
    assert done.returncode == 1
    assert f"{name}: Windows kan geen bestand met deze naam bewaren" in " ".join(done.stdout.split())
    path.write_text(f"naam;categorie\n{name.upper()};hoogwaardige_inhuur\n", encoding="utf-8")
    assert (
        f"proeftuin {name}-2 zou" in maatwerk("importeer", str(path), *FIXED, "--data", str(register)).stdout
    )
    renamed = maatwerk("hernoem", "atos-ict", name, "--data", str(register))
    assert (renamed.returncode, "Windows" in renamed.stderr) == (2, True)
    assert written(register) == {}


def needs_office() -> str:
    office = shutil.which("soffice")
    if office is None:
        if os.environ.get("CI") == "true":
            pytest.fail("LibreOffice is needed")
        pytest.skip("LibreOffice is not here")
    return office


@pytest.mark.slow
def test_a_spreadsheet_of_libreoffice(maatwerk, register, tmp_path) -> None:
    office = needs_office()
    as_csv(tmp_path / "bron.csv")
    text = (tmp_path / "bron.csv").read_bytes().decode("cp1252")
    (tmp_path / "bron.csv").write_text(text, encoding="utf-8")
    subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/profiel", "--headless", "--convert-to", "xlsx",
         "--infilter=CSV:59,34,76,1,,1043", "--outdir", str(tmp_path / "uit"), str(tmp_path / "bron.csv")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    done = maatwerk(
        "importeer", str(tmp_path / "uit/bron.xlsx"), *FIXED, "--schrijf", "--data", str(register)
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert 'sinds: "2018-03-02"' in written(register)["voorbeeld-1.yaml"]


def test_what_is_wrong_is_told_by_row_column_and_cell_and_nothing_is_written(
    maatwerk, register, tmp_path
) -> None:
    book = xlsxwriter.Workbook(tmp_path / "fout.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row("A1", [*HEADER, "Contactpersoon", "Opmerkingen", "Kleur"])
    sheet.write_row("A2", [*row(1)[:5], 43160, 3, "J. Voorbeeld", "mail naar jan@voorbeeld.nl"])
    sheet.write_row(
        "A3", ["Voorbeeld 2", "KPMGG", "Hoogwardige inhuur", "autisme", "gestart", "31-2-2018", "veel"]
    )
    sheet.write_row("A4", row(4)[:5])
    sheet.write_formula("G4", "=1+1")
    sheet.write_row("A5", ["", *row(5)[1:5]])
    book.close()
    done = maatwerk("importeer", str(tmp_path / "fout.xlsx"), *FIXED, "--schrijf", "--data", str(register))
    assert done.returncode == 1
    out = done.stdout
    assert "Contactpersoon: geweigerd" in out
    assert "Kleur: niet overgenomen" in out
    assert "rij 2: fout, kolom Opmerkingen (cel I2): Hier staat mogelijk een persoonsgegeven" in out
    assert "jan@voorbeeld.nl" not in out + done.stderr
    assert "J. Voorbeeld" not in out + done.stderr
    assert "rij 3: fout, kolom Leverancier (cel B3)" in out
    assert "Bedoelde u 'kpmg'?" in out
    assert "Bedoelde u 'hoogwaardige_inhuur'?" in out
    assert "kolom Startdatum (cel F3): Deze datum bestaat niet" in out
    assert "kolom Aantal plaatsen (cel G3): Hier past een heel getal" in out
    assert "rij 4: fout, kolom Aantal plaatsen (cel G4): Hier staat een formule" in out
    assert "rij 5: fout, kolom naam: Dit ontbreekt" in out
    assert written(register) == {}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("organisaties.csv", "--soort", "organisatie", "--vast", "kleur"), "--vast: schrijf VELD=WAARDE"),
        (("organisaties.csv", "--soort", "organisatie", "--kolom", "kleur"), "--kolom: schrijf KOP=VELD"),
        (("organisaties.csv", "--soort", "organisatie", "--blad", "Blad1"), "een CSV heeft geen bladen."),
        (("",), ": dit is een register, en geen map die met maatwerk exporteer is gemaakt."),
    ],
)
def test_the_option_or_the_folder_that_is_wrong_is_named(maatwerk, register, words, said) -> None:
    done = maatwerk("importeer", str(register / words[0]), *words[1:], "--data", str(register))
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_date_without_its_phase_does_not_get_lost(maatwerk, register, tmp_path) -> None:
    path = tmp_path / "rijen.csv"
    path.write_text(
        "Naam;Fase;Startdatum;Bron;Vindplaats\n"
        "Voorbeeld Zonder;;2018;jaarverslag-2018;§5\n"
        "Voorbeeld Met;gestart;2018;jaarverslag-2018;§5\n"
        "Voorbeeld Niets;;;jaarverslag-2018;§5\n"
    )
    done = maatwerk("importeer", str(path), "--soort", "proeftuin", "--schrijf", "--data", str(register))
    assert done.returncode == 1
    assert "rij 2: fout, kolom Startdatum (cel C2): Dit hoort bij fase, en daar staat niets." in done.stdout
    assert "Samen: 2 nieuw, 0 al in het register, 1 met een fout." in done.stdout
    assert written(register) == {}


def test_a_candidate_has_no_name_and_no_text(maatwerk, register, tmp_path) -> None:
    path = tmp_path / "kandidaten.csv"
    path.write_text(
        "naam,proeftuin,stap,sinds,opmerking,doelgroep\n"
        "Jan Voorbeeld,kpmg,aan_de_slag,2018-q3,moeilijk jaar gehad,autisme\n"
        "Piet Voorbeeld,kpmg,aan_de_slag,2018-q3,,autisme\n"
    )
    arguments = ("importeer", str(path), "--bron", "jaarverslag-2018 §5", "--data", str(register))
    shown = maatwerk(*arguments)
    assert shown.returncode == 0, shown.stdout + shown.stderr
    for name in ("naam", "opmerking", "doelgroep"):
        assert f"  {name}: geweigerd" in shown.stdout
    for secret in ("Jan", "Piet", "moeilijk", "autisme"):
        assert secret not in shown.stdout + shown.stderr
    known = {path.name for path in (register / "kandidaten").iterdir()}
    assert maatwerk(*arguments, "--schrijf").returncode == 0
    made = {path.name for path in (register / "kandidaten").iterdir()} - known
    assert len(made) == 2
    again = maatwerk(*arguments, "--schrijf")
    assert "er is niets veranderd" in again.stderr
    assert {path.name for path in (register / "kandidaten").iterdir()} == known | made
    finer = path.read_text().replace("2018-q3", "5-11-2018")
    path.write_text(finer)
    refused = maatwerk(*arguments)
    assert refused.returncode == 1
    assert "niet fijner dan een kwartaal" in refused.stdout
    assert "11-2018" not in refused.stdout


def test_columns_by_a_mapping_and_new_organisations(maatwerk, register, tmp_path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("Project,Bedrijf\nEen,Voorbeeld BV\nTwee,Voorbeeld BV\n")
    (tmp_path / "kolommen.yaml").write_text("Project: naam\nBedrijf: leveranciers\n")
    done = maatwerk("importeer", str(path), *FIXED, "--kolommen", str(tmp_path / "kolommen.yaml"),
                    "--nieuwe-organisaties", "--schrijf", "--data", str(register))  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "voorbeeld-bv,Voorbeeld BV,,leverancier,,,,,\n" in (register / "organisaties.csv").read_text()
    assert "- voorbeeld-bv" in (register / "proeftuinen/twee.yaml").read_text()
    assert maatwerk("valideer", "--data", str(register)).returncode == 0


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("brief.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "geen spreadsheet van Excel"),
        ("stuk.xlsx", b"PK\x03\x04 niet echt", "kan niet als spreadsheet worden gelezen"),
        ("beeld.csv", b"\x89PNG\r\n\0\0\x81", "geen CSV of XLSX"),
        ("leeg.csv", b"\n\n", "er staan geen rijen in"),
        ("aanhaling.csv", b'naam\n"x\n', "aanhalingstekens"),
    ],
)
def test_a_file_that_is_no_spreadsheet_is_one_line(maatwerk, register, tmp_path, name, content, part) -> None:
    (tmp_path / name).write_bytes(content)
    done = maatwerk("importeer", name, "--soort", "proeftuin", "--data", str(register))
    assert (done.returncode, done.stdout) == (2, "")
    assert part in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
def test_macros_are_not_read_and_a_bomb_is_refused(maatwerk, register, tmp_path) -> None:
    with_openpyxl(tmp_path / "gewoon.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "gewoon.xlsx") as old,
        zipfile.ZipFile(tmp_path / "macro.xlsm", "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 Shell")
    done = maatwerk("importeer", "macro.xlsm", *FIXED, "--data", str(register))
    assert done.returncode == 0, done.stderr
    assert "3 nieuw" in done.stdout
    blank = b" " * 100_000_000
    with zipfile.ZipFile(tmp_path / "bom.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bomb:
        for number in range(16):
            bomb.writestr(f"xl/worksheets/sheet{number}.xml", blank)
    refused = maatwerk("importeer", "bom.xlsx", *FIXED, "--data", str(register))
    assert refused.returncode == 2
    assert "uitgepakt te groot" in refused.stderr


@pytest.mark.slow
def test_20_000_rows(maatwerk, register, tmp_path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "organisaties.xlsx", {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["naam", "soort"])
    for number in range(20_000):
        sheet.write_row(number + 1, 0, [f"Voorbeeld {number}", "Leverancier"])
    book.close()
    done = maatwerk("importeer", "organisaties.xlsx", "--schrijf", "--data", str(register))
    assert done.returncode == 0, done.stderr
    assert "Samen: 20000 nieuw" in done.stdout
    assert (register / "organisaties.csv").read_text().count("\n") == 20_030


def test_a_tender_keeps_its_own_mark_and_its_lots_stay_apart(maatwerk, register, tmp_path) -> None:
    (tmp_path / "aanbestedingen.csv").write_text(
        "kenmerk,perceel,titel,aard,loonsom,startdatum\n"
        '2019/A-1,1,Schoonmaak,dienst,"€ 250.000,50",1-1-2019\n'
        "2019/A-1,2,Schoonmaak,dienst,100000,1-1-2019\n"
    )
    arguments = ("importeer", "aanbestedingen.csv", "--schrijf", "--data", str(register))
    done = maatwerk(*arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (register / "aanbestedingen/2019-a-1-1.yaml").read_text() == (
        'id: "2019/A-1"\ntitel: Schoonmaak\nperceel: "1"\naard: dienst\nloonsom_excl_btw: "250000.50"\n'
        'begin: "2019-01-01"\n'
    )
    assert (register / "aanbestedingen/2019-a-1-2.yaml").is_file()
    assert "er is niets veranderd" in maatwerk(*arguments).stderr
    assert maatwerk("valideer", "--data", str(register)).returncode == 0


def test_an_amount_that_can_mean_two_things_is_told_and_one_that_cannot_be_is_refused(
    maatwerk, register, tmp_path
) -> None:
    (tmp_path / "aanbestedingen.csv").write_text('kenmerk,loonsom\na,250.000\nb,300.000\nc,"250000,00"\n')
    arguments = ("importeer", "aanbestedingen.csv", "--vast", "titel=Voorbeeld", "--data", str(register))
    done = maatwerk(*arguments, "--schrijf")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Een bedrag als 250.000 is gelezen als 250 duizend (2 keer)" in " ".join(
        (done.stdout + done.stderr).split()
    )
    assert 'loonsom_excl_btw: "250000"' in (register / "aanbestedingen/a.yaml").read_text()
    (tmp_path / "aanbestedingen.csv").write_text('kenmerk,loonsom\nd,"250,000"\n')
    refused = maatwerk(*arguments)
    assert refused.returncode == 1
    assert "cel B2): Dit bedrag is op twee manieren te lezen" in refused.stdout


def test_one_id_in_two_years_is_two_posts(maatwerk, register, tmp_path) -> None:
    (tmp_path / "posten.csv").write_text(
        "id,jaar,telt,aantal,omschrijving\nvoorbeeld,2018,proeftuinen,2,Wat de bron telt\n"
        "voorbeeld,2019,proeftuinen,3,Wat de bron telt\n"
    )
    done = maatwerk("importeer", "posten.csv", "--soort", "verzamelpost", "--bron", "jaarverslag-2018 §5",
                    "--schrijf", "--data", str(register))  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "id: voorbeeld\n" in (register / "verzamelposten/2019.yaml").read_text()


def _office(tmp_path: Path, source: Path, suffix: str) -> Path:
    """Let LibreOffice save a file as another kind."""
    office = needs_office()
    out = tmp_path / "uit"
    subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/profiel", "--headless", "--convert-to", suffix,
         "--outdir", str(out), str(source)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return out / f"{source.stem}.{suffix}"


def test_each_row_that_is_warned_of_has_its_own_place(maatwerk, tmp_path) -> None:
    register = Path(shutil.copytree(ROOT / "docs/voorbeelden/ministerie", tmp_path / "register"))
    path = tmp_path / "lijst.csv"
    head = "id;opdracht;periode;soort;aantal;eenheid;stand;sinds\n"
    late = "vb-los-1;2021-q4;begeleiding;{number};uur;aanvaard;2022-04-03\n"  # after its source
    path.write_text(head + "".join(f"vb-x-{n};{late.format(number=n)}" for n in (1, 2)), encoding="utf-8")
    source = ("--bron", "voorbeeld-voortgang-2021", "--vindplaats", "x", "--vast", "jaar=2021")
    given = ("importeer", str(path), "--soort", "inspanning", *source, "--data", str(register))
    warned = []
    for write in ((), ("--schrijf",)):
        done = maatwerk(*given, *write)
        assert done.returncode == 0, done.stderr
        begin = "Let op, inspanningen/2021.csv:"
        warned.append([line.split(":")[1] for line in done.stderr.splitlines() if line.startswith(begin)])
    last = len((register / "inspanningen/2021.csv").read_text().splitlines())
    assert warned == [[str(last - 1), str(last)]] * 2  # before it is written, where it will be


def test_an_encrypted_workbook_is_told_as_such(maatwerk, register, tmp_path) -> None:
    with_openpyxl(tmp_path / "gewoon.xlsx")
    with (tmp_path / "gewoon.xlsx").open("rb") as plain, (tmp_path / "geheim.xlsx").open("wb") as secret:
        OOXMLFile(plain).encrypt("een-wachtwoord", secret)
    done = maatwerk("importeer", "geheim.xlsx", *FIXED, "--data", str(register))
    assert (done.returncode, done.stdout) == (2, "")
    text = "beveiligd met een wachtwoord. Open het in Excel of LibreOffice en sla het op zonder wachtwoord."
    assert text in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
def test_another_kind_of_spreadsheet_is_told_by_its_content(maatwerk, register, tmp_path) -> None:
    with_openpyxl(tmp_path / "gewoon.xlsx")
    made = _office(tmp_path, tmp_path / "gewoon.xlsx", "xls")
    for name in (made.name, "lijst.xlsx", "lijst.csv"):
        shutil.copy(made, tmp_path / name)
        done = maatwerk("importeer", name, *FIXED, "--data", str(register))
        assert (done.returncode, done.stdout) == (2, ""), name
        assert "oud soort (.xls)" in done.stderr
        assert "Sla het op als .xlsx" in done.stderr
        assert done.stderr.count("\n") == 1


@pytest.mark.slow
def test_an_opendocument_spreadsheet_gives_what_the_same_list_in_xlsx_gives(
    maatwerk, register, tmp_path
) -> None:
    with_openpyxl(tmp_path / "gewoon.xlsx")
    made = _office(tmp_path, tmp_path / "gewoon.xlsx", "ods")
    xlsx = maatwerk("importeer", "gewoon.xlsx", *FIXED, "--data", str(register))
    for name in (made.name, "lijst.xlsx"):
        shutil.copy(made, tmp_path / name)
        ods = maatwerk("importeer", name, *FIXED, "--data", str(register))
        assert ods.returncode == 0, ods.stdout + ods.stderr
        assert "3 nieuw" in ods.stdout
        assert ods.stdout == xlsx.stdout


@pytest.mark.slow
def test_a_workbook_with_macros_made_by_libreoffice(maatwerk, register, tmp_path) -> None:
    with_openpyxl(tmp_path / "gewoon.xlsx")
    made = _office(tmp_path, tmp_path / "gewoon.xlsx", "xlsm")
    done = maatwerk("importeer", str(made), *FIXED, "--data", str(register))
    assert done.returncode == 0, done.stderr
    assert "3 nieuw" in done.stdout


def test_a_workbook_under_another_name_is_told_by_its_content(maatwerk, register, tmp_path) -> None:
    with_openpyxl(tmp_path / "gewoon.xlsx")
    (tmp_path / "gewoon.xlsx").rename(tmp_path / "lijst.xls")
    done = maatwerk("importeer", "lijst.xls", *FIXED, "--data", str(register))
    assert done.returncode == 0, done.stderr
    assert "3 nieuw" in done.stdout


def test_headers_over_groups_of_columns_are_passed_by(maatwerk, register, tmp_path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "groepen.xlsx")
    sheet = book.add_worksheet()
    sheet.merge_range("A1:B1", "Wie")
    sheet.merge_range("C1:G1", "Wat")
    sheet.write_row("A2", HEADER)
    sheet.write_row("A3", [*row(0)[:5], "maart 2018", 2])
    sheet.merge_range("A5:G5", "")
    book.close()
    done = maatwerk("importeer", "groepen.xlsx", *FIXED, "--schrijf", "--data", str(register))
    assert done.returncode == 0, done.stdout + done.stderr
    assert list(written(register)) == ["voorbeeld-0.yaml"]
    assert 'sinds: "2018-03"' in written(register)["voorbeeld-0.yaml"]


def test_a_formula_with_its_outcome_is_read_and_is_no_formula_any_more(maatwerk, register, tmp_path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "formule.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row("A1", HEADER)
    sheet.write_row("A2", row(0)[:5])
    sheet.write_formula("G2", "=1+1", value=2)
    book.close()
    done = maatwerk("importeer", "formule.xlsx", *FIXED, "--schrijf", "--data", str(register))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "beoogde_plaatsen: 2\n" in written(register)["voorbeeld-0.yaml"]


def test_only_hidden_sheets_and_one_that_is_asked_for(maatwerk, register, tmp_path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "bladen.xlsx")
    book.add_worksheet("Leeg")
    secret = book.add_worksheet("Oud")
    secret.write_row("A1", HEADER)
    secret.write_row("A2", row(0)[:5])
    secret.hide()
    book.close()
    empty = maatwerk("importeer", "bladen.xlsx", *FIXED, "--data", str(register))
    assert empty.returncode == 2
    assert "er staan geen rijen in" in empty.stderr
    asked = maatwerk("importeer", "bladen.xlsx", *FIXED, "--blad", "Oud", "--data", str(register))
    assert asked.returncode == 0, asked.stderr
    assert "1 nieuw" in asked.stdout
    missing = maatwerk("importeer", "bladen.xlsx", *FIXED, "--blad", "Nieuw", "--data", str(register))
    assert (missing.returncode, missing.stderr.count("\n")) == (2, 1)
    assert "Kies uit: Leeg, Oud" in missing.stderr


@pytest.mark.parametrize(
    ("heads", "says"),
    [("Naam;naam", "geef er in het bestand één een andere kop"), ("Naam;Titel", "--kolom 'NAAM='")],
)
def test_two_columns_for_one_field_are_told_apart_in_a_way_that_can_be_followed(
    maatwerk, register, tmp_path, heads, says
) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(f"{heads};Categorie\nVoorbeeld een;Voorbeeld twee;catering\n", encoding="utf-8")
    kept = ("--kolom", "Titel=naam") if "Titel" in heads else ()
    done = maatwerk("importeer", str(path), *FIXED, *kept, "--data", str(register))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert says in done.stderr
