"""Verdicts as JSON, with exactly the keys that are promised (afspraken), from parts that come back."""

import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from json.encoder import encode_basestring as quoted
from typing import TYPE_CHECKING, Any, TypeVar

from maatwerk_cli.models.values import plain_number
from maatwerk_cli.tender.condition import Judgement, Rule, Toetsing
from maatwerk_cli.tender.duty import Duty
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.judging import Refused, Result
from maatwerk_cli.tender.trial import Pattern
from maatwerk_cli.tender.verdicts.kader_verdict import Kaderbesluit
from maatwerk_cli.tender.verdicts.verdict import Besluit
from maatwerk_cli.tender.words.choice_makers import chosen_by
from maatwerk_cli.tender.words.limit_words import row_text

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
            return dumps({"id": result.kenmerk, "regel": result.line, "fout": result.message})
        verdict = result.besluit
        when = quoted(verdict.peildatum.text) if verdict.peildatum else "null"
        readings = verdict.lezingen
        readings_json = dumps(readings) if readings else "{}"
        chosen = _choices(verdict.facts, self._dossiers) if verdict.facts.lezingen else {}
        if chosen:
            readings_json += f", {dumps(chosen)[1:-1]}"
        own = verdict.kader
        # Of which framework each is, follows from all there are and from what the one that is followed says.
        warnings = result.waarschuwingen
        warned = (warnings, own and (own.id, own.pattern, own.rests))
        return (
            f'{{"id": {_text(result.id)}, "perceel": {_text(result.perceel)}, '
            f'"uitkomst": "{verdict.uitkomst}", "peildatum": {when}, '
            f'"kaders": [{", ".join([self._framework(ruling) for ruling in verdict.kaders])}], '
            f'"lezingen": {readings_json}, '
            f'"waarschuwingen": {_kept(self._lists, warned, lambda: _warnings(verdict, warnings))}{self._end}'
        )

    def _framework(self, ruling: Kaderbesluit) -> str:
        pattern = ruling.pattern
        if ruling.toets.duty is not None or (pattern.vraagvelden and ruling.lots is not None):
            asked = _questions(ruling)
        elif pattern.vraagvelden:
            # What is asked of a tender by itself follows from what its conditions come to, and of a ground
            # that applies from which it is.
            grounds = ruling.facts.uitsluitingsgronden if "motivering" in pattern.vraagvelden else None
            asked = _kept(self._asked, (pattern, grounds), lambda: _questions(ruling))
        else:
            asked = "[]"
        near = ruling.grensgeval
        return (
            f'{{"kader": "{ruling.id}", "uitkomst": "{pattern.uitkomst}", '
            f'"toetsingen": [{", ".join([self._check(check) for check in ruling.toetsingen])}], '
            f'"te_vragen": {asked}, "grensgeval": {_text(near)}, "verplichting": {_duty(ruling)}}}'
        )

    def _check(self, check: Toetsing) -> str:
        rule, verdict, given, reach, _, parts = check
        if parts:
            own = "".join(self._whole(check)).removesuffix("}")
            return f'{own}, "delen": [{", ".join(map(self._check, parts))}]}}'
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
    share, base = _text(_number(duty.percentage)), _text(duty.grondslag or None)
    own = f'{{"percentage": {share}, "grondslag": {base}, "bedrag": {_value(duty.bedrag)}'
    return f"{own}}}" if duty.plain else f"{own}, {dumps(_other_sides(duty))[1:]}"


def _other_sides(duty: Duty) -> dict[str, Any]:
    """Give what an obligation is that is more than a percentage of a base."""
    frame = duty.frame
    return {
        "hoeveelheid": _number(duty.hoeveelheid),
        "eenheid": duty.eenheid or None,
        "per": duty.per or None,
        "laag": _number(duty.laag),
        "hoog": _number(duty.hoog),
        "minimum": _number(frame and frame.minimum),
        "maximum": _number(frame and frame.maximum),
        "uitzondering": duty.uitzondering and duty.uitzondering.als,
        "rijen": [row_text(row.value, row.table.parameter.per) for row in duty.rows],
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain_number(value)


def _text(text: str | None) -> str:
    return "null" if text is None else quoted(text)


def _value(value: str | Decimal | int | None) -> str:
    if isinstance(value, Decimal):
        return f'"{value:.2f}"'
    if value is None:
        return "null"
    return quoted(value) if isinstance(value, str) else str(value)


def _choices(facts: Facts, dossiers: "Sequence[Dossier]") -> dict[str, Any]:
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


def _warnings(verdict: Besluit, warnings: Sequence[str]) -> str:
    """Give the warnings; last those on which the outcome does not rest, each with the framework it is of."""
    aside = {
        text: f"Alleen bij {ruling.stand.kader.naam}; de uitkomst rust hier niet op: {text}"
        for ruling, texts in verdict.elsewhere
        for text in texts
    }
    texts = [*(text for text in warnings if text not in aside), *aside.values()]
    return f"[{', '.join([quoted(text) for text in texts])}]"


_ON_ONE_LINE = json.JSONEncoder(ensure_ascii=False)


def dumps(value: object) -> str:
    """Write one result, or a part of one, on one line."""
    return _ON_ONE_LINE.encode(value)
