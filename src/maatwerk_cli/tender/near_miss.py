"""Which change of a tender would turn the outcome: of conditions put together the nearest way."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple, cast

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.policy.conditions import COMPOSED_TESTS, LIMIT_TESTS, OPPOSITE_TESTS, Voorwaarde
from maatwerk_cli.tender.condition import Toetsing
from maatwerk_cli.tender.facts import NOTHING_KNOWN, Bounds, Facts, add_months, known_bounds
from maatwerk_cli.tender.frameworks.open_readings import Lezing
from maatwerk_cli.tender.lots import Lots
from maatwerk_cli.tender.words.condition_words import against_limit
from maatwerk_cli.tender.words.limit_words import quantity
from maatwerk_cli.text import dutch

_LAST_YEAR = 9_000
"""Later no date can be moved by a term: the calendar ends with the year 9999."""

_NAMES = {
    "loonsom_excl_btw": "loonsom",
    "opdrachtwaarde_excl_btw": "waarde van de opdracht",
    "looptijd": "looptijd",
}
_FAR = Decimal("Infinity")


class TurningChange(NamedTuple):
    """A change that would turn a condition.

    Attributes:
        before: the change, before what it would come to.
        after: what is said after that.
        distance: how far it is, as a part of the limit; of what is no quantity, without end.
        chosen: there are other ways, and this is the nearest.
    """

    before: str
    after: str = ""
    distance: Decimal = _FAR
    chosen: bool = False


class AsJudged(NamedTuple):
    """What was judged, and how.

    Attributes:
        facts: the tender.
        reading: the reading.
        counted: which lots a quantity is of, where they count together; else empty.
        lots: the lots of the tender.
    """

    facts: Facts
    reading: Lezing
    counted: str
    lots: Lots | None = None

    def at_most(self, field: str | None) -> Bounds[Decimal]:
        """Give what an amount can come to, of the lots that count together or of the tender itself."""
        if field is None:
            return NOTHING_KNOWN
        if self.counted and self.lots is not None:
            return self.lots.counting(outside=self.reading.outside).amount(field, None)
        return known_bounds(self.facts, field)


def near_miss(kader: Kader, judged: AsJudged, check: Toetsing) -> str | None:
    """Say which change of the one condition that is not met would make the framework apply."""
    way = _turned(judged, check, wanted=True)
    if way is None:
        return None
    text = f"{way.before} zou {kader.naam} wel van toepassing zijn.{way.after}"
    return f"De kortste weg: {dutch.within_sentence(text)}" if way.chosen else text


def _turned(judged: AsJudged, check: Toetsing, *, wanted: bool) -> TurningChange | None:
    """Give what would make a condition hold, or not hold."""
    way = check.voorwaarde.samen
    if way is None:
        return _test_turned(judged, check, wanted=wanted)
    how = COMPOSED_TESTS[way]
    of_part = wanted != how.turns
    if (how.outcome == "ja") != wanted:  # no part decides it so: each must come out so
        truth = "ja" if of_part else "nee"
        wrong = [part for part in check.delen if part.uitkomst != truth]
        if len(wrong) != 1 or wrong[0].uitkomst == "onbekend":
            return None
        return _turned(judged, wrong[0], wanted=of_part)
    ways = [_turned(judged, part, wanted=of_part) for part in check.delen]
    known = [way for way in ways if way is not None]
    if not known:
        return None
    nearest = min(known, key=lambda way: way.distance)
    return nearest._replace(chosen=nearest.chosen or len(check.delen) > 1)


def _test_turned(judged: AsJudged, check: Toetsing, *, wanted: bool) -> TurningChange | None:
    condition = check.voorwaarde
    if not check.rule.leest_percelen:
        judged = judged._replace(counted="")
    test: str = condition.toets or ""
    if not wanted:
        if test not in OPPOSITE_TESTS:
            return None
        test = OPPOSITE_TESTS[test]
    if test in ("is", "in"):
        return TurningChange(f"Bij {condition.veld} {dutch.joined(condition.waarden, 'of')}")
    if test == "niet_in":
        return TurningChange(f"Bij een andere {condition.veld} dan {dutch.joined(condition.waarden, 'of')}")
    if test == "geen_van":
        return _grounds_turned(condition, judged.facts.uitsluitingsgronden or ())
    bounds, rule = check.bounds, check.rule
    limit = rule.grens
    if bounds is None or limit is None or isinstance(limit, str):
        return None
    how = LIMIT_TESTS[test]
    end = bounds.high if how.more_meets else bounds.low
    if end is None:
        return None
    gap = Decimal(limit - end if how.more_meets else end - limit)
    distance = gap / limit if limit else _FAR
    if rule.eenheid == "procent":
        return _share_turned(judged.counted, check, test, distance)
    unknown = bounds.low == 0 and check.gegeven is None
    if how.more_meets and how.limit_meets:
        return _raised(judged, check, gap, distance, unknown=unknown)
    return _other_side(judged, check, test, gap, distance, unknown=unknown)


def _grounds_turned(condition: Voorwaarde, given: Sequence[str]) -> TurningChange:
    """Give what it takes of grounds: that those given do not apply, nor those that nothing is said of."""
    applying = [ground for ground in condition.waarden if ground in given]
    unsaid = [ground for ground in condition.waarden if ground not in given]
    which = f"uitsluitingsgrond{'' if len(applying) == 1 else 'en'} {dutch.joined(applying)}"
    apply = "gold" if len(applying) == 1 else "golden"
    if not unsaid:
        return TurningChange(f"Als {which} niet {apply},")
    others, applies = dutch.joined(unsaid), "geldt" if len(unsaid) == 1 else "gelden"
    return TurningChange(
        f"Als {which} niet {apply} en {others} ook niet,",
        f" Of {others} {applies}, zegt de invoer niet; dat is dan nog te beoordelen.",
    )


def _raised(
    judged: AsJudged, check: Toetsing, gap: Decimal, distance: Decimal, *, unknown: bool
) -> TurningChange:
    """Give what brings a quantity up to its limit."""
    rule = check.rule
    limit = quantity(_number(check), rule.eenheid)
    if rule.veld == "looptijd":
        after = _last_day(judged, check)
        if unknown:
            return TurningChange(f"Bij een looptijd{judged.counted} van ten minste {limit}", after, distance)
        longer = f"{dutch.months(int(gap))} langer"
        how = f"{judged.counted} die {longer} is," if judged.counted else f" van {longer}"
        return TurningChange(f"Bij een looptijd{how}", after, distance)
    name = f"{_NAMES[rule.veld]}{judged.counted}"
    after = _not_allowed(judged, check, limit_meets=True)
    if unknown:
        return TurningChange(f"Bij een {name} van ten minste {limit}", after, distance)
    return TurningChange(f"Bij een {name} die {dutch.euro(gap)} hoger is, dus {limit},", after, distance)


def _not_allowed(judged: AsJudged, check: Toetsing, *, limit_meets: bool) -> str:
    """Say that an amount cannot come to its limit, as the amount that it is never more than is too low."""
    above = check.voorwaarde.nooit_meer_dan
    low, high = judged.at_most(above)
    if above is None or high is None or high > _number(check) or (limit_meets and high == check.grens):
        return ""
    most = "" if low == high else "hooguit "
    return f" De {_NAMES[above]}{judged.counted}, {most}{dutch.euro(Decimal(high))}, laat dat niet toe."


def _other_side(
    judged: AsJudged, check: Toetsing, test: str, gap: Decimal, distance: Decimal, *, unknown: bool
) -> TurningChange:
    """Give what brings a quantity over its limit, or down to it."""
    unit = check.rule.eenheid
    name, number = f"{_NAMES[check.rule.veld]}{judged.counted}", quantity(_number(check), unit)
    limit, how = against_limit(test, number), LIMIT_TESTS[test]
    after = _not_allowed(judged, check, limit_meets=how.limit_meets) if how.more_meets else ""
    if unknown or gap == 0:
        return TurningChange(f"Bij een {name} van {limit}", after, distance)
    longer = ("langer", "korter") if unit == "maanden" else ("hoger", "lager")
    move = longer[0] if how.more_meets else longer[1]
    over = "" if how.limit_meets else "meer dan "
    return TurningChange(
        f"Bij een {name} die {over}{quantity(gap, unit)} {move} is, dus {limit},", after, distance
    )


def _share_turned(counted: str, check: Toetsing, test: str, distance: Decimal) -> TurningChange:
    whole = _NAMES[check.voorwaarde.deel_van or ""]
    limit = against_limit(test, quantity(_number(check), "procent"))
    return TurningChange(
        f"Als de {_NAMES[check.rule.veld]}{counted} {limit} van de {whole} was,",
        distance=distance,
    )


def _number(check: Toetsing) -> Decimal | int:
    """Give the limit of a condition that is known to have one."""
    return cast("Decimal | int", check.grens)


def _last_day(judged: AsJudged, check: Toetsing) -> str:
    begin, einde = judged.facts.begin, judged.facts.einde
    if judged.reading != Lezing() or begin is None or einde is None or not isinstance(check.grens, int):
        return ""
    if begin.first != begin.last or einde.first != einde.last or begin.first.year > _LAST_YEAR:
        return ""
    last = add_months(begin.first, check.grens) - timedelta(days=1)
    return f" Daarvoor moet de opdracht duren tot en met {dutch.day(last)} of langer."
