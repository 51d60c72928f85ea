"""From the options of ``check-aanbesteding`` to verdicts and out again."""

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from maatwerk_cli import __version__
from maatwerk_cli.cli.errors import UserError
from maatwerk_cli.cli.options import dataset_location, no_dataset
from maatwerk_cli.cli.output import print_error, use_colour, write_result
from maatwerk_cli.dataset.files import SETTINGS, carried_dataset
from maatwerk_cli.eligibility.beleid import Beleid, Beleidsfout, read_beleid
from maatwerk_cli.eligibility.besluit import Toetser
from maatwerk_cli.eligibility.feiten import Feiten, Rijlezer
from maatwerk_cli.eligibility.meldingen import field_sentence
from maatwerk_cli.eligibility.oordeel import Ingelezen, Keuzes, Rijfout, Uitslag, judge
from maatwerk_cli.models.cel import Bedraglezer, cell_readers
from maatwerk_cli.models.dutch_input import Decimaalteken

if TYPE_CHECKING:
    from maatwerk_cli.render.blokken import Blok

Vorm = Literal["tabel", "tekst", "markdown", "html", "json", "jsonl", "csv", "excel", "yaml"]

OPTIONS: Mapping[str, str] = {
    "--id": "id",
    "--titel": "titel",
    "--aard": "aard",
    "--loonsom": "loonsom_excl_btw",
    "--opdrachtwaarde": "opdrachtwaarde_excl_btw",
    "--begin": "begin",
    "--einde": "einde",
    "--looptijd": "looptijd_maanden",
    "--verlenging": "verlenging_maanden",
    "--raamovereenkomst": "raamovereenkomst",
    "--categorie": "categorie",
    "--cpv": "cpv",
    "--uitsluitingsgrond": "uitsluitingsgronden",
    "--motivering": "motivering",
    "--opdrachtgever-soort": "opdrachtgever_soort",
    "--werkwijze": "werkwijze",
    "--lezing": "lezingen",
    "--peildatum": "peildatum",
}
"""The field that each option fills in."""


class Opdracht(NamedTuple):
    """What the user asked for."""

    files: list[Path]
    given: Mapping[str, str]
    decimal: Decimaalteken
    form: Vorm
    ask: bool
    explain: bool
    data: Path | None
    output: Path | None


class Gegeven(NamedTuple):
    """What the options say of a tender: its facts, and which fields they fill in."""

    facts: Feiten
    fields: tuple[str, ...]
    two_ways: bool

    def choices(self) -> Keuzes:
        """Give them as what goes before the fields of a row."""
        fields = [field for field in self.fields if field != "lezingen"]
        if "verlenging_maanden" in fields:
            fields.append("verlenging_onbekend")
        values = tuple((field, getattr(self.facts, field)) for field in fields)
        return Keuzes(values, self.facts.lezingen)

    def origins(self, places: Mapping[str, str]) -> Mapping[str, str]:
        """Say where each field was read: by which option, or in the record."""
        given = {field: f"optie {name}" for name, field in OPTIONS.items() if field in self.fields}
        return {**places, **given} if given else places


def run(task: Opdracht) -> int:
    """Do what was asked and give the exit code: 1 where an outcome is unknown or a row is wrong."""
    policy, folder = load_policy(task.data)
    toetser = Toetser(policy)
    given = read_options(task.given, task.decimal)
    if given.two_ways:
        say_two_ways(task.decimal)
    check_options(given, toetser)
    if task.files:
        from maatwerk_cli.cli.toets_bestanden import run_files

        return run_files(task, given, toetser, folder)
    if not given.fields and not task.ask:
        raise UserError("Geef een bestand, of gegevens als opties. Zie: maatwerk check-aanbesteding --help")
    return run_one(task, given, toetser, folder, "", Ingelezen(Feiten()))


def load_policy(data: Path | None) -> tuple[Beleid, Path]:
    """Read the frameworks: of the dataset, or, where that has none, those that the program carries.

    Raises:
        UserError: the folder does not exist, or the policy has an error.

    """
    location = dataset_location(data)
    root = location.root
    _check_settings(root)
    folder = root / "beleid"
    if not any(folder.glob("*.yaml")):
        if data is not None or os.environ.get("MAATWERK_DATA"):
            raise UserError(
                f"{folder}: hier staat geen beleid. Zet er een kader (YAML) in, of laat --data en "
                "MAATWERK_DATA weg om het meegeleverde beleid te gebruiken."
            )
        carried = carried_dataset() / "beleid"
        print_error(f"{root}: hier staat geen beleid. Het meegeleverde beleid wordt gebruikt ({carried}).")
        folder = carried
    policy = read_beleid(folder)
    if isinstance(policy, Beleidsfout):
        at = policy.position
        raise UserError(
            f"{policy.file}:{at.line}:{at.column}: dit beleid heeft een fout en wordt niet gebruikt. "
            f"Zie wat er mis is met: maatwerk valideer --data {folder.parent}"
        )
    return policy, folder


def _check_settings(root: Path) -> None:
    """Check that a folder is a dataset whose settings can be used.

    Raises:
        UserError: it is none, or ``dataset.yaml`` is broken.

    """
    from pydantic import ValidationError

    from maatwerk_cli.dataset.yaml_reader import YamlProblem, read_marks, read_yaml
    from maatwerk_cli.models.instellingen import Instellingen

    file = root / SETTINGS
    if not file.is_file():
        raise no_dataset(root)
    content = file.read_bytes()
    document = read_yaml(content)
    if isinstance(document, YamlProblem):
        at = document.position
    else:
        try:
            Instellingen.model_validate(document.value)
        except ValidationError as error:
            at = read_marks(content).find(error.errors(include_input=False)[0]["loc"])
        else:
            return
    raise UserError(
        f"{file}:{at.line}:{at.column}: dit bestand heeft een fout. De dataset is niet te gebruiken. "
        f"Zie wat er mis is met: maatwerk valideer --data {root}"
    )


def read_options(given: Mapping[str, str], decimal: Decimaalteken) -> Gegeven:
    """Read what the options say.

    Raises:
        UserError: a value is wrong; the option is named.

    """
    names = {field: option for option, field in OPTIONS.items()}
    amounts = Bedraglezer(decimal)
    fields = [OPTIONS[option] for option in given]
    facts = Rijlezer(fields, cell_readers(amounts)).facts(list(given.values()))
    if isinstance(facts, list):
        raise UserError(field_sentence(facts[0], names[facts[0].veld]))
    filled = tuple(field for field, text in zip(fields, given.values(), strict=True) if text.strip())
    return Gegeven(facts, filled, amounts.dubbelzinnig)


def check_options(given: Gegeven, toetser: Toetser) -> None:
    """Check that what the options say can be judged.

    Raises:
        UserError: it contradicts itself, or names what the policy does not have.

    """
    names = {field: option for option, field in OPTIONS.items()}
    problem = next(iter(toetser.objections(given.facts)), None)
    if problem:
        raise UserError(field_sentence(problem, names.get(problem.veld)))


def say_two_ways(decimal: Decimaalteken) -> None:
    """Say how an amount was read that can mean two things."""
    if decimal == "komma":
        print_error(
            "Een bedrag als 250.000 is gelezen als 250 duizend. Bedoelt u de punt als decimaalteken: "
            "kies --decimaal punt."
        )
    else:
        print_error("Een bedrag als 250.000 is gelezen als 250, want de punt is als decimaalteken gekozen.")


def run_one(
    task: Opdracht,
    given: Gegeven,
    toetser: Toetser,
    folder: Path,
    name: str,
    row: Ingelezen | Rijfout,
    *,
    listed: bool = False,
) -> int:
    """Give the verdict on one tender, and the exit code; in JSON ``listed`` makes it a list of one.

    Raises:
        UserError: it cannot be judged.

    """
    if isinstance(row, Rijfout):
        raise UserError(f"{name}:{row.regel}:{row.kolom}: {row.fout}")
    if task.ask:
        from maatwerk_cli.cli.toets_vraag import ask

        task = ask(task, row.feiten, toetser)
        given = read_options(task.given, task.decimal)
    row = row._replace(herkomst=given.origins(row.herkomst))
    result = next(judge([row], toetser, given.choices()))
    if isinstance(result, Rijfout):
        raise UserError(f"{name}:{result.regel}:{result.kolom}: {result.fout}" if name else result.fout)
    show_one(task, result, toetser, folder, listed=listed)
    if task.ask:
        from maatwerk_cli.cli.toets_vraag import repeat

        print_error(f"Herhaal dit zonder vragen met:\n{repeat(task)}")
    return 1 if result.besluit.uitkomst == "onbekend" else 0


def show_one(
    task: Opdracht, result: Uitslag, toetser: Toetser, folder: Path, *, listed: bool = False
) -> None:
    """Write one verdict."""
    if task.form in ("json", "jsonl"):
        from maatwerk_cli.render.besluit_json import dumps, verdict_json

        text = dumps(verdict_json(result, toetser.beleid.sha256))
        write_result(f"[\n{text}\n]\n" if listed and task.form == "json" else f"{text}\n", task.output)
    elif task.form in ("csv", "excel"):
        from maatwerk_cli.render.besluit_reeks import Reeksschrijver

        form: Any = task.form
        writer = Reeksschrijver(form, toetser.beleid.sha256, list(toetser.beleid.kaders))
        write_result(writer.head() + writer.rows([result]), task.output)
    elif task.form == "yaml":
        from maatwerk_cli.render.besluit_yaml import record_yaml

        write_result(record_yaml([result.feiten]), task.output)
    else:
        show_blocks(task, [result], toetser, folder)


def show_blocks(
    task: Opdracht, results: list[Uitslag | Rijfout] | list[Uitslag], toetser: Toetser, folder: Path
) -> None:
    """Write verdicts in words: for the screen, or as memos."""
    show_text(task, tender_blocks(task, results, toetser, folder))


def tender_blocks(
    task: Opdracht, results: Sequence[Uitslag | Rijfout], toetser: Toetser, folder: Path
) -> "list[Blok]":
    """Put verdicts into words: for the screen, or as memos."""
    from maatwerk_cli.render.besluit_beeld import (
        Achtergrond,
        error_blocks,
        memo_blocks,
        series_memo,
        verdict_blocks,
    )

    memo = task.form in ("markdown", "html")
    background = Achtergrond(_source_titles(folder) if memo else {}, toetser.beleid.sha256, __version__)
    blocks: list[Blok] = []
    if memo and len(results) > 1:
        return series_memo(list(results), background)
    for result in results:
        if isinstance(result, Rijfout):
            blocks += error_blocks(result)
        elif memo:
            blocks += memo_blocks(result, background)
        else:
            blocks += verdict_blocks(result, background, explain=task.explain)
    return blocks


def show_text(task: Opdracht, blocks: "list[Blok]") -> None:
    """Write a document in the form that was asked for."""
    from maatwerk_cli.render import blokken

    width = shutil.get_terminal_size((80, 24)).columns
    if task.form == "markdown":
        text = blokken.markdown_of(blocks)
    elif task.form == "html":
        text = blokken.html_of(blocks, blocks[0].tekst if isinstance(blocks[0], blokken.Kop) else "")
    elif task.form == "tekst":
        text = blokken.text_of(blocks, width)
    else:
        text = blokken.terminal_of(blocks, width, colour=task.output is None and use_colour())
    write_result(text, task.output)


def _source_titles(folder: Path) -> dict[str, str]:
    """Give by id how a source is cited; of a source list that does not read, nothing."""
    from maatwerk_cli.dataset.yaml_reader import YamlDocument, read_yaml
    from maatwerk_cli.render.besluit_beeld import source_title

    path = folder.parent / "bronnen.yaml"
    document = read_yaml(path.read_bytes()) if path.is_file() else None
    if not isinstance(document, YamlDocument) or not isinstance(document.value, list):
        return {}
    titles = {}
    for source in document.value:
        if isinstance(source, dict) and isinstance(source.get("titel"), str):
            titles[str(source.get("id"))] = source_title(source)
    return titles
