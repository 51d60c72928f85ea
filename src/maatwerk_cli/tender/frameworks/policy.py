"""The policy of a dataset: its frameworks, in the order of their files, and the hash over them."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from maatwerk_cli.models.kader import CASES_SUFFIX, Kader
from maatwerk_cli.models.policy.conditions import Voorwaarde
from maatwerk_cli.models.policy.parameters import Parameterwaarde, Periode, turning_days
from maatwerk_cli.models.policy.problems import beleidsproblemen, standaardproblemen
from maatwerk_cli.models.values import Bronverwijzing, Datum
from maatwerk_cli.register.light_reading import read_record, read_sources
from maatwerk_cli.tender.frameworks.authorities import NOBODY_KNOWN, KnownAuthorities
from maatwerk_cli.tender.frameworks.limit_tables import LimitTable
from maatwerk_cli.tender.frameworks.matching import as_compared
from maatwerk_cli.text.problem import Position, Problem
from maatwerk_cli.text.yaml.yaml_reader import read_marks

Era = tuple[int, int]
"""How many turns of a policy went before the first day that a date can be, and before the last."""


@dataclass(frozen=True)
class Beleid:
    """All frameworks that a tender is held against.

    Attributes:
        kaders: by id, in the order of the names of their files.
        sha256: hash over name and content of every file, so that a verdict can be repeated.
        unconfirmed: the ids of the sources that the source list calls unconfirmed.
        categories: by code and by name, as they are compared, the code of a category; only where a condition
            looks at the category.
        register: the table of organisations; ``None`` where there is none to look in.
    """

    kaders: Mapping[str, Kader]
    sha256: str
    unconfirmed: frozenset[str] = frozenset()
    categories: Mapping[str, str] = field(default_factory=dict)
    register: Path | None = None

    @cached_property
    def organisations(self) -> KnownAuthorities:
        """What the register knows of organisations, read where a name is looked up for the first time."""
        return KnownAuthorities.of_rows(_rows(self.register, "id")) if self.register else NOBODY_KNOWN

    @cached_property
    def listed_categories(self) -> Mapping[str, str]:
        """The same as ``categories``, whatever the conditions look at: read where it is first asked for."""
        return self.categories or _categories_beside(self.register)

    @cached_property
    def gronden(self) -> frozenset[str]:
        """The ids of all exclusion grounds."""
        return frozenset(ground.id for kader in self.kaders.values() for ground in kader.uitsluitingsgronden)

    @property
    def owes_more(self) -> bool:
        """Whether any framework owes more than one percentage of a base for every tender."""
        duties = ((kader, kader.verplichting) for kader in self.kaders.values() if kader.verplichting)
        return any(
            not duty.gewoon or kader.parameters[duty.percentage or ""].per is not None
            for kader, duty in duties
        )

    @cached_property
    def _turns(self) -> Sequence[date]:
        """The days on which a framework or a value begins, or has just ended, in order."""
        periods: list[Periode] = [kader.geldigheid for kader in self.kaders.values()]
        for kader in self.kaders.values():
            periods += [value for parameter in kader.parameters.values() for value in parameter.waarden]
        return sorted(turning_days(periods))

    def era(self, peildatum: Datum) -> Era:
        """Tell between which turns a date lies; on two dates of one era the same is in force."""
        turns = self._turns
        return bisect_right(turns, peildatum.first), bisect_right(turns, peildatum.last)

    def on(self, peildatum: Datum) -> tuple["KaderInForce", ...]:
        """Give the frameworks in force on every day that ``peildatum`` can be, with their parameters."""
        return tuple(
            KaderInForce.of(kader, peildatum, self.categories)._replace(unconfirmed=self.unconfirmed)
            for kader in self.kaders.values()
            if kader.geldigheid.holds_on(peildatum.first) and kader.geldigheid.holds_on(peildatum.last)
        )


class LimitStep(NamedTuple):
    """A value of a number, and from and up to and including when it holds, as the policy writes it."""

    value: Decimal | int
    vanaf: str
    tot_en_met: str | None


class Limit(NamedTuple):
    """The limit of a condition: one value, or more where the peildatum is too imprecise to tell.

    Attributes:
        low: the lowest it can be.
        high: the highest it can be.
        steps: the values one after another, each with its period, where there is more than one.
        bronnen: where its values stand.
    """

    low: Decimal | int
    high: Decimal | int
    steps: tuple[LimitStep, ...] = ()
    bronnen: tuple[Bronverwijzing, ...] = ()

    @property
    def waarde(self) -> Decimal | int | None:
        """The limit, when there is one."""
        return self.low if self.low == self.high else None


class KaderInForce(NamedTuple):
    """A framework as it stands on a date.

    Attributes:
        kader: the framework.
        grenzen: by condition the limit.
        percentage: of the obligation; ``None`` without one, or where the date is too imprecise.
        voorbehouden: what the sources do not say about the values in force, as sentences.
        unconfirmed: the ids of the sources that are not confirmed.
        categories: by code and by name the code of a category.
        getallen: by parameter the values that hold, with the table they are in where they differ by tender.
        percentages: those of the obligation one after another, where the date is too imprecise for one.
    """

    kader: Kader
    grenzen: Mapping[str, Limit] = {}
    percentage: Decimal | None = None
    voorbehouden: tuple[str, ...] = ()
    unconfirmed: frozenset[str] = frozenset()
    categories: Mapping[str, str] = {}
    getallen: Mapping[str, LimitTable] = {}
    percentages: tuple[LimitStep, ...] = ()

    @classmethod
    def of(
        cls, kader: Kader, peildatum: Datum, categories: Mapping[str, str] | None = None
    ) -> "KaderInForce":
        """Find the parameters in force."""
        categories = categories or {}
        limits = {
            condition.id: limit_of(condition, kader.parameters[condition.parameter].within(peildatum))
            for condition in kader.alle_voorwaarden
            if condition.parameter and kader.parameters[condition.parameter].per is None
        }
        numbers = {
            name: LimitTable(parameter, peildatum, categories) for name, parameter in kader.parameters.items()
        }
        in_force = cls(kader, limits, categories=categories, getallen=numbers)
        if kader.verplichting is None or not in_force.plain_duty:
            return in_force
        values = kader.parameters[kader.verplichting.percentage or ""].within(peildatum)
        only = len({value.waarde for value in values}) == 1
        reservations = [value.voorbehoud for value in values] + [kader.verplichting.voorbehoud]
        return in_force._replace(
            percentage=values[0].waarde if only else None,
            percentages=() if only else value_steps(values),
            voorbehouden=tuple(dict.fromkeys(text for text in reservations if text)),
        )

    def judges_as(self, other: "KaderInForce") -> bool:
        """Tell whether the same framework has the same limits on other dates; its obligation may differ."""
        tables = {condition.parameter for condition in self.kader.alle_voorwaarden if condition.parameter}
        return self.kader is other.kader and all(
            self.getallen[name] == other.getallen[name] for name in tables
        )

    @property
    def plain_duty(self) -> bool:
        """Whether the obligation is one percentage of a base for every tender, and nothing else."""
        duty = self.kader.verplichting
        return duty is not None and duty.gewoon and not self.getallen[duty.percentage or ""].by_tender


def limit_of(condition: Voorwaarde, values: Iterable[Parameterwaarde]) -> Limit:
    """Give the limit of a condition that has one of some values, each on other days."""
    values = [*values]
    steps = value_steps(values, int if condition.eenheid == "maanden" else Decimal)
    sources = tuple(dict.fromkeys(value.bron for value in values))
    numbers = [step.value for step in steps]
    changes = len(set(numbers)) > 1
    return Limit(min(numbers), max(numbers), steps if changes else (), sources)


def value_steps(
    values: Iterable[Parameterwaarde], as_unit: type[Decimal | int] = Decimal
) -> tuple[LimitStep, ...]:
    """Give values one after another, each with its days."""
    return tuple(
        LimitStep(
            as_unit(value.waarde), value.vanaf.text, value.tot_en_met.text if value.tot_en_met else None
        )
        for value in sorted(values, key=lambda value: value.vanaf.first)
    )


def policy_files(folder: Path) -> list[Path]:
    """Give the files of the frameworks in a folder, in order; their cases are no policy."""
    return [file for file in sorted(folder.glob("*.yaml")) if not file.name.endswith(CASES_SUFFIX)]


def read_beleid(folder: Path) -> Beleid | tuple[Path, Position]:
    """Read all frameworks of a folder ``beleid/``.

    A file that does not read, or a framework with a problem, makes the whole policy unfit: a verdict by
    half a policy would be a wrong one. Then it gives where that is; ``valideer`` says what is wrong.

    Raises:
        OSError: a file cannot be opened.
    """
    digest = hashlib.sha256()
    kaders: dict[str, Kader] = {}
    for file in policy_files(folder):
        data = file.read_bytes()
        digest.update(f"{file.name}\0{len(data)}\0".encode() + data)
        kader = read_record(data, Kader)
        if isinstance(kader, Position):
            return file, kader
        problem = next(beleidsproblemen(kader), None)
        if problem or kader.id != file.stem:
            return file, read_marks(data).find(problem.loc if problem else ("id",))
        kaders[kader.id] = kader
    for name, problem in standaardproblemen(kaders):
        file = folder / f"{name}.yaml"
        return file, read_marks(file.read_bytes()).find(problem.loc)
    sources = read_sources(folder.parent)
    unconfirmed = frozenset(
        str(source.get("id")) for source in sources if source.get("status") == "onbevestigd"
    )
    fields = {condition.veld for kader in kaders.values() for condition in kader.alle_voorwaarden}
    fields |= {parameter.per for kader in kaders.values() for parameter in kader.parameters.values()}
    register = folder.parent / "organisaties.csv"
    categories = _categories_beside(register) if "categorie" in fields else {}
    return Beleid(kaders, digest.hexdigest(), unconfirmed, categories, register)


def _categories_beside(register: Path | None) -> dict[str, str]:
    return _categories(register.parent / "codelijsten" / "categorie.csv") if register else {}


def _categories(path: Path) -> dict[str, str]:
    """Give the code of each category by its code and its name; of a code list that does not read, none."""
    rows = _rows(path, "code")
    return {as_compared(row[by]): row["code"] for by in ("naam", "code") for row in rows if row.get(by)}


def organisation_names(path: Path, wanted: Sequence[str]) -> Mapping[str, str]:
    """Give what organisations are called in a table, by the id or TOOI that is asked for."""
    rows = _rows(path, "naam") if wanted else []
    by_code = {code: row["naam"] for row in rows for code in (row.get("id"), row.get("tooi")) if code}
    last_parts = {name: name.rpartition("/")[2] for name in wanted}
    return {name: by_code[part] for name, part in last_parts.items() if part in by_code}


def category_names(register: Path | None, wanted: Iterable[str]) -> Mapping[str, str]:
    """Give by each category that a code list beside a register has, by code or name, what it is called."""
    wanted = [*wanted]
    rows = _rows(register.parent / "codelijsten" / "categorie.csv", "code") if register and wanted else []
    names = {as_compared(row[by]): row["naam"] for by in ("naam", "code") for row in rows if row.get("naam")}
    return {given: names[as_compared(given)] for given in wanted if as_compared(given) in names}


def _rows(path: Path, key: str) -> list[dict[str, str]]:
    """Give the rows of a table that have a key, by their heads; of a table that does not read, none."""
    from maatwerk_cli.text.csv.csv_reader import CsvText, decode_csv, read_rows

    source = decode_csv(path.read_bytes()) if path.is_file() else None
    if not isinstance(source, CsvText):
        return []
    rows = [row[1] for row in read_rows(source.text, source.delimiter) if not isinstance(row, Problem)]
    heads = rows[0] if rows else []
    mappings = [dict(zip(heads, row, strict=True)) for row in rows[1:] if len(row) == len(heads)]
    return [row for row in mappings if row.get(key)]
