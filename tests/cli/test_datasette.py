"""The database of an export as its readers open it: Datasette serves every table and every row."""

import importlib.util
import json
import os
import re
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def served(maatwerk, register, tmp_path) -> Iterator[tuple[str, Path]]:
    """Export the register and let Datasette serve its database; give the address and the file."""
    if importlib.util.find_spec("datasette") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Datasette is needed: pip install '.[test]'")
        pytest.skip("Datasette is not here")
    (register / "aanbestedingen").mkdir(exist_ok=True)
    (register / "aanbestedingen/een.yaml").write_text(
        'id: een\naard: dienst\nloonsom_excl_btw: "250000.50"\nwerkwijze: generiek_kader\n'
        "uitsluitingsgronden: nee\nlezingen:\n  verlenging: telt_mee\n"
    )
    assert maatwerk("exporteer", "uit", "--intern", "--data", str(register)).returncode == 0
    path = tmp_path / "uit/register.sqlite"
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "datasette", "-i", str(path), "--port", "0"],
        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, cwd=tmp_path,
    )  # fmt: skip
    try:
        assert process.stderr is not None
        address = next(
            (match[0] for line in process.stderr if (match := re.search(r"http://127\.0\.0\.1:\d+", line))),
            None,
        )
        assert address, "Datasette did not start"
        yield address, path
    finally:
        process.terminate()
        process.communicate(timeout=30)


def get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310  our own server
        assert answer.status == 200
        return str(answer.read().decode())


def test_datasette_opens_every_table_and_follows_its_references(served) -> None:
    address, path = served
    database = sqlite3.connect(path)
    try:
        made = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        tables = [name for (name,) in made]
        counts = {
            name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608  our own names
            for name in tables
        }
        keys = {
            name: [row[1] for row in database.execute(f'PRAGMA table_info("{name}")') if row[5]]
            for name in tables
        }
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    finally:
        database.close()
    assert len(tables) > 20
    assert all(keys.values()), [name for name, key in keys.items() if not key]
    get(address)
    for name in tables:
        assert "<h1" in get(f"{address}/register/{quote(name)}")
        shown = json.loads(get(f"{address}/register/{quote(name)}.json?_shape=objects&_size=1"))
        assert shown["filtered_table_rows_count"] == counts[name]
    row = get(f"{address}/register/proeftuinen/berenschot")
    assert "Proeftuin Berenschot" in row
    assert "kandidaten" in row  # Datasette shows what refers to a row
    page = get(f"{address}/register/kandidaten")
    assert 'href="/register/proeftuinen/berenschot"' in page
    with pytest.raises(urllib.error.HTTPError):
        get(f"{address}/register/bestaat_niet")
