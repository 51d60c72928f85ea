"""Whether what editors write beside the figures tells a count that the report withholds.

A warning, not a proof. A text is suspect where one paragraph has the true count, in figures or as a word,
and a word for what is counted. The count itself is never repeated.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from maatwerk_cli.models.rapport import Rapporttekst
from maatwerk_cli.register.records import Dataset

_WORDS = (
    ("nul", "geen", "niemand"),
    ("één", "eén", "1 persoon"),
    *((word,) for word in ("twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")),
    *((word,) for word in ("elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien")),
    *((word,) for word in ("achttien", "negentien", "twintig")),
)
_NUMBER = re.compile(r"(?<![\w§.,-])\d{1,3}(?:\.\d{3})+(?![\w%])|(?<![\w§.,-])\d+(?![\w%]|[.,-]\d)")
_SHORTEST = 3  # letters; shorter words stand in any text


class Secret(NamedTuple):
    """A count that is withheld, with the words a text would use for what it counts."""

    description: str
    value: int
    words: tuple[str, ...]


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
    passages = list(_passages(dataset, year))
    named = re.compile(rf"(?<!\w){year}(?!\w)")
    for other in others:
        passages += [passage for passage in _passages(dataset, other) if named.search(passage[1])]
    telling: dict[str, str] = {}
    for secret in secrets:
        for place, paragraph in passages:
            if _tells(paragraph, secret):
                telling.setdefault(place, secret.description)
    return telling


def _passages(dataset: Dataset, year: int) -> Iterator[tuple[str, str]]:
    """Give every paragraph that editors wrote of a year, with where it stands."""
    for place, text in _texts(dataset, year):
        for paragraph in re.split(r"\n\s*\n", text):
            yield place, paragraph


def _texts(dataset: Dataset, year: int) -> Iterator[tuple[str, str]]:
    edition = dataset.rapporten.get(str(year))
    if edition is not None:
        yield from _edition(f"rapporten/{year}.yaml", edition)
    for entry in dataset.kerncijfers.by_stem.get(str(year), ()):
        if entry.value.noot:
            yield f"kerncijfers/{year}.yaml, noot bij {entry.value.code}", entry.value.noot
    for post in dataset.verzamelposten.by_stem.get(str(year), ()):
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


def _tells(paragraph: str, secret: Secret) -> bool:
    plain = " ".join(paragraph.casefold().split())
    if not any(len(word) >= _SHORTEST and word.casefold() in plain for word in secret.words):
        return False
    if any(int(number.replace(".", "")) == secret.value for number in _NUMBER.findall(plain)):
        return True
    words = _WORDS[secret.value] if secret.value < len(_WORDS) else ()
    return any(re.search(rf"(?<!\w){word}(?!\w)", plain) for word in words)
