"""What each value that the program keeps, and each size that it works by, is worth.

    python benchmarks/worth.py [--map MAP] [--klein]

Of what is kept (``cache``, ``lru_cache``, ``cached_property``): how often it was asked, how often made, and
what making it each time would have cost, as a share of the command in which that is most. That is the asks
that were spared, times the mean processor time of making one: with what the first time loads, and with what
another kept value spares. So more than the whole is possible, and only a low share says something: there
keeping is worth nothing. Of a size: the processor time and memory with another, as a ratio to those with its
own. A limit against input that is too large is no size in this sense. Some four minutes; ``--klein`` is for
correctness only. ``suite.py`` measures this too.
"""

import importlib
import json
import shutil
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import ledger
import series
from counted import PACKAGE
from generate import YEAR
from measure import run
from suite import HERE, NEW, SOURCE, _put_in_git, _register, options_of

COUNTED = str(HERE / "counted.py")
EXAMPLES = HERE.parent / "docs" / "voorbeelden"


class Kept(NamedTuple):
    """A kept value in the command in which it is worth most.

    Attributes:
        name: module and name, without the package.
        command: the command.
        asked: how often it was asked for.
        made: how often it was made.
        share: of the processor time of the command, what making it each time would have added.

    """

    name: str
    command: str
    asked: int
    made: int
    share: float

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as people read it."""
        share = f"{self.share:.1%}".replace(".", ",")
        return f"`{self.name}`", self.command, _whole(self.asked), _whole(self.made), share


class Size(NamedTuple):
    """A size beside another: the processor time and memory of a command, times that with its own size."""

    name: str
    own: int
    other: int
    command: str
    cpu: float
    memory: float

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as people read it."""
        ratios = (f"{value:.2f}".replace(".", ",") for value in (self.cpu, self.memory))
        return f"`{self.name}`", self.command, _whole(self.own), _whole(self.other), *ratios


SIZES: dict[tuple[str, str], tuple[str, Sequence[int]]] = {
    ("register.parallel", "LOT"): ("valideer groot", (8, 512)),
    ("register.parallel", "MANY"): ("valideer", (100,)),
    ("text.csv.csv_reader", "_BLOCK"): ("reeks", (1 << 12, 1 << 24)),
    ("text.csv.csv_reader", "_RECORDS"): ("reeks", (1, 100_000)),
    ("tender.series.table_parts", "ROWS"): ("reeks", (10, 100_000)),
    ("tender.series.series", "_AT_ONCE"): ("reeks", (1, 100_000)),
    ("tender.series.part_processes", "PARALLEL_BYTES"): ("reeks", (10_000,)),
    ("cli.shell.output", "_LINES"): ("reeks", (1, 100_000)),
    ("exchange.importing", "_TOGETHER"): ("importeer", (1, 100_000)),
    ("exchange.importing", "_IN_A_PART"): ("importeer", (500,)),
    ("exchange.importing", "_MOST_REMEMBERED"): ("importeer", (1, 100_000)),
    ("exchange.package_out", "_TOGETHER"): ("exporteer", (1, 100_000)),
    ("text.spool", "_TOGETHER"): ("lijst", (1, 100_000)),
}
"""Module and name of a size, the command that shows it, and the other sizes that are tried."""
_FOUND = ("valideer kapot", "reeks", "reeks percelen", "aankondiging", "aankondigingen")
CODES = dict.fromkeys(_FOUND, (1,))
"""Exit codes of commands that do not end with 0: something is wrong, or of tenders unknown."""
TRIED = ("valideer",)
"""The commands that ``--klein`` tries."""


def main() -> None:
    """Read the arguments, measure and print."""
    given = options_of(__doc__).parse_args()
    given.map.mkdir(parents=True, exist_ok=True)
    for row in chain(measure_kept(given.map, small=given.klein), measure_sizes(given.map, small=given.klein)):
        print(f"| {' | '.join(row.cells)} |", flush=True)


def _whole(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def measure_kept(folder: Path, *, small: bool) -> list[Kept]:
    """Run every command once with what is kept counted, and give each value where it is worth most."""
    best: dict[str, Kept] = {}
    noted = folder / "bewaard.json"
    for command, arguments in _commands(folder, small=small).items():
        if small and command not in TRIED:
            continue
        noted.unlink(missing_ok=True)
        done = run([sys.executable, COUNTED, "tel", str(noted), *arguments()])
        if done.code not in CODES.get(command, (0,)):
            raise SystemExit(f"{command} ended with {done.code}")
        for name, (asked, made, seconds) in json.loads(noted.read_text(encoding="utf-8")).items():
            share = (asked - made) * seconds / made / done.cpu if made else 0.0
            kept = Kept(name, command, asked, made, share)
            best[name] = max(best.get(name, kept), kept, key=lambda one: one.share)
    return sorted(best.values(), key=lambda one: -one.share)


def measure_sizes(folder: Path, *, small: bool) -> Iterator[Size]:
    """Run a command with each size and with others, by turns, and give the ratios."""
    commands = _commands(folder, small=small)
    for (module, name), (command, others) in SIZES.items():
        if small and command not in TRIED:
            continue
        own: int = getattr(importlib.import_module(f"{PACKAGE}.{module}"), name)
        runs: dict[int, list[Any]] = defaultdict(list)
        for _ in range(1 if small else 5):
            for size in (own, *others):
                sized = ["maat", f"{PACKAGE}.{module}", name, str(size)]
                done = run([sys.executable, COUNTED, *sized, *commands[command]()], watch=True)
                if done.code not in CODES.get(command, (0,)):
                    raise SystemExit(f"{command} with {name} = {size} ended with {done.code}")
                runs[size].append(done)
        cpu = {size: min(done.cpu for done in several) for size, several in runs.items()}
        memory = {size: min(done.megabytes for done in several) for size, several in runs.items()}
        for other in others:
            says = f"{module}.{name}"
            yield Size(says, own, other, command, cpu[other] / cpu[own], memory[other] / memory[own])


def _release(number: int) -> dict[str, Any]:
    """Give a fictional notice as OCDS has it."""
    return {
        "ocid": f"ocds-voorbeeld-{number}",
        "date": "2020-03-05T00:00:00Z",
        "tag": ["tender"],
        "buyer": {"name": "Ministerie van Voorbeeld"},
        "tender": {
            "title": "Schoonmaak",
            "mainProcurementCategory": "services",
            "value": {"amount": 300_000 + number, "currency": "EUR"},
            "contractPeriod": {"durationInDays": 365 + number % 400},
        },
    }


def _commands(folder: Path, *, small: bool) -> dict[str, Callable[[], list[str]]]:
    """Give the commands: of one process, so that all is counted, but where the name says that it is large."""
    some, many, rows, counted = (40, 120, 200, 40) if small else (400, 20_000, 5_000, 2_000)
    register = ["--data", str(_register(folder / f"schoon-{some}", some))]
    large = ["--data", str(_register(folder / f"schoon-{many}", many))]
    reported = ["--data", str(_register(folder / f"rapport-{counted}", counted, prepare=_put_in_git))]
    efforts = folder / f"inspanningen-{counted}"
    if not efforts.exists():
        ledger.write_register(efforts, counted, max(20, counted // 40))
    tenders = {}
    for kind in ("gewoon", "alleen percelen"):
        tenders[kind] = folder / f"waarde-{kind.replace(' ', '-')}-{rows}.csv"
        series._write(tenders[kind], rows, kind)
    names = folder / f"waarde-namen-{rows}.csv"
    numbered = (f"voorbeeld {number} van een naam,regulier\n" for number in range(rows))
    names.write_text("naam,soort\n" + "".join(numbered), encoding="utf-8")
    releases = folder / "waarde-aankondigingen.json"
    releases.write_text(json.dumps({"releases": [_release(number) for number in range(rows // 10)]}))
    out = folder / "waarde-pakket"

    def exported() -> list[str]:
        shutil.rmtree(out, ignore_errors=True)
        return ["exporteer", str(out), *register]

    def added() -> list[str]:
        root = folder / "waarde-register"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(folder / f"schoon-{some}", root)
        return ["nieuw", "proeftuin", "--naam", "Voorbeeld", *NEW, "--data", str(root)]

    imported = ["importeer", str(names), "--soort", "proeftuin", *SOURCE, *register]
    fixed = {
        "valideer": ["valideer", *register],
        "valideer groot": ["valideer", *large],
        "valideer kapot": ["valideer", "--data", str(_register(folder / f"alles-kapot-{some}", some, 1.0))],
        "rapport": ["rapport", "2018"],
        "rapport html": ["rapport", "2018", "--formaat", "html"],
        "lijst": ["lijst", "proeftuin", *register],
        "schema": ["schema"],
        "reeks": ["check-aanbesteding", str(tenders["gewoon"]), "--formaat", "csv"],
        "reeks percelen": ["check-aanbesteding", str(tenders["alleen percelen"]), "--formaat", "jsonl"],
        "kader toets": ["kader", "toets"],
        "aankondiging": ["check-aanbesteding", str(EXAMPLES / "aankondiging.xml"), "--formaat", "html"],
        "aankondigingen": ["check-aanbesteding", str(releases), "--formaat", "csv"],
        "voortgang": ["voortgang", "--data", str(efforts)],
        "rapport groot": ["rapport", str(YEAR), *reported],
        "importeer": imported,
    }
    return {
        **{name: (lambda given=given: given) for name, given in fixed.items()},
        "exporteer": exported,
        "nieuw": added,
    }


if __name__ == "__main__":
    main()
