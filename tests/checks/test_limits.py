"""Every limit of a rule from both sides: what is just allowed, and what is just not.

A case changes the small valid dataset and names what must be found, by file and code. The limits are those
of the rules' own pages (``maatwerk uitleg``): a date stands for every day that its source leaves possible,
and a rule speaks only when no day could make it right.
"""

from pathlib import Path

import pytest

from maatwerk_cli.checks.run import check
from maatwerk_cli.register.loading import load_dataset

BASIS = Path(__file__).parent / "basis"
Edit = tuple[str, str, str]
"""A file, a text in it, and what stands there instead; an empty text for the end of the file."""

ZON, MAAN = "proeftuinen/zon.yaml", "proeftuinen/maan.yaml"
WHO, OTHER = "kandidaten/k-aaaaaaaaa1.yaml", "kandidaten/k-aaaaaaaaa2.yaml"
FIGURES, POSTS, STONES = "kerncijfers/2020.yaml", "verzamelposten/2020.yaml", "mijlpalen/2020.yaml"
SOURCES, TENDER, COURSE = "bronnen.yaml", "aanbestedingen/voorbeeld.yaml", "trajecten/voorbeeldtraject.yaml"
FRAME, PLAN, EFFORTS, RELATIONS = (
    "opdrachten/raam.yaml",
    "plannen/zon-2.yaml",
    "inspanningen/2020.csv",
    "relaties.csv",
)
FIRST_PLAN, FRAMEWORK = "plannen/zon-1.yaml", "beleid/voorbeeldkader.yaml"
PLANNED, DATED = 'voor: "2020"\n  omschrijving: ', 'datum: "2020-06"\n  omschrijving: '
LATER = 'voor: "2021"\n  omschrijving: '
FIRST_STEP = "  - stap: kandidaat\n    bron:\n      id: verslag-2020\n      vindplaats: §3\n"
ENDS = ("relaties.csv", "sinds,bron", "sinds,tot,bron")
KEPT_LATER = ("dataset.yaml", '"2020-12-31"', '"2021-04-01"')
BRON = "    bron: {id: verslag-2020, vindplaats: §4}\n"


def phase(name: str, since: str = "", bron: str = "verslag-2020") -> str:
    dated = f'    sinds: "{since}"\n' if since else ""
    return f"  - fase: {name}\n{dated}    bron: {{id: {bron}, vindplaats: §4}}\n"


def speaks_of(day: str) -> Edit:
    """Add a source that speaks of a day."""
    later = f'- id: later\n  titel: Later\n  datum: "2021-03"\n  peildatum: "{day}"\n  status: geverifieerd\n'
    return SOURCES, "", later


def course(*phases: str) -> Edit:
    """Give the second proeftuin another course."""
    old = "  - fase: in_wording\n    bron:\n      id: verslag-2020\n      vindplaats: §4\n"
    return MAAN, old, "".join(phases)


UNDATED = course(phase("in_wording", "", "later"))
STARTED = (
    '  - fase: gestart\n    sinds: "2020-01-15"\n    bron:\n      id: verslag-2020\n      vindplaats: §3\n'
)


def started(since: str) -> Edit:
    return ZON, 'sinds: "2020-01-15"', f'sinds: "{since}"'


def signed(since: str) -> list[Edit]:
    """Give the first plan of a proeftuin, signed in March 2020, and another day that the proeftuin says."""
    reached = (ZON, "fase: gestart", "fase: plan_ondertekend")
    return [(PLAN, "vervangt: zon-1\n", ""), reached, started(since)]


def effort(period: str, worth: str = "") -> Edit:
    """Add an effort of 41 hours by the second plan."""
    row = f"i-2,raam,zon,zon-2,{period},begeleiding,41,uur,{worth},aanvaard,2020-08,verslag-2020,§4\n"
    return EFFORTS, "", row


MONTH_OF_2019 = (
    "waardering:\n  - id: per-maand\n    eenheid: maand\n    waarden:\n"
    f'      - waarde: 22\n        vanaf: "2019-01-01"\n        tot_en_met: "2019-12-31"\n    {BRON}'
)


VISITORS = (
    "- code: websitebezoekers\n  omschrijving: Bezoekers van de website\n  waarde: 120\n"
    "  eenheid: bezoekers\n"
    "  bron:\n    id: verslag-2020\n    vindplaats: §6\n"
)
AS_MANY = (
    "- code: nog-eens\n  omschrijving: Nog eens\n  waarde: 4\n  eenheid: proeftuinen\n"
    "  bron: {id: verslag-2020, vindplaats: §4}\n"
    "  herleiding: {telt: proeftuinen, kenmerken: {categorie: schoonmaak, bereikt: gestart}}\n"
)
ORG = "organisaties.csv"
NAMELESS = (ORG, "", "vb-groen,Groen Voorbeeld,,leverancier,,\n")
CLOSED = ("dataset.yaml", "openbaar: true", "openbaar: false")
DISCHARGED = (PLAN, "stap: ondertekend", "stap: decharge")


def asked_by(name: str) -> Edit:
    return PLAN, "versie: 2\n", f"versie: 2\ngevraagd_door: {name}\n"


def inferred(name: str) -> Edit:
    return ZON, "  - bestuurslaag\n", f"  - bestuurslaag\n  - {name}\n"


def milestones(*announced: tuple[str, str]) -> Edit:
    """Put plans in the place of the milestones, each with the plan of which it would be what came."""
    made = (
        f'- id: {name}\n  soort: voornemen\n  stand: aangekondigd\n  voor: "2020"\n  omschrijving: {name}\n'
        f"  uitkomst_van: [{of}]\n  bron: {{id: brief-2019, vindplaats: §2}}\n"
        for name, of in announced
    )
    return STONES, (BASIS / STONES).read_text(encoding="utf-8"), "".join(made)


def figure(old: str, new: str) -> Edit:
    return FIGURES, f"waarde: {old}\n", f"waarde: {new}\n"


def part(old: str, new: str) -> Edit:
    return POSTS, old, new


CASES: dict[str, tuple[list[Edit], set[str]]] = {
    # The order of phases and steps.
    "phases on one day": ([started("2019-06-30")], set()),
    "a phase after the one that follows it": ([started("2019-03-31")], {f"{ZON} MW301"}),
    "in the month of the one that follows it": (
        [(ZON, '"2019-q2"', '"2020-01"')],
        set(),
    ),
    "on the day of the one that follows it": ([(ZON, '"2019-q2"', '"2020-01-15"')], set()),
    "a day after the one that follows it": ([(ZON, '"2019-q2"', '"2020-01-16"')], {f"{ZON} MW301"}),
    "phases in their order without dates": ([course(phase("in_wording"), phase("plan_ondertekend"))], set()),
    "phases in another order without dates": (
        [course(phase("plan_ondertekend"), phase("in_wording"))],
        {f"{MAAN} MW302"},
    ),
    "phases in another order that dates explain": (
        [course(phase("plan_ondertekend", "2020-02-01"), phase("in_wording", "2020-02-02"))],
        {f"{MAAN} MW301"},
    ),
    "phases in another order on one day": (
        [course(phase("plan_ondertekend", "2020-02-01"), phase("in_wording", "2020-02-01"))],
        {f"{MAAN} MW302"},
    ),
    "a phase twice": (
        [course(phase("in_wording"), phase("plan_ondertekend"), phase("plan_ondertekend"))],
        {f"{MAAN} MW303"},
    ),
    "a phase twice, the first with a date": (
        [course(phase("in_wording", "2020-01-01"), phase("in_wording"))],
        {f"{MAAN} MW303"},
    ),
    "two ends of a contract": (
        [(FRAME, "", f"verloop:\n  - stand: beeindigd\n{BRON}  - stand: afgerond\n{BRON}")],
        set(),
    ),
    "a contract that runs after its end": (
        [(FRAME, "", f"verloop:\n  - stand: afgerond\n{BRON}  - stand: lopend\n{BRON}")],
        {f"{FRAME} MW302"},
    ),
    "a plan that is asked for after it is signed": (
        [(PLAN, "bronnen:\n", f"  - stap: gevraagd\n{BRON}bronnen:\n")],
        {f"{PLAN} MW302"},
    ),
    "a plan in its order": (
        [(PLAN, "verloop:\n", f'verloop:\n  - stap: opgesteld\n    sinds: "2020-02"\n{BRON}')],
        set(),
    ),
    "steps of a candidate in another order": (
        [
            (WHO, FIRST_STEP, ""),
            (WHO, "bronnen:\n", f"{FIRST_STEP}bronnen:\n"),
        ],
        {f"{WHO} MW302"},
    ),
    "a phase that is named twice, and one in the wrong order": (
        [course(phase("plan_ondertekend"), phase("plan_ondertekend"), phase("in_wording"))],
        {f"{MAAN} MW303", f"{MAAN} MW302"},
    ),
    "a contract with both ends, which are no order": (
        [(FRAME, "", f"verloop:\n  - stand: afgerond\n{BRON}  - stand: beeindigd\n{BRON}")],
        set(),
    ),
    "a contract that is awarded after it runs": (
        [(FRAME, "", f"verloop:\n  - stand: lopend\n{BRON}  - stand: gegund\n{BRON}")],
        {f"{FRAME} MW302"},
    ),
    "a plan with both ends, which are no order": (
        [
            (ZON, "verwant:\n", f"{phase('decharge', '2020-06')}verwant:\n"),
            (PLAN, "bronnen:\n", f"  - stap: decharge\n{BRON}  - stap: vervangen\n{BRON}bronnen:\n"),
        ],
        set(),
    ),
    "a plan with both ends, the other way round": (
        [
            (ZON, "verwant:\n", f"{phase('decharge', '2020-06')}verwant:\n"),
            (PLAN, "bronnen:\n", f"  - stap: vervangen\n{BRON}  - stap: decharge\n{BRON}bronnen:\n"),
        ],
        set(),
    ),
    "a plan that is signed after it was replaced": (
        [(PLAN, "verloop:\n", f"verloop:\n  - stap: vervangen\n{BRON}")],
        {f"{PLAN} MW302"},
    ),
    "a plan that is asked for after it was drawn up": (
        [(PLAN, "verloop:\n", f"verloop:\n  - stap: opgesteld\n{BRON}  - stap: gevraagd\n{BRON}")],
        {f"{PLAN} MW302"},
    ),
    "a plan that is signed before it was drawn up": (
        [(PLAN, "bronnen:\n", f"  - stap: opgesteld\n{BRON}bronnen:\n")],
        {f"{PLAN} MW302"},
    ),
    # Nothing happens after the register was kept, or after its source was written.
    "an extension after it": (
        [(FRAME, "", f'verlengingen:\n  - maanden: 12\n    gelicht: ja\n    sinds: "2021-01-01"\n{BRON}')],
        {f"{FRAME} MW304"},
    ),
    "a step of a plan after it": ([(FIRST_PLAN, '"2020-02"', '"2021-02"')], {f"{FIRST_PLAN} MW304"}),
    "a source that is there twice, of which one is too early": (
        [
            (
                SOURCES,
                "",
                '- id: verslag-2020\n  titel: Ander verslag\n  datum: "2015"\n  status: onbevestigd\n',
            )
        ],
        {f"{SOURCES} MW207"},  # which of the two is meant is not known
    ),
    "on the last day of the register": ([course(phase("plan_ondertekend", "2020-12-31"))], set()),
    "on the day after it": ([course(phase("plan_ondertekend", "2021-01-01"))], {f"{MAAN} MW304"}),
    # Without a date it holds from the state of its source on.
    "without a date, of a source of the last day": ([speaks_of("2020-12-31"), UNDATED], set()),
    "without a date, of a source of the day after it": (
        [speaks_of("2021-01-01"), UNDATED],
        {f"{MAAN} MW304"},
    ),
    "with a date, of a source of the day after it": (
        [speaks_of("2021-01-01"), course(phase("in_wording", "2020-06", "later"))],
        set(),
    ),
    "a step of a plan and a stand without a date, of a source of the day after it": (
        [
            speaks_of("2021-01-01"),
            (PLAN, "bronnen:\n", "  - stap: vervangen\n    bron: {id: later, vindplaats: §4}\nbronnen:\n"),
            (FRAME, "", "verloop:\n  - stand: lopend\n    bron: {id: later, vindplaats: §4}\n"),
        ],
        {f"{FRAME} MW304", f"{PLAN} MW304"},
    ),
    "in a year that the register does not hold whole": ([course(phase("plan_ondertekend", "2020"))], set()),
    "on the last day of its source": ([course(phase("plan_ondertekend", "2019-05-31", "brief-2019"))], set()),
    "on the day after its source": (
        [course(phase("plan_ondertekend", "2019-06-01", "brief-2019"))],
        {f"{MAAN} MW305"},
    ),
    "an effort in the quarter of its source": (
        [(EFFORTS, "2020-08,verslag-2020", "2020-08,brief-2019"), (SOURCES, '"2019-05"', '"2020-08-01"')],
        set(),
    ),
    "an effort of which the word came after its source": (
        [(EFFORTS, "2020-08,verslag-2020", "2020-08,brief-2019"), (SOURCES, '"2019-05"', '"2020-07-31"')],
        {f"{EFFORTS} MW305"},
    ),
    "an effort after its source": (
        [(EFFORTS, "2020-08,verslag-2020", ",brief-2019"), (SOURCES, '"2019-05"', '"2020-03-31"')],
        {f"{EFFORTS} MW305"},
    ),
    # A candidate takes part while the proeftuin runs.
    "at work in the quarter in which it starts": ([started("2020-06-30")], set()),
    "at work before it starts": (
        [started("2020-07-01")],
        {f"{WHO} MW308", f"{OTHER} MW308"},
    ),
    "at work in the quarter in which it ends": (
        [(ZON, "verwant:\n", f"{phase('afgesloten', '2020-04-01')}verwant:\n")],
        set(),
    ),
    "at work after it ended": (
        [(ZON, "verwant:\n", f"{phase('afgesloten', '2020-03-31')}verwant:\n")],
        {f"{WHO} MW308", f"{OTHER} MW308"},
    ),
    "at work after it ended, of which no start is told": (
        [(ZON, STARTED, phase("afgesloten", "2020-03-31"))],
        {f"{WHO} MW308", f"{OTHER} MW308"},
    ),
    "at work in one of which nothing is told, and at work before another starts": (
        [CLOSED, (WHO, "proeftuin: zon", "proeftuin: maan"), started("2020-07-01")],
        {f"{OTHER} MW308"},
    ),
    "at work in one that starts after the register, and at work before another starts": (
        [
            CLOSED,
            (WHO, "proeftuin: zon", "proeftuin: maan"),
            course(phase("gestart", "2021-02")),
            started("2020-07-01"),
        ],
        {f"{MAAN} MW304", f"{OTHER} MW308"},
    ),
    "with a contract, as the last of three steps": (
        [CLOSED, (WHO, "bronnen:\n", f"  - stap: contract\n{BRON}contract: rijk\nbronnen:\n")],
        set(),
    ),
    # Periods, and sources that look back.
    "a tender of one day": ([(TENDER, '"2021-02-28"', '"2020-03-01"')], set()),
    "a tender that ends before it begins": ([(TENDER, '"2021-02-28"', '"2020-02-29"')], {f"{TENDER} MW309"}),
    "a source of the month that it speaks of": (
        [KEPT_LATER, (SOURCES, '"2020-12-31"', '"2021-03-31"')],
        set(),
    ),
    "a source that speaks of a later day": (
        [(SOURCES, '"2020-12-31"', '"2021-04-01"')],
        {f"{SOURCES} MW310"},
    ),
    "a source of ten years later": ([(SOURCES, '"2021-03"', '"2030-12-31"')], set()),
    "a source of eleven years later": ([(SOURCES, '"2021-03"', '"2031-01-01"')], {f"{SOURCES} MW313"}),
    "a relation of an organisation with itself": (
        [(RELATIONS, "", "voorbeeldzorg,partner,voorbeeldzorg,2020,verslag-2020,§5\n")],
        {f"{RELATIONS} MW209"},
    ),
    "a relation of one day": (
        [ENDS, (RELATIONS, ",2020,verslag", ",2020-03-01,2020-03-01,verslag")],
        set(),
    ),
    "a relation that ends before it begins": (
        [ENDS, (RELATIONS, ",2020,verslag", ",2020-03-01,2020-02-29,verslag")],
        {f"{RELATIONS} MW340"},
    ),
    "a course that ends before it begins": ([(COURSE, '"2020-02"', '"2021-01"')], {f"{COURSE} MW340"}),
    # Who is named, and by whom.
    "a relation with what there is not": (
        [(RELATIONS, "voorbeeldministerie", "weg")],
        {f"{RELATIONS} MW230"},
    ),
    "a relation with what there is not, beside an organisation of which the id does not read": (
        [(RELATIONS, "voorbeeldministerie", "weg"), (ORG, "", "We/g,Heel iets anders,,leverancier,,\n")],
        {f"{ORG} MW107"},
    ),
    "a relation with what there is not, beside a list of organisations that does not read whole": (
        [(RELATIONS, "voorbeeldministerie", "weg"), (ORG, "", "vb-x\n")],
        {f"{ORG} MW025"},
    ),
    "a relation with what there is not, beside a code list that does not read whole": (
        [(RELATIONS, "voorbeeldministerie", "weg"), ("codelijsten/doelgroep.csv", "", "vb-x\n")],
        {"codelijsten/doelgroep.csv MW025"},
    ),
    "an organisation that is not there, called as the record that names it": (
        [(ZON, "  - voorbeeldbouw\n", "  - voorbeeldbouw\n  - zon\n")],
        {f"{ZON} MW203"},
    ),
    "an organisation that nobody names": ([NAMELESS], {f"{ORG} MW231"}),
    "an organisation that only a count of a source names": (
        [NAMELESS, part("    fase: decharge\n", "    fase: decharge\n    leverancier: vb-groen\n")],
        set(),
    ),
    "an organisation that nobody names, as far as records read": (
        [NAMELESS, (ZON, "soort: regulier", "soort: gewoon")],
        {f"{ZON} MW104"},
    ),
    # Milestones.
    "a milestone in the file of its year": ([(STONES, '"2020-04"', '"2020-12-31"')], set()),
    "a milestone in the file of another year": ([(STONES, '"2020-04"', '"2019-04"')], {f"{STONES} MW307"}),
    "what was announced for later": (
        [(STONES, "    - plan-dag\n", "    - plan-boek\n"), (STONES, f"{PLANNED}Een dag", f"{LATER}Een dag")],
        {f"{STONES} MW307"},
    ),
    "what was announced and of which nothing is told": (
        [(STONES, "    - plan-dag\n", "    - plan-boek\n")],
        {f"{STONES} MW342"},
    ),
    "what was announced, beside an outcome that does not read whole": (
        [(STONES, "soort: activiteit", "soort: feest")],
        {f"{STONES} MW104"},
    ),
    "what was announced for a year that is just not over": (
        [
            (STONES, "    - plan-dag\n", "    - plan-boek\n"),
            ("dataset.yaml", '"2020-12-31"', '"2020-12-30"'),
            (SOURCES, '"2020-12-31"', '"2020-12-30"'),
        ],
        set(),
    ),
    "two that were announced, each as what came of the other": (
        [milestones(("dag", "boek"), ("boek", "dag"))],
        {f"{STONES} MW342"},  # what is only announced is no outcome
    ),
    "what was dropped has a date": (
        [(STONES, f"{PLANNED}Een boek", f"{DATED}Een boek")],
        {f"{STONES} MW312"},
    ),
    # Counts against what was published.
    "as many as was published": ([figure("4", "4")], set()),
    "more than was published": ([figure("4", "3")], {f"{FIGURES} MW503"}),
    "more than was published, where every figure can be counted": (
        [figure("4", "3"), (FIGURES, VISITORS, "")],
        {f"{FIGURES} MW503"},
    ),
    "more than was published, after a figure that cannot be counted": (
        [figure("4", "3"), (FIGURES, VISITORS, ""), (FIGURES, "- code: proeft", f"{VISITORS}- code: proeft")],
        {f"{FIGURES} MW503"},
    ),
    # Of what was published twice, the larger number is what the register may count.
    "more than was published, and as many as was published elsewhere": (
        [figure("4", "3"), (FIGURES, VISITORS, VISITORS + AS_MANY)],
        set(),
    ),
    "none was published, and there are": ([figure("4", "0")], {f"{FIGURES} MW503", f"{POSTS} MW504"}),
    "more people than was published": ([figure("2", "1")], {f"{FIGURES} MW503"}),
    "fewer people than the threshold, and as published": ([figure("2", "3")], set()),
    "a fraction of what is counted": ([figure("4", '"4.5"')], {f"{FIGURES} MW502"}),
    "a fraction of what is not counted": ([figure("120", '"120.5"')], set()),
    "more candidates than the source of the proeftuin says": (
        [(ZON, "aantal: 2", "aantal: 1")],
        {f"{ZON} MW501"},
    ),
    # Parts and wholes.
    "a part as large as its figure": ([part("aantal: 2", "aantal: 4")], set()),
    "a part larger than its figure": ([part("aantal: 2", "aantal: 5")], {f"{POSTS} MW504"}),
    "a part as large as its post and what left it": ([part("aantal: 1", "aantal: 4")], set()),
    "a part larger than its post and what left it": ([part("aantal: 1", "aantal: 5")], {f"{POSTS} MW505"}),
    "more than a figure, of a feature that does not exist": (
        [
            (FIGURES, "      bereikt: gestart\n", "      kleur: rood\n"),
            figure("4", "2"),
            (POSTS, "    fase: gestart\n", "    kleur: rood\n"),
        ],
        {f"{FIGURES} MW122", f"{POSTS} MW122"},  # what it counts, nobody can say
    ),
    "a part of another unit": (
        [part("deel_van: proeftuinen_schoonmaak", "deel_van: kandidaten_aan_de_slag")],
        {f"{POSTS} MW507"},
    ),
    # Plans.
    "a signed plan of a proeftuin that is just that far": (
        [(ZON, "fase: gestart", "fase: plan_ondertekend")],
        set(),
    ),
    "a signed plan of a proeftuin that is not": (
        [(ZON, STARTED, "")],
        {"plannen/zon-2.yaml MW352"},
    ),
    "a plan signed in the month that its proeftuin says": (signed("2020-03-31"), set()),
    "a plan signed after the day that its proeftuin says": (signed("2020-02-29"), {f"{PLAN} MW352"}),
    "a plan signed before the day that its proeftuin says": (signed("2020-04-01"), {f"{PLAN} MW352"}),
    "a plan that an organisation asked for": ([asked_by("voorbeeldministerie")], set()),
    "a plan that nobody known asked for": ([asked_by("voorbeeldministrie")], {f"{PLAN} MW218"}),
    # What was inferred.
    "a part of a field that was inferred": ([inferred("verloop.gestart")], set()),
    "a part of a field that has no parts": ([inferred("naam.gestart")], {f"{ZON} MW119"}),
    # The leerformule.
    "more answers than took part": ([(COURSE, "ja: 6", "ja: 7")], {f"{COURSE} MW530"}),
    "five people of a course in an open register": ([(COURSE, "ja: 6", "ja: 5")], set()),
    "four of them": ([(COURSE, "ja: 6", "ja: 4")], {f"{COURSE} MW429"}),
    "one of them": ([(COURSE, "ja: 6", "ja: 1")], {f"{COURSE} MW429"}),
    "none of them": ([(COURSE, "ja: 6", "ja: 0")], set()),
    "four people in a measurement": (
        [
            (COURSE, "deelnemers: 12 #", "deelnemers: 4 #"),
            (COURSE, "nee: 6", "nee: 0"),
            (COURSE, "ja: 6", "ja: 0"),
        ],
        {f"{COURSE} MW429"},
    ),
    "four people in a course": ([(COURSE, "\ndeelnemers: 12", "\ndeelnemers: 4")], {f"{COURSE} MW429"}),
    "five people in a course": ([(COURSE, "\ndeelnemers: 12", "\ndeelnemers: 5")], set()),
    "a proeftuin of a course that comes from elsewhere": (
        [(COURSE, "", "proeftuinen:\n  - zon\n")],
        {f"{COURSE} MW344"},
    ),
    "a proeftuin of a course that comes from the leerformule": (
        [(COURSE, "", "proeftuinen:\n  - zon\n"), (ZON, "soort: regulier\n", "herkomst: leerformule\n")],
        set(),
    ),
    "a proeftuin of a course that there is not": (
        [(COURSE, "", "proeftuinen:\n  - weg\n")],
        {f"{COURSE} MW202"},
    ),
    # Contracts and efforts.
    "a framework agreement under a contract": (
        [("opdrachten/deel.yaml", "onder: raam\n", ""), (FRAME, "naam:", "onder: deel\nnaam:")],
        {f"{FRAME} MW330", f"{FRAME} MW331"},
    ),
    "a contract that hangs under none": ([("opdrachten/deel.yaml", "onder: raam\n", "")], set()),
    "an effort on the first day": (
        [(EFFORTS, "2020-q2", "2020-04-01"), (FRAME, '"2020-01-01"', '"2020-04-01"')],
        set(),
    ),
    "an effort before the first day": (
        [(EFFORTS, "2020-q2", "2020-03-31"), (FRAME, '"2020-01-01"', '"2020-04-01"')],
        {f"{EFFORTS} MW335"},
    ),
    "an effort on the last day": (
        [(EFFORTS, "2020-q2", "2020-06-30"), (FRAME, '"2021-12-31"', '"2020-06-30"')],
        set(),
    ),
    "an effort after the last day": (
        [(EFFORTS, "2020-q2", "2020-07-01"), (FRAME, '"2021-12-31"', '"2020-06-30"')],
        {f"{EFFORTS} MW336"},
    ),
    "an effort on the day that the plan was signed": (
        [(EFFORTS, "2020-q2", "2020-03-31"), (PLAN, '"2020-03"', '"2020-03-31"')],
        set(),
    ),
    "an effort before the plan was signed": (
        [(EFFORTS, "2020-q2", "2020-03-30"), (PLAN, '"2020-03"', '"2020-03-31"')],
        {f"{EFFORTS} MW338"},
    ),
    "an effort of one": ([(EFFORTS, ",40,uur,1000.00", ",1,uur,25.00")], set()),
    "an effort of nothing": ([(EFFORTS, ",40,uur,1000.00", ",0,uur,")], {f"{EFFORTS} MW337"}),
    "the worth of another period": ([(EFFORTS, ",40,uur,1000.00", ",40,uur,800.00")], {f"{EFFORTS} MW339"}),
    "the worth of another period, on the last day": (
        [
            (EFFORTS, "2020-q2", "2020-06-30"),
            (FRAME, '"2021-12-31"', '"2020-06-30"'),
            (EFFORTS, ",40,uur,1000.00", ",40,uur,800.00"),
        ],
        {f"{EFFORTS} MW339"},
    ),
    "the worth of another period, on a day outside the contract": (
        [
            (EFFORTS, "2020-q2", "2020-07-01"),
            (FRAME, '"2021-12-31"', '"2020-06-30"'),
            (EFFORTS, ",40,uur,1000.00", ",40,uur,800.00"),
        ],
        {f"{EFFORTS} MW336"},
    ),
    "an obligation with an amount that another contract carries": (
        [
            ("opdrachten/deel.yaml", "verplichting:\n  vorm: inspanning\n  belegd_bij: raam\n", "weg:\n"),
            ("opdrachten/deel.yaml", "weg:\n  bron:\n    id: verslag-2020\n    vindplaats: §4\n", ""),
            (FRAME, "  percentage: 5\n", "  percentage: 5\n  belegd_bij: deel\n"),
        ],
        {f"{FRAME} MW332"},
    ),
    "a percentage without a base": (
        [(FRAME, "  grondslag: loonsom_excl_btw\n", "")],
        {f"{FRAME} MW333"},
    ),
    "a worth that was agreed": ([(EFFORTS, ",40,uur,1000.00", ",40,uur,900.00")], set()),
    "a worth that was agreed, and is that of so many months before": (
        [(FRAMEWORK, "waardering:\n", MONTH_OF_2019), (EFFORTS, "1000.00", "880.00")],
        set(),
    ),
    # What is right of one row, or cannot be told of it, says nothing of the next.
    "an effort for a contract that there is not, and one after the last day": (
        [(EFFORTS, "i-1,raam", "i-1,weg"), (FRAME, '"2021-12-31"', '"2020-06-30"'), effort("2020-07-01")],
        {f"{EFFORTS} MW218", f"{EFFORTS} MW336"},
    ),
    "an effort by no plan, and one before the plan was signed": (
        [(EFFORTS, "zon,zon-2,", "zon,,"), effort("2020-02")],
        {f"{EFFORTS} MW338"},
    ),
    "an effort without a worth, and one with that of another period": (
        [(EFFORTS, "1000.00", ""), effort("2020-q2", "820.00")],
        {f"{EFFORTS} MW339"},
    ),
    "a plan of a proeftuin that there is not, and one with a discharge too early": (
        [(FIRST_PLAN, "proeftuin: zon", "proeftuin: weg"), DISCHARGED],
        {f"{FIRST_PLAN} MW202", f"{PLAN} MW352"},
    ),
    "a plan of a proeftuin that goes back, and one with a discharge too early": (
        [
            (FIRST_PLAN, "proeftuin: zon", "proeftuin: maan"),
            course(phase("plan_ondertekend"), phase("in_wording")),
            DISCHARGED,
        ],
        {f"{MAAN} MW302", f"{PLAN} MW352"},
    ),
    "a discharge of which the plan does not tell": (
        [(ZON, "verwant:\n", f"{phase('decharge', '2020-06')}verwant:\n")],
        {f"{ZON} MW352"},
    ),
    "a discharge of both": (
        [(ZON, "verwant:\n", f"{phase('decharge', '2020-06')}verwant:\n"), DISCHARGED],
        set(),
    ),
}


@pytest.mark.parametrize(("edits", "expected"), CASES.values(), ids=CASES)
def test_what_is_just_allowed_and_what_is_just_not(
    edits: list[Edit], expected: set[str], basis: Path
) -> None:
    for file, old, new in edits:
        text = (basis / file).read_text(encoding="utf-8")
        assert old in text
        (basis / file).write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")
    assert {f"{finding.file} {finding.code}" for finding in check(load_dataset(basis))} == expected


def test_a_discharge_of_which_the_plan_does_not_tell_is_told_at_that_phase(basis: Path) -> None:
    text = (basis / ZON).read_text(encoding="utf-8")
    (basis / ZON).write_text(text.replace("verwant:\n", f"{phase('decharge', '2020-06')}verwant:\n"), "utf-8")
    (finding,) = check(load_dataset(basis))
    assert finding.path == "verloop[2].fase"
    assert "'zon-2'" in finding.message  # and not the plan that it replaced


@pytest.mark.parametrize(
    ("period", "since", "path"),
    [
        ("2020-q2", "2020-08", "sinds"),  # that it was accepted came after what was done
        ("2020-q2", "", "periode"),
        ("2020-q2", "2020-04", "periode"),  # as early
        ("2020-08", "2020-q2", "periode"),
    ],
)
def test_of_an_effort_the_latest_beginning_is_held_to_its_source(
    period: str, since: str, path: str, basis: Path
) -> None:
    text = (basis / EFFORTS).read_text(encoding="utf-8")
    text = text.replace("2020-q2", period).replace("2020-08,verslag-2020", f"{since},brief-2019")
    (basis / EFFORTS).write_text(text, encoding="utf-8")
    text = (basis / SOURCES).read_text(encoding="utf-8")
    (basis / SOURCES).write_text(text.replace('"2019-05"', '"2020-03-31"'), encoding="utf-8")
    assert [f.path for f in check(load_dataset(basis)) if f.code == "MW305"] == [f"[2].{path}"]


def test_of_a_relation_with_itself_it_is_told_whose_it_is(basis: Path) -> None:
    """A relation has no name of its own, so that it does not name itself."""
    with (basis / RELATIONS).open("a", encoding="utf-8") as table:
        table.write("voorbeeldzorg,partner,voorbeeldzorg,2020,verslag-2020,§5\n")
    (finding,) = check(load_dataset(basis))
    assert finding.message == "Deze relatie is van 'voorbeeldzorg' met zichzelf."


def test_of_which_year_a_milestone_is_is_told(basis: Path) -> None:
    text = (basis / STONES).read_text(encoding="utf-8")
    (basis / STONES).write_text(text.replace('"2020-04"', '"2019-04"'), encoding="utf-8")
    (finding,) = check(load_dataset(basis))
    assert "is van 2019 en" in finding.message


def test_of_two_values_in_one_period_the_least_is_told(basis: Path) -> None:
    """In the second quarter an hour was worth 24 and then 25 euros; 800 would be that of 2019."""
    text = (basis / FRAMEWORK).read_text(encoding="utf-8")
    begun = '      - waarde: 25\n        vanaf: "2020-01-01"\n'
    assert begun in text
    earlier = begun.replace("25", "24") + f'        tot_en_met: "2020-05-31"\n    {BRON}'
    text = text.replace(begun, earlier + begun.replace("2020-01-01", "2020-06-01"))
    (basis / FRAMEWORK).write_text(text, encoding="utf-8")
    text = (basis / EFFORTS).read_text(encoding="utf-8")
    (basis / EFFORTS).write_text(text.replace("1000.00", "800.00"), encoding="utf-8")
    (finding,) = check(load_dataset(basis))
    assert finding.code == "MW339"
    assert "960" in finding.message


def test_how_many_years_later_a_source_is_is_told(basis: Path) -> None:
    text = (basis / SOURCES).read_text(encoding="utf-8")
    (basis / SOURCES).write_text(text.replace('"2021-03"', '"2033-01-01"'), encoding="utf-8")
    (finding,) = check(load_dataset(basis))
    assert " 13 jaar" in finding.message


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (started("2020-07-01"), "voordat de proeftuin begon"),
        (
            (ZON, "verwant:\n", f"{phase('afgesloten', '2020-03-31')}verwant:\n"),
            "nadat de proeftuin eindigde",
        ),
    ],
)
def test_whether_somebody_is_at_work_too_early_or_too_late_is_told(
    edit: Edit, words: str, basis: Path
) -> None:
    file, old, new = edit
    text = (basis / file).read_text(encoding="utf-8")
    (basis / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    findings = [finding for finding in check(load_dataset(basis)) if finding.code == "MW308"]
    assert [words in finding.message for finding in findings] == [True, True]


def test_a_question_that_was_not_asked_hides_no_answer_to_the_next(basis: Path) -> None:
    text = (basis / COURSE).read_text(encoding="utf-8")
    text = text.replace("      begin:\n", "      weg:\n        ja: 12\n      begin:\n").replace(
        "nee: 6", "wie: 6"
    )
    (basis / COURSE).write_text(text, encoding="utf-8")
    assert [(finding.code, finding.path) for finding in check(load_dataset(basis))] == [
        ("MW232", "scans[0].totalen.weg"),
        ("MW232", "scans[0].totalen.begin.wie"),
    ]
