"""``maatwerk nieuw opdracht`` from a tender of the register, or under a framework agreement."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from maatwerk_cli.cli.shell.errors import UserError
from maatwerk_cli.cli.shell.options import to_validate
from maatwerk_cli.cli.shell.typer_dutch import closest
from maatwerk_cli.contract.obligation import bearer
from maatwerk_cli.models.contract.opdracht import Opdracht
from maatwerk_cli.models.tender.aanbesteding import Aanbesteding
from maatwerk_cli.models.values import ID_PATTERN
from maatwerk_cli.text import dutch

if TYPE_CHECKING:
    from maatwerk_cli.register.records import Dataset
    from maatwerk_cli.tender.duty import Duty
    from maatwerk_cli.tender.judging import Result
    from maatwerk_cli.tender.verdicts.kader_verdict import Kaderbesluit

_DUTY = "verplichting"
_BASES = ("loonsom_excl_btw", "opdrachtwaarde_excl_btw")
_KINDS = {"ja": "raamovereenkomst", "nee": "opdracht", "nadere_overeenkomst": "nadere_overeenkomst"}
_SAME = ("begin", "einde", *_BASES)


class Taken(NamedTuple):
    """What a new contract takes over.

    Attributes:
        values: values of its form, which what was given goes before.
        fields: fields of the record that no form has, without their source.
        remarks: what was not taken over, and what to look at.
    """

    values: Mapping[str, Any] = {}
    fields: Mapping[str, Any] = {}
    remarks: tuple[str, ...] = ()

    def over(self, above: "Taken") -> "Taken":
        """Put what a framework agreement says over this: the obligation that it carries is not owed twice."""
        values = {**self.values, **above.values}
        if _DUTY in above.fields:
            values = _without_inference(values)
        return Taken(values, {**self.fields, **above.fields}, (*self.remarks, *above.remarks))


def _without_inference(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in ("afgeleid", "toelichting")}


NO_AUTHORITY = "De opdrachtgever staat niet bij de organisaties en is niet overgenomen."
"""Said of a contract that has none, for one that its tender names."""


def from_tender(root: Path, dataset: "Dataset", tender_id: str, lot: str | None) -> Taken:
    """Take over a tender of the register, and the verdict on it.

    Args:
        root: the folder of the dataset, with the policy.
        dataset: the dataset.
        tender_id: the id of the tender.
        lot: which of its lots.

    Raises:
        UserError: there is no such tender, or it cannot be judged.
    """
    result, hashes = _judged(root, dataset, tender_id, lot)
    tender = result.besluit.facts
    values: dict[str, Any] = {
        field: str(getattr(tender, field)) for field in _SAME if getattr(tender, field) is not None
    }
    remarks: list[str] = []
    if tender.titel:
        values["naam"] = (
            tender.titel if tender.perceel is None else f"{tender.titel}, {dutch.lot_name(tender.perceel)}"
        )
    if tender.raamovereenkomst in _KINDS:
        values["soort"] = _KINDS[tender.raamovereenkomst]
    if re.fullmatch(ID_PATTERN, tender_id):
        values["aanbesteding"] = tender_id
    else:
        remarks.append("Het kenmerk van de aanbesteding is geen id en is niet overgenomen. Zet het bij naam.")
    if tender.opdrachtgever:
        if tender.opdrachtgever in dataset.organisaties.by_id:
            values["opdrachtgever"] = tender.opdrachtgever
        else:
            remarks.append(NO_AUTHORITY)
    if tender.categorie and tender.categorie in dataset.codes("categorie"):
        values["categorie"] = tender.categorie
    fields: dict[str, Any] = {}
    if tender.verlenging_maanden:
        fields["verlengingen"] = [{"maanden": tender.verlenging_maanden}]
        remarks.append(
            "De opties staan als één optie in het record. Maak er meer van als de overeenkomst dat zegt."
        )
    duty, said = _duty(result, hashes)
    if duty is not None:
        fields[_DUTY] = duty
    else:
        remarks.append(
            "De uitkomst van de toets is nog onbekend. Er is dus geen verplichting vastgelegd. "
            f"Zie wat er te vragen is met: maatwerk check-aanbesteding {_file(dataset, tender_id)}"
        )
    leading = result.besluit.kader
    if leading is not None:
        values["werkwijze"] = leading.id
    if duty is not None:
        values["afgeleid"] = [_DUTY]
        values["toelichting"] = " ".join(said)
    return Taken(values, fields, tuple(remarks))


def _file(dataset: "Dataset", tender_id: str) -> str:
    entry = next(entry for entry in dataset.aanbestedingen if entry.value.id == tender_id)
    return str(Path(dataset.root.name) / entry.file)


def _judged(
    root: Path, dataset: "Dataset", tender_id: str, lot: str | None
) -> "tuple[Result, dict[str, str]]":
    """Give the verdict, and the hashes of the policy and of all that was judged with it."""
    from maatwerk_cli.tender.facts import facts_of_record
    from maatwerk_cli.tender.frameworks.policy import Beleid, read_beleid
    from maatwerk_cli.tender.judging import Choices, Result, TenderRead, judge
    from maatwerk_cli.tender.verdicts.assessor import Assessor
    from maatwerk_cli.tender.views.memo.memo_repeat import input_hash

    tenders = [entry.value for entry in dataset.records(Aanbesteding).counting]
    own = [tender for tender in tenders if tender.id == tender_id]
    if not own:
        ids = [tender.id for tender in tenders if tender.id]
        raise UserError(
            f"--uit-aanbesteding: er is geen aanbesteding met id '{tender_id[:40]}'."
            f"{closest(tender_id, ids)} Zie welke er zijn met: maatwerk lijst aanbesteding"
        )
    policy = read_beleid(root / "beleid")
    if not isinstance(policy, Beleid):
        raise UserError(f"Het beleid van dit register heeft een fout. Zie: {to_validate(root)}")
    results = list(
        judge([TenderRead(facts_of_record(contract)) for contract in own], Assessor(policy), Choices())
    )
    lots = {str(tender.perceel): result for tender, result in zip(own, results, strict=True)}
    if lot is not None and lot not in lots:
        raise UserError(f"--perceel: dit perceel is er niet.{closest(lot, list(lots))} {_choose(own)}")
    if lot is None and len(own) > 1:
        raise UserError(
            f"--uit-aanbesteding: deze aanbesteding heeft percelen. Geef --perceel. {_choose(own)}"
        )
    verdict = results[0] if lot is None else lots[lot]
    if not isinstance(verdict, Result):
        raise UserError(f"--uit-aanbesteding: deze aanbesteding is niet te toetsen. {verdict.message}")
    return verdict, {"beleid_sha256": policy.sha256, "invoer_sha256": input_hash(results)}


def _choose(own: list[Aanbesteding]) -> str:
    named = [tender.perceel for tender in own if tender.perceel]
    return f"Kies uit: {', '.join(named)}." if named else "Zij staat er meer dan één keer, zonder perceel."


def _duty(result: "Result", hashes: dict[str, str]) -> tuple[dict[str, Any] | None, list[str]]:
    """Give the obligation that follows from a verdict, and what it rests on; none of an unknown outcome."""
    verdict = result.besluit
    leading = verdict.kader
    if leading is None or verdict.uitkomst == "onbekend" or verdict.peildatum is None:
        return None, []
    duty: dict[str, Any] = {"vorm": "geen" if verdict.uitkomst == "niet_van_toepassing" else "inspanning"}
    owed = leading.verplichting
    said = [f"De verplichting volgt uit de toets aan {leading.stand.kader.naam}."]
    of_contract = owed is not None and owed.per in ("opdracht", verdict.facts.raamovereenkomst)
    if owed is not None and owed.per_calloff:
        duty["vorm"] = "geen"
    elif owed is not None and owed.eenheid == "euro":
        duty["vorm"] = "bedrag"
        if owed.bedrag is not None and of_contract:
            duty["bedrag"] = str(owed.bedrag)
        if owed.plain and owed.percentage is not None and owed.grondslag in _BASES:
            duty["percentage"] = str(owed.percentage)
            duty["grondslag"] = owed.grondslag
    if owed is not None:
        said += _said_of(leading, owed, of_contract=of_contract)
    duty["besluit"] = {
        "datum": verdict.peildatum.text,
        "uitkomst": verdict.uitkomst,
        **hashes,
        **({"lezingen": dict(verdict.facts.lezingen)} if verdict.facts.lezingen else {}),
    }
    return duty, [*said, *result.waarschuwingen]


def _said_of(ruling: "Kaderbesluit", owed: "Duty", *, of_contract: bool) -> Iterator[str]:
    """Say of an obligation that is no amount in euros of the contract itself what it is."""
    from maatwerk_cli.tender.views.duty_words import duty_sentence

    in_euros = owed.eenheid in ("euro", "")
    if of_contract and in_euros:
        return
    yield duty_sentence(ruling).replace("\xa0", " ")
    if not in_euros:
        yield f"Zij is uitgedrukt in {owed.eenheid} en niet in euro."
    if owed.per_calloff:
        yield "De raamovereenkomst heeft zelf geen verplichting: leg haar vast bij elke nadere overeenkomst."
    elif owed.per == "jaar":
        yield "Vul bij de verplichting in wat dat over de hele looptijd is."


def under(dataset: "Dataset", framework_id: str) -> Taken:
    """Take over that the obligation is placed at the framework agreement, where it has one.

    Raises:
        UserError: there is no such framework agreement.
    """
    contracts = {entry.id: entry.value for entry in dataset.records(Opdracht).counting}
    whole = contracts.get(framework_id)
    if whole is None:
        raise UserError(
            f"--onder: er is geen opdracht met id '{framework_id[:40]}'."
            f"{closest(framework_id, list(contracts))} Zie welke er zijn met: maatwerk lijst opdracht"
        )
    values: dict[str, Any] = {"soort": "nadere_overeenkomst"}
    for field in ("categorie", "opdrachtgever"):
        if getattr(whole, field):
            values[field] = getattr(whole, field)
    duty = whole.verplichting
    if duty is None:
        remark = f"Het register zegt niet of {framework_id} een verplichting heeft. Leg vast wat hier geldt."
        return Taken(values, remarks=(remark,))
    if duty.vorm == "geen":
        return Taken(values)
    carrier = bearer(contracts, framework_id)
    return Taken(
        values,
        {_DUTY: {"vorm": "inspanning", "belegd_bij": carrier}},
        (f"De verplichting is belegd bij {carrier}. Deze nadere overeenkomst heeft er zelf geen.",),
    )


def complete(taken: Taken, given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give the values of the form and the further fields; what was given goes first."""
    values = {**taken.values, **given}
    source = {"id": values.get("bron"), "vindplaats": values.get("vindplaats")}
    fields = dict(taken.fields)
    if any(name.startswith(f"{_DUTY}_") for name in given):
        fields.pop(_DUTY, None)
    if _DUTY in fields:
        fields[_DUTY] = {**fields[_DUTY], "bron": source}
    elif "afgeleid" not in given:
        values = _without_inference(values)
    if "verlengingen" in fields:
        fields["verlengingen"] = [{**option, "bron": source} for option in fields["verlengingen"]]
    return values, fields
