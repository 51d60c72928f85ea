"""Somebody who does to the letter what a finding says, and who knows what was meant only where it is asked.

A remedy is advice where it says what to write; it is a question where it leaves the value to whoever has the
source. Advice is carried out blindly on the line and column of the finding. A question is answered with what
was meant, on the line of the finding: where that is the wrong line, nothing is mended.
"""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation

from maatwerk_cli.checks.finding import Finding

ASK = "ask"
UNKNOWN = "unknown"
Mended = list[str] | str
_MEANT = re.compile(r"Bedoelde u (?:'(?P<word>.+)'|(?P<text>\".+\"))\?")
_ON_KEY = ("MW101", "MW122")
_VALUE = re.compile(r"(?P<before>\s*(?:- )?(?:[\w-]+:\s*)?)(?P<value>.*?)\s*")


def mend(lines: Sequence[str], finding: Finding, meant: Sequence[str]) -> Mended:
    """Give the lines of a file after doing what a finding says; or ``ASK``, where it asks.

    Args:
        lines: the file.
        finding: what is wrong, and the remedy.
        meant: the lines that were broken, as they were: only to answer a question with.

    """
    suggestion = _MEANT.search(finding.message)
    if suggestion and not re.match(r"Haal het streepje", finding.remedy):
        return _put(lines, finding, suggestion["word"] or suggestion["text"], meant)
    for pattern, action in _READINGS:
        match = re.search(pattern, finding.remedy)
        if match:
            return action(list(lines), finding, match, meant) if callable(action) else action
    return UNKNOWN


def _put(lines: Sequence[str], finding: Finding, word: str, meant: Sequence[str]) -> Mended:
    line = lines[finding.line - 1]
    before = line[: finding.column - 1]
    quoted = re.match(r"[^']*'([^']+)'", finding.message)
    if quoted and line[finding.column - 1 :].startswith(quoted[1]):
        return _changed(lines, finding, before + word + line[finding.column - 1 + len(quoted[1]) :])
    if finding.file.endswith(".csv"):
        after = re.sub(r"^(?:\"(?:[^\"]|\"\")*\"|[^,;]*)", "", line[finding.column - 1 :])
        return _changed(lines, finding, f"{before}{word}{after}")
    if finding.code in _ON_KEY:
        after = re.sub(r"^[^:]*", "", line[finding.column - 1 :])
        return _changed(lines, finding, f"{before}{word}{after}")
    value = line[finding.column - 1 :]
    if value.startswith(("[", "- ")) or _is_list(lines, finding):
        return _unwrapped(lines, finding, word)
    return _changed(lines, finding, f"{before}{word}")


def _is_list(lines: Sequence[str], finding: Finding) -> bool:
    return lines[finding.line - 1][finding.column - 1 :].startswith("[")


def _changed(lines: Sequence[str], finding: Finding, new: str) -> list[str]:
    return [*lines[: finding.line - 1], new, *lines[finding.line :]]


def _of_value(change: Callable[[str], str]) -> Callable[..., Mended]:
    def act(lines: list[str], finding: Finding, match: re.Match[str], meant: Sequence[str]) -> Mended:
        line = lines[finding.line - 1]
        parts = _VALUE.fullmatch(line)
        assert parts is not None
        return _changed(lines, finding, parts["before"] + change(parts["value"]))

    return act


def _at_column(change: Callable[[str, str], str]) -> Callable[..., Mended]:
    def act(lines: list[str], finding: Finding, match: re.Match[str], meant: Sequence[str]) -> Mended:
        line = lines[finding.line - 1]
        before, after = line[: finding.column - 1], line[finding.column - 1 :]
        return _changed(lines, finding, change(before, after))

    return act


def _unwrapped(lines: Sequence[str], finding: Finding, word: str) -> list[str]:
    line = lines[finding.line - 1]
    return _changed(lines, finding, line[: finding.column - 1] + word)


def _without_brackets(value: str) -> str:
    return value.strip("[]").strip()


def _without_line(lines: list[str], finding: Finding, match: re.Match[str], meant: Sequence[str]) -> Mended:
    return [*lines[: finding.line - 1], *lines[finding.line :]]


def _one_of(lines: list[str], finding: Finding, match: re.Match[str], meant: Sequence[str]) -> Mended:
    """Choose from what is offered what was meant: wrong where that is not offered."""
    offered = re.split(r", ", match[1].rstrip("."))
    words = re.findall(r"[\w-]+", " ".join(meant))
    return ASK if any(word in offered for word in words) or not meant else UNKNOWN


def _a_reading(lines: list[str], finding: Finding, match: re.Match[str], meant: Sequence[str]) -> Mended:
    """Of two readings of a number take the one that was meant, as it is to be written."""
    wanted = _number(" ".join(meant))
    for written in re.findall(r'schrijf dan ("?[-\d.]+"?)', finding.remedy):
        if _number(written) == wanted:
            return _of_value(lambda _, written=written: written.rstrip("."))(lines, finding, match, meant)
    return ASK if "kijk dan in de bron" in finding.remedy else UNKNOWN


def _number(text: str) -> Decimal | None:
    match = re.search(r"-?\d+(?:\.\d+)?", text)
    try:
        return Decimal(match[0]) if match else None
    except InvalidOperation:
        return None


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _closed(lines: list[str], finding: Finding, match: re.Match[str], meant: Sequence[str]) -> Mended:
    sign = lines[finding.line - 1][finding.column - 1]
    return _changed(lines, finding, lines[finding.line - 1] + sign)


def _delimited(lines: list[str], finding: Finding, match: re.Match[str], meant: Sequence[str]) -> Mended:
    return [line.replace("\t", ",") for line in lines]


def _not_empty(lines: list[str], finding: Finding, match: re.Match[str], meant: Sequence[str]) -> Mended:
    return [line for line in lines if line.strip(",; ")]


def _spaces(lines: list[str], finding: Finding, match: re.Match[str], meant: Sequence[str]) -> Mended:
    line = lines[finding.line - 1]
    return _changed(lines, finding, line.replace("\t", " " * (len(meant[0]) - len(meant[0].lstrip()))))


def _with_id(lines: list[str], finding: Finding, match: re.Match[str], meant: Sequence[str]) -> Mended:
    line = lines[finding.line - 1]
    if re.match(r"['\"]?id['\"]?:", line):
        return _changed(lines, finding, f"id: {match['id']}")
    return [f"id: {match['id']}", *lines]


def _swapped(lines: list[str], finding: Finding, match: re.Match[str], meant: Sequence[str]) -> Mended:
    head, cells = lines[0].split(","), lines[finding.line - 1].split(",")
    first, other = head.index(match["one"]), head.index(match["other"])
    cells[first], cells[other] = cells[other], cells[first]
    return _changed(lines, finding, ",".join(cells))


def _headed(lines: list[str], finding: Finding, match: re.Match[str], meant: Sequence[str]) -> Mended:
    return [match["head"], *lines[1:]]


def _moved(lines: list[str], finding: Finding, match: re.Match[str], meant: Sequence[str]) -> Mended:
    head, cells = lines[0].split(","), lines[finding.line - 1].split(",")
    first, other = head.index(match["one"]), head.index(match["other"])
    if cells.pop(other):
        return UNKNOWN
    cells.insert(first, "")
    return _changed(lines, finding, ",".join(cells))


_READINGS: tuple[tuple[str, Callable[..., Mended] | str], ...] = (
    # advice
    (r"^Haal de aanhalingstekens weg\.", _of_value(lambda value: value.strip("\"'"))),
    (r"^Zet de waarde tussen aanhalingstekens\.", _of_value(_quoted)),
    (r"^Zet een spatie na het streepje", _at_column(lambda before, after: f"{before}- {after[1:]}")),
    (r"^Vervang beide door een recht aanhalingsteken", _of_value(lambda value: f'"{value[1:-1]}"')),
    (r"^Schrijf de backslash twee keer", _at_column(lambda before, after: f"{before}\\{after}")),
    (r"^Schrijf (?:hier )?id: (?P<id>[\w-]+)[.,]", _with_id),
    (r"^Voeg bovenaan toe: id: (?P<id>[\w-]+)\.", _with_id),
    (r"^Wissel de waarden bij '(?P<one>\w+)' en '(?P<other>\w+)' om\.", _swapped),
    (r"^Zet een lege cel bij '(?P<one>\w+)', en haal de lege cel bij '(?P<other>\w+)' weg", _moved),
    (r"^Schrijf de kop zo: (?P<head>.+)", _headed),
    (r"^Zet de hele tekst tussen (?:dubbele )?aanhalingstekens", _of_value(_quoted)),
    (r"en zet de waarde tussen aanhalingstekens", _of_value(lambda value: _quoted(_without_brackets(value)))),
    (r"Zet de hele tekst tussen dubbele aanhalingstekens\.$", _of_value(_quoted)),
    (r"hier hoort één tekst, geen lijst", _of_value(_without_brackets)),
    (r"schrijf alleen het woord, één van: (.*)\.", _of_value(_without_brackets)),
    (r"laat de puntkomma weg", _of_value(lambda value: f"[{value.replace(';', ',')}]")),
    (r"^Zet elk onderdeel op een eigen regel met een streepje", _of_value(lambda value: f"[{value}]")),
    (r"^Typ de dubbele punt opnieuw", _at_column(lambda before, after: f"{before}: {after[1:].lstrip()}")),
    (r"^Vervang die door een gewone spatie", _at_column(lambda before, after: f"{before} {after[1:]}")),
    (r"^Zet een spatie na de dubbele punt", _at_column(lambda before, after: f"{before}: {after[1:]}")),
    (r"^Vervang de tab door spaties", _spaces),
    (r"^Haal het teken weg", _at_column(lambda before, after: before + after[1:])),
    (r"^Haal er één weg\.|^Haal de regel met --- of \.\.\. weg|^Haal de eerste regel weg", _without_line),
    (r"^Zet aan het einde van de tekst hetzelfde aanhalingsteken", _closed),
    (r"^Sla het bestand op als CSV met een komma", _delimited),
    (r"^Haal de lege rijen weg", _not_empty),
    (r"^Haal het commentaar weg", _at_column(lambda before, _: before.rstrip())),
    # questions
    (r"^(?:Laat deze regel even ver inspringen|Kijk of de rij hier is afgebroken)", ASK),
    (r"^Bedoelt u .*, schrijf dan", _a_reading),
    (r"^Kies uit: (.*)", _one_of),
    (
        r"^(?:Vul het in|Kijk in de bron|Voeg (?:het veld|de kolom) toe|Controleer|Verbeter|Houd er één)",
        ASK,
    ),
    (r"^(?:Houd één van de twee|Kies welke|Geef één van de twee|Schrijf hier één tekst|Kort de tekst)", ASK),
    (r"^(?:Haal (?:het|hem|die|het veld|de naam|de kolom) weg|Haal de tag weg|Schrijf de waarde uit)", ASK),
    (
        r"^(?:Een (?:id of code|KvK-nummer|CPV-code|webadres) |Het id van|Zet de velden er|Zet er minstens)",
        ASK,
    ),
    (r"^(?:Schrijf (?:een jaar|cijfers|een geheel getal|true of false))", ASK),
    (
        r"^(?:Kies |Geef |Kijk in de regeling|Laat |Vul |Gebruik |Haal [eé][eé]n )",
        ASK,
    ),  # of a framework, mostly
    (r"^(?:Noem |Geef bij|De keuzes zijn|Laat de ene periode|Voeg een waarde|Schrijf bij|Zet de datum)", ASK),
    (r"^(?:Vul het veld in, of|Kijk op deze regel)", ASK),
    (r"^(?:Zet een tekst met een komma|Zet bovenaan een regel|Zet bij die proeftuin|Is het dezelfde)", ASK),
    (r"^(?:Klopt het jaar|Zet ze op volgorde|Houd de eerste over|Voeg de stap|Verplaats de mijlpaal)", ASK),
    (r"^(?:Staat een record ook|Kijk na|Kijk de periode na|Vul in hoeveel|Vul bron en|Is dit een)", ASK),
    (r"^(?:Haal '\w+' hier weg|Is er een verplichting, verander)", ASK),
    (r"^(?:Vul bij 'grondslag'|Zet .* terug, of maak het)", ASK),
    (r"^(?:Begin elk onderdeel|Zet een streepje en een spatie|Schrijf hier één woord)", ASK),
    (r"^(?:Is dit een|Hoort het bij de tekst|Is het een opmerking|Kijk in de spreadsheet)", ASK),
    (r"^(?:Zet één aanhalingsteken|Sluit met de haak|Schrijf het veld|Zijn zij niet van|Hier staat er)", ASK),
    (r"^(?:Haal de lege cel bij|Hier kan er maar één)", ASK),
    (r"^(?:Maak de groep groter|Zet openbaar op false)", ASK),
)
