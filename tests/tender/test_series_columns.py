"""The columns of a list of verdicts, as who opens it in a spreadsheet program reads them."""

import csv
import io

from tests.tender.test_reservations import ASSESSOR, facts_of

from maatwerk_cli.tender.judging import Choices, Refused, TenderRead, judge
from maatwerk_cli.tender.views.series_view import SeriesForm, SeriesWriting

FORMS: tuple[tuple[SeriesForm, str], ...] = (("csv", ","), ("excel", ";"))


def test_beside_each_text_of_a_row_stands_a_code_and_the_new_columns_are_last() -> None:
    fault = Refused(
        "loonsom_excl_btw: dit is geen bedrag.", 3, id="vb-2", code="loonsom_excl_btw:bedrag_vorm"
    )
    cells = {"id": "vb-1", "peildatum": "2018-03-01", "aard": "levering"}
    known = next(judge([TenderRead(facts_of(cells))], ASSESSOR, Choices()))
    unknown = next(judge([TenderRead(facts_of(cells | {"aard": "dienst"}))], ASSESSOR, Choices()))
    for form, between in FORMS:
        writer = SeriesWriting(form, "0" * 64, ("generiek_kader",), files=True).writer()
        text = (writer.head() + writer.rows([known, unknown, fault])).decode("utf-8-sig")
        missed, open_row, wrong = csv.DictReader(io.StringIO(text), delimiter=between)
        assert list(missed)[-4:] == ["bestand", "beslissend_tekst", "reden_code", "fout_code"]
        assert missed["beslissend_tekst"] == "niet voldaan: De opdracht is een werk of een dienst"
        assert (missed["reden"], missed["reden_code"]) == ("", "")
        assert open_row["beslissend_tekst"].startswith("nog onbekend: De loonsom is hoog genoeg; ")
        asked = " ".join(f"vraag:{field}" for field in open_row["te_vragen"].split())
        assert open_row["reden_code"] == asked
        assert (wrong["fout"], wrong["fout_code"]) == (fault.message, fault.code)
        assert wrong["beslissend_tekst"] == wrong["uitkomst"] == ""
        unreadable = writer.rows([Refused("dit klopt niet", 4)]).decode().rstrip().split(between)
        assert unreadable[-1] == "rij_klopt_niet"
