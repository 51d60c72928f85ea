"""Break a register, read what is found, do what it says, and see whether it says again what was meant."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import between
import faults
import mending
import tables
import whole
from faults import Fault

from maatwerk_cli.checks.finding import Finding
from maatwerk_cli.checks.run import check
from maatwerk_cli.register.loading import DatasetError, read_files, read_without_settings


@dataclass
class Outcome:
    """What came of one trial.

    Attributes:
        faults: what was broken.
        findings: what was found.
        placed: of each fault whether it was found where it is.
        extra: findings that no fault has a place for, or more than one of a fault.
        remedied: of each fault whether its remedies, to the letter, gave what was meant or asked.
        clean: whether all is as it was after one round.

    """

    faults: tuple[Fault, ...]
    findings: list[Finding]
    placed: list[bool] = field(default_factory=list)
    extra: int = 0
    remedied: list[bool] = field(default_factory=list)
    clean: bool = False

    def went_well(self, name: str) -> bool:
        """Tell whether one of the marks of a :class:`Score` is given."""
        marks = {"place": all(self.placed), "remedy": all(self.remedied), "round": self.clean}
        return (marks | {"single": not self.extra})[name]

    def __str__(self) -> str:
        what = " + ".join(
            f"{fault.kind} ({fault.file}:{fault.told_lines} {fault.new[:2]!r:.90})" for fault in self.faults
        )
        problems = "; ".join(
            f"{f.file}:{f.line}:{f.column} {f.code} {f.message} {f.remedy}"[:330] for f in self.findings
        )
        return f"{what}\n    -> {problems or 'niets'}"


class Bench:
    """A whole register, read once, that is broken in memory as often as asked."""

    def __init__(self, folder: Path) -> None:
        self._texts = whole.files()
        self._files = read_files(whole.write(folder))
        loaded = self._files.together()
        assert check(loaded) == []
        self._meant = whole.meaning(loaded.dataset)

    def all_faults(self, seed: int) -> list[Fault]:
        """Give every fault of every file that changes something."""
        random = Random(seed)
        collected: list[Fault] = []
        for file, text in self._texts.items():
            of = tables.of_csv if file.endswith(".csv") else faults.of_yaml
            lines = text.splitlines()
            if "beleid" in file:
                continue
            collected += [f for f in of(file, text, random) if list(f.new) != lines[f.start : f.stop]]
        return [*collected, *between.of_rules(self._texts)]

    def singles(self, number: int, seed: int) -> Iterator[tuple[Fault, ...]]:
        """Give single faults, every sort as often as it can."""
        by_kind: dict[str, list[Fault]] = {}
        random = Random(seed)
        for fault in self.all_faults(seed):
            by_kind.setdefault(fault.kind, []).append(fault)
        for of_kind in by_kind.values():
            random.shuffle(of_kind)
        given = 0
        while given < number and by_kind:
            for kind in list(by_kind):
                yield (by_kind[kind].pop(),)
                given += 1
                if not by_kind[kind]:
                    del by_kind[kind]
                if given == number:
                    return

    def pairs(self, number: int, seed: int) -> Iterator[tuple[Fault, ...]]:
        """Give two faults that do not touch each other: three in four in one file."""
        random = Random(seed)
        every = self.all_faults(seed)
        by_file: dict[str, list[Fault]] = {}
        for fault in every:
            by_file.setdefault(fault.file, []).append(fault)
        given = 0
        while given < number:
            single = random.choice(every)
            other = random.choice(every if random.random() < 0.25 else by_file[single.file])
            if single.file == other.file and set(single.told_lines) & set(other.told_lines):
                continue
            if single.file in other.rests_on or other.file in single.rests_on:
                continue
            if single.within(other) or (
                single.file == other.file and (single.unreadable or other.unreadable)
            ):
                continue
            given += 1
            yield (single, other)

    def attempt(self, broken: tuple[Fault, ...]) -> Outcome:
        """Break, find, mend, look again."""
        contents = self._broken(broken)
        findings = self._found(contents)
        outcome = Outcome(broken, findings)
        mended = {file: text.splitlines() for file, text in contents.items()}
        counted: Counter[int] = Counter()
        for finding in sorted(findings, key=lambda f: (f.file, f.line, f.column), reverse=True):
            index = self._cause(finding, broken)
            if index is None:
                outcome.extra += 1
                continue
            counted[index] += 1
            outcome.extra += counted[index] > 1
        outcome.placed = [counted[index] > 0 for index in range(len(broken))]
        right = dict.fromkeys(range(len(broken)), True)
        # From the last line up, so that the places of what is still to be done stay what they are.
        order = sorted(range(len(broken)), key=lambda index: (broken[index].file, -broken[index].start))
        for index in order:
            fault = broken[index]
            own = [finding for finding in findings if self._cause(finding, broken) == index]
            for finding in sorted(own, key=lambda f: (-f.line, -f.column)):
                change = mending.mend(mended[fault.file], finding, self._meant_lines(fault))
                if change == mending.ASK:
                    mended[fault.file] = self._answered(mended[fault.file], fault, broken)
                    break
                if isinstance(change, str):
                    right[index] = False
                    break
                mended[fault.file] = change
        after = {file: "\n".join(lines) + "\n" for file, lines in mended.items()}
        try:
            loaded = self._files.changed({file: text.encode() for file, text in after.items()}).together()
            left = check(loaded, {file: text.encode() for file, text in after.items()})
            outcome.clean = not left and whole.meaning(loaded.dataset) == self._meaning(broken)
        except DatasetError:
            outcome.clean = False
        if not outcome.clean and len(broken) == 1:
            right[0] = False
        outcome.remedied = [right[index] for index in range(len(broken))]
        return outcome

    def _meant_lines(self, fault: Fault) -> list[str]:
        stood = self._texts[fault.file].splitlines()[fault.start : fault.stop]
        return stood if fault.meant is None else list(fault.meant)

    def _meaning(self, broken: Sequence[Fault]) -> object:
        """Give what the register should say: what it said, but for what a fault means otherwise."""
        if all(fault.meant is None for fault in broken):
            return self._meant
        lines = {fault.file: self._texts[fault.file].splitlines() for fault in broken}
        for fault in sorted(broken, key=lambda entry: entry.start, reverse=True):
            lines[fault.file][fault.start : fault.stop] = self._meant_lines(fault)
        contents = {file: ("\n".join(text) + "\n").encode() for file, text in lines.items()}
        return whole.meaning(self._files.changed(contents).together().dataset)

    def _broken(self, broken: Sequence[Fault]) -> dict[str, str]:
        lines = {fault.file: self._texts[fault.file].splitlines() for fault in broken}
        for fault in sorted(broken, key=lambda element: element.start, reverse=True):
            lines[fault.file][fault.start : fault.stop] = fault.new
        return {file: "\n".join(text) + "\n" for file, text in lines.items()}

    def _found(self, contents: dict[str, str]) -> list[Finding]:
        data = {file: text.encode() for file, text in contents.items()}
        with self._on_disk(data):  # what a framework means is asked of its file
            try:
                return check(self._files.changed(data).together(), data)
            except DatasetError:  # as for a register without settings
                files = read_without_settings(self._files.root)
                assert files is not None
                return check(files.together())

    @contextmanager
    def _on_disk(self, data: dict[str, bytes]) -> Iterator[None]:
        root = self._files.root
        try:
            for file, content in data.items():
                (root / file).write_bytes(content)
            yield
        finally:
            for file in data:
                (root / file).write_text(self._texts[file], encoding="utf-8")

    def _shift(self, fault: Fault, broken: Sequence[Fault]) -> int:
        return sum(
            len(other.new) - (other.stop - other.start)
            for other in broken
            if other is not fault and other.file == fault.file and other.start < fault.start
        )

    def _cause(self, finding: Finding, broken: Sequence[Fault]) -> int | None:
        for index, fault in enumerate(broken):
            moved = self._shift(fault, broken)
            # a line of a record above both stays where it is
            places = {
                line + (moved if line > fault.start else self._before(line, fault, broken))
                for line in fault.told_lines
            }
            if finding.file == fault.file and finding.line in places:
                return index
            if any(finding.file == file and finding.line == line for file, line in fault.also):
                return index
        return None

    def _before(self, line: int, fault: Fault, broken: Sequence[Fault]) -> int:
        return sum(
            len(other.new) - (other.stop - other.start)
            for other in broken
            if other is not fault and other.file == fault.file and other.start < line - 1
        )

    def _answered(self, lines: list[str], fault: Fault, broken: Sequence[Fault]) -> list[str]:
        start = fault.start + self._shift(fault, broken)
        return [*lines[:start], *self._meant_lines(fault), *lines[start + len(fault.new) :]]


@dataclass
class Score:
    """How many of how many went well, in all and by kind of fault."""

    outcomes: list[Outcome] = field(default_factory=list)

    def share(self, name: str) -> float:
        """Give in percent: ``place``, ``remedy``, ``round``, ``single`` (one finding a cause)."""
        marks = {
            "place": [mark for outcome in self.outcomes for mark in outcome.placed],
            "remedy": [mark for outcome in self.outcomes for mark in outcome.remedied],
            "round": [outcome.clean for outcome in self.outcomes],
            "single": [outcome.extra == 0 for outcome in self.outcomes],
        }[name]
        return 100 * sum(marks) / len(marks)

    def wrong(self, name: str) -> list[Outcome]:
        """Give what did not go well."""
        return [outcome for outcome in self.outcomes if not outcome.went_well(name)]
