"""What the writer may have meant: the nearest word there is, or the date or amount in its proper form."""

import difflib
import re
from collections.abc import Collection, Iterator
from functools import lru_cache

_LONGEST = 80
"""Signs: a longer word is none of ours, whose ids are no longer."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-_"
_FEW = 400  # choices that can be compared one by one without anybody waiting
_DAY_FIRST = r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})"
_YEAR_FIRST = r"(\d{4})[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?(?:T.*)?"
_MONTH_FIRST = r"(\d{1,2})[-/. ](\d{4})"
_QUARTER = r"(\d{4})[-/ ]?[qQkK]([1-4])|[qQkK]([1-4])[-/ ]?(\d{4})"
_NAMED = r"(?i)(?:(\d{1,2}) )?([a-z]{3,9})\.? (\d{4})"
_QUARTER_IN_WORDS = (
    r"(?i)(?:(?P<number>[1-4])(?:e|de|ste)|(?P<word>eerste|tweede|derde|vierde)) kwartaal"
    r" (?:van )?(?P<year>\d{4})"
)
_ORDINALS = ("eerste", "tweede", "derde", "vierde")
_DIGITS_ONLY = r"((?:19|20)\d{2})(\d{2})(\d{2})"
_ODD_IN_DATES = str.maketrans({**dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"), "\u00a0": " "})
_DUTCH_AMOUNT = r"(?i)(?:€|eur|euro)?\s*(\d{1,3}(?:[. ]\d{3})*|\d+)(?:,(\d{2}|-{1,2}|=))?\s*(?:euro|eur)?"


def nearest(word: str, choices: Collection[str]) -> str | None:
    """Give the choice that is most like a word, if one is. Of many choices only those one letter away."""
    if len(word) > _LONGEST:
        return None
    if len(choices) > _FEW:
        return next((near for near in _one_letter_away(word) if near in choices), None)
    return _nearest_of(word, tuple(choices))


@lru_cache
def _nearest_of(word: str, choices: tuple[str, ...]) -> str | None:
    """Give the choice that is most like a word. Often the same is wrong in many files."""
    by_plain = {_plain(choice): choice for choice in reversed(choices)}
    plain = _plain(word)
    matches = difflib.get_close_matches(plain, by_plain, n=3, cutoff=_LIKE_A_PART)
    likely = [match for match in matches if _is_like(plain, match) and not other_measure(word, match)]
    if len(likely) > 1 and _likeness(plain, likely[0]) == _likeness(plain, likely[1]):
        return None  # one of two that are as near was not meant more than the other
    if likely and likely[0] in plain and not plain.startswith(likely[0]):
        wholes = [
            choice for choice in by_plain if plain in choice
        ]  # what it is a part of goes before its part
        likely = wholes if len(wholes) == 1 else [] if wholes else likely
    return by_plain[likely[0]] if likely else None


_WITH_VAT = frozenset({"incl", "inclusief", "met"})
_NO_MONTHS = frozenset(
    (
        *("jaar", "jaren", "jr", "jrn", "kwartaal", "kwartalen", "week", "weken", "wk", "dag", "dagen"),
        *("uur", "uren", "optiejaren", "year", "years", "weeks", "days"),
    )
)
_IN_PARTS = frozenset(
    (
        *(
            "mln",
            "mio",
            "miljoen",
            "miljoenen",
            "mld",
            "miljard",
            "duizend",
            "duizenden",
            "ton",
            "tonnen",
            "k",
        ),
        *("jaar", "jaarlijks", "jaarlijkse", "jr", "pj", "year", "yearly", "annual", "kwartaal"),
        *("maand", "maandelijks", "maandelijkse", "mnd", "pm", "week", "dag", "uur"),
        *("usd", "gbp", "chf", "dollar", "dollars", "procent", "percentage"),
    )
)
"""Words of an amount in thousands or millions, of a part of the term, or in no euros."""
OTHER_MONEY = re.compile("[$£¥%‰]")
"""Signs of what is no amount in euros."""
_IN_THOUSANDS = re.compile(
    r"(?i)\b1[. ]?000\b|['’]000\b|\b[tkm](?:€|\b *euro?\b)|(?:€|\beuro? ) *[tkm]\b|\b10\^?[36]\b"
)


def other_measure(word: str, field: str) -> bool:
    """Tell whether a name asks for another measure than a field: with VAT, in thousands, or in years.

    Who then only changes the name makes a wrong value a valid one.
    """
    if field.endswith("_maanden"):
        return not _NO_MONTHS.isdisjoint(_words(word))
    return with_vat(word) or in_parts(word) if "_excl_btw" in field else False


def with_vat(word: str) -> bool:
    """Tell whether a name is that of an amount with VAT."""
    words = _words(word)
    return "btw" in words and not _WITH_VAT.isdisjoint(words)


def in_parts(word: str) -> bool:
    """Tell whether a name is that of an amount in thousands, over a part of the term or in no euros."""
    signs = OTHER_MONEY.search(word) or _IN_THOUSANDS.search(word)
    return signs is not None or not _IN_PARTS.isdisjoint(_words(word))


_ALL_IN_PARTS = re.compile(
    r"(?i)[x×*] *(?:€|eur(?:o)?)? *1[. ]?000\b|\b1[. ]?000 *(?:€|eur(?:o)?\b)"
    r"|\bin *(?:€ *|eur(?:o)? *)?(?:duizend(?:en|tallen)?|miljoen(?:en)?|mln|k€|m€|k ?eur(?:o)?)(?![a-z])"
    r"|[x×*] *(?:€|eur(?:o)?)? *(?:1 *)?(?:duizend|miljoen|mln)\b|\bin *(?:€|eur(?:o)?\b) *1[. ]?000\b"
    r"|\bjaarbedrag|\b(?:bedrag|prijs|prijze|loonsom|waarde)[a-z]*\b(?:(?!niet)[^.;€0-9]){0,20}"
    r"\bper (?:jaar|maand|kwartaal|uur)\b"
    r"|\bin *(?:\$|£|usd\b|gbp\b|chf\b|(?:[a-z]+ )?(?:dollar|pond))"
)


def says_another_measure(text: str) -> bool:
    """Tell whether a title says of all amounts under it that they are in thousands, or with VAT."""
    without = not _words(text).isdisjoint(("ex", "excl", "exclusief", "zonder"))
    return _ALL_IN_PARTS.search(text) is not None or (with_vat(text) and not without)


def _words(name: str) -> set[str]:
    return set(re.findall(r"[a-z]+", name.casefold()))


_LIKE, _LIKE_A_PART = 0.7, 0.6
"""How much of two words is the same where one may be meant; less where one is a part of the other."""


def _is_like(word: str, choice: str) -> bool:
    if word in choice or choice in word:
        return True
    return _likeness(word, choice) >= _LIKE


def _likeness(word: str, choice: str) -> float:
    return difflib.SequenceMatcher(None, choice, word).ratio()


_A_SLIP = 0.8
"""How much is the same where a word is another but for a letter or two; what is a part of it is no slip."""


def misspelled(word: str, choices: Collection[str]) -> str | None:
    """Give the choice of which a word is a slip of the pen; a head of a table may well be none of them."""
    return next(iter(difflib.get_close_matches(word, choices, n=1, cutoff=_A_SLIP)), None)


def did_you_mean(word: str, choices: Collection[str]) -> str:
    """Ask whether the nearest choice was meant; nothing where none is near."""
    return meant_sentence(nearest(word, choices) if word else None)


def meant_sentence(near: str | None) -> str:
    """Ask whether a word was meant; nothing where there is none."""
    return f" Bedoelde u '{near}'?" if near else ""


def _plain(word: str) -> str:
    return word.lower().replace("-", "_").replace(" ", "_")


def _one_letter_away(word: str) -> Iterator[str]:
    splits = [(word[:index], word[index:]) for index in range(len(word) + 1)]
    yield word.lower()
    yield word.lower().replace("_", "-")
    for left, right in splits:
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
    for left, right in splits:
        if right:
            yield left + right[1:]
    for left, right in splits:
        for letter in _LETTERS:
            yield left + letter + right
            if right:
                yield left + letter + right[1:]


def as_date(text: str) -> str | None:
    """Give a date that was written another way as the register writes it, if that is plain."""
    from maatwerk_cli.models.dutch_input import MONTHS

    text = text.translate(_ODD_IN_DATES).strip()
    if match := re.fullmatch(_QUARTER_IN_WORDS, text):
        number = match["number"] or _ORDINALS.index(match["word"].lower()) + 1
        return f"{match['year']}-q{number}"
    if match := re.fullmatch(_DIGITS_ONLY, text):
        return _date(match[1], match[2], match[3])
    if match := re.fullmatch(_QUARTER, text):
        return f"{match[1] or match[4]}-q{match[2] or match[3]}"
    if match := re.fullmatch(_DAY_FIRST, text):
        return _date(match[3], match[2], match[1])
    if match := re.fullmatch(_YEAR_FIRST, text):
        return _date(match[1], match[2], match[3])
    if match := re.fullmatch(_MONTH_FIRST, text):
        return _date(match[2], match[1], None)
    if match := re.fullmatch(_NAMED, text):
        for number, name in enumerate(MONTHS, 1):
            if match[2].lower().startswith(name[:3]):
                return _date(match[3], str(number), match[1])
    return None


def _date(year: str, month: str, day: str | None) -> str | None:
    from maatwerk_cli.models.values import parse_datum

    text = f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")
    try:
        return str(parse_datum(text))
    except ValueError:
        return None


def as_amount(text: str) -> str | None:
    """Give an amount that was written the Dutch way as the register writes it."""
    match = re.fullmatch(_DUTCH_AMOUNT, text.strip())
    if match is None:
        return None
    cents = match[2] if match[2] and match[2].isdigit() else "00"
    return f"{re.sub('[. ]', '', match[1])}.{cents}"
