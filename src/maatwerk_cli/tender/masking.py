"""What a tender says, as it may be shown: no result prints what looks like personal data."""

import re
from typing import Any

from maatwerk_cli.tender.facts import Facts

_TEXTS = ("id", "titel", "opdrachtgever", "perceel", "categorie", "motivering")
_ORDINARY = re.compile(
    r"[A-Za-z]{0,12}[-_ ]?[0-9]{0,7}"
    r"|(?!(?i:bsn|sofi|burger))(?:[A-Za-z]{1,12}[-_ ])?(?:19|20)[0-9]{2}[-_][0-9]{1,6}",
    re.ASCII,
)
is_ordinary = _ORDINARY.fullmatch
"""Whether a text has the form of most ids, with or without a year, and so needs no closer look.

It has letters, digits, ``-``, ``_`` and spaces only, and no number of a person.
"""


def shown_text(text: str) -> str:
    """Give a text with what looks like personal data masked."""
    if is_ordinary(text):
        return text
    from maatwerk_cli.text.personal_data.privacy import mask

    return mask(text)


def shown_path(path: str) -> str:
    """Give the name of a file with what looks like personal data masked; digits in it are no phone number."""
    from maatwerk_cli.text.personal_data.personal_codes import PHONE_NUMBER
    from maatwerk_cli.text.personal_data.privacy import MASK, hits, may_hold

    shown = "/".join(map(_shown_part, path.split("/")))
    phone_hits = hits(shown, frozenset({PHONE_NUMBER})) if may_hold(shown) else []
    for hit in reversed(phone_hits):
        shown = shown[: hit.start] + MASK + shown[hit.end :]
    return shown


def _shown_part(part: str) -> str:
    """Give a folder or file as it may be shown: what surrounds a name would keep it from being seen."""
    from maatwerk_cli.text.personal_data.personal_codes import PHONE_NUMBER
    from maatwerk_cli.text.personal_data.privacy import MASK, codes_in_name

    stem, dot, suffix = part.rpartition(".")
    name, ending = (stem, dot + suffix) if stem else (part, "")
    return MASK + ending if codes_in_name(name) - {PHONE_NUMBER} else part


def shown_facts(facts: Facts) -> Facts:
    """Give the facts with what looks like personal data in their texts masked."""
    shown: dict[str, Any] = {
        name: shown_text(text) for name in _TEXTS if (text := getattr(facts, name)) is not None
    }
    return facts._replace(**shown)
