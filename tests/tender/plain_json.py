"""What a verdict is in JSON, put together plainly: the promised keys, with nothing kept from another."""

import json
from decimal import Decimal
from typing import Any

from maatwerk_cli.tender.condition import Toetsing
from maatwerk_cli.tender.duty import Duty
from maatwerk_cli.tender.judging import Refused, Result
from maatwerk_cli.tender.verdicts.kader_verdict import Kaderbesluit
from maatwerk_cli.tender.words.limit_words import row_text


def plain_json(result: Result | Refused, beleid_sha256: str) -> str:
    """Give a verdict, or why there is none: amounts as decimal strings, months as numbers."""
    if isinstance(result, Refused):
        row = {"id": result.kenmerk, "regel": result.line, "fout": result.message}
        return json.dumps(row, ensure_ascii=False)
    verdict = result.besluit
    value = {
        "id": result.id,
        "perceel": result.perceel,
        "uitkomst": verdict.uitkomst,
        "peildatum": verdict.peildatum.text if verdict.peildatum else None,
        "kaders": [framework(ruling) for ruling in verdict.kaders],
        "lezingen": verdict.lezingen,
        "waarschuwingen": warnings(result),
        "beleid_sha256": beleid_sha256,
    }
    return json.dumps(value, ensure_ascii=False)


def warnings(result: Result) -> list[str]:
    """Give the warnings; last those on which the outcome does not rest, each with the framework it is of."""
    aside = {
        text: f"Alleen bij {ruling.stand.kader.naam}; de uitkomst rust hier niet op: {text}"
        for ruling, texts in result.besluit.elsewhere
        for text in texts
    }
    return [*(text for text in result.waarschuwingen if text not in aside), *aside.values()]


def framework(ruling: Kaderbesluit) -> dict[str, Any]:
    return {
        "kader": ruling.id,
        "uitkomst": ruling.uitkomst,
        "toetsingen": [check(own) for own in ruling.toetsingen],
        "te_vragen": [{"veld": own.veld, "vraag": own.vraag, "wie": own.wie} for own in ruling.te_vragen],
        "grensgeval": ruling.grensgeval,
        "verplichting": duty(ruling.verplichting) if ruling.verplichting else None,
    }


def check(own: Toetsing) -> dict[str, Any]:
    as_dict: dict[str, Any] = {
        "voorwaarde": own.voorwaarde.id,
        "uitkomst": own.uitkomst,
        "gegeven": amount(own.gegeven),
        "grens": amount(own.grens),
        "verschil": amount(own.verschil),
        "afgeleid": own.afgeleid,
        "bron": own.bron.id,
        "vindplaats": own.bron.vindplaats,
    }
    return {**as_dict, "delen": [check(part) for part in own.delen]} if own.delen else as_dict


def duty(owed: Duty) -> dict[str, Any]:
    as_dict = {
        "percentage": number(owed.percentage),
        "grondslag": owed.grondslag or None,
        "bedrag": amount(owed.bedrag),
    }
    if owed.plain:
        return as_dict
    return as_dict | {
        "hoeveelheid": number(owed.hoeveelheid),
        "eenheid": owed.eenheid or None,
        "per": owed.per,
        "laag": number(owed.laag),
        "hoog": number(owed.hoog),
        "minimum": number(owed.frame.minimum if owed.frame else None),
        "maximum": number(owed.frame.maximum if owed.frame else None),
        "uitzondering": owed.uitzondering.als if owed.uitzondering else None,
        "rijen": [row_text(row.value, row.table.parameter.per) for row in owed.rows],
    }


def amount(value: str | Decimal | int | None) -> str | int | None:
    return f"{value:.2f}" if isinstance(value, Decimal) else value


def number(value: Decimal | None) -> str | None:
    """Write a number without an exponent and without zeros that say nothing."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
