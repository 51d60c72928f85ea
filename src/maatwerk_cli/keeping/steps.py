"""What happens to records: a new one, a next phase or step, one that comes out of a post."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from maatwerk_cli.keeping.form import Value, build_record, id_from_name, new_candidate_id
from maatwerk_cli.keeping.workspace import RefusedError, Workspace, editing
from maatwerk_cli.models.facts.verzamelpost import Verzamelpost
from maatwerk_cli.models.fields import Field, fields_of
from maatwerk_cli.models.inferred import is_inferred
from maatwerk_cli.models.proeftuin import FASEN
from maatwerk_cli.models.values import ID_PATTERN, YEARS, Datum, Record, parse_datum
from maatwerk_cli.register.kinds import KINDS, Kind, kind_named
from maatwerk_cli.register.records import Dataset, Entry, counts
from maatwerk_cli.text.yaml.yaml_edit import held_at

_FIELD_OF_FEATURE = {
    "doelgroep": "doelgroepen",
    "leverancier": "leveranciers",
    "opdrachtgever": "opdrachtgevers",
    "bereikt": "fase",
}
_RECORD_FIELD = {"fase": "verloop"}


def find_post(dataset: Dataset, post_id: str) -> Entry[Verzamelpost]:
    """Find a post by its id.

    Raises:
        RefusedError: there is none, or there is one in several years.
    """
    posts = [post for post in dataset.verzamelposten if post.id == post_id]
    if not posts:
        raise RefusedError(
            "Er is geen verzamelpost met dat id. Zie welke er zijn met: maatwerk lijst verzamelpost"
        )
    if len(posts) > 1:
        years = ", ".join(post.stem for post in posts)
        raise RefusedError(
            f"De verzamelpost {post_id} staat in meer jaren ({years}). Pas de post met de hand aan."
        )
    return posts[0]


def check_post(post: Entry[Verzamelpost], kind: str) -> None:
    """Refuse a post that counts something else than this kind of record."""
    plural = kind_named(kind).plural
    if post.value.telt != plural:
        raise RefusedError(f"De verzamelpost {post.id} telt {post.value.telt}, geen {plural}.")


def shrink_post(workspace: Workspace, post: Entry[Verzamelpost], by: int = 1) -> None:
    """Let a post count fewer, since as many are now registered one by one; with ``by`` below zero, more.

    The number is from then on no longer what the source says literally, so it is marked as inferred.

    Raises:
        RefusedError: nothing is left in the post.
    """
    count = post.value.aantal
    if count - by < 0:
        raise RefusedError(f"De verzamelpost {post.id} telt er {count}; er is niets meer uit te halen.")
    now = held_at(workspace.yaml(post.file).value, post.loc)
    workspace.set_field(post, "aantal", now["aantal"] - by)
    if "aantal" not in (now.get("afgeleid") or []):
        workspace.add_to_list(post, "afgeleid", "aantal")
    if not now.get("toelichting"):
        workspace.set_field(
            post, "toelichting", f"De bron telt er {count}; wie apart is geregistreerd, is eraf."
        )


def with_features_of(
    kind: str, values: Mapping[str, Value], posts: Sequence[Entry[Verzamelpost]]
) -> dict[str, Value]:
    """Add to the values of a new record what its posts say of all that they count.

    What the post itself has as inferred is marked as inferred in the record too.

    Raises:
        RefusedError: a value contradicts a post, or the post counts something else.
    """
    result = dict(values)
    inferred = list(_items(values.get("afgeleid")))
    for post in posts:
        check_post(post, kind)
        for feature, allowed in post.value.kenmerken.items():
            name = _FIELD_OF_FEATURE.get(feature, feature)
            given = list(_items(result.get(name)))
            if given and not _fits(feature, given, allowed):
                raise RefusedError(
                    f"De verzamelpost {post.id} telt alleen {post.value.telt} met {feature}: "
                    f"{' of '.join(allowed)}. Geef een andere waarde voor {name}, of laat de post weg."
                )
            if not given and len(allowed) == 1:
                result[name] = (
                    [allowed[0]] if name in _FIELD_OF_FEATURE.values() and name != "fase" else allowed[0]
                )
                if kind == "proeftuin" and is_inferred(post.value.afgeleid, "kenmerken", feature):
                    inferred.append(_RECORD_FIELD.get(name, name))
        if not result.get("bron"):
            result["bron"], result["vindplaats"] = post.value.bron.id, post.value.bron.vindplaats
    if inferred:
        result["afgeleid"] = list(dict.fromkeys(inferred))
        if not result.get("toelichting"):
            ids = " en ".join(post.id for post in posts)
            result["toelichting"] = f"Apart geregistreerd uit {ids}; wat is afgeleid, komt daarvandaan."
    return result


def _items(value: Any) -> Iterable[str]:
    return () if value is None else value if isinstance(value, list) else (str(value),)


def _fits(feature: str, given: Sequence[str], allowed: Sequence[str]) -> bool:
    if feature == "bereikt":
        return any(FASEN.index(phase) >= min(FASEN.index(a) for a in allowed) for phase in given)
    return any(value in allowed for value in given)


def new_id(dataset: Dataset, kind: Kind, values: Mapping[str, Value]) -> str:
    """Make an id that no record of this kind has: random for a candidate, else after its name."""
    taken = dataset.of(kind).may_have if dataset.of(kind).complete else dataset.of(kind).by_id.__contains__
    if kind.of_people:
        return new_candidate_id(taken)
    if len(kind.keys) > 1:
        return " ".join(str(values.get(key, "")) for key in kind.keys)
    name = str(values.get("naam") or values.get("titel") or values.get("omschrijving") or kind.name)
    if kind.per_year:
        name = f"{name[:40]} {values['jaar']}"
    return id_from_name(name, taken)


def add_new(
    workspace: Workspace,
    kind_name: str,
    values: Mapping[str, Value],
    record_id: str | None,
    posts: Sequence[Entry[Verzamelpost]] = (),
) -> tuple[str, str]:
    """Add a new record, and take it out of the posts that counted it. Give its id and its file.

    Raises:
        RefusedError: the id is taken, or a post does not fit.
    """
    kind = kind_named(kind_name)
    values = with_features_of(kind_name, values, posts) if posts else values
    if record_id is not None and record_id in workspace.dataset.of(kind).by_id and not kind.per_year:
        raise RefusedError(f"Er is al een {kind_name} met id {record_id}. Kies een ander id.")
    if kind.own_ids and record_id is not None and re.fullmatch(ID_PATTERN, record_id) is None:
        raise RefusedError(
            "Dit id kan niet. Een id bestaat uit kleine letters en cijfers, met - of _ ertussen."
        )
    if values.get("jaar") is not None and int(str(values["jaar"])) not in YEARS:
        raise RefusedError("Dit jaar kan niet. Een jaar heeft vier cijfers.")
    made = record_id or new_id(workspace.dataset, kind, values)
    file = workspace.add_record(kind, build_record(kind_name, made, values), str(values.get("jaar", "")))
    for post in posts:
        shrink_post(workspace, post)
    return made, file


def add_fields(workspace: Workspace, file: str, model: type[Record], fields: Mapping[str, Any]) -> None:
    """Give a new record, in a file of its own, fields that no form asks for; each in its usual place.

    Raises:
        RefusedError: the file cannot be changed.
    """
    document = workspace.yaml(file)
    with editing(file):
        for name, value in fields.items():
            document.add((), name, value, list(model.model_fields))
    workspace.keep(file, document)


class Course(NamedTuple):
    """A list of stages that records of a kind reach: its field, that of the stage, and all of a stage."""

    kind: Kind
    field: Field
    stage: Field
    parts: Sequence[Field]


def courses_of(stage: str) -> list[Course]:
    """Give the courses of all kinds of record whose stages are called so, ``fase`` or ``stap``."""
    return [
        Course(kind, field, field.course, fields_of(field.model))
        for kind in KINDS
        for field in fields_of(kind.model)
        if field.model is not None and field.course is not None and field.course.label == stage
    ]


def add_stage(
    workspace: Workspace, course: Course, record_id: str, values: Mapping[str, Any], *, earlier: bool
) -> None:
    """Add the stage that a record has reached, and what is said beside it of the record itself.

    Args:
        workspace: the dataset.
        course: the stages of its kind.
        record_id: the record.
        values: the stage, its source, and where known its date and more.
        earlier: it was reached before one that is there already; it then gets its place among them.

    Raises:
        RefusedError: it cannot be the next thing that happened.
    """
    entry = workspace.dataset.of(course.kind).by_id[record_id]
    key, order = course.stage.label, course.stage.choices
    step: dict[str, Any] = {
        part.label: values[part.label] for part in course.parts if part.label in values and not part.is_source
    }
    name = step[key]
    beside = [field for field in fields_of(course.kind.model) if field.label in values.keys() & set(order)]
    for field in beside:
        if field.label != name:
            raise RefusedError(f"{field.asked.text}, hoort bij de {key} {field.label}.")
    if not counts(entry.value):
        raise RefusedError(f"{entry.id} is ingetrokken; er kan niets meer aan worden toegevoegd.")
    reached = [
        (getattr(item, course.stage.name), item.sinds) for item in getattr(entry.value, course.field.name)
    ]
    if name in [other for other, _ in reached]:
        raise RefusedError(f"{entry.id} heeft de {key} {name} al.")
    later = [other for other, _ in reached if order.index(other) > order.index(name)]
    if later and not earlier:
        raise RefusedError(
            f"{entry.id} is al verder: {later[-1]} komt na {name}. "
            "Is dit eerder gebeurd en nu pas bekend, geef dan ook --achteraf."
        )
    since = parse_datum(step["sinds"]) if step.get("sinds") else None
    _check_dates(workspace.dataset, key, order, reached, name, since)
    step["bron"] = {"id": values["bron"], "vindplaats": values["vindplaats"]}
    if later:
        index = sum(order.index(other) < order.index(name) for other, _ in reached)
        document = workspace.yaml(entry.file)
        with editing(entry.file):
            document.insert((course.field.label,), index, step)
        workspace.keep(entry.file, document)
    else:
        workspace.add_to_list(entry, course.field.label, step)
    for field in beside:
        workspace.set_field(entry, field.label, values[field.label])


def _check_dates(
    dataset: Dataset,
    key: str,
    order: Sequence[str],
    reached: Sequence[tuple[str, Datum | None]],
    name: str,
    since: Datum | None,
) -> None:
    if since is None:
        return
    kept = dataset.settings.peildatum
    if kept.surely_before(since):
        raise RefusedError(
            f"{since} ligt na de peildatum van het register ({kept}). "
            "Werk eerst peildatum in dataset.yaml bij."
        )
    for other, date in reached:
        if date is None:
            continue
        before = order.index(other) < order.index(name)
        first, last = (date, since) if before else (since, date)
        if last.surely_before(first):
            raise RefusedError(
                f"{name} ({since}) kan niet {'vóór' if before else 'na'} {other} ({date}) zijn gebeurd. "
                f"Controleer de datum van deze {key}."
            )
