"""Start-up: no command loads what it does not use. What is slow to import is named here, once."""

import json
import os
import shutil
import subprocess
import sys
from ast import literal_eval
from collections.abc import Sequence
from pathlib import Path

import pytest

from maatwerk_cli.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]

HEAVY = {
    *(
        "pandas",
        "numpy",
        "scipy",
        "highspy",
        "babel",
        "jinja2",
        "xlsxwriter",
        "openpyxl",
        "pyarrow",
        "sqlite3",
    ),
    *("ruamel", "rich", "stdnum", "markdown_it", "docutils", "pygments", "typst", "odfdo", "playwright"),
    *(
        "email",
        "lxml",
        "defusedxml",
        "xml",
        "asyncio",
        "concurrent",
        "multiprocessing",
        "http",
        "ssl",
        "unittest",
    ),
}
"""Packages that only some commands need."""
RECORDS = {"pydantic", "yaml_rs"}
"""What reading a record takes."""

_NAMES_OF_THE_RECORD = ("nieuw", "fase", "stap", "importeer", "lijst")
"""Commands whose help names the kinds of record and their values, which the models know."""

OPTIONS = (
    *("--aard", "dienst", "--loonsom", "300000", "--looptijd", "12"),
    *("--uitsluitingsgrond", "nee", "--peildatum", "2018-03-01"),
)
FORMS = ("json", "tekst", "markdown", "html")
RECORD = "id: voorbeeld-1\naard: dienst\nloonsom_excl_btw: 300000\n"
TABLE = "id,aard,loonsom_excl_btw\nvoorbeeld-1,dienst,300000\n"
LOT = (
    "<cac:ProcurementProject><cbc:Name>Voorbeeld</cbc:Name>"
    '<cbc:ProcurementTypeCode listName="contract-nature">services</cbc:ProcurementTypeCode>'
    "</cac:ProcurementProject>"
)
NOTICE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<ContractNotice xmlns="urn:oasis:names:specification:ubl:schema:xsd:ContractNotice-2" '
    'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" '
    'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2">'
    f"<cbc:CustomizationID>eforms-sdk-1.10</cbc:CustomizationID>{LOT}"
    f'<cac:ProcurementProjectLot><cbc:ID schemeName="Lot">LOT-0001</cbc:ID>{LOT}'
    "</cac:ProcurementProjectLot></ContractNotice>"
)


def loaded(
    several: Sequence[tuple[str, ...]], folder: Path, **environment: str
) -> list[tuple[tuple[str, ...], set[str]]]:
    """Run commands after each other in one process, and give what is slow and was loaded after each."""
    code = (
        "import json, sys\n"
        "from maatwerk_cli.cli.main import main\n"
        "loaded = []\n"
        "for arguments in json.loads(sys.argv.pop()):\n"
        "    try:\n"
        "        main(arguments)\n"
        "    except SystemExit:\n"
        "        loaded.append(sorted(sys.modules))\n"
        "with open('geladen.json', 'w') as file:\n"
        "    json.dump(loaded, file)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, json.dumps(several)],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )
    assert "Traceback" not in done.stderr
    names = json.loads((folder / "geladen.json").read_text())
    return [
        (arguments, set(after) & (HEAVY | RECORDS)) for arguments, after in zip(several, names, strict=True)
    ]


def test_help_and_version_load_nothing_of_the_work(tmp_path) -> None:
    asked = [("--help",), ("--versie",), *((name, "--help") for name in COMMANDS)]
    light = [arguments for arguments in asked if arguments[0] not in _NAMES_OF_THE_RECORD]
    assert [(arguments, slow) for arguments, slow in loaded(light, tmp_path) if slow] == []
    others = [arguments for arguments in asked if arguments not in light]
    assert [(arguments, slow) for arguments, slow in loaded(others, tmp_path) if not slow <= RECORDS] == []


@pytest.mark.parametrize("words", ["maatwerk ra", "maatwerk rapport --for", "maatwerk check-aanbesteding --"])
def test_completion_loads_nothing_of_the_work(tmp_path, words) -> None:
    environment = {"_MAATWERK_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": "2"}
    if words.count(" ") == 1:
        environment["COMP_CWORD"] = "1"
    ((_, slow),) = loaded([()], tmp_path, **environment)
    assert slow == set()


def test_a_command_loads_only_what_it_needs(tmp_path) -> None:
    # Outside git: a memo names the revision, and whether that needs a closer look hangs on its digits.
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "opdracht.yaml").write_text(RECORD)
    (tmp_path / "lijst.csv").write_text(TABLE)
    (tmp_path / "fout.csv").write_text(f"{TABLE}voorbeeld-2,dienst,veel\n")
    (tmp_path / "bericht.xml").write_text(NOTICE)
    check = "check-aanbesteding"
    plain = [
        ("uitleg", "MW001"),
        *((check, *OPTIONS, *form) for form in ((), *(("--formaat", name) for name in FORMS))),
        (check, "opdracht.yaml"),
        *((check, "lijst.csv", "--formaat", form) for form in ("csv", "jsonl")),
        (check, "fout.csv", "--formaat", "csv"),
    ]
    *after_each, (_, with_xml) = loaded([*plain, (check, "bericht.xml")], tmp_path)
    assert [(arguments, slow) for arguments, slow in after_each if not slow <= RECORDS] == []
    assert with_xml <= RECORDS | {"xml", "defusedxml"}


def test_the_report_of_the_own_register_wakes_no_pattern_of_personal_data_and_no_parser() -> None:
    """Each costs more than all that is counted; a clean register needs the quick look alone."""
    code = "import sys; from maatwerk_cli.cli.main import run; run(['rapport', '2018'])\n"
    code += "slow = ('maatwerk_cli.text.personal_data.personal_kinds', 'markdown_it')\n"
    code += "print([name for name in slow if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_another_question_about_plugins_is_answered_by_pydantic_itself() -> None:
    """What stands in for its search knows one name; another version may ask more."""
    code = "import maatwerk_cli.cli.main\n"
    code += "from pydantic.plugin._loader import get_plugins\nprint(get_plugins())\n"
    code += "from pydantic.plugin import _loader\nprint(_loader.PYDANTIC_ENTRY_POINT_GROUP)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["()", "pydantic"]


def test_at_the_end_python_looks_for_no_cycles_in_what_goes_with_the_process() -> None:
    """Python looks however a program ends, and whether or not that is turned off."""
    code = "import atexit, gc\nfrom maatwerk_cli.cli.main import main\n"
    code += (
        "atexit.register(lambda: print(gc.get_freeze_count() > len(gc.get_objects())))\nmain(['--versie'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "True"


@pytest.mark.parametrize(
    ("arguments", "unused"),
    [
        (("toon", "generiek_kader"), {"checks.run", "checks.catalogue", "keeping.transaction"}),
        (("lijst", "proeftuinen"), {"checks.run", "checks.catalogue", "register.validation"}),
        (("valideer",), {"checks.small_change", "history.revisions", "text.yaml.yaml_causes"}),
        (("check-aanbesteding", *OPTIONS), {"text.html_page", "text.suggestion", "tender.series.tally"}),
        (("toon", "g5000"), {"stdnum", "phonenumbers"}),  # a letter and digits begin like an account number
    ],
)
def test_what_says_what_is_wrong_is_loaded_where_something_is(arguments, unused) -> None:
    code = f"import sys; from maatwerk_cli.cli.main import run; run({[*arguments]!r})\n"
    code += "print([name.removeprefix('maatwerk_cli.') for name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert unused.isdisjoint(literal_eval(done.stdout.splitlines()[-1]))
