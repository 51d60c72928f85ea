"""What a field of a record holds, said in its declaration: a meaning is an annotation beside its type.

    leveranciers: Annotated[Lijst[Id], Names("organisatie"), Asked("Leveranciers")]
    categorie: Annotated[Maybe[Id], CodeOf("categorie")]
    noot: Annotated[Maybe[Tekst], OWN_TEXT]

Of a list the meaning is that of each item. What follows from it (references and their check, renaming, code
lists, forms, columns, filters) is written once, in terms of these; see ``models.fields``.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

Loc = tuple[str | int, ...]
"""Where in a record, or in its file: keys and indexes from its top, as Pydantic gives them.

A row of a CSV file is ``(line, column)``.
"""


class Target(NamedTuple):
    """What is named at one place.

    Attributes:
        kinds: the kinds of record, by their singular, of which it can be one; ``code`` for a code.
        id: the id, or the code.
        code_list: the list that a code is of.
        same_year: it lies in the file of the same year.
        closed: which there are is said by the program itself, so that it need not exist in a list.
        instead: words that could stand there and are no id.
    """

    kinds: tuple[str, ...]
    id: str
    code_list: str = ""
    same_year: bool = False
    closed: bool = False
    instead: tuple[str, ...] = ()


class Points(ABC):
    """A meaning by which a value names records or codes.

    Attributes:
        maybe: the value is free to be something else, so what it names need not exist.
    """

    maybe: bool = False

    @abstractmethod
    def targets(self, value: Any, record: object) -> Iterator[tuple[Loc, Target]]:
        """Give what one value names, each with where in the value it stands.

        Args:
            value: one value; of values by name all of them.
            record: the record, or the part of one, that it is in.
        """

    @abstractmethod
    def renamed(self, value: str, old: str, new: str) -> str:
        """Give the text of a value that names ``old`` as it is when it names ``new``."""


class Names(Points):
    """A reference: the value is the id of a record.

    Attributes:
        kinds: the kinds of record it can be of, by their singular.
        maybe: it is a text that may be such an id, and is free to be something else.
        same_year: what it names lies in the file of the same year.
        unless: a field whose value, repeated here, stands for all that it tells and is no id.
    """

    def __init__(self, *kinds: str, maybe: bool = False, same_year: bool = False, unless: str = "") -> None:
        self.kinds, self.maybe, self.same_year, self.unless = kinds, maybe, same_year, unless

    def targets(self, value: Any, record: object) -> Iterator[tuple[Loc, Target]]:
        """Give the record it names."""
        instead = (str(getattr(record, self.unless)),) if self.unless else ()
        if value not in instead:
            yield (), Target(self.kinds, str(value), same_year=self.same_year, instead=instead)

    def renamed(self, value: str, old: str, new: str) -> str:  # noqa: ARG002
        """Give the new id."""
        return new


class CodeOf(Points):
    """The value is a code of a code list.

    Attributes:
        code_list: the list, by the name of its file.
        maybe: it is a text that may be such a code, and is free to be something else.
    """

    def __init__(self, code_list: str, *, maybe: bool = False) -> None:
        self.code_list, self.maybe = code_list, maybe

    def targets(self, value: Any, record: object) -> Iterator[tuple[Loc, Target]]:  # noqa: ARG002
        """Give the code it names."""
        yield (), Target(("code",), str(value), self.code_list)

    def renamed(self, value: str, old: str, new: str) -> str:  # noqa: ARG002
        """Give the new code."""
        return new


class Words(NamedTuple):
    """A text, and whose words it is in: our own, or those of a source, which stay what they are."""

    whose: Literal["own", "source"]


OWN_TEXT = Words("own")
SOURCE_WORD = Words("source")


class OwnClass:
    """The value is a class of our own making: no source gives it, so that it is inferred of every record."""


OWN_CLASS = OwnClass()


class Parts:
    """Parts of a field that ``afgeleid`` can name though they stand in other records, which do not say so."""

    def __init__(self, *names: str) -> None:
        self.names = names


class Unit(NamedTuple):
    """The unit of a number: ``euro``, ``maanden``, ``procent``, ``proeftuinen``."""

    name: str


class WrittenForm(NamedTuple):
    """How a value is written that is no text, so that what it looks like beside that, it is not.

    Attributes:
        of: an amount or a count; a mark that all may know, of a page or in a public list; the mark of a case.
        pattern: what all of such a value looks like; one that does not may be anything. Most commands
            ask none, so that it is made when it is first asked.
    """

    of: Literal["amount", "public_mark", "case"]
    pattern: str


_DIGITS = r"[0-9 .,€-]*"
AMOUNT = WrittenForm("amount", _DIGITS)
WEB_ADDRESS = WrittenForm("public_mark", r"https?://\S*")
TOOI_MARK = WrittenForm("public_mark", r"https?://\S*|[a-z]{2,8}[0-9]{1,8}")
KVK_NUMBER = WrittenForm("public_mark", r"[0-9]{8}(?:[0-9]{4})?")
CPV_CODE = WrittenForm("public_mark", r"[0-9]{8}(?:-[0-9])?")
CASE_MARK = WrittenForm("case", r".*")
LOT_NUMBER = WrittenForm("case", _DIGITS)


class People:
    """A number of people: protected by law as every count of people is, so never in an open export."""


PEOPLE = People()


class OneCell:
    """Where something comes from is written in one cell of a CSV file: the id, a space and the place."""


ONE_CELL = OneCell()


class Asked(NamedTuple):
    """How a form asks for the field, where its description is not the question.

    Attributes:
        text: the question; empty for the description itself.
        required: a form does not do without, though the record can.
        after_source: it is asked after the source of the record, not before.
        never: a form does not ask for it.
    """

    text: str = ""
    required: bool = False
    after_source: bool = False
    never: bool = False


NOT_ASKED = Asked(never=True)


class Columns:
    """The names that a column of a spreadsheet often has for the field, beside its own, in lower case."""

    def __init__(self, *names: str) -> None:
        self.names = names
