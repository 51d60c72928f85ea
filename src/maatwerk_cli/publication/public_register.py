"""The public edition of a register: a dataset of its own, without people's records, with safe posts.

Counts of candidates that the edition shows become posts, whose source is the edition itself; a post that the
edition withholds is left out. So the report that is made from it gives the figures that were published.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from maatwerk_cli.models.facts.kerncijfer import Kerncijfer
from maatwerk_cli.models.facts.verzamelpost import Verzamelpost
from maatwerk_cli.models.kenmerken import DUURZAAM
from maatwerk_cli.models.programme.traject import Traject
from maatwerk_cli.models.publicatie import Publicatie
from maatwerk_cli.models.rapport import Rapporttekst, Selection, key_of, parts_of
from maatwerk_cli.models.values import Record
from maatwerk_cli.register.kinds import kind_named, kind_of_file
from maatwerk_cli.register.location import SETTINGS
from maatwerk_cli.register.personal import EXCEPTION, EXCEPTION_COLUMN, excepted_code, yaml_problems
from maatwerk_cli.register.records import Dataset, stem_of
from maatwerk_cli.register.references import references
from maatwerk_cli.report.people import (
    PeopleCounts,
    candidates_with,
    post_is_published,
    published_figures,
    selection_of,
)
from maatwerk_cli.report.posts import posts_of
from maatwerk_cli.report.programme.leerformule import ProgrammeTables
from maatwerk_cli.report.sureness import is_of_posts
from maatwerk_cli.text import dutch
from maatwerk_cli.text.csv.csv_edit import CsvFile
from maatwerk_cli.text.yaml.yaml_edit import render_file
from maatwerk_cli.text.yaml.yaml_layout import format_yaml
from maatwerk_cli.text.yaml.yaml_reader import YamlDocument, read_marks, read_yaml

_PEOPLE = "kandidaten"
_OF_COURSES = ("deelnemers", "organisaties")
_SOURCES = "bronnen.yaml"
_EXCEPTED = "uitgezonderd in het register zelf"
_ORGANISATION = kind_named("organisatie")


def public_register(
    dataset: Dataset, files: Mapping[str, bytes], edition: Publicatie, *, proof: bool
) -> dict[str, bytes]:
    """Give the files of the public edition.

    Args:
        dataset: a dataset without errors.
        files: the content of each of its files.
        edition: what is published with it.
        proof: it is not issued.
    """
    not_issued = " (proef, niet uitgegeven)" if proof else ""
    source = f"uitgave-{edition.id}"
    missing = _missing(dataset, edition)
    replaced = {post for posts in missing.values() for post in posts}
    written: dict[str, bytes] = {SETTINGS: _yaml(_settings(dataset, edition, not_issued))}
    for file, content in files.items():
        kind = kind_of_file(file)
        if kind is None or not kind.public:
            continue
        if file == _ORGANISATION.file:
            content = _without(content, _named_inside(dataset))
        if file.endswith(".csv"):
            content = _without_reasons(content)
        value = _plain(content) if file.endswith(".yaml") else None
        if kind.model is Verzamelpost and isinstance(value, list):
            value = list(_posts(dataset, file, value, edition, replaced))
        if kind.model is Kerncijfer and isinstance(value, list):
            value = [_countable(dataset, file, figure, edition) for figure in value]
        if kind.model is Rapporttekst and isinstance(value, dict):
            value.pop("afgeschermd", None)
        if file == _SOURCES and isinstance(value, list):
            value = [*value, _source(dataset, edition, source, not_issued)]
        if value != []:
            written[file] = content if value is None else _with_exceptions(file, _yaml(value), kind.model)
    posts = f"verzamelposten/{edition.jaar}.yaml"
    counted = [*_counted(dataset, missing, edition, source), *_of_courses(dataset, edition, source)]
    if counted:
        written[posts] = _yaml([*(_plain(written[posts]) if posts in written else []), *counted])
    return dict(sorted(written.items()))


def _named_inside(dataset: Dataset) -> list[int]:
    """Give the lines of organisations that only records name that stay inside, such as a contract."""
    named: dict[bool, set[str]] = {True: set(), False: set()}
    for reference in references(dataset):
        if reference.kind == _ORGANISATION.name:
            kind = kind_of_file(reference.entry.file)
            named[kind is not None and kind.public].add(reference.id)
    left = named[False] - named[True]
    return [int(entry.loc[0]) for entry in dataset.organisaties if entry.id in left]


def _without(content: bytes, lines: Sequence[int]) -> bytes:
    rows = CsvFile(content)
    rows.remove(*lines)
    return rows.data if lines else content


def _without_reasons(content: bytes) -> bytes:
    """Keep of an exception to the rules on personal data only for which rule it is.

    The reason may be for those inside, and what is no exception is of no use to anybody else.
    """
    rows = CsvFile(content)
    if EXCEPTION_COLUMN not in rows.columns:
        return content
    place = rows.columns.index(EXCEPTION_COLUMN)
    reasons = {line: cells[place] for line, cells in rows.rows if place < len(cells) and cells[place]}
    codes = {line: excepted_code(reason) for line, reason in reasons.items()}
    rows.set_each(
        EXCEPTION_COLUMN, {line: f"{code}: {_EXCEPTED}" if code else "" for line, code in codes.items()}
    )
    return rows.data


def _plain(content: bytes) -> Any:
    read = read_yaml(content)
    return read.value if isinstance(read, YamlDocument) else None


def _yaml(value: Any) -> bytes:
    return format_yaml(render_file(value))


def _with_exceptions(file: str, content: bytes, model: type[Record]) -> bytes:
    """Put back the exceptions to the rules on personal data, which stood in comments.

    The register is valid, so that whatever is found now was excepted there. The reason may be for those
    inside, so another stands here.
    """
    problems = list(yaml_problems(file, content, _plain(content), model))
    if not problems:
        return content
    marks = read_marks(content)
    lines = content.decode("utf-8").splitlines(keepends=True)
    for line, code in sorted({(marks.find(problem.loc).line, problem.code) for problem in problems})[::-1]:
        indent = " " * (len(lines[line - 1]) - len(lines[line - 1].lstrip(" ")))
        lines.insert(line - 1, f"{indent}# {EXCEPTION} {code}: {_EXCEPTED}\n")
    return "".join(lines).encode("utf-8")


def _settings(dataset: Dataset, edition: Publicatie, not_issued: str) -> dict[str, Any]:
    return {
        "naam": f"{dataset.settings.naam}, openbare uitgave {edition.id}{not_issued}",
        "schema": 1,
        "openbaar": True,
        "peildatum": str(dataset.settings.peildatum),
        "drempel_onthulling": dataset.settings.drempel_onthulling,
    }


def _source(dataset: Dataset, edition: Publicatie, source: str, not_issued: str) -> dict[str, Any]:
    return {
        "id": source,
        "titel": f"{dataset.settings.naam}: rapport {edition.jaar}, uitgave {edition.uitgave}{not_issued}",
        "datum": str(edition.datum),
        "peildatum": str(edition.peildatum),
        "status": "geverifieerd",
    }


def _posts(
    dataset: Dataset, file: str, posts: list[dict[str, Any]], edition: Publicatie, replaced: AbstractSet[str]
) -> Iterator[dict[str, Any]]:
    """Keep the posts of one year that may be told; a part of what is left out is a part of all."""
    year = stem_of(file)
    values = {entry.id: entry.value for entry in dataset.verzamelposten.by_stem.get(year, ())}
    left = {
        name
        for name, post in values.items()
        if post.of_people
        and not (
            f"post/{name}" in edition.getoond
            if year == str(edition.jaar) and post.telt != DUURZAAM  # of which an edition keeps no key
            else post_is_published(post)
        )
    }
    left |= replaced if year == str(edition.jaar) else set()
    if len(dataset.records(Traject)):  # courses stay inside: what they count beside their posts stands apart
        left |= {name for name, post in values.items() if post.telt in _OF_COURSES}
    for post in posts:
        if post.get("id") in left:
            continue
        if post.get("deel_van") in left:
            post = {**post, "deel_van": _PEOPLE}
        yield post


def _countable(dataset: Dataset, file: str, figure: dict[str, Any], edition: Publicatie) -> dict[str, Any]:
    """Leave out what to count for a figure of people that is not shown: it would count too few."""
    year = stem_of(file)
    counted_value = next(
        (
            entry.value
            for entry in dataset.kerncijfers.by_stem.get(year, ())
            if entry.id == figure.get("code")
        ),
        None,
    )
    if counted_value is None or counted_value.herleiding is None or counted_value.herleiding.telt != _PEOPLE:
        return figure
    shown = key_of("geregistreerd", selection_of(counted_value.herleiding.kenmerken)) in edition.getoond
    if shown and year == str(edition.jaar):
        return figure
    return {name: value for name, value in figure.items() if name != "herleiding"}


def _of_courses(dataset: Dataset, edition: Publicatie, source: str) -> Iterator[dict[str, Any]]:
    """Make the posts that tell what the edition shows of the courses of the leerformule."""
    if not len(dataset.records(Traject)):
        return
    report = ProgrammeTables(dataset, edition.jaar, edition.peildatum.last, intern=False)
    for counted, number in report.together().items():
        if isinstance(number, int) and number:
            yield {
                "id": f"{source}-{counted}",
                "telt": counted,
                "aantal": number,
                "kenmerken": {"herkomst": "leerformule"},
                "omschrijving": f"De {counted} van de leerformule die het register kent",
                "bron": {"id": source, "vindplaats": "de tabel van de leerformule"},
            }


def _missing(dataset: Dataset, edition: Publicatie) -> dict[Selection, list[str]]:
    """Give the counts that the edition shows and that its posts do not give, each with those posts.

    People in a post may be those told one by one, so that posts side by side would count too few or too many:
    one post with the number that was shown takes the place of all of them.
    """
    posts = posts_of(dataset, edition.jaar)
    names: dict[Selection, list[str]] = {}
    missing: set[Selection] = set()
    for key, number in edition.getoond.items():
        way, selection = parts_of(key)
        if way == "geregistreerd":
            wanted = candidates_with(selection)
            names[selection] = [post.id for post in posts.counted(wanted)]
            shown = all(f"post/{post}" in edition.getoond for post in names[selection])
            if not shown or posts.at_least(wanted, ()).value != number:
                missing.add(selection)
    # A post that gives way is gone for every count that it is in, so that those need a post of their own too.
    while True:
        gone = {post for selection in missing for post in names[selection]}
        more = {selection for selection, counted in names.items() if not gone.isdisjoint(counted)} - missing
        if not more:
            return {selection: names[selection] for selection in names if selection in missing}
        missing |= more


def _counted(
    dataset: Dataset, missing: Iterable[Selection], edition: Publicatie, source: str
) -> Iterator[dict[str, Any]]:
    """Make the post for each count that is missing."""
    people = PeopleCounts(dataset, edition.jaar, edition.peildatum.last)
    published = published_figures(dataset, edition.jaar)
    made: dict[Selection, str] = {}
    for selection in sorted(missing, key=lambda part: (len(part), part)):
        wholes = [part for part in made if set(part) < set(selection)]
        nearest = [part for part in wholes if len(part) == max(map(len, wholes))]
        number = edition.getoond[key_of("geregistreerd", selection)]
        if not number or len(nearest) > 1:
            continue
        made[selection] = f"{source}-{len(made) + 1}"
        post: dict[str, Any] = {"id": made[selection], "telt": _PEOPLE, "aantal": number}
        if selection:
            post["kenmerken"] = {
                name: values[0] if len(values) == 1 else list(values) for name, values in selection
            }
            post["deel_van"] = made[nearest[0]] if nearest else _PEOPLE
        # Of candidates only where the edition shows their number: else the word tells that there are some.
        by_one = key_of("individueel", selection) in edition.getoond
        inferred = any(by_one or is_of_posts(name) for name in people.inferred_of(selection))
        said = ["afgeleid"] if inferred and published.get(selection) != number else []
        said += ["een ondergrens"] if key_of("geregistreerd", selection) in people.bounds else []
        tail = f"; dit aantal is {dutch.joined(said)}" if said else ""
        post["omschrijving"] = f"Kandidaten die het register kent, apart of alleen als aantal{tail}"
        post["bron"] = {"id": source, "vindplaats": "de kerncijfers en de tabel met kandidaten naar stap"}
        yield post
