"""Verdicts as JSON, with exactly the keys that are promised (afspraken)."""

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from maatwerk_cli.models.values import plain_number
from maatwerk_cli.tender.condition import Toetsing
from maatwerk_cli.tender.duty import Duty
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.judging import Result
from maatwerk_cli.tender.verdict import Kaderbesluit
from maatwerk_cli.tender.words.choice_makers import chosen_by
from maatwerk_cli.tender.words.limit_words import row_text

if TYPE_CHECKING:
    from maatwerk_cli.models.tender.dossier import Dossier


def verdict_json(result: Result, beleid_sha256: str, dossiers: "Sequence[Dossier]" = ()) -> dict[str, Any]:
    """Give a verdict as plain values: amounts as decimal strings, months as numbers, unknown as null.

    Args:
        result: the verdict.
        beleid_sha256: hash of the policy.
        dossiers: what tender files say beside the tenders.
    """
    verdict = result.besluit
    return {
        "id": result.id,
        "perceel": result.perceel,
        "uitkomst": verdict.uitkomst,
        "peildatum": verdict.peildatum.text if verdict.peildatum else None,
        "kaders": [_framework(ruling) for ruling in verdict.kaders],
        "lezingen": verdict.lezingen,
        **choices_json(verdict.facts, dossiers),
        "waarschuwingen": warnings_json(result),
        "beleid_sha256": beleid_sha256,
    }


def choices_json(facts: Facts, dossiers: "Sequence[Dossier]") -> dict[str, Any]:
    """Give who chose a reading, when and why: by a tender file, else by the record; nothing if none tells."""
    chosen = {}
    own = _own_dossier(facts, dossiers) if facts.lezingen and dossiers else None
    for name, choice in facts.lezingen:
        maker = chosen_by(own, name, choice)
        if any(maker):
            chosen[name] = {
                "keuze": choice,
                "door": maker.who or None,
                "datum": maker.day.text if maker.day else None,
                "reden": maker.reason or None,
            }
    return {"lezingen_gekozen": chosen} if chosen else {}


def _own_dossier(facts: Facts, dossiers: "Sequence[Dossier]") -> "Dossier":
    from maatwerk_cli.tender.dossiers import dossier_of  # with all of what a tender file is: for few

    return dossier_of(dossiers, facts.id, facts.perceel)


def warnings_json(result: Result) -> Sequence[str]:
    """Give the warnings; last those on which the outcome does not rest, each with the framework it is of."""
    aside = {
        text: f"Alleen bij {ruling.stand.kader.naam}; de uitkomst rust hier niet op: {text}"
        for ruling, texts in result.besluit.elsewhere
        for text in texts
    }
    own = [text for text in result.waarschuwingen if text not in aside]
    return [*own, *aside.values()] if aside else result.waarschuwingen


def row_error_json(record_id: str | None, line: int, message: str) -> dict[str, Any]:
    """Give a row that could not be judged."""
    return {"id": record_id, "regel": line, "fout": message}


_ON_ONE_LINE = json.JSONEncoder(ensure_ascii=False)


def dumps(value: object) -> str:
    """Write one result, or a part of one, on one line."""
    return _ON_ONE_LINE.encode(value)


def _framework(ruling: Kaderbesluit) -> dict[str, Any]:
    return {
        "kader": ruling.stand.kader.id,
        "uitkomst": ruling.uitkomst,
        "toetsingen": [check_json(check) for check in ruling.toetsingen],
        "te_vragen": [dict(zip(asked._fields, asked, strict=True)) for asked in ruling.te_vragen],
        "grensgeval": ruling.grensgeval,
        "verplichting": duty_json(ruling.verplichting),
    }


def duty_json(duty: Duty | None) -> dict[str, Any] | None:
    """Give an obligation; of one that is more than a percentage of a base, also its other sides."""
    if duty is None:
        return None
    as_dict: dict[str, Any] = {
        "percentage": None if duty.percentage is None else plain_number(duty.percentage),
        "grondslag": duty.grondslag or None,
        "bedrag": _value(duty.bedrag),
    }
    if duty.plain:
        return as_dict
    frame = duty.frame
    return as_dict | {
        "hoeveelheid": _number(duty.hoeveelheid),
        "eenheid": duty.eenheid or None,
        "per": duty.per,
        "laag": _number(duty.laag),
        "hoog": _number(duty.hoog),
        "minimum": _number(frame and frame.minimum),
        "maximum": _number(frame and frame.maximum),
        "uitzondering": duty.uitzondering and duty.uitzondering.als,
        "rijen": [row_text(row.value, row.table.parameter.per) for row in duty.rows],
    }


def check_json(check: Toetsing) -> dict[str, Any]:
    """Give one condition; of conditions put together each of them too."""
    source = check.bron
    own = {
        "voorwaarde": check.voorwaarde.id,
        "uitkomst": check.uitkomst,
        "gegeven": _value(check.gegeven),
        "grens": _value(check.grens),
        "verschil": _value(check.verschil),
        "afgeleid": check.afgeleid,
        "bron": source.id,
        "vindplaats": source.vindplaats,
    }
    return {**own, "delen": [check_json(part) for part in check.delen]} if check.delen else own


def _value(value: str | Decimal | int | None) -> str | int | None:
    return f"{value:.2f}" if isinstance(value, Decimal) else value


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain_number(value)
