"""Headings and sentences that several tables of the report share."""

from maatwerk_cli.text.table import TableColumn

COUNT_COLUMNS = (
    TableColumn("individueel", "Apart bekend"),
    TableColumn("verzameld", "Alleen als aantal"),
    TableColumn("geregistreerd", "Samen"),
)
PUBLISHED_COLUMNS = (
    TableColumn("gepubliceerd", "Gepubliceerd"),
    *COUNT_COLUMNS,
    TableColumn("verschil", "Verschil"),
)
EARLY_NOTE = (
    "De verzamelposten beschrijven het eind van het jaar en zijn voor deze eerdere peildatum niet te tellen."
)
NO_POSTS_NOTE = (
    "Voor dit jaar zijn er geen verzamelposten. Hoeveel er zijn buiten wat apart in het register staat, "
    "is onbekend."
)
UNDATED_NOTE = (
    "Van sommige proeftuinen noemt de bron geen datum. Of zij er op deze peildatum al waren, is niet bekend. "
    "Zij tellen hier niet mee."
)
COARSE_NOTE = (
    "Van sommige proeftuinen is de datum niet precies genoeg. Of zij er op deze peildatum al waren, is niet "
    "bekend. Zij tellen hier niet mee."
)
OWN_SUM_NOTE = (
    "Het totaal is een optelling van ons; geen bron in het register noemt het. De tellingen kunnen elkaar "
    "overlappen."
)
MAY_BE_ONE_NOTE = (
    "Sommige bekende proeftuinen zijn misschien dezelfde; de bron laat beide toe. Elk aantal waarin zij "
    "apart tellen, is afgeleid."
)
EMPTY = "Onbekend: het register kent hier niets dat zeker geldt op de peildatum."
"""What stands in the place of an empty table: what no source tells is unknown, and not none."""
UNEXPLAINED = "Dit verschil is onverklaard."
FEATURE_NAMES = {
    "soort": "Soort",
    "herkomst": "Herkomst",
    "bestuurslaag": "Overheid",
    "categorie": "Categorie",
    "fase": "Fase",
    "doelgroep": "Doelgroep",
    "leverancier": "Leverancier",
    "opdrachtgever": "Opdrachtgever",
    "stap": "Stap",
    "contract": "Contract bij",
    "plek": "Soort plek",
    "proeftuin": "Proeftuin",
}
FIELD_NAMES = {
    "soort": "de soort",
    "herkomst": "de herkomst",
    "bestuurslaag": "de overheid",
    "categorie": "de categorie",
    "verloop": "de fase",
    "doelgroepen": "de doelgroep",
    "leveranciers": "de leverancier",
    "opdrachtgevers": "de opdrachtgever",
    "stappen": "de stap",
    "plek": "de soort plek",
    "contract": "bij wie het contract is",
    "proeftuin": "de proeftuin",
    "aantal": "het aantal",
    "mogelijk_dezelfde": "dat het niet twee keer dezelfde is",
}
"""What a field that was inferred is called in a note; all that a count can rest on."""
WAY_NAMES = {
    "individueel": "Apart bekend",
    "verzameld": "Alleen als aantal",
    "geregistreerd": "Samen",
    "bekend": "Gegeven bekend",
    "post": "verzamelpost",
}


def marked_counts(*, one_by_one: bool = False, in_posts: bool, together: bool = False) -> set[str]:
    """Name the columns of counts that rest on something inferred; so does what they are together."""
    marks = (one_by_one, in_posts, one_by_one or in_posts or together)
    return {column.id for column, is_inferred in zip(COUNT_COLUMNS, marks, strict=True) if is_inferred}
