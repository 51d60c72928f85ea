"""Results of a series as bytes, row after row: CSV, JSON or one JSON object a line."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from maatwerk_cli.models.values import plain_number
from maatwerk_cli.tender.judging import Refused, Result
from maatwerk_cli.tender.verdicts.kader_verdict import Kaderbesluit
from maatwerk_cli.tender.views.verdict_reason import deciding_names, reasons
from maatwerk_cli.text.csv.csv_cell import guarded

if TYPE_CHECKING:
    from maatwerk_cli.models.tender.dossier import Dossier
    from maatwerk_cli.tender.views.verdict_json import JsonWriter

SeriesForm = Literal["csv", "excel", "jsonl", "json"]

_COLUMNS = (
    "regel",
    "id",
    "perceel",
    "uitkomst",
    "peildatum",
    "kader",
    "beslissend",
    "te_vragen",
    "lezing_open",
)
_BOM = "\ufeff"
_MOST_KEPT = 4096
"""How many verdicts are kept in words; then it begins anew."""
_IN_WORDS = ("beslissend_tekst", "reden_code", "fout_code")
"""What stands last: the deciding conditions by their names, and a code beside each text."""
_NO_CODE = "rij_klopt_niet"
"""The code of a row that could not be read, where its reader has none of its own."""
_DUTY = ("percentage", "grondslag", "bedrag")
_MORE = ("hoeveelheid", "eenheid", "per", "laag", "hoog")
"""What an obligation has that is more than a percentage of a base."""


class SeriesWriting(NamedTuple):
    """A form of a series, as it goes to another process.

    Attributes:
        form: the form.
        beleid_sha256: hash of the policy.
        kaders: the ids of all frameworks; each has a column in CSV.
        files: a column in CSV says which file a row is in.
        more: columns in CSV have what an obligation has that is more than a percentage of a base.
        dossiers: what tender files say beside the tenders; JSON tells who chose a reading by them.
    """

    form: SeriesForm
    beleid_sha256: str
    kaders: tuple[str, ...]
    files: bool = False
    more: bool = False
    dossiers: "tuple[Dossier, ...]" = ()

    def writer(self) -> "SeriesWriter":
        """Give what writes it."""
        return SeriesWriter(self)


class SeriesWriter:
    """Writes results in one form."""

    def __init__(self, writing: SeriesWriting) -> None:
        self._writing = writing
        self._files = writing.files
        self._more = writing.more
        self._form = writing.form
        excel = writing.form == "excel"
        self._between = ";" if excel else ","
        self._end = "\r\n" if excel else "\n"
        self._words: dict[tuple[object, ...], tuple[str, str, str]] = {}

    def head(self) -> bytes:
        """Give what comes before the first result."""
        if self._form in ("csv", "excel"):
            files = (*(_MORE if self._more else ()), *(("bestand",) if self._files else ()))
            after = ("fout", "reden", "onzeker", *files, *_IN_WORDS)
            names = self._between.join((*_COLUMNS, *_DUTY, *self._writing.kaders, *after))
            return f"{_BOM if self._form == 'excel' else ''}{names}{self._end}".encode()
        return b"[" if self._form == "json" else b""

    def tail(self, *, empty: bool) -> bytes:
        """Give what comes after the last result."""
        return (b"]\n" if empty else b"\n]\n") if self._form == "json" else b""

    def first(self, content: bytes) -> bytes:
        """Give the first results without what parts them from those before."""
        return content[1:] if self._form == "json" else content

    def rows(self, results: Iterable[Result | Refused]) -> bytes:
        """Give results; in JSON each with a comma before it, which the first must lose."""
        if self._form in ("csv", "excel"):
            return b"".join([self._csv_line(result).encode() for result in results])  # of most it is a copy
        lines = map(self._json.line, results)
        return b"".join([(f"{line}\n" if self._form == "jsonl" else f",\n{line}").encode() for line in lines])

    @cached_property
    def _json(self) -> "JsonWriter":
        from maatwerk_cli.tender.views.verdict_json import JsonWriter  # with all of JSON: for no CSV

        return JsonWriter(self._writing.beleid_sha256, self._writing.dossiers)

    def _csv_line(self, result: Result | Refused) -> str:
        between = self._between
        if isinstance(result, Refused):
            return self._refused_line(result)
        verdict = result.besluit
        leading = verdict.kader
        situation = verdict.situation
        key: tuple[object, ...] = (
            situation.leading,
            situation.reden,
            result.onzeker,
            leading and leading.pattern,
            *[ruling.pattern.uitkomst for ruling in verdict.kaders],
        )
        if leading is None:
            key += verdict.vraagvelden
        elif leading.toets.duty is not None:
            key += leading.vraagvelden
        if leading and leading.lots and leading.vraagvelden:
            key += tuple(map(leading.names_asked, leading.vraagvelden))
        said = self._words.get(key)
        if said is None:
            if len(self._words) >= _MOST_KEPT:
                self._words.clear()
            said = self._words[key] = self._said(result)
        when = verdict.peildatum.text if verdict.peildatum else ""
        duty = self._duty(leading) if leading else between * 2
        more = f"{self._quantity(leading) if self._more else ''}{self._file(result.tender.file)}"
        return (
            f"{result.tender.line}{between}{self._text(result.id)}{between}{self._text(result.perceel)}"
            f"{between}{verdict.uitkomst}{between}{when}{between}{said[0]}{between}{duty}{between}{said[1]}"
            f"{more}{said[2]}"
        )

    def _refused_line(self, result: Refused) -> str:
        cells = [
            *(str(result.line), self._text(result.kenmerk), self._text(result.perceelnaam)),
            *[""] * (len(_COLUMNS) - 3 + len(_DUTY) + len(self._writing.kaders)),
            *(self._text(result.message), "", ""),
            *[""] * (len(_MORE) if self._more else 0),
            *([self._text(result.file)] if self._files else []),
            *("", "", self._text(result.code or _NO_CODE)),
        ]
        return f"{self._between.join(cells)}{self._end}"

    def _said(self, result: Result) -> tuple[str, str, str]:
        """Give what stands before and after the obligation and last; the same for what comes to the same."""
        verdict = result.besluit
        leading = verdict.kader
        outcomes = {ruling.id: ruling.uitkomst for ruling in verdict.kaders}
        why = reasons(verdict)
        before = (
            verdict.situation.leading or "",
            " ".join(leading.beslissend) if leading else "",
            " ".join(verdict.vraagvelden),
            " ".join(leading.open_lezingen) if leading else "",
        )
        after = (
            *[outcomes.get(name, "") for name in self._writing.kaders],
            *("", self._text(why.text), " ".join(result.onzeker)),
        )
        last = ("", self._text(deciding_names(leading)), self._text(why.codes), "")
        return self._between.join(before), self._between.join(after), f"{self._between.join(last)}{self._end}"

    def _file(self, file: str) -> str:
        """Give, where there is more than one file, the one that a row is in."""
        return f"{self._between}{self._text(file)}" if self._files else ""

    def _quantity(self, ruling: Kaderbesluit | None) -> str:
        """Give what an obligation comes to in its own unit, and between what it lies."""
        duty = ruling.verplichting if ruling else None
        if duty is None:
            return self._between * len(_MORE)
        amount = duty.bedrag if duty.plain else duty.hoeveelheid
        first, low, high = (
            None if value is None else Decimal(plain_number(value))
            for value in (amount, duty.laag, duty.hoog)
        )
        known = (self._number(first), duty.eenheid, duty.per, self._number(low), self._number(high))
        return self._between + self._between.join(known)

    def _duty(self, ruling: Kaderbesluit) -> str:
        duty = ruling.verplichting
        if duty is None:
            return self._between * 2
        return self._between.join((self._number(duty.percentage), duty.grondslag, self._number(duty.bedrag)))

    def _text(self, text: str | None) -> str:
        if not text:
            return ""
        safe = guarded(text)
        if self._between in safe or '"' in safe or "\n" in safe or "\r" in safe:
            doubled = safe.replace('"', '""')
            return f'"{doubled}"'
        return safe

    def _number(self, value: Decimal | None) -> str:
        if value is None:
            return ""
        return str(value).replace(".", ",") if self._form == "excel" else str(value)
