"""What every form of the report shows, in words: the order, the headings, the sentences around figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from maatwerk_cli.models.values import parse_datum
from maatwerk_cli.report.compare import comparison
from maatwerk_cli.report.headings import UNEXPLAINED
from maatwerk_cli.report.tables import Cijfer, Rapport
from maatwerk_cli.text import dutch
from maatwerk_cli.text.table import AFGESCHERMD, WITHHELD_MARK, Cel, Kolom, Tabel, TenMinste

DIFFERENCE_NOTE = (
    "Verschil is geregistreerd min gepubliceerd. "
    "Een streepje betekent dat het register dit cijfer niet kan geven."
)
INTERN = "Interne uitgave: niets is afgeschermd. Niet publiceren en niet doorgeven."
LICENCE = "De cijfers en teksten van dit rapport zijn vrij te gebruiken onder CC0 1.0."
STATUS_TEXTS = {
    "concept": "Status: concept. De cijfers en teksten kunnen nog veranderen.",
    "definitief": "Status: definitief.",
    "gecorrigeerd": "Status: gecorrigeerd. Wat is veranderd, staat onder Correcties.",
}
REASONS = {
    "klein": "een klein aantal mensen",
    "nul": "een nul in een kleine groep: dat zegt iets over iedereen in die groep",
    "vol": "een hele groep: dat zegt iets over iedereen in die groep",
    "steun": "hiermee is een ander afgeschermd aantal uit te rekenen",
    "eerder": "een rapport dat al is uitgegeven, heeft dit aantal ook afgeschermd",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what comes under it.

    Attributes:
        id: the id of the table, or of the part of the report.
        tekst: what an editor says of it, in Markdown.
        regels: lines of text.
        noten: notes under the table.

    """

    id: str
    titel: str
    tabel: Tabel | None = None
    regels: tuple[str, ...] = ()
    noten: tuple[str, ...] = ()
    tekst: str | None = None


def title(rapport: Rapport) -> str:
    """Give the title of a report."""
    kind = "rapport (intern)" if rapport.intern else "rapport"
    return f"{rapport.herkomst.dataset_naam}: {kind} {rapport.jaar}"


def joint_title(reports: Sequence[Rapport]) -> str:
    """Give the title of one report, or of several years together."""
    first = title(reports[0])
    years = [str(rapport.jaar) for rapport in reports[1:]]
    return first if not years else f"{first}{''.join(f', {year}' for year in years[:-1])} en {years[-1]}"


def summary(rapport: Rapport) -> tuple[str, ...]:
    """Say in sentences what the figures come to, so that nobody needs the tables for it."""
    lines = [f"Peildatum: {dutch.day(rapport.peildatum)}."]
    if rapport.intern:
        lines.insert(0, INTERN)
    if rapport.bewerking is not None:
        lines.append(STATUS_TEXTS[rapport.bewerking.status])
    lines += _how_many(rapport)
    lines += _since_when(rapport)
    with_count = [figure for figure in rapport.kerncijfers if figure.geregistreerd is not None]
    different = [figure for figure in with_count if figure.verschil]
    lines.append(
        f"{_plural(len(rapport.kerncijfers), 'kerncijfer is', 'kerncijfers zijn')} gepubliceerd. "
        f"Na te tellen met het register: {len(with_count)}. "
        f"Daarvan komen precies uit: {len(with_count) - len(different)}."
    )
    lines += [difference_sentence(figure) for figure in different]
    lines += _how_sure(rapport)
    if rapport.heeft_afgeschermd:
        lines.append(withheld_note(rapport))
    lines += [f"{table.titel}. {table.geweigerd}" for table in rapport.tabellen if table.geweigerd]
    return tuple(lines)


def _how_sure(rapport: Rapport) -> Iterable[str]:
    used = sorted({figure.bron for figure in rapport.kerncijfers})
    unsure = sum(source.onbevestigd for source in rapport.bronnen if source.id in used)
    if used:
        yield (
            f"De kerncijfers komen uit {_plural(len(used), 'bron', 'bronnen')}: {dutch.listing(used)}. "
            f"Daarvan onbevestigd: {unsure}. Wat is afgeleid of tegenstrijdig, staat in de noten."
        )


def _how_many(rapport: Rapport) -> Iterable[str]:
    table = _table(rapport, "categorie_fase")
    if table is None or not table.rijen:
        return
    total = table.rijen[-1][-1]
    phases = [
        f"{dutch.cell(value)} {column.titel.lower()}"
        for column, value in zip(table.kolommen[2:-1], table.rijen[-1][2:-1], strict=True)
        if value
    ]
    yield (
        f"Het register telt {dutch.cell(total)} proeftuinen, van alle overheden samen: "
        f"{dutch.listing(phases)}."
    )


def _since_when(rapport: Rapport) -> Iterable[str]:
    table = _table(rapport, "verloop")
    dated = [row for row in table.rijen if isinstance(row[2], str)] if table else []
    if table is None or not table.rijen:
        return
    undated = len(table.rijen) - len(dated)
    if dated:
        first = min(dated, key=lambda row: parse_datum(row[2]).first)
        yield (
            f"De vroegste stap met een datum: {first[0]}, {str(first[1]).lower()}, "
            f"{dutch.when(str(first[2]))}. Van {undated} van de {len(table.rijen)} stappen noemt de bron "
            "geen datum."
        )
    else:
        yield "Van geen enkele stap van een proeftuin noemt de bron een datum."


def _table(rapport: Rapport, table_id: str) -> Tabel | None:
    return next((table for table in rapport.tabellen if table.id == table_id), None)


def _plural(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def withheld_note(rapport: Rapport) -> str:
    """Explain the mark for what is withheld."""
    return (
        f"Een {WITHHELD_MARK} is een afgeschermd aantal mensen. Aantallen onder de {rapport.drempel} "
        "zijn afgeschermd, en ook wat nodig is om ze niet te kunnen uitrekenen. Achter het teken kan dus ook "
        "een groter aantal staan, of nul. Wat een bron zelf al publiceerde, staat er wel."
    )


def difference_sentence(figure: Cijfer) -> str:
    """Say how one figure differs from what was published, and that this is not explained away."""
    if figure.verschil is None or figure.geregistreerd is None:
        return f"{figure.omschrijving}: niet te tellen."
    explanation = UNEXPLAINED if UNEXPLAINED in figure.noten else "Zie de noot bij dit cijfer."
    return (
        f"{figure.omschrijving}: gepubliceerd {dutch.number(figure.gepubliceerd)}, "
        f"geregistreerd {dutch.number(figure.geregistreerd)}, verschil {dutch.signed(figure.verschil)}. "
        f"{explanation}"
    )


def sections(rapport: Rapport) -> tuple[Section, ...]:
    """Give all parts of the report in reading order."""
    edition = rapport.bewerking
    parts: list[Section] = []
    if edition is not None and edition.inleiding:
        parts.append(Section("inleiding", "Inleiding", tekst=edition.inleiding))
    if edition is not None and edition.correcties:
        lines = (f"{_upper_first(dutch.when(str(c.datum)))}: {c.reden}" for c in edition.correcties)
        parts.append(Section("correcties", "Correcties", regels=tuple(lines)))
    parts.append(Section("kerncijfers", "Kerncijfers", key_figures(rapport), noten=_figure_notes(rapport)))
    parts += [Section(table.id, table.titel, table, noten=table.noten) for table in rapport.tabellen]
    parts.append(Section("mijlpalen", "Mijlpalen", milestones(rapport)))
    parts.append(Section("leeswijzer", "Zo leest u dit rapport", regels=reading_guide(rapport)))
    if rapport.intern:
        parts.append(_withheld_section(rapport))
    parts.append(Section("bronnen", "Bronnen", regels=tuple(f"{s.id}: {s.tekst}." for s in rapport.bronnen)))
    parts.append(Section("herkomst", "Herkomst", regels=provenance(rapport)))
    return tuple(_with_notes(rapport, section) for section in parts)


def _with_notes(rapport: Rapport, section: Section) -> Section:
    text = section.tekst or table_text(rapport, section.id)
    notes = section.noten
    if section.tabel is not None and section.tabel.afgeschermd:
        notes = (*notes, withheld_note(rapport))
    return replace(section, tekst=text, noten=notes)


def table_text(rapport: Rapport, table_id: str) -> str | None:
    """Give what an editor says under a table."""
    texts = rapport.bewerking.teksten if rapport.bewerking else ()
    found = [text.tekst for text in texts if text.tabel == table_id]
    return "\n\n".join(found) or None


def withheld_table(rapport: Rapport) -> Tabel:
    """List what the published report withholds, with its true count and the reason; only for intern use."""
    return Tabel(
        "afschermlijst",
        "Wat het openbare rapport afschermt",
        (
            Kolom("sleutel", "Sleutel", "tekst"),
            Kolom("omschrijving", "Wat", "tekst"),
            Kolom("waarde", "Aantal"),
            Kolom("reden", "Waarom", "tekst"),
        ),
        tuple(
            (line.sleutel, line.omschrijving, line.waarde, REASONS[line.reden])
            for line in rapport.afschermlijst
        ),
    )


def _withheld_section(rapport: Rapport) -> Section:
    table = withheld_table(rapport)
    if rapport.onveilig:
        note = (
            "Er is geen openbaar rapport van deze gegevens: de aantallen zijn te veel of te verweven om "
            "veilig af te schermen."
        )
        return Section(table.id, table.titel, noten=(note,))
    note = (
        "Zet deze sleutels bij afgeschermd in het bestand met de teksten van dit rapport "
        f"(rapporten/{rapport.jaar}.yaml), zodat een volgend rapport ze niet prijsgeeft."
        if rapport.afschermlijst
        else "Het openbare rapport schermt niets af."
    )
    return Section(table.id, table.titel, table if table.rijen else None, noten=(note,))


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


FIGURE_COLUMNS = (
    Kolom("omschrijving", "Wat", "tekst"),
    Kolom("gepubliceerd", "Gepubliceerd"),
    Kolom("individueel", "Een voor een"),
    Kolom("verzameld", "In posten"),
    Kolom("geregistreerd", "Samen"),
    Kolom("verschil", "Verschil"),
    Kolom("bron", "Bron", "tekst"),
    Kolom("code", "Code", "tekst"),
)


def key_figures(rapport: Rapport) -> Tabel:
    """Give the key figures as a table."""
    return Tabel(
        "kerncijfers",
        "Kerncijfers",
        FIGURE_COLUMNS,
        tuple(
            (
                figure.omschrijving,
                figure.gepubliceerd,
                figure_cell(figure, "individueel"),
                figure_cell(figure, "verzameld"),
                figure_cell(figure, "geregistreerd"),
                _signed(figure_cell(figure, "verschil")),
                f"{figure.bron}, {figure.vindplaats}",
                figure.code,
            )
            for figure in rapport.kerncijfers
        ),
    )


def figure_cell(figure: Cijfer, name: str) -> Cel:
    """Give one of the counts of a key figure, or that it is a bound or withheld."""
    if name in figure.afgeschermd:
        return AFGESCHERMD
    value = getattr(figure, name)
    return TenMinste(int(value)) if name in figure.ten_minste and value is not None else value


def _signed(value: Cel) -> Cel:
    if isinstance(value, TenMinste):
        return f"{dutch.AT_LEAST} {dutch.signed(value.value)}"
    return dutch.signed(value) if isinstance(value, int | Decimal) else value


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
            Kolom("datum", "Wanneer", "datum"),
            Kolom("omschrijving", "Wat", "tekst"),
            Kolom("toelichting", "Toelichting", "tekst"),
            Kolom("bron", "Bron", "tekst"),
        ),
        tuple(
            (line.datum, line.omschrijving, line.toelichting or "", f"{line.bron}, {line.vindplaats}")
            for line in rapport.mijlpalen
        ),
    )


def reading_guide(rapport: Rapport) -> tuple[str, ...]:
    """Explain the words and the marks of the report."""
    lines = [
        "Gepubliceerd: het cijfer zoals een bron het noemt. Dat verandert nooit door een telling.",
        "Een voor een: wat als eigen record in het register staat.",
        "In posten: wat een bron telt zonder te noemen. Samen: die twee opgeteld.",
        "Een streepje is onbekend of niet van toepassing. Het is nooit nul.",
        "Een datum is zo precies als de bron. Is er geen datum, dan staat er onbekend of een streepje.",
        "Bij een bron staat onbevestigd als alleen een uittreksel is gezien.",
        f"Aantallen mensen onder de {rapport.drempel} zijn in uitsplitsingen afgeschermd, tenzij een bron "
        "ze al publiceerde.",
        LICENCE,
    ]
    return tuple(lines)


def provenance(rapport: Rapport) -> tuple[str, ...]:
    """Say what the report was made from."""
    return (
        f"Gemaakt met maatwerk {rapport.herkomst.versie}.",
        f"Git-revisie: {rapport.herkomst.git_revisie or 'onbekend (niet in git)'}.",
        f"Dataset (SHA-256): {rapport.herkomst.dataset_sha256}.",
    )


def comparison_section(reports: Sequence[Rapport]) -> Section:
    """Set the years side by side."""
    table = comparison(reports)
    return Section(table.id, table.titel, table, noten=table.noten)
