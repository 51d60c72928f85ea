"""JSON Schema of the records, held against the loader by an independent validator."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from maatwerk_cli.checks.rules.record_rules import inferred_fields_are_marked
from maatwerk_cli.checks.rules.reference_rules import features_exist
from maatwerk_cli.exchange.json_schema import schemas
from maatwerk_cli.models.fields import fields_of
from maatwerk_cli.models.policy.geval import Geval
from maatwerk_cli.models.settings import Instellingen
from maatwerk_cli.models.tender.dossier import Dossier
from maatwerk_cli.models.values import Record
from maatwerk_cli.register.kinds import INSTELLINGEN, KINDS, Kind
from maatwerk_cli.register.records import Dataset, Entry, Records
from maatwerk_cli.text.yaml.yaml_reader import YamlDocument, read_yaml

DATA = Path(__file__).parents[2] / "data"
SCHEMAS = schemas()
ALL = {kind.name: kind for kind in (INSTELLINGEN, *KINDS)}
BRON = {"id": "jaarverslag-2018", "vindplaats": "§5"}
REPLACEMENTS: list[Any] = [
    *(None, "", " ", "onbekend", "x", "Ja", "ja", "nee", "a b", "a_b", "k-0123456789", "y" * 81, "y" * 5001),
    *(999, 2018, 12345, 0, -1, 3, 3.5, True, False),
    *([], ["x"], [1], {}, {"x": 1}, [{}], [BRON], BRON, ["a", "b"], ["categorie"]),
    *("2018", "2018-q3", "2018-Q3", "2018-13", "2018-08", "2018-08-01", "0000"),
    *("250000.00", "250000.001", "-1", "-0.00", "1" * 12, "0" * 40, "1" * 41, "€ 5", "3,7"),
    *("12345678", "33600000", "33600000-6", "https://example.org", "ftp://x"),
    *("geverifieerd", "proeftuinen", "kandidaten", "gestart", "stage", "werk"),
    *({"fase": "gestart"}, {"stap": ["contract"]}, {"kleur": "rood"}, {"fase": "onzin"}),
    *("jaarverslag-2018 §5", "jaarverslag-2018 ", "Jaarverslag §5"),
]
"""What a person or a program might write in the place of any value."""

EXAMPLES: dict[str, dict[str, Any]] = {
    "code": {
        "code": "a",
        "naam": "A",
        "toelichting": "",
        "bron": "jaarverslag-2018 §2.1",
        "bijzonder": "ja",
    },
    "organisatie": {
        "id": "a",
        "naam": "A",
        "afkorting": "",
        "soort": "ministerie",
        "tooi": "",
        "kvk": "12345678",
    },
    "aanbesteding": {
        "id": "t",
        "titel": "T",
        "opdrachtgever_soort": "rijk",
        "aard": "dienst",
        "loonsom_excl_btw": "250000.00",
        "begin": "2018-01-01",
        "looptijd_maanden": 12,
        "cpv": "33600000-6",
        "uitsluitingsgronden": "nee",
        "lezingen": {"percelen": "apart"},
        "raamovereenkomst": "nee",
        "peildatum": 2018,
    },
}


def raw_records() -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every record that the project itself has in YAML, and one of each other kind."""
    for kind in (INSTELLINGEN, *KINDS):
        files = (
            sorted(path for path in (DATA / kind.plural).glob("*.yaml") if ".gevallen" not in path.name)
            if kind.folder
            else [DATA / f"{kind.plural}.yaml"]
        )
        for file in files:
            if file.exists():
                document = read_yaml(file.read_bytes())
                assert isinstance(document, YamlDocument)
                for value in document.value if isinstance(document.value, list) else [document.value]:
                    yield kind.name, value
    yield from EXAMPLES.items()


RECORDS = list(raw_records())


def paths(value: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield here
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in items:
        yield from paths(item, (*here, name))


def changed(record: Any, path: tuple[Any, ...], value: Any) -> Any:
    """Give a record with another value at a place, or with nothing there for ``...``; the rest is shared."""
    if not path:
        return value
    result = copy.copy(record)
    if value is ... and len(path) == 1:
        del result[path[0]]
    else:
        result[path[0]] = changed(record[path[0]], path[1:], value)
    return result


def shortened(kind: Kind, record: dict[str, Any]) -> dict[str, Any]:
    """Give a record with the first of each of its lists, where the loader accepts that as well."""
    for name, value in record.items():
        shorter = {**record, name: value[:1]} if isinstance(value, list) else record
        record = shorter if accepted(kind, shorter) else record
    return record


def accepted(kind: Kind, raw: Any) -> bool:
    """Give the loader's verdict, and that of the rules on the fields of one record."""
    try:
        value = kind.model.model_validate(raw)
    except ValidationError:
        return False
    if not kind.folder and kind is INSTELLINGEN:
        return True
    own = Instellingen(naam="voorbeeld", schema=1, openbaar=True, peildatum="2018")  # type: ignore[call-arg]
    single = {kind.plural: Records((Entry("x", value, f"{kind.plural}/2018.yaml"),))}
    dataset = Dataset(Path(), own, by_plural=single)
    problems = [*inferred_fields_are_marked(dataset), *features_exist(dataset)]
    return not [problem for problem in problems if problem.code in ("MW119", "MW121", "MW122", "MW104")]


def values_for(kind: Kind, path: tuple[Any, ...]) -> list[Any]:
    """Give what to put at a place: nothing at all, or what a file of this kind can hold there."""
    if kind is INSTELLINGEN and path == ("schema",):
        return [value for value in REPLACEMENTS if value is not True]  # to Python true is 1
    if ".yaml" not in kind.shapes:
        return [..., *(value for value in REPLACEMENTS if isinstance(value, str))] if path else []
    return [..., *REPLACEMENTS] if path else REPLACEMENTS


def schema_accepts(name: str, raw: Any) -> bool:
    return bool(Draft202012Validator(SCHEMAS[name]).is_valid(raw))


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])


def test_every_kind_of_record_and_every_list_has_one() -> None:
    lists = {kind.plural for kind in KINDS if "lijst" in kind.shapes.values()}
    assert set(SCHEMAS) == {*ALL, *lists, "geval", "gevallen", "dossier"}
    assert lists == {"bronnen", "verzamelposten", "kerncijfers", "mijlpalen"}


def test_the_projects_own_data_is_valid() -> None:
    files = 0
    for kind in (INSTELLINGEN, *KINDS):
        for file in (
            sorted(path for path in (DATA / kind.plural).glob("*.yaml") if ".gevallen" not in path.name)
            if kind.folder
            else [DATA / f"{kind.plural}.yaml"]
        ):
            if file.exists():
                document = read_yaml(file.read_bytes())
                assert isinstance(document, YamlDocument)
                name = kind.plural if kind.shapes[".yaml"] == "lijst" else kind.name
                errors = [
                    error.message for error in Draft202012Validator(SCHEMAS[name]).iter_errors(document.value)
                ]
                assert errors == [], file
                files += 1
    assert files > 20


CASE_FILES = sorted(DATA.parent.glob("**/beleid/*.gevallen.yaml"))


def test_every_file_of_cases_of_the_project_is_valid() -> None:
    validator = Draft202012Validator(SCHEMAS["gevallen"])
    for file in CASE_FILES:
        document = read_yaml(file.read_bytes())
        assert isinstance(document, YamlDocument)
        assert [error.message for error in validator.iter_errors(document.value)] == [], file
    assert len(CASE_FILES) > 4


@pytest.mark.parametrize(
    "wrong",
    [
        {"invoer": {"aard": "klus"}},
        {"invoer": {"loonsom": 300000}},
        {"invoer": [{"aard": "werk"}, {"perceel": []}]},
        {"invoer": []},
        {"invoer": "dienst"},
        {"uitkomst": "ja"},
        {"eenheid": "dagen"},
        {"kaders": {"maatwerk": "misschien"}},
        {"verwacht": "van_toepassing"},
        {"bron": "artikel 2"},
    ],
)
def test_a_case_that_cannot_be_run_is_not_valid(wrong: dict[str, Any]) -> None:
    case = {"naam": "een geval", "invoer": {"aard": "dienst"}, "uitkomst": "open"}
    assert schema_accepts("gevallen", [case, {**case, "kaders": {"maatwerk": None}}])
    assert not schema_accepts("gevallen", [{**case, **wrong}])


FILED = {
    "status": "definitief",
    "versie": "1.0",
    "opgesteld": {"door": "inkoper", "datum": "2019-06-03"},
    "raming": {
        "wijze": "Uren maal tarief",
        "bedrag": 600000,
        "door": "kostendeskundige",
        "datum": "2019-05-20",
    },
    "beoordelingen": [{"wat": "uitsluitingsgronden", "door": "jurist", "datum": "2019-05-27"}],
}


def test_a_tender_file_is_one_part_or_a_list_of_them() -> None:
    assert schema_accepts("dossier", FILED)
    assert schema_accepts("dossier", [FILED, {"id": "vb-1", "perceel": "2", "versie": "0.9"}])


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "klaar"},
        {"kleur": "rood"},
        {"opgesteld": {"door": "inkoper"}},
        {"opties": [{"bedrag": 100}]},
        {"herkomst": {"invoer_sha256": "x"}},
    ],
)
def test_a_tender_file_that_cannot_be_read_is_not_valid(wrong: dict[str, Any]) -> None:
    assert not schema_accepts("dossier", {**FILED, **wrong})
    assert not schema_accepts("dossier", [{**FILED, **wrong}])


@settings(max_examples=300)
@given(st.data())
def test_the_schema_and_the_loader_agree_on_what_is_broken(data: st.DataObject) -> None:
    name, record = data.draw(st.sampled_from(RECORDS))
    kind = ALL[name]
    path = data.draw(st.sampled_from(list(paths(record))[1:]))
    value = data.draw(st.sampled_from(values_for(kind, path)))
    raw = changed(record, path, value)
    assert schema_accepts(name, raw) == accepted(kind, raw), (name, path, value)


@pytest.mark.slow
@pytest.mark.parametrize("name", ALL)
def test_the_schema_and_the_loader_agree_everywhere_in_one_record_of_each_kind(name: str) -> None:
    validator = Draft202012Validator(SCHEMAS[name])
    seen: set[tuple[Any, ...]] = set()
    different = []
    for record in [shortened(ALL[name], record) for kind, record in RECORDS if kind == name]:
        for path in paths(record):
            shape = tuple(step if isinstance(step, str) else 0 for step in path)
            if shape in seen or len(shape) > 2:
                continue
            seen.add(shape)
            for value in values_for(ALL[name], path):
                raw = changed(record, path, value)
                if validator.is_valid(raw) != accepted(ALL[name], raw):
                    different.append((path, value))
    assert different == []


@settings(max_examples=100)
@example("sinds", "2018-02-30")
@given(st.sampled_from(["begin", "loonsom_excl_btw", "id"]), st.from_regex(r"[0-9q.-]{1,11}", fullmatch=True))
def test_what_the_loader_accepts_the_schema_accepts(field: str, text: str) -> None:
    raw = {field: text}
    assert schema_accepts("aanbesteding", raw) or not accepted(ALL["aanbesteding"], raw)


def all_models() -> set[type[Record]]:
    collected: set[type[Record]] = set()
    waiting: list[type[Record]] = [Geval, Dossier, *(kind.model for kind in (INSTELLINGEN, *KINDS))]
    while waiting:
        model = waiting.pop()
        if model not in collected:
            collected.add(model)
            waiting += [field.model for field in fields_of(model) if field.model is not None]
    return collected


def description(model: type[Record]) -> str:
    extra = model.model_config.get("json_schema_extra")
    return str(extra["description"]) if isinstance(extra, dict) else ""


def test_every_model_says_in_dutch_what_it_is_itself() -> None:
    said = [model.model_config["title"] for model in all_models()]
    assert all(said)
    for model in all_models():
        english = (model.__doc__ or "").splitlines()[0]
        assert description(model) != english
        above = [base for base in model.__mro__[1:] if issubclass(base, Record) and base is not Record]
        assert all(description(base) != description(model) for base in above), model


def test_every_part_has_a_dutch_title_and_description() -> None:
    def parts(value: Any) -> Iterator[dict[str, Any]]:
        if isinstance(value, dict):
            if "properties" in value and "title" in value:
                yield value
            for item in value.values():
                yield from parts(item)
        elif isinstance(value, list):
            for item in value:
                yield from parts(item)

    ours = {(model.model_config["title"], description(model)) for model in all_models()}
    for schema in SCHEMAS.values():
        for part in parts(schema):
            assert (part["title"], part["description"]) in ours
            for name, field in part["properties"].items():
                assert field["description"], name
                assert "_" not in field["title"]
                assert field["title"].split()[-1].islower() or " " not in field["title"]


def test_unknown_is_written_as_such_and_never_as_null() -> None:
    records = {name: schema for name, schema in SCHEMAS.items() if not name.startswith("geval")}
    assert '"null"' not in str(records).replace("'", '"')  # of a case it says that a framework is absent
    proeftuin = next(record for name, record in RECORDS if name == "proeftuin")
    assert schema_accepts("proeftuin", {**proeftuin, "categorie": "onbekend", "leveranciers": "onbekend"})
    assert not schema_accepts("proeftuin", {**proeftuin, "categorie": None})
