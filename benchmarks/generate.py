"""Generated registers of any size, all records different, of a fictional year without key figures.

Run: ``python benchmarks/generate.py MAP PROEFTUINEN KANDIDATEN [--kapot AANDEEL]``. The same numbers give the
same bytes.
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

YEAR = 2031
"""A year of which nothing was ever published."""

SOURCE = "voorbeeldbron"
CATEGORIES = [f"categorie_{number}" for number in range(12)]
GROUPS = [f"doelgroep_{number}" for number in range(9)]
LAYERS = ["rijk", "provincie", "gemeente", "waterschap", "overig"]
PHASES = ["in_wording", "plan_ondertekend", "gestart", "decharge", "verduurzaamd"]
STEPS = ["kandidaat", "aan_de_slag", "contract", "uitgestroomd"]
PLACES = ["stage", "werkervaringsplek", "opleiding", "baan"]
WORDS = ["samen", "leren", "werken", "bouwen", "plannen", "groeien", "starten", "helpen", "begeleiden"]
WORDS += ["ontwerpen", "meten", "zoeken", "vinden", "kansen", "ruimte", "werk", "team", "vak", "school"]
WORDS += ["bedrijf", "dienst", "markt", "keten", "regio", "wijk", "haven", "netwerk", "klas", "plek"]
BREAKS = ("naam: [", "soort: regulierr\n", "onbekend_veld: 1\n", "categorie: bestaat_niet\n")
"""What is put in a broken record: no YAML, no choice, no field, no code."""


def main() -> None:
    """Read the arguments and write the register."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("map", type=Path)
    parser.add_argument("proeftuinen", type=int)
    parser.add_argument("kandidaten", type=int)
    parser.add_argument("--kapot", type=float, default=0.0)
    given = parser.parse_args()
    write_register(given.map, given.proeftuinen, given.kandidaten, given.kapot)


def write_register(root: Path, proeftuinen: int, kandidaten: int, broken: float = 0.0) -> None:
    """Write a register with so many records, of which a share is broken in a known way."""
    chance = random.Random(20310101)
    for name in ("proeftuinen", "kandidaten", "codelijsten"):
        (root / name).mkdir(parents=True, exist_ok=True)
    for file, content in _frame():
        (root / file).write_text(content, encoding="utf-8")
    sizes = [0] * proeftuinen
    for number in range(kandidaten):
        sizes[number % proeftuinen] += 1
    for number in range(proeftuinen):
        text = _proeftuin(number, sizes[number], chance)
        if _is_broken(number, broken):
            text += BREAKS[number % len(BREAKS)]
        (root / "proeftuinen" / f"tuin-{number:06}.yaml").write_text(text, encoding="utf-8")
    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    used: set[str] = set()
    while len(used) < kandidaten:
        used.add("k-" + "".join(chance.choices(letters, k=10)))
    for number, name in enumerate(sorted(used)):
        text = _kandidaat(name, number % proeftuinen, chance)
        if _is_broken(number, broken):
            text += "plek: nergens\n" if "plek" not in text else "leeftijd: 1\n"
        (root / "kandidaten" / f"{name}.yaml").write_text(text, encoding="utf-8")


def _is_broken(number: int, share: float) -> bool:
    every = round(1 / share) if share else 0
    return bool(every) and number % every == every // 2


def _frame() -> Iterator[tuple[str, str]]:
    yield (
        "dataset.yaml",
        f'naam: Voorbeeldregister\nschema: 1\nopenbaar: false\npeildatum: "{YEAR}-12-31"\n'
        "drempel_onthulling: 5\n",
    )
    yield (
        "bronnen.yaml",
        f'- id: {SOURCE}\n  titel: Voorbeeldbron\n  datum: "{YEAR}-12-31"\n  status: onbevestigd\n',
    )
    organisations = "".join(
        f"organisatie-{number},Voorbeeld {number},,leverancier,,\n" for number in range(200)
    )
    yield "organisaties.csv", "id,naam,afkorting,soort,tooi,kvk\n" + organisations
    head = "code,naam,toelichting,bron,bijzonder\n"
    for name, codes in (
        ("categorie", CATEGORIES),
        ("doelgroep", GROUPS),
        ("organisatiesoort", ["leverancier"]),
    ):
        rows = "".join(f"{code},Voorbeeld {code},,,\n" for code in codes)
        yield f"codelijsten/{name}.csv", head + rows


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize()


def _reference(chance: random.Random) -> str:
    return f"{{id: {SOURCE}, vindplaats: §{chance.randint(1, 9)}.{chance.randint(1, 99)}}}"


def _proeftuin(number: int, size: int, chance: random.Random) -> str:
    reached = PHASES[: chance.randint(1, len(PHASES))]
    course = "".join(
        f'  - fase: {phase}\n    sinds: "{YEAR - 1}-q{min(4, index + 1)}"\n    zegt: {chance.choice(WORDS)}\n'
        f"    bron: {_reference(chance)}\n"
        for index, phase in enumerate(reached)
    )
    groups = "".join(f"  - {group}\n" for group in chance.sample(GROUPS, k=chance.randint(1, 3)))
    return (
        f"id: tuin-{number:06}\nnaam: Voorbeeld {number} {_sentence(chance, 3)}\nsoort: regulier\n"
        f"bestuurslaag: {chance.choice(LAYERS)}\ncategorie: {chance.choice(CATEGORIES)}\n"
        f"leveranciers:\n  - organisatie-{chance.randrange(200)}\n"
        f"opdrachtgevers:\n  - organisatie-{chance.randrange(200)}\ndoelgroepen:\n{groups}"
        f"ambitie: {_sentence(chance, 12)}.\nbeoogde_plaatsen: {chance.randint(1, 40)}\n"
        f"kandidaten:\n  aantal: {size}\n  bron: {_reference(chance)}\nverloop:\n{course}"
        f"bronnen:\n  - {_reference(chance)}\n"
    )


def _kandidaat(name: str, proeftuin: int, chance: random.Random) -> str:
    reached = STEPS[: chance.randint(1, len(STEPS))]
    steps = "".join(
        f'  - stap: {step}\n    sinds: "{YEAR}-q{index + 1}"\n    bron: {_reference(chance)}\n'
        for index, step in enumerate(reached)
    )
    contract = (
        f"contract: {chance.choice(['leverancier', 'rijk', 'elders'])}\n" if "contract" in reached else ""
    )
    return (
        f"id: {name}\nproeftuin: tuin-{proeftuin:06}\nplek: {chance.choice(PLACES)}\nstappen:\n{steps}"
        f"{contract}bronnen:\n  - {_reference(chance)}\n"
    )


if __name__ == "__main__":
    main()
