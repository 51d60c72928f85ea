"""Strings that are personal data, and strings that only look like it, by who did not write the patterns.

They come from generators and tables of others: Faker's Dutch and foreign providers, the example numbers of
every country in ``phonenumbers`` in each notation it can write, IBANs by ``python-stdnum``. To these come the
notations of the Dutch standards and the forms in which the tests of other detectors write them (a parenthesis
round an area code, a surname before initials): forms, not their texts. Everybody here is made up.
"""

import random
import string
from collections.abc import Callable, Iterator

import phonenumbers
from faker import Faker
from stdnum import iban as stdnum_iban
from stdnum.nl import bsn as stdnum_bsn

SEED = 20261128
AROUND = ("{}", "{}.", "Zie {} voor meer.", "({})", "overleg met {}, daarna verder", "gegeven: {}")


def _fakers() -> tuple[Faker, ...]:
    fakers = tuple(Faker(name) for name in ("nl_NL", "nl_BE", "de_DE", "fr_FR", "pl_PL", "tr_TR", "en_GB"))
    for number, faker in enumerate(fakers):
        faker.seed_instance(SEED + number)
    return fakers


def _bsns(rng: random.Random) -> Iterator[str]:
    for _ in range(60):
        eight = f"{rng.randrange(1_000_000, 99_999_999):08d}"
        for last in string.digits:
            if stdnum_bsn.is_valid(number := eight + last):
                yield number
                break


def _grouped(number: str, sizes: tuple[int, ...], sign: str) -> str:
    parts, place = [], 0
    for size in sizes:
        parts.append(number[place : place + size])
        place += size
    return sign.join(part for part in (*parts, number[place:]) if part)


def bsn_forms() -> Iterator[str]:
    """Give citizen service numbers: bare, grouped, and after each word for them."""
    rng = random.Random(SEED)
    for number in _bsns(rng):
        yield number
        yield rng.choice(
            (
                "BSN {}",
                "bsn: {}",
                "BSN-nummer {}",
                "Burgerservicenummer: {}",
                "sofinummer {}",
                "bsn={}",
                "b.s.n. {}",
                "burgerservicenr. {}",
                "(BSN: {})",
                "patient met bsn {}",
                "SOFI-nr {}",
            )
        ).format(number)
        sizes = rng.choice(((4, 2), (3, 3), (2, 2, 2), (3, 2)))
        yield "BSN " + _grouped(number, sizes, rng.choice((".", " ", "-")))
        yield _grouped(number, rng.choice(((4, 2), (3, 3))), rng.choice((".", " ")))
        yield rng.choice(
            ("projectleider {}", "casemanager {}", "contractant {}", "opdrachtgever {}", "dossierhouder {}")
        ).format(number)


def iban_forms() -> Iterator[str]:
    """Give account numbers of many countries, written together and in groups."""
    for code in [
        "nl_NL",
        "de_DE",
        "fr_FR",
        "nl_BE",
        "pl_PL",
        "en_GB",
        "es_ES",
        "it_IT",
        "pt_PT",
        "da_DK",
        "fi_FI",
        "no_NO",
        "sv_SE",
        "de_AT",
        "de_CH",
        "tr_TR",
    ]:
        faker = Faker(code)
        faker.seed_instance(SEED)
        for _ in range(6):
            number = faker.iban()
            if stdnum_iban.is_valid(number, check_country=False):
                yield number
                yield stdnum_iban.format(number)
                yield f"IBAN: {number}"
                yield f"rekening {stdnum_iban.format(number)} t.n.v. voorbeeld"
    yield from (
        "NL91ABNA0417164300",
        "nl91 abna 0417 1643 00",
        "NL91.ABNA.0417.1643.00",
        "NL91-ABNA-0417-1643-00",
    )
    yield from ("rekeningnummer 12.34.56.789", "bankrekeningnummer: 123456789", "gironummer 1234567")


def email_forms() -> Iterator[str]:
    """Give e-mail addresses as they are, and as people spell them to hide them from robots."""
    for faker in _fakers():
        for _ in range(10):
            yield from (faker.email(), faker.company_email(), faker.free_email().upper())
    faker = _fakers()[0]
    for form in (
        "{} (at) {}",
        "{}[at]{}",
        "{} [at] {}",
        "{}(at){}",
        "{} (apenstaartje) {}",
        "{} @ {}",
        "{}{{at}}{}",
        "mailto:{}@{}",
        "<{}@{}>",
        "{}%40{}",
    ):
        for _ in range(3):
            name, _, host = faker.email().partition("@")
            yield form.format(name, host)
            yield (
                form.format(name, host.replace(".", " (dot) ")).replace("@", "@")
                if "(at)" in form
                else form.format(name, host)
            )
    yield from (
        "jan (at) ey (dot) nl",
        "a.b.voorbeeld at voorbeeld dot nl",
        "jan AT voorbeeld DOT nl",
        "a.b.c.naam-12@voorbeeld.example",
        "achternaam_voornaam@voorbeeld.example",
        "henk1993@voorbeeld.example",
        "o'voorbeeld@voorbeeld.nl",
        "jan+sr@sub.voorbeeld.co.uk",
        "voornaam.achternaam@min-voorbeeld.nl",
        "jan[at]voorbeeld[punt]nl",
        "jan@voorbeeld.museum",
        '"jan jansen"@voorbeeld.nl',
    )


def phone_forms() -> Iterator[str]:
    """Give Dutch numbers in every grouping, and of each country the examples in each notation."""
    rng = random.Random(SEED)
    for area in (
        "010",
        "020",
        "030",
        "040",
        "050",
        "070",
        "088",
        "085",
        "0181",
        "0223",
        "0314",
        "0475",
        "0517",
        "06",
    ):
        rest = "".join(rng.choice("123456789") for _ in range(10 - len(area)))
        half = len(rest) // 2
        spaced = " ".join(_grouped(rest, (len(rest) % 2 + 2, 2, 2), " ").split())
        yield from (
            area + rest,
            f"{area}-{rest}",
            f"{area} {rest}",
            f"({area}) {rest}",
            f"({area}){rest}",
            f"({area})-{rest}",
            f"{area} - {rest}",
            f"{area}-{spaced}",
            f"{area} {spaced}",
            f"{area}.{spaced.replace(' ', '.')}",
            f"{area}/{rest}",
            f"{area}{rest[:half]}-{rest[half:]}",
            f"{area} {rest[:half]} {rest[half:]}",
            f"+31 {area[1:]} {rest}",
            f"+31{area[1:]}{rest}",
            f"+31 (0){area[1:]} {rest}",
            f"+31(0){area[1:]}-{rest}",
            f"0031 {area[1:]} {rest}",
            f"0031{area[1:]}{rest}",
            f"tel. {area}-{rest}",
            f"Tel:{area}{rest}",
            f"tel:+31-{area[1:]}-{rest}",
        )
    for region in [
        "BE",
        "DE",
        "FR",
        "GB",
        "LU",
        "PL",
        "TR",
        "MA",
        "ES",
        "IT",
        "PT",
        "RO",
        "BG",
        "HU",
        "SY",
        "UA",
        "US",
        "SR",
        "CH",
        "AT",
        "DK",
        "SE",
    ]:
        for kind in (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE):
            number = phonenumbers.example_number_for_type(region, kind)
            if number is not None:
                for notation in (
                    phonenumbers.PhoneNumberFormat.E164,
                    phonenumbers.PhoneNumberFormat.INTERNATIONAL,
                    phonenumbers.PhoneNumberFormat.RFC3966,
                ):
                    yield phonenumbers.format_number(number, notation)
                yield phonenumbers.format_out_of_country_calling_number(number, "NL")
    for kind in (
        phonenumbers.PhoneNumberType.MOBILE,
        phonenumbers.PhoneNumberType.FIXED_LINE,
        phonenumbers.PhoneNumberType.VOIP,
    ):
        number = phonenumbers.example_number_for_type("NL", kind)
        assert number is not None
        yield phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


def _issued(make: Callable[[], str], never: str) -> str:
    """Give what is really handed out: these letters are never used, and no SA, SD or SS."""
    while set(made := make()) & set(never) or made[-2:] in ("SA", "SD", "SS"):
        pass
    return made


def address_forms() -> Iterator[str]:
    """Give Dutch addresses: with a postcode in each order and notation, and a street with a number."""
    faker = _fakers()[0]
    rng = random.Random(SEED)
    for _ in range(40):
        street, number = faker.street_name(), str(rng.randrange(1, 400))
        addition = rng.choice(("", "", "", "a", "-2", " bis", " hs", "B", "-A"))
        postcode = _issued(faker.postcode, "FIOQUY")
        place = faker.city()
        yield f"{street} {number}{addition}\n{postcode} {place}"
        yield f"{street} {number}{addition}, {postcode} {place}"
        yield f"{postcode} {number}{addition}"
        yield f"{postcode}, {number}"
        yield rng.choice(
            ("{0}/{1}", "{0} nr. {1}", "{0} huisnummer {1}", "{0}-{1}", "postcode {0}, huisnummer {1}")
        ).format(postcode, number)
        yield f"{street} {number}{addition}"
        yield f"woont op {street} {number} in {place}"
    yield from (
        "1012AB/12",
        "1234 Ab 12",
        "NL-1234 AB 5",
        "Voorbeeldstr. 12",
        "Lange Voorbeeldweg 100-a",
        "Van der Voorbeeldlaan 7",
    )


def birth_forms() -> Iterator[str]:
    """Give days and years of birth after each word for them, in each notation of a date."""
    rng = random.Random(SEED)
    words = (
        "geboren op",
        "geboren",
        "geb.",
        "geb. dd.",
        "geboortedatum",
        "geboortedatum:",
        "Geb.dat.",
        "geb:",
        "geboortedag",
        "geb.datum:",
        "g.d.",
        "Geboren te Voorbeeldstad op",
        "geboren (",
    )
    months = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ]
    short = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
    for word in words:
        day, month, year = rng.randrange(1, 29), rng.randrange(1, 13), rng.randrange(1950, 2006)
        for date in (
            f"{day}-{month}-{year}",
            f"{day:02d}-{month:02d}-{year}",
            f"{day}/{month}/{year}",
            f"{day:02d}.{month:02d}.{year}",
            f"{day} {months[month - 1]} {year}",
            f"{day} {short[month - 1]} {year}",
            f"{year}-{month:02d}-{day:02d}",
            f"{day:02d}-{month:02d}-{year % 100:02d}",
        ):
            yield f"{word} {date}" if not word.endswith("(") else f"geboren ({date})"
    yield from (
        "geboren in 1985",
        "geb. 1985",
        "geboortejaar 1985",
        "geboortejaar: 2001",
        "geb. '85",
        "geboren '85",
        "(12-03-1985, geboren in Voorbeeldstad)",
        "geboren in het jaar 1971",
        "geboortejaar '92",
        "12 maart 1985 geboren",
        "geboren in maart 1985",
        "in 1985 geboren",
    )


def salutation_forms() -> Iterator[str]:
    """Give a name after each salutation, with and without initials, titles, prefixes, capitals."""
    faker = _fakers()[0]
    rng = random.Random(SEED)
    for word in (
        "de heer",
        "De heer",
        "dhr.",
        "Dhr.",
        "dhr",
        "mevrouw",
        "Mevrouw",
        "mevr.",
        "mevr",
        "mw.",
        "Mw.",
        "meneer",
        "mijnheer",
        "mej.",
        "hr.",
        "drs.",
        "ir.",
        "prof. dr.",
        "mr.",
    ):
        for _ in range(4):
            name = faker.last_name()
            letters = "".join(f"{rng.choice(string.ascii_uppercase)}." for _ in range(rng.randrange(1, 4)))
            yield f"{word} {name[0].upper() + name[1:]}"
            yield f"{word} {letters} {name}"
            yield f"gesprek met {word} {rng.choice(('drs. ', 'mr. ', ''))}{letters}{name}"
    for word in ("de heer", "dhr.", "mevrouw", "mevr.", "meneer", "mw."):
        for _ in range(5):
            yield f"{word} {faker.last_name().lower()}"
            yield f"{word} {faker.first_name().lower()}"
    yield from (
        "mevr.Jansen",
        "dhr.de Vries",
        "mw.Jansen",
        "Dhr.J.Jansen",
        "de heren Voorbeeld en De Vries",
        "mevrouw V.",
    )


def initials_forms() -> Iterator[str]:
    """Give initials with a surname, in both orders."""
    faker = _fakers()[0]
    rng = random.Random(SEED)
    for number in range(60):
        letters = [rng.choice("GHJKLMNPRSTW") for _ in range(number % 4 + 1)]
        name = faker.last_name()
        yield f"{'.'.join(letters)}. {name}"
        if len(letters) > 1:
            yield f"{'. '.join(letters)}. {name}"
            yield f"{'.'.join(letters)}.{name}"
        yield f"gesproken met {'.'.join(letters)}. {name}"
        plain = faker.last_name()
        while " " in plain or "'" in plain:
            plain = faker.last_name()
        yield f"{plain}, {'.'.join(letters)}."


def document_forms() -> Iterator[str]:
    """Give numbers of documents after the word: two letters, six signs without the letter O, a digit."""
    rng = random.Random(SEED)
    signs = string.ascii_uppercase.replace("O", "") + string.digits
    for word in (
        "paspoort",
        "paspoortnummer",
        "paspoort nr.",
        "Paspoort:",
        "identiteitskaart",
        "ID-kaart",
        "identiteitsbewijs nummer",
        "rijbewijs",
        "rijbewijsnummer",
        "reisdocument",
        "verblijfsdocument",
        "V-nummer",
        "vreemdelingennummer",
    ):
        for _ in range(4):
            if word in ("rijbewijs", "rijbewijsnummer", "V-nummer", "vreemdelingennummer"):
                number = f"{rng.randrange(10**9, 10**10)}"
            else:
                number = (
                    "N"
                    + rng.choice("ABCDEFGHX")
                    + "".join(rng.choice(signs) for _ in range(6))
                    + rng.choice(string.digits)
                )
            yield f"{word} {number}"
    yield from (
        "paspoort XR 1001R5 8",
        "paspoortnummer: EM0000000",
        "(paspoort XR1001R58)",
        "rijbewijs nr 5123456789",
    )


def plate_forms() -> Iterator[str]:
    """Give number plates of each series that is issued, with dashes; with the word for it also without."""
    faker = _fakers()[0]
    for _ in range(40):
        plate = _issued(faker.license_plate, "AEIOUCQY")
        yield from (plate, f"kenteken {plate.replace('-', '')}", f"Kenteken: {plate.lower()}")
    rng = random.Random(SEED)
    for form in [
        "99-XX-XX",
        "XX-99-XX",
        "XX-XX-99",
        "99-XXX-9",
        "9-XXX-99",
        "XX-999-X",
        "X-999-XX",
        "XXX-99-X",
    ]:
        for _ in range(3):
            yield "".join(
                rng.choice("BDFGHJKLNPRSTVXZ") if c == "X" else rng.choice(string.digits) if c == "9" else c
                for c in form
            )


def profile_forms() -> Iterator[str]:
    """Give personal pages."""
    faker = _fakers()[0]
    for _ in range(10):
        name = faker.user_name()
        yield from (
            f"https://www.linkedin.com/in/{name}",
            f"linkedin.com/in/{name}/",
            f"https://nl.linkedin.com/in/{name}-12345",
            f"https://www.instagram.com/{name}",
            f"https://www.facebook.com/people/{name}",
            f"Twitter: @{name}",
            f"instagram @{name}",
            "https://wa.me/31612345678",
            "https://orcid.org/0000-0002-1825-0097",
        )


def network_forms() -> Iterator[str]:
    """Give addresses of machines."""
    for faker in _fakers():
        for _ in range(6):
            yield from (
                faker.ipv4_public(),
                f"IP-adres {faker.ipv4_private()}",
                faker.ipv6(),
                faker.mac_address(),
            )


def staff_forms() -> Iterator[str]:
    """Give the number by which an employer, a school or a doctor knows somebody."""
    rng = random.Random(SEED)
    for word in (
        "personeelsnummer",
        "personeelsnr.",
        "Personeelsnummer:",
        "medewerkernummer",
        "werknemersnummer",
        "cliëntnummer",
        "clientnr",
        "patiëntnummer",
        "leerlingnummer",
        "studentnummer",
        "deelnemersnummer",
        "kandidaatnummer",
        "polisnummer",
        "cliënt-ID",
    ):
        for _ in range(4):
            yield f"{word} {rng.choice(('', 'P', 'K-', 'S'))}{rng.randrange(1000, 99_999_999)}"


PROMISED = {
    "MW401": bsn_forms,
    "MW402": iban_forms,
    "MW403": email_forms,
    "MW404": phone_forms,
    "MW405": address_forms,
    "MW406": birth_forms,
    "MW407": salutation_forms,
    "MW412": initials_forms,
    "MW413": document_forms,
    "MW414": plate_forms,
    "MW415": profile_forms,
    "MW416": network_forms,
    "MW417": staff_forms,
}


def look_alikes() -> Iterator[str]:
    """Give what only looks like it: numbers of firms, books and laws, amounts, versions, titles, ships."""
    faker = _fakers()[0]
    rng = random.Random(SEED)
    for _ in range(40):
        number = next(_bsns(rng))
        yield from (
            faker.isbn13(),
            f"ISBN {faker.isbn10()}",
            f"EAN {faker.ean13()}",
            faker.date(),
            faker.date(pattern="%d-%m-%Y"),
            faker.time(),
            f"KvK {rng.randrange(10**7, 10**8)}",
            f"zaaknummer {number}",
            f"omzet {number} euro",
            f"HRB {number}",
            f"SIREN {number}",
            f"€ {number}",
            f"BTW-nummer NL{number}B01",
            f"kenmerk {number}",
            f"factuurnummer {number}",
            f"{rng.randrange(1, 999)}.{rng.randrange(100, 999)},00",
            faker.uuid4(),
            f"versie {faker.numerify('#.##.#.##')}",
            faker.hex_color(),
            faker.company(),
            f"{faker.company()} B.V.",
            f"{rng.randrange(1000, 4000)} uur in {rng.randrange(2015, 2026)}",
            f"ECLI:NL:RVS:{rng.randrange(2010, 2026)}:{rng.randrange(1, 4000)}",
            f"Stb. {rng.randrange(2000, 2026)}, {rng.randrange(1, 600)}",
            f"Kamerstukken II {rng.randrange(2010, 2025)}/{rng.randrange(11, 26)}, "
            f"{rng.randrange(30000, 36999)}, nr. {rng.randrange(1, 200)}",
            f"{rng.randrange(2015, 2026)}/S {rng.randrange(1, 250):03d}-{rng.randrange(10**5, 10**6)}",
            f"{faker.numerify('########')}-{rng.randrange(0, 9)}",
            f"art. {rng.randrange(1, 9)}.{rng.randrange(1, 99)} lid {rng.randrange(1, 9)}",
            f"{faker.month_name()} {rng.randrange(2000, 2026)}",
            f"perceel {rng.choice('ABCDEF')}. Schoonmaak",
            f"{faker.city()}",
            f"OIN {faker.numerify('0000000#############')}",
            f"{rng.randrange(2, 40)} plaatsen in {rng.randrange(2015, 2026)}",
            f"{rng.randrange(10**5, 10**7)}.{rng.randrange(10, 99)}",
            f"TenderNed {rng.randrange(10**5, 10**6)}",
            f"Kst-{rng.randrange(30000, 36999)}-{rng.choice(('VII', 'XV', 'XVI'))}-{rng.randrange(1, 99)}",
        )
    yield from (
        "Hr. Ms. Voorbeeld",
        "Zr.Ms. Voorbeeld",
        "De Heer Land en Water B.V.",
        "bouwbedrijf De Heer",
        "De Heer Holding",
        "Uitrol 2019 MT 5G",
        "netwerk 5G en 4G",
        "t.a.v. duurzaamheid",
        "1000 vellen, fax 4",
        "N.V. Nederlandse Voorbeelden",
        "B.V. Schoonmaak Voorbeeld",
        "P.S. De rest volgt",
        "N.B. Het getal klopt",
        "bijlage A. Daarna volgt B.",
        "E.U. Verordening",
        "J.P. Voorbeeldstraat",
        "Dr. Voorbeeldziekenhuis",
        "mr. Voorbeeldstraat",
        "Prof. Voorbeeld College",
        "Snelweg 12",
        "Arbeidsmarkt 3",
        "Werkplein 4",
        "garantiebaan 5",
        "Bedrijvenpark 12",
        "de baan 5 dagen",
        "omweg 2",
        "in de straat 12 bomen",
        "windpark 30 turbines",
        "versie 10.15.7.1",
        "Chrome/96.0.4664.110",
        "§ 12.3.24.1",
        "paragraaf 2.3.4.20",
        "09:30:15",
        "10:00-12:00",
        "std::vector",
        "COVID-19",
        "ISO-9001",
        "NEN-EN-12",
        "A-12-B",
        "EU-2018-24",
        "BRP-10",
        "WMO-2015",
        "route N-201-A",
        "linkedin.com/company/voorbeeld",
        "https://www.linkedin.com/school/voorbeeld",
        "facebook.com/gemeentevoorbeeld",
        "https://twitter.com/ministerievoorbeeld",
        "paspoort voor de toekomst",
        "het rijbewijs B halen",
        "rijbewijs C1 en CE",
        "paspoort aanvragen in 2018",
        "personeelsnummer onbekend",
        "lid 3",
        "studentnummers",
        "deelnemers: 12",
        "code 1234",
        "geboren in 2016 uit een idee",
        "de pilot werd in 2014 geboren",
        "gebied 2018-08-01",
        "geboortezorg 2018",
        "gebruik vanaf 12-03-2018",
        "gebouw 12",
        "mevrouw de voorzitter",
        "mevrouw en meneer",
        "de heer is aanwezig",
        "mevrouw heeft gebeld",
        "dames en heren",
        "de heer des huizes",
        "mevrouw de staatssecretaris van Voorbeeldzaken",
        "beheer van gegevens",
        "0800-1234",
        "0900 1234",
        "14 070",
        "14070",
        "bel 112",
        "telefoon 2018",
        "Artikel 4.1.2.1",
        "CHE-123.456.788",
        "BE 0123.456.749",
        "company number 123456782",
        "DUNS 123456782",
        "bedrag is 123456782",
        "begroting 123456782",
        "123456782 inwoners",
        "orderregel 12, 2018 stuks",
        "2018-2019-2020",
        "35 000 XV",
        "1e kamer 2018",
        "H2020 en FP7",
        "1234 MB 12",
        "2018 in 12 delen",
        "3000 st 12",
        "4000 kg 30",
        "2020 EU 27",
        "cpv 79600000-0",
        "V.O.F. De Voorbeelden",
        "Stichting Dr. Voorbeeldfonds",
        "U.S. Army",
        "D.C. Amerika",
        "W.A. verzekering",
        "H. Kruis",
        "A. Doelgroep",
        "B. Aanpak",
        "C. Middelen",
        "categorie B. Diensten",
        "groep C. Gevorderd",
        "jan. 2018",
        "vr. 12 okt.",
        "St. Voorbeeld",
        "a.s. maandag",
        "i.s.m. Voorbeeld",
        "o.l.v. Rijkswaterstaat",
        "d.d. 12-03-2018",
        "m.b.t. Social Return",
        "e.d. Daarom",
    )


def everything() -> Iterator[tuple[str, str]]:
    """Give each promised form with its code, within some of the texts that can stand around it."""
    rng = random.Random(SEED)
    for code, forms in PROMISED.items():
        for text in forms():
            yield code, rng.choice(AROUND).format(text) if rng.random() < 0.5 else text
