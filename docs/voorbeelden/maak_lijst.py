"""Make the fictional spreadsheet of the walk-through: twenty proeftuinen, all an example.

Use: ``python docs/voorbeelden/maak_lijst.py [--goed] [PAD]``
"""

import sys
from datetime import date
from pathlib import Path

import xlsxwriter

HEADER = (
    "Naam",
    "Leverancier",
    "Categorie",
    "Doelgroep",
    "Fase",
    "Startdatum",
    "Aantal plaatsen",
    "Contactpersoon",
)
CATEGORIES = ("Hoogwaardige Inhuur", "ICT Inhuur", "Catering")
PHASES = ("in wording", "plan ondertekend", "gestart")


def make(path: Path, *, sound: bool) -> None:
    """Write the spreadsheet; unless it is to be sound, with one mistake to mend."""
    book = xlsxwriter.Workbook(path, {"default_date_format": "d-m-yyyy"})
    sheet = book.add_worksheet("Proeftuinen")
    sheet.merge_range(0, 0, 0, len(HEADER) - 1, "Voorbeeldlijst proeftuinen 2019 (verzonnen)")
    sheet.write_row(2, 0, HEADER)
    for number in range(1, 21):
        category = CATEGORIES[number % 3]
        if number == 6 and not sound:
            category = "Hoogwardige Inhuur"
        cells = (
            f"Voorbeeldproeftuin {number}",
            f"Voorbeeldleverancier {number % 7 + 1}",
            category,
            "Langdurig werklozen" if number % 2 else "Ex-topsporters",
            PHASES[number % 3],
        )
        sheet.write_row(number + 2, 0, cells)
        sheet.write_datetime(number + 2, 5, date(2019, number % 9 + 1, 1))
        sheet.write_number(number + 2, 6, number % 4 + 1)
        sheet.write_string(number + 2, 7, f"Voorbeeldpersoon {number}")
    book.close()


if __name__ == "__main__":
    given = [argument for argument in sys.argv[1:] if argument != "--goed"]
    make(Path(given[0] if given else "voorbeeldlijst.xlsx"), sound="--goed" in sys.argv)
