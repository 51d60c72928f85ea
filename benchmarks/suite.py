"""Every command at every size, against the floor and against peers, as one table and as JSON.

Run: ``python benchmarks/suite.py``. The first run makes registers and an environment with the peers in
``--map`` (about 1 GB); ``--klein`` takes a minute and is for correctness only. All ratios are within one run.
"""

import argparse
import json
import os
import subprocess
import sys
import venv
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from generate import YEAR, write_register
from measure import median

HERE = Path(__file__).parent
PROGRAM = [sys.executable, "-m", "maatwerk_cli"]
READ = (
    "import os, sys\n"
    "for folder, _, names in os.walk(sys.argv[1]):\n"
    "    for name in names:\n"
    "        with open(os.path.join(folder, name), 'rb') as file: file.read()\n"
)
SIZES = {40: (10, 30), 2_000: (500, 1_500), 20_000: (5_000, 15_000), 165_000: (40_000, 125_000)}
"""Records to proeftuinen and candidates; the largest has as many candidates as the Banenafpraak has jobs."""

BROKEN = 0.02


@dataclass(frozen=True)
class Row:
    """One measurement: what was run on how many records, its median, memory, and what it is held against."""

    what: str
    records: int
    seconds: float
    megabytes: float
    input_megabytes: float
    floor: float | None = None


def main() -> None:
    """Read the arguments, measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--map", type=Path, default=Path("benchmarks/uit"))
    parser.add_argument("--klein", action="store_true", help="only the two small sizes, one round, no peers")
    parser.add_argument("--groottes", type=int, nargs="*", default=list(SIZES))
    given = parser.parse_args()
    sizes = [size for size in given.groottes if size <= 2_000 or not given.klein]
    given.map.mkdir(parents=True, exist_ok=True)
    rows: list[Row] = []
    for size in sizes:
        rounds = 1 if given.klein else 3 if size > 20_000 else 5
        for row in measure_size(given.map, size, rounds, peers=not given.klein and size in (2_000, 20_000)):
            rows.append(row)
            print(_line(row), flush=True)
    target = given.map / "uitkomst.json"
    target.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", encoding="utf-8")
    print(f"\n{target}")


def measure_size(folder: Path, size: int, rounds: int, *, peers: bool) -> Iterator[Row]:
    """Measure every command on a register of one size."""
    clean = _register(folder / f"schoon-{size}", size)
    broken = _register(folder / f"kapot-{size}", size, BROKEN)
    reported = _register(folder / f"rapport-{size}", size)
    _add_figures(reported)
    megabytes = sum(path.stat().st_size for path in clean.rglob("*") if path.is_file()) / 1e6

    def measured(
        what: str, command: Sequence[str], codes: Sequence[int] = (0,), floor: float | None = None
    ) -> Row:
        done = median(command, rounds, codes=codes)
        return Row(what, size, done.seconds, done.megabytes, megabytes, floor)

    floor = measured("bytes lezen", [sys.executable, "-c", READ, str(clean)])
    yield floor
    valid = measured("valideer", [*PROGRAM, "valideer", "--data", str(clean)], floor=floor.seconds)
    yield valid
    yield measured("valideer, 2% kapot", [*PROGRAM, "valideer", "--data", str(broken)], (1,), valid.seconds)
    report = [*PROGRAM, "rapport", str(YEAR), "--formaat", "json", "--data", str(reported)]
    yield measured("rapport", report, floor=valid.seconds)
    yield measured("lijst", [*PROGRAM, "lijst", "proeftuin", "--formaat", "json", "--data", str(clean)])
    yield measured("toon", [*PROGRAM, "toon", "tuin-000001", "--data", str(clean)])
    if size <= 20_000:
        _commit_twice(reported)
        records = ["verschil", "HEAD~1", "HEAD", "--formaat", "json", "--data", str(reported)]
        yield measured("verschil, 10 bestanden", [*PROGRAM, *records], floor=valid.seconds)
        check = [*PROGRAM, "formatteer", "--controle", "--data", str(clean)]
        yield measured("formatteer --controle", check, (0, 1))
    if peers:
        yield from _peers(folder, clean, size, valid.seconds)


def _register(root: Path, size: int, broken: float = 0.0) -> Path:
    if not (root / "dataset.yaml").exists():
        write_register(root, *SIZES[size], broken)
    return root


def _add_figures(root: Path) -> None:
    (root / "kerncijfers").mkdir(exist_ok=True)
    figures = (
        ("proeftuinen_totaal", "proeftuinen", "{}"),
        ("proeftuinen_gestart", "proeftuinen", "{bereikt: gestart}"),
        ("kandidaten_aan_de_slag", "kandidaten", "{stap: aan_de_slag}"),
    )
    text = "".join(
        f"- code: {code}\n  omschrijving: Voorbeeld {code}\n  waarde: 1\n  eenheid: {counts}\n"
        f"  bron: {{id: voorbeeldbron, vindplaats: §1}}\n"
        f"  herleiding: {{telt: {counts}, kenmerken: {features}}}\n"
        for code, counts, features in figures
    )
    (root / "kerncijfers" / f"{YEAR}.yaml").write_text(text, encoding="utf-8")


def _commit_twice(root: Path) -> None:
    """Put a register in git, and change ten of its files in a second commit."""
    if (root / ".git").exists():
        return
    git = [
        "git",
        "-C",
        str(root),
        "-c",
        "user.name=voorbeeld",
        "-c",
        "user.email=voorbeeld@voorbeeld.invalid",
    ]
    for arguments in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "een"]):
        subprocess.run([*git, *arguments], check=True)
    for path in sorted((root / "proeftuinen").iterdir())[:10]:
        path.write_text(path.read_text(encoding="utf-8").replace("soort: regulier", "soort: partnerschap"))
    subprocess.run([*git, "commit", "--quiet", "--all", "--message", "twee"], check=True)


def _peers(folder: Path, root: Path, size: int, own: float) -> Iterator[Row]:
    """Run the peers on the same files with an equal schema, once: they are slow."""
    environment = folder / "peers"
    tools = environment / "bin"
    if not (tools / "yamale").exists():
        venv.create(environment, with_pip=True)
        subprocess.run([tools / "pip", "install", "--quiet", "-r", HERE / "requirements.txt"], check=True)
    schemas = folder / "schemas"
    subprocess.run([*PROGRAM, "schema", "--map", str(schemas)], check=True, stdout=subprocess.DEVNULL)
    files = [str(path) for name in ("proeftuinen", "kandidaten") for path in sorted((root / name).iterdir())]
    yamale = [str(tools / "yamale"), "-s", str(HERE / "peers.yamale"), "-n", str(os.cpu_count() or 1)]
    for what, commands in (
        ("yamale", [[*yamale, str(root / "proeftuinen"), str(root / "kandidaten")]]),
        (
            "check-jsonschema",
            [
                [str(tools / "check-jsonschema"), "--schemafile", str(schemas / f"{kind}.json"), *part]
                for kind, part in (
                    ("proeftuin", files[: SIZES[size][0]]),
                    ("kandidaat", files[SIZES[size][0] :]),
                )
            ],
        ),
        ("yamllint", [[str(tools / "yamllint"), "-d", "relaxed", str(root)]]),
    ):
        runs = [median(command, 1) for command in commands]
        seconds = sum(done.seconds for done in runs)
        yield Row(what, size, seconds, max(done.megabytes for done in runs), 0, own)


def _line(row: Row) -> str:
    speed = row.records / row.seconds
    ratio = "" if row.floor is None else f"{row.seconds / row.floor:8.2f} x"
    return (
        f"{row.records:>7} {row.what:24} {row.seconds:8.2f} s {speed:9.0f}/s {row.megabytes:7.0f} MB {ratio}"
    )


if __name__ == "__main__":
    main()
