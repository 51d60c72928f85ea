"""Where people wait, row by row: what was asked and what is measured.

    python benchmarks/waiting.py [--map MAP] [--klein]

Under eight minutes on two quiet cores; the first run also makes the registers. Every ratio is one of
processor time within this run, start included, so a busy machine blurs it but does not turn it. ``--klein``
is for correctness only. ``suite.py`` measures this too.
"""

import random
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import ledger
import series
import start
from generate import WORDS, YEAR, write_register
from measure import Run, run
from suite import (
    NEW,
    PROGRAM,
    READ,
    SIZES,
    SOURCE,
    _put_in_git,
    _register,
    _still_there,
    options_of,
    python_of_peers,
)

MANY, MOST, SOME = 20_000, 165_000, 4_000
ROWS = 200_000
SMALL = {MANY: 120, MOST: 120, SOME: 40, ROWS: 120}


class Waiting(NamedTuple):
    """One row: what people wait for, the most (of a speed the least) that was asked, what was measured."""

    what: str
    asked: float
    measured: float
    unit: str = "keer"
    least: bool = False

    @property
    def met(self) -> bool:
        """Whether what was asked is measured."""
        return self.measured >= self.asked if self.least else self.measured <= self.asked

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """The row as people read it."""
        asked, measured = (
            f"{value:,.2f}".rstrip("0").rstrip(".").replace(",", " ").replace(".", ",")
            for value in (self.asked, self.measured)
        )
        bound = "minstens" if self.least else "hoogstens"
        return self.what, f"{bound} {asked} {self.unit}", measured, "ja" if self.met else "nee"


FORMS: dict[str, Callable[[str], str]] = {
    "begint met ---": lambda text: f"---\n{text}",
    "regeleinden van Windows": lambda text: text.replace("\n", "\r\n"),
    "byte order mark": lambda text: f"\ufeff{text}",
    "commentaar": lambda text: (
        f"# nagekeken\n{text.replace('bronnen:', '# waar dit vandaan komt' + chr(10) + 'bronnen:')}"
    ),
    "haken over twee regels": lambda text: text.replace(", vindplaats", ",\n      vindplaats"),
    "een anker": lambda text: text.replace("id: voorbeeldbron", "id: &bron voorbeeldbron", 1).replace(
        "id: voorbeeldbron", "id: *bron"
    ),
}
"""Forms of the same record that other programs write."""


def main() -> None:
    """Measure, print row by row, and write."""
    given = options_of(__doc__).parse_args()
    given.map.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    print("| Waarop wordt gewacht | Gevraagd | Gemeten | Gehaald |\n|---|---:|---:|---:|")
    for row in measure(given.map, small=given.klein, rounds=1 if given.klein else 3):
        print(f"| {' | '.join(row.cells)} |", flush=True)
    print(f"\n{time.monotonic() - began:.0f} seconden", file=sys.stderr)


def measure(
    folder: Path, *, small: bool, rounds: int, started: Sequence[start.Meting] | None = None
) -> Iterator[Waiting]:
    """Measure every row of the table, each run so many times, but the start where that is known."""

    def size(number: int) -> int:
        return SMALL[number] if small else number

    if started is None:
        started = start.measure(1 if small else 9, None if small else python_of_peers(folder))
    yield from _start(started)
    yield from _forms(folder, size(SOME), rounds)
    many = _register(folder / f"schoon-{size(MANY)}", size(MANY))
    valid = _best(["valideer", "--data", str(many)], rounds)
    yield from _broken(folder, size(MANY), valid, rounds)
    yield from _verbs(folder, size(MANY), valid, rounds)
    yield from _few(folder, size(MANY), rounds)
    layout = _best(["formatteer", "--controle", "--data", str(many)], 1)
    reading = _fastest([sys.executable, "-c", READ, str(many)], rounds)
    yield Waiting("formatteer --controle, keer de bytes lezen", 25, layout.cpu / reading.cpu)
    yield from _imported(folder, size(ROWS), SMALL[ROWS] // 4 if small else ROWS // 10)
    yield _ledger(folder, 120 if small else 60_000)
    yield from _largest(folder, size(MOST))
    yield from _series(folder, 1_000 if small else 100_000)


def _start(started: Sequence[start.Meting]) -> Iterator[Waiting]:
    says = {
        "rapport 2018": ("rapport 2018 van het meegeleverde register, keer import pandas", 1.0),
        "check-aanbesteding": ("één toets, keer import typer en pydantic", 1.6),
    }
    for one in started:
        if one.commando in says:
            yield Waiting(*says[one.commando], one.keer)


def _forms(folder: Path, records: int, rounds: int) -> Iterator[Waiting]:
    plain = _of_form(folder, "gewoon", records, str)
    floor = _best(["valideer", "--data", str(plain)], rounds)
    for form, made in FORMS.items():
        root = _of_form(folder, form.replace(" ", "-"), records, made)
        done = _best(["valideer", "--data", str(root)], rounds)
        yield Waiting(f"valideer, {form}, keer een gewoon bestand", 1.3, done.cpu / floor.cpu)


def _of_form(folder: Path, name: str, records: int, made: Callable[[str], str]) -> Path:
    root = folder / f"vorm-{name}-{records}"
    if not root.exists():
        write_register(root, records // 4, records - records // 4)
        for path in root.glob("*/*.yaml"):
            path.write_bytes(made(path.read_text(encoding="utf-8")).encode())
    return root


def _broken(folder: Path, records: int, valid: Run, rounds: int) -> Iterator[Waiting]:
    root = _register(folder / f"alles-kapot-{records}", records, 1.0)
    clean = folder / f"schoon-{records}"
    done = _best(["valideer", "--data", str(root)], rounds, (1,))
    yield Waiting("valideer, in elk bestand één fout, keer schoon", 2.5, done.cpu / valid.cpu)
    memory = [_memory(["valideer", "--data", str(one)]) for one in (root, clean)]
    yield Waiting("geheugen daarvan, keer schoon", 1.3, memory[0] / memory[1])


def _verbs(folder: Path, records: int, valid: Run, rounds: int) -> Iterator[Waiting]:
    root = folder / f"wachten-{records}"
    shutil.rmtree(root, ignore_errors=True)
    write_register(root, *SIZES.get(records, (records // 4, records - records // 4)))
    there = [path.stem for path in sorted((root / "kandidaten").iterdir()) if _still_there(path)]
    pairs = [(f"organisatie-{number}", f"organisatie-{number + 1}") for number in range(10, 16, 2)]
    withdrawn = ["--sinds", str(YEAR), "--reden", "vervallen", "--ja"]
    verbs: dict[str, tuple[float, Callable[[int], list[str]]]] = {
        "nieuw": (1.3, lambda number: ["proeftuin", "--naam", f"Nieuwe {number}", *NEW]),
        "fase": (1.3, lambda number: [f"tuin-{number:06}", "afgesloten", *SOURCE]),
        "stap": (1.3, lambda number: [there[number], "uitgestroomd", *SOURCE]),
        "hernoem": (1.3, lambda number: [f"tuin-{number:06}", f"anders-{number:06}"]),
        "voeg-samen": (1.3, lambda number: [*pairs[number], "--houd", "naam"]),
        "trek-terug": (1.6, lambda number: [there[-1 - number], *withdrawn]),
    }
    for verb, (asked, arguments) in verbs.items():
        runs = [_once([verb, *arguments(number), "--data", str(root)]) for number in range(rounds)]
        yield Waiting(f"{verb}, keer valideer", asked, min(one.cpu for one in runs) / valid.cpu)


def _few(folder: Path, records: int, rounds: int) -> Iterator[Waiting]:
    """Ten files of many are changed, and that change is looked at."""
    root = _register(folder / f"rapport-{records}", records, prepare=_put_in_git)
    whole = _best(["valideer", "--data", str(root)], rounds)
    since = _best(["valideer", "--sinds", "HEAD~1", "--data", str(root)], rounds)
    files = [str(path) for path in sorted((root / "proeftuinen").iterdir())[:10]]
    named = _best(["valideer", *files, "--data", str(root)], rounds)
    yield Waiting("valideer --sinds, tien bestanden, als deel van alles", 0.25, since.cpu / whole.cpu, "deel")
    yield Waiting("valideer PAD, tien bestanden, als deel van alles", 0.25, named.cpu / whole.cpu, "deel")


def _imported(folder: Path, rows: int, fewer: int) -> Iterator[Waiting]:
    root = _register(folder / "schoon-40", 40)
    chance = random.Random(24)
    runs = []
    for number in (1, fewer, rows):
        table = folder / f"rijen-{number}.csv"
        names = (f"{' '.join(chance.choices(WORDS, k=6))} {index}" for index in range(number))
        # Line by line: what this process holds counts in the memory that is told of those it starts.
        with table.open("w", encoding="utf-8") as file:
            file.write("naam,soort\n")
            file.writelines(f"{name},regulier\n" for name in names)
        command = ["importeer", str(table), "--soort", "proeftuin", *SOURCE, "--data", str(root)]
        runs.append(run([*PROGRAM, *command], watch=True))
    cost = (runs[2].cpu - runs[0].cpu) / rows * 1e6
    yield Waiting(f"importeer van {rows} rijen, per rij", 40, cost, "µs")
    name = f"geheugen daarvan, keer dat van {fewer} rijen"
    yield Waiting(name, 1.15, runs[2].megabytes / runs[1].megabytes)


def _ledger(folder: Path, efforts: int) -> Waiting:
    """What was done for contracts, counted and looked at, beside validating it."""
    root = folder / f"inspanningen-{efforts}"
    if not root.exists():
        ledger.write_register(root, efforts, max(20, efforts // 40))
    valid, told = (_once([command, "--data", str(root)], (0, 1)) for command in ("valideer", "voortgang"))
    return Waiting(f"voortgang van {efforts} inspanningen, keer valideer", 2, told.cpu / valid.cpu)


def _largest(folder: Path, records: int) -> Iterator[Waiting]:
    root = _register(folder / f"rapport-{records}", records, prepare=_put_in_git)
    for name, command in (("rapport", ["rapport", str(YEAR)]), ("lijst", ["lijst", "proeftuin"])):
        table, plain = (
            _once([*command, "--formaat", form, "--data", str(root)]) for form in ("tabel", "json")
        )
        yield Waiting(f"{name} als tabel, {records} records, keer JSON", 1.2, table.cpu / plain.cpu)
    held = _memory(["valideer", "--data", str(root)])
    yield Waiting(f"geheugen van valideer, {records} records", 600, held, "MB")


def _series(folder: Path, rows: int) -> Iterator[Waiting]:
    file = folder / "serie.csv"
    series._write(file, rows, "gewoon")
    done = series.measure(file, rows, "csv", 2)
    name = f"check-aanbesteding van {rows} rijen naar CSV, twee processoren"
    yield Waiting(name, 50_000, rows / done.seconden, "rijen per seconde", least=True)


def _once(command: Sequence[str], codes: Sequence[int] = (0,)) -> Run:
    done = run([*PROGRAM, *command])
    if done.code not in codes:
        raise SystemExit(f"{' '.join(command)[:300]} ended with {done.code}")
    return done


def _best(command: Sequence[str], rounds: int, codes: Sequence[int] = (0,)) -> Run:
    """Give the run that was disturbed least."""
    return min((_once(command, codes) for _ in range(rounds)), key=lambda done: done.cpu)


def _fastest(command: Sequence[str], rounds: int) -> Run:
    return min((run(command) for _ in range(rounds)), key=lambda done: done.cpu)


def _memory(command: Sequence[str]) -> float:
    return run([*PROGRAM, *command], watch=True).megabytes


if __name__ == "__main__":
    main()
