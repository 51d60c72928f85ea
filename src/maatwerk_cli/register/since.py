"""Since when what a record tells is known: by its own date, else by its source."""

from maatwerk_cli.models.values import Bronverwijzing, Datum
from maatwerk_cli.register.records import Dataset


def known_since(sinds: Datum | None, bron: Bronverwijzing, dataset: Dataset) -> Datum:
    """Give since when something is known.

    That is its own date, else the state its source speaks of, else the date of the source. Only that last one
    is no later than the date up to which the register is kept: a report is written after what it tells of.
    """
    if sinds is not None:
        return sinds
    source = dataset.bronnen.get(bron.id)
    kept = dataset.settings.peildatum
    if source is None:
        return kept
    return source.peildatum or min((date_ for date_ in (source.datum, kept) if date_), key=lambda d: d.last)
