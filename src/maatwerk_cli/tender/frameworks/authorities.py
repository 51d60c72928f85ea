"""Whom the frameworks of a policy bind, held against the authority of a tender. Three-valued."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, get_args

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.tender.choices import OpdrachtgeverSoort
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.frameworks.matching import Truth, as_compared

RIJK = "rijk"
_TOOI = r"(?i)(?:https?://identifier\.overheid\.nl/tooi/id/[a-z_]+/)?([a-z_]+[0-9]+)"
_MOST_KEPT = 20_000
"""How many names are remembered; then it begins anew, so that memory does not grow with a list."""


class KnownAuthorities(NamedTuple):
    """What the register knows of organisations.

    Attributes:
        ids: by id, name, abbreviation and TOOI, as they are compared, the id; what names two is left out.
        tooi: by id the identification in TOOI, as it is compared, where it is known.
    """

    ids: Mapping[str, str] = {}
    tooi: Mapping[str, str] = {}

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
        return cls({name: ids.pop() for name, ids in groups.items() if len(ids) == 1}, codes)


NOBODY_KNOWN = KnownAuthorities()
"""Where no list of organisations is needed, or none can be read."""


class Binding(NamedTuple):
    """Which frameworks bind the authority of a tender; the names are their ids.

    Attributes:
        named: those that name it.
        unsure: those that name authorities, of which it cannot be told whether it is one.
        given: whether the authority was given at all.
    """

    named: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    given: bool = False


KINDS_OF_AUTHORITY = get_args(OpdrachtgeverSoort)
BY_KIND_ONLY = Binding()
"""Where no framework names an authority."""


class Authorities:
    """Tells which frameworks bind an authority by its name.

    Args:
        kaders: the frameworks.
        known: the organisations that the register knows.
    """

    def __init__(self, kaders: Mapping[str, Kader], known: KnownAuthorities) -> None:
        self._wanted = {
            name: kader.werkingssfeer.named for name, kader in kaders.items() if kader.werkingssfeer.named
        }
        self._known = known
        self._binding: dict[str | None, Binding] = {}

    def binding(self, authority: str | None) -> Binding:
        """Tell which frameworks name an authority: given by id, name, abbreviation or TOOI."""
        if not self._wanted:
            return BY_KIND_ONLY
        binding = self._binding.get(authority)
        if binding is None:
            if len(self._binding) >= _MOST_KEPT:
                self._binding.clear()
            binding = self._binding[authority] = self._find(authority)
        return binding

    def _find(self, authority: str | None) -> Binding:
        truths = {name: self._one_of(authority, wanted) for name, wanted in self._wanted.items()}
        return Binding(
            tuple(name for name, truth in truths.items() if truth == "ja"),
            tuple(name for name, truth in truths.items() if truth == "onbekend"),
            authority is not None,
        )

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
        ids = [self._known.ids.get(name) for name in names]
        if names[0] == names[1] or (ids[0] is not None and ids[0] == ids[1]):
            return "ja"
        codes = [
            self._known.tooi.get(id_ or "") or (name if re.fullmatch(_TOOI, text) else None)
            for text, name, id_ in zip((left, other), names, ids, strict=True)
        ]
        if None not in codes:
            return "ja" if codes[0] == codes[1] else "nee"
        return "onbekend" if None in ids else "nee"


def _compared(name: str) -> str:
    """Give a name as it is compared; of an identification in TOOI its last part."""
    code = re.fullmatch(_TOOI, name.strip())
    return as_compared(code[1] if code else name)


def kind_of_authority(facts: Facts, binding: Binding) -> str | None:
    """Give the kind of authority as it is read: none given is the Rijk, unless a framework names it."""
    return facts.opdrachtgever_soort or (None if binding.named else RIJK)


def kind_is_open(facts: Facts, binding: Binding) -> bool:
    """Tell whether nothing can be assumed of the kind of authority, so that the Rijk is only a reading."""
    if facts.opdrachtgever_soort is not None or binding.named:
        return False
    return "opdrachtgever_soort" in facts.unknown


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
