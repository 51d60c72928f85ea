"""``maatwerk valideer``."""

import sys
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from maatwerk_cli.cli.shell.dataset_loading import read_from
from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.options import (
    DataOption,
    OutputOption,
    as_typed,
    dataset_location,
    inside_dataset,
)
from maatwerk_cli.cli.shell.output import print_error, use_colour, write_result

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maatwerk_cli.checks.finding import Finding
    from maatwerk_cli.checks.selection import Fingerprint
    from maatwerk_cli.register.reading import FileResult

FindingsForm = Literal["tekst", "github", "json", "sarif", "junit"]

_WITHOUT_SETTINGS = (
    "dataset.yaml is niet te gebruiken; wat van de instellingen afhangt, is niet bekeken. "
    "Herstel eerst dataset.yaml."
)
_SKIPPED = (
    " Wat afhangt van een record dat niet te lezen is, is nog niet gecontroleerd: "
    "controleer na het herstel opnieuw."
)


def command(
    paden: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PAD",
            help="Toon alleen wat in deze bestanden of mappen is gevonden.",
        ),
    ] = None,
    formaat: Annotated[
        FindingsForm,
        typer.Option(
            "--formaat",
            metavar="VORM",
            help="tekst, github (aantekeningen bij een pull request), json, sarif of junit.",
        ),
    ] = "tekst",
    strikt: Annotated[bool, typer.Option("--strikt", help="Ook een waarschuwing telt als fout.")] = False,
    sinds: Annotated[
        str | None,
        typer.Option(
            "--sinds",
            metavar="REV",
            help="Alleen wat is veranderd sinds het punt waar deze tak van de git-revisie REV afweek.",
        ),
    ] = None,
    basislijn: Annotated[
        Path | None,
        typer.Option(
            "--basislijn", metavar="BESTAND", help="Laat bevindingen die in dit bestand staan door."
        ),
    ] = None,
    schrijf_basislijn: Annotated[
        bool,
        typer.Option(
            "--schrijf-basislijn", help="Schrijf alle bevindingen van nu naar het bestand van --basislijn."
        ),
    ] = False,
    alles: Annotated[
        bool, typer.Option("--alles", help="Toon ook van heel veel gelijke bevindingen elke plaats.")
    ] = False,
    data: DataOption = None,
    uitvoer: OutputOption = None,
) -> int:
    """Controleer het register: bestanden, velden, verwijzingen, verloop, privacy en cijfers.

    Elke bevinding is een regel: bestand:regel:kolom: CODE melding. Zijn er fouten, dan is de
    uitgangscode 1; alleen waarschuwingen geven 0. Wat een code betekent, zegt maatwerk uitleg CODE.

    Voorbeelden:

        maatwerk valideer
        maatwerk valideer data/proeftuinen/atos.yaml
        maatwerk valideer --sinds origin/main --formaat github
        maatwerk valideer --basislijn bekend.json
    """
    from maatwerk_cli.checks.views.findings_text import findings_summary, nothing_found_in

    if schrijf_basislijn and basislijn is None:
        raise UserError("--schrijf-basislijn schrijft naar een bestand. Noem het met --basislijn BESTAND.")
    paths = paden or []
    root = _root_of(paths) if data is None and paths else None
    root = root or dataset_location(data).root
    names = [inside_dataset(path, root) for path in paths]
    looked_at = _nothing_wrong(root, names, sinds) if basislijn is None else None
    if looked_at is not None:
        write_result(_render([], formaat, root, "", strict=strikt, output=uitvoer), uitvoer)
        print_error(nothing_found_in(looked_at))
        return 0
    from maatwerk_cli.checks.run import check
    from maatwerk_cli.register.kinds import KINDS
    from maatwerk_cli.register.loading import read_without_settings

    without = read_without_settings(root)
    files = read_from(root) if without is None else without
    loaded = files.together()
    most = None if alles else _MOST
    everything = check(
        loaded, placed=None if most is None or names or sinds or basislijn else _placed(formaat)
    )
    shown = _in_files(everything, names) if names else everything
    passed: list[str] = []
    if sinds is not None:
        kept = _touched(shown, root, sinds, [result for _, result in files.results])
        passed.append(_passed(len(shown) - len(kept), "was er al", "waren er al"))
        shown = kept
    prefix = _prefix(root)
    if prefix:
        shown = [replace(finding, file=prefix + finding.file) for finding in shown]
    if basislijn is not None and schrijf_basislijn:
        return _write_known(shown, basislijn)
    if basislijn is not None:
        from maatwerk_cli.checks.selection import unknown

        kept = unknown(shown, _known(basislijn))
        passed.append(_passed(len(shown) - len(kept), "was al bekend", "waren al bekend"))
        shown = kept
    write_result(_render(shown, formaat, root, prefix, strict=strikt, output=uitvoer, most=most), uitvoer)
    if without is not None:
        print_error(_WITHOUT_SETTINGS)
    kinds = [loaded.dataset.of(kind) for kind in KINDS]
    if any(kind.broken or not kind.complete for kind in kinds):
        passed.append(_SKIPPED)
    records = sum(len(kind) for kind in kinds)
    print_error(findings_summary(shown, records, "".join(passed)))
    if without is not None:
        return 2
    return 1 if any(strikt or finding.severity == "fout" for finding in shown) else 0


def _nothing_wrong(root: Path, files: list[str], revision: str | None) -> int | None:
    """Tell how many files were read where a few that matter show that nothing is wrong; else nothing."""
    if revision is None and not files:
        return None
    from maatwerk_cli.checks.small_change import nothing_wrong_in, nothing_wrong_since

    return nothing_wrong_in(root, files) if revision is None else nothing_wrong_since(root, revision)


def _in_files(findings: "list[Finding]", files: list[str]) -> "list[Finding]":
    from maatwerk_cli.checks.selection import in_files

    return in_files(findings, files)


def _placed(form: FindingsForm) -> int:
    return _MOST if form == "tekst" else _MOST_IN_FILES


_MOST = 20
"""Of more equal findings than this the first are shown, and how many there are more."""
_MOST_IN_FILES = 100
"""What other programs read has more of them before they are one: those show or count each themselves."""


def _passed(number: int, singular: str, many: str) -> str:
    return "" if not number else f" Eén andere {singular}." if number == 1 else f" {number} andere {many}."


def _root_of(paths: list[Path]) -> Path | None:
    """Find the dataset that the first path is in."""
    from maatwerk_cli.register.location import SETTINGS

    first = Path.cwd() / paths[0]
    return next((folder for folder in (first, *first.parents) if (folder / SETTINGS).is_file()), None)


def _prefix(root: Path) -> str:
    """Give what stands before the paths of the dataset: the way to it from the top of the clone."""
    from maatwerk_cli.history.git import git_root

    top = git_root(root)
    folder = root.resolve()
    if top is None or not folder.is_relative_to(top.resolve()):
        return ""
    inside = folder.relative_to(top.resolve()).as_posix()
    return "" if inside == "." else f"{inside}/"


def _touched(
    findings: "list[Finding]", root: Path, revision: str, read: "Iterable[FileResult]"
) -> "list[Finding]":
    from maatwerk_cli.checks.run import fingerprints_at
    from maatwerk_cli.checks.selection import touched_findings
    from maatwerk_cli.cli.shell.revision_errors import revision_message
    from maatwerk_cli.history.changes import changes_since
    from maatwerk_cli.history.revisions import RevisionError, find_repository, version_at, version_lying

    try:
        repository = find_repository(root)
        changes = changes_since(repository, revision)
        return touched_findings(
            findings,
            lambda: fingerprints_at(version_at(repository, changes.base), version_lying(repository, read)),
            changes.touch,
        )
    except RevisionError as error:
        raise UserError(revision_message(error, str(root))) from None


def _write_known(findings: "list[Finding]", path: Path) -> int:
    """Write down all findings as known, and say how many they are."""
    from maatwerk_cli.checks.selection import write_baseline
    from maatwerk_cli.text.dutch import so_many

    write_result(write_baseline(findings), path)
    print_error(f"{so_many(len(findings), 'bevinding staat', 'bevindingen staan')} nu in {path}.")
    return 0


def _known(path: Path) -> "Counter[Fingerprint]":
    from maatwerk_cli.checks.selection import BaselineError, read_baseline

    try:
        return read_baseline(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UserError(
            f"{path}: dit bestand bestaat niet. Maak het met: maatwerk valideer --basislijn {as_typed(path)} "
            "--schrijf-basislijn"
        ) from None
    except (BaselineError, UnicodeDecodeError):
        raise UserError(
            f"{path}: dit is geen lijst van bekende bevindingen. Maak het opnieuw met --schrijf-basislijn."
        ) from None


def _render(
    findings: "list[Finding]",
    form: FindingsForm,
    root: Path,
    prefix: str,
    *,
    strict: bool,
    output: Path | None,
    most: int | None = None,
) -> str:
    if form != "tekst" and most is not None:
        from maatwerk_cli.checks.finding import gathered

        findings = sorted(gathered(findings, _MOST_IN_FILES, most))
    if form == "json":
        from maatwerk_cli.checks.views.findings_json import findings_json

        return findings_json(findings)
    if form == "github":
        from maatwerk_cli.checks.views.findings_github import findings_github

        return findings_github(findings)
    if form == "sarif":
        from maatwerk_cli import __version__
        from maatwerk_cli.checks.catalogue import catalogue
        from maatwerk_cli.checks.views.findings_sarif import findings_sarif

        return findings_sarif(findings, tuple(catalogue().values()), __version__)
    if form == "junit":
        from maatwerk_cli.checks.views.findings_junit import findings_junit

        return findings_junit(findings, strict=strict)
    from maatwerk_cli.checks.views.findings_text import findings_text

    if output is None and sys.stdout.isatty():
        return findings_text(findings, partial(_lines, root, prefix), colour=use_colour(), most=most)
    return findings_text(findings, most=most)


def _lines(root: Path, prefix: str, finding: "Finding") -> list[str]:
    """Give the lines of a file, to show one of on a terminal; of a candidate's record none."""
    from maatwerk_cli.register.kinds import holds_people
    from maatwerk_cli.register.reading import open_record_file
    from maatwerk_cli.text.problem import Problem

    file = finding.file.removeprefix(prefix)
    data = b"" if holds_people(file) else open_record_file(root, file)
    return [] if isinstance(data, Problem) else data.decode("utf-8", "replace").splitlines()
