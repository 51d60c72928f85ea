"""What every form of the report shows, in words: the order, the headings, the sentences around figures."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from maatwerk_cli.report.compare import COMPARISON, comparison
from maatwerk_cli.report.headings import EMPTY, PUBLISHED_COLUMNS, UNEXPLAINED
from maatwerk_cli.report.milestones import main_milestones
from maatwerk_cli.report.sureness import (
    called,
    differs,
    inferred_counts,
    is_checked,
    is_of_posts,
    is_only_a_bound,
    is_taken_to_belong,
)
from maatwerk_cli.report.tables import Rapport, ReportFigure
from maatwerk_cli.report.views.report_opening import is_early, opening
from maatwerk_cli.text import dutch
from maatwerk_cli.text.table import (
    NOT_APPLICABLE_MARK,
    WITHHELD_MARK,
    AtLeast,
    DataTable,
    TableCell,
    TableColumn,
)

DIFFERENCE_NOTE = "Verschil is geregistreerd min gepubliceerd."
MOST_PAGE_ROWS = 500
"""As many rows as a table on a page has; a longer one is for a spreadsheet."""
INFERRED_NOTE = f"{dutch.INFERRED_MARK} is afgeleid; zie Zo leest u dit rapport."
INTERNAL_EDITION = "Interne uitgave: niets is afgeschermd. Niet publiceren en niet doorgeven."
LICENCE = "De cijfers en teksten van dit rapport zijn vrij te gebruiken onder CC0 1.0."
_YEARS_BESIDE = 3
"""As many years as stand beside each other in one table."""
_MOST_TOLD = 3
"""As many differences as the summary tells one by one."""
TERMS = (
    ("Gepubliceerd", "het cijfer zoals een bron het noemt. Dat verandert nooit door een telling."),
    ("Apart bekend", "wat als eigen record in het register staat."),
    (
        "Alleen als aantal",
        "wat een bron telt zonder te zeggen welke het zijn, of wat daarvan overblijft; in het register een "
        "verzamelpost.",
    ),
    (
        "Samen",
        "apart bekend en alleen als aantal, opgeteld. Wie er misschien dubbel in zit, telt één keer.",
    ),
    ("Onbevestigd", "van een bron is alleen een uittreksel of een verwijzing gezien."),
)
SIGNS = (
    ("0", "nul: geteld is er geen. Wat het register niet kent, is daarin niet geteld."),
    ("–", "onbekend: geen bron in het register noemt het. Onbekend is nooit nul."),
    (NOT_APPLICABLE_MARK, "niet van toepassing: in deze tabel valt dit niet te tellen."),
    (WITHHELD_MARK, "afgeschermd: een aantal mensen dat niet wordt getoond."),
    ("ten minste", "niet minder dan dit aantal; het kunnen er meer zijn."),
    (
        dutch.INFERRED_MARK,
        "afgeleid: zo geteld door ons, met iets wat wij uit de bron opmaken. Noemt de bron hetzelfde getal, "
        "dan staat dat bij de kerncijfers onder Gepubliceerd, en bij een andere tabel eronder.",
    ),
)
"""What each word and each sign in a table means; said once, for every form."""
REASONS = {
    "klein": "een klein aantal mensen",
    "nul": "een nul in een kleine groep: dat zegt iets over iedereen in die groep",
    "vol": "een hele groep: dat zegt iets over iedereen in die groep",
    "steun": "hiermee is een ander afgeschermd aantal uit te rekenen",
    "eerder": "een rapport dat al is uitgegeven, heeft dit aantal ook afgeschermd",
}


class Section(NamedTuple):
    """A heading with what comes under it.

    Attributes:
        id: the id of the table, or of the part of the report.
        text: what an editor says of it, in Markdown.
        lines: lines of text.
        table_notes: notes on the whole table.
        row_notes: notes on one row of the table, by its number from 0.
    """

    id: str
    title: str
    table: DataTable | None = None
    lines: tuple[str, ...] = ()
    table_notes: tuple[str, ...] = ()
    row_notes: tuple[tuple[int, str], ...] = ()
    text: str | None = None

    @property
    def notes(self) -> tuple[str, ...]:
        """All notes, each on a row with what it is a note on; for forms without links."""
        rows = self.table.rows if self.table is not None else ()
        return (*self.table_notes, *(f"{rows[number][0]}: {note}" for number, note in self.row_notes))

    def drawn(self, *, alone: bool = False) -> DataTable | None:
        """Give the table where it has rows and nothing stands in its place."""
        has_rows = self.table is not None and bool(self.table.rows)
        return self.table if has_rows and not self.instead(alone=alone) else None

    def instead(self, *, alone: bool = False) -> str | None:
        """Say what stands in the place of a table: that nothing is known, or that it is too long."""
        if self.table is None or self.table.refused:
            return None
        if not self.table.rows:
            return EMPTY
        if alone or len(self.table.rows) <= MOST_PAGE_ROWS:
            return None
        return (
            f"Deze tabel heeft {dutch.number(len(self.table.rows))} regels en staat daarom niet op deze "
            f"bladzijde. U vindt haar in de vormen csv en xlsx, en met --tabel {self.id}."
        )


def report_title(rapport: Rapport) -> str:
    """Give the title of a report."""
    kind = "rapport (intern)" if rapport.intern else "rapport"
    return f"{rapport.herkomst.dataset_name}: {kind} {rapport.jaar}"


def joint_title(reports: Sequence[Rapport]) -> str:
    """Give the title of one report, or of several years together."""
    first = report_title(reports[0])
    years = [str(rapport.jaar) for rapport in reports[1:]]
    return first if not years else f"{first}{''.join(f', {year}' for year in years[:-1])} en {years[-1]}"


def report_summary(rapport: Rapport) -> tuple[str, ...]:
    """Say in sentences what the figures come to, so that nobody needs the tables for it."""
    first = opening(rapport)
    return (
        *((INTERNAL_EDITION,) if rapport.intern else ()),
        *(f"{name}: {text}." for name, text in first.facts),
        first.sentence,
        *first.said,
    )


WITHHELD_SENTENCE = f"Sommige aantallen mensen zijn afgeschermd en staan er als {WITHHELD_MARK}."


def reliability(rapport: Rapport) -> tuple[str, ...]:
    """Say how far the figures can be relied on. However long the data, these are a few sentences."""
    if not rapport.kerncijfers:
        return (
            "Dit rapport geeft alleen wat is geregistreerd.",
            *_of_which_day(rapport),
            *([WITHHELD_SENTENCE] if rapport.has_withheld else []),
        )
    checked = [figure for figure in rapport.kerncijfers if is_checked(figure)]
    different = [figure for figure in checked if differs(figure)]
    unsure = sum(map(is_only_a_bound, checked))
    agreeing = len(checked) - len(different) - unsure
    published = (
        f"{dutch.so_many(len(rapport.kerncijfers), 'kerncijfer is', 'kerncijfers zijn')} gepubliceerd. "
    )
    if checked:
        published += (
            f"Bij {len(checked)} daarvan kan de telling van het register anders uitkomen dan het cijfer: "
            f"{agreeing} {'komt' if agreeing == 1 else 'komen'} uit, {len(different)} niet. "
        )
        if unsure:
            published += f"Bij {unsure} is dat niet zeker: daar is de telling een ondergrens. "
        published += "De andere volgen uit gepubliceerde cijfers, of zijn niet na te tellen."
    else:
        published += "Geen daarvan is met deze telling te toetsen."
    lines = [published]
    lines += [difference_sentence(figure) for figure in different[:_MOST_TOLD]]
    if len(different) > _MOST_TOLD:
        more = dutch.so_many(len(different) - _MOST_TOLD, "cijfer verschilt", "cijfers verschillen")
        lines.append(f"Nog {more}; zie de tabel met kerncijfers.")
    other = [figure for figure in rapport.kerncijfers if differs(figure) and not is_checked(figure)]
    lines += [f"Niet te toetsen. {difference_sentence(figure)}" for figure in other[:_MOST_TOLD]]
    if len(other) > _MOST_TOLD:
        more = dutch.so_many(len(other) - _MOST_TOLD, "cijfer verschilt", "cijfers verschillen")
        lines.append(f"Nog {more}. Dat is niet te toetsen.")
    lines += [*_how_sure(rapport), *_of_which_day(rapport)]
    if rapport.has_withheld:
        lines.append(WITHHELD_SENTENCE)
    lines += [f"{table.title}. {table.refused}" for table in rapport.tabellen if table.refused]
    return tuple(lines)


def _how_sure(rapport: Rapport) -> Iterable[str]:
    used = sorted({figure.bron for figure in rapport.kerncijfers})
    unsure = sum(source.unconfirmed for source in rapport.bronnen if source.id in used)
    if used:
        yield (
            f"De kerncijfers komen uit {dutch.so_many(len(used), 'bron', 'bronnen')}: {dutch.joined(used)}. "
            f"Daarvan onbevestigd: {unsure}. Wat is afgeleid of tegenstrijdig, staat in de noten."
        )
        yield "Noemt een bron geen datum, dan nemen wij aan dat het zo was op de peildatum van die bron."
        ours = [
            f"{source.id} ({dutch.when(source.peildatum)})"
            for source in rapport.bronnen
            if source.id in used and source.peildatum and "peildatum" in source.afgeleid
        ]
        if ours:
            yield f"Bij {dutch.joined(ours)} is die dag van ons{dutch.IS_INFERRED}."


def _of_which_day(rapport: Rapport) -> Iterable[str]:
    """Say what the report does not know or tell of its own day."""
    if is_early(rapport) and rapport.edited is not None and rapport.edited.teksten:
        yield (
            f"De teksten onder de tabellen gaan over het eind van {rapport.jaar}. In dit rapport over een "
            "eerdere dag staan zij niet."
        )
    if rapport.kept is not None:
        yield (
            f"Het register is bijgehouden tot en met {dutch.day(rapport.kept)}. Dit rapport geeft die stand. "
            "Wat daarna is veranderd, is niet bekend."
        )


def withheld_note(rapport: Rapport) -> str:
    """Explain what is withheld."""
    return (
        f"Aantallen mensen onder de {rapport.threshold} zijn afgeschermd, en ook wat nodig is om ze niet te "
        f"kunnen uitrekenen. Achter een {WITHHELD_MARK} kan dus ook een groter aantal staan, of nul. "
        "Wat een bron zelf al publiceerde, staat er wel."
    )


def difference_sentence(figure: ReportFigure) -> str:
    """Say how one figure differs from what was published, and that this is not explained away."""
    if figure.verschil is None or figure.geregistreerd is None:
        return f"{figure.omschrijving}: niet te tellen."
    inferred = inferred_counts(figure)
    marks = [dutch.IS_INFERRED if name in inferred else "" for name in ("geregistreerd", "verschil")]
    explanation = UNEXPLAINED if UNEXPLAINED in figure.noten else "Zie de noot bij dit cijfer."
    return (
        f"{figure_label(figure)}: gepubliceerd {dutch.number(figure.gepubliceerd)}, "
        f"geregistreerd {dutch.number(figure.geregistreerd)}{marks[0]}, "
        f"verschil {dutch.signed(figure.verschil)}{marks[1]}. "
        f"{explanation}"
    )


def sections(rapport: Rapport) -> tuple[Section, ...]:
    """Give all parts of the report in reading order."""
    edition = rapport.edited
    parts: list[Section] = []
    if edition is not None and edition.inleiding:
        parts.append(Section("inleiding", "Inleiding", text=edition.inleiding))
    if edition is not None and edition.correcties:
        lines = (f"{dutch.sentence(dutch.when(str(c.datum)))}: {c.reden}" for c in edition.correcties)
        parts.append(Section("correcties", "Correcties", lines=tuple(lines)))
    figures = key_figures(rapport)
    parts.insert(0, Section("zekerheid", "Hoe zeker zijn deze cijfers?", lines=reliability(rapport)))
    parts.append(
        Section(
            "kerncijfers",
            "Kerncijfers",
            figures,
            table_notes=(DIFFERENCE_NOTE,),
            row_notes=_figure_notes(rapport),
        )
    )
    parts += [Section(table.id, table.title, table, table_notes=table.notes) for table in rapport.tabellen]
    parts.append(Section("mijlpalen", "Mijlpalen", main_milestones(rapport.mijlpalen)))
    parts += [Section(table.id, table.title, table, table_notes=table.notes) for table in rapport.evaluatie]
    parts.append(Section("leeswijzer", "Zo leest u dit rapport", lines=reading_guide(rapport)))
    if rapport.abbreviations:
        parts.append(
            Section(
                "afkortingen",
                "Afkortingen",
                lines=tuple(f"{short}: {long}" for short, long in rapport.abbreviations),
            )
        )
    if rapport.intern:
        parts.append(_withheld_section(rapport))
    parts.append(Section("bronnen", "Bronnen", lines=tuple(f"{s.id}: {s.text}." for s in rapport.bronnen)))
    parts.append(Section("herkomst", "Herkomst", lines=provenance(rapport)))
    return tuple(_with_notes(rapport, section) for section in parts)


def _with_notes(rapport: Rapport, section: Section) -> Section:
    text = section.text or table_text(rapport, section.id)
    notes = section.table_notes
    if section.table is not None and section.table.withheld:
        notes = (*notes, f"{WITHHELD_MARK} is afgeschermd; zie Zo leest u dit rapport.")
    if section.table is not None and section.table.rows and rapport.kept is not None:
        notes = (*notes, f"Laatst bekende stand: {dutch.day(rapport.kept)}.")
    if section.table is not None and section.table.inferred:
        notes = (*notes, INFERRED_NOTE)
    return section._replace(text=text, table_notes=notes)


def table_text(rapport: Rapport, table_id: str) -> str | None:
    """Give what an editor says under a table: of the end of the year, so nothing in a report of before."""
    texts = rapport.edited.teksten if rapport.edited and not is_early(rapport) else ()
    own_texts = [text.tekst for text in texts if text.tabel == table_id]
    return "\n\n".join(own_texts) or None


def withheld_table(rapport: Rapport) -> DataTable:
    """List what the published report withholds, with its true count and the reason; only for intern use."""
    return DataTable(
        "afschermlijst",
        "Wat het openbare rapport afschermt",
        (
            TableColumn("sleutel", "Sleutel", "tekst"),
            TableColumn("omschrijving", "Wat", "tekst"),
            TableColumn("waarde", "Aantal"),
            TableColumn("reden", "Waarom", "tekst"),
        ),
        tuple(
            (line.key, line.description, line.value, REASONS[line.reason]) for line in rapport.withheld_lines
        ),
    )


def _withheld_section(rapport: Rapport) -> Section:
    table = withheld_table(rapport)
    if rapport.unsafe:
        note = (
            "Er is geen openbaar rapport van deze gegevens: de aantallen zijn te veel of te verweven om "
            "veilig af te schermen."
        )
        return Section(table.id, table.title, table_notes=(note,))
    note = (
        "Zet deze sleutels bij afgeschermd in het bestand met de teksten van dit rapport "
        f"(rapporten/{rapport.jaar}.yaml), zodat een volgend rapport ze niet prijsgeeft."
        if rapport.withheld_lines
        else "Het openbare rapport schermt niets af."
    )
    return Section(table.id, table.title, table if table.rows else None, table_notes=(note,))


FIGURE_COLUMNS = (
    TableColumn("omschrijving", "Wat", "tekst"),
    *PUBLISHED_COLUMNS,
    TableColumn("bron", "Bron", "tekst"),
)


def key_figures(rapport: Rapport) -> DataTable:
    """Give the key figures as a table."""
    return DataTable(
        "kerncijfers",
        "Kerncijfers",
        FIGURE_COLUMNS,
        tuple(
            (
                figure_label(figure),
                figure.gepubliceerd,
                figure.cell("individueel"),
                figure.cell("verzameld"),
                figure.cell("geregistreerd"),
                _signed(figure.cell("verschil")),
                f"{figure.bron}, {figure.vindplaats}",
            )
            for figure in rapport.kerncijfers
        ),
        inferred=inferred_places(rapport),
    )


def figure_label(figure: ReportFigure) -> str:
    """Name a figure, and say what was counted for it where that is something else than was published."""
    if figure.telt is None or figure.telt == figure.eenheid:
        return figure.omschrijving
    return f"{figure.omschrijving} (geteld: {figure.telt.replace('_', ' ')})"


def inferred_places(rapport: Rapport) -> frozenset[tuple[int, str]]:
    """Give the places of the key figures' counts that rest on something inferred."""
    return frozenset(
        (row, name) for row, figure in enumerate(rapport.kerncijfers) for name in inferred_counts(figure)
    )


def _signed(value: TableCell) -> TableCell:
    if isinstance(value, AtLeast):
        return f"{dutch.AT_LEAST} {dutch.signed(value.value)}"
    return dutch.signed(value) if isinstance(value, int | Decimal) else value


def _figure_notes(rapport: Rapport) -> tuple[tuple[int, str], ...]:
    notes = ((row, figure_note(figure)) for row, figure in enumerate(rapport.kerncijfers))
    return tuple((row, note) for row, note in notes if note)


def figure_note(figure: ReportFigure) -> str:
    """Say all that is to be said of a figure: its reservations, and what of it was inferred."""
    return " ".join((*figure.noten, *_rests_on(figure)))


def _rests_on(figure: ReportFigure) -> Iterable[str]:
    """Say of a figure what was inferred in the records and in the posts that it counts."""
    of_records = [called(name) for name in figure.afgeleid if not is_of_posts(name)]
    of_records += ["dat het bij het gepubliceerde aantal hoort"] if is_taken_to_belong(figure) else []
    of_posts = [called(name) for name in figure.afgeleid if is_of_posts(name)]
    for way, names in (("apart bekend", of_records), ("alleen als aantal", of_posts)):
        if names:
            yield f'Afgeleid bij "{way}": {dutch.joined(names)}.'


def reading_guide(rapport: Rapport) -> tuple[str, ...]:
    """Explain the words and the marks of the report."""
    lines = [
        *(f"{word}: {meaning}" for word, meaning in (*TERMS, *SIGNS)),
        "Een datum is nooit preciezer dan de bron. Is hij afgeleid, dan staat dat erbij.",
        withheld_note(rapport)
        if rapport.has_withheld
        else f"Aantallen mensen onder de {rapport.threshold} zijn in uitsplitsingen afgeschermd, tenzij een "
        "bron ze al publiceerde.",
        LICENCE,
    ]
    return tuple(lines)


def provenance(rapport: Rapport) -> tuple[str, ...]:
    """Say what the report was made from."""
    return (
        f"Gemaakt met maatwerk {rapport.herkomst.versie}.",
        f"Git-revisie van de gegevens: {rapport.herkomst.git_revisie or 'onbekend (niet in git)'}.",
        f"Controlegetal van de dataset (SHA-256): {rapport.herkomst.dataset_sha256}.",
    )


def chosen_comparison(reports: Sequence[Rapport], only: str | None) -> tuple[Section, ...]:
    """Give the years side by side where there are several, and not only a table of each is asked for."""
    return comparison_sections(reports) if len(reports) > 1 and only in (None, COMPARISON) else ()


def chosen_sections(rapport: Rapport, only: str | None) -> list[Section]:
    """Give the parts of a report to show: all, or one."""
    return [section for section in sections(rapport) if only in (None, section.id)]


def chosen_reports(reports: Sequence[Rapport], only: str | None) -> Sequence[Rapport]:
    """Give the reports to show one by one: none where only the years side by side are asked for."""
    return () if only == COMPARISON else reports


def comparison_sections(reports: Sequence[Rapport]) -> tuple[Section, ...]:
    """Set the years side by side, at most as many in one table as fit beside each other."""
    table = comparison(reports)
    notes = (*table.notes, *((INFERRED_NOTE,) if table.inferred else ()))
    name, *pairs, change = (index for index, column in enumerate(table.columns) if column.id != "code")
    step = 2 * _YEARS_BESIDE
    blocks = [pairs[start : start + step] for start in range(0, len(pairs), step)]
    blocks[-1] = [*blocks[-1], change]
    made = []
    for number, block in enumerate(blocks):
        years = [rapport.jaar for rapport in reports][number * _YEARS_BESIDE :][:_YEARS_BESIDE]
        part = f": {years[0]} tot en met {years[-1]}" if len(blocks) > 1 else ""
        places = (name, *block)
        cut = replace(
            table,
            id=table.id if not number else f"{table.id}-{years[0]}",
            title=f"{table.title}{part}",
            columns=tuple(table.columns[place] for place in places),
            rows=tuple(
                tuple(_signed(row[place]) if place == change else row[place] for place in places)
                for row in table.rows
            ),
        )
        made.append(Section(cut.id, cut.title, cut, table_notes=notes if number == len(blocks) - 1 else ()))
    return tuple(made)
