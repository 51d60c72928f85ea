"""A comment in the record of a candidate is found where the readers of YAML see one."""

import re
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maatwerk_cli.register import personal
from maatwerk_cli.register.kinds import kind_named
from maatwerk_cli.register.reading import read_contents
from maatwerk_cli.text.yaml.yaml_reader import YamlDocument, read_yaml

PARTS = (
    "id: k\n",
    "plek: stage",
    "# los\n",
    " # erna\n",
    "'#a'",
    '"b # c"',
    "a#b",
    "[x, 'y']",
    "\n",
    " ",
    "#\n",
    "- ",
)
NEVER = re.compile(r"(?!)")


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PARTS), max_size=7).map("".join))
def test_a_comment_is_found_quickly_as_it_is_found_surely(text: str) -> None:
    data = text.encode()
    if isinstance(read_yaml(data), YamlDocument):
        quickly = list(personal.comment_problems("kandidaten/k.yaml", data))
        with patch.object(personal, "_BEFORE_VALUES", NEVER):
            assert quickly == list(personal.comment_problems("kandidaten/k.yaml", data))


@settings(max_examples=400)
@given(
    st.lists(st.sampled_from((*PARTS, "&anker ", "*anker", "!!str ", "a@b.nl", "P&O", "5%")), max_size=7).map(
        "".join
    )
)
def test_what_is_no_value_is_looked_at_wherever_it_may_stand(text: str) -> None:
    data = text.encode()
    document = read_yaml(data)
    if isinstance(document, YamlDocument):
        looked = list(personal.yaml_problems("proeftuinen/x.yaml", data, document.value))
        with patch.object(personal, "_OUTSIDE", re.compile("")):
            assert looked == list(personal.yaml_problems("proeftuinen/x.yaml", data, document.value))


@pytest.mark.parametrize("before", ["", "# nagekeken\n", "\ufeff", "\ufeff# nagekeken\n", "plek: stage\n"])
def test_a_pseudonym_is_not_looked_at_twice_wherever_its_line_stands(before: str) -> None:
    """It has the random form of a passport's number; what stands beside it is looked at all the same."""
    suspect = "k-bsn1112223"
    with patch.object(personal, "yaml_problems", return_value=iter(())) as looked:
        _read(suspect, f"{before}id: {suspect}\nproeftuin: zon\n")
        assert not looked.called
        _read(suspect, f"{before}id: {suspect}\nproeftuin: bsn 111222333\n")
        assert looked.called
        looked.reset_mock()
        _read(suspect, f"{before}id: {suspect}1\n")
        assert looked.called


def _read(name: str, text: str) -> None:
    read_contents([(kind_named("kandidaat"), f"kandidaten/{name}.yaml", text.encode())])
