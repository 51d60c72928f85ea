"""What somebody has answered so far. It lives in the address of the page and nowhere else."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from maatwerk_cli.cli.tender.tender_options import OPTIONS
from maatwerk_cli.cli.webform.form_fields import FREE_TEXTS, READING, WebField
from maatwerk_cli.models.values import ONBEKEND
from maatwerk_cli.tender.judging import ASSUMED_AS
from maatwerk_cli.text.personal_data.privacy import mask

NOT_KNOWN = "weetniet"
PATH_FIELD = "pad"
MOST_TEXT = 5_000
"""The most characters of one answer: as many as a text of a record may have."""


class FormAnswers(NamedTuple):
    """The answers.

    Attributes:
        given: by name of a field what was typed or chosen.
        not_known: the fields of which somebody said not to know the answer.
        path: the fields in the order in which they were answered one by one.
    """

    given: Mapping[str, str] = {}
    not_known: tuple[str, ...] = ()
    path: tuple[str, ...] = ()

    def options(self) -> dict[str, str]:
        """Give the answers as the options of the command; not known where something would be assumed too."""
        options = {f"--{name}": text for name, text in self.given.items() if not name.startswith(READING)}
        options |= {f"--{name}": text for name, text in self._said_unknown().items()}
        readings = [
            f"{name.removeprefix(READING)}={choice}"
            for name, choice in self.given.items()
            if name.startswith(READING)
        ]
        return {**options, "--lezing": " ".join(readings)} if readings else options

    def filled_in(self) -> dict[str, str]:
        """Give by name of a field what stands in it, also that what would be assumed is not known."""
        return {**self.given, **self._said_unknown()}

    def _said_unknown(self) -> dict[str, str]:
        return {name: ONBEKEND for name in self.not_known if OPTIONS.get(f"--{name}") in ASSUMED_AS}

    def with_answer(self, name: str, text: str) -> "FormAnswers":
        """Give the answers with one more; an empty one says that it is not known."""
        given, not_known, path = self._without(name)
        if text:
            return FormAnswers({**given, name: text}, not_known, (*path, name))
        return FormAnswers(given, (*not_known, name), (*path, name))

    def before_last(self) -> "FormAnswers | None":
        """Give the answers without the last one; at the beginning there is none."""
        return self._without(self.path[-1]) if self.path else None

    def _without(self, name: str) -> "FormAnswers":
        return FormAnswers(
            {key: value for key, value in self.given.items() if key != name},
            tuple(key for key in self.not_known if key != name),
            tuple(key for key in self.path if key != name),
        )

    def address(self, place: str, **more: str) -> str:
        """Give the address of a page with these answers."""
        return f"{place}?{urlencode([*self.pairs(), *more.items()])}"

    def pairs(self) -> list[tuple[str, str]]:
        """Give the answers as parts of an address."""
        return [
            *self.given.items(),
            *((NOT_KNOWN, name) for name in self.not_known),
            *((PATH_FIELD, name) for name in self.path),
        ]


def read_form_answers(pairs: Iterable[tuple[str, str]], fields: Iterable[WebField]) -> FormAnswers:
    """Read the answers from the parts of an address. What is no field of the form is left out.

    What looks like personal data in a free text is masked here, so that it goes into no further address.
    """
    known = {field.name: field for field in fields}
    given: dict[str, str] = {}
    not_known: dict[str, None] = {}
    path: dict[str, None] = {}
    for name, text in pairs:
        value = text.strip()[:MOST_TEXT]
        if name in (NOT_KNOWN, PATH_FIELD):
            if value in known:
                (not_known if name == NOT_KNOWN else path)[value] = None
        elif name in known and value:
            value = mask(value) if known[name].field in FREE_TEXTS else value
            given[name] = f"{given[name]} {value}" if name in given else value
    return FormAnswers(given, tuple(name for name in not_known if name not in given), tuple(path))
