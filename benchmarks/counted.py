"""Run the program with what it keeps counted, or with another size; ``worth.py`` starts this.

    python benchmarks/counted.py tel UITKOMST ARGUMENT …
    python benchmarks/counted.py maat MODULE NAAM GETAL ARGUMENT …

Nothing of the program may be loaded before this has put itself in the place of what keeps values.
"""

import functools
import importlib
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

PACKAGE = "maatwerk_cli"


def main() -> None:
    """Run a command as the first argument says."""
    if sys.argv[1] == "tel":
        _run_counted(Path(sys.argv[2]), sys.argv[3:])
    else:
        _run_sized(sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5:])


class Counting:
    """Stands in for what ``functools`` keeps values with, and counts what is asked and made.

    Attributes:
        counts: by module and name: how often asked, how often made, the processor seconds of making.

    """

    def __init__(self) -> None:
        self.counts: dict[str, list[float]] = defaultdict(lambda: [0, 0, 0.0])
        self._lru_cache = functools.lru_cache

    def lru_cache(self, maxsize: Any = 128, **how: bool) -> Any:
        """Keep as ``functools.lru_cache`` does, with or without a size."""
        if callable(maxsize):
            return self._kept(maxsize, 128)
        return lambda function: self._kept(function, maxsize, **how)

    def cache(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Keep as ``functools.cache`` does."""
        return self._kept(function, None)

    def _kept(self, function: Any, most: int | None, **how: bool) -> Any:
        inner = getattr(function, "func", function)  # of a partial
        if not inner.__module__.startswith(PACKAGE):
            return self._lru_cache(most, **how)(function)
        count = self.counts[_name(inner.__module__, inner.__qualname__)]
        kept = self._lru_cache(most, **how)(_timed(function, count))

        def ask(*given: Any, **named: Any) -> Any:
            count[0] += 1
            return kept(*given, **named)

        ask.cache_clear, ask.cache_info = kept.cache_clear, kept.cache_info  # type: ignore[attr-defined]
        return functools.update_wrapper(ask, inner)

    def property_class(self) -> type:
        """Give what stands in for ``functools.cached_property``: it sees also what is there already."""
        counts = self.counts

        class Counted(functools.cached_property[Any]):
            count: list[float] | None = None

            def __set_name__(self, owner: type, name: str) -> None:
                super().__set_name__(owner, name)
                if owner.__module__.startswith(PACKAGE):
                    self.count = counts[_name(owner.__module__, f"{owner.__qualname__}.{name}")]
                    self.func = _timed(self.func, self.count)

            def __set__(self, instance: Any, value: Any) -> None:
                instance.__dict__[self.attrname] = value

            def __get__(self, instance: Any, owner: Any = None) -> Any:
                if instance is not None and self.count is not None:
                    self.count[0] += 1
                if instance is not None and self.attrname in instance.__dict__:
                    return instance.__dict__[self.attrname]
                return super().__get__(instance, owner)

        return Counted


def _timed(function: Callable[..., Any], count: list[float]) -> Callable[..., Any]:
    def make(*given: Any, **named: Any) -> Any:
        begin = time.process_time()
        try:
            return function(*given, **named)
        finally:
            count[1] += 1
            count[2] += time.process_time() - begin

    return make


def _name(module: str, name: str) -> str:
    return f"{module.removeprefix(f'{PACKAGE}.')}.{name}"


def _run_counted(target: Path, arguments: list[str]) -> None:
    """Run a command in which everything kept is counted, and write the counts when it ends."""
    counting = Counting()
    made: dict[str, Any] = {
        "cached_property": counting.property_class(),
        "lru_cache": counting.lru_cache,
        "cache": counting.cache,
    }
    for name, stand_in in made.items():
        setattr(functools, name, stand_in)
    try:
        _run(arguments)
    finally:
        asked = {name: count for name, count in counting.counts.items() if count[0]}
        target.write_text(json.dumps(asked), encoding="utf-8")


def _run_sized(module: str, name: str, size: int, arguments: list[str]) -> None:
    """Run a command with another size."""
    setattr(importlib.import_module(module), name, size)
    _run(arguments)


def _run(arguments: list[str]) -> None:
    sys.argv = ["maatwerk", *arguments]
    importlib.import_module(f"{PACKAGE}.cli.main").main()


if __name__ == "__main__":
    main()
