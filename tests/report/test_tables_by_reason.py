"""The tables of a report, cell by cell: what is counted, what is only a least, and what is not known."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from maatwerk_cli.contract.amount import AmountRange
from maatwerk_cli.contract.progress import AmountCell
from maatwerk_cli.models.rapport import Rapporttekst
from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.report.compare import comparison
from maatwerk_cli.report.contracts.duty_table import _euros, _notes
from maatwerk_cli.report.contracts.lasting_table import lasting_table
from maatwerk_cli.report.contracts.plan_table import plan_table
from maatwerk_cli.report.course import course, course_by_year
from maatwerk_cli.report.headings import EARLY_NOTE, NO_POSTS_NOTE, marked_counts
from maatwerk_cli.report.milestones import main_milestones, milestone_tables, milestones_of
from maatwerk_cli.report.tables import MilestoneLine, Provenance, Rapport, ReportFigure, SourceLine
from maatwerk_cli.report.views.charts.chart import PairBar
from maatwerk_cli.report.views.charts.report_charts import charts
from maatwerk_cli.report.views.report_view import reliability
from maatwerk_cli.report.year import build_report
from maatwerk_cli.text.table import NOT_APPLICABLE_CELL, WITHHELD_CELL, AtLeast, DataTable

BRON = {"id": "jaarstuk", "vindplaats": "blz. 1"}
END, JULY = date(2029, 12, 31), date(2029, 7, 1)


def loaded(small: Any) -> Dataset:
    dataset: Dataset = load_dataset(small.root).dataset
    return dataset


def figure(code: str, published: int, registered: int | None, **given: Any) -> ReportFigure:
    fields = {"telt": "proeftuinen", **given}
    return ReportFigure(
        code, f"Naam {code}", "x", Decimal(published), None, None, registered, "b", "v", **fields
    )


def year(number: int, *figures: ReportFigure) -> Rapport:
    return Rapport(number, date(number, 12, 31), Provenance("V", "", None, "1"), figures, (), (), ())


def test_years_side_by_side() -> None:
    first = year(
        2028,
        figure("plain", 10, 8, afgeleid=("categorie",)),
        figure("least", 10, 8, ten_minste=("geregistreerd", "verschil")),
        figure("hidden", 10, None, afgeschermd=("geregistreerd", "verschil")),
        figure("uncounted", 10, None, telt=None),
        figure("early", 10, None),
        figure("gone", 10, 8),
    )
    middle = year(2029, figure("plain", 99, 99))
    last = year(
        2030, figure("plain", 14, 9), figure("least", 9, 9, ten_minste=("individueel",)), figure("new", 4, 4)
    )
    table = comparison([first, middle, last])
    assert [column.id for column in table.columns] == [
        "omschrijving", "gepubliceerd_2028", "geregistreerd_2028", "gepubliceerd_2029", "geregistreerd_2029",
        "gepubliceerd_2030", "geregistreerd_2030", "verandering", "code",
    ]  # fmt: skip
    assert table.columns[-2].title == "Verandering gepubliceerd 2028–2030"
    none = (None, None)
    assert {row[-1]: row[1:-1] for row in table.rows} == {
        "plain": (10, 8, 99, 99, 14, 9, 4),
        "least": (10, AtLeast(8), *none, 9, 9, -1),
        "hidden": (10, WITHHELD_CELL, *none, *none, None),
        "uncounted": (10, NOT_APPLICABLE_CELL, *none, *none, None),
        "early": (10, None, *none, *none, None),  # a count that is not known is not one that cannot be made
        "gone": (10, 8, *none, *none, None),
        "new": (*none, *none, 4, 4, None),
    }
    assert table.inferred == {(0, "geregistreerd_2028")}


@pytest.mark.parametrize(
    ("edited", "proof", "status"),
    [
        (None, False, None),
        ("definitief", False, "definitief"),
        ("definitief", True, "proef"),  # it is not issued, whatever its editors say
        (None, True, "proef"),
    ],
)
def test_what_a_report_is(edited: str | None, proof: bool, status: str | None) -> None:
    texts = Rapporttekst.model_validate({"id": "2029", "status": edited}) if edited else None
    assert year(2029)._replace(edited=texts, proof=proof).status == status


def test_the_sentence_the_list_and_the_picture_tell_of_the_same_figures() -> None:
    rapport = year(
        2030,
        figure("same", 4, 4, toetsbaar=True),
        figure("more", 10, 12, toetsbaar=True),
        # At the least eight may be ten; at the least eleven cannot.
        figure("perhaps", 10, 8, toetsbaar=True, ten_minste=("geregistreerd", "verschil")),
        figure("surely", 10, 11, toetsbaar=True, ten_minste=("geregistreerd", "verschil")),
        figure("hidden", 10, None, toetsbaar=True, afgeschermd=("geregistreerd", "verschil")),
        figure("copied", 7, 7),
        figure("quarrel", 10, 13),
    )
    first, *lines = reliability(rapport)
    assert "Bij 4 daarvan" in first
    assert "1 komt uit, 2 niet. Bij 1 is dat niet zeker" in first
    named = [line.partition(" (geteld")[0] for line in lines if "Naam" in line]
    assert named == ["Naam more", "Naam surely", "Niet te toetsen. Naam quarrel"]
    picture = charts(rapport)["kerncijfers"]
    assert [row.name for row in picture.rows if isinstance(row, PairBar)] == [
        f"Naam {code}" for code in ("same", "more", "perhaps", "surely", "hidden")
    ]
    assert picture.title == "Bij 2 van de 5 toetsbare aantallen loopt de telling uiteen"


@pytest.mark.parametrize(
    ("low", "exact", "shown"),
    [
        ("100.49", True, 100),
        ("100.50", True, 101),
        ("0", True, 0),
        ("100.99", False, AtLeast(100)),  # at least so much: never rounded up
        ("0.50", False, AtLeast(0)),
        ("0", False, None),  # that it is no less than nothing is no news
    ],
)
def test_an_amount_in_whole_euros(low: str, exact: bool, shown: Any) -> None:
    amount: Any = SimpleNamespace(laag=Decimal(low), exact=exact, bekend=True)
    assert _euros(AmountCell(amount)) == shown
    assert _euros(AmountCell(amount, afgeschermd=True)) == WITHHELD_CELL
    amount.bekend = False
    assert _euros(AmountCell(amount)) is None
    assert _euros(AmountCell(None)) is None


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (0, 5000, WITHHELD_CELL),  # how much of 5 000 is left, would tell what few people did
        (0, None, WITHHELD_CELL),
        (0, 0, 0),  # where nothing was owed nothing is left, whatever was done
        (30, None, AtLeast(30)),  # of what enough people did
    ],
)
def test_an_amount_of_which_a_part_is_left_out(low: int, high: int | None, shown: Any) -> None:
    amount = AmountRange(Decimal(low), None if high is None else Decimal(high))
    assert _euros(AmountCell(amount, minder=True)) == shown


def _standing(*, fewer: tuple[bool, bool, bool]) -> Any:
    cells = [AmountCell(None, minder=entry) for entry in fewer]
    stand = SimpleNamespace(gedaan={"aanvaard": cells[0], "voorgesteld": cells[1]}, open=cells[2])
    return SimpleNamespace(regels=[SimpleNamespace(stand=stand)])


@pytest.mark.parametrize(
    ("amounts", "unknown"),
    [([], True), ([None], True), ([None, None], True), ([None, 5], False), ([0], False)],
)
def test_that_no_amount_is_known_is_told_only_then(amounts: list[int | None], unknown: bool) -> None:
    rows: Any = [SimpleNamespace(cells=("Categorie", 1, 1, amount, 7, 7)) for amount in amounts]
    notes = list(_notes(_standing(fewer=(False, False, False)), rows))
    assert any(note.startswith("Van de opdrachten in het register noemt") for note in notes) is unknown
    assert any("hele euro's" in note for note in notes) is bool(rows)
    assert not any("te weinig mensen" in note for note in notes)


@pytest.mark.parametrize("fewer", [(True, False, False), (False, True, False), (False, False, True)])
def test_that_a_part_is_left_out_is_told_wherever_it_is(fewer: tuple[bool, bool, bool]) -> None:
    assert any("te weinig mensen" in note for note in _notes(_standing(fewer=fewer), []))


def post(name: str, number: int, telt: str = "proeftuinen", **features: object) -> dict[str, object]:
    return {
        "id": name,
        "telt": telt,
        "aantal": number,
        "kenmerken": features,
        "omschrijving": "P",
        "bron": BRON,
    }


def phases(*given: tuple[str, str]) -> list[dict[str, object]]:
    return [{"fase": phase, "sinds": since, "bron": BRON} for phase, since in given]


def test_lasting_work_counts_what_is_told_of_it_and_nothing_else(small: Any) -> None:
    small.proeftuin("een", verloop=phases(("verduurzaamd", "2029-12-31")))
    small.proeftuin("twee", verloop=phases(("verduurzaamd", "2030-01-01")))
    small.proeftuin("drie", verloop=phases(("decharge", "2029")))
    small.write("verzamelposten/2029.yaml", [
        post("nu", 2, fase="verduurzaamd"), post("ooit", 3, bereikt="verduurzaamd"),
        post("niet", 9, fase="decharge"), post("of", 9, fase=["verduurzaamd", "decharge"]),
        post("mensen", 9, "kandidaten", stap="contract"),
        # A part is never added to its whole; of a whole that counts something else it counts itself.
        {**post("deel", 1, fase="verduurzaamd", categorie="voorbeeld"), "deel_van": "nu"},
        {**post("van-niet", 4, fase="verduurzaamd"), "deel_van": "niet"},
    ])  # fmt: skip
    steps = DataTable("kandidaten_stap", "", (), (
        ("Aan de slag", 1, 1, 1, "bron"), ("contract", 4, AtLeast(5), WITHHELD_CELL, "bron"),
    ), inferred=frozenset({(0, "individueel"), (1, "verzameld")}))  # fmt: skip
    table = lasting_table(loaded(small), 2029, END, steps, intern=False)
    assert table.rows == (
        ("Kandidaten met een contract na de proeftuin", 4, AtLeast(5), WITHHELD_CELL),
        # The three that ever were may be among those that are now, which are two and four.
        ("Proeftuinen die zijn verduurzaamd", 1, AtLeast(2 + 4), AtLeast(1 + 2 + 4)),
        ("Mensen die duurzaam aan het werk zijn", NOT_APPLICABLE_CELL, None, None),
    )
    assert table.inferred == {(0, "verzameld")}  # of those with a contract as in the table of steps
    # Half a year earlier nothing was made lasting, and posts say nothing of that day.
    none = DataTable("kandidaten_stap", "", (), ())
    assert lasting_table(loaded(small), 2029, JULY, none, intern=False).rows == ()
    assert [row[1:] for row in lasting_table(loaded(small), 2029, JULY, steps, intern=False).rows[1:]] == [
        (0, None, None),
        (NOT_APPLICABLE_CELL, None, None),
    ]


def plan(small: Any, name: str, proeftuin: str, *steps: tuple[str, str], **given: object) -> None:
    made = [{"stap": step, "sinds": since, "bron": BRON} for step, since in steps]
    small.write(
        f"plannen/{name}.yaml",
        {"id": name, "proeftuin": proeftuin, "verloop": made, "bronnen": [BRON], **given},
    )


def test_plans_count_at_every_step_that_was_reached_by_the_day(small: Any) -> None:
    small.proeftuin("een", verloop=phases(("gestart", "2029-07-01")))
    small.proeftuin("twee", verloop=phases(("decharge", "2029-07-02")))
    small.proeftuin("drie", verloop=phases(("in_wording", "2028")))
    plan(small, "a", "een", ("ondertekend", "2029-07-01"))
    plan(small, "b", "twee", ("decharge", "2029-07-02"))  # who has a discharge was signed
    plan(small, "c", "drie", ("opgesteld", "2028"))
    plan(
        small, "d", "drie", ("opgesteld", "2029"), vervangt="a"
    )  # what it gave way to was signed: once, together
    counted = {
        day: [row[2] for row in plan_table(loaded(small), 2029, day).rows] for day in (JULY, date(2029, 7, 2))
    }
    assert counted == {JULY: [1, 0, 0], date(2029, 7, 2): [2, 1, 1]}


def test_plans_in_posts_and_as_published(small: Any) -> None:
    small.write("verzamelposten/2029.yaml", [
        post("s", 5, "plannen", planstap="ondertekend"), post("t", 2, "plannen", planstap="ondertekend"),
        post("p", 9, fase="decharge"),
        {**post("deel", 4, "plannen", planstap="ondertekend"), "deel_van": "s"},  # never added to its whole
    ])  # fmt: skip
    small.write("kerncijfers/2029.yaml", [small.uncounted("plannen_ondertekend", 8)])
    rows = [row[:5] for row in plan_table(loaded(small), 2029, END).rows]
    assert rows == [
        ("Ondertekend", 8, 0, 7, 7),
        ("Proeftuin gestart", None, 0, None, None),  # where no post tells of a step it is unknown, not none
        ("Decharge", None, 0, None, None),
    ]
    assert [row[3:5] for row in plan_table(loaded(small), 2029, JULY).rows] == [(None, None)] * 3


@pytest.mark.parametrize(
    ("inferred", "marked"),
    [
        ([], set()),
        ([[], []], set()),
        ([[], ["aantal"]], {"verzameld", "geregistreerd"}),  # one of them is enough
        ([["kenmerken.planstap"], []], {"verzameld", "geregistreerd"}),
    ],
)
def test_a_count_of_plans_in_posts_rests_on_what_was_inferred_of_any(
    small: Any, inferred: list[list[str]], marked: set[str]
) -> None:
    small.write("verzamelposten/2029.yaml", [
        {**post(f"p{number}", 5, "plannen", planstap="ondertekend"), "afgeleid": own, "toelichting": "V"}
        for number, own in enumerate(inferred)
    ])  # fmt: skip
    small.write("kerncijfers/2029.yaml", [small.uncounted("plannen_ondertekend", 8)])
    assert plan_table(loaded(small), 2029, END).inferred == {(0, column) for column in marked}


@pytest.mark.parametrize(
    ("has_posts", "has_figures", "day", "note"),
    [
        (True, True, END, None),
        (True, True, JULY, EARLY_NOTE),
        (False, True, JULY, None),  # nothing is counted without names
        (False, False, END, NO_POSTS_NOTE),
    ],
)
def test_of_plans_is_said_why_those_in_posts_are_not_known(
    small: Any, has_posts: bool, has_figures: bool, day: date, note: str | None
) -> None:
    if has_posts:
        small.write("verzamelposten/2029.yaml", [post("s", 5, "plannen", planstap="ondertekend")])
    if has_figures:
        small.write("kerncijfers/2029.yaml", [small.uncounted("plannen_ondertekend", 8)])
    notes = plan_table(loaded(small), 2029, day).notes
    assert [own for own in notes if own in (EARLY_NOTE, NO_POSTS_NOTE)] == ([note] if note else [])


def test_a_plan_that_was_perhaps_signed_makes_posts_a_lower_bound(small: Any) -> None:
    """Signed in the course of 2030: half-way it may be the eighth beside the seven in posts."""
    small.write("verzamelposten/2029.yaml", [post("s", 7, "plannen", planstap="ondertekend")])
    small.proeftuin("een", verloop=phases(("in_wording", "2028")))
    plan(small, "a", "een", ("ondertekend", "2030"), ("decharge", "2032"))
    signed = {
        day: next(row[1:5] for row in plan_table(loaded(small), 2029, day).rows)
        for day in (END, date(2030, 6, 30), date(2030, 12, 31))
    }
    assert [*signed.values()] == [
        (None, 0, 7, 7), (None, AtLeast(0), 7, AtLeast(7)), (None, 1, 7, 8),
    ]  # fmt: skip


def test_a_plan_signed_nobody_says_when_was_perhaps_signed_before(small: Any) -> None:
    """That it was discharged later in the year says nothing of when it was signed."""
    small.proeftuin("een", verloop=phases(("in_wording", "2028")))
    steps = [{"stap": "ondertekend", "bron": BRON}, {"stap": "decharge", "sinds": "2029-11-01", "bron": BRON}]
    for made in (steps, steps[::-1]):
        small.write("plannen/a.yaml", {"id": "a", "proeftuin": "een", "verloop": made, "bronnen": [BRON]})
        signed, _, discharged = (row[1:5] for row in plan_table(loaded(small), 2029, JULY).rows)
        assert signed == (None, AtLeast(0), None, None)
        assert discharged == (None, 0, None, None)


def test_only_the_step_that_was_published_has_a_row_where_there_are_no_plans(small: Any) -> None:
    """A step of which nothing is published is passed by; those after it are not."""
    small.write("kerncijfers/2029.yaml", [small.uncounted("proeftuinen_decharge", 3)])
    assert [row[:2] for row in plan_table(loaded(small), 2029, END).rows] == [("Decharge", 3)]


def test_the_course_of_each_year_says_what_may_be_more(small: Any) -> None:
    """Two with dates; one of which the source, of the end of 2029, gives no date; one that is to come."""
    small.proeftuin("een", verloop=phases(("in_wording", "2027"), ("gestart", "2028")))
    small.proeftuin(
        "twee", verloop=phases(("plan_ondertekend", "2028-06-01")), afgeleid=["verloop"], toelichting="V"
    )
    small.proeftuin("drie", verloop=[{"fase": "gestart", "bron": BRON}])
    small.proeftuin("later", verloop=phases(("gestart", "2030")))
    table = course_by_year(loaded(small), END)
    assert [column.id for column in table.columns] == [
        "jaar",
        "in_wording",
        "plan_ondertekend",
        "gestart",
        "proeftuinen",
    ]
    assert table.rows == (
        ("2027", AtLeast(1), AtLeast(0), AtLeast(0), AtLeast(1)),
        ("2028", AtLeast(1), AtLeast(1), AtLeast(1), AtLeast(2)),
        ("2029", AtLeast(1), AtLeast(1), 2, 3),
    )
    assert {row for row, column in table.inferred if column == "plan_ondertekend"} == {1, 2}
    assert "en op de peildatum" in table.notes[0]
    last = course_by_year(loaded(small), date(2031, 12, 31))
    assert "en op de peildatum" in last.notes[0]
    assert last.rows[-1][0] == "2031"
    later = course_by_year(loaded(small), date(2032, 1, 1))  # up to the end of 2031 the register is kept
    assert "en op de peildatum" not in later.notes[0]
    # In the middle of the year what is told of its end is not sure.
    assert [row[0] for row in course_by_year(loaded(small), JULY).rows] == ["2027", "2028", "1 juli 2029"]
    rows = course(loaded(small), END).rows
    assert [(row[0], row[2]) for row in rows] == [
        ("Voorbeeld drie", None), ("Voorbeeld een", "2027"), ("Voorbeeld een", "2028"),
        ("Voorbeeld twee", "2028-06-01"),
    ]  # fmt: skip
    assert course(loaded(small), END).inferred == {(3, "fase")}
    assert len(course(loaded(small), date(2028, 5, 31)).rows) == 1


def test_a_start_without_a_date_may_have_been_before_and_a_discharge_not(small: Any) -> None:
    """Of the other the source, of the end of 2029, says that it started, and of a discharge nothing."""
    small.proeftuin("een", verloop=phases(("decharge", "2028-06-01")))
    small.proeftuin("twee", verloop=[{"fase": "gestart", "bron": BRON}])
    table = course_by_year(loaded(small), END)
    assert [column.id for column in table.columns] == ["jaar", "gestart", "decharge", "proeftuinen"]
    assert table.rows == (("2028", AtLeast(1), 1, AtLeast(1)), ("2029", 2, 1, 2))


def stone(name: str, **given: object) -> dict[str, object]:
    return {"id": name, "omschrijving": name, "bron": BRON, **given}


@pytest.mark.parametrize(
    ("given", "known_from"),
    [
        ({"datum": "2029-07-01"}, date(2029, 7, 1)),
        ({"datum": "2029"}, END),
        ({}, END),  # only a year is told, that of its file
        ({"stand": "gedaan"}, END),
        ({"stand": "aangekondigd", "voor": "2035"}, END),  # known since its source
        ({"stand": "vervallen"}, END),
    ],
)
def test_from_when_a_milestone_is_known(small: Any, given: dict[str, object], known_from: date) -> None:
    small.write("mijlpalen/2029.yaml", [stone("iets", **given)])
    dataset = loaded(small)
    (line,) = milestones_of(dataset, known_from)
    assert (line.datum, line.voor) == (given.get("datum"), given.get("voor"))
    assert (
        milestones_of(
            dataset, known_from.replace(day=known_from.day - 1) if known_from.day > 1 else date(2029, 6, 30)
        )
        == ()
    )


def test_what_is_announced_is_known_by_its_source_and_what_happened_by_its_year(small: Any) -> None:
    """The file is of 2030, the source of the last day of 2029."""
    plans = [stone("plan", stand="aangekondigd", voor="2035"), stone("niet", stand="vervallen")]
    small.write("mijlpalen/2030.yaml", [*plans, stone("klaar")])

    def known(day: date) -> set[str]:
        return {line.omschrijving for line in milestones_of(loaded(small), day)}

    assert known(date(2029, 12, 30)) == set()
    assert known(END) == known(date(2030, 12, 30)) == {"plan", "niet"}
    assert known(date(2030, 12, 31)) == {"plan", "niet", "klaar"}


def test_milestones_stand_in_the_order_in_which_they_ended(small: Any) -> None:
    small.write("mijlpalen/2028.yaml", [stone("jaar28"), stone("dag", datum="2028-12-31")])
    small.write("mijlpalen/2029.yaml", [
        stone("jaar"), stone("maand", datum="2029-05"), stone("eerder", datum="2029-05-30"),
        stone("voor", stand="aangekondigd", voor="2029-06"), stone("half", datum="2029-12"),
    ])  # fmt: skip
    names = [line.omschrijving for line in milestones_of(loaded(small), date(2031, 12, 31))]
    assert names == ["dag", "jaar28", "eerder", "maand", "voor", "half", "jaar"]


def test_only_what_happened_is_a_main_milestone() -> None:
    named = {"Wet": ("gebeurtenis", "gedaan"), "Boek": ("product", "gedaan"), "Reis": (None, "aangekondigd")}
    lines = [
        MilestoneLine("2029", name, "b", "v", soort=kind, stand=state)
        for name, (kind, state) in named.items()
    ]
    assert main_milestones(lines).rows == (("2029", "Wet", "", "b, v"),)


@pytest.mark.parametrize(
    ("of_record", "of_post", "marked"),
    [
        ([], [], set()),
        ([], ["aantal"], {"verzameld", "geregistreerd"}),
        ([], ["kenmerken.doelgroep"], {"verzameld", "geregistreerd"}),
        (["doelgroepen"], [], {"individueel", "geregistreerd"}),
        (["categorie"], [], set()),  # nobody asks that here
        (["doelgroepen"], ["aantal"], {"individueel", "verzameld", "geregistreerd"}),
    ],
)
def test_what_was_inferred_marks_the_count_that_rests_on_it_and_what_they_are_together(
    small: Any, of_record: list[str], of_post: list[str], marked: set[str]
) -> None:
    note = {"toelichting": "Geteld"}
    small.proeftuin("een", doelgroepen=["voorbeeld"], categorie="voorbeeld", afgeleid=of_record, **note)
    small.write("verzamelposten/2029.yaml", [{
        "id": "post", "telt": "proeftuinen", "aantal": 2, "kenmerken": {"doelgroep": "voorbeeld"},
        "omschrijving": "Enkele", "bron": BRON, "afgeleid": of_post, **note,
    }])  # fmt: skip
    small.write("kerncijfers/2029.yaml", [small.uncounted("bezoek", 1)])
    tables = build_report(loaded(small), 2029, END, None).tabellen
    (table,) = (table for table in tables if table.id == "doelgroep")
    assert table.rows == (("Voorbeeld", 1, 2, 3),)
    assert table.inferred == {(0, column) for column in marked}


@pytest.mark.parametrize(
    ("given", "marked"),
    [
        ({"in_posts": False}, set()),
        ({"in_posts": True}, {"verzameld", "geregistreerd"}),
        ({"in_posts": False, "one_by_one": True}, {"individueel", "geregistreerd"}),
        ({"in_posts": False, "together": True}, {"geregistreerd"}),  # that the two are apart
    ],
)
def test_what_two_counts_are_together_rests_on_what_either_does(
    given: dict[str, bool], marked: set[str]
) -> None:
    assert marked_counts(**given) == marked


def test_what_kind_and_state_of_milestone_is_called_as_its_code_list_says(small: Any) -> None:
    small.text(
        "codelijsten/mijlpaalsoort.csv", "code,naam,toelichting,bron,bijzonder\nproduct,Iets gemaakts,,,\n"
    )
    small.text(
        "codelijsten/mijlpaalstand.csv", "code,naam,toelichting,bron,bijzonder\nvervallen,Ging niet door,,,\n"
    )
    lines = [
        MilestoneLine("2029", "Boek", "b", "v", soort="product", stand="gedaan", afgeleid=("soort",)),
        MilestoneLine(None, "Film", "b", "v", "Te duur", "product", "vervallen", "2030"),
        MilestoneLine(None, "Reis", "b", "v", None, None, "aangekondigd"),
        MilestoneLine("2029", "Wet", "b", "v", soort="gebeurtenis"),
    ]
    done, ahead = milestone_tables(loaded(small), lines)
    assert done.rows == (("2029", "Iets gemaakts", "Boek", "", "b, v"),)
    assert done.inferred == {(0, "soort")}
    assert ahead.rows == (
        ("2030", "Iets gemaakts", "Ging niet door", "Film", "Te duur", "b, v"),
        (None, None, "aangekondigd", "Reis", "", "b, v"),
    )


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({}, "Titel"),
        ({"uitgever": "Uitgever", "datum": "2029-03"}, "Titel, Uitgever, maart 2029"),
        ({"unconfirmed": True}, "Titel (onbevestigd)"),
    ],
)
def test_a_source_in_one_line(given: dict[str, Any], text: str) -> None:
    assert SourceLine("s", "Titel", **given).text == text


def test_what_was_inferred_is_marked_where_it_counts_and_not_where_none_is(small: Any) -> None:
    small.proeftuin("een", verloop=phases(("in_wording", "2027")))
    inferred = {"afgeleid": ["verloop"], "toelichting": "V"}
    small.proeftuin("twee", verloop=phases(("gestart", "2028-06-01")), **inferred)
    table = course_by_year(loaded(small), date(2028, 12, 31))
    place = [column.id for column in table.columns].index("gestart")
    assert [row[place] for row in table.rows] == [0, 1]
    assert {row for row, column in table.inferred if column == "gestart"} == {1}


def test_what_was_announced_is_known_when_its_source_surely_is(small: Any) -> None:
    """Of a source of which only the year is told that is the end of that year."""
    small.write("bronnen.yaml", [{"id": "jaarstuk", "titel": "V", "datum": "2029", "status": "geverifieerd"}])
    small.write("mijlpalen/2029.yaml", [stone("iets", stand="aangekondigd", voor="2035")])
    assert milestones_of(loaded(small), JULY) == ()
    assert len(milestones_of(loaded(small), END)) == 1
