"""A series in words: what the verdicts come to, and each on a line."""

from collections.abc import Iterator, Mapping, Sequence

from maatwerk_cli.eligibility import taal
from maatwerk_cli.eligibility.oordeel import Rijfout, Uitslag
from maatwerk_cli.eligibility.reeks import Telling
from maatwerk_cli.render.besluit_reden import reason
from maatwerk_cli.render.blokken import Alinea, Blok, Kop, Lijst, Raster, clean


def series_blocks(rows: Sequence[Uitslag | Rijfout] | None, count: Telling) -> Iterator[Blok]:
    """Give many verdicts: what they come to, and each on a line where these are not too many."""
    yield Kop("Social return bij deze aanbestedingen", 1)
    yield Lijst(list(summary(count)))
    if rows:
        yield Raster(
            "Per aanbesteding",
            ("Regel", "Aanbesteding", "Uitkomst", "Waardoor", "Nog te vragen"),
            [_series_row(row) for row in rows],
        )
    elif count.totaal:
        yield Alinea("Voor de uitkomst per aanbesteding: kies --formaat csv of --formaat jsonl.")


def summary(count: Telling) -> Iterator[str]:
    """Say how many apply, how many do not and why, how many are unknown and for want of what."""
    total, outcomes = count.totaal, count.uitkomsten
    missed = _by(count.per("beslissend", "niet_van_toepassing"), "door")
    asked = _by(count.per("vraagvelden", "onbekend"), "te vragen:")
    readings = _by(count.per("lezingen", "onbekend"), "open lezing:")
    without = count.per("reden", "onbekend")
    yield f"{total} {'aanbesteding' if total == 1 else 'aanbestedingen'} gelezen."
    yield f"Van toepassing: {outcomes['van_toepassing']}."
    yield f"Niet van toepassing: {outcomes['niet_van_toepassing']}.{missed}"
    yield f"Nog onbekend: {outcomes['onbekend']}.{asked}{readings}"
    if without["opdrachtgever"]:
        yield f"Bij {without['opdrachtgever']} van de onbekende geldt het kader niet voor deze opdrachtgever."
    if without["datum"]:
        yield f"Bij {without['datum']} van de onbekende geldt het kader niet op de peildatum."
    if outcomes["fout"]:
        yield f"Niet beoordeeld omdat de regel niet klopt: {outcomes['fout']}."


def _by(counts: Mapping[str, int], word: str) -> str:
    found = [f"{name.replace('_', ' ')} {number}" for name, number in sorted(counts.items())]
    return f" Daarvan {word} {', '.join(found)}." if found else ""


def _series_row(row: Uitslag | Rijfout) -> tuple[str, ...]:
    if isinstance(row, Rijfout):
        return str(row.regel), clean(row.id or ""), "niet beoordeeld", clean(row.fout), ""
    verdict = row.besluit
    facts = verdict.feiten
    name = " ".join(part for part in (facts.id, facts.perceel and f"perceel {facts.perceel}") if part)
    leading = verdict.kader
    decisive = ", ".join(leading.beslissend) if leading else ""
    why = "" if leading and not leading.open_lezingen else reason(verdict)
    return (
        str(row.ingelezen.regel),
        clean(name),
        taal.outcome(verdict.uitkomst),
        "; ".join(part for part in (decisive, why) if part),
        ", ".join(verdict.vraagvelden),
    )
