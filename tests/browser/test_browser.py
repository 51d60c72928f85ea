"""The report and the memo in a real browser: axe-core and our own eyes, light, dark, narrow, wide; markup.

Needs chromium, node, java and the packages of ``package.json`` beside this file (``npm install``), or
``MAATWERK_NODE_MODULES`` naming the folder that has them. ``MAATWERK_SCHERMEN`` keeps the screenshots.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MODULES = Path(os.environ.get("MAATWERK_NODE_MODULES", HERE / "node_modules"))
EXAMPLE = ROOT / "docs" / "voorbeelden" / "twee-jaren"

CASES = {
    "2018": ("rapport", "2018", "--data", str(ROOT / "data")),
    "twee-jaren": ("rapport", "2018", "2019", "--data", str(EXAMPLE)),
    "intern": ("rapport", "2019", "--intern", "--data", str(EXAMPLE)),
    "tabel": ("rapport", "2018", "--tabel", "kerncijfers", "--data", str(ROOT / "data")),
    "proeftuin": ("toon", "atos", "--data", str(ROOT / "data")),
    "plan": ("toon", "berenschot-2", "--data", str(ROOT / "data")),
    "memo": (
        *("check-aanbesteding", "--data", str(ROOT / "data"), "--aard", "dienst", "--loonsom", "300000"),
        *(
            "--opdrachtgever",
            "Voorbeelddienst",
            "--titel",
            "Voorbeeld <van> een titel",
            "--begin",
            "2018-03-01",
            "--looptijd",
            "4",
        ),
        *("--verlenging", "12", "--uitsluitingsgrond", "nee", "--lezing", "verlenging=telt_mee"),
        *("--lezing", "raamovereenkomst=geheel"),
        *("--dossier", str(HERE / "dossier.yaml"), "--raamovereenkomst", "ja"),
    ),
    "memo-onbekend": ("check-aanbesteding", "--data", str(ROOT / "data"), "--aard", "werk"),
    "kader": ("kader", "toon", "generiek_kader", "--data", str(ROOT / "data")),
    "kader-banden": (
        *("kader", "toon", "voorbeeldhoven"),
        *("--data", str(ROOT / "docs" / "voorbeelden" / "gemeente-met-banden")),
    ),
    "vergelijk": (
        *("kader", "vergelijk", str(HERE / "percelen.csv"), "--stel", "loonsom_minimum=200000"),
        *("--data", str(ROOT / "data")),
    ),
    "memo-percelen": ("check-aanbesteding", str(HERE / "percelen.csv"), "--data", str(ROOT / "data")),
}


UNKNOWN = ("memo-onbekend", "memo-percelen", "vergelijk")
"""Where an outcome is still unknown or a row is wrong, which the exit code says."""


def tool(*names: str) -> str:
    """Find a program; skip without it, but not where all must run."""
    for name in names:
        outcome = shutil.which(name)
        if outcome:
            return outcome
    return missing(names[0])


def missing(what: str) -> str:
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} ontbreekt")
    pytest.skip(f"{what} ontbreekt")


@pytest.fixture(scope="module")
def pages(commands: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give the page of each case."""
    folder = tmp_path_factory.mktemp("bladzijden")
    made = {case: folder / f"{case}.html" for case in CASES}
    for case, page in made.items():
        done = commands.run([*CASES[case], "--formaat", "html", "--uitvoer", str(page)], folder, "", {})
        assert done.returncode == (1 if case in UNKNOWN else 0), (case, done.stderr)
    return made


def in_browser(script: Path, *pages: Path) -> Any:
    """Run a script of Node once for all pages, as starting a browser costs more than looking at one."""
    node, chromium = tool("node"), tool("chromium", "chromium-browser", "google-chrome")
    if not (MODULES / "playwright-core").is_dir():
        missing("npm install in tests/browser")
    done = subprocess.run(
        [node, str(script), chromium, *map(str, pages)],
        capture_output=True, text=True, timeout=480, env={**os.environ, "NODE_PATH": str(MODULES)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_the_pages_in_a_browser(pages: dict[str, Path]) -> None:
    looked_at = in_browser(HERE / "controleer.cjs", *pages.values())
    assert looked_at.keys() == CASES.keys()
    for case, results in looked_at.items():
        seen = [(result["colorScheme"], result["width"]) for result in results]
        assert seen == [("light", 320), ("dark", 768), ("light", 1280)]
        narrow, dark, wide = (result["passes"] for result in results)
        assert min(narrow, wide) > 20, case
        assert dark >= 1, case
        assert [(case, wrong) for result in results for wrong in result["violations"]] == []
        assert [(case, wrong) for result in results for wrong in result["problems"]] == []
        assert [(case, wrong) for result in results for wrong in result["outside"]] == []
    for result in looked_at["2018"]:  # the answer is on the first screen, that of a telephone too
        assert len(result["cards"]) == 4
        assert all(bottom <= 640 for bottom in result["cards"])


@pytest.mark.slow
def test_the_markup_is_valid(pages: dict[str, Path]) -> None:
    java = tool("java")
    jar = next(MODULES.glob("vnu-jar/build/dist/vnu.jar"), None) or missing("npm install in tests/browser")
    command = [java, "-jar", str(jar), "--stdout", "--format", "json", *map(str, pages.values())]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240)
    assert json.loads(done.stdout)["messages"] == []


def order_of(tree: str) -> list[str]:
    """Give the expected lines of the reading order that the tree does not have, each after the one before."""
    lines = [line.strip().removeprefix("- ").strip("'") for line in tree.splitlines()]
    start = 0
    lost = []
    for wanted in (HERE / "leesvolgorde.txt").read_text(encoding="utf-8").splitlines():
        outcome = next((place for place in range(start, len(lines)) if lines[place].startswith(wanted)), None)
        if outcome is None:
            lost.append(wanted)
        else:
            start = outcome + 1
    return lost


def outside_page(boxes: str) -> list[str]:
    """Give the words of a PDF that are not wholly inside their page."""
    number = r'="([-\d.]+)"'
    collected = []
    width = height = 0.0
    for line in boxes.splitlines():
        if page := re.search(f"<page width{number} height{number}", line):
            width, height = float(page[1]), float(page[2])
        word = re.search(f"xMin{number} yMin{number} xMax{number} yMax{number}>(.*)<", line)
        if word and not (
            float(word[1]) >= 0
            and float(word[2]) >= 0
            and float(word[3]) <= width
            and float(word[4]) <= height
        ):
            collected.append(word[5])
    return collected


@pytest.mark.slow
def test_the_page_as_people_have_it(pages: dict[str, Path]) -> None:
    """Forced colours, 400%, without CSS, printed; and the tree of a screen reader in its expected order."""
    looked_at = in_browser(HERE / "omstandigheden.cjs", pages["2018"], pages["twee-jaren"])
    assert looked_at.keys() == {"2018", "twee-jaren"}
    for case, content in looked_at.items():
        assert set(content["result"]) == {"forced light", "forced dark", "400%", "without CSS", "printed"}
        assert (case, {name: problems for name, problems in content["result"].items() if problems}) == (
            case,
            {},
        )
        read = subprocess.run(
            [tool("pdftotext"), "-bbox", str(pages[case].with_suffix(".pdf")), "-"],
            capture_output=True, text=True, timeout=240,
        )  # fmt: skip
        assert (case, outside_page(read.stdout)) == (case, [])
        printed = " ".join(re.findall(r">([^<]*)</word>", read.stdout))
        assert "bladzijde 1 van" in printed
        assert "· stand op 31 december" in printed
    assert order_of(looked_at["2018"]["tree"]) == []


@pytest.mark.slow
def test_two_years_fit_on_a_tablet_and_a_wider_table_keeps_its_first_column(
    pages: dict[str, Path], tmp_path: Path
) -> None:
    script = tmp_path / "breedte.cjs"
    script.write_text(
        """const { chromium } = require("playwright-core");
        (async () => {
          const browser = await chromium.launch({ executablePath: process.argv[2], args: ["--no-sandbox"] });
          const page = await browser.newPage({ viewport: { width: 768, height: 900 } });
          await page.goto("file://" + process.argv[3]);
          const regions = () => [...document.querySelectorAll(".rol")].map((rol) => {
            rol.scrollLeft = 10000;
            const first = rol.querySelector("tbody tr > :first-child").getBoundingClientRect();
            return {
              id: rol.getAttribute("aria-labelledby"), more: rol.scrollWidth > rol.clientWidth + 1,
              stays: Math.abs(first.left - rol.getBoundingClientRect().left) < 2,
              edge: getComputedStyle(rol).backgroundImage.includes("gradient"),
            };
          });
          console.log(JSON.stringify(await page.evaluate(regions)));
          await browser.close();
        })();""",
        encoding="utf-8",
    )
    regions = in_browser(script, pages["twee-jaren"])
    assert next(region for region in regions if region["id"] == "vergelijking-bijschrift")["more"] is False
    wider = [region for region in regions if region["more"]]
    assert wider  # a table of seven phases, whose first column stays while its edge shows that there is more
    assert all(region["stays"] and region["edge"] for region in wider)
