"""The lots of one tender, filled in by hand: as a list of them would be, so that the list gives the same."""

import re
from collections.abc import Iterable, Mapping
from io import BytesIO
from itertools import count
from typing import Literal, NamedTuple
from urllib.parse import urlencode

from maatwerk_cli.cli.tender.one_tender import tender_blocks
from maatwerk_cli.cli.tender.tender_files import put
from maatwerk_cli.cli.tender.tender_options import OPTIONS
from maatwerk_cli.cli.tender.tender_task import Task, read_options
from maatwerk_cli.cli.webform.answers import MOST_TEXT, FormAnswers, read_form_answers
from maatwerk_cli.cli.webform.downloads import Download, memo_dossiers, memo_file, questions_file
from maatwerk_cli.cli.webform.form_fields import LOT_NAME, LOT_NAMES, WebField
from maatwerk_cli.cli.webform.judgement import Desk, faults_of
from maatwerk_cli.tender.input.tender_input import read_input
from maatwerk_cli.tender.judging import Refused, Result
from maatwerk_cli.tender.series.series import SeriesFile
from maatwerk_cli.tender.views.series_view import SeriesWriting
from maatwerk_cli.tender.views.tender_yaml import rows_yaml
from maatwerk_cli.text.csv.csv_writer import write_csv
from maatwerk_cli.text.personal_data.privacy import mask

MOST_LOTS_BY_HAND = 40
"""The most lots filled in by hand: they all stand in the address of the page."""
NO_NAME = "aanbesteding"
"""What a tender is called of which somebody gave no id: by it the lots belong together."""
TABLE_NAME = "percelen.csv"
_OF_A_LOT = re.compile(r"perceel-([1-9][0-9]{0,3})-(.+)")


class LotsByHand(NamedTuple):
    """What somebody has filled in.

    Attributes:
        shared: what goes for every lot.
        own: by lot what goes for it alone; empty where nothing is known of it yet.
    """

    shared: FormAnswers
    own: tuple[Mapping[str, str], ...]

    def pairs(self) -> list[tuple[str, str]]:
        """Give them as parts of an address; a lot of which nothing is known is one all the same."""
        return [
            *self.shared.pairs(),
            *(
                (in_address(number, name), lot.get(name, ""))
                for number, lot in enumerate(self.own, 1)
                for name in (LOT_NAME, *LOT_NAMES)
                if name == LOT_NAME or name in lot
            ),
        ]

    def address(self, place: str, **more: str) -> str:
        """Give the address of a page with these lots."""
        return f"{place}?{urlencode([*self.pairs(), *more.items()])}"

    def with_one_more(self) -> "LotsByHand":
        """Give them with one more lot of which nothing is known."""
        return self._replace(own=(*self.own, {}))

    def without(self, number: int) -> "LotsByHand":
        """Give them without one lot, counted from 1; what the others are called does not change."""
        named = [{**lot, LOT_NAME: name} for lot, name in zip(self.own, self.names(), strict=True)]
        return self._replace(own=(*named[: number - 1], *named[number:]) or ({},))

    def names(self) -> list[str]:
        """Give what each lot is called: without a name by its place, or the next number that is free."""
        taken = {lot[LOT_NAME] for lot in self.own if lot.get(LOT_NAME)}
        names = []
        for place, lot in enumerate(self.own, 1):
            name = lot.get(LOT_NAME) or next(
                str(number) for number in count(place) if str(number) not in taken
            )
            taken.add(name)
            names.append(name)
        return names

    def rows(self) -> list[dict[str, str]]:
        """Give each lot as a row of a table: by field what was typed."""
        return [
            {"id": NO_NAME, **{OPTIONS[option]: text for option, text in options.items()}, "perceel": called}
            for options, called in zip(self.options(), self.names(), strict=True)
        ]

    def options(self) -> list[Mapping[str, str]]:
        """Give each lot as the options of the command."""
        return [
            FormAnswers(
                {**self.shared.given, **{name: text for name, text in lot.items() if name != LOT_NAME}}
            ).options()
            for lot in self.own
        ]

    def table(self, *, excel: bool = False) -> bytes:
        """Give the lots as a CSV, a row for each."""
        rows = self.rows()
        filled = {field for row in rows for field in row}
        columns = ["id", "perceel", *(field for field in OPTIONS.values() if field in filled - {"id"})]
        cells = [[" ".join(row.get(field, "").split()) for field in columns] for row in rows]
        return write_csv(columns, cells, excel=excel)


def in_address(number: int, name: str) -> str:
    """Give what a field of a lot is called in the address."""
    return f"perceel-{number}-{name}"


def read_lots(pairs: Iterable[tuple[str, str]], fields: Iterable[WebField]) -> LotsByHand:
    """Read the lots from the parts of an address; at the beginning there are two, with nothing known."""
    shared: list[tuple[str, str]] = []
    own: dict[int, dict[str, str]] = {}
    for key, text in pairs:
        match = _OF_A_LOT.fullmatch(key)
        if match is None:
            shared += [] if key in LOT_NAMES else [(key, text)]
            continue
        lot = own.setdefault(int(match[1]), {})
        value = text.strip()[:MOST_TEXT]
        if match[2] in (LOT_NAME, *LOT_NAMES) and value:
            lot[match[2]] = mask(value) if match[2] == LOT_NAME else value
    lots = tuple(own[number] for number in sorted(own))
    return LotsByHand(FormAnswers(read_form_answers(shared, fields).given), lots or ({}, {}))


class LotsJudgement(NamedTuple):
    """What the lots come to.

    Attributes:
        results: a verdict for each; empty where something cannot be read.
        faults: by name of a field in the address what is wrong with it; under the empty name with all.
    """

    results: tuple[Result, ...]
    faults: dict[str, str]


def judge_lots(lots: LotsByHand, desk: Desk) -> LotsJudgement:
    """Judge the lots as the command judges the table of them."""
    faults = _faults(lots, desk)
    file = None if faults else _file_of(lots)
    if faults or file is None:
        return LotsJudgement((), faults or {"": "De percelen zijn niet te lezen. Begin opnieuw."})
    rows = desk.series().collect(iter([file]), MOST_LOTS_BY_HAND) or []
    wrong = [row for row in rows if isinstance(row, Refused)]
    if wrong:
        return LotsJudgement((), {"": f"perceel {wrong[0].perceelnaam or '?'}: {wrong[0].message}"})
    return LotsJudgement(tuple(row for row in rows if isinstance(row, Result)), {})


def _faults(lots: LotsByHand, desk: Desk) -> dict[str, str]:
    """Tell what is wrong with a field: of all lots once, of one at its own."""
    if len(lots.own) > MOST_LOTS_BY_HAND:
        return {
            "": f"Met de hand kunnen er hooguit {MOST_LOTS_BY_HAND} percelen zijn. "
            "Geef meer in een lijst (CSV)."
        }
    names = lots.names()
    faults: dict[str, str] = {}
    for number, lot in enumerate(lots.own, 1):
        own = {name: text for name, text in lot.items() if name != LOT_NAME}
        for name, text in faults_of(FormAnswers({**lots.shared.given, **own}), desk).items():
            faults.setdefault(in_address(number, name) if name in LOT_NAMES else name, text)
        if names[number - 1] in names[: number - 1]:
            faults[in_address(number, LOT_NAME)] = "Een ander perceel heet ook zo. Geef elk een eigen naam."
    return faults


def _file_of(lots: LotsByHand) -> SeriesFile | None:
    tenders = read_input(BytesIO(lots.table()), put)
    # A size of nothing: the form never starts another process.
    return None if isinstance(tenders, Refused) else SeriesFile(TABLE_NAME, 0, tenders)


def download_lots(
    form: str, lots: LotsByHand, results: tuple[Result, ...], desk: Desk, memo_fields: Mapping[str, str]
) -> Download:
    """Give the verdicts on lots as a file; of an unknown form as the memo."""
    if form == "csv":
        return Download(TABLE_NAME, "text/csv; charset=utf-8", lots.table(excel=True))
    if form == "yaml":
        return Download("percelen.yaml", "application/yaml; charset=utf-8", rows_yaml([*results]))
    if form == "json":
        return Download("uitkomst.json", "application/json", _json(lots, desk))
    if form == "vragen":
        return questions_file(results, desk)
    memo: Literal["pdf", "html"] = "pdf" if form == "pdf" else "html"
    both = any(read_options(options, "komma").two_ways for options in lots.options())
    task = Task(
        *([], {}, "komma", memo), ask=False, explain=False, data=None, output=None,
        dossiers=memo_dossiers(memo_fields, desk), two_ways=both,
    )  # fmt: skip
    blocks = tender_blocks(task, results, desk.assessor, desk.folder)
    return memo_file(memo, blocks)


def _json(lots: LotsByHand, desk: Desk) -> bytes:
    policy = desk.assessor.beleid
    file, stream = _file_of(lots), BytesIO()
    writing = SeriesWriting("json", policy.sha256, tuple(policy.kaders), False, policy.owes_more)
    desk.series().write(iter([file] if file else []), writing, stream)
    return stream.getvalue()
