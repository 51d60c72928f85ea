"""The canonical layout: white space only, twice is once."""

import io
import random
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from maatwerk_cli.text.yaml.yaml_layout import _laid_out, format_yaml, is_laid_out
from maatwerk_cli.text.yaml.yaml_reader import YamlDocument, read_yaml

ODD = """\ufeff

# boven
a:   1   # naast a
b:  "x # y"   


c: >-
    foo
    bar

      # geen commentaar
  # tussen c en d

# boven d
d:   # naast d
# bij de lijst
-   e: [1, 2]
    # in het item
    f: {g: h,
      i: j}
-   i: gewoon
      verder
# na de lijst
j: &k
    l: 'q
      r'
m: *k
n: |+
   houd


p:
     -
       - x
     -   # leeg, met commentaar
       c: 1
       # staart
#laatste"""  # noqa: W291

CANONICAL = """# boven
a: 1   # naast a
b: "x # y"

c: >-
  foo
  bar

    # geen commentaar
# tussen c en d

# boven d
d:   # naast d
  # bij de lijst
  - e: [1, 2]
    # in het item
    f: {g: h,
      i: j}
  - i: gewoon
      verder
# na de lijst
j: &k
  l: 'q
    r'
m: *k
n: |+
  houd


p:
  -
    - x
  -   # leeg, met commentaar
    c: 1
    # staart
#laatste
"""


def test_an_odd_file_becomes_canonical() -> None:
    assert format_yaml(ODD.encode()).decode() == CANONICAL


def test_canonical_stays_as_it_is() -> None:
    assert format_yaml(CANONICAL.encode()).decode() == CANONICAL


def test_line_ends_of_windows_stay_where_all_are_and_else_become_line_feeds() -> None:
    assert format_yaml(b"a: 1\r\nb: |\r\n   x\r\n") == b"a: 1\r\nb: |\r\n  x\r\n"
    assert format_yaml(CANONICAL.replace("\n", "\r\n").encode()).decode() == CANONICAL.replace("\n", "\r\n")
    assert format_yaml(b"a: 1\r\nb: |\n   x\n") == b"a: 1\nb: |\n  x\n"
    assert format_yaml(b"a: 1\r\nb: |\r\n   x") == b"a: 1\r\nb: |\r\n  x\r\n"


@pytest.mark.parametrize(
    "text",
    [
        "--- # kop\na:   1\n",  # a document marker is somebody's liking
        "? a\n: 1\n",
        'a: "x \\\n   y\\ \n   z"\n',
        "a: |2\n    twee meer\n  nul meer\n",
        "a: >1-\n  x\n",
        "- |\n  x\n-  - y\n   - z\n",
        "a: !!str x\n",
        "[a,   b]\n",
        "gewoon\n",
        "a:\n  b:\n# half\n    c: 1\n      # te ver\n",
        "k: 'twee  \n\n   regels'\n",
        "a:\tx\n",
        "a: [x,\n# in een rij\n y]\n",
        "a:\n  - |\n   x\n  # onder tekst\n  - y\n",
    ],
)
def test_any_form_keeps_its_meaning_and_twice_is_once(text: str) -> None:
    before = read_yaml(text.encode())
    if not isinstance(before, YamlDocument):
        with pytest.raises(ValueError, match="YAML"):
            format_yaml(text.encode())
        return
    once = format_yaml(text.encode())
    after = read_yaml(once)
    assert isinstance(after, YamlDocument)
    assert after.value == before.value
    assert re.sub(r"\s", "", once.decode()) == re.sub(r"\s", "", text)
    assert format_yaml(once) == once


words = st.text(alphabet="abcé §:#-'\"\n|>*&", min_size=0, max_size=14)
values = st.recursive(
    st.one_of(words, st.integers(-5, 2020), st.booleans(), st.none()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.sampled_from("abcdefgh"), inner, max_size=4)
    ),
    max_leaves=14,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    value=st.one_of(
        st.dictionaries(st.sampled_from("abcdefgh"), values, min_size=1, max_size=5),
        st.lists(values, min_size=1, max_size=4),
    ),
    indent=st.sampled_from([(2, 2, 0), (4, 4, 2), (3, 5, 3), (6, 2, 0), (2, 4, 2)]),
    width=st.sampled_from([20, 80]),
    seed=st.integers(0, 10_000),
)
def test_layout_never_changes_meaning(
    value: object, indent: tuple[int, int, int], width: int, seed: int
) -> None:
    writer = YAML()
    writer.indent(mapping=indent[0], sequence=indent[1], offset=indent[2])
    writer.width = width
    stream = io.StringIO()
    writer.dump(value, stream)
    text = _with_comments(stream.getvalue(), random.Random(seed))
    before = read_yaml(text.encode())
    if not isinstance(before, YamlDocument):
        return  # a comment landed where none can be
    once = format_yaml(text.encode())
    after = read_yaml(once)
    assert isinstance(after, YamlDocument)
    assert repr(after.value) == repr(before.value)
    assert re.sub(r"\s", "", once.decode()) == re.sub(r"\s", "", text)
    assert format_yaml(once) == once
    if is_laid_out(text.encode()):
        assert once == text.encode() == _laid_out(text).encode()


ENTRIES = (
    "a: 1",
    "b:",
    "b:",
    "- x",
    "- c: y",
    "- d:",
    "e: >-",
    "e: |",
    "tekst",
    "# over",
    "# over",
    "",
    "- 'm # n'",
)
ENTRIES += (
    "f: {g: h, i: [j]}  # naast",
    "k: 'l'",
    "o: p: q",
    "r: 's",
    "t:  u",
    "- - v",
    "w: x ",
    "- '#y': z",
    "- 1:",
)


def test_what_is_laid_out_at_a_glance_stays_as_it_is_when_laid_out() -> None:
    chance = random.Random(24)
    seen = 0
    while seen < 200:
        text, indent = "", 0
        for number in range(chance.randint(1, 8)):
            indent = max(0, indent + chance.choice((0, 0, 2, 2, -2, 1))) if number else 0
            entry = chance.choice(ENTRIES).replace(":", f"{number}:", 1)
            text += (" " * indent + entry if entry else "") + "\n"
        if is_laid_out(text.encode()) and isinstance(read_yaml(text.encode()), YamlDocument):
            assert _laid_out(text) == text
            seen += len(text.split("\n")) > 4


def _with_comments(text: str, chance: random.Random) -> str:
    lines = []
    for line in text.splitlines():
        if chance.random() < 0.3:
            lines.append(" " * chance.randrange(7) + "# commentaar")
        if chance.random() < 0.15:
            lines.append("" if chance.random() < 0.5 else "   ")
        lines.append(line + ("   # naast" if chance.random() < 0.2 else ""))
    return "\n".join(lines) + "\n"
