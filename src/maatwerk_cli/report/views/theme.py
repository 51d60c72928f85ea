"""The look of the HTML report as data: colours and fonts, checked before they are used.

A theme file is CSS with custom properties only: ``:root { --tekst: #1b1b1b; … }`` for light, the same within
``@media (prefers-color-scheme: dark)`` for dark. What it does not name keeps its default.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

COLOURS = (
    "tekst",
    "gedempt",
    "achtergrond",
    "vlak",
    "lijn",
    "link",
    "staaf",
    "focus",
    "let-op",
    "let-op-vlak",
)
FONTS = ("letter",)
TEXT_CONTRAST = 4.5  # WCAG 2.2, criterion 1.4.3
GRAPHIC_CONTRAST = 3.0
"""WCAG 2.2: 1.4.3 for text, 1.4.11 for what is needed to read a chart or see the focus."""
_TEXT_PAIRS = (
    ("tekst", "achtergrond"),
    ("tekst", "vlak"),
    ("gedempt", "achtergrond"),
    ("gedempt", "vlak"),
    ("link", "achtergrond"),
    ("link", "vlak"),
    ("let-op", "let-op-vlak"),
)
_GRAPHIC_PAIRS = (("staaf", "achtergrond"), ("focus", "achtergrond"), ("focus", "vlak"))

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FILE = re.compile(
    r"\s*(?::root\s*\{([^{}]*)\})?\s*"
    r"(?:@media\s*\(\s*prefers-color-scheme\s*:\s*dark\s*\)\s*\{\s*:root\s*\{([^{}]*)\}\s*\})?\s*"
)
_PROPERTY = re.compile(r"--([a-z-]+)\s*:\s*(.+)", re.DOTALL)
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_FONT = re.compile(r"[A-Za-z0-9 ,'\"-]{1,200}")


class ThemeError(Exception):
    """A theme file that cannot be used; the message is Dutch and says why."""


@dataclass(frozen=True)
class Theme:
    """Colours and fonts by name, for light and for dark."""

    light: Mapping[str, str]
    dark: Mapping[str, str]


def default_theme() -> Theme:
    """Give the neutral theme of this program."""
    text = (Path(__file__).parent / "templates" / "thema.css").read_text(encoding="utf-8")
    return parse_theme(text, Theme({}, {}))


def parse_theme(text: str, base: Theme) -> Theme:
    """Read a theme over another one.

    Raises:
        ThemeError: the text has something else than known properties, or its contrast is too low.
    """
    match = _FILE.fullmatch(_COMMENT.sub("", text))
    if match is None:
        raise ThemeError(
            "een thema heeft alleen :root met eigenschappen, en eventueel hetzelfde voor donker "
            "(zie docs/thema.md)"
        )
    theme = Theme(
        {**base.light, **dict(_properties(match[1] or ""))},
        {**base.dark, **dict(_properties(match[2] or ""))},
    )
    for name, colours in (("licht", theme.light), ("donker", theme.dark)):
        for problem in _too_little_contrast(colours):
            raise ThemeError(f"{name}: {problem}")
    return theme


def _properties(block: str) -> Iterator[tuple[str, str]]:
    for declaration in filter(None, (part.strip() for part in block.split(";"))):
        match = _PROPERTY.fullmatch(declaration)
        name = match[1] if match else declaration.split(":")[0][:40]
        value = match[2].strip() if match else ""
        if name in COLOURS and _COLOUR.fullmatch(value):
            yield name, value.lower()
        elif name in FONTS and _FONT.fullmatch(value):
            yield name, value
        elif name in COLOURS:
            raise ThemeError(f"--{name}: schrijf een kleur als #1b1b1b")
        elif name in FONTS:
            raise ThemeError(f"--{name}: schrijf namen van lettertypen, met een komma ertussen")
        else:
            raise ThemeError(f"'{name}' is geen eigenschap. Kies uit: {', '.join((*COLOURS, *FONTS))}")


def _too_little_contrast(colours: Mapping[str, str]) -> Iterator[str]:
    for pairs, least in ((_TEXT_PAIRS, TEXT_CONTRAST), (_GRAPHIC_PAIRS, GRAPHIC_CONTRAST)):
        for front, back in pairs:
            ratio = contrast(colours[front], colours[back])
            if ratio < least:
                yield (
                    f"--{front} op --{back} heeft contrast {ratio:.1f}; ten minste {least} is nodig".replace(
                        ".", ","
                    )
                )


def contrast(first: str, second: str) -> float:
    """Give the contrast of two colours (``#rrggbb``) as WCAG defines it, 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    # Every number is of WCAG's definition.
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def css(theme: Theme) -> str:
    """Write a theme as CSS."""
    light = "".join(f"--{name}:{value};" for name, value in theme.light.items())
    dark = "".join(f"--{name}:{value};" for name, value in theme.dark.items())
    return (
        f":root{{color-scheme:light dark;{light}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    )
