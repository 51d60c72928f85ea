"""Every notice that a test reads is held against the table of places, from which the docs are made."""

import pytest

from maatwerk_cli.tender.notices.drafting import Draft
from maatwerk_cli.tender.notices.notice import Lot


@pytest.fixture(autouse=True)
def _read_where_the_table_says(monkeypatch: pytest.MonkeyPatch) -> None:
    close = Draft.lot

    def checked(draft: Draft, line: int | None = None) -> Lot:
        lot = close(draft, line)
        for field, origin in lot.origins.items():
            places = draft.places.get(field, ())
            text = " ".join(origin.lower().split())  # the table has its heads without double spaces
            assert not draft.places or any(text.startswith(place.lower()) for place in places), (
                field,
                origin,
            )
        return lot

    monkeypatch.setattr(Draft, "lot", checked)
