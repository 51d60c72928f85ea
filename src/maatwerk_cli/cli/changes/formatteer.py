"""``maatwerk formatteer``."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from maatwerk_cli.cli.shell.dataset_loading import say_findings
from maatwerk_cli.cli.shell.dataset_writing import locked, writable_root
from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.options import DataOption, inside_dataset
from maatwerk_cli.cli.shell.output import print_error, write_result


def command(
    paden: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PAD", help="Alleen deze bestanden of mappen van de dataset."),
    ] = None,
    controle: Annotated[
        bool,
        typer.Option(
            "--controle", help="Schrijf niets; noem wat zou veranderen. Uitgangscode 1 als dat er is."
        ),
    ] = False,
    data: DataOption = None,
) -> int:
    """Zet de YAML-bestanden van het register in één vorm.

    Alleen witruimte verandert: de inspringing, lege regels en spaties. Commentaar, aanhalingstekens en
    volgorde blijven zoals ze zijn, en de betekenis verandert nooit. Het programma noemt elk bestand
    dat verandert. Een bestand dat niet te lezen is, blijft zoals het is en geeft uitgangscode 1.

    Voorbeelden:

        maatwerk formatteer
        maatwerk formatteer --controle
        maatwerk formatteer data/proeftuinen/kpmg.yaml
    """
    from maatwerk_cli.checks.catalogue import file_text
    from maatwerk_cli.keeping.formatting import Formatted, format_file, yaml_files
    from maatwerk_cli.keeping.transaction import Change, apply_changes

    root = writable_root(data)
    files = _chosen(root, yaml_files(root), paden)
    with locked(root):
        results = [format_file(root, file) for file in files]
        broken = [result for result in results if not isinstance(result, Formatted)]
        changed = [result for result in results if isinstance(result, Formatted) and result.changed]
        if not controle:
            apply_changes(root, [Change(r.file, r.before, r.after) for r in changed])
    write_result("".join(f"{file_text(result.file)}\n" for result in changed), None)
    say_findings(broken, root)
    if broken and len(broken) == len(files):
        return 2
    print_error(_summary(len(changed), len(files) - len(broken), controle=controle))
    return 1 if broken or (controle and changed) else 0


def _chosen(root: Path, files: list[str], paths: list[Path] | None) -> list[str]:
    if not paths:
        return files
    return list(dict.fromkeys(file for path in paths for file in _under(root, files, path)))


def _under(root: Path, files: list[str], path: Path) -> Iterator[str]:
    name = inside_dataset(path, root)
    under = [file for file in files if name in (file, "") or file.startswith(f"{name}/")]
    if not under and path.suffix in (".yaml", ".yml"):
        raise UserError(f"{path}: dit is geen bestand waar het register records in leest.")
    yield from under


def _summary(changed: int, sound: int, *, controle: bool) -> str:
    from maatwerk_cli.text.dutch import so_many

    if not changed and not sound:
        return "Hier is geen YAML-bestand van het register. Alleen die hebben een vaste vorm."
    if not changed:
        whole = so_many(sound, "bestand is", "bestanden zijn")
        return f"Er is niets te veranderen: {whole} in de goede vorm."
    if controle:
        would = so_many(changed, "bestand zou", "bestanden zouden")
        return f"{would} veranderen. Doe dat met: maatwerk formatteer"
    return f"{so_many(changed, 'bestand', 'bestanden')} veranderd."
