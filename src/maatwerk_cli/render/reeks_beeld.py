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
    total = count.totaal
    yield f"{total} {'aanbesteding' if total == 1 else 'aanbestedingen'} gelezen."
    yield f"Van toepassing: {count.uitkomsten['van_toepassing']}."
    yield f"Niet van toepassing: {count.uitkomsten['niet_van_toepassing']}.{_by(count.voorwaarden, 'door')}"
    unknown = f"Nog onbekend: {count.uitkomsten['onbekend']}.{_by(count.vragen, 'te vragen:')}"
    yield unknown + _by(count.lezingen, "open lezing:")
    if count.zonder_kader["opdrachtgever"]:
        number = count.zonder_kader["opdrachtgever"]
        yield f"Bij {number} van de onbekende geldt het kader niet voor deze opdrachtgever."
    if count.zonder_kader["datum"]:
        yield f"Bij {count.zonder_kader['datum']} van de onbekende geldt het kader niet op de peildatum."
    if count.uitkomsten["fout"]:
        yield f"Niet beoordeeld omdat de regel niet klopt: {count.uitkomsten['fout']}."


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
