"""Whom the frameworks of a policy bind, held against the authority of a tender. Three-valued."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, get_args

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.tender.choices import OpdrachtgeverSoort
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.frameworks.matching import Truth, as_compared
from maatwerk_cli.text.yaml.own_table import own_table

RIJK = "rijk"
_TOOI = r"(?i)(?:https?://identifier\.overheid\.nl/tooi/id/[a-z_]+/)?([a-z_]+[0-9]+)"
_MOST_KEPT = 20_000
"""How many names are remembered, so that memory does not grow with a list."""


class KnownAuthorities(NamedTuple):
    """What the register knows of organisations.

    Attributes:
        ids: by id, name, abbreviation and TOOI, as they are compared, the id; what names two is left out.
        tooi: by id the identification in TOOI, as it is compared, where it is known.
        kinds: by id what kind of organisation it is, by the register's own code.
    """

    ids: Mapping[str, str] = {}
    tooi: Mapping[str, str] = {}
    kinds: Mapping[str, str] = {}

    @classmethod
    def of_rows(cls, rows: Sequence[Mapping[str, str]]) -> "KnownAuthorities":
        """Make it of the rows of ``organisaties.csv``."""
        groups: dict[str, set[str]] = {}
        for row in rows:
            for column in ("id", "naam", "afkorting", "tooi"):
                name = _compared(row.get(column) or "")
                if name:
                    groups.setdefault(name, set()).add(row["id"])
        codes = {row["id"]: _compared(row["tooi"]) for row in rows if row.get("tooi")}
        kinds = {row["id"]: row["soort"] for row in rows if row.get("soort")}
        return cls({name: ids.pop() for name, ids in groups.items() if len(ids) == 1}, codes, kinds)


NOBODY_KNOWN = KnownAuthorities()
"""Where no list of organisations is needed, or none can be read."""


class Binding(NamedTuple):
    """Which frameworks bind the authority of a tender; the names are their ids.

    Attributes:
        named: those that name it.
        unsure: those that name authorities, of which it cannot be told whether it is one.
        given: whether the authority was given at all.
        kind: what kind of authority it is by its own name or by the register; ``None`` where neither says.
        of_others: those that bind its kind, and that are called after another authority.
    """

    named: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    given: bool = False
    kind: str | None = None
    of_others: tuple[str, ...] = ()


KINDS_OF_AUTHORITY = get_args(OpdrachtgeverSoort)
BY_KIND_ONLY = Binding()
"""Where no framework names an authority, and none is given."""


class _KindWords(NamedTuple):
    """By a word that a name begins with, or the letters of a TOOI, the kind of authority."""

    first: Mapping[str, str]
    tooi: Mapping[str, str]

    @property
    def named(self) -> re.Pattern[str]:
        """What finds the name of an authority in a text: such a word, and the words in capitals after it."""
        return re.compile(rf"\b(?i:{'|'.join(self.first)})(?: [A-Z][\w'’-]*)+")


@lru_cache(maxsize=1)
def _kind_words() -> _KindWords:
    file = Path(__file__).parents[1] / "words" / "soort_opdrachtgever.yaml"
    table: Mapping[str, Mapping[str, Sequence[str]]] = own_table(file)
    return _KindWords(
        {word: kind for kind, own in table.items() for word in own["eerste_woord"]},
        {word: kind for kind, own in table.items() for word in own["tooi"]},
    )


class Authorities:
    """Tells which frameworks bind an authority by its name.

    Args:
        kaders: the frameworks.
        known: gives the organisations that the register knows, read only where a name has to be looked up.
    """

    def __init__(self, kaders: Mapping[str, Kader], known: Callable[[], KnownAuthorities]) -> None:
        self._wanted = {
            name: kader.werkingssfeer.named for name, kader in kaders.items() if kader.werkingssfeer.named
        }
        self._by_kind = {
            name: kader.naam for name, kader in kaders.items() if kader.werkingssfeer.opdrachtgever_soort
        }
        self._register = known
        self._binding = lru_cache(_MOST_KEPT)(self._find)

    def binding(self, authority: str | None) -> Binding:
        """Tell which frameworks name an authority: given by id, name, abbreviation or TOOI."""
        if authority is None and not self._wanted:
            return BY_KIND_ONLY
        return self._binding(authority)

    def _find(self, authority: str | None) -> Binding:
        truths = {name: self._one_of(authority, wanted) for name, wanted in self._wanted.items()}
        return Binding(
            tuple(name for name, truth in truths.items() if truth == "ja"),
            tuple(name for name, truth in truths.items() if truth == "onbekend"),
            authority is not None,
            self._kind_of(authority) if authority else None,
            tuple(self._of_others(authority)) if authority else (),
        )

    @property
    def _known(self) -> KnownAuthorities:
        return self._register()

    def _kind_of(self, authority: str) -> str | None:
        """Tell what kind of authority it is, by its own name or else by what the register knows of it."""
        words = _kind_words()
        first = words.first.get(_first_word(authority))
        code = re.fullmatch(_TOOI, authority.strip())
        if first or code:
            return first or (words.tooi.get(code[1].rstrip("0123456789").lower()) if code else None)
        own = self._known.ids.get(_compared(authority))
        return words.first.get(self._known.kinds.get(own or "", ""))

    def _of_others(self, authority: str) -> Iterator[str]:
        """Name the frameworks that are called after another authority than one that is named as such."""
        words = _kind_words()
        if _first_word(authority) not in words.first:
            return
        for name, title in self._by_kind.items():
            after = words.named.search(title)
            if after and as_compared(after[0]) not in as_compared(authority):
                yield name

    def _one_of(self, authority: str | None, wanted: Sequence[str]) -> Truth:
        if authority is None:
            return "onbekend"
        truths = {self._same(authority, name) for name in wanted}
        if "ja" in truths:
            return "ja"
        return "onbekend" if "onbekend" in truths else "nee"

    def _same(self, left: str, other: str) -> Truth:
        """Tell whether two names are of one authority; what is not in the register can be another name."""
        names = _compared(left), _compared(other)
        own, of_other = ids = [self._known.ids.get(name) for name in names]
        if names[0] == names[1] or (own is not None and own == of_other):
            return "ja"
        codes = [
            self._known.tooi.get(id_ or "") or (name if re.fullmatch(_TOOI, text) else None)
            for text, name, id_ in zip((left, other), names, ids, strict=True)
        ]
        if None not in codes:
            return "ja" if codes[0] == codes[1] else "nee"
        return "onbekend" if None in ids else "nee"


def _first_word(name: str) -> str:
    words = name.split()
    return words[0].casefold().rstrip(":,") if words else ""


def _compared(name: str) -> str:
    """Give a name as it is compared; of an identification in TOOI its last part."""
    code = re.fullmatch(_TOOI, name.strip())
    return as_compared(code[1] if code else name)


def kind_of_authority(facts: Facts, binding: Binding) -> str | None:
    """Give the kind of authority as it is read: none given is the Rijk, unless a framework names it."""
    return facts.opdrachtgever_soort or (None if binding.named else RIJK)


def kind_is_open(facts: Facts, binding: Binding) -> bool:
    """Tell whether nothing can be assumed of the kind of authority, so that the Rijk is only a reading."""
    return facts.opdrachtgever_soort is None and not binding.named and "opdrachtgever_soort" in facts.unknown


def bound_kaders(kaders: Mapping[str, Kader], facts: Facts, binding: Binding) -> list[Kader]:
    """Give the frameworks that bind an authority: those that name it first, then those of its kind.

    Where its kind is open, those of any kind: they may bind it.
    """
    if kind_is_open(facts, binding):
        return [kader for kader in kaders.values() if kader.werkingssfeer.opdrachtgever_soort]
    kind = kind_of_authority(facts, binding)
    named = [kaders[name] for name in binding.named]
    return named + [kader for kader in kaders.values() if _binds_kind(kader, kind)]


def kinds_that_may_be_bound(kader: Kader) -> tuple[str, ...]:
    """Give of what kinds an authority can be that a framework binds: any kind, where it names some."""
    return tuple(kind for kind in KINDS_OF_AUTHORITY if kader.werkingssfeer.named or _binds_kind(kader, kind))


def binds_all_kinds(kader: Kader) -> bool:
    """Tell whether a framework binds an authority of whatever kind."""
    return all(_binds_kind(kader, kind) for kind in KINDS_OF_AUTHORITY)


def _binds_kind(kader: Kader, kind: str | None) -> bool:
    return kind in kader.werkingssfeer.opdrachtgever_soort
