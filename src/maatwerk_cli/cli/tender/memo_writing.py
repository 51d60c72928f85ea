"""A memo for the tender file made ready: what it was made from, and how to make it again."""

import shlex
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from maatwerk_cli import __version__
from maatwerk_cli.cli.shell.output import print_error
from maatwerk_cli.cli.tender.tender_opening import STDIN
from maatwerk_cli.cli.tender.tender_task import Task
from maatwerk_cli.history.git import revision_of
from maatwerk_cli.models.settings import Instellingen
from maatwerk_cli.models.tender.dossier import Dossier, InvoerBestand, MemoHerkomst
from maatwerk_cli.register.light_reading import read_record, read_sources
from maatwerk_cli.register.location import SETTINGS
from maatwerk_cli.tender.dossiers import beside_filed, other_files, other_origins
from maatwerk_cli.tender.facts import TENDER_FIELDS
from maatwerk_cli.tender.frameworks.policy import Beleid, category_names, organisation_names
from maatwerk_cli.tender.input.tender_input import PIPED
from maatwerk_cli.tender.judging import Refused, Result
from maatwerk_cli.tender.masking import shown_path, shown_text
from maatwerk_cli.tender.verdicts.assessor import Assessor
from maatwerk_cli.tender.views.memo.memo import memo_document, running_state
from maatwerk_cli.tender.views.memo.memo_repeat import INPUT, input_hash
from maatwerk_cli.tender.views.verdict_words import (
    Background,
    FactNames,
    source_about,
    source_date,
    source_title,
)
from maatwerk_cli.text.blocks import Block
from maatwerk_cli.text.terminal.layout import clean


def memo_of(
    task: Task, results: Sequence[Result | Refused], assessor: Assessor, folder: Path
) -> tuple[list[Block], str]:
    """Give the memo of verdicts, and what it calls itself on every page.

    Args:
        task: what was asked for.
        results: what became of each row.
        assessor: the policy.
        folder: the folder that the policy is in.
    """
    _say_unplaced(task, results)
    policy = assessor.beleid
    filed = _filed(task)
    used = _found(task, input_hash(results), _of_policy(folder, policy.sha256), filed)
    belonged = _belonged_to(filed)
    same = belonged.invoer_sha256 == used.invoer_sha256
    says_more = _says_more(task, results) or (same and bool(other_files(belonged, used)))
    origin = _origin(filed, used)
    sources = {str(source["id"]): source for source in read_sources(folder.parent) if "id" in source}
    days = {name: source_date(source) for name, source in sources.items()}
    background = Background(
        bronnen={name: source_title(source) for name, source in sources.items() if source.get("titel")},
        about={name: source_about(source) for name, source in sources.items()},
        published={name: day for name, day in days.items() if day},
        beleid_sha256=policy.sha256,
        versie=__version__,
        unconfirmed=policy.unconfirmed,
        form=task.form,
        kaders=tuple(policy.kaders.values()),
        origin=origin,
        used=used,
        others=[*other_origins(belonged, used)],
        command=_memo_command(task) if task.files and says_more else "",
        not_read=task.not_read,
        names=fact_names(policy, results),
    )
    entries = _entries(task, results, origin)
    return memo_document(results, entries, background), running_state(results, entries, background)


def fact_names(policy: Beleid, results: Sequence[Result | Refused]) -> FactNames:
    """Give what the codes of some tenders are called."""
    facts = [result.besluit.facts for result in results if isinstance(result, Result)]
    wanted = {
        field: sorted({value for own in facts if (value := getattr(own, field))})
        for field in ("categorie", "opdrachtgever")
    }
    organisations = organisation_names(policy.register, wanted["opdrachtgever"]) if policy.register else {}
    return {
        "categorie": category_names(policy.register, wanted["categorie"]),
        "opdrachtgever": organisations,
    }


def _filed(task: Task) -> MemoHerkomst:
    """Give what the file of an earlier memo says it was made from; of no such file, nothing."""
    return next((entry.herkomst for entry in task.dossiers if entry.herkomst), None) or MemoHerkomst()


def say_other_policy(task: Task, policy: Beleid, folder: Path) -> None:
    """Say that the file of an earlier memo is of another policy or other sources, before judging."""
    used = {"beleid_sha256": policy.sha256, "bronnen_sha256": sources_hash(folder)}
    _say_others(task, MemoHerkomst().model_copy(update=used))


def say_other_input(task: Task, results: Sequence[Result | Refused]) -> None:
    """Say that the file of an earlier memo is of other input than was judged."""
    filed = _filed(task)
    if filed.invoer_sha256:
        _say_others(task, _found(task, input_hash(results), MemoHerkomst(), filed))


def _say_others(task: Task, used: MemoHerkomst) -> None:
    for other in other_origins(_belonged_to(_filed(task)), used):
        print_error(f"{task.dossier}: {clean(other.text)} Een memo blijft een concept.")


def _of_policy(folder: Path, policy_hash: str) -> MemoHerkomst:
    """Name the dataset that a policy is of: its name, and where it is in git its revision; never its path."""
    settings = (folder.parent / SETTINGS).read_bytes()
    read = read_record(settings, Instellingen)
    name = shown_text(read.naam) if isinstance(read, Instellingen) else None
    revision = revision_of(folder.parent)
    return MemoHerkomst().model_copy(
        update={
            "dataset": name,
            "revisie": revision,
            "beleid_sha256": policy_hash,
            "bronnen_sha256": sources_hash(folder),
        }
    )


def sources_hash(folder: Path) -> str | None:
    """Give the hash of the list of sources beside a policy, as any program gives it of the file."""
    path = folder.parent / "bronnen.yaml"
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def _belonged_to(filed: MemoHerkomst) -> MemoHerkomst:
    """Give what the file of a memo belongs to: where it says so, to other input than it was made from."""
    before = filed.eerdere_invoer_sha256
    return filed.model_copy(update={"invoer_sha256": before, "bestanden": ()}) if before else filed


def _found(task: Task, judged: str, policy: MemoHerkomst, filed: MemoHerkomst) -> MemoHerkomst:
    """Give what a memo is made from; of what it shows itself, what its file says of the files before that.

    Args:
        task: what was asked for.
        judged: the hash over what was judged.
        policy: the policy, by its dataset.
        filed: what the file of an earlier memo says.
    """
    again = filed.invoer_sha256 == judged
    files, decimal = filed.bestanden, filed.decimaal
    if not again or [path.name for path in task.files] != [INPUT] or task.sheets:
        files = tuple(_as_filed(task, path) for path in (*task.meant, *task.sheets))
        decimal = task.decimal if task.two_ways else None
    asked = "ja" if task.ask or (again and filed.gevraagd) else None
    return policy.model_copy(
        update={"invoer_sha256": judged, "bestanden": files, "decimaal": decimal, "gevraagd": asked}
    )


def _origin(filed: MemoHerkomst, used: MemoHerkomst) -> MemoHerkomst:
    """Give what a memo is made from as its file says it.

    What the file of an earlier memo says of the policy, of the sources and of a file that changed stays until
    who made it takes it out; of other input it keeps what it belonged to.
    """
    kept = {name: getattr(filed, name) for name in _KEPT} if filed.beleid_sha256 else {}
    if filed.bronnen_sha256:
        kept["bronnen_sha256"] = filed.bronnen_sha256
    belonged = _belonged_to(filed)
    if belonged.invoer_sha256 not in (None, used.invoer_sha256):
        kept["eerdere_invoer_sha256"] = belonged.invoer_sha256
    else:
        were = {file.naam: file for file, _ in other_files(belonged, used)}
        kept["bestanden"] = tuple(were.get(file.naam, file) for file in used.bestanden)
    return used.model_copy(update=kept)


_KEPT = ("dataset", "revisie", "beleid_sha256")


def _says_more(task: Task, results: Sequence[Result | Refused]) -> bool:
    """Tell whether the files say more than a record of the tenders can hold."""
    return bool(task.not_read) or any(
        isinstance(result, Refused) or result.tender.signals or result.tender.overruled for result in results
    )


def _as_filed(task: Task, path: Path) -> InvoerBestand:
    """Give the name of a file as a command names it, and its hash; none where it cannot be read."""
    if path == STDIN:
        return InvoerBestand(naam=PIPED, sha256=task.stdin_sha256)
    shown = InvoerBestand(naam=shown_path(_name(task, path)))
    try:
        return shown.model_copy(update={"sha256": sha256(path.read_bytes()).hexdigest()})
    except OSError:
        return shown


def _name(task: Task, path: Path) -> str:
    """Name a file without the folders that it lies in on this machine, unless that could mean two files."""
    given = [*task.files, *task.sheets]
    names = [own.name for own in given]
    if len(set(names)) < len(names):
        return str(path)
    folder = next((own for own in given if own in path.parents), None)
    return path.name if folder is None else (Path(folder.name) / path.relative_to(folder)).as_posix()


def as_argument(name: str) -> str:
    """Write a file's name so that no command takes it for an option."""
    return f"./{name}" if name.startswith("-") and name != "-" else name


def _memo_command(task: Task) -> str:
    """Give the command that makes a memo again from the files that it names, without what makes it final."""
    files = [PIPED if path == STDIN else shown_path(_name(task, path)) for path in task.files]
    words = ["maatwerk", "check-aanbesteding", *map(as_argument, files)]
    for option, text in task.given.items():
        words += [option, shown_text(text)]
    if task.decimal != "komma":
        words += ["--decimaal", task.decimal]
    for sheet in task.sheets:
        words += ["--antwoorden", as_argument(shown_path(_name(task, sheet)))]
    return shlex.join(words)


def _entries(task: Task, results: Sequence[Result | Refused], origin: MemoHerkomst) -> Sequence[Dossier]:
    """Give what is said beside the tenders, with what the memo is made from.

    What the file says goes before who answered a sheet.
    """
    own = [*task.dossiers]
    place = next((place for place, entry in enumerate(own) if entry.herkomst), None)
    if place is None:
        place = next((place for place, entry in enumerate(own) if not (entry.id or entry.perceel)), None)
    if place is None:
        own, place = [Dossier(), *own], 0
    own[place] = own[place].model_copy(update={"herkomst": origin})
    if task.answered is None:
        return own
    from maatwerk_cli.cli.tender.answer_file import who_answered

    filed = [entry.model_dump() for entry in task.dossiers]  # the file of a memo has them already
    answered = beside_filed(who_answered(task.answered, results), task.dossiers)
    return [*own, *(entry for entry in answered if entry.model_dump() not in filed)]


def _say_unplaced(task: Task, results: Sequence[Result | Refused]) -> None:
    """Say that of several tenders one without an id has no place for who answered, but on a reading."""
    sheets = task.answered.answered if task.answered and len(results) > 1 else ()
    if any(own.wat in TENDER_FIELDS for key, judged in sheets if not key.id for own in judged):
        print_error(
            "Wie antwoordde bij een aanbesteding zonder id, staat niet in de memo. Geef elke aanbesteding "
            "een id."
        )
