"""What a user is told of a git revision that cannot be used."""

import shutil

from maatwerk_cli.cli.shell.typer_dutch import closest
from maatwerk_cli.history.revisions import RevisionError


def revision_message(error: RevisionError, root: str) -> str:
    """Say in Dutch why a revision cannot be used, and what to do."""
    from maatwerk_cli.text.personal_data.safe import printable

    revision = printable(error.revision[:80])
    if error.reason == "geen_git":
        if shutil.which("git") is None:
            return "Het programma git is niet gevonden. Installeer git om revisies te vergelijken."
        return (
            f"{root}: deze map staat niet in een kloon die git wil lezen. Geef met --data de map van de "
            "dataset in een kloon, en kijk wat 'git status' daar zegt."
        )
    meant = closest(error.revision, error.known)
    return {
        "vorm": f"'{revision}' is geen revisie. Geef een tak, tag of commit, bijvoorbeeld main of HEAD~1.",
        "reeks": f"'{revision}' is een reeks. Geef één revisie, of bij maatwerk verschil twee, los van "
        "elkaar: BASIS TOP",
        "onbekend": f"De revisie '{revision}' bestaat niet in deze kloon.{meant} "
        "Haal zo nodig eerst op wat er nieuw is: git fetch",
        "geen_commit": f"'{revision}' is geen commit, maar iets anders in git, zoals een bestand of een "
        "map. Geef een tak, tag of commit, bijvoorbeeld main of HEAD~1.",
        "ondiep": f"De revisie '{revision}' staat niet in deze kloon, {_SHALLOW}",
        "ondiep_begin": f"Waar deze tak van '{revision}' afweek, staat niet in deze kloon, {_SHALLOW}",
        "los": f"De revisie '{revision}' en deze tak hebben geen gemeenschappelijk begin. Geef een revisie "
        "waar deze tak van is afgeweken.",
        "objecten": "Een deel van de inhoud ontbreekt in deze kloon, want de kloon is niet volledig. "
        "Haal alles op met: git fetch --refetch, of maak een gewone kloon.",
    }[error.reason]


_SHALLOW = (
    "want de kloon heeft niet de hele geschiedenis. Haal die op met: git fetch --unshallow "
    "(op GitHub: fetch-depth: 0)"
)
