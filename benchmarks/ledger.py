"""The ledger of many efforts, as a ratio to validating them.

    python benchmarks/ledger.py [INSPANNINGEN] [OPDRACHTEN]

Makes a fictional register (200 000 efforts over 5 000 contracts where nothing is said), validates it, and
makes the progress with its signals in one and the same run. Prints seconds and the ratio: under two.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

from maatwerk_cli.checks.run import check
from maatwerk_cli.contract.ledger import ledger_of
from maatwerk_cli.contract.progress import progress
from maatwerk_cli.contract.secrecy import efforts_registry
from maatwerk_cli.contract.signals import signals
from maatwerk_cli.models.contract.inspanning import Inspanning
from maatwerk_cli.register.loading import load_dataset

EXAMPLE = Path(__file__).parents[1] / "docs" / "voorbeelden" / "ministerie"
KINDS = (("begeleiding", "uur"), ("opleiding", "uur"), ("werkervaringsplek", "maand"), ("inkoop", "euro"))
SUPPLIERS = ("vb-noord", "vb-oost", "vb-zuid", "vb-west", "vb-midden")
HEADER = "id,opdracht,periode,soort,aantal,eenheid,mensen,stand,sinds,bewijs,bron,vindplaats\n"


def write_register(root: Path, efforts: int, contracts: int) -> None:
    """Write a register with so many contracts and efforts, by a rule without chance."""
    shutil.copytree(EXAMPLE, root)
    for folder in ("opdrachten", "plannen", "inspanningen"):
        shutil.rmtree(root / folder)
    (root / "opdrachten").mkdir()
    (root / "inspanningen").mkdir()
    for number in range(contracts):
        (root / "opdrachten" / f"vb-{number}.yaml").write_text(
            f"id: vb-{number}\nnaam: Voorbeeldopdracht {number}\nsoort: opdracht\nleveranciers:\n"
            f'  - {SUPPLIERS[number % 5]}\ncategorie: ict\nbegin: "2020-01-01"\neinde: "2022-12-31"\n'
            f'werkwijze: vb_kader\nverplichting:\n  vorm: bedrag\n  bedrag: "{number * 7 + 1000}.00"\n'
            "  bron:\n    id: voorbeeld-contractregister\n    vindplaats: regel 1\nbronnen:\n"
            "  - id: voorbeeld-contractregister\n    vindplaats: regel 1\n",
            encoding="utf-8",
        )
    for year in (2020, 2021, 2022):
        with (root / "inspanningen" / f"{year}.csv").open("w", encoding="utf-8") as file:
            file.write(HEADER)
            for number in range(year - 2020, efforts, 3):
                kind, unit = KINDS[number % 4]
                people = "" if unit == "euro" else str(number % 12)
                contract, quarter = number % contracts, number % 4 + 1
                file.write(
                    f"vb-{number},vb-{contract},{year}-q{quarter},{kind},{number % 90 + 1},{unit},{people},"
                    f"aanvaard,{year}-12,verklaring {number},voorbeeld-voortgang-{year},rij {number}\n"
                )


def main(efforts: int, contracts: int) -> None:
    """Measure once."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "data"
        write_register(root, efforts, contracts)
        begun = time.perf_counter()
        loaded = load_dataset(root)
        findings = check(loaded)
        validated = time.perf_counter() - begun
        begun = time.perf_counter()
        dataset = loaded.dataset
        registry = efforts_registry(dataset.records(Inspanning), 5, intern=False)
        ledger = ledger_of(dataset)
        found = progress(dataset, ledger, registry, day=dataset.settings.peildatum.last)
        asked = signals(dataset, ledger, registry, found)
        told = time.perf_counter() - begun
    print(*(f"{one.code} {one.file}:{one.line} {one.message}" for one in findings[:3]), sep="\n")
    print(f"{efforts} efforts, {contracts} contracts, {len(findings)} findings, {len(asked)} signals")
    times = (validated + told) / validated
    print(f"valideer {validated:.1f} s, voortgang {told:.1f} s more: {times:.2f} times")


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*given) if given else main(200_000, 5_000)
