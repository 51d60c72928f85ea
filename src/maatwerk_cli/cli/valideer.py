"""``maatwerk valideer``."""

from maatwerk_cli.cli.loading import load
from maatwerk_cli.cli.options import DataOption, OutputOption
from maatwerk_cli.cli.output import print_error, write_result


def command(data: DataOption = None, uitvoer: OutputOption = None) -> int:
    """Controleer het register: bestanden, velden en verwijzingen.

    Elke bevinding is een regel: bestand:regel:kolom: CODE melding. Zijn er fouten, dan is de
    uitgangscode 1; alleen waarschuwingen geven 0.

    Voorbeelden:

        maatwerk valideer
        maatwerk valideer --data pad/naar/data
    """
    from maatwerk_cli.checks.run import check
    from maatwerk_cli.dataset.layout import KINDS
    from maatwerk_cli.render.findings_text import findings_summary, findings_text

    loaded = load(data)
    found = check(loaded)
    write_result(findings_text(found), uitvoer)
    print_error(findings_summary(found, sum(len(loaded.dataset.of(kind)) for kind in KINDS)))
    return 1 if any(finding.severity == "fout" for finding in found) else 0
