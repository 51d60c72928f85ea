"""What a memo was made from, and how to do the same again and see that it is the same."""

import hashlib
from collections.abc import Iterator, Sequence

from maatwerk_cli.models.tender.dossier import Dossier, MemoHerkomst
from maatwerk_cli.tender.input.tender_input import PIPED
from maatwerk_cli.tender.judging import Refused, Result, is_no_tender
from maatwerk_cli.tender.masking import shown_text
from maatwerk_cli.tender.views.tender_yaml import dossiers_yaml, record_yaml, rows_yaml
from maatwerk_cli.tender.views.verdict_words import Background
from maatwerk_cli.text import dutch
from maatwerk_cli.text.blocks import Block, BlockTable, Heading, Paragraph, Verbatim
from maatwerk_cli.text.terminal.layout import clean

INPUT = "invoer.yaml"
"""What the record that was judged is called in a memo."""


_MOST_NAMED = 3
"""More names of files in one sentence are not read."""


def dossier_hash(entries: Sequence[Dossier]) -> str:
    """Give the hash over what the tender file says beside the tenders, as the memo shows it."""
    return hashlib.sha256(dossiers_yaml(entries).encode()).hexdigest()


def input_text(results: Sequence[Result | Refused]) -> str:
    """Give what was judged as a file that can be judged again, with what looks personal masked."""
    tenders = [result for result in results if not is_no_tender(result)]
    if len(tenders) == 1 and isinstance(tenders[0], Result):
        return record_yaml(tenders[0].facts)
    return rows_yaml(results)


def input_hash(results: Sequence[Result | Refused]) -> str:
    """Give the hash over what was judged."""
    return hashlib.sha256(input_text(results).encode()).hexdigest()


def repeat_blocks(
    results: Sequence[Result | Refused], entries: Sequence[Dossier], background: Background
) -> Iterator[Block]:
    """Say how to do the same again and see that it is the same."""
    yield Heading("Zo herhaalt u deze toets")
    sources = background.used.bronnen_sha256 if background.used else None
    text = input_text(results)
    command = background.command or f"maatwerk check-aanbesteding {INPUT}"
    if entries:
        command += " --dossier dossier.yaml"
    yield Paragraph(
        f"Getoetst met maatwerk {background.versie}. Hetzelfde beleid en dezelfde invoer geven altijd "
        "dezelfde uitkomst. Bewaar wat hieronder staat onder de naam die erbij staat, en geef het commando. "
        f"Wijs met --data dit beleid aan: {_policy_named(background)}."
    )
    if background.form == "pdf":
        files = f"{INPUT} en dossier.yaml zitten" if entries else f"{INPUT} zit"
        yield Paragraph(
            f"{files} ook als bijlage in deze PDF, teken voor teken. Bewaar de bijlage: in de tekst van een "
            "PDF kunnen regels en spaties anders zijn, en dan klopt het controlegetal niet."
        )
    yield from (Paragraph(sentence) for sentence in _made_from(background))
    yield Verbatim(INPUT, text, is_file=True)
    if entries:
        yield Verbatim("dossier.yaml", dossiers_yaml(entries), is_file=True)
    suffix = {"markdown": "md"}.get(background.form, background.form)
    yield Verbatim("Commando", f"{command} --formaat {background.form} --uitvoer memo.{suffix}")
    yield BlockTable(
        "Controlegetallen",
        ("Waarvan", "SHA-256"),
        [
            *[
                (f"Controlegetal van {clean(file.naam)}", file.sha256 or "niet te lezen")
                for file in (background.used.bestanden if background.used else ())
            ],
            ("Controlegetal van de invoer (invoer.yaml)", hashlib.sha256(text.encode()).hexdigest()),
            *([("Controlegetal van het dossier (dossier.yaml)", dossier_hash(entries))] if entries else []),
            ("Controlegetal van het beleid", background.beleid_sha256),
            *([("Controlegetal van de bronnenlijst (bronnen.yaml)", sources)] if sources else []),
        ],
    )


def _policy_named(background: Background) -> str:
    """Name the policy by its hash and the dataset it is of, with its revision."""
    filed = background.origin or MemoHerkomst()
    parts = [
        f"controlegetal {filed.beleid_sha256 or background.beleid_sha256}",
        f"dataset {clean(shown_text(filed.dataset))}" if filed.dataset else "",
        f"git-revisie {clean(shown_text(filed.revisie))}" if filed.revisie else "",
    ]
    return ", ".join(filter(None, parts))


def _made_from(background: Background) -> Iterator[str]:
    """Say what a memo was made from, and whether what stands below it repeats all of that."""
    origin = background.origin or MemoHerkomst()
    names = [file.naam for file in origin.bestanden]
    piped = PIPED in names
    many = len(names) > 1
    named = clean(dutch.joined(names)) if len(names) <= _MOST_NAMED else f"{len(names)} bestanden"
    where = "" if len(names) <= _MOST_NAMED else " Hun namen staan bij de controlegetallen."
    if piped:
        yield "De gegevens kwamen binnen via de standaardinvoer, en staan dus in geen bestand."
    if piped and background.command:
        yield (
            "Deze memo kan ze niet teruggeven. Bewaar zelf wat u doorgaf, in een bestand met de naam "
            "standaardinvoer; aan het controlegetal ziet u of het hetzelfde is. Hebt u het niet meer? Dan is "
            "alleen te herhalen wat in invoer.yaml staat. Een rij die niet klopte, is daar een aanbesteding "
            "waarvan niets bekend is."
        )
    elif background.command:
        yield (
            f"Deze memo is gemaakt uit {named}.{where} Bewaar "
            f"{'die bestanden' if many else 'dat bestand'} ook, onder dezelfde naam: er staat meer in dan "
            "invoer.yaml kan zeggen. In invoer.yaml staat wat eruit is gelezen en getoetst."
        )
    elif names:
        made = "" if piped and not many else f"Deze memo is gemaakt uit {named}.{where} "
        yield f"{made}Alles wat eruit is gelezen en getoetst, staat in invoer.yaml."
    if origin.gevraagd:
        where = "als opties in het commando hieronder" if background.command else "in invoer.yaml"
        yield (
            f"Er zijn vragen beantwoord op een terminal (--vraag). De antwoorden staan {where}. Dat commando "
            "vraagt niets meer."
        )
