"""Results of a series as bytes, row after row: CSV, JSON or one JSON object a line."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal

from maatwerk_cli.eligibility.oordeel import Rijfout, Uitslag
from maatwerk_cli.render.besluit_json import dumps, row_error_json, verdict_json
from maatwerk_cli.render.besluit_reden import reason
from maatwerk_cli.render.csv_writer import safe_text

Reeksvorm = Literal["csv", "excel", "jsonl", "json", "geen"]

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
_DUTY = ("percentage", "grondslag", "bedrag")


class Reeksschrijver:
    """Writes results in one form.

    Args:
        form: the form.
        beleid_sha256: hash of the policy.
        kaders: the ids of all frameworks; each has a column in CSV.
        files: a column in CSV says which file a row is in.

    """

    def __init__(
        self, form: Reeksvorm, beleid_sha256: str, kaders: Sequence[str], *, files: bool = False
    ) -> None:
        self._files = files
        self._form = form
        self._hash = beleid_sha256
        self._kaders = tuple(kaders)

    def head(self) -> bytes:
        """Give what comes before the first result."""
        if self._form in ("csv", "excel"):
            names = [*_COLUMNS, *_DUTY, *self._kaders, "fout", "reden", *(["bestand"] if self._files else [])]
            return (b"\xef\xbb\xbf" if self._form == "excel" else b"") + self._csv([names])
        return b"[" if self._form == "json" else b""

    def tail(self, *, empty: bool) -> bytes:
        """Give what comes after the last result."""
        return (b"]\n" if empty else b"\n]\n") if self._form == "json" else b""

    def rows(self, results: Iterable[Uitslag | Rijfout]) -> bytes:
        """Give results; in JSON each with a comma before it, which the first must lose."""
        if self._form in ("csv", "excel"):
            return self._csv(self._cells(result) for result in results)
        if self._form == "geen":
            return b""
        lines = (self.line(result) for result in results)
        if self._form == "jsonl":
            return "".join(f"{line}\n" for line in lines).encode()
        return "".join(f",\n{line}" for line in lines).encode()

    def line(self, result: Uitslag | Rijfout) -> str:
        """Give one result as JSON on one line."""
        if isinstance(result, Rijfout):
            return dumps(row_error_json(result.id, result.regel, result.fout))
        return dumps(verdict_json(result, self._hash))

    def _csv(self, rows: Iterable[Sequence[object]]) -> bytes:
        excel = self._form == "excel"
        stream = io.StringIO(newline="")
        csv.writer(
            stream, delimiter=";" if excel else ",", lineterminator="\r\n" if excel else "\n"
        ).writerows(rows)
        return stream.getvalue().encode()

    def _cells(self, result: Uitslag | Rijfout) -> Sequence[object]:
        cells: list[object]
        if isinstance(result, Rijfout):
            blanks = [""] * (len(_COLUMNS) - 3 + len(_DUTY) + len(self._kaders))
            cells = [result.regel, safe_text(result.id or ""), "", *blanks, safe_text(result.fout), ""]
            return [*cells, safe_text(result.bestand)] if self._files else cells
        verdict = result.besluit
        facts = verdict.feiten
        outcomes = {one.stand.kader.id: one.uitkomst for one in verdict.kaders}
        leading = verdict.kader
        cells = [
            result.ingelezen.regel,
            safe_text(facts.id) if facts.id else "",
            safe_text(facts.perceel) if facts.perceel else "",
            verdict.uitkomst,
            verdict.peildatum.text if verdict.peildatum else "",
            verdict.situatie.leidend or "",
        ]
        if leading is None:
            cells += ("", " ".join(verdict.vraagvelden), "", "", "", "")
        else:
            cells += (
                " ".join(leading.beslissend),
                " ".join(leading.vraagvelden),
                " ".join(leading.open_lezingen),
            )
            duty = leading.verplichting
            if duty:
                cells += (self._number(duty.percentage), duty.grondslag, self._number(duty.bedrag))
            else:
                cells += ("", "", "")
        cells += [outcomes.get(name, "") for name in self._kaders]
        cells += ["", reason(verdict)]
        return [*cells, safe_text(result.ingelezen.bestand)] if self._files else cells

    def _number(self, value: Decimal | None) -> str:
        if value is None:
            return ""
        return str(value).replace(".", ",") if self._form == "excel" else str(value)
