"""The options of ``check-aanbesteding`` that tell of a tender or of its memo, declared here alone."""

from collections.abc import Mapping

from maatwerk_cli.cli.shell.declared_options import DeclaredOption as Option

TENDER_OPTIONS = (
    Option("--aard", "aard", "AARD", "werk, dienst of levering."),
    Option("--loonsom", "loonsom_excl_btw", "BEDRAG", "Loonsom in euro, exclusief btw."),
    Option("--opdrachtwaarde", "opdrachtwaarde_excl_btw", "BEDRAG", "Totale waarde in euro, exclusief btw."),
    Option("--begin", "begin", "DATUM", "Eerste dag van de opdracht."),
    Option("--einde", "einde", "DATUM", "Laatste dag van de opdracht."),
    Option("--looptijd", "looptijd_maanden", "MAANDEN", "Looptijd in hele maanden, zonder opties."),
    Option(
        "--verlenging", "verlenging_maanden", "MAANDEN", "Maanden die alle opties tot verlenging samen duren."
    ),
    Option(
        "--uitsluitingsgrond",
        "uitsluitingsgronden",
        "GROND",
        "nee, onbekend, of een grond die geldt. U mag dit vaker geven.",
        several=True,
    ),
    Option("--motivering", "motivering", "TEKST", "Waarom een uitsluitingsgrond geldt."),
    Option(
        "--opdrachtgever",
        "opdrachtgever",
        "NAAM",
        "De aanbestedende dienst: id, naam of TOOI-identificatie.",
        of_all=True,
    ),
    Option(
        "--opdrachtgever-soort", "opdrachtgever_soort", "SOORT", "rijk, decentraal of overig.", of_all=True
    ),
    Option(
        "--werkwijze", "werkwijze", "KADER", "Het gekozen kader: generiek_kader of maatwerk.", of_all=True
    ),
    Option(
        "--lezing",
        "lezingen",
        "NAAM=KEUZE",
        "Keuze waar de bron ruimte laat: verlenging=telt_mee|telt_niet_mee, percelen=apart|samen, "
        "raamovereenkomst=nadere_overeenkomst|geheel, percelen_buiten_kader=telt_niet_mee|telt_mee.",
        several=True,
        of_all=True,
    ),
    Option(
        "--peildatum", "peildatum", "DATUM", "Datum waarop het geldende kader wordt gezocht.", of_all=True
    ),
    Option("--id", "id", "KENMERK", "Kenmerk van de aanbesteding."),
    Option("--titel", "titel", "TEKST", "Titel van de aanbesteding."),
    Option("--raamovereenkomst", "raamovereenkomst", "SOORT", "ja, nee of nadere_overeenkomst."),
    Option("--categorie", "categorie", "CATEGORIE", "Inkoopcategorie."),
    Option("--cpv", "cpv", "CODE", "CPV-code."),
)
"""What an option says of a tender; all of it may be unknown."""
MEMO_OPTIONS = (
    Option("--status", "status", "STATUS", "Status van de memo: concept of definitief."),
    Option("--memo-versie", "versie", "VERSIE", "Versie van de memo."),
    Option("--opgesteld-door", "door", "FUNCTIE", "Wie de memo opstelde: een functie, nooit een naam."),
    Option("--opgesteld-op", "datum", "DATUM", "Wanneer de memo is opgesteld."),
)
"""What an option says of a memo."""
OPTIONS: Mapping[str, str] = {
    option.name: option.field
    for option in sorted(TENDER_OPTIONS, key=lambda option: option.field not in ("id", "titel"))
}
"""The field of a tender that each option fills in; what tells which tender it is first."""
OPTION_OF: Mapping[str, str] = {field: option for option, field in OPTIONS.items()}
"""The option that fills in each field."""
OPTIONS_OF_ALL = tuple(option.name for option in TENDER_OPTIONS if option.of_all)
"""The options that can be meant for many tenders at once."""
MEMO_FIELDS: Mapping[str, str] = {option.name: option.field for option in MEMO_OPTIONS}
"""What each option says of a memo."""
