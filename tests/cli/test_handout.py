"""The page of a proeftuin to hand out: all that the register tells of it, its sources, and no person."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
RIJK = str(ROOT / "data")
EXAMPLE = str(ROOT / "docs" / "voorbeelden" / "twee-jaren")
MARKS = 7


def words(page: str) -> str:
    body = page[page.index("<main") :]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_the_page_tells_what_was_wanted_by_whom_what_was_done_and_what_came_of_it(maatwerk: Any) -> None:
    done = maatwerk("toon", "atos", "--formaat", "html", "--data", RIJK)
    assert done.returncode == 0, done.stderr
    page = words(done.stdout)
    for text in (
        "Doel Drie stages bieden, bij ATOS zelf of bij een opdrachtgever van ATOS.",
        "Voor wie Groepen binnen het thema diversiteit",
        "Beoogde plaatsen 3",
        "Leverancier ATOS",
        "Opdrachtgever niet bekend",  # the report does not say
        "Partners Ministerie van Onderwijs, Cultuur en Wetenschap",
        "Fase Gestart (afgeleid)",
        "opgestart",
        "Kandidaten die de bron noemt 3 (jaarverslag-2018, pagina Proeftuin ATOS)",
        "Misschien dezelfde proeftuin als: Proeftuin ATOS (ICT Inhuur).",
        "Afgeleid, en niet letterlijk in een bron: soort, overheid en verloop.",
    ):
        assert text in page
    assert done.stdout.count("niet bekend</td>") >= MARKS  # no plan says which marks it has
    assert "<script" not in done.stdout
    assert "k-" not in page  # no candidate, not even by a random id


def test_a_fictional_page_tells_who_set_it_up(maatwerk: Any) -> None:
    text = words(maatwerk("toon", "vb-les", "--formaat", "html", "--data", EXAMPLE).stdout)
    assert "Zette de proeftuin op in de leerformule Voorbeelddienst" in text
    assert "Komt uit Leerformule" in text


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("icia", "dit is een organisatie"),
        ("berenschott", "Bedoelde u 'berenschot'?"),
        ("niets", "geen proeftuin"),
    ],
)
def test_only_a_proeftuin_has_a_page(maatwerk: Any, name: str, said: str) -> None:
    done = maatwerk("toon", name, "--formaat", "html", "--data", RIJK)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert said in done.stderr


def test_of_what_was_withdrawn_and_of_data_with_errors_there_is_no_page(
    maatwerk: Any, register: Path
) -> None:
    file = register / "proeftuinen" / "kpmg.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("bronnen:", 'ingetrokken:\n  op: "2018"\n  reden: Voorbeeld.\nbronnen:', 1), "utf-8"
    )
    done = maatwerk("toon", "kpmg", "--formaat", "html", "--data", str(register))
    assert done.returncode == 2
    file.write_text(text.replace("soort: regulier", "soort: iets"), "utf-8")
    broken = maatwerk("toon", "atos", "--formaat", "html", "--data", str(register))
    assert broken.returncode == 2
    assert "maatwerk valideer" in broken.stderr


def test_pages_to_hand_out_mark_each_fact_that_was_inferred(maatwerk: Any) -> None:
    """§5 calls neither EY nor Berenschot started; that a second plan replaced the first is our reading."""
    text = words(maatwerk("toon", "berenschot", "--formaat", "html", "--data", RIJK).stdout)
    assert "Gestart (afgeleid) niet bekend jaarverslag-2018, §5" in text
    assert "Versie 1 (afgeleid) vervangen (afgeleid) niet bekend" in text
    # The source gives both numbers itself, on one page.
    assert "Kandidaten die de bron noemt 4 (jaarverslag-2018, pagina Proeftuin Berenschot)" in text
    assert "Mensen die duurzaam aan het werk zijn 4 (jaarverslag-2018, pagina Proeftuin Berenschot)" in text
    # The function of one person is named, not who keeps the category (§2.3).
    assert "Beheert de inkoopcategorie Ministerie van Infrastructuur en Waterstaat (afgeleid)" in words(
        maatwerk("toon", "atos", "--formaat", "html", "--data", RIJK).stdout
    )
    kpmg = words(maatwerk("toon", "kpmg", "--formaat", "html", "--data", RIJK).stdout)
    assert "Fase Gestart Soort" in kpmg
    assert "Plan van aanpak ondertekend (afgeleid) 2017 getekend" in kpmg
    assert 'soort, overheid en verloop ("Plan van aanpak ondertekend").' in kpmg
    assert "duurzaam aan het werk" not in kpmg
    first = maatwerk("toon", "berenschot-1", "--formaat", "markdown", "--data", RIJK).stdout
    assert "- Vervangen (afgeleid), datum onbekend" in first
    plan = maatwerk("toon", "berenschot-2", "--formaat", "markdown", "--data", RIJK).stdout
    assert "versie 2 (afgeleid)" in plan.splitlines()[0]
    assert "Vervangt: berenschot-1 (afgeleid)." in plan
    assert "Doelen (afgeleid):" in plan


def test_a_framework_s_page_says_what_no_confirmed_source_says(maatwerk: Any) -> None:
    """The day in 2011 and who must use it stand in excerpts only; the report names the year (§1.1)."""
    text = maatwerk("kader", "toon", "generiek_kader", "--formaat", "tekst", "--data", RIJK).stdout
    text = " ".join(text.split())
    assert "van de eerste dag is alleen het jaar 2011 bevestigd (jaarverslag-2018, §1.1)" in text
    assert "Bron: evofenedex-2011, uittreksel, niet bevestigd." in text
    assert "dit kader geldt; Bron: pianoo, uittreksel, niet bevestigd." in text
    assert "De bron zegt niet of de 5% na 2017 nog gold" in text
    assert "de aard van de opdracht is werk of dienst" in text
