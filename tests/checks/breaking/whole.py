"""A small fictional register in which every kind of record fills its fields: what the faults break."""

from pathlib import Path
from typing import Any

from maatwerk_cli.register.kinds import KINDS
from maatwerk_cli.register.records import Dataset

BASIS = Path(__file__).parents[1] / "basis"
MORE = {
    "proeftuinen/ster.yaml": """\
id: ster
naam: Proeftuin Sterrenbos
soort: partnerschap
herkomst: leerformule
bestuurslaag: gemeente
categorie: catering
leveranciers:
  - voorbeeldzorg
  - voorbeeldbouw
opdrachtgevers:
  - voorbeeldministerie
partners:
  - voorbeeldzorg
doelgroepen:
  - langdurig_werklozen
  - arbeidsbeperking
ambitie: Samen leren hoe het beter kan
beoogde_plaatsen: 1200
verloop:
  - fase: in_wording
    sinds: "2019-05"
    zegt: in voorbereiding
    bron:
      id: verslag-2020
      vindplaats: §4
  - fase: plan_ondertekend
    sinds: "2019-q4"
    bron:
      id: verslag-2020
      vindplaats: blz. 4
mogelijk_dezelfde:
  - maan
afgeleid:
  - bestuurslaag
  - categorie
toelichting: Beide volgen uit wie de opdracht gaf.
bronnen:
  - id: verslag-2020
    vindplaats: §4
  - id: brief-2019
    vindplaats: blz. 1
""",
    "proeftuinen/maan.yaml": """\
id: maan
naam: Proeftuin Maansteen
soort: regulier
bestuurslaag: rijk
categorie: schoonmaak
leveranciers:
  - voorbeeldzorg
verloop:
  - fase: in_wording
    bron:
      id: verslag-2020
      vindplaats: §4
verwant:
  - zon
mogelijk_dezelfde:
  - ster
bronnen:
  - id: verslag-2020
    vindplaats: §4
""",
    "opdrachten/groot.yaml": """\
id: groot
naam: Catering van de voorbeeldkantoren
soort: opdracht
aanbesteding: voorbeeldzaak-1
opdrachtgever: voorbeeldministerie
leveranciers:
  - voorbeeldzorg
categorie: catering
begin: "2020-01-01"
einde: "2020-12-31"
verlengingen:
  - maanden: 12
    gelicht: nee
    sinds: "2020-10"
    bron:
      id: verslag-2020
      vindplaats: §4
opdrachtwaarde_excl_btw: "1250000.00"
loonsom_excl_btw: "600000.00"
werkwijze: voorbeeldkader
verplichting:
  vorm: bedrag
  bedrag: "30000.00"
  percentage: 5
  grondslag: loonsom_excl_btw
  besluit:
    datum: "2019-11-20"
    uitkomst: van_toepassing
  bron:
    id: verslag-2020
    vindplaats: §4
proeftuinen:
  - ster
bouwt_voort_op:
  - zon
verloop:
  - stand: gegund
    sinds: "2019-12"
    bron:
      id: verslag-2020
      vindplaats: §4
  - stand: lopend
    sinds: "2020-01"
    bron:
      id: verslag-2020
      vindplaats: §4
afgeleid:
  - categorie
toelichting: De categorie volgt uit de naam.
bronnen:
  - id: verslag-2020
    vindplaats: §4
""",
    "plannen/ster-1.yaml": """\
id: ster-1
proeftuin: ster
opdrachten:
  - groot
leveranciers:
  - voorbeeldzorg
versie: 1
gevraagd_door: voorbeeldministerie
kenmerken:
  open_vraag: ja
  beleid: nee
  bestaand: ja
  omvang: onbekend
  tijd: ja
doelen:
  - plek: werkervaringsplek
    aantal: 30
    voor:
      - langdurig_werklozen
      - arbeidsbeperking
inspanning: ja
verloop:
  - stap: gevraagd
    sinds: "2019-09"
    bron:
      id: verslag-2020
      vindplaats: §4
  - stap: opgesteld
    sinds: "2019-10"
    bron:
      id: verslag-2020
      vindplaats: §4
omschrijving: Een plan voor de kantine
bronnen:
  - id: verslag-2020
    vindplaats: §4
""",
    "trajecten/mvv-1.yaml": """\
id: mvv-1
organisatie: voorbeeldministerie
begin: "2020-01"
einde: "2020-11"
deelnemers: 24
proeftuinen:
  - ster
sessies:
  - soort: doe_sessie
    datum: "2020-02"
  - soort: begeleiding
    datum: "2020-05-12"
scans:
  - vragenlijst: voorbeeldscan
    moment: "2020-03"
    deelnemers: 20
    totalen:
      begin:
        ja: 12
        nee: 8
toelichting: De scan is in een keer gedaan.
bronnen:
  - id: verslag-2020
    vindplaats: §8
""",
    "aanbestedingen/kantine.yaml": """\
id: voorbeeldzaak-1
titel: Kantine van de voorbeeldkantoren
opdrachtgever: Ministerie van Voorbeelden
opdrachtgever_soort: rijk
aard: dienst
loonsom_excl_btw: "600000.00"
opdrachtwaarde_excl_btw: "1250000.00"
begin: "2020-01-01"
einde: "2020-12-31"
verlenging_maanden: 12
raamovereenkomst: nee
categorie: catering
cpv: "55300000-3"
uitsluitingsgronden: nee
publicatiedatum: "2019-09-01"
""",
    "mijlpalen/2019.yaml": """\
- id: eerste-bijeenkomst
  soort: activiteit
  stand: gedaan
  datum: "2019-06-12"
  omschrijving: De eerste bijeenkomst voor inkopers
  bron:
    id: verslag-2020
    vindplaats: §6
""",
    "mijlpalen/2021.yaml": """\
- id: toegezegde-evaluatie
  soort: toezegging
  stand: aangekondigd
  voor: "2021-06"
  omschrijving: Een evaluatie van de aanpak
  bron:
    id: brief-2019
    vindplaats: blz. 2
  afgeleid:
    - soort
  toelichting: De brief noemt het een belofte.
""",
    "rapporten/2020.yaml": """\
id: "2020"
status: gecorrigeerd
inleiding: Wat er in 2020 gebeurde.
contact: Het voorbeeldteam
hoofdcijfers:
  - proeftuinen_schoonmaak
teksten:
  - tabel: verloop
    tekst: Lees de fasen van links naar rechts.
correcties:
  - datum: "2020-q4"
    reden: Een aantal was verkeerd overgenomen.
""",
    "relaties.csv": """\
van,rol,naar,sinds,tot,bron,vindplaats,toelichting
voorbeeldministerie,steunt,voorbeeldkader,2019-05,,verslag-2020,§7,Sinds de brief
voorbeeldzorg,partner,voorbeeldministerie,2020-q1,,verslag-2020,§7,
""",
    "codelijsten/relatierol.csv": """\
code,naam,toelichting,bron,bijzonder
steunt,Steunt,,verslag-2020 §7,
partner,Is partner van,,verslag-2020 §7,
""",
    "codelijsten/plek.csv": """\
code,naam,toelichting,bron,bijzonder
stage,Stage,,,
werkervaringsplek,Werkervaringsplek,,,
""",
    "codelijsten/doelgroep.csv": """\
code,naam,toelichting,bron,bijzonder,valt_onder,banenafpraak
langdurig_werklozen,Langdurig werklozen,,verslag-2020 §2,nee,,nee
arbeidsbeperking,Mensen met een arbeidsbeperking,Een gegeven over gezondheid,verslag-2020 §2,ja,,ja
jobcoach,Mensen met een jobcoach,,verslag-2020 §2,nee,arbeidsbeperking,
""",
}


def files() -> dict[str, str]:
    """Give every file of the register: its path and its text."""
    present = {
        path.relative_to(BASIS).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(BASIS.rglob("*"))
        if path.is_file()
    }
    return present | MORE


def write(folder: Path) -> Path:
    """Lay the register down in a folder."""
    for name, text in files().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def meaning(dataset: Dataset) -> list[Any]:
    """Give all that a register says, whatever its files look like."""
    records = [
        sorted((entry.file, str(entry.loc), entry.id, repr(entry.value)) for entry in dataset.of(kind))
        for kind in KINDS
    ]
    return [repr(dataset.settings), *([[(f, i, v) for f, _, i, v in of_kind] for of_kind in records])]
