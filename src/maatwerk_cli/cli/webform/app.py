"""The form as a web application: addresses in, pages out. It keeps nothing between two requests."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from python_multipart.exceptions import FormParserError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from maatwerk_cli.cli.webform.answers import MOST_TEXT, FormAnswers, read_form_answers
from maatwerk_cli.cli.webform.downloads import (
    Download,
    download,
    memo_faults,
    questions_by_who,
    repeat_command,
)
from maatwerk_cli.cli.webform.form_fields import MEMO_FORM
from maatwerk_cli.cli.webform.guard import MAX_BODY, MOST_UPLOADS, Guard
from maatwerk_cli.cli.webform.judgement import Desk, FormJudgement, faults_of, judgement_of
from maatwerk_cli.cli.webform.lots_by_hand import (
    LotsByHand,
    LotsJudgement,
    download_lots,
    judge_lots,
    read_lots,
)
from maatwerk_cli.cli.webform.pages import Pages, static
from maatwerk_cli.cli.webform.uploads import (
    ReadFile,
    ReadTable,
    outcome_of_file,
    read_upload,
    table_of,
)
from maatwerk_cli.tender.judging import Refused, Result

_MEMO_NAMES = tuple(field.name for field in MEMO_FORM)
_NO_ANSWER = "Kies of vul een antwoord in, of kies Weet ik niet."
MultiPartParser.spool_max_size = MAX_BODY  # a file stays in memory and never touches the disk


def make_app(
    desk: Desk, token: str, hosts: frozenset[str], closing: Callable[[], bool] = lambda: False
) -> Guard:
    """Make the form for a policy, behind its guard."""
    return Guard(_Form(desk, f"/{token}").app(), token, hosts, asyncio.Semaphore(MOST_UPLOADS), closing)


class _Form:
    def __init__(self, desk: Desk, base: str) -> None:
        self._desk = desk
        self._base = base
        self._pages = Pages(desk, base)

    def app(self) -> Starlette:
        """Give the addresses and their pages."""
        pages: dict[str, Callable[[Request], Response]] = {
            "/": lambda _: HTMLResponse(self._pages.start()),
            "/formulier.css": lambda _: PlainTextResponse(static("formulier.css"), media_type="text/css"),
            "/formulier.js": lambda _: PlainTextResponse(
                static("formulier.js"), media_type="text/javascript"
            ),
            "/vraag": self.question,
            "/antwoord": self.answer,
            "/alles": self.all_questions,
            "/uitkomst": self.panel,
            "/einde": self.end,
            "/bewaar": self.keep,
            "/percelen": self.lots,
            "/percelen-uitkomst": self.lots_panel,
            "/percelen-einde": self.lots_end,
            "/percelen-bewaar": self.keep_lots,
        }
        routes = [Route(path, _threaded(page)) for path, page in pages.items()]
        routes.append(Route("/bestand", self.upload, methods=["POST"]))
        refused = {400: _not_sent, FormParserError: _not_sent, 404: _no_page, 405: _no_page}
        return Starlette(routes=routes, exception_handlers=refused)

    def _answers(self, request: Request) -> FormAnswers:
        return read_form_answers(request.query_params.multi_items(), self._desk.fields)

    def question(self, request: Request) -> Response:
        """Ask the next question; where nothing can matter any more, show the verdict."""
        answers = self._answers(request)
        judged = judgement_of(answers, self._desk)
        if judged.faults:
            return RedirectResponse(answers.address(f"{self._base}/alles"), 303)
        if judged.question is None:
            return RedirectResponse(answers.address(f"{self._base}/einde"), 303)
        return HTMLResponse(self._pages.question(answers, judged, judged.question))

    def answer(self, request: Request) -> Response:
        """Take one answer, and go on with the next question."""
        name = request.query_params.get("veld", "")
        if name not in self._desk.by_name:
            return RedirectResponse(self._answers(request).address(f"{self._base}/vraag"), 303)
        typed = " ".join(text.strip() for text in request.query_params.getlist(name) if text.strip())
        others = [(key, text) for key, text in request.query_params.multi_items() if key != name]
        before = read_form_answers(others, self._desk.fields)
        if request.query_params.get("actie") == "weetniet":
            return RedirectResponse(before.with_answer(name, "").address(f"{self._base}/vraag"), 303)
        after = before.with_answer(name, typed)
        faults = faults_of(after, self._desk) if typed else {name: _NO_ANSWER}
        fault = faults.get(name, "") or next(iter(faults.values()), "")
        if not fault:
            return RedirectResponse(after.address(f"{self._base}/vraag"), 303)
        judged = judgement_of(before, self._desk)
        if judged.question is None or judged.question[0].name != name:
            return RedirectResponse(after.address(f"{self._base}/alles"), 303)
        return HTMLResponse(self._pages.question(before, judged, judged.question, fault, typed), 422)

    def all_questions(self, request: Request) -> Response:
        """Show every question with the answers so far."""
        answers = self._answers(request)
        return HTMLResponse(self._pages.all_questions(answers, judgement_of(answers, self._desk)))

    def panel(self, request: Request) -> Response:
        """Give the verdict so far, for the page that asks for it."""
        return HTMLResponse(self._pages.panel(judgement_of(self._answers(request), self._desk)))

    def end(self, request: Request) -> Response:
        """Show the verdict and what can be kept of it."""
        answers = self._answers(request)
        return HTMLResponse(self._end(answers, judgement_of(answers, self._desk)))

    def _end(
        self,
        answers: FormAnswers,
        judged: FormJudgement,
        memo: Mapping[str, str] = {},
        faults: Mapping[str, str] = {},
    ) -> str:
        asked = questions_by_who([judged.result] if judged.result else [], self._desk)
        command = repeat_command(answers)
        return self._pages.end(
            answers, judged, command, asked, pdf=_can_write_pdf(), memo=memo, faults=faults
        )

    def keep(self, request: Request) -> Response:
        """Give the verdict as a file."""
        answers = self._answers(request)
        judged = judgement_of(answers, self._desk)
        if judged.result is None:
            return RedirectResponse(answers.address(f"{self._base}/alles"), 303)
        memo = _memo_of(request)
        faults = memo_faults(memo, self._desk)
        if faults:
            return HTMLResponse(self._end(answers, judged, memo, faults), 422)
        return _file(download(request.query_params.get("vorm", ""), answers, judged.result, self._desk, memo))

    def _lots(self, request: Request) -> tuple[LotsByHand, LotsJudgement]:
        lots = read_lots(request.query_params.multi_items(), self._desk.fields)
        return lots, judge_lots(lots, self._desk)

    def lots(self, request: Request) -> Response:
        """Show a tender's lots, with one more or one less where that was asked."""
        lots, judged = self._lots(request)
        action = request.query_params.get("actie", "")
        place = f"{self._base}/percelen"
        if action == "erbij":
            return RedirectResponse(f"{lots.with_one_more().address(place)}#perceel-{len(lots.own) + 1}", 303)
        number = next((each for each in range(1, len(lots.own) + 1) if action == f"weg-{each}"), 0)
        if number:
            left = lots.without(number)
            return RedirectResponse(f"{left.address(place)}#perceel-{min(number, len(left.own))}", 303)
        return HTMLResponse(self._pages.lots(lots, judged))

    def lots_panel(self, request: Request) -> Response:
        """Give the verdicts on lots so far, for the page that asks for them."""
        return HTMLResponse(self._pages.lots_panel(*self._lots(request)))

    def lots_end(self, request: Request) -> Response:
        """Show the verdicts on lots and what can be kept of them."""
        lots, judged = self._lots(request)
        if judged.faults:
            return RedirectResponse(lots.address(f"{self._base}/percelen"), 303)
        return HTMLResponse(self._lots_end(lots, judged))

    def _lots_end(
        self,
        lots: LotsByHand,
        judged: LotsJudgement,
        memo: Mapping[str, str] = {},
        faults: Mapping[str, str] = {},
    ) -> str:
        asked = questions_by_who(judged.results, self._desk)
        return self._pages.lots_end(lots, judged, asked, pdf=_can_write_pdf(), memo=memo, faults=faults)

    def keep_lots(self, request: Request) -> Response:
        """Give the verdicts on lots as a file."""
        lots, judged = self._lots(request)
        if judged.faults:
            return RedirectResponse(lots.address(f"{self._base}/percelen"), 303)
        memo = _memo_of(request)
        faults = memo_faults(memo, self._desk)
        if faults:
            return HTMLResponse(self._lots_end(lots, judged, memo, faults), 422)
        form = request.query_params.get("vorm", "")
        return _file(download_lots(form, lots, judged.results, self._desk, memo))

    async def upload(self, request: Request) -> Response:
        """Read a file that was dropped in the page."""
        try:
            async with request.form(max_files=1, max_fields=4) as form:
                file = form.get("bestand")
                content = await file.read() if isinstance(file, UploadFile) else b""
                whole_table = form.get("wat") == "tabel"
        except MultiPartException:
            content, whole_table = b"", False
        if whole_table:
            outcome: Any = await run_in_threadpool(table_of, content, self._desk)
            return (
                HTMLResponse(self._pages.start(outcome.message), 422)
                if isinstance(outcome, Refused)
                else _file(outcome)
            )
        read = await run_in_threadpool(read_upload, content, self._desk)
        return await run_in_threadpool(self._uploaded, read)

    def _uploaded(self, read: ReadFile | ReadTable | Refused) -> Response:
        if isinstance(read, Refused):
            return HTMLResponse(self._pages.start(read.message), 422)
        if isinstance(read, ReadTable):
            return HTMLResponse(self._pages.series(read.blocks))
        if isinstance(read.answers, LotsByHand):
            judged_lots = judge_lots(read.answers, self._desk)
            remarks = self._remarks(read, next(iter(judged_lots.results), None))
            return HTMLResponse(self._pages.lots(read.answers, judged_lots, read.rows, remarks))
        judged = judgement_of(read.answers, self._desk)
        remarks = self._remarks(read, judged.result)
        return HTMLResponse(self._pages.all_questions(read.answers, judged, read.rows, remarks))

    def _remarks(self, read: ReadFile, filled_in: Result | None) -> Sequence[str]:
        other = outcome_of_file(read.read, self._desk, filled_in)
        return [other, *read.remarks] if other else read.remarks


def _memo_of(request: Request) -> dict[str, str]:
    """Give what was filled in for the memo."""
    filled = {name: request.query_params.get(name, "").strip()[:MOST_TEXT] for name in _MEMO_NAMES}
    return {name: text for name, text in filled.items() if text}


def _not_sent(_: Request, error: Exception) -> Response:
    """Say that what was sent cannot be taken apart."""
    del error
    return PlainTextResponse("Het bestand kwam niet goed over. Kies het opnieuw.\n", 400)


def _no_page(_: Request, error: Exception) -> Response:
    """Say that there is no such page, or that it cannot be asked for in this way."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    return PlainTextResponse("Deze bladzijde is er niet. Begin opnieuw op de eerste bladzijde.\n", status)


def _threaded(page: Callable[[Request], Response]) -> Callable[[Request], Any]:
    """Let a page be made beside others, since judging takes the processor."""

    async def run(request: Request) -> Response:
        return await run_in_threadpool(page, request)

    return run


def _file(made: Download) -> Response:
    headers = {"content-disposition": f'attachment; filename="{made.name}"'}
    return Response(made.content, media_type=made.media_type, headers=headers)


def _can_write_pdf() -> bool:
    from importlib.util import find_spec

    return find_spec("typst") is not None
