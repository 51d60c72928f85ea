"""Whether what editors write beside the figures tells a count that the report withholds.

A warning, not a proof. A text is suspect where one paragraph has the true count, in figures or as a word,
and a word for what is counted. The count itself is never repeated.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from maatwerk_cli.contract.secrecy import hidden_efforts
from maatwerk_cli.models.contract.inspanning import Inspanning
from maatwerk_cli.models.contract.opdracht import Opdracht
from maatwerk_cli.models.contract.plan import Plan
from maatwerk_cli.models.programme.relatie import Relatie
from maatwerk_cli.models.programme.traject import Traject
from maatwerk_cli.models.rapport import Rapporttekst
from maatwerk_cli.register.records import Dataset
from maatwerk_cli.report.people import post_is_published

_WORDS = (
    ("nul", "niemand"),
    ("één", "eén", "1 persoon"),
    *((word,) for word in ("twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")),
    *((word,) for word in ("elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien")),
    *((word,) for word in ("achttien", "negentien", "twintig")),
)
_VALUES = {word: value for value, words in enumerate(_WORDS) for word in words}
_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(_VALUES)})(?!\w)")
_NUMBER = re.compile(r"(?<![\w§.,-])\d{1,3}(?:\.\d{3})+(?![\w%])|(?<![\w§.,-])\d+(?![\w%]|[.,-]\d)")
_SHORTEST = 3  # letters; shorter words stand in any text
_OF_ALL = r"\s+(?:van\s+(?:hen|ze|die|de|deze|alle)|enkele?)\b"
_AT_THE_END = r"\s*(?:[.,;:!?)]|$)"
_PEOPLE = ("kandida", "deelnemer", "mens", "persoon", "personen")
_UNITS = {
    "uur": ("uur", "uren"),
    "maand": ("maand",),
    "plek": ("plek", "plaats"),
    "euro": ("euro", "€"),
}
"""The words for what an effort is measured in."""


class Secret(NamedTuple):
    """A count that is withheld, with the words a text would use for what it counts."""

    description: str
    value: int
    words: tuple[str, ...]
    proeftuin: str = ""
    """The only proeftuin that it counts people of: what is written there need not name it."""


def telling_texts(
    dataset: Dataset, year: int, secrets: Iterable[Secret], others: Iterable[int] = ()
) -> Mapping[str, str]:
    """Give where each text stands that perhaps tells a withheld count of a year, and the first such count.

    Which count it is, not how many.

    Args:
        dataset: the register.
        year: the year that the counts are of, and the texts.
        secrets: the counts.
        others: other years, of whose texts the paragraphs that name the year are read too.
    """
    read = [(place, _read(paragraph)) for place, paragraph in _passages(_texts(dataset, year))]
    named = re.compile(rf"(?<!\w){year}(?!\w)")
    for other in others:
        passages = _passages(_texts(dataset, other))
        read += [(place, _read(paragraph)) for place, paragraph in passages if named.search(paragraph)]
    return _telling(read, secrets)


def telling_records(
    dataset: Dataset, secrets: Sequence[Secret], *, closed: bool = False
) -> Mapping[str, str]:
    """Give where a text of a record without a year perhaps tells a withheld count, and the first such.

    Args:
        dataset: the register.
        secrets: the counts.
        closed: also of the records that a public edition does not have, such as plans.
    """
    telling = _telling_of_themselves(dataset) if closed else {}
    if not secrets:
        return telling
    texts = [*_open_records(dataset), *(_closed_records(dataset) if closed else ())]
    read = []
    for text in texts:
        for place, paragraph in _passages([(text.place, text.text or "")]):
            passage = _read(paragraph)
            numbers = passage.numbers - text.shown
            read.append((place, passage._replace(numbers=numbers, proeftuin=text.proeftuin or "")))
    return {**telling, **_telling(read, secrets)}


def _telling_of_themselves(dataset: Dataset) -> dict[str, str]:
    """Give where a record perhaps tells a count of its own that no public output has, and which."""
    telling: dict[str, str] = {}
    for text, secrets in (*_hidden_efforts(dataset), *_computed_posts(dataset)):
        read = [(place, _read(part)) for place, part in _passages([(text.place, text.text or "")])]
        telling |= _telling(read, secrets)
    return telling


def _hidden_efforts(dataset: Dataset) -> Iterator[tuple["_RecordText", Sequence[Secret]]]:
    """Give the texts of each effort of too few people, with the counts that are withheld of it."""
    for entry in hidden_efforts(dataset):
        effort = entry.value
        counts = (
            ("de mensen", effort.mensen, _PEOPLE),
            ("de omvang", effort.aantal, _UNITS[effort.eenheid]),
            ("de waarde", effort.waarde, _UNITS["euro"]),
        )
        secrets = [
            Secret(f"{what} van inspanning {entry.id}", int(count), words)
            for what, count, words in counts
            if count is not None and count == int(count)
        ]
        for field, text in (("toelichting", effort.toelichting), ("bewijs", effort.bewijs)):
            yield _RecordText(f"{entry.file}, {field} van regel {entry.loc[0]}", text), secrets


def _computed_posts(dataset: Dataset) -> Iterator[tuple["_RecordText", Sequence[Secret]]]:
    """Give the texts of each post of other people than candidates whose number no source gives."""
    for entry in dataset.verzamelposten:
        post = entry.value
        if post.of_people and post.telt != "kandidaten" and not post_is_published(post):
            secret = Secret(f"het aantal van verzamelpost {entry.id}", post.aantal, _PEOPLE)
            for field, text in (("omschrijving", post.omschrijving), ("toelichting", post.toelichting)):
                yield _RecordText(f"{entry.file}, {field} van {entry.id}", text), [secret]


class _RecordText(NamedTuple):
    """A text of a record, the proeftuin that it is about, and the numbers that its own row shows."""

    place: str
    text: str | None
    proeftuin: str | None = None
    shown: frozenset[int] = frozenset()


def _open_records(dataset: Dataset) -> Iterator[_RecordText]:
    for entry in dataset.proeftuinen:
        stated = entry.value.kandidaten
        shown = frozenset({stated.aantal} if stated else ())
        yield _RecordText(f"{entry.file}, toelichting", entry.value.toelichting, entry.id, shown)
    for relation in dataset.records(Relatie):
        place = f"{relation.file}, toelichting van regel {relation.loc[0]}"
        yield _RecordText(place, relation.value.toelichting)
    for source in dataset.bronnen:
        yield _RecordText(f"{source.file}, toelichting van {source.id}", source.value.toelichting)


def _closed_records(dataset: Dataset) -> Iterator[_RecordText]:
    for contract in dataset.records(Opdracht):
        yield _RecordText(f"{contract.file}, toelichting", contract.value.toelichting)
    for entry in dataset.records(Plan):
        plan = entry.value
        shown = frozenset(aim.aantal for aim in plan.doelen if aim.aantal is not None)
        for field, text in (("omschrijving", plan.omschrijving), ("toelichting", plan.toelichting)):
            yield _RecordText(f"{entry.file}, {field}", text, plan.proeftuin, shown)
    for effort in dataset.records(Inspanning):
        place = f"{effort.file}, toelichting van regel {effort.loc[0]}"
        yield _RecordText(place, effort.value.toelichting, effort.value.proeftuin)
    for course in dataset.records(Traject):
        yield _RecordText(f"{course.file}, toelichting", course.value.toelichting)


def _telling(read: Sequence[tuple[str, "_Passage"]], secrets: Iterable[Secret]) -> Mapping[str, str]:
    by_number: dict[int, list[tuple[str, _Passage]]] = {}
    for place, passage in read:
        for number in passage.numbers | ({0} if "geen" in passage.plain else set()):
            by_number.setdefault(number, []).append((place, passage))
    telling: dict[str, str] = {}
    for secret in secrets:
        for place, passage in by_number.get(secret.value, ()):
            if place not in telling and _tells(passage, secret):
                telling[place] = secret.description
    return telling


def _passages(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Give every paragraph of texts, with where it stands."""
    for place, text in texts:
        for paragraph in re.split(r"\n\s*\n", text):
            yield place, paragraph


def _texts(dataset: Dataset, year: int) -> Iterator[tuple[str, str]]:
    edition = dataset.rapporten.get(str(year))
    if edition is not None:
        yield from _edition(f"rapporten/{year}.yaml", edition)
    for entry in dataset.kerncijfers.of_year(year):
        if entry.value.noot:
            yield f"kerncijfers/{year}.yaml, noot bij {entry.value.code}", entry.value.noot
    for milestone in dataset.mijlpalen.of_year(year):
        for field, text in (
            ("omschrijving", milestone.value.omschrijving),
            ("toelichting", milestone.value.toelichting),
        ):
            if text:
                yield f"mijlpalen/{year}.yaml, {field} van {milestone.id}", text
    for post in dataset.verzamelposten.of_year(year):
        for field, text in (
            ("omschrijving", post.value.omschrijving),
            ("toelichting", post.value.toelichting),
        ):
            if text and post.value.telt == "kandidaten":
                yield f"verzamelposten/{year}.yaml, {field} van {post.id}", text


def _edition(file: str, edition: Rapporttekst) -> Iterator[tuple[str, str]]:
    if edition.inleiding:
        yield f"{file}, inleiding", edition.inleiding
    for text in edition.teksten:
        yield f"{file}, tekst onder {text.tabel}", text.tekst
    for correction in edition.correcties:
        yield f"{file}, correctie van {correction.datum}", correction.reden


class _Passage(NamedTuple):
    """A paragraph as it is compared, with the numbers that it names, in figures or as words."""

    plain: str
    numbers: frozenset[int]
    proeftuin: str = ""


def _read(paragraph: str) -> _Passage:
    plain = " ".join(paragraph.casefold().split())
    numbers = {int(number.replace(".", "")) for number in _NUMBER.findall(plain)}
    numbers |= {_VALUES[word] for word in _WORD.findall(plain)}
    return _Passage(plain, frozenset(numbers))


def _tells(passage: _Passage, secret: Secret) -> bool:
    if secret.value not in passage.numbers and (secret.value or not _says_none(passage.plain, secret.words)):
        return False
    words = (*secret.words, *(_PEOPLE if secret.proeftuin and secret.proeftuin == passage.proeftuin else ()))
    return any(
        (len(word) >= _SHORTEST or not word.isalnum()) and word.casefold() in passage.plain for word in words
    )


def _says_none(plain: str, words: Iterable[str]) -> bool:
    """Tell whether a text says that there is none of what is counted, and not that something else is lacking.

    A source that names no step says nothing of how many candidates there are.
    """
    counted = "|".join(re.escape(word.casefold()) for word in (*words, *_PEOPLE) if len(word) >= _SHORTEST)
    of_them = rf"(?:\s+[\w-]+){{0,2}}\s+(?:{counted})"
    return re.search(rf"(?<!\w)geen(?:{_OF_ALL}|{_AT_THE_END}|{of_them})", plain) is not None
