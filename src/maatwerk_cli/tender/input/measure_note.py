"""A row that is no tender but says of all amounts of its table that they are of another measure."""

from collections.abc import Collection, Iterable
from typing import get_args

from maatwerk_cli.models.tender.choices import Bedragveld
from maatwerk_cli.tender.judging import Refused
from maatwerk_cli.text.csv.csv_reader import Stretch
from maatwerk_cli.text.suggestion import says_another_measure

_AMOUNTS = frozenset(get_args(Bedragveld))


def measure_refusal(rows: Iterable[tuple[int, str]], fields: Collection[str], where: str) -> Refused | None:
    """Refuse a table with amounts, where a text above or in it tells that they are of another measure.

    Args:
        rows: the texts, with the row of each.
        fields: what the columns hold.
        where: what is said of the place.
    """
    if _AMOUNTS.isdisjoint(fields):
        return None
    line = next((line for line, text in rows if says_another_measure(text)), None)
    if line is None:
        return None
    return Refused(
        f"{where} staat dat bedragen in duizenden of miljoenen zijn, per jaar, in een andere munt of met "
        "btw. Zet in de cellen het bedrag in euro zonder btw, over de hele looptijd. Haal daarna weg wat "
        "daar staat.",
        line,
    )


def lone_texts(stretches: Iterable[Stretch], delimiter: str) -> Iterable[tuple[int, str]]:
    """Give the text of each row in which no more than one cell is filled, with its number."""
    around = f'{delimiter} "'
    return (
        (line, text)
        for lines, rows in stretches
        for line, row in zip(lines, rows, strict=True)
        if isinstance(row, str) and delimiter not in (text := row.strip(around))
    )
