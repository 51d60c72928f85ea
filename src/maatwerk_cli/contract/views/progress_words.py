"""What the forms of progress say alike: amounts in words, and which keys of a line are no plain amount."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from maatwerk_cli.contract.amount import AmountRange, cents
from maatwerk_cli.contract.progress import STANDEN, AmountCell, Estimate, ProgressLine, Stand, Voortgang
from maatwerk_cli.text import dutch
from maatwerk_cli.text.dutch import UNKNOWN, WITHHELD, day, euro

INTERNAL_PAGE = "Intern: niets is afgeschermd. Niet openbaar maken."
NO_AMOUNT = "zonder bedrag"
PER_NAMES = {
    "opdracht": "Opdracht",
    "leverancier": "Leverancier",
    "categorie": "Categorie",
    "raamovereenkomst": "Raamovereenkomst",
    "opdrachtgever": "Opdrachtgever",
}
OWED_KEYS = ("verplichting", "open")
"""The keys of a line that follow from what is owed."""
_MARKED = ("naam", "verplichting", *STANDEN, "open", "verwacht", "nodig_per_maand")
"""The keys of a line that can rest on something inferred, in the order in which they stand in it."""
_FIELD_PER = {
    "opdracht": "naam",
    "leverancier": "leveranciers",
    "categorie": "categorie",
    "raamovereenkomst": "onder",
    "opdrachtgever": "opdrachtgever",
}
"""The field of a contract that says of which line it is, or how that is named."""
_MOST_NAMED = 5
"""As many contracts as a note names; of more it says how many there are."""


@dataclass(frozen=True, slots=True)
class SignalWords:
    """A signal with its words.

    Attributes:
        opdracht: the contract it is about.
        code: its code.
        melding: what is seen.
        oplossing: what to ask or do.
    """

    opdracht: str
    code: str
    melding: str
    oplossing: str


@dataclass(frozen=True, slots=True)
class ProgressOutput:
    """All that a form of output shows of progress.

    Attributes:
        voortgang: the figures.
        vragen: the signals, in the order of contracts.
        namen: names of contracts by id.
        afgeleid: the fields of contracts that were inferred, by id.
        dataset_name: the name of the register.
        dataset_sha256: the hash of its files.
        git_revisie: the last commit that touched it.
        versie: of the program.
        threshold: counts of people below this are protected.
    """

    voortgang: Voortgang
    vragen: tuple[SignalWords, ...]
    namen: Mapping[str, str]
    afgeleid: Mapping[str, tuple[str, ...]]
    dataset_name: str
    dataset_sha256: str
    git_revisie: str | None
    versie: str
    threshold: int

    def asked(self, line: ProgressLine) -> tuple[SignalWords, ...]:
        """Give the signals about the contracts of a line."""
        return tuple(vraag for vraag in self.vragen if vraag.opdracht in line.opdrachten)


def amount_cells(stand: Stand) -> Iterator[tuple[str, AmountCell]]:
    """Give the amounts of a line by their keys, in order."""
    yield "verplichting", stand.verplichting
    for standing in STANDEN:
        yield standing, stand.gedaan[standing]
    yield "open", stand.open


@dataclass(frozen=True, slots=True)
class InexactKeys:
    """Which keys of a line hold no plain amount: withheld, at least, at most, owed without an amount."""

    afgeschermd: tuple[str, ...]
    ten_minste: tuple[str, ...]
    ten_hoogste: tuple[str, ...]
    zonder_bedrag: tuple[str, ...]


def keys_of(stand: Stand) -> InexactKeys:
    """Tell of every key of a line whether its amount is withheld or a bound, or there is none."""
    withheld = [key for key, cell in amount_cells(stand) if cell.afgeschermd]
    if stand.verwacht_afgeschermd:
        withheld.append("verwacht")
    least, most = [], []
    for key, cell in amount_cells(stand):
        amount = cell.bereik
        if cell.afgeschermd or amount is None or not amount.bekend or amount.exact:
            continue
        if amount.laag > 0:
            least.append(key)
        elif amount.hoog is not None:
            most.append(key)
    none = [key for key, cell in amount_cells(stand) if cell.bereik is None and not cell.afgeschermd]
    return InexactKeys(tuple(withheld), tuple(least), tuple(most), tuple(none))


def inferred_keys(
    out: ProgressOutput, contracts: Iterable[str], stand: Stand, *, whole: bool = False
) -> tuple[str, ...]:
    """Name the keys of a line that rest on something that was inferred.

    Args:
        out: all that is shown.
        contracts: the contracts of the line.
        stand: how far they are, as it is shown.
        whole: the line is that of all together.
    """
    ids = list(contracts)
    of_lines = _FIELD_PER[out.voortgang.per]
    named = not whole and any(of_lines in out.afgeleid.get(id_, ()) for id_ in ids)
    duties = (out.voortgang.plichten.get(id_) for id_ in ids)
    owed = any(duty is not None and duty.owed and duty.afgeleid for duty in duties)
    keys = {key for key, cell in amount_cells(stand) if cell.afgeleid} | set(OWED_KEYS if owed else ())
    keys |= {"naam"} if named else set()
    keys |= {"verwacht"} if stand.verwacht is not None and stand.verwacht_afgeleid else set()
    if stand.nodig is not None and (stand.looptijd_afgeleid or "open" in keys):
        keys.add("nodig_per_maand")
    return tuple(key for key in _MARKED if key in keys)


def line_keys(out: ProgressOutput, line: ProgressLine) -> tuple[str, ...]:
    """Name the keys of a line that rest on something that was inferred."""
    return inferred_keys(out, line.opdrachten, line.stand)


def whole_keys(out: ProgressOutput) -> tuple[str, ...]:
    """Name the keys of all together that rest on something that was inferred."""
    return inferred_keys(out, out.voortgang.plichten, out.voortgang.totaal, whole=True)


def mark_of(keys: Collection[str], key: str) -> str:
    """Say in words behind what a key holds that it was inferred."""
    return dutch.IS_INFERRED if key in keys else ""


def amount_of(cell: AmountCell) -> Decimal | None:
    """Give the one amount that stands for a cell: what is known, at least or else at most, to the cent."""
    amount = cell.bereik
    if cell.afgeschermd or amount is None or not amount.bekend:
        return None
    if amount.exact or amount.laag > 0:
        return cents(amount.laag)
    return None if amount.hoog is None else cents(amount.hoog)


def most_of(cell: AmountCell) -> Decimal | None:
    """Give the most that an amount can be, to the cent; ``None`` where nobody can say or nothing is told."""
    amount = cell.bereik
    if cell.afgeschermd or amount is None or amount.hoog is None or not amount.bekend:
        return None
    return cents(amount.hoog)


def amount_in_words(stand: Stand, key: str, inferred: Collection[str]) -> str:
    """Write an amount of a line as it is known, and whether it was inferred.

    Args:
        stand: how far a line is.
        key: which amount of it.
        inferred: the keys of the line that rest on something that was inferred.
    """
    cell = dict(amount_cells(stand))[key]
    if cell.afgeschermd:
        words = WITHHELD
    else:
        words = NO_AMOUNT if cell.bereik is None else range_in_words(cell.bereik)
    return words + mark_of(inferred, key)


def range_in_words(amount: AmountRange) -> str:
    """Write what an amount lies between."""
    if not amount.bekend:
        return UNKNOWN
    if amount.exact:
        return euro(cents(amount.laag))
    if amount.hoog is None:
        return f"ten minste {euro(cents(amount.laag))}" if amount.laag > 0 else UNKNOWN
    if amount.laag > 0:
        return f"{euro(cents(amount.laag))} tot {euro(cents(amount.hoog))}"
    return f"ten hoogste {euro(cents(amount.hoog))}"


def estimate_in_words(estimate: Estimate | None, *, withheld: bool = False) -> str:
    """Write an estimate as a range."""
    if estimate is None:
        return WITHHELD if withheld else "geen schatting"
    if estimate.laag == estimate.hoog:
        return f"ongeveer {euro(estimate.laag)}"
    return f"{euro(estimate.laag)} tot {euro(estimate.hoog)}"


def progress_title(out: ProgressOutput) -> str:
    """Give the title of the page."""
    year = f" in {out.voortgang.jaar}" if out.voortgang.jaar else ""
    return f"Voortgang van verplichtingen{year}"


def progress_summary(out: ProgressOutput) -> str:
    """Say in one sentence how far all is."""
    whole = out.voortgang.totaal
    keys = whole_keys(out)
    year = f" in {out.voortgang.jaar}" if out.voortgang.jaar else ""
    return (
        f"Stand op {day(out.voortgang.peildatum)}. "
        f"Verplichting: {amount_in_words(whole, 'verplichting', keys)}. "
        f"Aanvaard{year}: {amount_in_words(whole, 'aanvaard', keys)}. "
        f"Nog open: {amount_in_words(whole, 'open', keys)}."
    )


def _is_range(cell: AmountCell) -> bool:
    amount = cell.bereik
    return amount is not None and amount.bekend and not amount.exact and not cell.minder


def notes(out: ProgressOutput) -> Iterator[str]:
    """Say how the figures are made and what they cannot say."""
    lines = [*(line.stand for line in out.voortgang.regels), out.voortgang.totaal]
    all_cells = [cell for stand in lines for _, cell in amount_cells(stand)]
    if out.voortgang.jaar:
        yield (
            f"Voorgesteld, aanvaard en afgewezen gaan over inspanningen van {out.voortgang.jaar}. De "
            "verplichting en wat nog open staat, zijn die van de hele looptijd."
        )
    yield (
        "Verwacht is een schatting: het tempo tot nu toe, over de hele looptijd met gelichte opties. De "
        "eerste waarde telt alleen wat is aanvaard. De tweede telt mee wat is voorgesteld."
    )
    if any(cell.minder or cell.afgeschermd for cell in all_cells):
        yield (
            f"Een inspanning van minder dan {out.threshold} mensen, of van een onbekend aantal mensen, telt "
            "hier niet mee. Het bedrag is dan ten minste wat er staat, en wat open staat ten hoogste. Mag u "
            "het register zien, dan toont --intern alles."
        )
    if any(_is_range(cell) for cell in all_cells):
        yield (
            "Een bedrag met 'ten minste', 'ten hoogste' of 'tot' is niet precies bekend. De waarde van een "
            "inspanning of de verhoging door een optie ontbreekt dan, of verandert in de loop van de "
            "periode. Of het register zegt niet of een optie is gelicht, of sinds wanneer iets zo is."
        )
    if len(out.voortgang.regels) > 1:
        yield (
            "Wat bij de ene opdracht te veel is aanvaard, telt niet bij een andere. Open is dus nooit minder "
            "dan nul."
        )
    inferred = [id_ for id_, duty in out.voortgang.plichten.items() if duty.owed and duty.afgeleid]
    if inferred:
        names = dutch.joined(inferred[:_MOST_NAMED])
        more = f", en nog {len(inferred) - _MOST_NAMED}" if len(inferred) > _MOST_NAMED else ""
        yield f"Afgeleid, en niet letterlijk in een bron: de verplichting van {names}{more}."
    done = {key for line in out.voortgang.regels for key in line_keys(out, line)}
    if not done.isdisjoint(STANDEN):
        yield (
            "Afgeleid bij wat is gedaan: voor welke doelgroep, volgens welk kader of voor welke verplichting "
            "het is, staat niet letterlijk in een bron."
        )
    if "verwacht" in done:
        yield "Afgeleid bij verwacht: wat is gedaan is afgeleid, of het begin, het einde of een optie."
    if any(line.stand.verplichting.bereik is None for line in out.voortgang.regels):
        yield (
            "Zonder bedrag: het register kent geen bedrag van de verplichting. Wat daarvan open staat, is "
            "niet in euro te zeggen."
        )
