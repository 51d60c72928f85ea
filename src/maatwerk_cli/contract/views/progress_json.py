"""Progress as JSON: amounts as decimal strings, what is unknown, withheld or of no amount as null."""

import json
from collections.abc import Sequence
from typing import Any

from maatwerk_cli.contract.amount import cents
from maatwerk_cli.contract.progress import Estimate, Stand
from maatwerk_cli.contract.views.progress_words import (
    ProgressOutput,
    SignalWords,
    amount_cells,
    amount_of,
    keys_of,
    line_keys,
    whole_keys,
)


def progress_json(out: ProgressOutput) -> str:
    """Write progress as one JSON object."""
    progress = out.voortgang
    value = {
        "peildatum": progress.peildatum.isoformat(),
        "per": progress.per,
        "jaar": progress.jaar,
        "intern": progress.intern,
        "regels": [
            {
                "id": line.id,
                "naam": line.naam,
                **_amounts(line.stand),
                "signalen": _signals(out.asked(line)),
                **_keys(line.stand),
                "opdrachten": list(line.opdrachten),
                "afgeleide_kolommen": list(line_keys(out, line)),
                "zonder_bedrag": list(keys_of(line.stand).zonder_bedrag),
            }
            for line in progress.regels
        ],
        "totaal": {
            **_amounts(progress.totaal),
            **_keys(progress.totaal),
            "afgeleide_kolommen": list(whole_keys(out)),
            "zonder_bedrag": list(keys_of(progress.totaal).zonder_bedrag),
        },
        "herkomst": {
            "dataset_sha256": out.dataset_sha256,
            "git_revisie": out.git_revisie,
            "versie": out.versie,
        },
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _amounts(stand: Stand) -> dict[str, Any]:
    return {
        **{key: _text(amount_of(cell)) for key, cell in amount_cells(stand)},
        "verwacht": _estimate(stand.verwacht),
        "nodig_per_maand": _estimate(stand.nodig),
    }


def _text(amount: object) -> str | None:
    return None if amount is None else str(amount)


def _estimate(estimate: Estimate | None) -> dict[str, str] | None:
    if estimate is None:
        return None
    return {"laag": str(cents(estimate.laag)), "hoog": str(cents(estimate.hoog))}


def _keys(stand: Stand) -> dict[str, Any]:
    keys = keys_of(stand)
    between = {
        key: {"laag": str(cents(cell.bereik.laag)), "hoog": str(cents(cell.bereik.hoog))}
        for key, cell in amount_cells(stand)
        if key in keys.ten_minste and cell.bereik is not None and cell.bereik.hoog is not None
    }
    return {
        "afgeschermd": list(keys.afgeschermd),
        "ten_minste": list(keys.ten_minste),
        "ten_hoogste": list(keys.ten_hoogste),
        "bereik": between,
    }


def _signals(asked: Sequence[SignalWords]) -> list[dict[str, str]]:
    return [
        {
            "code": vraag.code,
            "melding": vraag.melding,
            "oplossing": vraag.oplossing,
            "opdracht": vraag.opdracht,
        }
        for vraag in asked
    ]
