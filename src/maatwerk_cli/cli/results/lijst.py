"""``maatwerk lijst``."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from maatwerk_cli.cli.shell.dataset_loading import load_with_warning
from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.options import (
    CLOSED,
    CsvOption,
    DataOption,
    InternOption,
    OutputOption,
    form_with_csv,
)
from maatwerk_cli.cli.shell.output import print_error, terminal_width, use_colour, write_result
from maatwerk_cli.cli.shell.typer_dutch import closest
from maatwerk_cli.register.kinds import KINDS, Kind, names_of
from maatwerk_cli.text.dutch import joined

if TYPE_CHECKING:
    from maatwerk_cli.register.records import Dataset

_FEW = 40
"""Choices that are named in a message; of more, only the nearest."""


def command(
    soort: Annotated[
        str,
        typer.Argument(
            metavar="SOORT",
            help=f"Soort record: {joined(names_of(KINDS), 'of')}.",
        ),
    ],
    waar: Annotated[
        list[str] | None,
        typer.Option(
            "--waar", metavar="VELD=WAARDE", help="Alleen records met deze waarde. U mag dit vaker geven."
        ),
    ] = None,
    formaat: Annotated[
        Literal["tabel", "tekst", "csv", "json"],
        typer.Option("--formaat", metavar="VORM", help="tabel, tekst, csv of json."),
    ] = "tabel",
    csv: CsvOption = "gewoon",
    intern: InternOption = False,
    data: DataOption = None,
    uitvoer: OutputOption = None,
) -> int:
    """Toon welke records er van een soort zijn.

    De fase van een proeftuin is die van nu: de verste op de dag tot en met wanneer het register gaat.
    Welke fase zij ooit bereikte, staat onder verloop. Zo ook de stand van een opdracht.

    Voorbeelden:

        maatwerk lijst proeftuinen
        maatwerk lijst proeftuin --waar categorie=ict_inhuur
        maatwerk lijst proeftuin --waar fase=gestart
        maatwerk lijst proeftuin --waar verloop=plan_ondertekend
        maatwerk lijst kerncijfers --waar jaar=2018 --formaat csv
    """
    from maatwerk_cli.lookup.listing import (
        ClosedRegisterError,
        Speaking,
        can_be_inferred,
        kind_called,
        listing,
    )
    from maatwerk_cli.lookup.listing_views import listing_csv, listing_json, listing_lines, listing_table

    formaat = form_with_csv(formaat, csv)
    kind = kind_called(soort)
    if kind is None:
        names = [kind.name for kind in KINDS]
        raise UserError(
            f"'{soort[:40]}' is geen soort record.{closest(soort, names)} Kies uit: {', '.join(names)}."
        )
    filters = _filters(kind, waar or [])
    dataset = load_with_warning(data)
    _check_values(dataset, kind, filters)
    try:
        table = listing(dataset, kind, filters, Speaking(dataset, intern))
    except ClosedRegisterError:
        raise UserError(CLOSED) from None
    if not table.rows:
        nothing = _nothing(dataset, kind, filters)
        if formaat in ("tabel", "tekst"):
            write_result(f"{nothing}\n", uitvoer)
            return 0
        print_error(nothing)
    width = terminal_width()
    marks = can_be_inferred(kind)
    if formaat == "csv":
        write_result(listing_csv(table, marks=marks, excel=csv == "excel"), uitvoer)
    elif formaat == "json":
        write_result(listing_json(table, marks=marks), uitvoer)
    elif formaat == "tekst":
        write_result(listing_lines(table, width), uitvoer)
    else:
        write_result(listing_table(table, width, colour=uitvoer is None and use_colour()), uitvoer)
    return 0


def _check_values(dataset: "Dataset", kind: "Kind", filters: dict[str, str]) -> None:
    """Refuse a value that no record of this kind can have.

    Raises:
        UserError: it is no code, or no record, that exists.
    """
    from maatwerk_cli.lookup.listing import filter_values, only_unknown
    from maatwerk_cli.models.values import ONBEKEND, WITHDRAWN

    for name, value in filters.items():
        if only_unknown(kind, name) and value != ONBEKEND:
            raise UserError(
                f"--waar: {name} bestaat uit meer gegevens, en daar kan alleen {name}={ONBEKEND} bij."
            )
        known = filter_values(dataset, kind, name)
        if known and name != WITHDRAWN:
            known = (*known, ONBEKEND)
        if known and value not in known:
            few = f" Kies uit: {', '.join(known)}." if len(known) <= _FEW else ""
            raise UserError(f"--waar: '{value[:40]}' kan niet bij {name}.{closest(value, known)}{few}")


def _nothing(dataset: "Dataset", kind: "Kind", filters: dict[str, str]) -> str:
    records = dataset.of(kind)
    if not filters and (records.broken or not records.complete):  # nothing reads, and there is something
        return f"Er is geen record van de soort {kind.name} te lezen."
    if not filters:
        return f"Er zijn geen records van de soort {kind.name}."
    from maatwerk_cli.text.personal_data.privacy import mask

    wanted = " en ".join(f"{name}={value[:40]}" for name, value in filters.items())
    return mask(f"Er is geen {kind.name} met {wanted}.")


def _filters(kind: "Kind", given: list[str]) -> dict[str, str]:
    from maatwerk_cli.lookup.listing import filter_names

    names = filter_names(kind)
    filters = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals:
            raise UserError(f"--waar: '{text[:40]}' heeft geen =. Schrijf bijvoorbeeld {names[0]}=waarde.")
        if name not in names:
            raise UserError(
                f"--waar: een {kind.name} heeft geen veld '{name[:40]}'.{closest(name, names)} "
                f"Kies uit: {', '.join(names)}."
            )
        filters[name] = value
    return filters
