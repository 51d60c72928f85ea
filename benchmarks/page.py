"""The outcome of the suite as the tables of ``docs/snelheid.md``; what stands around them is left alone."""

import math
import statistics
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from measure import LIMIT
from waiting import Waiting

DOCS = Path(__file__).parents[1] / "docs"
PAGE = DOCS / "snelheid.md"
BEGIN, END = "<!-- begin: metingen -->\n", "<!-- eind: metingen -->\n"
SAYS = {
    "valideer": "valideer",
    "valideer kapot": "valideer, 2% van de bestanden kapot",
    "valideer sinds": "valideer --sinds, 10 bestanden",
    "rapport": "rapport, met afscherming",
    "rapport tabel": "rapport als tabel",
    "rapport intern": "rapport --intern",
    "lijst": "lijst",
    "lijst tabel": "lijst als tabel",
    "toon": "toon",
    "verschil verandering": "verschil --cijfers verandering, 10 bestanden",
    "verschil volledig": "verschil, 10 bestanden",
    "formatteer": "formatteer --controle",
    "schema": "schema",
    "uitleg": "uitleg",
    "exporteer": "exporteer",
    "importeer": "importeer, een rij op twintig records",
    "nieuw": "nieuw",
    "fase": "fase",
    "hernoem": "hernoem",
    "stap": "stap",
    "voeg-samen": "voeg-samen",
    "trek-terug": "trek-terug",
}
PEERS = {
    "yamale": "yamale",
    "check-jsonschema": "check-jsonschema",
    "yamllint": "yamllint",
    "ajv-cli": "ajv-cli (Node)",
    "jsonschema-rs": "jsonschema-rs met yaml-rs: de bodem, alleen het schema",
}
"""Programs beside ours, in the order in which they are told; what could not be installed is not measured."""
PATIENCE = 60
"""Seconds after which a command is called no longer practical."""

Row = Mapping[str, Any]


def write_page(outcome: Mapping[str, Any], source: Path, tools: Path) -> None:
    """Put the tables in the page, and the pictures beside it."""
    subprocess.run(
        [tools / "python", Path(__file__).parent / "plot.py", source, DOCS / "beelden"], check=True
    )
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(before + BEGIN + "\n" + "\n".join(tables(outcome)) + "\n" + END + after, encoding="utf-8")


def tables(outcome: Mapping[str, Any]) -> Iterator[str]:
    """Give the lines between the marks."""
    rows: list[Row] = outcome["metingen"]
    machine = outcome["machine"]
    yield (
        f"Gemeten op {machine['processoren']} processoren, met Python {machine['python']}. De belasting van "
        f"de machine was vooraf {_number(machine['belasting_vooraf'])} en achteraf "
        f"{_number(machine['belasting_achteraf'])}; 0 is: verder niets te doen.\n"
    )
    yield "### De afspraken\n"
    agreed = [*_targets(rows), *_series_targets(outcome["reeks"]), *_start_targets(outcome["start"])]
    yield from _table(("Afspraak", "Grens", "Gemeten", "Gehaald"), agreed)
    yield f"\n{ON_RATIOS}"
    yield "\n### Waar mensen wachten\n"
    yield "Verhoudingen van processortijd binnen één meting, met de start erbij.\n"
    waited = (Waiting(**row).cells for row in outcome["wachten"])
    yield from _table(("Waarop wordt gewacht", "Grens", "Gemeten", "Gehaald"), waited)
    yield "\n### Tijd per commando\n"
    yield "In seconden, van het starten van het programma tot het einde.\n"
    yield from _table(*_times(rows))
    yield "\n### Groei\n"
    yield f"{ON_GROWTH}\n"
    yield from _table(
        ("Commando", "Per 1000 records", "Groei", f"Langer dan {PATIENCE} seconden vanaf", _FLOOR),
        _growth(rows),
    )
    yield "\n### Naast andere programma's\n"
    yield "Keer valideer: de seconden, gedeeld door die van maatwerk valideer.\n"
    yield from _table(("Programma", "Seconden", "Processortijd", "Keer valideer"), _beside(rows))
    yield "\n### Geheugen van valideer\n"
    yield from _table(("Records", "Invoer", "Geheugen", "Grens (15 x invoer + 150 MB)"), _memory(rows))
    yield f"\n{_memory_law(rows)}"
    yield "\n### Een reeks aanbestedingen\n"
    per = ("Rijen per seconde", "Processortijd per rij", "Geheugen")
    head = ("Soort", "Uitvoer", "Rijen", "Processen", *per)
    yield from _table(head, _series(outcome["reeks"]))
    yield "\n### De start\n"
    yield "Keer de bodem: de processortijd, gedeeld door die van alleen laden.\n"
    yield from _table(
        ("Commando", "Processortijd", "Keer de bodem", "Bodem: alleen laden"), _started(outcome["start"])
    )
    yield f"\n### Wat bewaren en maten waard zijn\n\n{ON_KEPT}\n"
    yield from _table(("Wat bewaard wordt", "Commando", "Gevraagd", "Gemaakt", "Spaart"), outcome["bewaard"])
    yield f"\n{ON_SIZES}\n"
    yield from _table(
        ("Maat", "Commando", "Is", "Met", "Processortijd, keer", "Geheugen, keer"), outcome["maten"]
    )


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join(['---'] + ['---:'] * (len(head) - 1))}|"
    for line in lines:
        yield f"| {' | '.join(line)} |"


def _number(value: float, digits: int = 2) -> str:
    return f"{value:,.{digits}f}".replace(",", " ").replace(".", ",")


def _of(rows: Sequence[Row], what: str) -> dict[int, Row]:
    return {row["records"]: row for row in rows if row["what"] == what}


def _targets(rows: Sequence[Row]) -> Iterator[tuple[str, str, str, str]]:
    valid, memory = _of(rows, "valideer"), _of(rows, "valideer geheugen")
    at = 20_000
    if at in valid:
        speed = at / valid[at]["seconds"]
        yield _target("Records per seconde, 20 000 records", "minstens 8 000", speed, speed >= 8_000, 0)
        for peer, times in (("yamale", 2), ("check-jsonschema", 25)):
            if at in _of(rows, peer):
                ratio = _of(rows, peer)[at]["seconds"] / valid[at]["seconds"]
                yield _target(f"Keer zo snel als {peer}", f"minstens {times}", ratio, ratio >= times)
        for what, part, says in (
            ("verschil verandering", 1 / 5, "een vijfde: 0,20"),
            ("verschil volledig", 3 / 5, "drie vijfde: 0,60"),
        ):
            # Beside validating the same register, with key figures and in git.
            share = _of(rows, what)[at]["seconds"] / _of(rows, "valideer rapport")[at]["seconds"]
            yield _target(f"{SAYS[what]}, als deel van valideer", f"minder dan {says}", share, share < part)
    for size, row in memory.items():
        limit = 15 * row["input_megabytes"] + 150
        name = f"Geheugen bij {_number(size, 0)} records, in MB"
        yield _target(name, f"hoogstens {_number(limit, 0)}", row["megabytes"], row["megabytes"] <= limit, 0)
    largest = max(valid)
    ratio = _of(rows, "rapport")[largest]["seconds"] / _of(rows, "valideer rapport")[largest]["seconds"]
    name = f"Rapport van {_number(largest, 0)} records, keer valideer"
    yield _target(name, "minder dan 2", ratio, ratio < 2)


FORMS = {"csv": ("CSV", 50_000), "jsonl": ("JSON Lines", 25_000)}
"""The forms of a series, with the rows a second that were agreed."""


def _series_targets(rows: Sequence[Row]) -> Iterator[tuple[str, str, str, str]]:
    usual = (row for row in rows if row["processen"] == 2 and row["soort"] == "gewoon")
    found = {(row["vorm"], row["rijen"]): row for row in usual}
    largest = max(row["rijen"] for row in rows)
    for form, (says, least) in FORMS.items():
        if (form, largest) not in found:
            continue
        row = found[form, largest]
        speed = row["rijen_per_seconde"]
        name = f"Reeks van {_number(largest, 0)} rijen naar {says}, rijen per seconde"
        yield _target(name, f"minstens {_number(least, 0)}", speed, speed >= least, 0)
        if (form, largest // 10) in found:
            growth = row["geheugen_mb"] / found[form, largest // 10]["geheugen_mb"]
            name = f"Geheugen daarvan, keer dat van {_number(largest // 10, 0)} rijen"
            yield _target(name, "hoogstens 1,15", growth, growth <= 1.15)


def _series(rows: Sequence[Row]) -> Iterator[Sequence[str]]:
    for row in rows:
        yield (
            row["soort"],
            FORMS[row["vorm"]][0],
            _number(row["rijen"], 0),
            str(row["processen"]),
            _number(row["rijen_per_seconde"], 0),
            f"{_number(row['cpu_microseconden_per_rij'], 1)} µs",
            f"{_number(row['geheugen_mb'], 0)} MB",
        )


def _start_targets(rows: Sequence[Row]) -> Iterator[tuple[str, str, str, str]]:
    for row in rows:
        ratio = row["ms"] / row["bodem_ms"]
        name = f"Start van {row['commando']}, keer het laden van {row['bodem']}"
        yield _target(name, f"hoogstens {_number(row['hoogstens'], 1)}", ratio, ratio <= row["hoogstens"])


def _started(rows: Sequence[Row]) -> Iterator[Sequence[str]]:
    for row in rows:
        ratio = _number(row["ms"] / row["bodem_ms"])
        yield (
            row["commando"],
            f"{_number(row['ms'], 0)} ms",
            ratio,
            f"{row['bodem']}, {row['bodem_ms']:.0f} ms",
        )


def _target(name: str, limit: str, value: float, done: bool, digits: int = 2) -> tuple[str, str, str, str]:
    return name, limit, _number(value, digits), "ja" if done else "nee"


def _times(rows: Sequence[Row]) -> tuple[Sequence[str], Iterator[Sequence[str]]]:
    sizes = sorted({row["records"] for row in rows})
    named = {"Python": "Python zelf (bodem)", "bytes lezen": "alleen de bytes lezen (bodem)", **SAYS}
    lines = (
        [says, *(_seconds(found.get(size)) for size in sizes)]
        for what, says in named.items()
        if (found := _of(rows, what))
    )
    return ["Commando", *(f"{_number(size, 0)} records" for size in sizes)], lines


def _seconds(row: Row | None) -> str:
    if row is None:
        return "niet gemeten"
    return f"langer dan {LIMIT}" if row["seconds"] >= LIMIT else _number(row["seconds"])


ON_RATIOS = (
    "Elke verhouding is berekend vóór het afronden. Bij verschil en rapport gaat het om valideer van "
    "hetzelfde register, met kerncijfers en in git. Die tijd staat niet in de tabel hieronder: daar is "
    "valideer van een register zonder kerncijfers."
)
ON_GROWTH = (
    "Groei is die van het werk, zonder de start: bij macht 1 duurt twee keer zoveel records twee keer zo "
    "lang. Per 1000 records is het gemiddelde tussen de kleinste en de grootste maat. Vanaf wanneer het "
    "langer duurt dan een minuut, is doorgerekend en niet gemeten. Keer de bodem: de tijd, gedeeld door "
    "die van alleen de bytes lezen, berekend vóór het afronden."
)
ON_KEPT = (
    "Spaart: hoeveel processortijd het had gekost om de waarde elke keer te maken, als deel van het "
    "commando. Daarin zit ook wat de eerste keer wordt geladen, en wat een andere bewaarde waarde spaart; "
    "het kan dus meer dan alles zijn. Alleen een laag deel zegt iets: daar is bewaren niets waard."
)
ON_SIZES = "Een maat voor snelheid, naast andere: hoeveel keer zoveel het commando dan kost."
"""What the figures of a table are ratios of, beside that table."""
_FLOOR_AT = 20_000
_FLOOR = "Keer de bodem, 20 000 records"


def _above_floor(rows: Sequence[Row], found: Mapping[int, Row]) -> str:
    """Tell how many times reading the bytes a command takes, start included."""
    floor = _of(rows, "bytes lezen")
    if _FLOOR_AT not in found or _FLOOR_AT not in floor:
        return "niet gemeten"
    return _number(found[_FLOOR_AT]["seconds"] / floor[_FLOOR_AT]["seconds"], 1)


def _growth(rows: Sequence[Row]) -> Iterator[Sequence[str]]:
    for what, says in SAYS.items():
        found = _of(rows, what)
        if len(found) < 3:
            continue
        sizes = sorted(found)
        seconds = [found[size]["seconds"] for size in sizes]
        start, last = seconds[0], seconds[-1]
        slope = (last - start) / (sizes[-1] - sizes[0])
        # The power: of the work, so without the start, over the sizes at which there is any.
        points = [
            (math.log(n), math.log(s - start)) for n, s in zip(sizes, seconds, strict=True) if s > 1.2 * start
        ]
        if len(points) < 2:
            yield says, "niets", "geen", "nooit", _above_floor(rows, found)
            continue
        power = statistics.linear_regression(*zip(*points, strict=True)).slope
        kind = "lineair" if power < 1.15 else "meer dan lineair"
        limit = sizes[-1] * ((PATIENCE - start) / (last - start)) ** (1 / power)
        grows = f"{kind} (macht {_number(power)})"
        floor = _above_floor(rows, found)
        yield says, f"{_number(slope * 1e6, 0)} ms", grows, _rounded(limit), floor


def _rounded(records: float) -> str:
    unit = 10 ** (int(math.log10(records)) - 1)
    return f"ongeveer {_number(round(records / unit) * unit, 0)} records"


def _beside(rows: Sequence[Row]) -> Iterator[Sequence[str]]:
    for what in ("valideer", *PEERS):
        for size, row in _of(rows, what).items():
            if size == 20_000:
                ratio = row["seconds"] / _of(rows, "valideer")[size]["seconds"]
                name = f"maatwerk {what}" if what == "valideer" else PEERS[what]
                yield name, _number(row["seconds"]), _number(row["cpu"]), _number(ratio)


def _memory(rows: Sequence[Row]) -> Iterator[Sequence[str]]:
    for size, row in _of(rows, "valideer geheugen").items():
        given = row["input_megabytes"]
        limit = 15 * given + 150
        yield (
            _number(size, 0),
            f"{_number(given)} MB",
            f"{_number(row['megabytes'], 0)} MB",
            f"{_number(limit, 0)} MB",
        )


def _memory_law(rows: Sequence[Row]) -> str:
    found = _of(rows, "valideer geheugen").values()
    if len(found) < 2:
        return "Bij een grootte is er geen wet te zien."
    line = statistics.linear_regression(
        [row["input_megabytes"] for row in found], [row["megabytes"] for row in found]
    )
    return (
        f"De wet die hieruit volgt: {_number(line.intercept, 0)} MB, en {_number(line.slope, 1)} keer de "
        "bytes van de invoer."
    )
