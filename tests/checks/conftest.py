"""A small valid dataset to break, and ways to break it that no text can show."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

BASIS = Path(__file__).parent / "basis"


def too_large(path: Path) -> None:
    path.write_text("id: zon\nnaam: Proeftuin\n" + "# veel te veel\n" * 150_000, encoding="utf-8")


def windows_1252(path: Path) -> None:
    path.write_bytes(
        path.read_text(encoding="utf-8").replace("voorbereiding", "voorbereiding é").encode("cp1252")
    )


def alias_bomb(path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def link_outside(path: Path) -> None:
    outside = path.parents[2] / "buiten.yaml"
    path.replace(outside)
    path.symlink_to(outside)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def effort_for_nothing(path: Path) -> None:
    withdrawn = 'ingetrokken:\n  sinds: "2020-12"\n  reden: Dubbel geregistreerd\n'
    path.write_text(path.read_text("utf-8") + withdrawn, encoding="utf-8")
    (path.parent / "deel.yaml").unlink()  # it would hang from nothing, and has a finding of its own


def dangling_link(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("weg.yaml"))


def csv_windows_1252(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"Voorbeeldzorg", b"Voorbeeldzorg Caf\xe9"))


def yes_in_words(path: Path) -> None:
    path.write_text(
        path.read_text(encoding="utf-8").replace("openbaar: true", "openbaar: ja"), encoding="utf-8"
    )


def second_default(path: Path) -> None:
    first = path.with_name("voorbeeldkader.yaml").read_text(encoding="utf-8")
    path.write_text(first.replace("id: voorbeeldkader", "id: tweede-kader"), encoding="utf-8")


_PLACE = 'bron: {id: verslag-2020, vindplaats: "§7"}'


def with_conditions(path: Path, parts: list[str]) -> None:
    """Add conditions, each of which is put together of another."""
    added = "".join(
        f"  - id: deel-{place}\n    naam: deel {place}\n    alle: [{part}]\n    {_PLACE}\n"
        for place, part in enumerate(parts)
    )
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("leesruimte:\n", f"{added}leesruimte:\n", 1), encoding="utf-8")


def nine_layers(path: Path) -> None:
    with_conditions(path, [*(f"deel-{number}" for number in range(1, 9)), "loonsom"])


def ten_thousand_conditions(path: Path) -> None:
    with_conditions(path, ["loonsom"] * 10_000)


_ASKED = 'vraag: {tekst: "Hoe?", wie: de inkoper}'


def conditions_that_exclude_each_other(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    added = "  - id: ander\n    naam: ander\n    veld: aard\n    toets: is\n    waarden: [levering]\n"
    path.write_text(
        text.replace("leesruimte:\n", f"{added}    {_PLACE}\n    {_ASKED}\nleesruimte:\n", 1),
        encoding="utf-8",
    )
    path.with_name("voorbeeldkader.gevallen.yaml").unlink()


def reading_that_never_matters(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    limit = (
        "  duur:\n    omschrijving: duur\n    eenheid: maanden\n    waarden:\n      - waarde: 6\n"
        f'        vanaf: "2019-01-01"\n        {_PLACE}\nuitsluitingsgronden:\n'
    )
    whole = f"  - id: bouw-hoe-lang-ook\n    naam: bouw\n    alle: [bouw, hoe-lang-ook]\n    {_PLACE}\n"
    parts = "omstandigheden:\n" + "".join(
        f"  - id: {name}\n    naam: {name}\n    {test}\n    {_PLACE}\n"
        for name, test in (
            ("bouw", f'veld: cpv\n    toets: in\n    waarden: ["45"]\n    {_ASKED}'),
            ("lang", f"veld: looptijd\n    toets: minstens\n    parameter: duur\n    {_ASKED}"),
            ("kort", f"veld: looptijd\n    toets: minder_dan\n    parameter: duur\n    {_ASKED}"),
            ("hoe-lang-ook", "een_van: [lang, kort]"),
        )
    )
    reading = (
        "  - id: verlenging\n    vraag: Tellen opties mee?\n    toelichting: De bron zegt het niet.\n"
        "    keuzes: {telt_mee: Ja., telt_niet_mee: Nee.}\n    voorwaarden: [lang, kort]\n"
    )
    text = text.replace("uitsluitingsgronden:\n", limit, 1)
    path.write_text(
        text.replace("leesruimte:\n", f"{whole}{parts}leesruimte:\n{reading}", 1), encoding="utf-8"
    )
    path.with_name("voorbeeldkader.gevallen.yaml").unlink()


def with_duty(path: Path, numbers: str, duty: str, circumstances: str = "") -> None:
    text = path.read_text(encoding="utf-8")
    text = text.replace("uitsluitingsgronden:\n", f"{numbers}uitsluitingsgronden:\n", 1)
    text = text.replace("leesruimte:\n", f"{circumstances}leesruimte:\n", 1)
    base = "  grondslag: loonsom_excl_btw\n"
    text = text.replace(base, f"{base}{duty}", 1)
    path.write_text(text.replace("    voorwaarden: [loonsom]\n", f"    voorwaarden: [loonsom]\n{_OF_LOTS}"))
    path.with_name("voorbeeldkader.gevallen.yaml").unlink()


_OF_LOTS = "    tabellen: []\n"


def euros(name: str, amount: int) -> str:
    return (
        f"  {name}:\n    omschrijving: {name}\n    eenheid: euro\n    waarden:\n      - waarde: {amount}\n"
        f'        vanaf: "2019-01-01"\n        {_PLACE}\n'
    )


def minimum_above_maximum(path: Path) -> None:
    numbers = euros("ten-minste", 500_000) + euros("ten-hoogste", 400_000)
    with_duty(path, numbers, "  minimum: ten-minste\n  maximum: ten-hoogste\n")


def exception_in_the_shadow(path: Path) -> None:
    circumstances = "omstandigheden:\n" + "".join(
        f"  - id: {name}\n    naam: {name}\n    veld: aard\n    toets: in\n    waarden: [{codes}]\n"
        f"    {_PLACE}\n    {_ASKED}\n"
        for name, codes in (("werk-of-dienst", "werk, dienst"), ("dienst", "dienst"))
    )
    exceptions = "  uitzonderingen:\n" + "".join(
        f"    - {{als: {name}, vast: vast-bedrag, {_PLACE}}}\n" for name in ("werk-of-dienst", "dienst")
    )
    with_duty(path, euros("vast-bedrag", 1_000), exceptions, circumstances)


def two_frameworks_without_a_choice(path: Path) -> None:
    first = path.with_name("voorbeeldkader.yaml")
    lines = first.read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith("standaard:"))
    first.write_text(text, encoding="utf-8")
    path.write_text(text.replace("id: voorbeeldkader", "id: tweede-kader"), encoding="utf-8")
    path.with_name("voorbeeldkader.gevallen.yaml").unlink()


def edition(path: Path, number: int, shown: str, withheld: str) -> None:
    path.parent.mkdir()
    path.write_text(
        f'id: "{path.stem}"\njaar: 2020\nuitgave: {number}\npeildatum: "2020-12-31"\ndatum: "2021-04-01"\n'
        f"status: definitief\ndataset_sha256: {'a' * 64}\ngetoond:\n  {shown}: 12\n"
        f"afgeschermd:\n  - {withheld}\n",
        encoding="utf-8",
    )


def edition_with_another_number(path: Path) -> None:
    edition(path, 2, "individueel", "bekend/plek")


def edition_that_says_both(path: Path) -> None:
    edition(path, 1, "individueel", "individueel")


def edition_without_the_one_before(path: Path) -> None:
    edition(path, 2, "individueel", "bekend/plek")


def csv_utf_16(path: Path) -> None:
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))


MADE: dict[str, Callable[[Path], None]] = {
    "MW002": too_large,
    "MW003": windows_1252,
    "MW011": alias_bomb,
    "MW351": effort_for_nothing,
    "MW014": link_outside,
    "MW015": folder,
    "MW018": dangling_link,
    "MW026": csv_windows_1252,
    "MW703": nine_layers,
    "MW723": conditions_that_exclude_each_other,
    "MW724": reading_that_never_matters,
    "MW729": minimum_above_maximum,
    "MW735": exception_in_the_shadow,
    "MW726": two_frameworks_without_a_choice,
    "MW704": ten_thousand_conditions,
    "MW045": csv_utf_16,
    "MW117": yes_in_words,
    "MW216": second_default,
    "MW423": edition_with_another_number,
    "MW424": edition_that_says_both,
    "MW425": edition_without_the_one_before,
}


@pytest.fixture
def basis(tmp_path: Path) -> Path:
    """Give a copy of the small valid dataset."""
    return Path(shutil.copytree(BASIS, tmp_path / "data"))


@pytest.fixture
def made() -> dict[str, Callable[[Path], None]]:
    """Give, per code, what makes a file wrong where no text can."""
    return MADE
