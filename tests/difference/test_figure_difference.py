"""Counting for a difference and counting for the report have one meaning."""

from collections.abc import Mapping

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from maatwerk_cli.report.counting import Telling
from maatwerk_cli.report.state import Feature, selected

FEATURES = st.tuples(
    st.sampled_from(["soort", "fase", "bereikt", "stap", "doelgroep"]), st.sampled_from("abc"), st.booleans()
)
WANTED = st.dictionaries(
    st.sampled_from(["soort", "fase", "bereikt", "stap", "doelgroep"]),
    st.lists(st.sampled_from("abc"), min_size=1, max_size=2).map(tuple),
    max_size=3,
)


@settings(max_examples=150)
@given(st.lists(st.lists(FEATURES, max_size=5), max_size=6), WANTED)
def test_one_record_is_selected_as_the_table_selects_it(
    records: list[list[Feature]], wanted: Mapping[str, tuple[str, ...]]
) -> None:
    rows = [(number, *feature) for number, features in enumerate(records) for feature in features]
    frame = pd.DataFrame(rows, columns=["nummer", "kenmerk", "waarde", "zeker"]).astype({"zeker": bool})
    surely, perhaps = Telling(len(records), frame).select(wanted)
    for number, features in enumerate(records):
        verdict = selected(features, wanted)
        assert (verdict is True) == surely[number]
        assert (verdict is None) == perhaps[number]
