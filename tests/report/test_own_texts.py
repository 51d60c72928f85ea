"""An editor who writes a withheld count beside what it counts is warned; the warning does not repeat it."""

import subprocess
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from maatwerk_cli.disclosure import solver
from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.report.own_texts import Secret, _read, _tells, _texts
from maatwerk_cli.report.people_tables import PeopleTables
from maatwerk_cli.report.year import telling_texts_of_all_years

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def with_three(small: Any) -> Any:
    """Three of twelve candidates are at work, and that count is withheld."""
    small.proeftuin("een")
    for number in range(12):
        small.candidate("een", "kandidaat", *(["aan_de_slag"] if number < 3 else []))
    small.write("kerncijfers/2029.yaml", [small.figure("aan_het_werk", 9, stap="aan_de_slag")])
    return small


def warned(maatwerk: Run, small: Any, text: str, *options: str) -> str:
    small.write("rapporten/2029.yaml", {"id": "2029", "status": "concept", "inleiding": text})
    done = maatwerk("rapport", "2029", "--formaat", "json", "--data", str(small.root), *options)
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.mark.parametrize(
    "text",
    [
        "Er zijn 3 mensen aan de slag.",
        "Er zijn **drie** mensen\naan het werk.",
        "Drie kandidaten zijn aan de slag (zie de tabel).",
    ],
)
def test_a_withheld_count_in_a_text_is_pointed_out(maatwerk: Run, with_three: Any, text: str) -> None:
    line = warned(maatwerk, with_three, text)
    assert line.startswith("rapporten/2029.yaml, inleiding: deze tekst noemt misschien een aantal")
    assert "stap" in line
    assert " 3" not in line
    assert "drie" not in line.casefold()
    assert len(line.splitlines()) == 1
    assert warned(maatwerk, with_three, text, "--intern") == line


@pytest.mark.parametrize(
    "text",
    [
        "Er zijn 9 mensen aan de slag.",
        "Zie §3 voor wie aan de slag is, en blz. 3.1.",
        "Er zijn 3 bijeenkomsten geweest.\n\nWie aan de slag is, staat in de tabel.",
        "In 2029 ging 13% aan de slag.",
        "De driehoek aan de slag.",
    ],
)
def test_another_number_is_not(maatwerk: Run, with_three: Any, text: str) -> None:
    assert warned(maatwerk, with_three, text) == ""


def test_the_words_under_tables_corrections_and_notes_are_read_too(maatwerk: Run, with_three: Any) -> None:
    text = "Drie mensen aan de slag."
    figure = with_three.figure("aan_het_werk", 9, stap="aan_de_slag") | {"noot": text}
    with_three.write("kerncijfers/2029.yaml", [figure])
    with_three.write(
        "rapporten/2029.yaml",
        {
            "id": "2029",
            "status": "gecorrigeerd",
            "teksten": [{"tabel": "kandidaten_stap", "tekst": text}],
            "correcties": [{"datum": "2030-01", "reden": text}],
        },
    )
    done = maatwerk("rapport", "2029", "--data", str(with_three.root))
    places = [line.split(":")[0] for line in done.stderr.splitlines() if "misschien" in line]
    assert places == [
        "rapporten/2029.yaml, tekst onder kandidaten_stap",
        "rapporten/2029.yaml, correctie van 2030-01",
        "kerncijfers/2029.yaml, noot bij aan_het_werk",
    ]


@pytest.mark.parametrize(
    ("year", "text", "refused"),
    [
        ("2029", "Drie mensen zijn aan de slag.", True),
        ("2030", "Drie mensen zijn aan de slag.", True),  # withheld in the report of that year too
        ("2028", "Drie mensen zijn aan de slag.", False),  # of 2028 nobody is known to be
        ("2028", "Na 2029 zijn drie mensen aan de slag.", True),
        ("2028", "Na 2029 zijn negen mensen aan de slag.", False),
    ],
)
def test_an_edition_has_no_text_of_any_year_that_tells_a_withheld_count(
    maatwerk: Run, with_three: Any, year: str, text: str, refused: bool
) -> None:
    """The texts of all years go out with the public register of an edition, whatever year that is of."""
    with_three.write("kerncijfers/2030.yaml", [with_three.figure("aan_het_werk", 9, stap="aan_de_slag")])
    with_three.write(f"rapporten/{year}.yaml", {"id": year, "status": "concept", "inleiding": text})
    output = with_three.root.parent / "uitgave"
    done = maatwerk(
        "publiceer", "2029", "--datum", "2031-01-15", "--uitvoer", str(output), "--proef",
        "--data", str(with_three.root),
    )  # fmt: skip
    assert (done.returncode, output.exists()) == ((2, False) if refused else (0, True)), done.stderr
    assert done.stderr.startswith(f"rapporten/{year}.yaml, inleiding: deze tekst noemt misschien") == refused
    assert "drie" not in done.stderr.casefold()


@pytest.mark.parametrize(
    ("year", "text", "tells"),
    [
        ("2029", "Drie mensen zijn aan de slag.", True),
        ("2028", "Drie mensen zijn aan de slag.", False),
        ("2028", "Na 2029 zijn drie mensen aan de slag.", True),
    ],
)
def test_an_export_has_the_texts_of_every_year_and_warns_of_one_that_tells(
    maatwerk: Run, with_three: Any, year: str, text: str, tells: bool
) -> None:
    """Candidates are withheld in it as in the report, so a text tells as much; with --intern all is in it."""
    with_three.write(f"rapporten/{year}.yaml", {"id": year, "status": "concept", "inleiding": text})
    for options, warns in (((), tells), (("--intern",), False)):
        output = with_three.root.parent / f"tabellen{len(options)}"
        done = maatwerk("exporteer", str(output), "--data", str(with_three.root), *options)
        assert done.returncode == 0, done.stderr
        assert (f"rapporten/{year}.yaml, inleiding: deze tekst noemt misschien" in done.stderr) == warns
        assert "drie" not in done.stderr.casefold()


def test_a_name_that_two_proeftuinen_have_still_tells_a_count(small: Any) -> None:
    """In a table their rows are told apart by their id; an editor writes the name alone."""
    for name, many in (("een", 3), ("twee", 9), ("drie", 8)):
        small.proeftuin(name, naam="Voorbeeldbeek" if name != "drie" else "Voorbeeldveen")
        for _ in range(many):
            small.candidate(name, "kandidaat")
    text = "Bij Voorbeeldbeek gaat het om drie."
    small.write("rapporten/2029.yaml", {"id": "2029", "status": "concept", "inleiding": text})
    telling = telling_texts_of_all_years(load_dataset(small.root).dataset, {2029: date(2029, 12, 31)})
    assert list(telling) == ["rapporten/2029.yaml, inleiding"]


RECORDS = {
    "of a proeftuin": ("proeftuin", "Drie kandidaten zijn aan de slag.", True),
    "of a proeftuin, another number": ("proeftuin", "Negen kandidaten zijn aan de slag.", False),
    "of a proeftuin, which need not be named": ("klein", "Er doen twee mensen mee.", True),
    "of another proeftuin": ("proeftuin", "Er doen twee mensen mee.", False),
    "what a source gives of it": ("gezegd", "De bron noemt vier kandidaten.", False),
    "of a relation": ("relatie", "Drie mensen zijn aan de slag.", True),
    "of a source": ("bron", "Volgens de bron zijn drie mensen aan de slag.", True),
    "of a source, another number": ("bron", "Volgens de bron zijn negen mensen aan de slag.", False),
    "of a milestone": ("mijlpaal", "Drie mensen zijn aan de slag.", True),
    "of a milestone in another year": ("mijlpaal 2027", "Drie mensen zijn aan de slag.", False),
}


@pytest.mark.parametrize(("where", "text", "tells"), RECORDS.values(), ids=RECORDS)
def test_a_text_of_any_record_that_goes_out_tells_no_withheld_count(
    maatwerk: Run, with_three: Any, where: str, text: str, tells: bool
) -> None:
    for name, many in (("klein", 2), ("gezegd", 4)):
        for _ in range(many):
            with_three.candidate(name, "kandidaat")
    stated = {"kandidaten": {"aantal": 4, "bron": {"id": "jaarstuk", "vindplaats": "blz. 1"}}}
    own = {"toelichting": text}
    with_three.proeftuin("klein", **(own if where == "klein" else {}))
    with_three.proeftuin("gezegd", **stated, **(own if where == "gezegd" else {}))
    with_three.proeftuin("een", **(own if where == "proeftuin" else {}))
    if where == "relatie":
        row = f"vb-bv,partner,vb-bv,2029,,jaarstuk,blz. 1,{text}"
        with_three.text("relaties.csv", f"van,rol,naar,sinds,tot,bron,vindplaats,toelichting\n{row}\n")
    if where == "bron":
        with_three.text(
            "bronnen.yaml", f"- id: jaarstuk\n  titel: Stuk\n  status: geverifieerd\n  toelichting: {text}\n"
        )
    kind, _, year = where.partition(" ")
    if kind == "mijlpaal":
        with_three.write(f"mijlpalen/{year or 2029}.yaml", [
            {"id": "iets", "datum": year or "2029", "omschrijving": "Een voorbeeld", "toelichting": text,
             "bron": {"id": "jaarstuk", "vindplaats": "blz. 1"}},
        ])  # fmt: skip
    dataset = load_dataset(with_three.root).dataset
    assert bool(telling_texts_of_all_years(dataset, {})) is tells


@pytest.mark.parametrize(
    ("text", "tells"), [("Drie mensen zijn aan de slag.", True), ("Negen mensen zijn aan de slag.", False)]
)
def test_an_export_has_the_texts_of_plans_too_and_warns_of_one_that_tells(
    maatwerk: Run, with_three: Any, text: str, tells: bool
) -> None:
    """A public edition has no plans; an export has what they say."""
    own = [{"id": "jaarstuk", "vindplaats": "blz. 1"}]
    plan = {"id": "plan-een", "proeftuin": "een", "omschrijving": text, "bronnen": own}
    with_three.write("plannen/plan-een.yaml", plan)
    done = maatwerk("exporteer", str(with_three.root.parent / "uit"), "--data", str(with_three.root))
    assert done.returncode == 0, done.stderr
    assert ("plannen/plan-een.yaml, omschrijving: deze tekst noemt misschien" in done.stderr) is tells
    assert not telling_texts_of_all_years(load_dataset(with_three.root).dataset, {})


OWN = {
    "its people": ("uur", "mensen=3,aantal=27", "Begeleiding van drie deelnemers.", True),
    "another number": ("uur", "mensen=3,aantal=27", "Begeleiding van zes deelnemers.", False),
    "its hours": ("uur", "mensen=3,aantal=27", "Dat was 27 uur.", True),
    "its hours, of an unknown number": ("uur", "mensen=,aantal=27", "In 27 uur.", True),
    "its places": ("plek", "mensen=2,aantal=1", "Eén plek.", True),
    "its worth": ("uur", "mensen=3,aantal=27,waarde=1250.00", "Samen € 1.250,00.", True),
    "its worth in words": ("uur", "mensen=3,aantal=27,waarde=1250.00", "Het kostte 1250 euro.", True),
    "what is not few": ("uur", "mensen=8,aantal=27", "Acht deelnemers, 27 uur.", False),
    "money of nobody": ("euro", "mensen=,aantal=1250", "Voor 1250 euro.", False),
}


@pytest.mark.parametrize(("unit", "counts", "text", "tells"), OWN.values(), ids=OWN)
@pytest.mark.parametrize("field", ["toelichting", "bewijs"])
def test_an_export_warns_of_an_effort_whose_own_text_tells_what_its_row_withholds(
    small: Any, unit: str, counts: str, text: str, tells: bool, field: str
) -> None:
    """Of too few people, or of nobody knows how many, an export has neither people nor hours nor worth."""
    said = {
        "id": "i-1", "opdracht": "opdracht-een", "periode": "2029", "soort": "begeleiding", "eenheid": unit,
        "stand": "aanvaard", "bron": "jaarstuk", "vindplaats": "blz. 1", field: f'"{text}"',
        **dict(part.split("=") for part in counts.split(",")),
    }  # fmt: skip
    small.text("inspanningen/2029.csv", f"{','.join(said)}\n{','.join(said.values())}\n")
    dataset = load_dataset(small.root).dataset
    telling = telling_texts_of_all_years(dataset, {}, closed=True)
    assert bool(telling) is tells
    assert all(place == f"inspanningen/2029.csv, {field} van regel 2" for place in telling)
    assert not telling_texts_of_all_years(dataset, {})  # a public edition has no efforts


@pytest.mark.parametrize(
    ("telt", "text", "tells"),
    [
        ("deelnemers", "De 2 deelnemers zonder traject.", True),
        ("duurzaam_aan_het_werk", "Twee mensen werken er nog.", True),
        ("duurzaam_aan_het_werk", "Zes mensen werken er nog.", False),
        ("organisaties", "De 2 deelnemers zonder traject.", False),
    ],
)
@pytest.mark.parametrize("field", ["omschrijving", "toelichting"])
@pytest.mark.parametrize("computed", [True, False])
def test_an_export_warns_of_a_computed_post_whose_own_text_tells_its_number(
    small: Any, telt: str, text: str, tells: bool, field: str, computed: bool
) -> None:
    """What a source gives itself is shown."""
    said = {"omschrijving": "Voorbeeld", "toelichting": "Voorbeeld", field: text}
    small.write("verzamelposten/2029.yaml", [
        {"id": "enkelen", "telt": telt, "aantal": 2, "bron": {"id": "jaarstuk", "vindplaats": "blz. 1"},
         **({"afgeleid": ["aantal"]} if computed else {}), **said},
    ])  # fmt: skip
    telling = telling_texts_of_all_years(load_dataset(small.root).dataset, {}, closed=True)
    assert list(telling) == ([f"verzamelposten/2029.yaml, {field} van enkelen"] if tells and computed else [])


@pytest.mark.parametrize(
    ("text", "tells"), [("Drie mensen zijn aan de slag.", True), ("Twaalf kandidaten doen mee.", False)]
)
def test_of_a_year_without_a_report_no_text_may_tell_of_few(
    monkeypatch: pytest.MonkeyPatch, with_three: Any, text: str, tells: bool
) -> None:
    """What is too large to be made safe is not published, but its texts go out with another year."""
    with_three.write("rapporten/2029.yaml", {"id": "2029", "status": "concept", "inleiding": text})
    monkeypatch.setattr(solver, "MAX_COUNTS", 0)
    telling = telling_texts_of_all_years(load_dataset(with_three.root).dataset, {})
    assert list(telling) == (["rapporten/2029.yaml, inleiding"] if tells else [])


def test_of_posts_only_the_texts_about_people_are_looked_at(small: Any) -> None:
    own = {"aantal": 7, "bron": {"id": "jaarstuk", "vindplaats": "blz. 1"}, "toelichting": "Uitleg"}
    small.write("verzamelposten/2029.yaml", [
        {"id": "mensen", "telt": "kandidaten", "omschrijving": "Over mensen", **own},
        {"id": "proef", "telt": "proeftuinen", "omschrijving": "Over proeftuinen", **own},
    ])  # fmt: skip
    dataset = list(_texts(load_dataset(small.root).dataset, 2029))
    assert dataset == [
        ("verzamelposten/2029.yaml, omschrijving van mensen", "Over mensen"),
        ("verzamelposten/2029.yaml, toelichting van mensen", "Uitleg"),
    ]


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("individueel", {"kandidaten", "deelnemers", "mensen", "personen"}),
        ("individueel/stap=aan_de_slag", {"aan de slag", "aan het werk"}),
        ("individueel/stap=kandidaat", {"kandidaat", "kandidaten", "deelnemers"}),
        ("individueel/proeftuin=een", {"Proeftuin Voorbeeld", "Voorbeeld", "een"}),
    ],
)
def test_with_which_words_a_text_would_speak_of_a_count(small: Any, key: str, words: set[str]) -> None:
    small.proeftuin("een", naam="Proeftuin Voorbeeld")
    dataset = load_dataset(small.root).dataset
    tables = PeopleTables(dataset, 2029, date(2029, 12, 31), intern=True)
    assert set(tables._words(key)) == words


@pytest.mark.parametrize(
    ("text", "value", "words", "tells"),
    [
        ("Er zijn 3 mensen aan het werk.", 3, ("Aan het werk",), True),
        ("Er zijn 3 mensen aan het werk.", 4, ("aan het werk",), False),
        ("Er zijn 1.234 mensen aan het werk.", 1234, ("aan het werk",), True),
        ("Niemand is aan het werk.", 0, ("aan het werk",), True),
        ("Geen van hen is aan het werk.", 0, ("aan het werk",), True),
        ("Geen enkele kandidaat is aan het werk.", 0, ("aan het werk",), True),
        ("Aan het werk is nog geen jonge deelnemer.", 0, ("aan het werk",), True),
        ("Wie is er aan het werk? Nog geen.", 0, ("aan het werk",), True),
        ("Er is geen contract getekend.", 0, ("contract",), True),
        # What a source does not say is no number of people.
        ("Kandidaten van wie de bron geen stap noemt", 0, ("kandidaten",), False),
        ("Aan het werk: de bron noemt geen datum.", 0, ("aan het werk",), False),
        ("Er is één aan het werk.", 1, ("aan het werk",), True),
        ("Twintig zijn aan het werk.", 20, ("aan het werk",), True),
        ("Zij zijn aan het werk.", 21, ("aan het werk",), False),  # so many have no word of their own here
        ("Er zijn 3 in de ICT.", 3, ("ict",), True),
        ("Er zijn 3 in de IT.", 3, ("it",), False),  # two letters stand in any text
        ("Er zijn 3 mensen.", 3, ("aan het werk", "mensen"), True),
        ("Er zijn 3 dingen.", 3, ("aan het werk", "mensen"), False),
    ],
)
def test_a_text_tells_a_count_by_its_number_and_a_word_for_it(
    text: str, value: int, words: tuple[str, ...], tells: bool
) -> None:
    assert _tells(_read(text), Secret("", value, words)) is tells
