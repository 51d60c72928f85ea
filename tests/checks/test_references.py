"""What a record names exists, is named once, and does not come round to itself: told once, at its place."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from maatwerk_cli.checks.rules.disclosure_rules import _place_of
from maatwerk_cli.checks.rules.reference_rules import _known, _Missing, _missing, names_what_exists
from maatwerk_cli.checks.run import check
from maatwerk_cli.models.contract.inspanning import Inspanning
from maatwerk_cli.models.fields import named_values, pointers
from maatwerk_cli.models.meaning import CodeOf, Names, Target
from maatwerk_cli.register.kinds import KINDS, kind_named
from maatwerk_cli.register.loading import load_dataset
from maatwerk_cli.register.records import Records

ROOT = Path(__file__).parents[2]
ZON, MAAN = "proeftuinen/zon.yaml", "proeftuinen/maan.yaml"
FIGURES, POSTS, GROUPS = "kerncijfers/2020.yaml", "verzamelposten/2020.yaml", "codelijsten/doelgroep.csv"
WHO, OTHER = "kandidaten/k-aaaaaaaaa1.yaml", "kandidaten/k-aaaaaaaaa2.yaml"
WITHDRAWN = 'ingetrokken: {sinds: "2020", reden: onjuist}\n'
PLACE = "bron: {id: verslag-2020, vindplaats: §5}"
Edit = tuple[str, str, str]


def posts(*wholes: tuple[str, str]) -> Edit:
    """Put posts in the place of those that are there, each with what it is a part of."""
    made = [
        f"- id: {name}\n  telt: proeftuinen\n  aantal: 1\n  omschrijving: P\n  {PLACE}\n"
        + (f"  deel_van: {whole}\n" if whole else "")
        for name, whole in wholes
    ]
    return POSTS, "*", "".join(made)


def groups(*wider: tuple[str, str]) -> Edit:
    made = "".join(f"{name},{name},,verslag-2020 §2,nee,{whole},\n" for name, whole in wider)
    return GROUPS, "*", f"code,naam,toelichting,bron,bijzonder,valt_onder,banenafpraak\n{made}"


KNOWN = ("langdurig_werklozen", "")
OF_PLANS = ["plannen/zon-1.yaml MW219 proeftuin", "plannen/zon-2.yaml MW219 proeftuin"]
"""Its plans hang from a proeftuin too."""
CASES: dict[str, tuple[list[Edit], list[str]]] = {
    "a part of a part": ([posts(("a", ""), ("b", "a"), ("c", "b"))], []),
    "two parts of each other": ([posts(("a", "b"), ("b", "a"))], [f"{POSTS} MW208 [1].deel_van"]),
    "a part of itself": ([posts(("a", "a"))], [f"{POSTS} MW208 [0].deel_van"]),
    "three in a circle, and one that hangs from it": (
        [posts(("los", "a"), ("a", "b"), ("b", "c"), ("c", "a"))],
        [f"{POSTS} MW208 [3].deel_van"],
    ),
    "two circles": (
        [posts(("a", "b"), ("b", "a"), ("c", "d"), ("d", "c"))],
        [f"{POSTS} MW208 [1].deel_van", f"{POSTS} MW208 [3].deel_van"],
    ),
    "a part of what is not there": ([posts(("a", "weg"))], [f"{POSTS} MW205 [0].deel_van"]),
    "a part of all": ([posts(("a", "proeftuinen"))], []),
    "a part of a figure": ([posts(("a", "proeftuinen_schoonmaak"))], []),
    "a group within a group": ([groups(KNOWN, ("b", "langdurig_werklozen"))], []),
    "groups in a circle": (
        [groups(KNOWN, ("b", "c"), ("c", "b"), ("d", "b"))],
        [f"{GROUPS} MW315 [4].valt_onder"],
    ),
    "a proeftuin that names itself": (
        [(MAAN, "  - zon\n", "  - zon\n  - maan\n")],
        [f"{MAAN} MW209 verwant[1]"],
    ),
    "one that is named twice": ([(MAAN, "  - zon\n", "  - zon\n  - zon\n")], [f"{MAAN} MW123 verwant[1]"]),
    "a group that is named twice": (
        [
            (
                ZON,
                "  - langdurig_werklozen\n",
                "  - langdurig_werklozen\n  - arbeidsbeperking\n  - langdurig_werklozen\n",
            )
        ],
        [f"{ZON} MW123 doelgroepen[2]"],
    ),
    "a group that one of several aims names twice": (
        [
            (
                "plannen/zon-2.yaml",
                "  - aantal: 2\n",
                "  - aantal: 1\n    voor: [arbeidsbeperking, arbeidsbeperking]\n  - aantal: 2\n",
            )
        ],
        ["plannen/zon-2.yaml MW123 doelen[0].voor[1]"],
    ),
    "two aims that are the same": (
        [("plannen/zon-2.yaml", "  - aantal: 2\n", "  - aantal: 1\n  - aantal: 1\n  - aantal: 2\n")],
        [],
    ),
    "one that is not named in turn": ([(MAAN, "verwant:\n  - zon\n", "")], [f"{ZON} MW206 verwant[0]"]),
    "one that names only what is not there": (
        [(MAAN, "  - zon\n", "  - weg\n")],
        [f"{MAAN} MW202 verwant[0]"],
    ),
    "both related and perhaps the same": (
        [(MAAN, "verwant:\n", "mogelijk_dezelfde: [zon]\nverwant:\n")],
        [f"{MAAN} MW314 mogelijk_dezelfde[0]"],
    ),
    "perhaps the same, and named so in turn": (
        [(MAAN, "verwant:\n", "mogelijk_dezelfde:\n"), (ZON, "verwant:\n", "mogelijk_dezelfde:\n")],
        [],
    ),
    "perhaps the same, and not named so in turn": (
        [(MAAN, "verwant:\n", "mogelijk_dezelfde:\n"), (ZON, "verwant:\n  - maan\n", "")],
        [f"{MAAN} MW206 mogelijk_dezelfde[0]"],
    ),
    "a candidate of a proeftuin that was withdrawn": (
        [(ZON, "", WITHDRAWN)],
        [*OF_PLANS, f"{WHO} MW219 proeftuin", f"{OTHER} MW219 proeftuin"],
    ),
    "of one that was not": ([(MAAN, "", WITHDRAWN)], []),
    "a withdrawn candidate of a withdrawn proeftuin": (
        [(ZON, "", WITHDRAWN), (WHO, "", WITHDRAWN), (OTHER, "", WITHDRAWN)],
        OF_PLANS,
    ),
    "a part of a post that was withdrawn": (
        [posts(("a", ""), ("b", "a")), (POSTS, "aantal: 1\n", f"aantal: 1\n  {WITHDRAWN}")],
        [f"{POSTS} MW219 [1].deel_van"],
    ),
    "a source of an organisation without its place": (
        [
            ("organisaties.csv", "tooi,kvk\n", "tooi,kvk,bron,vindplaats\n"),
            ("organisaties.csv", "MVV,ministerie,,\n", "MVV,ministerie,,,verslag-2020,\n"),
            ("organisaties.csv", "12345678\n", "12345678,,\n"),
            ("organisaties.csv", "87654321\n", "87654321,,§3\n"),
        ],
        ["organisaties.csv MW316 [2].vindplaats", "organisaties.csv MW316 [4].bron"],
    ),
    "a figure that is a part of itself": (
        [
            (
                FIGURES,
                "  waarde: 4\n",
                "  waarde: 4\n  delen: [proeftuinen_schoonmaak, websitebezoekers, weg]\n",
            )
        ],
        [f"{FIGURES} MW317 [0].delen[0]", f"{FIGURES} MW317 [0].delen[2]"],
    ),
    "a feature that a candidate does not have": (
        [(FIGURES, "      stap: aan_de_slag", "      categorie: schoonmaak")],
        [f"{FIGURES} MW122 [1].herleiding.kenmerken.categorie"],
    ),
    "a value that no feature has": (
        [(FIGURES, "      stap: aan_de_slag", "      stap: gestart")],
        [f"{FIGURES} MW104 [1].herleiding.kenmerken.stap"],
    ),
    "a value among values that no feature has": (
        [(FIGURES, "      stap: aan_de_slag", "      stap: [aan_de_slag, gestart]")],
        [f"{FIGURES} MW104 [1].herleiding.kenmerken.stap[1]"],
    ),
    "a code among codes that is not there": (
        [(POSTS, "categorie: schoonmaak", "categorie: [schoonmaak, weg]")],
        [f"{POSTS} MW204 [0].kenmerken.categorie[1]"],
    ),
    "a code that is not there": (
        [(POSTS, "categorie: schoonmaak", "categorie: weg")],
        [f"{POSTS} MW204 [0].kenmerken.categorie"],
    ),
    "a feature that there is not before a value that no feature has": (
        [(POSTS, "    bestuurslaag: rijk\n", "    zomaar: iets\n    bestuurslaag: rijkk\n")],
        [f"{POSTS} MW122 [0].kenmerken.zomaar", f"{POSTS} MW104 [0].kenmerken.bestuurslaag"],
    ),
    # Of two organisations with one id either may be the one that is meant; a source is another matter.
    "an organisation that is not there beside two with one id, and a source": (
        [
            ("organisaties.csv", "", "voorbeeldzorg,Heel iets anders,,leverancier,,\n"),
            (ZON, "  - voorbeeldbouw\n", "  - weg\n"),
            (WHO, "id: verslag-2020", "id: verslag-2002"),
        ],
        ["organisaties.csv MW207 [5].id", f"{WHO} MW201 stappen[0].bron.id"],
    ),
    "a whole that is not there beside two figures with one code": (
        [(FIGURES, "code: websitebezoekers", "code: kandidaten_aan_de_slag"), posts(("a", "weg"))],
        [f"{FIGURES} MW207 [2].code"],
    ),
    "a whole that is a post that does not read": (
        [posts(("a", "b"), ("b", "")), (POSTS, "id: b\n  telt: proeftuinen", "id: b\n  telt: tuinen")],
        [f"{POSTS} MW104 [1].telt"],
    ),
    "a whole that is a figure that does not read": (
        [(FIGURES, "waarde: 4", "waarde: vier"), posts(("a", "proeftuinen_schoonmaak"))],
        [f"{FIGURES} MW118 [0].waarde"],
    ),
    "a whole that is not there where the figures do not read": (
        [(FIGURES, "*", "- code: [\n"), posts(("a", "weg"))],
        [f"{FIGURES} MW038 "],
    ),
    "a contract under itself": (
        [("opdrachten/raam.yaml", "naam:", "onder: raam\nnaam:")],
        ["opdrachten/raam.yaml MW209 onder", "opdrachten/raam.yaml MW330 onder"],
    ),
    "a plan in the place of itself": (
        [("plannen/zon-2.yaml", "vervangt: zon-1", "vervangt: zon-2")],
        ["plannen/zon-2.yaml MW209 vervangt"],
    ),
    "two posts with one id, of which one was withdrawn, and a part of either": (
        [posts(("a", ""), ("a", ""), ("b", "a")), (POSTS, "aantal: 1\n", f"aantal: 1\n  {WITHDRAWN}")],
        [f"{POSTS} MW207 [1].id"],
    ),
    "an id of another, in a row that does not read": (
        [("organisaties.csv", "", "voorbeeldzorg,Heel iets anders,,Leverancier,,\n")],
        ["organisaties.csv MW107 [5].soort", "organisaties.csv MW207 [5].id"],
    ),
    "two posts of which neither the id reads nor what they count": (
        [
            posts(("A b", ""), ("A b", "")),
            *((POSTS, "telt: proeftuinen", "telt: tuinen"),) * 2,
        ],
        [
            f"{POSTS} {wrong}"
            for place in (0, 1)
            for wrong in (f"MW104 [{place}].telt", f"MW107 [{place}].id")
        ],
    ),
    "lots of one tender": (
        [("aanbestedingen/percelen.csv", "*", "id,perceel,aard\nt-1,1,dienst\nt-1,2,dienst\n")],
        [],
    ),
    "one that is not there, and one that does not name it in turn": (
        [(MAAN, "verwant:\n  - zon\n", ""), (ZON, "  - maan\n", "  - weg\n  - maan\n")],
        [f"{ZON} MW202 verwant[0]", f"{ZON} MW206 verwant[1]"],
    ),
    "one that does not read, and one that is not there": (
        [(MAAN, "*", "id: maan\nnaam: [\n"), (ZON, "  - maan\n", "  - maan\n  - weg\n")],
        [f"{MAAN} MW038 ", f"{ZON} MW202 verwant[1]"],
    ),
    "itself, both related and perhaps the same": (
        [(MAAN, "verwant:\n", "mogelijk_dezelfde: [maan]\nverwant:\n  - maan\n")],
        [f"{MAAN} MW209 mogelijk_dezelfde[0]", f"{MAAN} MW209 verwant[0]"],
    ),
}


@pytest.mark.parametrize(("edits", "expected"), CASES.values(), ids=CASES)
def test_what_a_record_names(edits: list[Edit], expected: list[str], basis: Path) -> None:
    for file, old, new in edits:
        text = "" if old == "*" else (basis / file).read_text(encoding="utf-8")
        assert old == "*" or old in text
        whole = new if old == "*" else text.replace(old, new, 1) if old else text + new
        (basis / file).write_text(whole, encoding="utf-8")
    findings = [f"{finding.file} {finding.code} {finding.path}" for finding in check(load_dataset(basis))]
    assert sorted(finding for finding in findings if finding.split()[1] not in _OF_COUNTS) == sorted(expected)


_OF_COUNTS = {"MW420", "MW421", "MW503"}
"""What a change of a record does to the counts is held elsewhere."""


@pytest.mark.parametrize(
    ("broken", "complete", "dangles"),
    [((), True, True), (("weg",), True, False), (("anders",), True, True), ((), False, False)],
)
def test_what_names_one_of_more_kinds_does_not_dangle_where_either_may_have_it(
    broken: tuple[str, ...], complete: bool, dangles: bool
) -> None:
    nobody: Any = None
    whole, partly = Records[Any](()), Records[Any]((), frozenset(broken))
    for records in ((whole, partly), (partly, whole)):
        missing = _Missing("MW218", nobody, ("bij",), "weg", "", records, complete, ())
        assert missing.dangles is dangles


def test_what_may_be_of_more_kinds_is_looked_for_in_each(basis: Path) -> None:
    plan = kind_named("plan")

    def missing(word: str) -> _Missing | None:
        dataset = load_dataset(basis).dataset
        target = Target(("proeftuin", "organisatie"), word)
        return _missing(dataset, plan, dataset.of(plan).entries[0], ("bij",), target)

    assert missing("zon") is None
    assert missing("voorbeeldzorg") is None
    there = missing("weg")
    assert there is not None
    assert {*there.known} == {"zon", "maan", "voorbeeldministerie", "voorbeeldbouw", "voorbeeldzorg"}
    assert there.dangles
    with (basis / "organisaties.csv").open("a", encoding="utf-8") as file:
        file.write("vb-x\n")  # it may be this one
    there = missing("weg")
    assert there is not None
    assert not there.dangles


def test_which_ids_need_no_second_look(basis: Path) -> None:
    """Those of the one kind that is named, what does not read included; not where the year matters too."""
    (basis / MAAN).write_text("id: maan\nnaam: [\n", encoding="utf-8")
    dataset = load_dataset(basis).dataset
    assert {*_known(dataset, Names("proeftuin"))} == {"zon", "maan"}
    assert {*_known(dataset, Names("proeftuin", "organisatie"))} == set()
    assert {*_known(dataset, Names("verzamelpost", same_year=True))} == set()
    assert "schoonmaak" in _known(dataset, CodeOf("categorie"))


def test_a_file_with_the_id_of_another_hides_no_relation_of_others(basis: Path) -> None:
    text = (basis / MAAN).read_text(encoding="utf-8")
    for name, own, related in (("aarde", "zon", "maan"), ("mars", "mars", "maan")):
        made = text.replace("id: maan", f"id: {own}").replace("verwant:\n  - zon", f"verwant:\n  - {related}")
        (basis / f"proeftuinen/{name}.yaml").write_text(made, encoding="utf-8")
    findings = {(finding.file, finding.code) for finding in check(load_dataset(basis))}
    assert ("proeftuinen/mars.yaml", "MW206") in findings


def test_a_whole_lies_in_the_same_year(basis: Path) -> None:
    text = (basis / POSTS).read_text(encoding="utf-8")
    before, place = "verzamelposten/2019.yaml", '{id: verslag-2020, vindplaats: "§5"}'
    post = f"- id: van-2019\n  telt: proeftuinen\n  aantal: 9\n  omschrijving: P\n  bron: {place}\n"
    (basis / before).write_text(post, encoding="utf-8")
    for whole in ("overige-schoonmaak-2020", "proeftuinen_schoonmaak"):
        text = text.replace(f"deel_van: {whole}", "deel_van: van-2019")
    (basis / POSTS).write_text(text, encoding="utf-8")
    findings = [f"{finding.file} {finding.code} {finding.path}" for finding in check(load_dataset(basis))]
    assert findings == [f"{POSTS} MW205 [1].deel_van", f"{POSTS} MW205 [2].deel_van"]


@pytest.mark.parametrize(
    ("by", "edits", "missing"),
    [
        ("weg", [], True),
        ("schoonmaak", [], False),  # a category
        ("voorbeeldministerie", [], False),  # an organisation
        # Where not all of either could be read, it may be one that was not.
        ("weg", [("codelijsten/categorie.csv", "*", "geen,codelijst\n1\n")], False),
        ("weg", [("organisaties.csv", "*", "geen,organisaties\n1\n")], False),
    ],
)
def test_a_plan_is_asked_for_by_an_organisation_or_a_category(
    by: str, edits: list[Edit], missing: bool, basis: Path
) -> None:
    plan = "plannen/zon-2.yaml"
    for file, old, new in (*edits, (plan, "versie: 2\n", f"versie: 2\ngevraagd_door: {by}\n")):
        text = (basis / file).read_text(encoding="utf-8")
        (basis / file).write_text(new if old == "*" else text.replace(old, new, 1), encoding="utf-8")
    findings = [(f.file, f.path) for f in check(load_dataset(basis)) if f.code == "MW218"]
    assert findings == ([(plan, "gevraagd_door")] if missing else [])


def test_a_post_that_is_withdrawn_in_one_year_counts_in_another(basis: Path) -> None:
    """They have the same id, and a part is of that of its own year."""
    text = (basis / POSTS).read_text(encoding="utf-8")
    gone = text.replace("aantal: 3\n", f"aantal: 3\n  {WITHDRAWN}").replace("id: decharge", "id: toen")
    (basis / "verzamelposten" / "2019.yaml").write_text(gone, encoding="utf-8")
    (basis / "kerncijfers" / "2019.yaml").write_text((basis / FIGURES).read_text("utf-8"), encoding="utf-8")
    findings = [(f.file, f.path) for f in check(load_dataset(basis)) if f.code == "MW219"]
    assert findings == [("verzamelposten/2019.yaml", "[1].deel_van")]


def test_of_one_that_is_not_named_in_turn_the_other_is_told_too(basis: Path) -> None:
    """After one that is named as both related and perhaps the same, which is another finding."""
    text = (basis / MAAN).read_text(encoding="utf-8")
    made = text.replace("id: maan", "id: mars").replace("Maansteen", "Roodkapje")
    (basis / "proeftuinen/mars.yaml").write_text(made.replace("verwant:\n  - zon\n", ""), encoding="utf-8")
    text = (basis / ZON).read_text(encoding="utf-8")
    (basis / ZON).write_text(
        text.replace("verwant:\n", "mogelijk_dezelfde: [maan, mars]\nverwant:\n"), "utf-8"
    )
    findings = [(f.code, f.path, f.also) for f in check(load_dataset(basis)) if f.file == ZON]
    assert findings == [
        ("MW314", "mogelijk_dezelfde[0]", ()),
        ("MW206", "mogelijk_dezelfde[1]", (("proeftuinen/mars.yaml", 0),)),  # wherever in it
    ]


def test_where_the_first_of_two_stands_is_told(basis: Path) -> None:
    for file, old, new, place in (
        (
            "organisaties.csv",
            "",
            "voorbeeldzorg,Heel iets anders,,leverancier,,\n",
            "organisaties.csv, regel 4.",
        ),
        (POSTS, "id: plannen-2020", "id: decharge-2020", f"{POSTS}."),
    ):
        text = (basis / file).read_text(encoding="utf-8")
        (basis / file).write_text(text.replace(old, new) if old else text + new, encoding="utf-8")
        messages = [f.message for f in check(load_dataset(basis)) if (f.file, f.code) == (file, "MW207")]
        assert [message.endswith(f" al gebruikt op {place}") for message in messages] == [True]


def test_one_id_for_two_records_is_told_at_the_second(basis: Path) -> None:
    text = (basis / POSTS).read_text(encoding="utf-8")
    (basis / POSTS).write_text(text.replace("id: plannen-2020", "id: decharge-2020"), encoding="utf-8")
    shutil.copy(basis / POSTS, basis / "verzamelposten" / "2019.yaml")  # of another year it may be the same
    (basis / "kerncijfers" / "2019.yaml").write_text((basis / FIGURES).read_text("utf-8"), encoding="utf-8")
    doubles = [
        f"{finding.file} {finding.path}" for finding in check(load_dataset(basis)) if finding.code == "MW207"
    ]
    assert doubles == ["verzamelposten/2019.yaml [2].id", f"{POSTS} [2].id"]


@pytest.mark.parametrize(
    ("people", "stated", "alone"),
    [
        (5, None, False),  # as many as the threshold stand together
        (4, None, True),
        (4, 4, False),  # a source gives this very number
        (4, 6, True),
        (3, 2, False),  # more than were published, which is the cause
        (1, None, True),
        (1, 1, False),
    ],
)
def test_in_an_open_register_nobody_stands_alone(
    people: int, stated: int | None, alone: bool, basis: Path
) -> None:
    text = (basis / ZON).read_text(encoding="utf-8")
    old = "kandidaten:\n  aantal: 2\n"
    start, end = text.index("kandidaten:"), text.index("verloop:")
    new = text.replace(old, old.replace("2", str(stated))) if stated else text[:start] + text[end:]
    (basis / ZON).write_text(new, encoding="utf-8")
    first = (basis / WHO).read_text(encoding="utf-8")
    (basis / OTHER).unlink()
    for number in range(2, people + 1):
        name = f"k-aaaaaaaaa{number}"
        (basis / "kandidaten" / f"{name}.yaml").write_text(
            first.replace("k-aaaaaaaaa1", name), encoding="utf-8"
        )
    figures = (basis / FIGURES).read_text(encoding="utf-8")
    (basis / FIGURES).write_text(figures.replace("  waarde: 2\n", "  waarde: 9\n"), encoding="utf-8")
    codes = {finding.code for finding in check(load_dataset(basis))}
    assert bool(codes & {"MW420", "MW421"}) is alone
    settings = basis / "dataset.yaml"
    settings.write_text(settings.read_text("utf-8").replace("openbaar: true", "openbaar: false"), "utf-8")
    assert not {finding.code for finding in check(load_dataset(basis))} & {"MW420", "MW421"}


def edition(number: int, shown: str, withheld: str, name: str = "") -> str:
    return (
        f'id: "{name or f"2020-{number}"}"\njaar: 2020\nuitgave: {number}\npeildatum: "2020-12-31"\n'
        f'datum: "2021-04-01"\nstatus: definitief\ndataset_sha256: {"a" * 64}\ngetoond:\n  {shown}: 12\n'
        f"afgeschermd:\n  - {withheld}\n"
    )


@pytest.mark.parametrize(
    ("editions", "expected"),
    [
        ({"2020-1": edition(1, "individueel", "bekend/plek")}, []),
        (
            {
                "2020-1": edition(1, "individueel", "bekend/plek"),
                "2020-2": edition(2, "individueel", "bekend/plek"),
            },
            [],
        ),
        ({"2020-2": edition(2, "individueel", "bekend/plek")}, ["MW425 uitgave"]),
        ({"2020-1": edition(1, "bekend/plek", "bekend/plek")}, ["MW424 afgeschermd"]),
        ({"2020-3": edition(2, "individueel", "bekend/plek", "2020-3")}, ["MW423 id"]),
        (
            {
                "2020-1": edition(2, "individueel", "bekend/plek", "2020-1"),
                "2020-3": edition(3, "bekend/plek", "bekend/plek"),
            },
            ["MW423 id", "MW425 uitgave", "MW424 afgeschermd"],
        ),
    ],
)
def test_editions_are_as_they_were_written(
    editions: dict[str, str], expected: list[str], basis: Path
) -> None:
    (basis / "publicaties").mkdir()
    for name, text in editions.items():
        (basis / "publicaties" / f"{name}.yaml").write_text(text, encoding="utf-8")
    assert [f"{finding.code} {finding.path}" for finding in check(load_dataset(basis))] == expected


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("post/decharge-2020", (POSTS, (1, "aantal"))),
        ("post/overige-schoonmaak-2020", (POSTS, (0, "aantal"))),
        ("individueel/stap=aan_de_slag", (FIGURES, (1, "herleiding"))),
        ("individueel/proeftuin=zon", (ZON, ("naam",))),
        ("individueel/proeftuin=weg", ("dataset.yaml", ("openbaar",))),
        ("individueel", ("dataset.yaml", ("openbaar",))),
        ("individueel/stap=contract", ("dataset.yaml", ("openbaar",))),
    ],
)
def test_what_makes_a_report_count_something_is_where_that_is_told(
    key: str, place: tuple[str, tuple[str | int, ...]], basis: Path
) -> None:
    assert _place_of(load_dataset(basis).dataset, "2020", key) == place


@pytest.mark.parametrize("data", ["tests/checks/basis", "data", "docs/voorbeelden/twee-jaren"])
def test_looking_at_all_records_together_finds_what_walking_over_each_finds(data: str) -> None:
    dataset = load_dataset(ROOT / data).dataset
    for kind in KINDS:
        records = [entry.value for entry in dataset.of(kind)]
        together = [(id(meaning), repr(v)) for meaning, vs in named_values(kind.model, records) for v in vs]
        apart = [(id(meaning), repr(v)) for record in records for _, meaning, v, _ in pointers(record)]
        assert sorted(together) == sorted(apart)


@pytest.mark.parametrize(
    ("changed", "exists"),
    [({}, True), ({"opdracht": "weg"}, False), ({"opdracht": "weg", "proeftuin": "ook-weg"}, False)],
)
def test_a_record_names_what_exists_where_it_names_nothing_that_does_not(
    changed: dict[str, str], exists: bool
) -> None:
    dataset = load_dataset(ROOT / "tests" / "checks" / "basis").dataset
    effort = next(iter(dataset.records(Inspanning)))
    entry = replace(effort, value=effort.value.model_copy(update=changed))
    assert names_what_exists(dataset, kind_named("inspanning"), entry) is exists
