"""What comes out of a notice: its lots, or why there are none. Values, never exceptions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from maatwerk_cli.tender.facts import Bounds
from maatwerk_cli.tender.judging import Refused

Schema = Literal["eForms", "TED R2.0.9", "OCDS 1.1", "TenderNed"]


@dataclass(frozen=True, slots=True)
class NoticeSignal:
    """Something the notice says that no field of an ``aanbesteding`` holds, such as a reserved contract.

    Attributes:
        name: what it is about, in Dutch.
        value: what the notice says, in Dutch.
        origin: where in the notice that stands.
    """

    name: str
    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Lot:
    """One lot of a notice (or the whole of a notice without lots): one ``aanbesteding``.

    Attributes:
        fields: what the notice holds, as ``Aanbesteding.model_validate`` takes it. A field that the
            notice leaves open is absent; ``verlenging_maanden: onbekend`` means that a renewal is named
            and its length is not.
        origins: for each of ``fields``, where in the notice it was read.
        unread: for each field that the notice does say something about but that stays unknown, why.
        bounds: by field of a quantity without a value what it can be all the same; also of ``TOTAL_TERM``.
        signals: what else it says that matters for social return.
        warnings: what the reader of the result must know, each a complete Dutch sentence.
        line: the line of a table that the lot stands on, counted from 1; else ``None``.
        number_of_lots: how many lots the notice says its tender has, at least; ``None`` where it does not.
        unclear: the fields among ``unread`` of which the notice does say something, so that nothing is to be
            assumed of them.
        contradicted: the fields of which it says two things.
    """

    fields: Mapping[str, object]
    origins: Mapping[str, str] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)
    bounds: Mapping[str, Bounds[Any]] = field(default_factory=dict)
    signals: tuple[NoticeSignal, ...] = ()
    warnings: tuple[str, ...] = ()
    line: int | None = None
    number_of_lots: int | None = None
    unclear: frozenset[str] = frozenset()
    contradicted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NoticeReading:
    """A notice that was read.

    Attributes:
        schema: the schema it is written in.
        kind: what sort of notice it is, in Dutch.
        lots: its lots in the order of the notice; those of one tender share their ``id`` and lie next
            to each other. A row of a table that cannot be read is a problem in its own place. Those of a
            table are read while they are asked for.
        windows_1252: it was read as Windows-1252, since it is no UTF-8.
        form: where the notice says what kind it is.
    """

    schema: Schema
    kind: str
    lots: Iterable[Lot | Refused]
    windows_1252: bool = False
    form: str = ""
