"""Verdicts of a series as JSON: the bytes of ``dumps(verdict_json(…))``, from parts that come back.

``verdict_json`` says what a verdict is in JSON; a test holds the two together.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from json.encoder import encode_basestring as quoted
from typing import TYPE_CHECKING, TypeVar

from maatwerk_cli.models.values import plain_number
from maatwerk_cli.tender.condition import Judgement, Rule, Toetsing
from maatwerk_cli.tender.judging import Refused, Result
from maatwerk_cli.tender.trial import Pattern
from maatwerk_cli.tender.verdict import Kaderbesluit
from maatwerk_cli.tender.views.verdict_json import (
    check_json,
    choices_json,
    dumps,
    duty_json,
    row_error_json,
    warnings_json,
)

if TYPE_CHECKING:
    from maatwerk_cli.models.tender.dossier import Dossier

_MOST_KEPT = 4096
"""How many pieces of JSON are kept; then it begins anew."""
_K = TypeVar("_K")
_V = TypeVar("_V")


class JsonWriter:
    """Writes verdicts, and keeps the parts that are the same in many.

    Args:
        beleid_sha256: hash of the policy.
        dossiers: what tender files say beside the tenders.
    """

    def __init__(self, beleid_sha256: str, dossiers: "Sequence[Dossier]" = ()) -> None:
        self._dossiers = dossiers
        self._end = f', "beleid_sha256": "{beleid_sha256}"}}'
        self._known: dict[tuple[Rule, Judgement, object], str] = {}
        self._around: dict[tuple[Rule, Judgement], tuple[str, str, str]] = {}
        self._asked: dict[tuple[Pattern, tuple[str, ...] | None], str] = {}
        self._lists: dict[tuple[object, ...], str] = {}

    def line(self, result: Result | Refused) -> str:
        """Give one verdict, or why there is none, on one line."""
        if isinstance(result, Refused):
            return dumps(row_error_json(result.kenmerk, result.line, result.message))
        verdict = result.besluit
        when = quoted(verdict.peildatum.text) if verdict.peildatum else "null"
        readings = verdict.lezingen
        readings_json = dumps(readings) if readings else "{}"
        chosen = choices_json(verdict.facts, self._dossiers) if verdict.facts.lezingen else {}
        if chosen:
            readings_json += f", {dumps(chosen)[1:-1]}"
        own = verdict.kader
        # Of which framework each is, follows from all there are and from what the one that is followed says.
        warned = (result.waarschuwingen, own and (own.id, own.pattern, own.rests))
        return (
            f'{{"id": {_text(result.id)}, "perceel": {_text(result.perceel)}, '
            f'"uitkomst": "{verdict.uitkomst}", "peildatum": {when}, '
            f'"kaders": [{", ".join([self._framework(ruling) for ruling in verdict.kaders])}], '
            f'"lezingen": {readings_json}, '
            f'"waarschuwingen": {_kept(self._lists, warned, lambda: _list(warnings_json(result)))}{self._end}'
        )

    def _framework(self, ruling: Kaderbesluit) -> str:
        pattern = ruling.pattern
        asked = "[]"
        if ruling.toets.duty is not None:
            asked = _questions(ruling)
        elif pattern.vraagvelden:
            # What is asked of a tender by itself follows from what its conditions come to, and of a ground
            # that applies from which it is.
            grounds = ruling.facts.uitsluitingsgronden if "motivering" in pattern.vraagvelden else None
            alone = ruling.lots is None
            asked = (
                _kept(self._asked, (pattern, grounds), lambda: _questions(ruling))
                if alone
                else _questions(ruling)
            )
        near = ruling.grensgeval
        return (
            f'{{"kader": "{ruling.id}", "uitkomst": "{pattern.uitkomst}", '
            f'"toetsingen": [{", ".join([self._check(check) for check in ruling.toetsingen])}], '
            f'"te_vragen": {asked}, "grensgeval": {_text(near)}, "verplichting": {_duty(ruling)}}}'
        )

    def _check(self, check: Toetsing) -> str:
        rule, verdict, given, reach, _, parts = check
        if parts:
            return dumps(check_json(check))
        if reach is None:
            return _kept(self._known, (rule, verdict, given), lambda: "".join(self._whole(check)))
        start, middle, end = _kept(self._around, (rule, verdict), lambda: _around(check))
        if given is None:
            derived = "false" if verdict.uitkomst == "onbekend" else "true"
            return f'{start}null{middle}null, "afgeleid": {derived}{end}'
        return f'{start}{_value(given)}{middle}{_value(check.verschil)}, "afgeleid": false{end}'

    def _whole(self, check: Toetsing) -> Sequence[str]:
        start, middle, end = _around(check)
        derived = "true" if check.afgeleid else "false"
        return start, _value(check.gegeven), middle, _value(check.verschil), f', "afgeleid": {derived}', end


def _kept(store: dict[_K, _V], key: _K, make: Callable[[], _V]) -> _V:
    kept = store.get(key)
    if kept is None:
        if len(store) >= _MOST_KEPT:
            store.clear()
        kept = store[key] = make()
    return kept


def _around(check: Toetsing) -> tuple[str, str, str]:
    """Give what stands before the value, between it and the difference, and after."""
    source = check.bron
    return (
        f'{{"voorwaarde": "{check.voorwaarde.id}", "uitkomst": "{check.uitkomst}", "gegeven": ',
        f', "grens": {_value(check.grens)}, "verschil": ',
        f', "bron": {quoted(source.id)}, "vindplaats": {quoted(source.vindplaats)}}}',
    )


def _questions(ruling: Kaderbesluit) -> str:
    return dumps([asked._asdict() for asked in ruling.te_vragen])


def _duty(ruling: Kaderbesluit) -> str:
    duty = ruling.verplichting
    if duty is None:
        return "null"
    if not duty.plain:
        return dumps(duty_json(duty))
    share = "null" if duty.percentage is None else f'"{plain_number(duty.percentage)}"'
    return f'{{"percentage": {share}, "grondslag": "{duty.grondslag}", "bedrag": {_value(duty.bedrag)}}}'


def _list(texts: Sequence[str]) -> str:
    return f"[{', '.join([quoted(text) for text in texts])}]"


def _text(text: str | None) -> str:
    return "null" if text is None else quoted(text)


def _value(value: str | Decimal | int | None) -> str:
    if isinstance(value, Decimal):
        return f'"{value:.2f}"'
    if value is None:
        return "null"
    return quoted(value) if isinstance(value, str) else str(value)
