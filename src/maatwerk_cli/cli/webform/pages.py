"""The pages of the form, as HTML: every value escaped, nothing loaded from elsewhere."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from maatwerk_cli import __version__
from maatwerk_cli.cli.webform.answers import FormAnswers
from maatwerk_cli.cli.webform.form_fields import LOT_NAME, LOT_NAMES, MEMO_FORM, READING, WebField
from maatwerk_cli.cli.webform.guard import MAX_BODY
from maatwerk_cli.cli.webform.judgement import Desk, FormJudgement
from maatwerk_cli.cli.webform.lots_by_hand import (
    MOST_LOTS_BY_HAND,
    NO_NAME,
    TABLE_NAME,
    LotsByHand,
    LotsJudgement,
    in_address,
)
from maatwerk_cli.tender.judging import Result
from maatwerk_cli.tender.questions.next_question import Question
from maatwerk_cli.tender.views.series_summary import series_row
from maatwerk_cli.tender.views.verdict_words import Background, verdict_blocks
from maatwerk_cli.text import dutch
from maatwerk_cli.text.blocks import Block, BlockTable, body_of, deeper
from maatwerk_cli.text.html_page import templates
from maatwerk_cli.text.personal_data.privacy import mask

FORM_TEMPLATES = Path(__file__).parent / "templates"
_GROUPS: Sequence[tuple[str, tuple[str, ...]]] = (
    ("De opdracht", ("aard", "loonsom", "opdrachtwaarde", "raamovereenkomst", "categorie", "cpv")),
    ("De looptijd", ("begin", "einde", "looptijd", "verlenging")),
    ("Uitsluitingsgronden", ("uitsluitingsgrond", "motivering")),
    ("De opdrachtgever", ("opdrachtgever", "opdrachtgever-soort", "werkwijze", "peildatum")),
    ("Hoe u de aanbesteding noemt", ("id", "titel")),
)
_READINGS = "Waar de bron ruimte laat"


def static(name: str) -> str:
    """Give the style sheet or the script."""
    return (FORM_TEMPLATES / name).read_text(encoding="utf-8")


class Pages:
    """Writes the pages of one form.

    Args:
        desk: what is answered at.
        base: what the address of every page begins with.
    """

    def __init__(self, desk: Desk, base: str) -> None:
        self._desk = desk
        self._base = base
        self._readings = [field for field in desk.fields if field.name.startswith(READING)]
        self._background = Background({}, desk.assessor.beleid.sha256, __version__)
        self._head = (
            f'<link rel="stylesheet" href="{escape(base)}/formulier.css">',
            f'<script src="{escape(base)}/formulier.js" defer></script>',
        )

    def start(self, fault: str = "") -> str:
        """Give the first page; with ``fault`` what was wrong with a file."""
        return self._page(
            "begin.html.j2", fout=mask(fault), grens=MAX_BODY // 1024 // 1024, smal=True,
            kaders=list(self._desk.assessor.beleid.kaders.values()),
        )  # fmt: skip

    def question(
        self,
        answers: FormAnswers,
        judged: FormJudgement,
        asked: tuple[WebField, Question],
        fault: str = "",
        typed: str = "",
    ) -> str:
        """Give the page with the next question, or with the same again where its answer cannot be read."""
        field, question = asked
        before = answers.before_last()
        return self._page(
            "vraag.html.j2",
            vraag=question,
            field=field._replace(choices=_choices(question, judged) or field.choices),
            waarde=mask(typed),
            fouten={field.name: mask(fault)} if fault else {},
            nummer=len(answers.path) + 1,
            verborgen=answers.pairs(),
            vorige=before.address(f"{self._base}/vraag") if before else "",
            alles=answers.address(f"{self._base}/alles"),
            einde=answers.address(f"{self._base}/einde"),
            bron=question.source,
            **(self._panel(judged) | {"volgende": ""}),
        )

    def all_questions(
        self,
        answers: FormAnswers,
        judged: FormJudgement,
        read: Sequence[tuple[str, str, str]] = (),
        remarks: Sequence[str] = (),
    ) -> str:
        """Give the page with every question, and what was read of a file."""
        fields = self._desk.by_name
        groups = [(title, [fields[name] for name in names if name in fields]) for title, names in _GROUPS]
        return self._page(
            "alles.html.j2",
            groepen=[*groups, (_READINGS, self._readings)] if self._readings else groups,
            gegeven=_shown(answers.filled_in(), judged.faults),
            fouten={name: mask(text) for name, text in judged.faults.items()},
            velden_op_naam=fields,
            **_read_of_file(read, remarks),
            **self._panel(judged),
        )

    def panel(self, judged: FormJudgement) -> str:
        """Give what stands beside the form, by itself."""
        return self._page("uitkomst.html.j2", **self._panel(judged))

    def end(
        self,
        answers: FormAnswers,
        judged: FormJudgement,
        command: str,
        open_questions: Mapping[str, list[str]],
        *,
        pdf: bool,
        memo: Mapping[str, str] = {},
        faults: Mapping[str, str] = {},
    ) -> str:
        """Give the page with the verdict and what can be kept of it.

        Args:
            answers: what was answered.
            judged: what that comes to.
            command: the command that repeats it.
            open_questions: what is still to be asked, by who can answer it.
            pdf: whether a PDF can be made.
            memo: what was filled in for the memo.
            faults: by field of the memo what is wrong with it.
        """
        before = answers.before_last()
        return self._end_page(
            answers, "bewaar", ("html", "yaml", "json", "vragen"), memo, faults, pdf=pdf,
            opdracht=command,
            open=open_questions,
            vorige=before.address(f"{self._base}/vraag") if before else "",
            alles=answers.address(f"{self._base}/alles"),
            **(self._panel(judged) | {"uitkomst": self._verdict(judged.result, 1) if judged.result else ""}),
        )  # fmt: skip

    def series(self, blocks: Sequence[Block]) -> str:
        """Give the page with the outcomes of a list."""
        return self._page("reeks.html.j2", smal=True, uitkomsten=Markup(body_of([*deeper(blocks)])))  # noqa: S704

    def lots(
        self,
        lots: LotsByHand,
        judged: LotsJudgement,
        read: Sequence[tuple[str, str, str]] = (),
        remarks: Sequence[str] = (),
    ) -> str:
        """Give the page with a tender's lots, each by itself and what is shared; and what was read."""
        fields = self._desk.by_name
        groups = [
            (title, [fields[name] for name in names if name in fields and name not in LOT_NAMES])
            for title, names in _GROUPS
        ]
        own = [
            (number, name, [_own(field, number) for field in self._lot_fields(name)])
            for number, name in enumerate(lots.names(), 1)
        ]
        in_lots = (
            (in_address(number, name), text)
            for number, lot in enumerate(lots.own, 1)
            for name, text in lot.items()
        )
        given = {**lots.shared.given, **dict(in_lots)}
        return self._page(
            "percelen.html.j2",
            groepen=[(title, some) for title, some in (*groups, (_READINGS, self._readings)) if some],
            percelen=own,
            gegeven=_shown(given, judged.faults),
            fouten={name: mask(text) for name, text in judged.faults.items()},
            titels=self._lot_titles(lots),
            geen_naam=NO_NAME,
            vol=len(lots.own) >= MOST_LOTS_BY_HAND,
            meeste=MOST_LOTS_BY_HAND,
            **_read_of_file(read, remarks),
            **self._lots_panel(lots, judged),
        )

    def _lot_titles(self, lots: LotsByHand) -> dict[str, str]:
        """Give by name in the address what each field is called, that of a lot with its lot."""
        own = {
            in_address(number, field.name): f"Perceel {name}, {field.title}"
            for number, name in enumerate(lots.names(), 1)
            for field in self._lot_fields(name)
        }
        return own | {name: field.title for name, field in self._desk.by_name.items()}

    def _lot_fields(self, name: str) -> list[WebField]:
        hint = f"Nummer of naam. Leeg? Dan heet dit perceel {name}."
        fields = self._desk.by_name
        return [WebField(LOT_NAME, "perceel", "Naam van het perceel", hint=hint)] + [
            fields[name] for name in LOT_NAMES if name in fields
        ]

    def lots_panel(self, lots: LotsByHand, judged: LotsJudgement) -> str:
        """Give what stands beside the lots, by itself."""
        return self._page("uitkomst.html.j2", **self._lots_panel(lots, judged))

    def lots_end(
        self,
        lots: LotsByHand,
        judged: LotsJudgement,
        open_questions: Mapping[str, list[str]],
        *,
        pdf: bool,
        memo: Mapping[str, str] = {},
        faults: Mapping[str, str] = {},
    ) -> str:
        """Give the page with the verdicts on a tender's lots and what can be kept of them."""
        back = lots.address(f"{self._base}/percelen")
        return self._end_page(
            lots, "percelen-bewaar", ("html", "yaml", "json", "csv", "vragen"), memo, faults, pdf=pdf,
            opdracht=f"maatwerk check-aanbesteding {TABLE_NAME}",
            open=open_questions,
            vorige=back,
            alles=back,
            **(self._lots_panel(lots, judged) | {"uitkomst": self._lot_verdicts(judged, 1, whole=True)}),
        )  # fmt: skip

    def _end_page(
        self,
        given: FormAnswers | LotsByHand,
        keep: str,
        forms: tuple[str, ...],
        memo: Mapping[str, str],
        faults: Mapping[str, str],
        *,
        pdf: bool,
        **values: Any,
    ) -> str:
        """Give the page with a verdict and the forms in which it can be kept, of one tender or of lots."""
        place = f"{self._base}/{keep}"
        kept = {form: given.address(place, vorm=form) for form in (*forms, *(("pdf",) if pdf else ()))}
        return self._page(
            "einde.html.j2",
            smal=True,
            memo={"pdf": "", "csv": ""} | kept,
            memovelden=MEMO_FORM,
            ingevuld={name: mask(text) for name, text in memo.items()},
            fouten={name: mask(text) for name, text in faults.items()},
            verborgen=given.pairs(),
            bewaar=place,
            met_pdf=pdf,
            **values,
        )

    def _lots_panel(self, lots: LotsByHand, judged: LotsJudgement) -> dict[str, Any]:
        outcomes = [
            f"{dutch.lot_name(verdict.perceel or '')}: {dutch.outcome(verdict.besluit.uitkomst)}"
            for verdict in judged.results
        ]
        return {
            "uitkomst": self._lot_verdicts(judged, 2, whole=False),
            "kort": _briefly("; ".join(outcomes)),
            "eerst": _first_needed(judged.faults, self._lot_titles(lots)),
            "volgende": "",
        }

    def _lot_verdicts(self, judged: LotsJudgement, depth: int, *, whole: bool) -> Markup:
        if not judged.results:
            return Markup("")
        rows = [series_row(verdict)[1:] for verdict in judged.results]
        blocks: list[Block] = [
            BlockTable("Per perceel", ("Perceel", "Uitkomst", "Waardoor", "Nog te vragen"), rows)
        ]
        for verdict in judged.results:
            table = [
                block._replace(title=f"{block.title}, {dutch.lot_name(verdict.perceel or '')}")
                for block in _side_by_side(verdict)
                if isinstance(block, BlockTable)
            ]
            if whole:
                blocks += deeper([*verdict_blocks(verdict, self._background, None, explain=False)], depth)
            blocks += table
        return Markup(body_of(blocks))  # noqa: S704

    def _panel(self, judged: FormJudgement) -> dict[str, Any]:
        titles = {name: field.title for name, field in self._desk.by_name.items()}
        return {
            "uitkomst": self._verdict(judged.result) if judged.result else "",
            "kort": _briefly(dutch.outcome(judged.result.besluit.uitkomst) if judged.result else ""),
            "eerst": _first_needed(judged.faults, titles),
            "volgende": judged.question[1].text if judged.question else "",
        }

    def _verdict(self, result: Result, depth: int = 2) -> Markup:
        blocks = [*verdict_blocks(result, self._background, None, explain=False), *_side_by_side(result)]
        # Escaped where it is written: text/blocks lets no markup through.
        return Markup(body_of([*deeper(blocks, depth)]))  # noqa: S704

    def _page(self, template: str, **values: Any) -> str:
        values = {"smal": False, "basis": self._base, "in_head": self._head} | values
        return templates(FORM_TEMPLATES).get_template(template).render(**values)


def _read_of_file(rows: Sequence[Sequence[str]], remarks: Sequence[str]) -> dict[str, Any]:
    """Give what was read of a file, as a table, and what its reader says; nothing where nothing was."""
    columns = ("Gegeven", "Waarde", "Plaats in het bestand")
    shown = [tuple(map(mask, row)) for row in rows]
    table = [BlockTable("Wat is ingevuld, en waar het stond", columns, shown)] if rows else []
    return {"gelezen": Markup(body_of(table)), "opmerkingen": list(map(mask, remarks))}  # noqa: S704


def _shown(given: Mapping[str, str], faults: Mapping[str, str]) -> dict[str, str]:
    """Give what stands in each field; of what cannot be read no personal data."""
    return {name: mask(text) if name in faults else text for name, text in given.items()}


def _first_needed(faults: Mapping[str, str], titles: Mapping[str, str]) -> list[str]:
    """Say what has to be mended before there is a verdict, each with its field."""
    return [mask(f"{titles[name]}: {text}" if name in titles else text) for name, text in faults.items()]


def _briefly(outcome: str) -> str:
    """Say the outcome as who hears the page is told it after each answer."""
    return f"De uitkomst tot nu toe: {outcome}." if outcome else "Er is nog geen uitkomst."


def _own(field: WebField, number: int) -> WebField:
    """Give a field as that of one lot."""
    return field._replace(name=in_address(number, field.name))


def _choices(question: Question, judged: FormJudgement) -> dict[str, str]:
    """Give the ways to answer; of a reading each with what it makes of the outcome."""
    ways = dict(question.ways)
    known = judged.result.besluit.lezingen.get(question.reading) if judged.result else None
    if not question.reading or not isinstance(known, Mapping):
        return ways
    return {
        code: f"{text}. Dan is de uitkomst: {dutch.outcome(known[code])}"
        for code, text in ways.items()
        if code in known
    }


def _side_by_side(result: Result) -> list[Block]:
    """Give open readings beside each other, by themselves and together, each with its consequence."""
    leading = result.besluit.kader
    if leading is None or not leading.open_lezingen:
        return []
    means: Mapping[str, Mapping[str, str]] = {
        reading.id: reading.keuzes for reading in leading.stand.kader.leesvragen
    }
    combined = leading.combinaties or {
        ((name, choice),): outcome
        for name, outcomes in leading.open_lezingen.items()
        for choice, outcome in outcomes.items()
    }
    rows = [
        ("; ".join(means[name][choice] for name, choice in choices), dutch.outcome(outcome))
        for choices, outcome in combined.items()
    ]
    return [BlockTable("Lezingen naast elkaar", ("Als", "Dan is de uitkomst"), rows)]
