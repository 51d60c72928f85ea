"""What a record says on a day: a date as coarse as its source is reached surely, perhaps, or not at all."""

from datetime import date, timedelta
from typing import Any

import pytest

from maatwerk_cli.models.kandidaat import Kandidaat
from maatwerk_cli.models.proeftuin import Proeftuin
from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.report.posts import Posts
from maatwerk_cli.report.state import (
    by_name,
    has_all,
    kandidaat_features,
    known_since,
    perhaps_already,
    perhaps_candidate,
    perhaps_there,
    proeftuin_features,
    selected,
    steps_reached,
    undated_later,
)
from maatwerk_cli.report.sureness import inferred_fields

JULY = date(2029, 7, 1)
SOURCE = {"id": "jaarstuk", "vindplaats": "blz. 1"}
OTHER = {"id": "stand", "vindplaats": "blz. 1"}
WRITTEN_LATE = {"id": "laat", "vindplaats": "blz. 1"}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory, register_in: Any) -> Dataset:
    """Sources of the end of 2029, of a state in mid 2029, without a date, and later than the register."""
    small = register_in(tmp_path_factory.mktemp("stand"))
    base = {"titel": "Voorbeeld", "status": "geverifieerd"}
    small.write(
        "bronnen.yaml",
        [
            {"id": "jaarstuk", "datum": "2029-12-31", **base},
            {"id": "stand", "datum": "2029-12-31", "peildatum": "2029-06-30", **base},
            {"id": "ongedateerd", **base},
            {"id": "laat", "datum": "2035-01-01", **base},
        ],
    )
    dataset: Dataset = load_dataset(small.root).dataset
    return dataset


@pytest.mark.parametrize(
    ("since", "source", "known"),
    [
        ("2028-q3", "jaarstuk", "2028-q3"),  # its own date goes first
        (None, "jaarstuk", "2029-12-31"),  # the date of the source
        (None, "stand", "2029-06-30"),  # the state that the source speaks of
        (None, "ongedateerd", "2031-12-31"),  # the register was kept up to then
        (None, "laat", "2031-12-31"),  # and by then it was written down
        (None, "onbekend", "2031-12-31"),
    ],
)
def test_since_when_something_is_known(dataset: Dataset, since: str | None, source: str, known: str) -> None:
    text = Proeftuin.model_validate(
        {"id": "p", "naam": "P", "bronnen": [{"id": source, "vindplaats": "blz. 1"}]}
    )
    outcome = known_since(parse_datum(since) if since else None, text.bronnen[0], dataset)
    assert str(outcome) == known


@pytest.mark.parametrize("since", ["2029", "2029-q3", "2029-08", "2029-08-15"])
def test_a_step_is_sure_from_its_last_day_and_possible_from_its_first(since: str) -> None:
    when, day = parse_datum(since), timedelta(days=1)
    for on, surely, perhaps in (
        (when.first - day, set(), set()),
        (when.first, set() if when.first < when.last else {"aan_de_slag", "kandidaat"}, None),
        (when.last - day, set(), {"aan_de_slag", "kandidaat"} if when.first < when.last else set()),
        (when.last, {"aan_de_slag", "kandidaat"}, set()),
        (when.last + day, {"aan_de_slag", "kandidaat"}, set()),
    ):
        state = steps_reached([("aan_de_slag", when)], on)
        assert state.surely == surely, on
        if perhaps is not None:
            assert state.perhaps == perhaps, on


def test_what_is_sure_is_not_perhaps_as_well() -> None:
    steps = [("kandidaat", parse_datum("2028")), ("aan_de_slag", parse_datum("2029"))]
    state = steps_reached(steps, JULY)
    assert (state.surely, state.perhaps) == ({"kandidaat"}, {"aan_de_slag"})


def phases(*course: tuple[str, str | None], source: dict[str, str] = SOURCE, **fields: Any) -> Proeftuin:
    return Proeftuin.model_validate(
        {
            "id": "p",
            "naam": "P",
            "bronnen": [SOURCE],
            "verloop": [
                {"fase": phase, "bron": source, **({"sinds": since} if since else {})}
                for phase, since in course
            ],
            **fields,
        }
    )


def course_of(proeftuin: Proeftuin, dataset: Dataset, day: date) -> dict[tuple[str, str], bool]:
    """Give which phases are reached and which holds now, each with whether that is sure."""
    features = proeftuin_features(proeftuin, dataset, day)
    if features is None:
        features = perhaps_there(proeftuin, dataset, day)
    assert features is not None
    return {(name, value): sure for name, value, sure in features if name in ("fase", "bereikt")}


def test_a_phase_that_is_perhaps_reached_makes_the_present_one_unsure(dataset: Dataset) -> None:
    proeftuin = phases(("in_wording", "2028"), ("gestart", "2029"))
    assert course_of(proeftuin, dataset, JULY) == {
        ("bereikt", "in_wording"): True,
        ("bereikt", "plan_ondertekend"): False,  # before the start that perhaps was
        ("bereikt", "gestart"): False,
        ("fase", "in_wording"): False,
        ("fase", "gestart"): False,
    }
    # At the end of the year it is sure. Whether a plan was signed in between, no source says.
    assert course_of(proeftuin, dataset, date(2029, 12, 31)) == {
        ("bereikt", "in_wording"): True,
        ("bereikt", "plan_ondertekend"): False,
        ("bereikt", "gestart"): True,
        ("fase", "gestart"): True,
    }


def test_an_earlier_phase_that_is_perhaps_reached_leaves_the_present_one_sure(dataset: Dataset) -> None:
    proeftuin = phases(("plan_ondertekend", "2029"), ("gestart", "2028"))
    assert course_of(proeftuin, dataset, JULY) == {
        ("bereikt", "in_wording"): False,
        ("bereikt", "plan_ondertekend"): False,
        ("bereikt", "gestart"): True,
        ("fase", "gestart"): True,
    }


def test_a_discharge_means_a_start(dataset: Dataset) -> None:
    proeftuin = phases(("decharge", "2028"))
    assert course_of(proeftuin, dataset, JULY) == {
        ("bereikt", "in_wording"): False,
        ("bereikt", "plan_ondertekend"): False,
        ("bereikt", "gestart"): True,
        ("bereikt", "decharge"): True,
        ("fase", "decharge"): True,
    }


def test_with_only_what_is_possible_no_phase_is_sure(dataset: Dataset) -> None:
    assert course_of(phases(("gestart", "2029")), dataset, JULY) == {
        ("bereikt", "in_wording"): False,
        ("bereikt", "plan_ondertekend"): False,
        ("bereikt", "gestart"): False,
        ("fase", "gestart"): False,
    }


@pytest.mark.parametrize(
    ("proeftuin", "first", "surely"),
    [
        # From the first day that it may have been there it perhaps was; from the last on, surely.
        (phases(("gestart", "2029")), date(2029, 1, 1), date(2029, 12, 31)),
        (phases(("gestart", "2029-q3")), date(2029, 7, 1), date(2029, 9, 30)),
        (phases(("gestart", "2029-08-15"), ("decharge", "2030")), date(2029, 8, 15), date(2029, 8, 15)),
        # Without a course: from when a source tells of it; of several the first.
        (phases(), date(2029, 12, 31), date(2029, 12, 31)),
        (phases(bronnen=[SOURCE, OTHER]), date(2029, 6, 30), date(2029, 6, 30)),
    ],
)
def test_a_proeftuin_is_there_from_the_first_day_that_it_must_be(
    dataset: Dataset, proeftuin: Proeftuin, first: date, surely: date
) -> None:
    def states(day: date) -> list[bool]:
        return [ask(proeftuin, dataset, day) is not None for ask in (proeftuin_features, perhaps_there)]

    day = timedelta(days=1)
    assert states(first - day) == [False, False]
    assert states(first) == [first == surely, first != surely]
    assert states(surely - day) == [False, first != surely]
    assert states(surely) == [True, False]
    assert all(not sure for _, _, sure in perhaps_there(proeftuin, dataset, first) or [])


def test_every_feature_that_is_registered_is_sure_and_no_other_is_there(dataset: Dataset) -> None:
    whole = phases(
        soort="regulier", herkomst="leerformule", bestuurslaag="rijk", categorie="voorbeeld",
        doelgroepen=["voorbeeld", "anders"], leveranciers=["vb-bv"], opdrachtgevers=["vb-rijk"],
    )  # fmt: skip
    assert proeftuin_features(whole, dataset, date.max) == [
        ("soort", "regulier", True),
        ("herkomst", "leerformule", True),
        ("bestuurslaag", "rijk", True),
        ("categorie", "voorbeeld", True),
        ("doelgroep", "voorbeeld", True),
        ("doelgroep", "anders", True),
        ("leverancier", "vb-bv", True),
        ("opdrachtgever", "vb-rijk", True),
    ]
    assert proeftuin_features(phases(), dataset, date.max) == []


def test_a_phase_without_a_date_may_have_been_reached_before_its_source_speaks(dataset: Dataset) -> None:
    proeftuin = phases(("in_wording", "2020"), ("decharge", None), source=OTHER, categorie="voorbeeld")
    end = date(2029, 6, 30)  # the state of the source
    assert perhaps_already(proeftuin, dataset, end) == []
    # Nor since when what comes before it was.
    before = ("in_wording", "plan_ondertekend", "gestart", "decharge")
    text = perhaps_already(proeftuin, dataset, end - timedelta(days=1))
    assert text[0] == ("categorie", "voorbeeld", True)
    assert sorted(text[1:]) == sorted(
        (name, phase, False) for name in ("fase", "bereikt") for phase in before
    )
    # Of two without a date what comes before the furthest counts.
    both = phases(("plan_ondertekend", None), ("decharge", None), source=OTHER)
    assert {phase for _, phase, _ in perhaps_already(both, dataset, end - timedelta(days=1))} == {*before}
    dated = phases(("in_wording", "2020"), ("decharge", "2030"))
    assert perhaps_already(dated, dataset, end - timedelta(days=1)) == []


def candidate(*steps: tuple[str, str | None], source: dict[str, str] = SOURCE, **fields: Any) -> Kandidaat:
    return Kandidaat.model_validate(
        {
            "id": "k-aaaaaaaaaa",
            "proeftuin": "p",
            "bronnen": [SOURCE],
            "stappen": [
                {"stap": step, "bron": source, **({"sinds": since} if since else {})} for step, since in steps
            ],
            **fields,
        }
    )


def test_a_candidate_is_at_every_step_that_is_reached_or_implied(dataset: Dataset) -> None:
    person = candidate(("kandidaat", "2027"), ("contract", "2029"), contract="rijk", plek="baan")
    assert kandidaat_features(person, dataset, date(2026, 12, 31)) is None
    assert kandidaat_features(person, dataset, JULY) == [
        ("proeftuin", "p", True),
        ("stap", "kandidaat", True),
        ("stap", "aan_de_slag", False),  # before the contract that perhaps was
        ("stap", "contract", False),
        ("plek", "baan", True),
        ("contract", "rijk", False),  # with whom is known; that there is one is not sure yet
    ]
    assert kandidaat_features(person, dataset, date(2029, 12, 31)) == [
        ("proeftuin", "p", True),
        ("stap", "contract", True),
        ("stap", "kandidaat", True),
        ("stap", "aan_de_slag", False),  # whether a contract means at work is open (§2.5 against §5)
        ("plek", "baan", True),
        ("contract", "rijk", True),
    ]
    assert kandidaat_features(person, dataset, date(2028, 12, 31)) == [
        ("proeftuin", "p", True),
        ("stap", "kandidaat", True),
        ("plek", "baan", True),
    ]


def test_a_candidate_of_whom_no_step_surely_was_is_perhaps_one(dataset: Dataset) -> None:
    person = candidate(("aan_de_slag", "2029-q3"), plek="baan")
    assert kandidaat_features(person, dataset, date(2029, 9, 29)) is None
    assert perhaps_candidate(person, dataset, date(2029, 6, 30)) is None
    assert perhaps_candidate(person, dataset, date(2029, 7, 1)) == [
        ("proeftuin", "p", False),
        ("stap", "aan_de_slag", False),
        ("stap", "kandidaat", False),
        ("plek", "baan", False),
    ]
    assert perhaps_candidate(person, dataset, date(2029, 9, 30)) is None
    assert kandidaat_features(person, dataset, date(2029, 9, 30)) is not None


def test_without_a_course_it_may_have_been_there_before_its_source_speaks(dataset: Dataset) -> None:
    proeftuin = phases(bronnen=[OTHER], categorie="voorbeeld")
    end = date(2029, 6, 30)
    assert perhaps_already(proeftuin, dataset, end) == []
    assert perhaps_already(proeftuin, dataset, end - timedelta(days=1)) == [("categorie", "voorbeeld", True)]


def test_whether_a_later_source_tells_a_step_without_a_date(dataset: Dataset) -> None:
    end = date(2029, 6, 30)
    undated, dated = candidate(("kandidaat", None), source=OTHER), candidate(("kandidaat", "2031"))
    assert not undated_later([undated, dated], dataset, end)
    assert undated_later([dated, undated], dataset, end - timedelta(days=1))
    assert not undated_later([dated], dataset, end - timedelta(days=1))


@pytest.mark.parametrize(
    ("known", "wanted", "has"),
    [
        ({}, {}, True),
        ({"a": ["1"]}, {}, True),
        ({}, {"a": ["1"]}, False),
        ({"a": ["1"]}, {"a": ["1", "2"]}, True),  # of one feature one value
        ({"a": ["2"]}, {"a": ["1", "2"]}, True),
        ({"a": ["3"]}, {"a": ["1", "2"]}, False),
        ({"a": ["1"]}, {"a": ["1"], "b": ["1"]}, False),  # and each of the features
        ({"a": ["1"], "b": ["1"]}, {"a": ["1"], "b": ["1"]}, True),
    ],
)
def test_a_selection_wants_one_value_of_each_feature(
    known: dict[str, list[str]], wanted: dict[str, list[str]], has: bool
) -> None:
    assert has_all(known, wanted) is has


@pytest.mark.parametrize(
    ("features", "wanted", "answer"),
    [
        ([("categorie", "x", True)], {"categorie": ["x"]}, True),
        ([("categorie", "y", True)], {"categorie": ["x"]}, False),
        ([("fase", "x", False)], {"fase": ["x"]}, None),
        ([("fase", "x", False), ("categorie", "y", True)], {"fase": ["x"], "categorie": ["x"]}, False),
        ([], {"categorie": ["x"]}, None),  # the register does not say
        ([], {"bereikt": ["x"]}, False),  # it has not come that far
        ([], {"stap": ["x"]}, False),
        ([], {"herkomst": ["leerformule"]}, False),  # told of those of the leerformule, and of no others
        ([], {}, True),
        ([("categorie", "x", True)], {"categorie": ["x"], "doelgroep": ["d"]}, None),
        ([("categorie", "x", True)], {"categorie": ["x"], "bereikt": ["d"]}, False),
    ],
)
def test_a_record_surely_perhaps_or_not_in_a_selection(
    features: list[tuple[str, str, bool]], wanted: dict[str, list[str]], answer: bool | None
) -> None:
    assert selected(features, wanted) is answer


def test_features_by_name_keep_every_value_in_order() -> None:
    assert by_name([("b", "2"), ("a", "9"), ("b", "1")]) == {"a": ("9",), "b": ("1", "2")}


@pytest.mark.parametrize(
    ("inferred", "asked", "rests"),
    [
        (["gestart"], ["gestart"], ("verloop",)),
        (["gestart"], ["in_wording", "gestart"], ()),  # it is there by its other phase too
        (["gestart", "in_wording"], ["in_wording", "gestart"], ("verloop",)),
    ],
)
def test_a_count_rests_on_what_was_inferred_where_nothing_else_brings_it(
    inferred: list[str], asked: list[str], rests: tuple[str, ...]
) -> None:
    own = phases(
        ("in_wording", "2028"),
        ("gestart", "2029"),
        afgeleid=[f"verloop.{phase}" for phase in inferred],
        toelichting="V",
    )
    known = {("bereikt", "in_wording"), ("bereikt", "gestart")}
    assert inferred_fields({"bereikt": tuple(asked)}, [(own, known)], (), Posts({}, {})) == rests
