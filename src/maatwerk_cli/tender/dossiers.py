"""Which part of a file on tenders is about which tender, what it can name, and how it may be shown."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from maatwerk_cli.models.kader import READING_CHOICES
from maatwerk_cli.models.tender.dossier import Dossier, InvoerBestand, MemoHerkomst
from maatwerk_cli.tender.duty_terms import options_together
from maatwerk_cli.tender.facts import (
    JUDGED_BY_SOMEBODY,
    NOTHING_KNOWN,
    OPTIONS_BESIDE,
    OPTIONS_WITHIN,
    TENDER_FIELDS,
    TEXT_ON_FILE,
    Bounds,
    Facts,
)
from maatwerk_cli.tender.frameworks.policy import Beleid
from maatwerk_cli.tender.masking import shown_text
from maatwerk_cli.tender.words.choice_makers import OF_A_READING


def dossier_of(entries: Sequence[Dossier], name: str | None, lot: str | None) -> Dossier:
    """Give what is said of one tender or lot; what is said of it alone goes before what is said of more."""
    dossier = Dossier()
    for level in (0, 1, 2):
        for entry in entries:
            if _about(entry, name, lot) and (entry.id is not None) + (entry.perceel is not None) == level:
                dossier = entry.over(dossier)
    return dossier.model_copy(update={"id": None, "perceel": None})


def beside_filed(answered: Iterable[Dossier], filed: Sequence[Dossier]) -> Iterator[Dossier]:
    """Give who answered what, with before that whom the file says to have judged the same."""
    for entry in answered:
        names = {own.wat for own in entry.beoordelingen}
        judged = dossier_of(filed, entry.id, entry.perceel).beoordelingen
        before = [own for own in judged if own.wat in names and own not in entry.beoordelingen]
        yield entry.model_copy(update={"beoordelingen": (*before, *entry.beoordelingen)})


def _about(entry: Dossier, name: str | None, lot: str | None) -> bool:
    return entry.id in (None, name) and entry.perceel in (None, lot)


def unmatched(entries: Sequence[Dossier], tenders: Collection[tuple[str | None, str | None]]) -> list[int]:
    """Give the places of the entries that are about none of the tenders, each with its id and lot."""
    return [
        index
        for index, entry in enumerate(entries)
        if not any(_about(entry, name, lot) for name, lot in tenders)
    ]


def judgeable(policy: Beleid) -> tuple[str, ...]:
    """Give the names of what somebody can have judged: fields, conditions, grounds and readings."""
    by_themselves = [f"{OF_A_READING}{name}" for name in READING_CHOICES if name in TENDER_FIELDS]
    return tuple(dict.fromkeys([*TENDER_FIELDS, *_of_policy(policy), *READING_CHOICES, *by_themselves]))


def _of_policy(policy: Beleid) -> Iterator[str]:
    for kader in policy.kaders.values():
        yield from (condition.id for condition in kader.voorwaarden)
        yield from (ground.id for ground in kader.uitsluitingsgronden)


def value_without_options(facts: Facts, entries: Sequence[Dossier]) -> bool:
    """Tell whether the value of a tender was estimated without the options that it has.

    What was estimated is the wage sum; only where that is not known, the value.
    """
    if facts.loonsom_excl_btw is not None or facts.opdrachtwaarde_excl_btw is None:
        return False
    own = dossier_of(entries, facts.id, facts.perceel)
    return _has_options(facts, own) and own.raming is not None and own.raming.opties == "niet_inbegrepen"


def _has_options(facts: Facts, own: Dossier) -> bool:
    return facts.has_options or bool(own.opties)


def options_in_amount(facts: Facts, entries: Sequence[Dossier]) -> Mapping[str, Bounds[Decimal]]:
    """Give what is said of options in the amount of a tender: whether they are in it, and what they come to.

    Of a tender without options, nothing. Where it is not said whether they are in it, they may be or not.
    """
    own = dossier_of(entries, facts.id, facts.perceel)
    if not _has_options(facts, own):
        return {}
    known = options_together(own.opties)
    total = NOTHING_KNOWN if known is None else Bounds(known, known)
    return dict.fromkeys(_WHERE_OPTIONS[own.raming.opties if own.raming else None], total)


_WHERE_OPTIONS: Mapping[str | None, Sequence[str]] = {
    "inbegrepen": (OPTIONS_WITHIN,),
    "niet_inbegrepen": (OPTIONS_BESIDE,),
    None: (OPTIONS_WITHIN, OPTIONS_BESIDE),
}


def grounds_judged(facts: Facts, entries: Sequence[Dossier]) -> Mapping[str, Bounds[Decimal]]:
    """Tell of which grounds the file has a text, and where any applies what somebody judged."""
    if facts.uitsluitingsgronden is None:
        return {}
    judged = dossier_of(entries, facts.id, facts.perceel).beoordelingen
    names = [f"{TEXT_ON_FILE}{judgement.wat}" for judgement in judged if judgement.tekst]
    if facts.uitsluitingsgronden:
        names += [f"{JUDGED_BY_SOMEBODY}{judgement.wat}" for judgement in judged]
    return dict.fromkeys(names, NOTHING_KNOWN)


class OtherOrigin(NamedTuple):
    """What the file of a memo belongs to and is not what was judged, in short and with what to see it by."""

    what: str
    text: str


def other_origins(filed: MemoHerkomst, used: MemoHerkomst) -> Iterator[OtherOrigin]:
    """Tell what differs between where a memo was made from, as its file says, and what was judged.

    Args:
        filed: what the file says.
        used: what was judged, and by what.
    """
    if _differ(filed.beleid_sha256, used.beleid_sha256):
        whose = f", dataset {shown_text(filed.dataset)}" if filed.dataset else ""
        whose += f", git-revisie {shown_text(filed.revisie)}" if filed.revisie else ""
        yield OtherOrigin(
            "Het dossier hoort bij een ander beleid dan dat van deze toets.",
            f"Het dossier hoort bij ander beleid: controlegetal {filed.beleid_sha256}{whose}. De toets volgt "
            f"het beleid met controlegetal {used.beleid_sha256}. De uitkomst kan dus anders zijn.",
        )
    if _differ(filed.bronnen_sha256, used.bronnen_sha256):
        yield OtherOrigin(
            "Het dossier hoort bij een andere bronnenlijst dan die van deze toets.",
            f"Het dossier hoort bij een andere bronnenlijst: controlegetal {filed.bronnen_sha256}. Gebruikt "
            f"is die met controlegetal {used.bronnen_sha256}. Titel en status van een bron kunnen dus "
            "anders zijn.",
        )
    if _differ(filed.invoer_sha256, used.invoer_sha256):
        yield OtherOrigin(
            "Het dossier hoort bij andere invoer dan die van deze toets.",
            f"Het dossier hoort bij andere invoer: controlegetal {filed.invoer_sha256}. Getoetst is de "
            f"invoer met controlegetal {used.invoer_sha256}. Wat is vastgelegd, kan dus over iets anders "
            "gaan.",
        )
        return
    for before, file in other_files(filed, used):
        yield OtherOrigin(
            f"Het dossier hoort bij een ander bestand {file.naam} dan dat van deze toets.",
            f"Het dossier hoort bij een ander bestand {file.naam}: controlegetal {before.sha256}. Gelezen is "
            f"dat met controlegetal {file.sha256}.",
        )


def other_files(filed: MemoHerkomst, used: MemoHerkomst) -> Sequence[tuple[InvoerBestand, InvoerBestand]]:
    """Give the files that are not what they were, by their name, each after what it was."""
    known = {file.naam: file for file in filed.bestanden}
    return [
        (known[file.naam], file)
        for file in used.bestanden
        if file.naam in known and _differ(known[file.naam].sha256, file.sha256)
    ]


def _differ(filed: str | None, used: str | None) -> bool:
    return filed is not None and used is not None and filed != used


def shown_dossier(entry: Dossier) -> Dossier:
    """Give what is said with what looks like personal data in its texts masked."""
    estimate = entry.raming
    return entry.model_copy(
        update={
            "id": _shown(entry.id),
            "perceel": _shown(entry.perceel),
            "versie": _shown(entry.versie),
            "raming": estimate and estimate.model_copy(update={"wijze": shown_text(estimate.wijze)}),
            "nadere_overeenkomsten": tuple(
                call_off.model_copy(update={"naam": shown_text(call_off.naam)})
                for call_off in entry.nadere_overeenkomsten
            ),
            "beoordelingen": tuple(
                judgement.model_copy(
                    update={"motivering": _shown(judgement.motivering), "tekst": _shown(judgement.tekst)}
                )
                for judgement in entry.beoordelingen
            ),
        }
    )


def _shown(text: str | None) -> str | None:
    return text if text is None else shown_text(text)
