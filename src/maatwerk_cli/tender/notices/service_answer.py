"""What a service answers where a notice was asked for: one line that says so, and nothing of what it says."""

from decimal import Decimal
from typing import Any

from maatwerk_cli.tender.judging import Refused

_SAID = frozenset({"error", "errors", "message", "detail", "title", "error_description"})
_ABOUT = frozenset({"status", "code", "statusCode", "timestamp", "error", "errors", "path", "type", "trace"})


def answer_of_service(content: Any) -> Refused | None:
    """Tell an answer that is no notice from one that may be."""
    if not isinstance(content, dict):
        return None
    if isinstance(content.get("notices"), list) and "totalNoticeCount" in content:
        return Refused(
            "Dit is een zoekresultaat van TED en geen aankondiging. Download van elke aankondiging de XML."
        )
    keys = content.keys()
    # Nothing but what an error consists of: a record of a tender has other keys.
    if keys & _SAID and keys & _ABOUT and keys <= _SAID | _ABOUT | {"instance", "requestId", "traceId"}:
        return Refused(
            f"Dit is het antwoord van een dienst (een foutmelding{_number(content)}) en geen aankondiging. "
            "Vraag de aankondiging opnieuw op."
        )
    return None


def _number(content: dict[str, Any]) -> str:
    status = next((content[key] for key in ("status", "statusCode", "code") if key in content), None)
    # Of HTTP, from 100 up to 599.
    is_status = isinstance(status, Decimal) and 100 <= status <= 599 and status == int(status)
    return f" {status}" if is_status else ""
