"""The sentences on whom a tender was read to be of, and which frameworks bind them."""

from collections.abc import Iterator, Mapping, Sequence

from maatwerk_cli.models.kader import Kader
from maatwerk_cli.models.values import Datum
from maatwerk_cli.tender.facts import Facts
from maatwerk_cli.tender.frameworks.authorities import (
    Binding,
    binds_all_kinds,
    bound_kaders,
    kind_is_open,
    kind_of_authority,
)
from maatwerk_cli.tender.frameworks.following import Followed
from maatwerk_cli.tender.reservations import Reservation, ordering
from maatwerk_cli.text import dutch

KIND_ASSUMED = "Het soort opdrachtgever is niet ingevuld. Aangenomen is dat het Rijk de opdrachtgever is."
AUTHORITY_NAMES = {
    "rijk": "het Rijk",
    "decentraal": "een decentrale overheid",
    "overig": "een andere organisatie",
}
_KIND_UNKNOWN = "Wat voor opdrachtgever dit is, is niet bekend."
_ANOTHER = (
    " Is de opdrachtgever een andere overheid of organisatie? Vul dat dan in bij opdrachtgever_soort "
    "(decentraal of overig)."
)
ASK_ITSELF = "Welk beleid er dan geldt, weet de opdrachtgever zelf: vraag het daar na."
"""Where no framework of the policy binds the authority."""
_WHO_NOT_GIVEN = "De opdrachtgever is niet ingevuld. Vul het id, de naam of de TOOI-identificatie in."
_WHO_NOT_KNOWN = (
    "Of de opdrachtgever daarbij hoort, is niet te zeggen: organisaties.csv kent de ingevulde naam niet, of "
    "niet goed genoeg. Vul het id of de TOOI-identificatie in."
)


def scope_warnings(
    facts: Facts, kaders: Mapping[str, Kader], follows: Followed, binding: Binding
) -> Iterator[str]:
    """Say which frameworks do not bind the authority of a tender, or perhaps not."""
    for name in binding.unsure:
        yield f"{_only_for(kaders[name])} {_WHO_NOT_KNOWN if binding.given else _WHO_NOT_GIVEN}"
    by_kind = any(kader.werkingssfeer.opdrachtgever_soort for kader in kaders.values())
    kind = kind_of_authority(facts, binding)
    bound = bound_kaders(kaders, facts, binding)
    if by_kind and kind_is_open(facts, binding):
        yield _kind_open(bound)
        return
    chosen = kaders.get(follows.leading or "")
    who = AUTHORITY_NAMES[kind] if kind and by_kind else "deze opdrachtgever"
    if not bound and not binding.unsure and not (chosen and chosen.werkingssfeer.named):
        another = _ANOTHER if facts.opdrachtgever_soort is None and by_kind else f" {ASK_ITSELF}"
        yield f"Geen van de bekende kaders geldt voor {who}.{another}"
    elif chosen and chosen.id not in binding.unsure and chosen not in bound:
        yield _not_for(chosen, who)
    elif follows.choose_from and not {*follows.choose_from} & {*binding.unsure}:
        names = dutch.joined(follows.choose_from, "of")
        yield f"Er is geen werkwijze gekozen. Kies met werkwijze uit {names}."


def contradicted_kind(given: str | None, by_name: str) -> Reservation:
    """Say that the name of an authority tells of another kind than it was read to be, and what was followed.

    Args:
        given: the kind that was given; without one the Rijk is assumed.
        by_name: the kind that its name tells of.
    """
    order = "Verbeter één van de twee." if given else "Vul opdrachtgever_soort in."
    read = (
        f"opgegeven is {AUTHORITY_NAMES[given]}. Getoetst is met wat is opgegeven."
        if given
        else "aangenomen is dat het Rijk de opdrachtgever is. Is dat niet zo, dan gelden deze kaders niet."
    )
    said = f"De naam van de opdrachtgever is die van {AUTHORITY_NAMES[by_name]}, en {read}"
    return ordering("soort_tegenspraak", said, order)


def framework_of_another(kader: Kader) -> Reservation:
    """Say that a framework is called after another authority than the one it was followed for."""
    kinds = dutch.joined([AUTHORITY_NAMES[kind] for kind in kader.werkingssfeer.opdrachtgever_soort])
    said = (
        f"De opdrachtgever heet anders dan in de naam van het kader staat ({kader.naam}). Volgens zijn "
        f"werkingssfeer geldt het kader voor {kinds}, en daarom is het gevolgd."
    )
    return ordering("kader_van_ander", said, "Vraag na of het deze opdrachtgever bindt.")


def _kind_open(bound: Sequence[Kader]) -> str:
    """Say that the kind of authority is not known, and for which kinds the frameworks are."""
    scopes = [
        f"{dutch.sentence(kader.naam)} geldt alleen voor "
        f"{dutch.joined([AUTHORITY_NAMES[kind] for kind in kader.werkingssfeer.opdrachtgever_soort])}."
        for kader in bound
        if not binds_all_kinds(kader)
    ]
    kinds = dutch.joined([*AUTHORITY_NAMES], "of")
    return " ".join([_KIND_UNKNOWN, *scopes, f"Vul opdrachtgever_soort in: {kinds}."])


def _only_for(kader: Kader) -> str:
    """Say which authorities a framework names."""
    names = dutch.joined(kader.werkingssfeer.named)
    return f"{dutch.sentence(kader.naam)} geldt alleen voor {names}."


def _not_for(kader: Kader, who: str) -> str:
    if kader.werkingssfeer.named:
        return f"{_only_for(kader)} Deze opdrachtgever hoort daar niet bij."
    return f"De opdrachtgever is {who}. {dutch.sentence(kader.naam)} geldt daar niet voor."


def whom(kader: Kader) -> str:
    """Say whom a framework binds, in a few words."""
    scope = kader.werkingssfeer
    if scope.named:
        return f"de opdrachtgever is {dutch.joined(scope.named, 'of')}"
    return dutch.joined([AUTHORITY_NAMES[kind] for kind in scope.opdrachtgever_soort], "of")


def chosen_out_of_force(kader: Kader, peildatum: Datum) -> str:
    """Say that a framework that was chosen is not in force on a day: not yet, or no longer."""
    not_yet = peildatum.last < kader.geldigheid.vanaf.first
    state = "bestond op deze peildatum nog niet" if not_yet else "geldt op deze peildatum niet meer"
    return f"De gekozen werkwijze ({kader.naam}) {state}. Daarnaar is er geen uitkomst."


CORRECT_THE_CHOICE = (
    "Laat de opdrachtgever de keuze verbeteren: vul bij werkwijze een kader in dat op de peildatum geldt, of "
    "verbeter de peildatum als die niet klopt."
)
"""What to do then; the authority made the choice."""
