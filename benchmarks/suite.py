"""Every command at every size, beside the floor and beside peers, as one table and as JSON.

    python benchmarks/suite.py [--map MAP] [--groottes 40 2000 …] [--kort] [--klein] [--pagina]

The first run makes registers and environments with the peers in ``--map`` (about 2 GB); the program of Node
is one of them where there is ``npm``. The largest size takes most of the time: half an hour in all.
``--kort`` leaves that to what people wait for, goes round once, and takes a quarter of an hour. ``--klein``
is for correctness only: small sizes, one round, no peers. ``--pagina`` puts what was measured in
``docs/snelheid.md``; with nothing else it measures nothing and takes the last outcome. All ratios are within
one run.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import series
import start
from generate import YEAR, write_register
from measure import Run, median, run

HERE = Path(__file__).parent
PROGRAM = [sys.executable, "-m", "maatwerk_cli"]
READ = (
    "import os, sys\n"
    "for folder, _, names in os.walk(sys.argv[1]):\n"
    "    for name in names:\n"
    "        with open(os.path.join(folder, name), 'rb') as file: file.read()\n"
)
SIZES = {
    40: (10, 30),
    120: (30, 90),
    400: (100, 300),
    2_000: (500, 1_500),
    20_000: (5_000, 15_000),
    165_000: (40_000, 125_000),
}
"""Records to proeftuinen and candidates; the largest has as many candidates as the Banenafpraak has jobs."""
SMALL = [40, 120]
MEASURED = [40, 2_000, 20_000, 165_000]
PEERS_AT = 20_000
SLOW_UP_TO = 20_000
"""Up to where what takes milliseconds for each record is measured: it grows in a straight line."""
BROKEN = 0.02
_PEER_KINDS = ("proeftuin", "kandidaat")
SOURCE = ["--bron", "voorbeeldbron", "--vindplaats", "§1"]
NEW = ["--soort", "regulier", *SOURCE]


@dataclass(frozen=True)
class Row:
    """One measurement: what was run on how many records, and the run in the middle."""

    what: str
    records: int
    seconds: float
    cpu: float
    megabytes: float
    input_megabytes: float


def main() -> None:
    """Read the arguments, measure, print and write."""
    parser = options_of(__doc__)
    parser.add_argument("--kort", action="store_true")
    parser.add_argument("--pagina", action="store_true")
    parser.add_argument("--groottes", type=int, nargs="*", choices=list(SIZES))
    given = parser.parse_args()
    target = given.map / "uitkomst.json"
    if not given.pagina or given.kort or given.klein or given.groottes:
        _measure(given, target)
    if given.pagina:
        from page import write_page

        write_page(json.loads(target.read_text(encoding="utf-8")), target, _tools(given.map))


def options_of(description: str | None) -> argparse.ArgumentParser:
    """Give what every measurement can be told: where its files are, and to measure little."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--map", type=Path, default=HERE / "uit")
    parser.add_argument("--klein", action="store_true")
    return parser


def _measure(given: argparse.Namespace, target: Path) -> None:
    """Measure everything, print it as it comes, and write it."""
    given.map.mkdir(parents=True, exist_ok=True)
    rows: list[Row] = []
    begin = os.getloadavg()[0]
    sizes = SMALL if given.klein else MEASURED[:-1] if given.kort else MEASURED
    for size in sorted(given.groottes or sizes):
        rounds = 1 if given.klein or given.kort or size > 20_000 else 3
        for row in measure_size(given.map, size, rounds, peers=not given.klein and size == PEERS_AT):
            rows.append(row)
            print(_line(row), flush=True)
    print(f"\n{series.HEAD}")
    in_series = []
    lengths = [1_000] if given.klein else series.SIZES[:-1] if given.kort else series.SIZES
    for one in series.measure_sizes(given.map, list(lengths)):
        in_series.append(one.as_json())
        print(one.as_line(), flush=True)
    started = start.measure(1 if given.klein else 15, None if given.klein else python_of_peers(given.map))
    for begun in started:
        print(f"{begun.commando:20} {begun.ms:6.0f} ms, {begun.keer:.2f} x {begun.bodem}")
    import waiting
    import worth

    waited = []
    rounds = 1 if given.klein or given.kort else 3
    for waits in waiting.measure(given.map, small=given.klein, rounds=rounds, started=started):
        waited.append(waits._asdict())
        print(" | ".join(waits.cells), flush=True)
    kept = worth.measure_kept(given.map, small=given.klein)
    sizes_beside = list(worth.measure_sizes(given.map, small=given.klein))
    for beside in (*kept, *sizes_beside):
        print(" | ".join(beside.cells))
    about = {
        "python": platform.python_version(),
        "processoren": os.cpu_count(),
        "belasting_vooraf": round(begin, 2),
        "belasting_achteraf": round(os.getloadavg()[0], 2),
    }
    outcome = {
        "machine": about,
        "metingen": [asdict(row) for row in rows],
        "reeks": in_series,
        "start": [begun._asdict() for begun in started],
        "wachten": waited,
        "bewaard": [one.cells for one in kept],
        "maten": [beside.cells for beside in sizes_beside],
    }
    target.write_text(json.dumps(outcome, indent=1) + "\n", encoding="utf-8")
    print(f"\n{about}\n{target}")


def measure_size(folder: Path, size: int, rounds: int, *, peers: bool) -> Iterator[Row]:
    """Measure every command on a register of one size."""
    clean = _register(folder / f"schoon-{size}", size)
    broken = _register(folder / f"kapot-{size}", size, BROKEN)
    reported = _register(folder / f"rapport-{size}", size, prepare=_put_in_git)
    written = folder / f"schrijf-{size}"
    shutil.rmtree(written, ignore_errors=True)
    _register(written, size)
    table = folder / f"invoer-{size}.csv"
    table.write_text(_rows_to_import(size), encoding="utf-8")
    megabytes = sum(path.stat().st_size for path in clean.rglob("*") if path.is_file()) / 1e6

    # What was just written goes to disk first, and what is read is in memory: for all commands alike.
    os.sync()
    for root in (clean, broken, reported, written):
        run([sys.executable, "-c", READ, str(root)])

    def row(what: str, done: Run) -> Row:
        return Row(what, size, done.seconds, done.cpu, done.megabytes, megabytes)

    def reading(what: str, *arguments: str, data: Path = clean, codes: Sequence[int] = (0,)) -> Row:
        command = [*PROGRAM, *arguments, "--data", str(data)]
        return row(what, median([command] * rounds, codes))

    def writing(what: str, arguments: Callable[[int], Sequence[str]]) -> Row:
        commands = [[*PROGRAM, *arguments(number), "--data", str(written)] for number in range(rounds)]
        return row(what, median(commands))

    yield row("Python", median([[sys.executable, "-c", ""]] * rounds))
    yield row("bytes lezen", median([[sys.executable, "-c", READ, str(clean)]] * rounds))
    yield row("valideer", median([[*PROGRAM, "valideer", "--data", str(clean)]] * max(rounds, 3)))
    yield row("valideer geheugen", run([*PROGRAM, "valideer", "--data", str(clean)], watch=True))
    if peers:
        for what, seconds in _peers(folder, clean):
            yield row(what, seconds)
    yield reading("valideer kapot", "valideer", data=broken, codes=(1,))
    yield reading("valideer rapport", "valideer", data=reported)
    yield reading("rapport", "rapport", str(YEAR), "--formaat", "json", data=reported)
    yield reading("rapport tabel", "rapport", str(YEAR), data=reported)
    yield reading("rapport intern", "rapport", str(YEAR), "--formaat", "json", "--intern", data=reported)
    yield reading("lijst", "lijst", "proeftuin", "--formaat", "json")
    yield reading("lijst tabel", "lijst", "proeftuin")
    yield reading("valideer sinds", "valideer", "--sinds", "HEAD~1", data=reported)
    yield reading("toon", "toon", "tuin-000001")
    difference = ("verschil", "HEAD~1", "HEAD", "--formaat", "json")
    yield reading("verschil verandering", *difference, "--cijfers", "verandering", data=reported)
    yield reading("verschil volledig", *difference, data=reported)
    if size <= SLOW_UP_TO:
        yield reading("formatteer", "formatteer", "--controle", codes=(0, 1))
    yield row("schema", median([[*PROGRAM, "schema", "--map", str(folder / "schemas")]] * rounds))
    yield row("uitleg", median([[*PROGRAM, "uitleg", "MW101"]] * rounds))
    yield reading("exporteer", "exporteer", str(folder / f"tabellen-{size}"), "--intern")
    yield reading("importeer", "importeer", str(table), "--soort", "proeftuin", *SOURCE)
    yield writing("nieuw", lambda number: ["nieuw", "proeftuin", "--naam", f"Nieuwe {number}", *NEW])
    yield writing("fase", lambda number: ["fase", f"tuin-{number:06}", "afgesloten", *SOURCE])
    yield writing("hernoem", lambda number: ["hernoem", f"tuin-{number:06}", f"anders-{number:06}"])
    there = [path.stem for path in sorted((written / "kandidaten").iterdir()) if _still_there(path)]
    yield writing("stap", lambda number: ["stap", there[number], "uitgestroomd", *SOURCE])
    pairs = [(f"organisatie-{number}", f"organisatie-{number + 1}") for number in range(10, 16, 2)]
    yield writing("voeg-samen", lambda number: ["voeg-samen", *pairs[number], "--houd", "naam"])
    withdrawn = ["--sinds", str(YEAR), "--reden", "vervallen", "--ja"]
    yield writing("trek-terug", lambda number: ["trek-terug", there[-1 - number], *withdrawn])


def _still_there(path: Path) -> bool:
    """Tell whether a candidate has not left."""
    return "uitgestroomd" not in path.read_text(encoding="utf-8")


def _rows_to_import(size: int) -> str:
    """Give a table with one new proeftuin for every twenty records there are."""
    rows = (f"Ingevoerd {number} voorbeeld {number * 7919},regulier\n" for number in range(size // 20))
    return "naam,soort\n" + "".join(rows)


def _register(
    root: Path, size: int, broken: float = 0.0, prepare: Callable[[Path], None] | None = None
) -> Path:
    """Make a register, unless it is there whole already."""
    done = root.with_suffix(".klaar")
    if not done.exists() or not root.exists():
        shutil.rmtree(root, ignore_errors=True)
        write_register(root, *SIZES[size], broken)
        if prepare is not None:
            prepare(root)
        done.touch()
    return root


def _put_in_git(root: Path) -> None:
    """Give a register figures, put it in git, and change ten of its files in a second commit."""
    (root / "kerncijfers").mkdir(exist_ok=True)
    figures = (
        ("proeftuinen_totaal", "proeftuinen", "{}"),
        ("proeftuinen_gestart", "proeftuinen", "{bereikt: gestart}"),
        ("proeftuinen_partnerschap", "proeftuinen", "{soort: partnerschap}"),
        ("kandidaten_aan_de_slag", "kandidaten", "{stap: aan_de_slag}"),
    )
    text = "".join(
        f"- code: {code}\n  omschrijving: Voorbeeld {code}\n  waarde: 1000000\n  eenheid: {counts}\n"
        f"  bron: {{id: voorbeeldbron, vindplaats: §1}}\n"
        f"  herleiding: {{telt: {counts}, kenmerken: {features}}}\n"
        for code, counts, features in figures
    )
    (root / "kerncijfers" / f"{YEAR}.yaml").write_text(text, encoding="utf-8")
    who = ["-c", "user.name=voorbeeld", "-c", "user.email=voorbeeld@voorbeeld.invalid"]
    git = ["git", "-C", str(root), *who, "-c", "commit.gpgsign=false"]
    for arguments in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "een"]):
        subprocess.run([*git, *arguments], check=True)
    for path in sorted((root / "proeftuinen").iterdir())[:10]:
        path.write_text(path.read_text(encoding="utf-8").replace("soort: regulier", "soort: partnerschap"))
    subprocess.run([*git, "commit", "--quiet", "--all", "--message", "twee"], check=True)


def _tools(folder: Path) -> Path:
    """Give the programs of an environment with the peers, made when it is not there."""
    tools = folder / "peers" / "bin"
    if not (tools / "yamale").exists():
        venv.create(folder / "peers", with_pip=True)
        subprocess.run([tools / "pip", "install", "--quiet", "-r", HERE / "requirements.txt"], check=True)
    return tools


def python_of_peers(folder: Path) -> str:
    """Give the Python of the environment with the peers."""
    return str(_tools(folder) / "python")


def _peers(folder: Path, root: Path) -> Iterator[tuple[str, Run]]:
    """Run the peers on the same files with an equal schema, once: they are slow."""
    tools = _tools(folder)
    schemas = folder / "schemas"
    subprocess.run([*PROGRAM, "schema", "--map", str(schemas)], check=True, stdout=subprocess.DEVNULL)
    folders = [root / "proeftuinen", root / "kandidaten"]
    yamale = [str(tools / "yamale"), "-s", str(HERE / "peers.yamale"), "-n", str(os.cpu_count() or 1)]
    yield "yamale", median([[*yamale, *map(str, folders)]] * 3)
    checks = [
        median(
            [
                [
                    *(str(tools / "check-jsonschema"), "--schemafile", str(schemas / f"{kind}.schema.json")),
                    *(str(path) for path in sorted(part.iterdir())),
                ]
            ]
        )
        for kind, part in zip(_PEER_KINDS, folders, strict=True)
    ]
    yield "check-jsonschema", _together(checks)
    yield "yamllint", median([[str(tools / "yamllint"), "-d", "relaxed", str(root)]])
    pairs = [(schemas / f"{kind}.schema.json", part) for kind, part in zip(_PEER_KINDS, folders, strict=True)]
    bare = [str(tools / "python"), str(HERE / "peer_schema.py")]
    yield "jsonschema-rs", median([[*bare, *(str(path) for pair in pairs for path in pair)]])
    if (ajv := _node_tool(folder)) is not None:
        loose = ("validate", "--spec=draft2020", "--strict=false", "--validate-formats=false")
        runs = [run([str(ajv), *loose, "-s", str(schema), "-d", f"{part}/*.yaml"]) for schema, part in pairs]
        yield "ajv-cli", _together(runs)


def _together(runs: Sequence[Run]) -> Run:
    """Take runs after each other as one."""
    seconds, cpu = sum(done.seconds for done in runs), sum(done.cpu for done in runs)
    return Run(seconds, cpu, 0, max(done.megabytes for done in runs))


def _node_tool(folder: Path) -> Path | None:
    """Give the peer that runs on Node, installed when it is not there; nothing where there is no ``npm``."""
    tool = folder / "peers-node" / "node_modules" / ".bin" / "ajv"
    npm = shutil.which("npm")
    if not tool.exists() and npm is not None:
        install = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder / "peers-node"]
        subprocess.run([*install, "ajv-cli@5.0.0"], check=False)
    return tool if tool.exists() else None


def _line(row: Row) -> str:
    return (
        f"{row.records:>7} {row.what:22} {row.seconds:8.2f} s {row.cpu:8.2f} s cpu "
        f"{row.records / row.seconds:9.0f}/s {row.megabytes:7.0f} MB"
    )


if __name__ == "__main__":
    main()
