"""Counts of people in the leerformule: participants, and what they answered; which of them are withheld.

Every count has a key, as counts of candidates do (``report.people``), and passes the same registry. What one
course measured is in no table; it is put before the solver all the same, as if it were shown, so that the
totals tell nothing of the people of one course, also not beside an earlier report.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from maatwerk_cli.disclosure.registry import Registry
from maatwerk_cli.disclosure.solver import (
    CellKey,
    Count,
    ProtectedCounts,
    Sum,
    TooLargeError,
    WithholdReason,
    protect,
)
from maatwerk_cli.models.facts.verzamelpost import Verzamelpost
from maatwerk_cli.models.programme.traject import Meting, Traject
from maatwerk_cli.models.publicatie import Publicatie
from maatwerk_cli.models.rapport import of_programme
from maatwerk_cli.register.records import Dataset, Entry
from maatwerk_cli.register.since import known_since
from maatwerk_cli.report.people import post_is_published, recorded_edition, secret_of
from maatwerk_cli.report.posts import posts_hold

PARTICIPANTS = "deelnemers"
IN_POSTS = "deelnemers_verzameld"
PARTICIPANTS_TOGETHER = "deelnemers_samen"
POST = "deelnemers_post"
MEASURED = "meting"
PUBLISHED = "leerformule_deelnemers"
"""The code of the key figure that says how many participants were published."""
OF_ONE_COURSE = "meting_traject"
"""What one course measured: in no table, so never in what an edition showed or withheld."""
_SHOWN = 2
"""What any other count of a table weighs: what one course measured is in none, and is withheld before it."""
_WEIGHT = {PARTICIPANTS_TOGETHER: 20, PARTICIPANTS: 8, IN_POSTS: 6, MEASURED: 4}


class Round(NamedTuple):
    """The n-th measurement of every course with one questionnaire.

    Attributes:
        vragenlijst: the questionnaire.
        number: which measurement, from 1.
        measured: per course what it measured.
    """

    vragenlijst: str
    number: int
    measured: Mapping[str, Meting]

    def key(self, question: str = "", answer: str = "", *, course: str = "") -> str:
        """Give the key of a count: of who took part, of who answered a question, or answered it so."""
        parts = [f"vragenlijst={self.vragenlijst}", f"ronde={self.number}"]
        parts += [f"traject={course}"] if course else []
        parts += [f"vraag={question}"] if question else []
        parts += [f"antwoord={answer}"] if answer else []
        return f"{OF_ONE_COURSE if course else MEASURED}/{'&'.join(parts)}"


@dataclass
class Participants:
    """All counts of people in the leerformule on a day, with what ties them together.

    Attributes:
        courses: the courses that had begun.
        rounds: the measurements.
        posts: the posts that count participants.
        counts: every count by its key.
        sums: which counts are the sum of which.
    """

    courses: Sequence[Entry[Traject]]
    rounds: Sequence[Round]
    posts: Sequence[Entry[Verzamelpost]]
    counts: dict[CellKey, Count] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)

    @property
    def unknown(self) -> bool:
        """Whether of some course it is not known how many take part."""
        return any(entry.value.deelnemers is None for entry in self.courses)


def participants(dataset: Dataset, year: int, day: date) -> Participants:
    """Count the people in the leerformule on a day."""
    courses = [entry for entry in dataset.records(Traject).counting if _begun(entry.value, dataset, day)]
    posts = [
        entry
        for entry in dataset.verzamelposten.counting.of_year(year)
        if entry.value.telt == PARTICIPANTS and entry.value.deel_van is None
    ]
    attendance = Participants(
        courses, list(_rounds(courses, day)), posts if posts_hold(dataset, year, day) else []
    )
    _add_participants(attendance, _published(dataset, year))
    for scan_round in attendance.rounds:
        _add_round(attendance, scan_round)
    return attendance


def _published(dataset: Dataset, year: int) -> int | None:
    """Give how many participants were published of a year: a reader takes it that there are no more."""
    figures = dataset.kerncijfers.of_year(year)
    published = next((entry.value.waarde for entry in figures if entry.id == PUBLISHED), None)
    return None if published is None else int(published)


def _begun(course: Traject, dataset: Dataset, day: date) -> bool:
    return known_since(course.begin, course.bronnen[0], dataset).surely_by(day)


def _rounds(courses: Sequence[Entry[Traject]], day: date) -> Iterator[Round]:
    by_round: dict[tuple[str, int], dict[str, Meting]] = {}
    for entry in courses:
        numbers: dict[str, int] = {}
        for measured in sorted(
            entry.value.scans, key=lambda scan_round: (scan_round.moment.last, scan_round.moment.first)
        ):
            if measured.moment.surely_by(day):
                number = numbers[measured.vragenlijst] = numbers.get(measured.vragenlijst, 0) + 1
                by_round.setdefault((measured.vragenlijst, number), {})[entry.id] = measured
    for (questionnaire, number), by_course in sorted(by_round.items()):
        yield Round(questionnaire, number, by_course)


def _add_participants(attendance: Participants, published: int | None) -> None:
    def most(value: int) -> int | None:
        return published if published is not None and published >= value else None

    known = {entry.id: entry.value.deelnemers for entry in attendance.courses}
    parts = {f"{PARTICIPANTS}/traject={name}": number for name, number in known.items() if number is not None}
    own = sum(parts.values())
    if parts:
        attendance.counts[PARTICIPANTS] = Count(own, weight=_WEIGHT[PARTICIPANTS], high=most(own))
        attendance.sums.append(Sum(PARTICIPANTS, tuple(parts)))
    for key, number in parts.items():
        attendance.counts[key] = Count(number, low=min(number, 1), weight=_SHOWN)
    counted = {f"{POST}/{entry.id}": entry.value for entry in attendance.posts}
    for key, post in counted.items():
        attendance.counts[key] = Count(post.aantal, fixed=post_is_published(post))
    if counted:
        in_posts = sum(post.aantal for post in counted.values())
        sure = all(map(post_is_published, counted.values()))
        attendance.counts[IN_POSTS] = Count(in_posts, fixed=sure, weight=_WEIGHT[IN_POSTS])
        all_of_them = own + in_posts
        attendance.counts[PARTICIPANTS_TOGETHER] = Count(
            all_of_them, fixed=sure and not own, weight=_WEIGHT[PARTICIPANTS_TOGETHER], high=most(all_of_them)
        )
        together = (PARTICIPANTS, *counted) if parts else tuple(counted)
        attendance.sums += [Sum(IN_POSTS, tuple(counted)), Sum(PARTICIPANTS_TOGETHER, together)]


def _add_round(attendance: Participants, scan_round: Round) -> None:
    """Add a measurement: in all, and of each course, which is shown nowhere."""
    questions: dict[str, dict[str, int]] = {}
    for measured in scan_round.measured.values():
        for question, answers in measured.totalen.items():
            for answer, number in answers.items():
                counted = questions.setdefault(question, {})
                counted[answer] = counted.get(answer, 0) + number
    people = [measured.deelnemers for measured in scan_round.measured.values()]
    known = [number for number in people if number is not None]
    if len(known) == len(people):
        attendance.counts[scan_round.key()] = Count(sum(known), weight=_WEIGHT[MEASURED])
        attendance.sums.append(
            Sum(scan_round.key(), tuple(scan_round.key(course=name) for name in scan_round.measured))
        )
    for name, measured in scan_round.measured.items():
        if measured.deelnemers is not None:
            attendance.counts[scan_round.key(course=name)] = Count(measured.deelnemers)
        _divide(attendance, scan_round, name, measured.totalen, measured.deelnemers)
        _add_within(attendance, scan_round, name, measured)
    _divide(attendance, scan_round, "", questions, sum(known) if len(known) == len(people) else None)
    for question, answers in questions.items():
        for answer in answers:
            parts = tuple(
                scan_round.key(question, answer, course=name)
                for name, measured in scan_round.measured.items()
                if answer in measured.totalen.get(question, {})
            )
            attendance.sums.append(Sum(scan_round.key(question, answer), parts))


def _add_within(attendance: Participants, scan_round: Round, course: str, measured: Meting) -> None:
    """Say that who was measured takes part in the course, as every reader takes it; not where more were."""
    whole = f"{PARTICIPANTS}/traject={course}"
    if whole not in attendance.counts:
        return
    groups: list[tuple[str, ...]] = [(scan_round.key(course=course),)]
    if measured.deelnemers is None:
        groups = [
            tuple(scan_round.key(question, answer, course=course) for answer in answers)
            for question, answers in measured.totalen.items()
            if answers
        ]
    for keys in groups:
        rest = attendance.counts[whole].value - sum(attendance.counts[key].value for key in keys)
        if rest >= 0:
            beside = f"buiten/{keys[0].replace('/', '-')}"
            attendance.counts[beside] = Count(rest, in_report=False)
            attendance.sums.append(Sum(whole, (*keys, beside)))


def _divide(
    attendance: Participants,
    scan_round: Round,
    course: str,
    questions: Mapping[str, Mapping[str, int]],
    whole: int | None,
) -> None:
    """Divide who took part by what they answered; who passed a question over is counted, but not shown."""
    for question, answers in questions.items():
        keys = tuple(scan_round.key(question, answer, course=course) for answer in answers)
        for key, number in zip(keys, answers.values(), strict=True):
            attendance.counts[key] = Count(number, weight=1 if course else _SHOWN)
        if whole is not None and whole >= sum(answers.values()):
            none = f"geen/{scan_round.key(question, course=course).replace('/', '-')}"
            attendance.counts[none] = Count(whole - sum(answers.values()), in_report=False)
            attendance.sums.append(Sum(scan_round.key(course=course), (*keys, none), breakdown=True))


class DecidedProgramme(NamedTuple):
    """The counts of the leerformule, and what may be said of them."""

    people: Participants
    registry: Registry


def decide_programme(dataset: Dataset, year: int, day: date, *, intern: bool = False) -> DecidedProgramme:
    """Choose what the report of a year withholds of the leerformule, beside every earlier report.

    What cannot be made safe is withheld altogether.
    """
    attendance = participants(dataset, year, day)
    values = {str(key): count.value for key, count in attendance.counts.items() if of_programme(str(key))}
    same = recorded_edition(dataset, year, day, values, programme=True)
    if same is not None:
        chosen: dict[str, WithholdReason] = {key: "eerder" for key in same.afgeschermd if of_programme(key)}
        return DecidedProgramme(attendance, Registry(chosen, values, applied=not intern))
    try:
        withheld = _chosen(dataset, year, attendance)
    except TooLargeError:
        withheld = {key: "steun" for key in values if not attendance.counts[key].fixed}
    shown = {key: reason for key, reason in withheld.items() if of_programme(key)}
    return DecidedProgramme(attendance, Registry(shown, values, applied=not intern))


def _chosen(dataset: Dataset, year: int, attendance: Participants) -> dict[str, WithholdReason]:
    if not attendance.courses and not attendance.posts:
        return {}
    earlier_told: list[_EarlierReport] = []
    recorded = [entry.value for entry in dataset.publicaties]
    known = {edition.jaar for edition in recorded}
    for before in dataset.kerncijfers.years:
        if before < year and before not in known:
            earlier = participants(dataset, before, date(before, 12, 31))
            withheld = _protected(dataset, before, earlier, earlier_told)
            shown = {
                str(key): count.value
                for key, count in earlier.counts.items()
                if of_programme(str(key)) and key not in withheld
            }
            earlier_told.append(_EarlierReport(str(before), earlier, shown, frozenset(withheld)))
    earlier_told += [_as_recorded(dataset, edition) for edition in recorded]
    return _protected(dataset, year, attendance, earlier_told)


class _EarlierReport(NamedTuple):
    """What an earlier report told, and how its totals were made up."""

    name: str
    people: Participants
    published: Mapping[str, int]
    withheld: frozenset[str]


def _as_recorded(dataset: Dataset, edition: Publicatie) -> _EarlierReport:
    """Give an edition as its readers know it: what it showed, made up as the register now tells."""
    attendance = participants(dataset, edition.jaar, edition.peildatum.last)
    shown = {key: number for key, number in edition.getoond.items() if of_programme(key)}
    withheld = frozenset(key for key in edition.afgeschermd if of_programme(key))
    return _EarlierReport(edition.id, attendance, shown, withheld)


def _protected(
    dataset: Dataset, year: int, attendance: Participants, earlier: Sequence[_EarlierReport]
) -> dict[str, WithholdReason]:
    texts = dataset.rapporten.get(str(year))
    asked = {key for key in (texts.afgeschermd if texts else ()) if key in attendance.counts}
    threshold = dataset.settings.drempel_onthulling
    chosen = protect(_with_earlier(attendance, earlier, asked), threshold, secret_of(dataset), str(year))
    return {str(key): reason for key, reason in chosen.items() if key in attendance.counts}


def _with_earlier(
    attendance: Participants, earlier: Sequence[_EarlierReport], asked: AbstractSet[str]
) -> ProtectedCounts:
    """Put what earlier reports told beside what is counted now.

    What one course counted is one and the same number in every report; a total of then is made up of those
    that there were then. Where a number was corrected since, a total of before no longer adds up and tells
    nothing.
    """
    counts: dict[CellKey, Count] = dict(attendance.counts)
    sums = list(attendance.sums)
    withheld: set[CellKey] = set(asked)
    guarded: set[CellKey] = set()
    for edition in earlier:
        names: dict[CellKey, CellKey] = {}
        for key, count in edition.people.counts.items():
            own = _is_lasting(str(key))
            name: CellKey = key if own else f"{edition.name}:{key}"
            names[key] = name
            if own:
                known_now = counts.get(key) == attendance.counts.get(key)
                if known_now and edition.published.get(str(key)) == count.value:
                    counts[name] = count._replace(in_report=False, fixed=True)
                counts.setdefault(name, count._replace(in_report=False))
                withheld |= {name} if key in edition.withheld and name in attendance.counts else set()
                continue
            known = key in edition.published
            value = edition.published[str(key)] if known else count.value
            counts[name] = count._replace(value=value, in_report=False, fixed=known)
            guarded |= {name} if key in edition.withheld else set()
        for line in edition.people.sums:
            renamed = Sum(names[line.total], tuple(names[part] for part in line.parts), line.breakdown)
            if counts[renamed.total].value == sum(counts[part].value for part in renamed.parts):
                sums.append(renamed)
    return ProtectedCounts(counts, tuple(dict.fromkeys(sums)), frozenset(withheld), frozenset(guarded))


def _is_lasting(key: str) -> bool:
    """Tell whether a count is of one course, and so the same number in every report."""
    return "traject=" in key
