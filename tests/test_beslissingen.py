"""The list of decisions is made from the decisions. Run as a script, this file writes it anew."""

import re
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "docs" / "beslissingen"
PAGE = FOLDER / "LEESMIJ.md"
HEAD = """# Beslissingen

Waarom het programma is zoals het is: een bladzijde per besluit, met wat er nog meer is overwogen. Wat niet
meer geldt, noemt het besluit dat ervoor in de plaats kwam. Deze lijst is gemaakt uit de bladzijden zelf;
`python tests/test_beslissingen.py` maakt haar opnieuw.

"""
FORM = re.compile(
    r"# (?P<number>\d{4})\. (?P<title>.+)\n\n"
    r"Datum: (?P<date>\d{4}-\d{2}-\d{2})\. Status: "
    r"(?P<status>geldig|vervangen door (?P<other>\d{4})|vervallen)\."
)


def decisions() -> list[tuple[str, re.Match[str] | None]]:
    """Give every decision by the name of its file, with its head."""
    return [
        (path.name, FORM.match(path.read_text(encoding="utf-8"))) for path in sorted(FOLDER.glob("0*.md"))
    ]


def page() -> str:
    """Write the list."""
    rows = [
        f"| [{head['number']}]({name}) | {head['title']} | {head['date']} | {head['status']} |"
        for name, head in decisions()
        if head
    ]
    return (
        HEAD + "\n".join(["| nummer | besluit | datum | status |", "| --- | --- | --- | --- |", *rows]) + "\n"
    )


def test_every_decision_says_its_number_date_and_status() -> None:
    for name, head in decisions():
        assert head, f"{name}: begin met '# NNNN. Titel', dan 'Datum: JJJJ-MM-DD. Status: geldig.'"
        assert name.startswith(f"{head['number']}-"), name


def test_a_number_is_used_once_and_what_replaces_a_decision_is_there() -> None:
    numbers = [head["number"] for _, head in decisions() if head]
    assert len(numbers) == len(set(numbers))
    for name, head in decisions():
        assert head
        assert head["other"] is None or head["other"] in numbers, name


def test_the_list_of_decisions_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python tests/test_beslissingen.py"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
