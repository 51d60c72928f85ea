"""What every form of the report shows, in words: the order, the headings, the sentences around figures."""

from dataclasses import dataclass

from maatwerk_cli.render import dutch
from maatwerk_cli.report.tables import Cijfer, Kolom, Mijlpaalregel, Rapport, Tabel

DIFFERENCE_NOTE = (
    "Verschil is geregistreerd min gepubliceerd. "
    "Een streepje betekent dat het register dit cijfer niet kan geven."
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what comes under it: a table, lines of text, notes."""

    id: str
    titel: str
    tabel: Tabel | None = None
    regels: tuple[str, ...] = ()
    noten: tuple[str, ...] = ()


def title(rapport: Rapport) -> str:
    """Give the title of a report."""
    return f"{rapport.herkomst.dataset_naam}: rapport {rapport.jaar}"


def summary(rapport: Rapport) -> tuple[str, ...]:
    """Say in sentences what the figures come to, so that nobody needs the table for it."""
    with_count = [figure for figure in rapport.kerncijfers if figure.verschil is not None]
    different = [figure for figure in with_count if figure.verschil]
    lines = [
        f"Peildatum: {dutch.day(rapport.peildatum)}.",
        f"Er zijn {len(rapport.kerncijfers)} gepubliceerde kerncijfers. "
        f"{len(with_count)} daarvan zijn uit het register na te tellen; "
        f"{len(with_count) - len(different)} komen precies uit.",
    ]
    lines += [difference_sentence(figure) for figure in different]
    return tuple(lines)


def difference_sentence(figure: Cijfer) -> str:
    """Say how one figure differs from what was published."""
    if figure.verschil is None or figure.geregistreerd is None:
        return f"{figure.omschrijving}: niet te tellen."
    return (
        f"{figure.omschrijving}: gepubliceerd {dutch.number(figure.gepubliceerd)}, "
        f"geregistreerd {dutch.number(figure.geregistreerd)}, verschil {dutch.signed(figure.verschil)}."
    )


def sections(rapport: Rapport) -> tuple[Section, ...]:
    """Give all parts of the report in reading order."""
    return (
        Section("kerncijfers", "Kerncijfers", key_figures(rapport), noten=_figure_notes(rapport)),
        *(Section(table.id, table.titel, table, noten=table.noten) for table in rapport.tabellen),
        Section("mijlpalen", "Mijlpalen", milestones(rapport)),
        Section("bronnen", "Bronnen", regels=tuple(f"{key}: {text}." for key, text in rapport.bronnen)),
        Section("herkomst", "Herkomst", regels=provenance(rapport)),
    )


def key_figures(rapport: Rapport) -> Tabel:
    """Give the key figures as a table."""
    return Tabel(
        "kerncijfers",
        "Kerncijfers",
        (
            Kolom("code", "Code", "tekst"),
            Kolom("omschrijving", "Wat", "tekst"),
            Kolom("gepubliceerd", "Gepubliceerd"),
            Kolom("individueel", "Een voor een"),
            Kolom("verzameld", "In posten"),
            Kolom("geregistreerd", "Samen"),
            Kolom("verschil", "Verschil"),
            Kolom("bron", "Bron", "tekst"),
        ),
        tuple(
            (
                figure.code,
                figure.omschrijving,
                figure.gepubliceerd,
                figure.individueel,
                figure.verzameld,
                figure.geregistreerd,
                None if figure.verschil is None else dutch.signed(figure.verschil),
                f"{figure.bron} {figure.vindplaats}",
            )
            for figure in rapport.kerncijfers
        ),
    )


def _figure_notes(rapport: Rapport) -> tuple[str, ...]:
    return (DIFFERENCE_NOTE, *(_figure_note(figure) for figure in rapport.kerncijfers))


def _figure_note(figure: Cijfer) -> str:
    note = f"{figure.omschrijving}: {figure.bron}, {figure.vindplaats}."
    return " ".join([note, *figure.noten])


def milestones(rapport: Rapport) -> Tabel:
    """Give the milestones as a table."""
    return Tabel(
        "mijlpalen",
        "Mijlpalen",
        (
            Kolom("datum", "Wanneer", "tekst"),
            Kolom("omschrijving", "Wat", "tekst"),
            Kolom("bron", "Bron", "tekst"),
        ),
        tuple(
            (dutch.when(line.datum), _milestone_text(line), f"{line.bron} {line.vindplaats}")
            for line in rapport.mijlpalen
        ),
    )


def _milestone_text(line: Mijlpaalregel) -> str:
    return f"{line.omschrijving}. {line.toelichting}" if line.toelichting else line.omschrijving


def provenance(rapport: Rapport) -> tuple[str, ...]:
    """Say what the report was made from."""
    return (
        f"Gemaakt met maatwerk {rapport.herkomst.versie}.",
        f"Git-revisie: {rapport.herkomst.git_revisie or 'onbekend (niet in git)'}.",
        f"Dataset (SHA-256): {rapport.herkomst.dataset_sha256}.",
    )
