"""A table on a terminal: all of it is there, words and numbers are whole, columns stand under each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk_cli.text.table import DataTable, TableColumn
from maatwerk_cli.text.terminal.layout import DrawnColumn, clean, drawn, places_taken, wrapped
from maatwerk_cli.text.terminal.terminal_table import drawn_table

WORDS = st.text("ab-–é ", max_size=30) | st.sampled_from(("", "x" * 70, "werk en school", "日本語 " * 9))
NUMBERS = st.sampled_from(("1", "−1.234.567", "n.v.t.", "–"))
HEADINGS = st.sampled_from(("Naam", "Aantal mensen in het register", "n", "Bron van het cijfer"))
WIDTH = 80


@st.composite
def columns(draw):
    """Give the columns of a table: of text, and perhaps one of numbers."""
    rows = draw(st.integers(1, 4))
    kinds = [False] * draw(st.integers(1, 3)) + [True] * draw(st.integers(0, 1))
    texts = (st.lists(NUMBERS if number else WORDS, min_size=rows, max_size=rows) for number in kinds)
    return [DrawnColumn(draw(HEADINGS), draw(own), number) for own, number in zip(texts, kinds, strict=True)]


@given(columns())
def test_nothing_is_cut_off_and_no_line_is_longer_than_the_screen(columns) -> None:
    lines = [*drawn(columns, WIDTH, gap=3)]
    assert max(map(places_taken, lines)) <= WIDTH
    said = sorted("".join(text for own in columns for text in (own.heading, *own.texts)).replace(" ", ""))
    assert sorted("".join(lines).replace(" ", "").replace("─", "")) == said


@given(columns())
def test_a_word_is_whole_where_all_words_have_room(columns) -> None:
    gaps = 3 * (len(columns) - 1)
    needed = sum(own.widest if own.number else own.longest_word for own in columns)
    if needed + gaps <= WIDTH:
        drawn_words = " ".join(drawn(columns, WIDTH, gap=3)).split()
        for own in columns:
            for text in own.texts:
                assert set(text.split()) <= set(drawn_words)


def test_columns_stand_under_each_other_whatever_their_letters() -> None:
    """A Chinese character takes two places, and an accent that is a character of its own takes none."""
    own = DrawnColumn("Naam", ["日本", "e\u0301e\u0301n", "abc"])
    lines = [*drawn([own, DrawnColumn("n", ["1", "20", "3"], number=True)], WIDTH, gap=2)]
    assert [places_taken(line) for line in lines[1:]] == [8, 8, 8, 8]
    assert [line[-2:] for line in lines[2:]] == [" 1", "20", " 3"]


def test_a_number_and_an_amount_are_never_divided() -> None:
    words = DrawnColumn("Wat", ["Een zin van zoveel woorden dat hij nooit op één regel past, hoe breed ook"])
    amount = DrawnColumn("Bedrag", ["ten minste € 250.000"])
    number = DrawnColumn("Aantal van alles", ["ten minste 1.234.567"], number=True)
    lines = [*drawn([words, amount, number], 40, gap=2)]
    assert any("ten minste 1.234.567" in line for line in lines)
    assert any("€ 250.000" in line for line in lines)


def test_a_date_is_whole_where_its_column_gives_way() -> None:
    kinds = (TableColumn("a", "Wat", "tekst"), TableColumn("b", "Wanneer", "datum"))
    table = DataTable("t", "T", kinds, ((("woord " * 30).strip(), "2018-02"), ("x", "2018-q1")))
    text = "\n".join(drawn_table(table, 40, colour=False))
    assert "februari 2018" in text
    assert "1e kwartaal 2018" in text


def test_a_table_is_divided_before_a_word_of_24_places_is() -> None:
    """Three columns whose words have no room beside each other: in parts, each word whole."""
    words = ("arbeidsbeperking", "participatiebanenregister"[:24], "uitzendorganisaties")
    columns = tuple(TableColumn(str(number), "Kolom", "tekst") for number in range(len(words)))
    lines = [*drawn_table(DataTable("t", "Tabel", columns, (words,)), 46, colour=False)]
    assert set(words) <= {word for line in lines for word in line.split()}
    assert max(map(places_taken, lines)) <= 46


def test_headings_stand_out_only_in_colour() -> None:
    own = [DrawnColumn("Kop", ["cel"])]
    assert next(drawn(own, WIDTH, gap=2, colour=True)) == "\x1b[1mKop\x1b[0m"
    assert [*drawn(own, WIDTH, gap=2)] == ["Kop", "───", "cel"]


@pytest.mark.parametrize("steering", ["\x1b", "\x07", "\x85", "\u202e", "\u2028", "\u200b", "\x1c"])
def test_no_line_steers_a_terminal(steering: str) -> None:
    text = f"voor{steering}[2J na"
    assert clean(text) == "voor [2J na"
    assert list(wrapped(text, 80)) == ["voor [2J na"]


def test_a_sum_stays_on_its_line_and_a_letter_with_an_accent_stays() -> None:
    assert list(wrapped("één € 5", 80)) == ["één € 5"]
    assert clean("één € 5") == "één € 5"
