"""The pages of the form, as HTML: every value escaped, nothing loaded from elsewhere."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from maatwerk_cli import __version__
from maatwerk_cli.cli.webform.answers import Answers
from maatwerk_cli.cli.webform.form_fields import READING, FormField
from maatwerk_cli.cli.webform.guard import MAX_BODY
from maatwerk_cli.cli.webform.judgement import Desk, Judgement
from maatwerk_cli.models.tender.dossier import Dossier
from maatwerk_cli.tender.judging import Result
from maatwerk_cli.tender.questions.next_question import Question
from maatwerk_cli.tender.views.verdict_words import Background, verdict_blocks
from maatwerk_cli.text.blocks import Blok, body_of, deeper
from maatwerk_cli.text.personal_data.privacy import mask

TEMPLATES = Path(__file__).parent / "templates"
_GROUPS: Sequence[tuple[str, tuple[str, ...]]] = (
    ("De opdracht", ("aard", "loonsom", "opdrachtwaarde", "raamovereenkomst", "categorie", "cpv")),
    ("De looptijd", ("begin", "einde", "looptijd", "verlenging")),
    ("Uitsluitingsgronden", ("uitsluitingsgrond", "motivering")),
    ("De opdrachtgever", ("opdrachtgever", "opdrachtgever-soort", "werkwijze", "peildatum")),
    ("Hoe u de aanbesteding noemt", ("id", "titel")),
)
_READINGS = "Waar de bron ruimte laat"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


def static(name: str) -> str:
    """Give the style sheet or the script."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


class Pages:
    """Writes the pages of one form.

    Args:
        desk: what is answered at.
        base: what the address of every page begins with.

    """

    def __init__(self, desk: Desk, base: str) -> None:
        self._desk = desk
        self._base = base

    def start(self, fault: str = "") -> str:
        """Give the first page; with ``fault`` what was wrong with a file."""
        return self._page(
            "begin.html.j2", fout=mask(fault), grens=MAX_BODY // 1024 // 1024, smal=True,
            kaders=list(self._desk.assessor.beleid.kaders.values()),
        )  # fmt: skip

    def question(
        self,
        answers: Answers,
        found: Judgement,
        asked: tuple[FormField, Question],
        fault: str = "",
        typed: str = "",
    ) -> str:
        """Give the page with the next question, or with the same again where its answer cannot be read."""
        field, question = asked
        before = answers.before_last()
        return self._page(
            "vraag.html.j2",
            vraag=question,
            field=field._replace(choices=dict(question.ways) if question.ways else field.choices),
            waarde=typed,
            fouten={field.name: mask(fault)} if fault else {},
            nummer=len(answers.path) + 1,
            verborgen=answers.pairs(),
            vorige=before.address(f"{self._base}/vraag") if before else "",
            alles=answers.address(f"{self._base}/alles"),
            einde=answers.address(f"{self._base}/einde"),
            bron=question.source,
            **(self._panel(found) | {"volgende": ""}),
        )

    def all_questions(
        self,
        answers: Answers,
        found: Judgement,
        read: Sequence[tuple[str, str, str]] = (),
        remarks: Sequence[str] = (),
    ) -> str:
        """Give the page with every question, and what was read of a file."""
        fields = self._desk.by_name
        readings = [field for field in self._desk.fields if field.name.startswith(READING)]
        groups = [(title, [fields[name] for name in names if name in fields]) for title, names in _GROUPS]
        return self._page(
            "alles.html.j2",
            groepen=[*groups, (_READINGS, readings)] if readings else groups,
            gegeven=answers.given,
            fouten={name: mask(text) for name, text in found.faults.items()},
            velden_op_naam=fields,
            gelezen=[tuple(map(mask, row)) for row in read],
            opmerkingen=list(map(mask, remarks)),
            **self._panel(found),
        )

    def panel(self, found: Judgement) -> str:
        """Give what stands beside the form, by itself."""
        return _environment().get_template("uitkomst.html.j2").render(**self._panel(found))

    def end(
        self,
        answers: Answers,
        found: Judgement,
        command: str,
        open_questions: Mapping[str, list[str]],
        *,
        pdf: bool,
    ) -> str:
        """Give the page with the verdict and what can be kept of it."""
        forms = ("html", "pdf", "yaml", "json", "vragen") if pdf else ("html", "yaml", "json", "vragen")
        place = f"{self._base}/bewaar"
        before = answers.before_last()
        return self._page(
            "einde.html.j2",
            smal=True,
            memo={"pdf": ""} | {form: answers.address(place, vorm=form) for form in forms},
            opdracht=command,
            open=open_questions,
            vorige=before.address(f"{self._base}/vraag") if before else "",
            alles=answers.address(f"{self._base}/alles"),
            **(self._panel(found) | {"uitkomst": self._verdict(found.result, 1) if found.result else ""}),
        )

    def series(self, blocks: Sequence[Blok]) -> str:
        """Give the page with the outcomes of a list."""
        return self._page("reeks.html.j2", smal=True, uitkomsten=Markup(body_of([*deeper(blocks)])))  # noqa: S704

    def _panel(self, found: Judgement) -> dict[str, Any]:
        return {
            "uitkomst": self._verdict(found.result) if found.result else "",
            "eerst": [mask(text) for text in found.faults.values()],
            "volgende": found.question[1].text if found.question else "",
        }

    def _verdict(self, result: Result, depth: int = 2) -> Markup:
        background = Background({}, self._desk.assessor.beleid.sha256, __version__)
        blocks = [*verdict_blocks(result, background, Dossier(), explain=False)]
        # Escaped where it is written: text/blocks lets no markup through.
        return Markup(body_of([*deeper(blocks, depth)]))  # noqa: S704

    def _page(self, template: str, **values: Any) -> str:
        return _environment().get_template(template).render(basis=self._base, **{"smal": False} | values)
