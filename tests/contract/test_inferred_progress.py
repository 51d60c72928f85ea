"""What was done and what is expected is marked where it rests on something inferred, and nowhere else."""

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.contract import registers as made

from maatwerk_cli.contract.amount import AmountRange
from maatwerk_cli.contract.ledger import ledger_of
from maatwerk_cli.contract.progress import AmountCell, Stand, progress
from maatwerk_cli.contract.secrecy import efforts_registry
from maatwerk_cli.contract.term import term_is_inferred
from maatwerk_cli.models.contract.inspanning import Inspanning

Run = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).parents[2]
OURS = {"toelichting": "Dat lezen wij."}
ALL = made.rate("uren", ("20.00", "2019-01-01", None))
GROUP = made.rate("groep", ("30.00", "2019-01-01", None), doelgroepen=["ww"])
WORKS = {"werkwijze": "voorbeeldkader"}


def inferred(*names: str) -> dict[str, Any]:
    return {"afgeleid": list(names), **OURS}


def of_effort(*records: Any, rates: tuple[Any, ...] = (ALL, GROUP), **fields: Any) -> bool:
    dataset = made.register(made.framework(*rates), *records, efforts=[made.effort("e", "a", **fields)])
    (booking,) = ledger_of(dataset).boekingen
    return booking.afgeleid


def test_the_target_group_of_an_effort_can_be_inferred() -> None:
    a = made.contract("a", **WORKS)
    garden = made.proeftuin("tuin", doelgroepen=["ww"], **inferred("doelgroepen"))
    own = made.proeftuin("eigen", doelgroepen=["ww"], **inferred("naam"))
    assert of_effort(a, garden, proeftuin="tuin")
    assert not of_effort(a, own, proeftuin="eigen")
    # Where the group makes no difference, or the worth is told, nothing rests on it.
    assert not of_effort(a, garden, rates=(ALL,), proeftuin="tuin")
    assert not of_effort(a, garden, proeftuin="tuin", waarde="10.00")
    assert not of_effort(a, garden)

    def of_plan(**fields: Any) -> bool:
        return of_effort(a, garden, own, made.plan("p", **fields), plan="p")

    aim = [{"aantal": 1, "voor": ["ww"]}]
    assert of_plan(doelen=aim, **inferred("doelen"))
    assert not of_plan(doelen=aim, proeftuin="tuin")
    assert of_plan(doelen=[*aim, {"aantal": 2}], proeftuin="tuin")
    assert of_plan(proeftuin="eigen", **inferred("proeftuin"))
    assert not of_plan(proeftuin="eigen", **inferred("doelen"))


def test_the_framework_that_gives_a_worth_can_be_inferred() -> None:
    assert of_effort(made.contract("a", **WORKS, **inferred("werkwijze")))
    assert not of_effort(made.contract("a", **WORKS, **inferred("onder")))
    whole = made.contract("raam", **WORKS)
    under = {"soort": "nadere_overeenkomst", "onder": "raam"}
    assert not of_effort(whole, made.contract("a", **under))
    assert of_effort(whole, made.contract("a", **under, **inferred("onder")))
    assert of_effort(made.contract("raam", **WORKS, **inferred("werkwijze")), made.contract("a", **under))
    value = {"waarde": "20.00", "vanaf": "2019-01-01", "bron": made.BRON, "afgeleid": ["vanaf"]}
    assert of_effort(made.contract("a", **WORKS), rates=({**ALL, "waarden": [value]},))


def test_for_which_obligation_an_effort_is_can_be_inferred() -> None:
    whole = made.contract("raam")
    placed = {"vorm": "inspanning", "belegd_bij": "raam", "bron": made.BRON}
    assert of_effort(
        whole, made.contract("a", verplichting=placed, **inferred("verplichting")), waarde="1.00"
    )
    assert not of_effort(whole, made.contract("a", verplichting=placed), waarde="1.00")
    own = made.contract("a", verplichting=made.owes("9.00"), **inferred("verplichting"))
    assert not of_effort(whole, own, waarde="1.00")


@pytest.mark.parametrize(
    ("field", "marked"),
    [
        ("begin", True),
        ("einde", True),
        ("verlengingen", True),
        ("verloop", True),
        ("verloop.beeindigd", True),
        ("verloop.lopend", False),
        ("naam", False),
    ],
)
def test_a_term_rests_on_its_days_its_options_and_its_end(field: str, marked: bool) -> None:
    steps = [
        {"stand": "lopend", "sinds": "2020-01", "bron": made.BRON},
        {"stand": "beeindigd", "sinds": "2020-10", "bron": made.BRON},
    ]
    own = made.contract(
        "a", begin="2020-01-01", einde="2021-12-31", verloop=steps,
        verlengingen=[made.option(6, gelicht="ja", sinds="2020-10")], **inferred(field),
    )  # fmt: skip
    assert term_is_inferred(own, date(2020, 12, 31), made.register()) is marked
    # In September nothing was lifted, and it had not ended.
    before = field in ("begin", "einde")
    assert term_is_inferred(own, date(2020, 9, 30), made.register()) is before


def stand_of(*efforts: Inspanning) -> Stand:
    """Give how far 'raam' is, by open figures; that what is done for 'deel' counts for it, is ours."""
    placed = {"vorm": "inspanning", "belegd_bij": "raam", "bron": made.BRON}
    dataset = made.register(
        made.contract("deel", verplichting=placed, **inferred("verplichting")),
        made.contract("raam", begin="2020-01-01", einde="2021-12-31", verplichting=made.owes("9000.00")),
        efforts=efforts,
    )
    registry = efforts_registry(dataset.records(Inspanning), 5, intern=False)
    (line,) = progress(dataset, ledger_of(dataset), registry, day=date(2020, 12, 31)).regels
    return line.stand


@pytest.mark.parametrize(
    ("accepted_for", "proposed_for", "marked"),
    [("raam", "raam", False), ("deel", "raam", True), ("raam", "deel", True), ("deel", "deel", True)],
)
def test_what_is_expected_rests_on_what_was_accepted_and_on_what_was_proposed(
    accepted_for: str, proposed_for: str, marked: bool
) -> None:
    stand = stand_of(
        made.effort("1", accepted_for, waarde="100.00"),
        made.effort("2", proposed_for, waarde="50.00", stand="voorgesteld", sinds=None),
    )
    assert stand.verwacht is not None
    assert stand.verwacht_afgeleid is marked


@pytest.mark.parametrize("worth", ["0.01", "1.00"])
def test_a_euro_beside_what_is_withheld_is_told_and_marked(worth: str) -> None:
    """Few people did the one, enough the other: it is at least the other, however little that is."""
    accepted = stand_of(
        made.effort("1", "raam", waarde="70.00", mensen=2), made.effort("2", "deel", waarde=worth)
    ).gedaan["aanvaard"]
    assert accepted == AmountCell(AmountRange(Decimal(worth), None), minder=True, afgeleid=True)


@pytest.fixture
def ministry(tmp_path: Path) -> Path:
    """A ministry in which one contract has a begin of ours, and the group of one effort is ours."""
    root = shutil.copytree(ROOT / "docs" / "voorbeelden" / "ministerie", tmp_path / "ministerie")
    (root / "opdrachten" / "vb-eigen.yaml").write_text(
        "id: vb-eigen\nnaam: Voorbeeldopdracht met eigen lezing\nbegin: '2021-01-01'\neinde: '2023-12-31'\n"
        "leveranciers: [vb-noord]\nwerkwijze: vb_kader\n"
        "verplichting:\n  vorm: bedrag\n  bedrag: 4000\n"
        "  bron: {id: voorbeeld-contractregister, vindplaats: r 60}\n"
        "afgeleid: [begin]\ntoelichting: Dat lezen wij.\n"
        "bronnen: [{id: voorbeeld-contractregister, vindplaats: r 60}]\n",
        encoding="utf-8",
    )
    path = root / "proeftuinen" / "vb-tuin-schoon.yaml"
    with path.open("a", encoding="utf-8") as file:
        file.write("afgeleid: [doelgroepen]\n")
        if "toelichting:" not in path.read_text(encoding="utf-8"):
            file.write("toelichting: Dat lezen wij.\n")
    with (root / "inspanningen" / "2022.csv").open("a", encoding="utf-8") as file:
        file.write(
            "vb-eigen-1,vb-eigen,vb-tuin-schoon,,2022-01,begeleiding,10,uur,9,,aanvaard,2022-02,,"
            "voorbeeld-voortgang-2022,rij 91,\n"
        )
    return root


def test_every_form_marks_what_rests_on_it(maatwerk: Run, ministry: Path, tmp_path: Path) -> None:
    """Ten hours are worth 264.00 for long-term unemployed, a group of ours; the term is ours too."""
    data = ("--data", str(ministry))
    content = json.loads(maatwerk("voortgang", "vb-eigen", "--formaat", "json", *data).stdout)
    (line,) = content["regels"]
    assert line["aanvaard"] == "264.00"
    keys = ["aanvaard", "open", "verwacht", "nodig_per_maand"]
    assert line["afgeleide_kolommen"] == content["totaal"]["afgeleide_kolommen"] == keys
    rows = list(
        csv.DictReader(io.StringIO(maatwerk("voortgang", "vb-eigen", "--formaat", "csv", *data).stdout))
    )
    assert [row["afgeleide_kolommen"] for row in rows] == ["aanvaard;open;verwacht"] * 2

    text = " ".join(maatwerk("voortgang", "vb-eigen", "--formaat", "tekst", *data).stdout.split())
    for sentence in (
        "Aanvaard: € 264 (afgeleid). Nog open: € 3.736 (afgeleid).",
        "Looptijd: 1 januari 2021 (afgeleid) tot en met 31 december 2023, zonder opties.",
        "Hoeveel: 10 uur; Waarde: € 264 (afgeleid); Stand: aanvaard.",
        "De looptijd eindigt op 31 december 2023 (afgeleid), met de opties die zijn gelicht.",
        "(afgeleid) aanvaard.",
        "(afgeleid) per maand tot het einde.",
        "Afgeleid bij wat is gedaan:",
        "Afgeleid bij verwacht:",
    ):
        assert sentence in text
    overview = " ".join(maatwerk("voortgang", "--formaat", "tekst", *data).stdout.split())
    assert (
        "(vb-eigen). Verplichting: € 4.000; Aanvaard: € 264 (afgeleid); Open: € 3.736 (afgeleid);" in overview
    )
    of_2021 = json.loads(
        maatwerk("voortgang", "vb-eigen", "--jaar", "2021", "--formaat", "json", *data).stdout
    )["regels"]
    assert of_2021[0]["afgeleide_kolommen"] == ["verwacht", "nodig_per_maand"]  # until then nothing was done

    target = tmp_path / "uit.xlsx"
    maatwerk("voortgang", "vb-eigen", "--formaat", "xlsx", "--uitvoer", str(target), *data)
    sheet = openpyxl.load_workbook(target)["voortgang"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "vb-eigen")
    head = next(row for row in sheet.iter_rows() if row[0].value == "Id")
    starred = {title.value for title, cell in zip(head, row, strict=True) if '"*"' in cell.number_format}
    assert starred == {
        "Aanvaard in euro", "Open in euro", "Verwacht, laag (schatting)", "Verwacht, hoog (schatting)",
        "Aanvaard, hoogste in euro", "Open, hoogste in euro",
    }  # fmt: skip


def test_a_csv_tells_the_most_that_an_amount_can_be(maatwerk: Run, ministry: Path) -> None:
    """Known: that amount. Between two: the higher. At least: nobody can say. Withheld: withheld."""
    done = maatwerk("voortgang", "--formaat", "csv", "--data", str(ministry))
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(done.stdout))}
    assert [*rows["totaal"]][-2:] == ["afgeleide_kolommen", "zonder_bedrag"]

    def both(contract: str, key: str) -> tuple[str, str]:
        return rows[contract][key], rows[contract][f"{key}_hoog"]

    assert both("vb-los-4", "verplichting") == ("18000.50", "18000.50")
    assert both("vb-raam-schoonmaak", "verplichting") == ("48000.00", "72000.00")  # an option perhaps lifted
    assert both("vb-raam-catering", "verplichting") == ("48000.00", "")  # an option without an amount
    assert both("vb-los-3", "open") == ("1232.25", "1232.25")  # at most: a part is withheld
    assert both("vb-afroep-10", "voorgesteld") == ("x", "x")
    assert both("vb-raam-advies", "verplichting") == ("", "")  # an effort without an amount
