"""``check-aanbesteding``: what an outcome rests on and what is asked, a case with its reason each."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.conftest import printed

Run = Callable[..., CompletedProcess[str]]
DATA = ("--data", str(Path(__file__).parents[2] / "data"))
MAXIMUM = "gelezen als die van het maximum van de hele raamovereenkomst"
AGREEMENT = (
    *("--aard", "dienst", "--loonsom", "900000", "--begin", "2018-03-01", "--einde", "2020-02-29"),
    *("--raamovereenkomst", "ja", "--uitsluitingsgrond", "nee", "--werkwijze", "generiek_kader"),
)
HEAD = "id,perceel,aard,loonsom_excl_btw,looptijd_maanden,uitsluitingsgronden,peildatum"


@pytest.mark.parametrize("form", ["tabel", "tekst", "markdown", "html", "json", "jsonl"])
def test_that_the_wage_sum_is_taken_for_that_of_the_maximum_is_told(maatwerk: Run, form: str) -> None:
    done = maatwerk("check-aanbesteding", *AGREEMENT, "--formaat", form, *DATA)
    assert MAXIMUM in printed(done)
    assert "Geen bron zegt of de loonsom die van het maximum is" in printed(done)


ICT = (
    *("--aard", "dienst", "--loonsom", "900000", "--begin", "2018-03-01", "--einde", "2020-02-29"),
    *("--categorie", "ICT Inhuur", "--uitsluitingsgrond", "nee"),
)
BROUGHT_IN = "concept van de proeftuinen ingebracht"
ITS_PAGE = "Bron: jaarverslag-2018 (pagina Proeftuin ATOS)."


@pytest.mark.parametrize("form", ["tabel", "tekst", "markdown", "html", "json", "jsonl"])
def test_what_the_source_tells_of_ict_inhuur_stands_beside_the_framework_that_was_assumed(
    maatwerk: Run, form: str
) -> None:
    done = maatwerk("check-aanbesteding", *ICT, "--formaat", form, *DATA)
    assert done.returncode == 0
    assert BROUGHT_IN in printed(done)
    assert ITS_PAGE in printed(done)
    chosen = maatwerk("check-aanbesteding", *ICT, "--werkwijze", "generiek_kader", "--formaat", form, *DATA)
    assert BROUGHT_IN not in printed(chosen)


def test_it_changes_no_outcome_and_has_a_code_in_a_table(maatwerk: Run) -> None:
    codes = []
    for category in ("ICT Inhuur", "catering"):
        words = [category if word == "ICT Inhuur" else word for word in ICT]
        done = maatwerk("check-aanbesteding", *words, "--formaat", "csv", *DATA)
        (row,) = csv.DictReader(io.StringIO(done.stdout))
        assert (row["uitkomst"], row["kader"], row["bedrag"]) == (
            *("van_toepassing", "generiek_kader", "45000.00"),
        )
        codes.append({*row["onzeker"].split()})
    assert codes[0] - codes[1] == {"tegenspraak_proeftuinen_ict_inhuur"}


def test_who_signs_states_it_and_the_memo_names_the_page(maatwerk: Run) -> None:
    memo = printed(maatwerk("check-aanbesteding", *ICT, "--formaat", "markdown", *DATA))
    assert BROUGHT_IN in memo.partition("Dit hoort bij die vaststelling")[2]
    assert "pagina Proeftuin ATOS" in memo.partition("## Bronnen")[2].partition("## Zo herhaalt")[0]


def test_a_warning_on_which_the_outcome_does_not_rest_says_so_and_stands_last(
    maatwerk: Run, tmp_path: Path
) -> None:
    """One framework has no limit and no grounds: what is unsure of them is of the other alone."""
    head = "aard,loonsom_excl_btw,begin,einde,uitsluitingsgronden,werkwijze,verlenging_maanden,peildatum"
    row = "dienst,250000,2018-03-01,2020-02-29,nee,{},,2017-12-01"
    later = row.replace("2017-12-01", "2019-06-01")
    rows = [later.format("maatwerk"), later.format("generiek_kader"), row.format("generiek_kader")]
    (tmp_path / "lijst.csv").write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    done = maatwerk("check-aanbesteding", "lijst.csv", "--formaat", "jsonl", *DATA, cwd=tmp_path)
    chosen, followed, before = (json.loads(line)["waarschuwingen"] for line in done.stdout.splitlines())
    aside = "Alleen bij het generieke kader; de uitkomst rust hier niet op: "
    stands_aside = [text.startswith(aside) for text in chosen]
    assert stands_aside == sorted(stands_aside)
    own, others = chosen[: stands_aside.index(True)], chosen[stands_aside.index(True) :]
    assert any("De bron over de werkwijze Maatwerk voor Mensen is van april 2019" in text for text in own)
    for told_of_grounds_or_options in ("Opgegeven is dat ug-1", "Er is geen verlenging ingevuld"):
        assert any(text.startswith(f"{aside}{told_of_grounds_or_options}") for text in others)
    assert {text.removeprefix(aside) for text in others} <= {*followed}
    assert not any(text.startswith("Alleen bij") for text in (*followed, *before))
    record = tmp_path / "een.yaml"
    fields = zip(head.split(","), rows[0].split(","), strict=True)
    record.write_text("".join(f"{name}: {text}\n" for name, text in fields if text), encoding="utf-8")
    alone = maatwerk("check-aanbesteding", str(record), "--formaat", "json", *DATA)
    assert json.loads(alone.stdout)["waarschuwingen"] == chosen


def test_the_maximum_has_a_code_in_a_table(maatwerk: Run) -> None:
    done = maatwerk("check-aanbesteding", *AGREEMENT, "--formaat", "csv", *DATA)
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert "maximum_aangenomen" in row["onzeker"].split()


MAXIMA: dict[str, tuple[tuple[str, ...], bool]] = {
    "the whole is chosen, and the obligation is taken of that wage sum": (
        (*AGREEMENT, "--lezing", "raamovereenkomst=geheel"),
        True,
    ),
    "below the limit it decides": ((*AGREEMENT, "--loonsom", "100000"), True),
    "no framework agreement": ((*AGREEMENT, "--raamovereenkomst", "nee"), False),
    "a call-off has a wage sum of its own": (
        (*AGREEMENT, "--raamovereenkomst", "nadere_overeenkomst"),
        False,
    ),
    "supplies fall outside, whatever the wage sum": ((*AGREEMENT, "--aard", "levering"), False),
}


@pytest.mark.parametrize("case", MAXIMA)
def test_the_maximum_is_told_only_where_the_outcome_rests_on_it(maatwerk: Run, case: str) -> None:
    arguments, rests = MAXIMA[case]
    given = dict(zip(arguments[::2], arguments[1::2], strict=True))  # the last one given counts
    words = [word for pair in given.items() for word in pair]
    done = maatwerk("check-aanbesteding", *words, "--formaat", "json", *DATA)
    assert (MAXIMUM in printed(done)) == rests


def test_a_value_alone_is_taken_for_that_of_the_maximum_too(maatwerk: Run) -> None:
    words = [word for word in AGREEMENT if word not in ("--loonsom", "900000")]
    done = maatwerk(*("check-aanbesteding", *words, "--opdrachtwaarde", "200000", "--formaat", "json"), *DATA)
    verdict = json.loads(done.stdout)
    assert verdict["uitkomst"] == "niet_van_toepassing"
    assert "De waarde van de opdracht is gelezen als die van het maximum" in printed(done)


def test_a_wage_sum_that_is_not_known_is_asked_of_the_maximum(maatwerk: Run) -> None:
    words = [word for word in AGREEMENT if word not in ("--loonsom", "900000")]
    done = maatwerk("check-aanbesteding", *words, "--formaat", "json", *DATA)
    asked = {kader["veld"]: kader["vraag"] for kader in json.loads(done.stdout)["kaders"][0]["te_vragen"]}
    assert "maximum van de hele raamovereenkomst" in asked["loonsom_excl_btw"]


def test_a_check_digit_that_is_wrong_is_named_with_the_right_one(maatwerk: Run, tmp_path: Path) -> None:
    done = maatwerk("check-aanbesteding", "--cpv", "45000000-1", *DATA)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--cpv: het controlecijfer van deze CPV-code klopt niet. Schrijf 45000000-7" in done.stderr
    record = tmp_path / "opdracht.yaml"
    record.write_text('aard: werk\ncpv: "45000000-1"\n', encoding="utf-8")
    done = maatwerk("check-aanbesteding", str(record), *DATA)
    assert done.returncode == 2
    assert "45000000-7" in done.stderr
    assert f"{record}:2:6" in done.stderr


@pytest.mark.parametrize("text", ["300.000 incl. btw", "€ 300.000,- inclusief BTW", "300k (incl btw)"])
def test_the_remedy_for_an_amount_with_vat_leads_to_no_wrong_amount(maatwerk: Run, text: str) -> None:
    """Who only takes the words away has an amount with VAT where one without is asked."""
    done = maatwerk("check-aanbesteding", "--loonsom", text, *DATA)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--loonsom: dit bedrag is met btw. Vraag het bedrag zonder btw na" in done.stderr
    assert "250000" not in done.stderr


def series(maatwerk: Run, folder: Path, text: str, *more: str) -> CompletedProcess[str]:
    (folder / "lijst.csv").write_text(text, encoding="utf-8")
    return maatwerk("check-aanbesteding", "lijst.csv", *more, *DATA, cwd=folder)


def test_rows_that_are_no_tenders_are_told_and_not_counted_as_read(maatwerk: Run, tmp_path: Path) -> None:
    rows = [
        "vb-1,,dienst,300000,12,nee,2018-03-01",
        ",,,,,,",
        "---,---,---,---,---,---,---",
        "Totaal,,,300000,,,",
    ]
    text = "\n".join([HEAD, *rows]) + "\n"
    done = series(maatwerk, tmp_path, text, "--formaat", "tekst")
    assert "1 aanbesteding gelezen." in done.stdout
    assert "want leeg, alleen streepjes of een totaal: 3 rijen." in done.stdout
    assert "omdat de regel niet klopt" not in done.stdout
    assert [line.split(": ")[0] for line in done.stderr.splitlines() if "niet beoordeeld" in line] == [
        *(f"lijst.csv:{line}:1" for line in (3, 4, 5)),
    ]
    rows = series(maatwerk, tmp_path, text, "--formaat", "csv").stdout.splitlines()
    assert len(rows) == 5  # each row gives one


def test_a_row_of_only_tabs_is_told(maatwerk: Run, tmp_path: Path) -> None:
    head = HEAD.replace(",", "\t")
    row = "vb-1\t\tdienst\t300000\t12\tnee\t2018-03-01"
    done = series(maatwerk, tmp_path, f"{head}\n{row}\n\t\t\t\t\t\t\n\n", "--formaat", "tekst")
    assert "lijst.csv:3:1: Deze rij is leeg" in done.stderr
    assert "1 aanbesteding gelezen." in done.stdout
    assert "1 rij." in done.stdout


@pytest.mark.parametrize("form", ["csv", "tekst"])
def test_a_row_of_one_lot_names_the_lot_that_is_asked_about(maatwerk: Run, tmp_path: Path, form: str) -> None:
    lots = "vb-1,noord,dienst,100000,12,nee,2018-03-01\nvb-1,zuid,dienst,,12,nee,2018-03-01\n"
    done = series(maatwerk, tmp_path, f"{HEAD}\n{lots}", "--formaat", form)
    assert printed(done).count("(perceel zuid)") >= 2  # the row of either lot says whose wage sum is lacking
    assert "(perceel noord)" not in printed(done)


def test_who_signs_for_a_way_of_working_signs_nothing_of_another(maatwerk: Run) -> None:
    """[J] §2.1: the way of working looks at what kind of contract it is, and at nothing else."""
    chosen = {"--werkwijze": "maatwerk", "--loonsom": "400000", "--opdrachtwaarde": "600000"}
    given = dict(zip(AGREEMENT[::2], AGREEMENT[1::2], strict=True)) | chosen
    words = [word for pair in given.items() for word in pair]
    sure = ("--opdrachtgever-soort", "rijk", "--verlenging", "0")
    done = maatwerk("check-aanbesteding", *words, *sure, "--formaat", "markdown", *DATA)
    memo, _, signed = printed(done).partition("## Ondertekening")
    assert "Handtekening" in signed
    assert [line for line in signed.splitlines() if line.startswith("- ")] == [
        line
        for line in signed.splitlines()
        if line.startswith("- De uitkomst hangt af van de gekozen werkwijze.")
    ]
    assert MAXIMUM not in signed
    _, _, elsewhere = memo.partition("## Aangenomen en onzeker bij het generieke kader")
    assert "De uitkomst rust hier niet op." in elsewhere
    assert MAXIMUM in elsewhere
    assert "Gemeten aan de waarde" not in memo  # both lie above the limit; only its level is open


RIJK = ("--opdrachtgever-soort", "rijk", "--verlenging", "0", "--looptijd", "12", "--aard", "dienst")


@pytest.mark.parametrize(
    ("arguments", "closed"),
    [
        (("--peildatum", "2009-06-01"), True),
        (("--peildatum", "2009"), True),
        (("--peildatum", "2011"), False),  # the framework began within that year: the day tells
        (("--peildatum", "2018-06-01"), False),
    ],
)
def test_a_framework_that_did_not_hold_then_leaves_nothing_to_answer(
    maatwerk: Run, arguments: tuple[str, ...], closed: bool
) -> None:
    memo = printed(maatwerk("check-aanbesteding", *RIJK, *arguments, "--formaat", "markdown", *DATA))
    assert ("Op deze peildatum geldt geen kader dat hier te volgen is." in memo) == closed
    assert ("nog niet te zeggen of social return" in memo) != closed
    assert ("maak de memo opnieuw" in memo) != closed


def test_advice_stands_with_its_source(maatwerk: Run) -> None:
    """[J] §2.4 and §2.2: the plan of approach, and the interest of the candidate."""
    way = ("--werkwijze", "maatwerk", "--peildatum", "2018-06-01")
    memo = printed(maatwerk("check-aanbesteding", *RIJK, *way, "--formaat", "markdown", *DATA))
    assert (
        "Dat dit is aan te raden, zeggen de makers van dit hulpmiddel. Bron: jaarverslag-2018 (§2.4)." in memo
    )
    assert "Zet het belang van de kandidaat altijd voorop. In een proeftuin gebeurt dat" in memo
    assert (
        "Dat dit is aan te raden, zeggen de makers van dit hulpmiddel. Bron: jaarverslag-2018 (§2.2)." in memo
    )


def test_an_open_reading_may_still_matter_as_long_as_something_is_unknown(maatwerk: Run) -> None:
    agreement = ("--raamovereenkomst", "ja", "--peildatum", "2018-06-01", "--formaat", "markdown")
    level = "Geldt de grens per nadere overeenkomst of over de hele raamovereenkomst? |"
    unknown = printed(maatwerk("check-aanbesteding", *RIJK, *agreement, *DATA))
    assert f"{level} open; of het uitmaakt, is nog niet te zeggen" in unknown
    not_needed = "één voor één of samen? | speelt niet bij deze aanbesteding" + " | niet nodig" * 3
    assert not_needed in unknown  # it has no lots, so nobody had to choose
    low = printed(maatwerk("check-aanbesteding", *RIJK, *agreement, "--loonsom", "1000", *DATA))
    assert (
        f"{level} open, en het maakt niet uit | niemand koos" in low
    )  # no call-off comes to more than the whole


def test_a_series_counts_the_rows_without_a_day(maatwerk: Run, tmp_path: Path) -> None:
    file = tmp_path / "lijst.csv"
    file.write_text(f"{HEAD}\na,,dienst,300000,12,nee,\nb,,dienst,300000,12,nee,2018-03-01\n")
    done = maatwerk("check-aanbesteding", str(file), *DATA)
    assert "Bij 1 van de onbekende is de peildatum niet bekend." in printed(done)


def test_the_overview_says_by_number_what_outcomes_rest_on(maatwerk: Run, tmp_path: Path) -> None:
    file = tmp_path / "lijst.csv"
    head = f"{HEAD},raamovereenkomst,verlenging_maanden"
    rows = (
        "a,,dienst,300000,12,nee,2018-03-01,ja,0",
        "b,,dienst,300000,3,nee,2018-03-01,nee,12",
        "c,,levering,300000,12,nee,2018-03-01,nee,0",
    )
    file.write_text("\n".join((head, *rows)) + "\n")
    chosen = ("--lezing", "raamovereenkomst=geheel", "--lezing", "verlenging=telt_mee")
    memo = printed(maatwerk("check-aanbesteding", str(file), *chosen, "--formaat", "markdown", *DATA))
    overview, _, _ = memo.partition("## 1")
    assert "Waar deze uitkomsten verder op rusten, per nummer:" in overview
    assert "- 1: Dit is een raamovereenkomst. De loonsom is" in overview
    assert (
        "- 2: De uitkomst hangt af van een gekozen lezing. Geen bron beslist die. Tellen opties" in overview
    )
    assert "- 2: Niet vastgelegd is of de opties tot verlenging in de loonsom zitten." in overview
    assert "- 1 en 2: Opgegeven is dat ug-1" in overview  # supplies fall outside by what they are


def test_the_overview_says_that_lots_stay_below_a_limit_by_a_chosen_reading(
    maatwerk: Run, tmp_path: Path
) -> None:
    """No obligation follows, and that is what was chosen."""
    file = tmp_path / "lijst.csv"
    rows = [f"a,{lot},dienst,150000,12,nee,2018-03-01" for lot in (1, 2)]
    file.write_text("\n".join((HEAD, *rows)) + "\n")
    given = ("--lezing", "percelen=apart", "--formaat", "markdown")
    memo = printed(maatwerk("check-aanbesteding", str(file), *given, *DATA))
    overview, _, _ = memo.partition("## 1")
    assert "- 1 en 2: De uitkomst hangt af van een gekozen lezing." in overview
    assert "laatste perceel' is de uitkomst: van toepassing." in overview


@pytest.mark.parametrize(("given", "meant"), [("ug-9", ""), ("ug1", "Bedoelde u 'ug-1'? ")])
def test_of_grounds_that_are_as_near_none_is_proposed(maatwerk: Run, given: str, meant: str) -> None:
    done = maatwerk("check-aanbesteding", *RIJK, "--uitsluitingsgrond", given, *DATA)
    assert f"deze grond bestaat niet. {meant}Kies uit: nee" in " ".join(done.stderr.split())


SURE = {
    "--opdrachtgever-soort": "rijk", "--aard": "dienst", "--loonsom": "300000", "--looptijd": "12",
    "--verlenging": "0", "--raamovereenkomst": "nee", "--uitsluitingsgrond": "nee",
    "--werkwijze": "generiek_kader", "--peildatum": "2018-03-01",
}  # fmt: skip
SECRET = {"--uitsluitingsgrond": "ug-2", "--motivering": "Het werk is geheim"}
WAY = (
    "De uitkomst hangt af van de gekozen werkwijze. Gekozen: het generieke kader. Met de werkwijze Maatwerk "
    "voor Mensen is de uitkomst: van toepassing."
)
GROUND = "De uitkomst rust op uitsluitingsgrond ug-2. Beoordeeld door: niet vastgelegd."
FILED = "beoordelingen: [{{wat: {}, door: jurist, datum: 2018-02-01}}]\n"
# What differs from a tender to which both frameworks apply, what is on file; then code, and text.
TOLD: dict[str, tuple[dict[str, str], str, str, str, bool]] = {
    "another way of working decides otherwise": (
        {"--loonsom": "100000"}, "", "werkwijze_gekozen", WAY, True,
    ),
    "it decides the same": ({}, "", "werkwijze_gekozen", WAY, False),
    "no way of working was chosen": (
        {"--loonsom": "100000", "--werkwijze": ""}, "", "werkwijze_gekozen", WAY, False,
    ),
    "a ground that nobody judged": (SECRET, "", "grond_niet_beoordeeld", GROUND, True),
    "a ground that another was judged beside": (
        SECRET, FILED.format("ug-1"), "grond_niet_beoordeeld", GROUND, True,
    ),
    "a ground that was judged": (SECRET, FILED.format("ug-2"), "grond_niet_beoordeeld", GROUND, False),
    "grounds that were judged together": (
        SECRET, FILED.format("uitsluitingsgronden"), "grond_niet_beoordeeld", GROUND, False,
    ),
    "a ground that does not decide alone": (
        SECRET | {"--loonsom": "100000"}, "", "grond_niet_beoordeeld", GROUND, False,
    ),
    "no ground applies": ({}, "", "grond_niet_beoordeeld", GROUND, False),
}  # fmt: skip


@pytest.mark.parametrize("case", TOLD)
def test_what_a_choice_or_a_ground_carries_is_told_in_every_form(
    maatwerk: Run, tmp_path: Path, case: str
) -> None:
    changed, filed, code, text, rests = TOLD[case]
    (tmp_path / "dossier.yaml").write_text(filed or "{}\n", encoding="utf-8")
    words = [word for name, value in (SURE | changed).items() if value for word in (name, value)]
    command = ("check-aanbesteding", *words, "--dossier", "dossier.yaml", *DATA)
    for form in ("tekst", "json", "jsonl", "markdown"):
        page = printed(maatwerk(*command, "--formaat", form, cwd=tmp_path)).replace("\\", "")
        assert (text in page) == rests, form
    (row,) = csv.DictReader(io.StringIO(maatwerk(*command, "--formaat", "csv", cwd=tmp_path).stdout))
    assert (code in row["onzeker"].split()) == rests
    assert (text in printed(maatwerk(*command, "--bestek", cwd=tmp_path))) == rests


def test_a_memo_says_once_on_what_it_rests_and_who_chose(maatwerk: Run, tmp_path: Path) -> None:
    words = [word for pair in (SURE | SECRET).items() for word in pair]
    memo = printed(maatwerk("check-aanbesteding", *words, "--formaat", "markdown", *DATA))
    for part in (
        memo.split("## Aangenomen en onzeker")[1].split("## Bronnen")[0],
        memo.split("## Ondert")[1],
    ):
        assert part.count("De uitkomst rust op uitsluitingsgrond") == 1
        assert part.count("De uitkomst hangt af van de gekozen werkwijze") == 1


CALLOFFS = ("--data", str(Path(__file__).parents[2] / "docs" / "voorbeelden" / "waterschap-met-cpv"))


@pytest.mark.parametrize(("level", "assumed"), [(None, True), ("nee", False), ("onbekend", False)])
def test_an_amount_owed_per_call_off_rests_on_there_being_none(
    maatwerk, level: str | None, assumed: bool
) -> None:
    """Of a framework agreement no amount can be given; that it is none is said wherever the amount is."""
    given = ("--opdrachtgever-soort", "decentraal", "--peildatum", "2024-03-01", "--cpv", "90510000")
    agreement = ("--raamovereenkomst", level) if level else ()
    asked = ("check-aanbesteding", *given, "--opdrachtwaarde", "2000000", *agreement, *CALLOFFS, "--formaat")
    said = "Aangenomen is dat dit geen raamovereenkomst is"
    for form in ("tekst", "markdown", "json", "csv"):
        output = " ".join(maatwerk(*asked, form).stdout.split())
        assert (said in output or "geen_raamovereenkomst_aangenomen" in output) == assumed, form


@pytest.mark.parametrize(
    ("level", "amount", "per", "asked"),
    [
        (None, "40000.00", "opdracht", ""),  # none is assumed, so that it is that of the contract itself
        ("nee", "40000.00", "opdracht", ""),
        ("nadere_overeenkomst", "40000.00", "nadere_overeenkomst", ""),
        ("ja", None, "nadere_overeenkomst", ""),
        (
            "onbekend",
            None,
            None,
            "raamovereenkomst",
        ),  # of the contract, or of each call-off of which none is known
    ],
)
def test_for_what_it_is_owed_follows_what_was_assumed_or_stays_open(
    maatwerk, level: str | None, amount: str | None, per: str | None, asked: str
) -> None:
    given = ("--opdrachtgever-soort", "decentraal", "--peildatum", "2024-03-01", "--cpv", "90510000")
    agreement = ("--raamovereenkomst", level) if level else ()
    check = ("check-aanbesteding", *given, "--opdrachtwaarde", "2000000", *agreement, *CALLOFFS, "--formaat")
    owed = json.loads(maatwerk(*check, "json").stdout)["kaders"][0]
    duty = owed["verplichting"]
    assert (duty["percentage"], duty["bedrag"], duty["per"]) == ("2", amount, per)
    assert [duty[name] for name in ("hoeveelheid", "laag", "hoog")] == [amount and "40000"] * 3
    assert [question["veld"] for question in owed["te_vragen"]] == asked.split()
    (row,) = csv.DictReader(io.StringIO(maatwerk(*check, "csv").stdout))
    assert (row["bedrag"], row["per"], row["te_vragen"]) == (amount or "", per or "", asked)
    for form in ("json", "tekst", "markdown"):
        output = " ".join(maatwerk(*check, form).stdout.replace("\xa0", " ").split())
        either = (
            "Is het er een, dan geldt de verplichting per nadere overeenkomst, en anders voor de opdracht"
        )
        assert (either in output) == (level == "onbekend"), form
        assert ("€ 40.000" in output) == (amount is not None and form != "json"), form
