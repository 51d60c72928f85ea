"""What a memo may call itself: a draft, or final."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from maatwerk_cli.models.tender.dossier import Dossier, Memostatus
from maatwerk_cli.tender.dossiers import OtherOrigin
from maatwerk_cli.tender.judging import Overruled, Result
from maatwerk_cli.tender.verdicts.verdict import Besluit
from maatwerk_cli.tender.views.memo.memo_notes import contradictions, unrecorded, untied_estimate
from maatwerk_cli.tender.views.verdict_words import Background
from maatwerk_cli.text import dutch

_VERSION = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){0,3}")


class MemoState(NamedTuple):
    """What a memo may call itself, and why that is less than was asked."""

    status: Memostatus
    missing: tuple[str, ...] = ()


def memo_status(
    dossier: Dossier,
    verdict: Besluit,
    overruled: Sequence[Overruled] = (),
    *,
    others: Sequence[OtherOrigin] = (),
    assumed_beside: Sequence[str] = (),
) -> MemoState:
    """Tell whether a memo can be final: a known outcome, who, what, when, and nothing that cannot be."""
    if dossier.status != "definitief":
        return MemoState("concept")
    missing = []
    if verdict.uitkomst == "onbekend":
        missing.append("De uitkomst is nog onbekend.")
    if dossier.versie is None:
        missing.append("De versie is niet vastgelegd.")
    elif not _VERSION.fullmatch(dossier.versie):
        missing.append("De versie is geen nummer, zoals 1.0.")
    if dossier.opgesteld is None:
        missing.append("Niet is vastgelegd wie de memo opstelde, en wanneer.")
    elif dossier.opgesteld.datum.precisie != "dag":
        missing.append("De datum van opstellen is geen dag, zoals 2018-03-01.")
    if dossier.akkoord and dossier.akkoord.datum.precisie != "dag":
        missing.append("De datum van het akkoord is geen dag, zoals 2018-03-01.")
    missing += unrecorded(verdict, dossier)
    missing += contradictions(verdict, dossier)
    if untied := untied_estimate(verdict, dossier, overruled):
        missing.append(untied)
    missing += [other.what for other in others]
    if verdict.lots is not None and verdict.lots.entered_twice:
        missing.append("Een perceel lijkt meer dan één keer in de invoer te staan.")
    missing += [f"{dutch.sentence(clause)}." for clause in assumed_beside]
    return MemoState("concept", tuple(missing)) if missing else MemoState("definitief")


def state_of_memo(result: Result, dossier: Dossier, background: Background) -> MemoState:
    """Tell what the memo of one result may call itself."""
    return memo_status(
        dossier,
        result.besluit,
        result.tender.overruled,
        others=background.others,
        assumed_beside=result.assumed_beside,
    )
