"""Ways to break a register, each knowing what it broke, where, and what was meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from maatwerk_cli.models.fields import Field, field_at
from maatwerk_cli.models.kandidaat import Kandidaat
from maatwerk_cli.register.kinds import INSTELLINGEN, kind_of_file
from maatwerk_cli.text.problem import Problem
from maatwerk_cli.text.yaml.yaml_reader import Marks, compose


@dataclass(frozen=True)
class Fault:
    """One change of a file, with one cause.

    Attributes:
        kind: what sort of mistake it is.
        file: where.
        start: the first line that is replaced, from 0.
        stop: the line after the last that is replaced.
        new: the lines in its place.
        told_lines: the lines, from 1 and in the broken file, where it may be told.
        unreadable: the file cannot be read at all, so that nothing else of it can be known.
        meant: what was meant, as it should stand there; where it is not given, what stood there.
        reach: the line after the last that hangs from it.
        also: where in other files it may be told.
        rests_on: files without which it cannot be known to be wrong.

    """

    kind: str
    file: str
    start: int
    stop: int
    new: tuple[str, ...]
    told_lines: tuple[int, ...]
    unreadable: bool = False
    meant: tuple[str, ...] | None = None
    reach: int = 0
    also: tuple[tuple[str, int], ...] = ()
    rests_on: tuple[str, ...] = ()

    def within(self, other: "Fault") -> bool:
        """Tell whether one of two faults touches the lines of the other, or what hangs from them."""
        return (
            self.file == other.file
            and self.start < max(other.stop, other.reach) + 1
            and other.start < max(self.stop, self.reach) + 1
        )


@dataclass(frozen=True)
class Spot:
    """A line of a YAML file with a key, or an item of a list."""

    file: str
    line: int
    end: int
    before: str
    key: str
    value: str
    loc: tuple[str | int, ...]
    field: Field | None
    of_people: bool
    holder_line: int

    @property
    def is_item(self) -> bool:
        return not self.key

    def with_value(self, value: str) -> str:
        return f"{self.before}{self.key}: {value}" if self.key else f"{self.before}{value}"


_KEY = re.compile(r"(?P<before> *(?:- )?)(?P<key>[a-z][\w-]*):(?: (?P<value>.*))?")
_ITEM = re.compile(r"(?P<before> *- )(?P<value>[^:]*)")


def spots(file: str, text: str) -> list[Spot]:
    """Give every key and item of a YAML file in block style, with the field that it fills."""
    kind = INSTELLINGEN if file == "dataset.yaml" else kind_of_file(file)
    composed = compose(text)
    assert kind is not None
    assert not isinstance(composed, Problem)
    places: dict[tuple[int, bool], tuple[Any, ...]] = {}
    _walk(composed[1], (), places)
    lines = text.splitlines()
    collected = []
    for number, line in enumerate(lines):
        match = _KEY.fullmatch(line)
        item = None if match else _ITEM.fullmatch(line)
        if not match and not item:
            continue
        loc = places.get((number + 1, match is not None))
        if loc is None:
            continue
        before = (match or item)["before"]
        depth = len(before)
        end = number + 1
        while end < len(lines) and (len(lines[end]) - len(lines[end].lstrip()) > depth - 2 * bool(item)):
            end += 1
        if match and "-" in before:  # the first key of an item: its block ends at the next key of it
            end = number + 1
            while end < len(lines) and len(lines[end]) - len(lines[end].lstrip()) > depth:
                end += 1
        holder = composed[1].find(loc[:-1]).line
        inner = loc[1:] if kind.shapes.get(".yaml") == "lijst" else loc
        field = field_at(kind.model, inner) if inner else None
        collected.append(
            Spot(file, number, end, before, match["key"] if match else "",
                 re.sub(r"\s+# .*", "", (match or item)["value"] or "").strip(), loc, field,
                 kind.model is Kandidaat, holder)
        )  # fmt: skip
    return collected


def _walk(marks: Marks, loc: tuple[Any, ...], places: dict[tuple[int, bool], tuple[Any, ...]]) -> None:
    for step, child in marks.children.items():
        place = (*loc, step)
        if isinstance(step, str):
            places[marks.keys[step].line, True] = place
        else:
            places.setdefault((child.value.line, False), place)
        _walk(child, place, places)


def typo(word: str, random: Random) -> str:
    """Mistype a word as people do: a letter less, two the other way round, one twice, one beside it."""
    letters = [index for index, char in enumerate(word) if char.isalpha() and index]
    if len(letters) < 3:
        return word
    place = random.choice(letters[:-1])
    after = word[place + 1]
    return {
        0: word[:place] + word[place + 1 :],
        1: word[:place] + after + word[place] + word[place + 2 :]
        if after.isalpha()
        else word[:place] + word[place + 1 :],
        2: word[:place] + word[place] + word[place:],
        3: word[:place] + random.choice("abcdefghijklmnopqrstuvwxyz") + word[place + 1 :],
    }[random.randrange(4)]


def of_yaml(file: str, text: str, random: Random) -> Iterator[Fault]:
    """Give every fault that one line of a YAML file can have."""
    lines = text.splitlines()
    for spot in spots(file, text):
        yield from _of_key(spot, lines, random)
        yield from _of_value(spot, lines, random)
        yield from _of_syntax(spot, lines, random)


def _fault(spot: Spot, kind: str, *new: str, told_lines: tuple[int, ...] = (), **more: Any) -> Fault:
    return Fault(kind, spot.file, spot.line, spot.line + 1, new, told_lines or (spot.line + 1,), **more)


def _of_key(spot: Spot, lines: list[str], random: Random) -> Iterator[Fault]:
    line = lines[spot.line]
    holder = spot.field
    if spot.is_item:
        return
    known = holder is not None and holder.label == spot.key
    if known and (wrong := typo(spot.key, random)) != spot.key and len(spot.key) > 3:
        yield _fault(spot, "a key mistyped", line.replace(spot.key, wrong, 1), reach=spot.end)
    if known and random.random() < 0.3:
        indent = " " * len(spot.before)
        new = (*lines[spot.line : spot.end], f"{indent}{random.choice(_NO_KEYS)}: 1")
        yield Fault("an unknown key", spot.file, spot.line, spot.end, new, (spot.end + 1,))
    if (
        known
        and holder
        and holder.required
        and spot.key not in ("id", "code", "naam", "telt", "stap", "fase")
    ):
        first = "-" in spot.before
        if not first:
            yield Fault("a field that is missing", spot.file, spot.line, spot.end, (), (spot.holder_line,))
    if known and spot.value:
        yield _fault(spot, "an empty field", f"{spot.before}{spot.key}:")
    if known and "-" not in spot.before and not spot.field.choices:
        yield Fault("a key twice", spot.file, spot.line, spot.end,
                    (*lines[spot.line : spot.end], *lines[spot.line : spot.end]),
                    (spot.end + 1,), unreadable=True)  # fmt: skip


_NO_KEYS = ("zomaar", "kleur", "xyz", "waarom_niet", "oudnummer", "q")


def _is_free(spot: Spot, field: Field) -> bool:
    """Tell whether a value is free by agreement: a tender is described in the words of others."""
    if "aanbestedingen" in spot.file:
        return field.label in ("categorie", "uitsluitingsgronden", "cpv", "werkwijze") or bool(field.choices)
    return field.label in ("aanbesteding", "url") or field.many in ("named", "named_lists")


def _is_reference(field: Field) -> bool:
    return field.names is not None or field.code is not None


def _of_value(spot: Spot, lines: list[str], random: Random) -> Iterator[Fault]:
    field, value = spot.field, spot.value
    if field is None or _is_free(spot, field):
        return
    bare = value.strip('"')
    if not value and not spot.is_item:
        yield from _of_block(spot, lines, random)
        return
    if spot.key in ("id", "code"):
        if spot.before.strip() == "" and len(spot.loc) > 1 and len(bare) > 3:  # of a source
            yield _fault(spot, "a reference mistyped", spot.with_value(typo(bare, random)))
        return
    if field.choices and (spot.is_item or field.many == "one"):
        yield from _of_choice(spot, bare, random)
    elif field.is_date:
        yield from _of_date(spot, bare)
    elif field.holds is int:
        yield from _of_number(spot, bare)
    elif field.holds is Decimal:
        yield from _of_amount(spot, bare)
    elif field.holds is bool:
        yield _fault(spot, "yes in words", spot.with_value("ja"))
        yield _fault(spot, "a truth in quotes", spot.with_value(f'"{bare}"'))
    elif _is_reference(field) and re.fullmatch(r"[a-z0-9_-]+", bare):
        yield from _of_reference(spot, bare, lines, field, random)
    elif (field.words or field.holds is str) and field.label != "afgeleid":
        yield from _of_text(spot, bare, field, random)


def _of_choice(spot: Spot, bare: str, random: Random) -> Iterator[Fault]:
    yield _fault(spot, "a word with a capital", spot.with_value(bare.capitalize()))
    yield _fault(spot, "curly quotes", spot.with_value(f"\u201c{bare}\u201d"))
    yield _fault(spot, "a sign in a word", spot.with_value(f"{bare[:1]}\u200b{bare[1:]}"))
    yield _fault(spot, "a list for one word", spot.with_value(f"[{bare}]"))
    if len(bare) > 4:
        yield _fault(spot, "a word mistyped", spot.with_value(typo(bare, random)))
    yield _fault(spot, "a word that is no choice", spot.with_value("iets_anders"))


def _of_reference(spot: Spot, bare: str, lines: list[str], field: Field, random: Random) -> Iterator[Fault]:
    if len(bare) > 4:
        yield _fault(spot, "a reference mistyped", spot.with_value(typo(bare, random)))
    yield _fault(spot, "a reference with a capital", spot.with_value(bare.capitalize()))
    yield _fault(spot, "a reference to nothing", spot.with_value("bestaat-nergens"))
    yield _fault(spot, "a sign in a word", spot.with_value(f"{bare[:1]}\u200b{bare[1:]}"))
    if field.many == "list" and spot.is_item:
        yield _fault(spot, "two names on one line", spot.with_value(f"{bare}, {bare}"))
    if spot.is_item:
        yield _fault(spot, "an item twice", lines[spot.line], lines[spot.line], told_lines=(spot.line + 2,))
        yield _fault(spot, "an empty item", f"{spot.before.rstrip()}", told_lines=(spot.line + 1, spot.line))
    elif field.many == "one":
        yield _fault(spot, "a list for one text", spot.with_value(f"[{bare}]"))


def _of_date(spot: Spot, bare: str) -> Iterator[Fault]:
    parts = bare.split("-")
    if len(parts) == 3:
        year, month, day = parts
        yield _fault(spot, "a day first", spot.with_value(f"{int(day)}-{int(month)}-{year}"))
        yield _fault(spot, "a day first", spot.with_value(f'"{day}/{month}/{year}"'))
        yield _fault(spot, "a date in words", spot.with_value(f"{int(day)} {_MONTHS[int(month) - 1]} {year}"))
        yield _fault(spot, "slashes", spot.with_value(f"{year}/{month}/{day}"))
        yield _fault(spot, "a time after a date", spot.with_value(f'"{bare}T00:00:00"'))
        yield _fault(spot, "a day that is none", spot.with_value(f'"{year}-02-30"'))
    elif len(parts) == 2 and parts[1].isdigit():
        yield _fault(spot, "a month first", spot.with_value(f'"{parts[1]}-{parts[0]}"'))
        yield _fault(spot, "a date in words", spot.with_value(f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"))
        yield _fault(spot, "a month that is none", spot.with_value(f'"{parts[0]}-13"'))
    elif len(parts) == 2:
        yield _fault(spot, "a quarter otherwise", spot.with_value(f"{parts[1].upper()} {parts[0]}"))
        yield _fault(spot, "a quarter that is none", spot.with_value(f'"{parts[0]}-q5"'))
    yield _fault(spot, "a year of two digits", spot.with_value("'20"), unreadable=True)
    yield _fault(spot, "a list for a date", spot.with_value(f'["{bare}"]'))
    yield _fault(spot, "about a date", spot.with_value(f"ca. {bare[:4]}"))
    if not spot.of_people:
        yield _fault(spot, "curly quotes", spot.with_value(f"\u201c{bare}\u201d"))
        yield _fault(spot, "a sign in a date", spot.with_value(f'"{bare[:2]}\u200b{bare[2:]}"'))
    if spot.of_people:
        yield _fault(spot, "a date too fine", spot.with_value('"2020-05-11"'))


_MONTHS = [
    *("januari", "februari", "maart", "april", "mei", "juni", "juli"),
    *("augustus", "september", "oktober", "november", "december"),
]


def _of_number(spot: Spot, bare: str) -> Iterator[Fault]:
    number = int(bare)
    yield _fault(spot, "a number in quotes", spot.with_value(f'"{bare}"'))
    yield _fault(spot, "a number in words", spot.with_value("twee"))
    yield _fault(spot, "a number below nothing", spot.with_value(f"-{bare}"))
    yield _fault(spot, "a broken number", spot.with_value(f"{bare}.5"))
    yield _fault(spot, "a broken number", spot.with_value(f"{bare},5"))
    yield _fault(spot, "about a number", spot.with_value(f"ca. {bare}"))
    yield _fault(spot, "a list for a number", spot.with_value(f"[{bare}]"))
    if number >= 1000:
        yield _fault(spot, "a point for thousands", spot.with_value(f"{number // 1000}.{number % 1000:03d}"))


def _of_amount(spot: Spot, bare: str) -> Iterator[Fault]:
    if spot.key in ("waarde", "percentage"):
        yield _fault(spot, "a number in words", spot.with_value("vijf"))
        yield _fault(spot, "a list for a number", spot.with_value(f"[{bare}]"))
        return
    euro = int(float(bare))
    dotted = f"{euro:,}".replace(",", ".")
    yield _fault(spot, "a point for thousands", spot.with_value(f"{euro // 1000}.{euro % 1000:03d}"))
    yield _fault(spot, "an amount in Dutch", spot.with_value(f'"{dotted},00"'))
    yield _fault(spot, "an amount in Dutch", spot.with_value(f"€ {dotted},-"))
    yield _fault(spot, "an amount in Dutch", spot.with_value(f"EUR {dotted}"))
    yield _fault(spot, "an amount below nothing", spot.with_value(f'"-{bare}"'))
    yield _fault(spot, "an amount in words", spot.with_value("drie ton"))
    yield _fault(spot, "a list for an amount", spot.with_value(f'["{bare}"]'))


def _of_text(spot: Spot, bare: str, field: Field, random: Random) -> Iterator[Fault]:
    yield _fault(spot, "personal data", spot.with_value(f'"{bare} bel 06-12345678"'))
    yield _fault(spot, "personal data", spot.with_value(f'"{bare} mail a.b@voorbeeld.example"'))
    if spot.of_people or spot.key in ("url", "cpv", "id"):
        return
    yield _fault(
        spot, "a list for one text", spot.with_value(f"[{bare}]" if "," not in bare else f'["{bare}"]')
    )
    yield _fault(spot, "a map for one text", spot.with_value("{nl: iets, en: something}"))
    yield _fault(spot, "an empty text", spot.with_value('""'))
    yield _fault(spot, "a text too long", spot.with_value(bare + " en nog meer" * 900))


def _of_block(spot: Spot, lines: list[str], random: Random) -> Iterator[Fault]:
    """Break what fills more lines: a list, or a record within a record."""
    field = spot.field
    assert field is not None
    inside = lines[spot.line + 1 : spot.end]
    replace = lambda kind, *new: Fault(kind, spot.file, spot.line, spot.end, new, (spot.line + 1,))  # noqa: E731
    if field.many == "list" and field.model is None and inside:
        items = [line.strip()[2:] for line in inside]
        if len(items) == 1:
            yield replace("a text for a list", f"{spot.before}{spot.key}: {items[0]}")
        else:
            yield replace("a text for a list", f"{spot.before}{spot.key}: {', '.join(items)}")
            yield replace("a text for a list", f"{spot.before}{spot.key}: {'; '.join(items)}")
        yield replace("a list left empty", f"{spot.before}{spot.key}:")
    elif field.model is not None and inside:
        first = next((line.split(": ", 1)[1] for line in inside if ": " in line), "iets")
        if field.many == "one" and spot.key in ("bron", "besluit"):
            fewer = [line[2:] for line in inside]
            yield Fault("fields that stand beside theirs", spot.file, spot.line, spot.end,
                        (lines[spot.line], *fewer), (spot.line + 2,), unreadable=True)  # fmt: skip
        yield replace("a text for a record", f"{spot.before}{spot.key}: {first}")
        yield replace("a record left empty", f"{spot.before}{spot.key}:")
        if field.many == "list" and field.required:
            yield replace("an empty list", f"{spot.before}{spot.key}: []")


_PLAIN = re.compile(r"[A-Z][\w ,.]+")


def _of_syntax(spot: Spot, lines: list[str], random: Random) -> Iterator[Fault]:
    """Break YAML itself, as people do."""
    line, value = lines[spot.line], spot.value
    unread = {"unreadable": True}
    if spot.before.startswith("  ") and random.random() < 0.2:
        yield _fault(spot, "a tab", "\t" + line.lstrip(), told_lines=(spot.line + 1,), **unread)
    if spot.is_item and value and random.random() < 0.3:
        yield _fault(spot, "no space after a dash", line.replace("- ", "-", 1), **unread)
    if spot.key and value and random.random() < 0.25:
        yield _fault(spot, "no space after a colon", line.replace(": ", ":", 1), **unread)
        yield _fault(spot, "another colon", line.replace(":", "：", 1), **unread)
        yield _fault(spot, "a hard space", line.replace(": ", ":\u00a0", 1), **unread)
    if spot.before.startswith("  ") and random.random() < 0.1:
        yield _fault(spot, "a hard space", line.replace(" ", "\u00a0", 1), **unread)
    if spot.key and _PLAIN.fullmatch(value):
        for kind, wrong in (
            ("a quote not closed", f'"{value}'),
            ("a quote not closed", f"'{value}"),
            ("a bracket not closed", f"[{value}"),
            ("a brace not closed", f"{{{value}"),
        ):
            yield _fault(spot, kind, spot.with_value(wrong), **unread)
        for kind, wrong in (
            ("a colon in a text", f"Voorbeeld: {value}"),
            ("an apostrophe first", f"'s-Voorbeeld {value}"),
            ("a percent sign first", f"%5 {value}"),
            ("an at sign first", f"@{value}"),
            ("a backtick first", f"`{value}"),
            ("a star first", f"*{value}"),
            ("an exclamation mark first", f"!{value}"),
        ):
            meant = (spot.with_value(f'"{wrong}"'),)
            yield _fault(spot, kind, spot.with_value(wrong), meant=meant, **unread)
        for kind, wrong, meaning in (
            ("text after a quote", f'"Een" {value}', f"'\"Een\" {value}'"),
            ("a backslash", f'"{value} \\zo"', f'"{value} \\\\zo"'),
            ("an anchor first", f"&{value}", f'"&{value}"'),
            ("a sign for more first", f"> 10 {value}", f'"> 10 {value}"'),
        ):
            yield _fault(spot, kind, spot.with_value(wrong), meant=(spot.with_value(meaning),), **unread)
        yield _fault(spot, "the wrong bracket", spot.with_value(f"[{value}}}"), **unread)
        yield _fault(spot, "no colon", f"{spot.before}{spot.key} {value}", **unread)
        if not spot.of_people:
            yield _fault(spot, "curly quotes around a text", spot.with_value(f"\u201c{value}\u201d"))
            yield _fault(spot, "a hash first", spot.with_value(f"#1 {value}"),
                         meant=(spot.with_value(f'"#1 {value}"'),))  # fmt: skip
            meant = (spot.with_value(f'"{value} #2"'),)
            yield _fault(spot, "a text cut by a hash", spot.with_value(f"{value} #2"), meant=meant)
        yield _fault(spot, "a sign that is not seen", spot.with_value(value[:3] + "\u200b" + value[3:]))
        yield _fault(spot, "a sign that turns the text", spot.with_value(value[:3] + "\u202e" + value[3:]))
        yield Fault("a conflict of git", spot.file, spot.line, spot.line + 1,
                    ("<<<<<<< HEAD", line, "=======", spot.with_value("Iets anders"), ">>>>>>> tak"),
                    (spot.line + 1,), **unread)  # fmt: skip
    if spot.key and spot.before == "" and spot.line and random.random() < 0.2:
        yield Fault("a second document", spot.file, spot.line, spot.line + 1, ("---", line),
                    (spot.line + 1,), **unread)  # fmt: skip
    if spot.key and spot.before == "" and value and random.random() < 0.2:
        yield _fault(
            spot,
            "one space too many",
            " " + line,
            told_lines=(spot.line + 1, spot.line, spot.line + 2),
            **unread,
        )
