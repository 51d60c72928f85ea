"""What an import would do, or did, in lines of text: per column and per row. No value of a cell is shown."""

from collections.abc import Iterator

from maatwerk_cli.exchange.importing import ColumnUse, ImportPlan, RowPlan
from maatwerk_cli.register.kinds import kind_named
from maatwerk_cli.text.personal_data.safe import safe_line


def plan_lines(plan: ImportPlan, *, written: bool) -> Iterator[str]:
    """Give the whole plan line by line: columns, rows, a count at the end."""
    yield "Kolommen:"
    for use in plan.columns:
        yield f"  {safe_line(use.name)}: {_use(use)}"
    for note in plan.notes:
        yield f"Let op: {safe_line(note)}"
    if plan.organisations:
        yield "Nieuwe organisaties:"
        for organisation in plan.organisations:
            yield f"  {organisation['id']} ({organisation['soort']})"
    yield "Rijen:"
    for row in plan.rows:
        yield from _row(row, plan.kind.name, written=written)
    counts = plan.counts
    twins = f"{counts.twins} dubbel, " if counts.twins else ""
    wrong = f"{twins}{counts.faulty} met een fout"
    yield f"Samen: {counts.new} nieuw, {counts.present} al in het register, {wrong}."


def _use(use: ColumnUse) -> str:
    if use.field:
        return use.field
    if use.refused:
        return "geweigerd: gegevens over een persoon horen niet in het register"
    meant = (
        f" Bedoelde u {use.meant}? Geef dan --kolom '{safe_line(use.name)}={use.meant}'." if use.meant else ""
    )
    return f"niet overgenomen.{meant}"


def _row(row: RowPlan, kind: str, *, written: bool) -> Iterator[str]:
    if row.problems:
        for problem in row.problems:
            yield f"  rij {row.number}: fout, {problem}"
    elif row.twin:
        yield f"  rij {row.number}: zegt hetzelfde als rij {row.twin}"
    elif row.present:
        yield f"  rij {row.number}: staat al in het register"
    else:
        name = "nieuwe kandidaat" if kind_named(kind).of_people else f"{kind} {row.id}"
        yield f"  rij {row.number}: {name}{' geschreven' if written else ' zou worden gemaakt'}"
