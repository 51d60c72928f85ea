"""``maatwerk check-aanbesteding``: the lots of one tender, and what a series says of them."""

import csv
import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from maatwerk_cli.cli.main import run

DATA = Path(__file__).parents[2] / "data"
HEAD = "id,perceel,aard,loonsom_excl_btw,begin,einde,looptijd_maanden,uitsluitingsgronden,lezingen\n"
YEAR = "2018-03-01,2019-02-28,"


@pytest.fixture(autouse=True)
def _own_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAATWERK_DATA", str(DATA))
    monkeypatch.setenv("COLUMNS", "200")


def check(*arguments: str | Path, stdin: str = "") -> tuple[int, str, str]:
    """Run the command within this process: exit code, output, messages."""
    streams = [io.TextIOWrapper(io.BytesIO(data), "utf-8") for data in (stdin.encode(), b"", b"")]
    before = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = streams
    try:
        code = run(["check-aanbesteding", *map(str, arguments)])
        for stream in streams[1:]:
            stream.flush()
    finally:
        sys.stdin, sys.stdout, sys.stderr = before
    out, err = (stream.buffer.getvalue().decode() for stream in streams[1:])  # type: ignore[attr-defined]
    assert "Traceback" not in err
    return code, out, err


def judged(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in check("-", "--formaat", "jsonl", stdin=text)[1].splitlines()]


def generic(verdict: dict[str, Any]) -> dict[str, Any]:
    outcome: dict[str, Any] = next(kader for kader in verdict["kaders"] if kader["kader"] == "generiek_kader")
    return outcome


def test_lots_together_ask_for_what_is_unknown_of_another_lot() -> None:
    results = judged(
        HEAD
        + f"vb-1,Noord,dienst,150000,{YEAR},nee,percelen=samen\n"
        + f"vb-1,Zuid,dienst,,{YEAR},nee,percelen=samen\n"
    )
    assert [verdict["uitkomst"] for verdict in results] == ["onbekend", "onbekend"]
    first, second = (generic(verdict)["te_vragen"] for verdict in results)
    assert [asked["veld"] for asked in first] == ["loonsom_excl_btw"]
    assert first[0]["vraag"].endswith("Het gaat om perceel Zuid.")
    assert [asked["vraag"].endswith("Het gaat om perceel Zuid.") for asked in second] == [True]


def test_an_answer_to_that_question_settles_it() -> None:
    rows = (
        f"vb-1,Noord,dienst,150000,{YEAR},nee,percelen=samen\n"
        f"vb-1,Zuid,dienst,WAGE,{YEAR},nee,percelen=samen\n"
    )
    for wage, outcome in (("100000", "van_toepassing"), ("99999.99", "niet_van_toepassing")):
        results = judged(HEAD + rows.replace("WAGE", wage))
        assert [verdict["uitkomst"] for verdict in results] == [outcome, outcome]


def test_nothing_is_asked_of_another_lot_that_cannot_matter() -> None:
    results = judged(
        HEAD
        + f"vb-1,1,dienst,250000,{YEAR},nee,percelen=samen\n"
        + f"vb-1,2,dienst,,{YEAR},nee,percelen=samen\n"
    )
    assert [verdict["uitkomst"] for verdict in results] == ["van_toepassing", "van_toepassing"]
    warnings = [text for verdict in results for text in verdict["waarschuwingen"]]
    assert not any(name in text for text in warnings for name in ("perceel 1", "perceel 2"))


def test_with_the_reading_open_the_other_lot_is_asked_for_too() -> None:
    results = judged(HEAD + f"vb-1,1,dienst,150000,{YEAR},nee,\nvb-1,2,dienst,,{YEAR},nee,\n")
    assert generic(results[0])["te_vragen"][0]["vraag"].endswith("Het gaat om perceel 2.")


def test_the_term_of_another_lot_is_asked_for() -> None:
    results = judged(
        HEAD + "vb-1,1,dienst,300000,,,2,nee,percelen=samen\nvb-1,2,dienst,300000,,,,nee,percelen=samen\n"
    )
    asked = [
        [(question["veld"], question["vraag"].split("? ")[-1]) for question in generic(verdict)["te_vragen"]]
        for verdict in judged_on(results)
    ]
    assert asked[0] == [("looptijd_maanden", "Het gaat om perceel 2.")]


def judged_on(given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the verdicts again with a date of reference, which these lots lack."""
    assert all(verdict["kaders"] == [] for verdict in given)
    text = HEAD + "vb-1,1,dienst,300000,,,2,nee,percelen=samen\nvb-1,2,dienst,300000,,,,nee,percelen=samen\n"
    out = check("-", "--formaat", "jsonl", "--peildatum", "2018-03-01", stdin=text)[1]
    return [json.loads(line) for line in out.splitlines()]


def test_dates_are_asked_for_where_only_some_lots_have_them() -> None:
    results = judged(
        HEAD
        + "vb-1,1,dienst,300000,2018-03-01,2018-05-31,,nee,percelen=samen\n"
        + "vb-1,2,dienst,300000,,,2,nee,percelen=samen\n"
    )
    assert [asked["veld"] for asked in generic(results[0])["te_vragen"]] == ["begin", "einde"]
    assert all(
        asked["vraag"].endswith("Het gaat om perceel 2.") for asked in generic(results[0])["te_vragen"]
    )


def test_a_lot_that_cannot_be_read_is_named() -> None:
    results = judged(
        HEAD
        + f"vb-1,1,dienst,150000,{YEAR},nee,percelen=samen\n"
        + f"vb-1,2,dienst,veel,{YEAR},nee,percelen=samen\n"
    )
    assert "fout" in results[1]
    assert generic(results[0])["te_vragen"][0]["vraag"].endswith("Het gaat om perceel 2.")


def test_lots_that_contradict_each_other_in_their_reading_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(
        HEAD
        + f"vb-1,1,dienst,150000,{YEAR},nee,percelen=samen\n"
        + f"vb-1,2,dienst,300000,{YEAR},nee,percelen=apart\n"
        + f"vb-2,1,dienst,300000,{YEAR},nee,percelen=apart\n",
        "utf-8",
    )
    code, out, err = check(path, "--formaat", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert ["fout" in row for row in rows] == [False, True, False]
    assert rows[0]["uitkomst"] == "onbekend"
    assert "lijst.csv:3:49: lezingen" in err
    assert "percelen=samen" in rows[1]["fout"]
    chosen = check(path, "--formaat", "jsonl", "--lezing", "percelen=samen")[1]
    assert "fout" not in chosen


def test_lots_that_are_not_together_are_told_of(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(
        HEAD
        + f"vb-1,1,dienst,150000,{YEAR},nee,\n"
        + f"vb-2,1,dienst,300000,{YEAR},nee,\n"
        + f"vb-1,2,dienst,150000,{YEAR},nee,\n"
        + f"vb-1,3,dienst,150000,{YEAR},nee,\n",
        "utf-8",
    )
    for form in ("jsonl", "tabel", "csv", "yaml"):
        _, out, err = check(path, "--formaat", form)
        assert err.count("lijst.csv:4:1: dit id staat ook op regel 2") == 1
        assert "lijst.csv:5" not in err
        assert "met andere rijen ertussen of met andere hoofdletters: 1" in out + err


def test_a_row_without_quotes_closed_between_two_lots_does_not_part_them(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(
        HEAD
        + f"vb-1,1,dienst,150000,{YEAR},nee,\n"
        + "te,weinig\n".replace("te,weinig", ",9")
        + f"vb-1,2,dienst,150000,{YEAR},nee,\n",
        "utf-8",
    )
    assert "dit id staat ook" not in check(path, "--formaat", "csv")[2]


def test_a_bad_lot_keeps_its_name(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(
        HEAD + f"vb-1,Noord,dienst,150000,{YEAR},nee,\nvb-1,Zuid,dienst,veel,{YEAR},nee,\n", "utf-8"
    )
    assert 'perceel: "Zuid"' in check(path, "--formaat", "yaml")[1]
    rows = list(csv.DictReader(io.StringIO(check(path, "--formaat", "csv")[1])))
    assert [row["perceel"] for row in rows] == ["Noord", "Zuid"]
    assert all(None not in row for row in rows)


def test_a_contradiction_is_told_at_its_column(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("id,aard,begin,einde\nvb-1,dienst,2018-03-01,2018-02-01\nvb-2,werk,2018,2019\n", "utf-8")
    assert "lijst.csv:2:24: einde: de einddatum ligt vóór de begindatum" in check(path)[2]
    record = tmp_path / "vb-3.yaml"
    record.write_text('id: vb-3\nbegin: "2018-03-01"\neinde: "2018-02-01"\n', "utf-8")
    assert "vb-3.yaml:3:8: einde" in check(record)[2]
    record.write_text("id: vb-3\nwerkwijze: anders\n", "utf-8")
    assert "vb-3.yaml:2:12: werkwijze" in check(record)[2]


def test_the_summary_names_the_condition_the_question_and_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(
        HEAD
        + f"vb-1,1,dienst,150000,{YEAR},nee,\nvb-1,2,dienst,150000,{YEAR},nee,\n"
        + f"vb-2,,dienst,,{YEAR},nee,\n"
        + f"vb-3,,dienst,200000,{YEAR},nee,\nvb-4,,levering,200000,{YEAR},nee,\n",
        "utf-8",
    )
    out = check(path)[1]
    assert "Niet van toepassing: 2. Dat komt door loonsom (2) en aard (1)." in out
    assert "Nog onbekend: 3. Dat komt door loonsom (3)." in out
    assert "Nog te vragen: de loonsom (1)." in out
    assert "Nog een lezing te kiezen: percelen (2)." in out


@pytest.mark.parametrize("form", ["tabel", "tekst", "markdown", "html"])
def test_no_sentence_ends_twice_and_no_field_is_named_as_in_a_file(tmp_path: Path, form: str) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(
        HEAD + f"vb-1,1,dienst,,{YEAR},nee,\nvb-1,2,dienst,zzz,{YEAR},nee,\nvb-2,,dienst,,{YEAR},,\n", "utf-8"
    )
    out = check(path, "--formaat", form)[1]
    assert ".." not in out
    assert ".;" not in out
    record = re.compile(r"(?s)```+\n.*?\n```+|<pre>.*?</pre>")  # a memo carries the record as it is kept
    assert "_excl_btw" not in record.sub("", out).replace("loonsom_excl_btw: dit is geen bedrag", "")


ENOUGH, SHORT_OF = f"dienst,300000,{YEAR},nee,", f"dienst,150000,{YEAR},nee,"
LONE: dict[str, tuple[str, list[str], str]] = {
    # rows; the outcomes; what is said of the first.
    "a lot alone": (f"vb-1,1,{SHORT_OF}\n", ["onbekend"], "is niet gegeven"),
    "a lot alone that is enough by itself": (f"vb-1,1,{ENOUGH}\n", ["van_toepassing"], "is niet gegeven"),
    "a tender that is no lot": (f"vb-1,,{SHORT_OF}\n", ["niet_van_toepassing"], ""),
    "two lots are taken for all": (
        f"vb-1,1,dienst,100000,{YEAR},nee,\nvb-1,2,dienst,100000,{YEAR},nee,\n",
        ["niet_van_toepassing"] * 2,
        "",
    ),
    "lots with another tender between them": (
        f"vb-1,1,{SHORT_OF}\nvb-2,,{SHORT_OF}\nvb-1,2,{SHORT_OF}\n",
        ["onbekend", "niet_van_toepassing", "onbekend"],
        "staan elders in het bestand",
    ),
    "rows of one id apart, though none is called a lot": (
        f"vb-1,,{SHORT_OF}\nvb-2,,{SHORT_OF}\nvb-1,,{SHORT_OF}\n",
        ["onbekend", "niet_van_toepassing", "onbekend"],
        "staan elders in het bestand",
    ),
    "ids that differ in capitals": (
        f"vb-1,1,{SHORT_OF}\nVB-1,2,{SHORT_OF}\n",
        ["onbekend"] * 2,
        "met andere hoofdletters",
    ),
}


@pytest.mark.parametrize(("rows", "outcomes", "said"), LONE.values(), ids=LONE)
def test_a_lot_without_the_others_is_unknown_where_they_could_matter(
    rows: str, outcomes: list[str], said: str, tmp_path: Path
) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(HEAD + rows, "utf-8")
    findings = [json.loads(line) for line in check(path, "--formaat", "jsonl")[1].splitlines()]
    assert [verdict["uitkomst"] for verdict in findings] == outcomes
    assert said in " ".join(findings[0]["waarschuwingen"])
    as_csv = list(csv.DictReader(io.StringIO(check(path, "--formaat", "csv")[1])))
    assert [row["uitkomst"] for row in as_csv] == outcomes


def test_whether_others_are_missing_or_elsewhere_is_in_the_table_and_the_summary(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(
        HEAD + f"vb-1,1,{SHORT_OF}\nvb-2,1,{SHORT_OF}\nvb-3,,{SHORT_OF}\nvb-2,2,{SHORT_OF}\n", "utf-8"
    )
    rows = list(csv.DictReader(io.StringIO(check(path, "--formaat", "csv")[1])))
    assert "andere percelen zijn niet gegeven" in rows[0]["reden"]
    assert "andere percelen staan elders in het bestand" in rows[1]["reden"]
    out = check(path)[1]
    assert "percelen niet gegeven (1)" in out
    assert "percelen elders (2)" in out


def test_a_question_about_one_lot_is_counted_once_for_each_tender(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(
        HEAD
        + f"vb-1,1,dienst,150000,{YEAR},nee,percelen=samen\n"
        + f"vb-1,2,dienst,,{YEAR},nee,percelen=samen\n"
        + f"vb-2,,dienst,,{YEAR},nee,\n"
        + f"vb-3,1,dienst,150000,{YEAR},nee,percelen=samen\n"
        + f"vb-3,2,dienst,,{YEAR},nee,percelen=samen\n",
        "utf-8",
    )
    assert "Nog te vragen: de loonsom (3)." in check(path)[1]
