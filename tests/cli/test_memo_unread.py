"""A memo says which columns of a list were not read: an auditor has the list, not what the screen said."""

import html
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
DATA = Path(__file__).parents[2] / "data"
KNOWN = "id;aard;loonsom_excl_btw;looptijd_maanden;uitsluitingsgronden;peildatum"
ROW = "{};dienst;400000;12;nee;2018-03-01"


def table(*heads: str, rows: int = 1) -> str:
    more = "".join(f";{head}" for head in heads)
    return (
        "\n".join([KNOWN + more, *(ROW.format(f"vb-{row}") + ";x" * len(heads) for row in range(rows))])
        + "\n"
    )


def page(maatwerk: Run, folder: Path, *files: str, form: str = "markdown") -> str:
    done = maatwerk("check-aanbesteding", *files, "--formaat", form, "--data", str(DATA), cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout.replace("\\", "")


# the heads that no field is read from, and what the memo says of them
SAID = {
    "one": (("kleur",), "Niet gelezen in lijst.csv: de kolom 'kleur'."),
    "one that may be a field": (
        ("begindatum",),
        "Niet gelezen in lijst.csv: de kolom 'begindatum' (lijkt op begin).",
    ),
    "two": (
        ("begindatum", "raming incl. btw"),
        "Niet gelezen in lijst.csv: de kolommen 'begindatum' (lijkt op begin) en 'raming incl. btw' "
        "(gevraagd is het bedrag zonder btw).",
    ),
    "without a name": (("",), "Niet gelezen in lijst.csv: de kolom 'kolom 7, zonder naam'."),
    "one that is personal": (
        ("0612345678",),
        "Niet gelezen in lijst.csv: 1 kolom met een kop die op een persoonsgegeven lijkt.",
    ),
    "one with a name": (
        ("Naam kandidaat Vera Voorbeeldpersoon",),
        "Niet gelezen in lijst.csv: 1 kolom met een kop die op een persoonsgegeven lijkt.",
    ),
    "two that are personal": (
        ("kleur", "0612345678", "tel. 0612345679"),
        "Niet gelezen in lijst.csv: de kolom 'kleur' en 2 kolommen met een kop die op een persoonsgegeven "
        "lijkt.",
    ),
}


@pytest.mark.parametrize("rows", [1, 2])
@pytest.mark.parametrize("case", SAID)
def test_a_memo_says_which_columns_were_not_read(maatwerk: Run, tmp_path: Path, case: str, rows: int) -> None:
    heads, said = SAID[case]
    (tmp_path / "lijst.csv").write_text(table(*heads, rows=rows), encoding="utf-8")
    memo = page(maatwerk, tmp_path, "lijst.csv")
    assert memo.count(said) == 1
    assert "061234567" not in memo
    assert "Voorbeeldpersoon" not in memo
    where = "## Overzicht" if rows > 1 else "## Gegevens"
    assert said in memo.split(where)[1].split("\n## ")[0]


def test_a_head_that_is_not_shown_gets_no_suggestion(maatwerk: Run, tmp_path: Path) -> None:
    (tmp_path / "lijst.csv").write_text(table("Naam kandidaat Vera Voorbeeldpersoon"), encoding="utf-8")
    errors = maatwerk("check-aanbesteding", "lijst.csv", "--data", str(DATA), cwd=tmp_path).stderr
    assert "de kolom '(niet getoond)' is niet bekend en is niet gelezen." in errors


def test_every_form_of_memo_says_it_and_no_memo_of_a_list_that_was_read_whole(
    maatwerk: Run, tmp_path: Path
) -> None:
    (tmp_path / "lijst.csv").write_text(table("kleur"), encoding="utf-8")
    memo = html.unescape(page(maatwerk, tmp_path, "lijst.csv", form="html"))
    assert "Niet gelezen in lijst.csv: de kolom 'kleur'." in memo
    (tmp_path / "lijst.csv").write_text(table(), encoding="utf-8")
    assert "Niet gelezen" not in page(maatwerk, tmp_path, "lijst.csv")


def test_of_several_lists_each_says_its_own(maatwerk: Run, tmp_path: Path) -> None:
    for folder, head in (("a", "kleur"), ("b", "maat")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "lijst.csv").write_text(table(head), encoding="utf-8")
    (tmp_path / "c.csv").write_text(table("geur"), encoding="utf-8")
    memo = page(maatwerk, tmp_path, "a/lijst.csv", "b/lijst.csv", "c.csv")
    assert "Niet gelezen in a/lijst.csv: de kolom 'kleur'." in memo
    assert "Niet gelezen in b/lijst.csv: de kolom 'maat'." in memo
    assert "Niet gelezen in c.csv: de kolom 'geur'." in memo


def test_a_memo_of_a_list_with_columns_not_read_is_made_again_from_that_list(
    maatwerk: Run, repeat: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "lijst.csv").write_text(table("kleur"), encoding="utf-8")
    first = maatwerk(
        "check-aanbesteding", "lijst.csv", "--formaat", "markdown", "--data", str(DATA), cwd=tmp_path
    ).stdout
    assert repeat(first, tmp_path) == first
