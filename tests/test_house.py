"""The house: small rooms, names that are found, no circle, nothing that nobody uses, a map that holds."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src" / "maatwerk_cli"
MODULES = sorted(SOURCES.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
MOST = 16
"""Files in one room, without what it says of itself: what a person takes in at one look."""
FOR_TESTS = {"rules_markdown", "load_dataset"}
"""What only tests call: it makes a page of the documentation, or reads a dataset in one step."""


@cache
def tree_of(path: Path) -> ast.Module:
    """Read a module once for all tests, which look at it and change nothing."""
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(SOURCES.parent).with_suffix("").parts).removesuffix(".__init__")


@cache
def _names() -> frozenset[str]:
    return frozenset(map(name_of, MODULES))


def imported(path: Path) -> Iterator[str]:
    """Give the modules that a module imports, at once or when it is used, but not those for types alone."""
    names = _names()
    waiting: list[ast.AST] = [tree_of(path)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.ImportFrom) and node.module:
            inside = [f"{node.module}.{name.name}" for name in node.names]
            yield from (name if name in names else node.module for name in inside if node.module in names)
        waiting += ast.iter_child_nodes(node)


def test_no_room_holds_more_than_one_takes_in() -> None:
    full = {}
    for room in {path.parent for path in MODULES}:
        files = [path for path in room.glob("*.py") if not path.name.startswith("__")]
        full[room.relative_to(SOURCES).as_posix()] = len(files)
    assert {room: number for room, number in full.items() if number > MOST} == {}


def test_a_name_of_a_module_is_of_one_module() -> None:
    names = Counter(path.stem for path in MODULES if not path.name.startswith("__"))
    assert [name for name, number in names.items() if number > 1] == []


def test_no_import_goes_in_a_circle() -> None:
    graph = {name_of(path): set(imported(path)) - {name_of(path)} for path in MODULES}
    assert len(list(TopologicalSorter(graph).static_order())) >= len(MODULES)  # else CycleError names it


def defined(path: Path) -> Iterator[str]:
    """Give the names that a module defines at its top: functions, classes and constants."""
    for node in tree_of(path).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        for target in getattr(node, "targets", [getattr(node, "target", None)]):
            if isinstance(target, ast.Name):
                yield target.id


def used_in(tree: ast.AST) -> Counter[str]:
    """Count how often code uses each name; what a docstring or a comment says of it is no use.

    A text of nothing but words can name what is looked up by it, as a type that is not there yet.
    """
    nodes = [*ast.walk(tree)]
    said = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    used: Counter[str] = Counter()
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            used[node.id] += 1
        elif isinstance(node, ast.Attribute):
            used[node.attr] += 1
        elif isinstance(node, ast.keyword) and node.arg:
            used[node.arg] += 1
        elif isinstance(node, ast.ImportFrom):
            used.update(name.name for name in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            plain = re.fullmatch(r"[\w.\[\] |,]+", node.value)
            used.update(re.findall(r"\w+", node.value) if plain else ())
    return used


def members(path: Path) -> Iterator[tuple[str, ast.AST]]:
    """Give what a module defines at its top or in a class, each with its code."""
    for node in tree_of(path).body:
        names = [node.name] if isinstance(node, ast.FunctionDef | ast.ClassDef) else []
        targets = getattr(node, "targets", [getattr(node, "target", None)])
        names += [target.id for target in targets if isinstance(target, ast.Name)]
        yield from ((name, node) for name in names)
    for node in ast.walk(tree_of(path)):
        for inner in node.body if isinstance(node, ast.ClassDef) else ():
            if isinstance(inner, ast.FunctionDef) and "validator" not in str(
                [*map(ast.unparse, inner.decorator_list)]
            ):
                yield inner.name, inner


CALLED_BY_CLICK = {
    "get_help",
    "invoke",
    "list_commands",
    "resolve_command",
    "shell_complete",
    "_coerce_value",
}
"""Methods of commands and groups that click or Typer looks for by name."""


def test_every_name_is_used() -> None:
    """A function, method, class or constant that no code uses is dead, or lives for a test alone.

    A name with a line before it is used in its own module, and in nothing but itself it is not used.
    """
    of_module = {path: used_in(tree_of(path)) for path in MODULES}
    beside = (path for path in SOURCES.rglob("*") if path.suffix in (".j2", ".yaml", ".typ", ".js"))
    anywhere = Counter(
        word for path in beside for word in re.findall(r"\w+", path.read_text(encoding="utf-8"))
    )
    for used in of_module.values():
        anywhere.update(used)
    dead = [
        f"{name_of(path)}: {name}"
        for path in MODULES
        for name, node in members(path)
        if name[:2] != "__" and name not in FOR_TESTS | CALLED_BY_CLICK
        if (of_module[path] if name[0] == "_" else anywhere)[name] <= _in_itself(name, node)
    ]
    assert dead == []


def _in_itself(name: str, node: ast.AST) -> int:
    return used_in(node)[name] if isinstance(node, ast.FunctionDef | ast.ClassDef) else 0


def test_what_the_guides_name_is_there() -> None:
    """Each module that the map and the decisions name exists, from its room or from the top."""
    there = [
        path.as_posix()
        for folder in ("src", "tests", "docs", "benchmarks")
        for path in (ROOT / folder).rglob("*.py")
    ]
    for page in (ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")):
        for name in re.findall(r"`([\w./-]+/[\w.-]+\.py)`", page.read_text(encoding="utf-8")):
            if "SOORT" not in name:
                assert any(path.endswith(f"/{name}") for path in there), f"{page.name} names {name}"


def test_what_is_looked_for_first_is_where_the_guide_says() -> None:
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("Look here first:")[1]
    rows = [line.split(" | ") for line in table.split("And each room")[0].splitlines() if "`" in line]
    assert len(rows) >= 9
    for _, file, where in rows:
        text = (SOURCES / file.strip("`")).read_text(encoding="utf-8")
        for name in re.findall(r"`([A-Za-z_]+[0-9]*)(?:\(\))?`", where):
            assert re.search(rf"(?m)^ *(?:def |class )?{name}\b", text), f"{file} has no {name}"


def test_the_map_names_what_each_room_has() -> None:
    """Every folder with code is in the map, and what the map tells to look for is in its folder."""
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("And each room by its question:")[1]
    rows = [line.split(" | ") for line in table.split("### How to add")[0].splitlines() if "/` |" in line]
    rooms = {row[0].strip("| `/"): row[2] for row in rows}
    assert rooms.keys() == {path.parent.name for path in SOURCES.glob("*/__init__.py")}
    for room, here in rooms.items():
        for name in re.findall(r"`([\w/]+/|[\w/]+\.(?:py|yaml))`", here):
            assert any(SOURCES.joinpath(room).rglob(name.rstrip("/"))), f"{room} has no {name}"


SAY_NOTHING = {"found", "told", "one", "at", "K"}
"""Names that stood for everything, and by which nothing could be searched."""


def bound(tree: ast.AST) -> Iterator[str]:
    """Give every name that a module binds: functions, classes, arguments, variables and methods."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def test_a_name_says_what_the_thing_is() -> None:
    """In the program and in its tests alike."""
    said = {
        f"{path.relative_to(ROOT).as_posix()}: {name}"
        for path in (*MODULES, *TESTS)
        for name in bound(tree_of(path))
        if name in SAY_NOTHING
    }
    assert said == set()


def test_what_is_done_with_a_kind_follows_from_what_is_declared_of_it() -> None:
    """No rule asks a kind for its name: what is special to a kind is said in its line, or by its model."""
    asked = [
        f"{name_of(path)}: {ast.unparse(node)}"
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Compare)
        and re.fullmatch(r"(.*\.)?kind\.name", ast.unparse(node.left))
        and re.fullmatch(r"'\w+'|\(.*\)|_?[A-Z_]+", ast.unparse(node.comparators[0]))
    ]
    assert asked == []


IN_DUTCH = set(
    re.findall(
        r"\w+",
        "afgeleid afgeschermd alinea bedrag bestand betekent breedte datum deel delen drempel eerste "
        "getal gevallen geweigerd hoogte keuzes kolom kolommen kop lagen maker masker meeste mensen "
        "minste naam noten omschrijving oordeel precisie punten regels rijen sleutel soort soorten tekst "
        "titel totalen vast veld velden veldnamen veldtitels vet voet waarde waarden woord woorden zin",
    )
)
"""No nouns of the source: what is technical is named in English. Keys that go out keep theirs."""


def test_what_is_technical_has_an_english_name() -> None:
    """A constant anywhere, and a field of a type in ``text``, which knows no register."""
    dutch = []
    for path in MODULES:
        tree = tree_of(path)
        names = [name for name in defined(path) if name.isupper()]
        if path.is_relative_to(SOURCES / "text"):
            fields = (node for node in ast.walk(tree) if isinstance(node, ast.AnnAssign))
            names += [node.target.id for node in fields if isinstance(node.target, ast.Name)]
        dutch += [f"{name_of(path)}: {name}" for name in names if IN_DUTCH & set(name.lower().split("_"))]
    assert dutch == []


NOUNS = {"Stap", "Tegenspraak", "Verplichting", "Vraag"}
"""Nouns of the source with a meaning in two kinds of record; a schema that goes out names them by these."""


def test_a_type_has_a_name_of_its_own() -> None:
    """A class, or a name for a type, is of one module: what it stands for can be looked up by name."""
    places: dict[str, list[str]] = {}
    for path in MODULES:
        for name in defined(path):
            if re.fullmatch(r"[A-Z]\w*[a-z]\w*", name):
                places.setdefault(name, []).append(name_of(path))
    shared = {name: rooms for name, rooms in places.items() if len(rooms) > 1 and name not in NOUNS}
    assert shared == {}


class _Nameless(ast.NodeTransformer):
    """Gives what a function binds the names of its places, so that what differs in names alone is equal."""

    def __init__(self) -> None:
        self.places: dict[str, str] = {}

    def visit_arg(self, node: ast.arg) -> ast.arg:
        self.places[node.arg] = f"name{len(self.places)}"
        return ast.arg(self.places[node.arg])

    def visit_Name(self, node: ast.Name) -> ast.Name:
        if isinstance(node.ctx, ast.Store):
            self.places.setdefault(node.id, f"name{len(self.places)}")
        return ast.Name(self.places.get(node.id, node.id), node.ctx)


def _nameless(function: ast.FunctionDef) -> str:
    body = _Nameless().visit(deepcopy(function)).body
    return "\n".join(map(ast.unparse, body[ast.get_docstring(function) is not None :]))


def test_no_function_does_what_another_does() -> None:
    """Of more than one statement, whatever its names: what it knows is then known in one place."""
    shapes: dict[tuple[type, ...], list[tuple[str, ast.FunctionDef]]] = {}
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef) and node.name != "__init__":
                body = node.body[ast.get_docstring(node) is not None :]
                shape = tuple(type(inner) for line in body for inner in ast.walk(line))
                if sum(issubclass(kind, ast.stmt) for kind in shape) > 1:
                    shapes.setdefault(shape, []).append((f"{name_of(path)}: {node.name}", node))
    places: dict[str, list[str]] = {}
    for alike in shapes.values():
        for name, function in alike if len(alike) > 1 else ():
            places.setdefault(_nameless(function), []).append(name)
    assert [names for names in places.values() if len(names) > 1] == []


def test_every_page_in_html_has_one_frame() -> None:
    """What a page begins with, how a table is drawn and how a template is read, is written in one file."""
    files = [path for path in SOURCES.rglob("*") if path.suffix in (".py", ".j2")]
    for sign in ("<!DOCTYPE html>", 'class="naar-inhoud"', "autoescape", "<table>", "<caption", "<th "):
        there = [path.name for path in files if sign in path.read_text(encoding="utf-8")]
        assert there == ["html_page.py"], sign


def test_a_place_in_a_file_is_written_in_one_way() -> None:
    """``file:line:column``, as editors read it, wherever a message begins with a place."""
    written = re.compile(r"\.line\}:\{\w+\.column\}")
    there = {path.name for path in MODULES if written.search(path.read_text(encoding="utf-8"))}
    assert there == {"problem.py"}


def test_the_private_modules_of_typer_are_used_in_one_file() -> None:
    there = {path.name for path in MODULES if "typer._" in path.read_text(encoding="utf-8")}
    assert there == {"typer_dutch.py"}


SAME_IN_EACH = {
    "command": "the function of a command: each module of a command has it",
    "build": "makes a command that has commands of its own, where it is loaded",
    "RULES": "the rules of one module of checks/rules, at its foot",
}
"""Names that mean the same in each module that has them, and are asked for by that name."""


def test_a_function_or_constant_has_a_name_of_its_own() -> None:
    """A name without a line before it is of one module: whoever reads it elsewhere can look it up."""
    places: dict[str, list[str]] = {}
    for path in MODULES:
        for name in defined(path):
            if name[0] != "_" and not re.fullmatch(r"[A-Z]|[A-Z]\w*[a-z]\w*", name):
                places.setdefault(name, []).append(name_of(path))
    shared = {name: rooms for name, rooms in places.items() if len(rooms) > 1}
    assert {name: rooms for name, rooms in shared.items() if name not in SAME_IN_EACH} == {}
    assert shared.keys() == SAME_IN_EACH.keys()


def test_what_tells_that_something_is_wrong_is_listed() -> None:
    """Each type for what is wrong is in the table that says why it is not one of the others, and no more."""
    page = (ROOT / "docs" / "beslissingen" / "0294-wie-zegt-wat-er-mis-is.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    names = {name for path in MODULES for name in defined(path)}
    values = {
        name for name in names if re.fullmatch(r"[A-Z]\w*(Problem|Finding|Refusal|Refused|Warning)", name)
    }
    assert values <= listed
    assert listed <= names


def test_a_number_has_its_reason() -> None:
    """Each constant that is a number, or sizes together, is followed by a line that says why so much."""
    bare = []
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        lines, body = text.splitlines(), tree_of(path).body
        for node, after in zip(body, [*body[1:], None], strict=True):
            if isinstance(node, ast.Assign) and _is_number(node.value):
                said = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
                if not said and "#" not in lines[node.end_lineno - 1] and "#" not in lines[node.lineno - 2]:
                    bare.append(f"{name_of(path)}: {lines[node.lineno - 1]}")
    assert bare == []


def test_a_number_that_something_is_compared_with_has_its_reason() -> None:
    """It has a name, or a comment in or above its statement. None, one and two say enough by themselves."""
    bare = []
    for path in MODULES:
        lines = path.read_text(encoding="utf-8").splitlines()
        nodes = [*ast.walk(tree_of(path))]
        for node in nodes:
            if isinstance(node, ast.Compare) and any(map(_is_much, (node.left, *node.comparators))):
                begins = (own.lineno for own in nodes if isinstance(own, ast.stmt))
                first = max(line for line in begins if line <= node.lineno)
                if not any(re.search(r"(^|\s)# \w", line) for line in lines[first - 2 : node.end_lineno]):
                    bare.append(f"{name_of(path)}: {ast.unparse(node)}")
    assert bare == []


def _is_much(node: ast.expr) -> bool:
    return _is_number(node) and ast.unparse(node) != "2"


def _is_number(node: ast.expr) -> bool:
    """Tell whether a value is a number, a product, an amount, or several, other than none and one."""
    if isinstance(node, ast.Tuple):
        return any(map(_is_number, node.elts))
    if isinstance(node, ast.BinOp):
        return _is_number(node.left) and _is_number(node.right)
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) == "Decimal" and any(map(_is_number, node.args))
    return isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value not in (0, 1)
