"""Faults that one line by itself does not show: in time, between records, in figures, of people."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from faults import Fault

from maatwerk_cli.checks.catalogue import catalogue

ZON, STER, MAAN = "proeftuinen/zon.yaml", "proeftuinen/ster.yaml", "proeftuinen/maan.yaml"
GROOT, DEEL, RAAM = "opdrachten/groot.yaml", "opdrachten/deel.yaml", "opdrachten/raam.yaml"
POSTS, FIGURES, SOURCES = "verzamelposten/2020.yaml", "kerncijfers/2020.yaml", "bronnen.yaml"
LAST_YEAR, NEXT_YEAR, EFFORTS = "mijlpalen/2019.yaml", "mijlpalen/2021.yaml", "inspanningen/2020.csv"
ONE, TWO = "kandidaten/k-aaaaaaaaa1.yaml", "kandidaten/k-aaaaaaaaa2.yaml"

# What it is, the file, the number of the line, what stands there, what comes in its place, and where else
# it may be told: a number for a line of the same file, or a file and a line.
_LINES: tuple[tuple[str, str, int, str, tuple[str, ...], tuple[int | tuple[str, int], ...]], ...] = (
    ("a phase before an earlier one", STER, 27, '    sinds: "2019-q4"', ('    sinds: "2018"',), (21,)),
    ("a phase twice", ZON, 26, "  - fase: gestart", ("  - fase: in_wording",), ()),
    ("a date after the register", ZON, 27, '    sinds: "2020-01-15"', ('    sinds: "2021-01-15"',), ()),
    ("a date after its source", LAST_YEAR, 7, "    id: verslag-2020", ("    id: brief-2019",), (4,)),
    ("a contract without its step", ONE, 14, "bronnen:", ("contract: rijk", "bronnen:"), ()),
    ("a milestone of another year", LAST_YEAR, 4, '  datum: "2019-06-12"', ('  datum: "2018-06-12"',), ()),
    ("work before the start", TWO, 10, '    sinds: "2020-q2"', ('    sinds: "2019-q2"',), ()),
    ("an end before its begin", "aanbestedingen/kantine.yaml", 9, 'einde: "2020-12-31"',
     ('einde: "2019-11-30"',), (8,)),
    ("a state after its source", SOURCES, 5, '  peildatum: "2020-12-31"',
     ('  peildatum: "2021-12-31"',), (4,)),
    ("a date of a plan", LAST_YEAR, 3, "  stand: gedaan", ("  stand: aangekondigd",), (4,)),
    ("a source of much later", SOURCES, 10, '  datum: "2019-05"', ('  datum: "2091-05"',), ()),
    ("an id twice", SOURCES, 8, "- id: brief-2019", ("- id: verslag-2020",), ()),
    ("itself as another", ZON, 32, "  - maan", ("  - zon",), ((MAAN, 14),)),
    ("a part greater than its post", POSTS, 14, "  aantal: 1", ("  aantal: 9",), ()),
    ("a part greater than its figure", POSTS, 24, "  aantal: 2", ("  aantal: 9",), ()),
    ("more people than were published", ZON, 15, "  aantal: 2", ("  aantal: 1",), ()),
    ("a count that is broken", FIGURES, 3, "  waarde: 4", ('  waarde: "4.5"',), ()),
    ("a post that was not lowered", POSTS, 3, "  aantal: 3", ("  aantal: 4",), ((FIGURES, 3),)),
    ("a field of people", ONE, 3, "plek: werkervaringsplek",
     ("plek: werkervaringsplek", "doelgroep: jong"), (4,)),
    ("a comment on people", ONE, 3, "plek: werkervaringsplek", ("plek: werkervaringsplek # de jongste",), ()),
    (
        "a part in another unit",
        POSTS,
        27,
        "  deel_van: proeftuinen_schoonmaak",
        ("  deel_van: websitebezoekers",),
        (),
    ),
    ("a state before an earlier one", GROOT, 43, '    sinds: "2020-01"', ('    sinds: "2019-10"',), (38,)),
    ("a contract under another", GROOT, 3, "soort: opdracht", ("soort: opdracht", "onder: raam"), (4,)),
    ("under what is no framework", DEEL, 4, "onder: raam", ("onder: groot",), ()),
    ("an amount that is carried elsewhere", DEEL, 11, "  belegd_bij: raam", ("  belegd_bij: raam",
     '  bedrag: "100.00"'), (12,)),
    ("a percentage of nothing", RAAM, 14, "  grondslag: loonsom_excl_btw", (), (11, 13)),
    ("a code that is none", "relaties.csv", 2,
     "voorbeeldministerie,steunt,voorbeeldkader,2019-05,,verslag-2020,§7,Sinds de brief",
     ("voorbeeldministerie,steunt,voorbeeldkadr,2019-05,,verslag-2020,§7,Sinds de brief",), ()),
    ("an effort before its contract", EFFORTS, 2,
     "i-1,raam,zon,zon-2,2020-q2,begeleiding,40,uur,1000.00,aanvaard,2020-08,verslag-2020,§4",
     ("i-1,raam,zon,zon-2,2018-q2,begeleiding,40,uur,1000.00,aanvaard,2020-08,verslag-2020,§4",), ()),
    ("an effort of nothing", EFFORTS, 2,
     "i-1,raam,zon,zon-2,2020-q2,begeleiding,40,uur,1000.00,aanvaard,2020-08,verslag-2020,§4",
     ("i-1,raam,zon,zon-2,2020-q2,begeleiding,0,uur,1000.00,aanvaard,2020-08,verslag-2020,§4",), ()),
    ("a group in itself", "codelijsten/doelgroep.csv", 3,
     "arbeidsbeperking,Mensen met een arbeidsbeperking,Een gegeven over gezondheid,verslag-2020 §2,ja,,ja",
     ("arbeidsbeperking,Mensen met een arbeidsbeperking,Een gegeven over gezondheid,verslag-2020 §2,ja,"
      "jobcoach,ja",), (4,)),
    ("the number of another", "organisaties.csv", 4, "voorbeeldzorg,Voorbeeldzorg,,leverancier,,87654321",
     ("voorbeeldzorg,Voorbeeldzorg,,leverancier,,12345678",), (3,)),
)  # fmt: skip
_RESTS_ON = {"a part in another unit": (FIGURES,), "under what is no framework": (GROOT,)}
"""What the unit of a whole is stands with the whole."""
_REACH = {"a part greater than its post": 3, "a part greater than its figure": 3}
"""How many lines further it says of what it is a part."""
_PEOPLE = {
    "a citizen's number": "BSN 123456782",
    "an account": "NL91ABNA0417164300",
    "an address": "Voorbeeldstraat 12, 1234 AB Voorbeeldstad",
    "a day of birth": "geboren op 12 maart 1990",
    "a name after a title": "mevrouw Voorbeeld",
    "a name after initials": "A.B. Voorbeeld",
    "a passport": "paspoort NXVBLD123",
    "a car": "kenteken GH-123-J",
    "a page of somebody": "linkedin.com/in/voorbeeld",
    "an address in a network": "192.0.2.14",
    "a number of staff": "personeelsnummer 12345",
}


def of_rules(texts: dict[str, str]) -> Iterator[Fault]:
    """Give every fault of these, in the register that the other faults are of."""
    for kind, file, number, stood, new, elsewhere in _LINES:
        meant, number = number, _line(texts[file], number, stood)
        start = (number, *(number + place - meant for place in elsewhere if isinstance(place, int)))
        others = tuple(place for place in elsewhere if not isinstance(place, int))
        yield Fault(
            kind,
            file,
            number - 1,
            number,
            new,
            start,
            also=others,
            rests_on=_RESTS_ON.get(kind, ()),
            reach=number + _REACH.get(kind, 0),
        )
    for kind, said in _PEOPLE.items():
        for file, number in ((ZON, 35), (STER, 17), (NEXT_YEAR, 11)):
            line = texts[file].splitlines()[number - 1]
            yield Fault(kind, file, number - 1, number, (f"{line} {said}",), (number,))
    yield from _of_policy(texts["beleid/voorbeeldkader.yaml"])


_SIGNALS = "MW72"
"""What ``kader`` advises of a framework that is right as it is."""


def _line(text: str, near: int, stood: str) -> int:
    """Give the number of the line that says this, nearest to where it was when this was written."""
    return min(
        (n for n, line in enumerate(text.splitlines(), 1) if line == stood), key=lambda n: abs(n - near)
    )


def _of_policy(text: str) -> Iterator[Fault]:
    """Break a framework as the catalogue shows for each of its rules."""
    for rule in catalogue().values():
        example = rule.example
        if PurePosixPath(example.file).parent.name != "beleid" or not example.before:
            continue
        if example.made or text.count(example.before) < 1 or rule.code.startswith(_SIGNALS):
            continue
        broken = text.replace(example.before, example.wrong, 1).splitlines()
        lines = text.splitlines()
        start = next(i for i, (a, b) in enumerate(zip(lines, broken, strict=False)) if a != b)
        after = 0
        while after < min(len(lines), len(broken)) - start and lines[-1 - after] == broken[-1 - after]:
            after += 1
        new = tuple(broken[start : len(broken) - after])
        first, last = start, start + 1
        while first and lines[first].startswith(" "):
            first -= 1
        while last < len(lines) and lines[last].startswith(" "):
            last += 1
        place = tuple(
            range(first + 1, last + 1)
        )  # what belongs together in a framework has one name at the margin
        yield Fault(f"a framework: {rule.code}", example.file, start, len(lines) - after, new, place)
