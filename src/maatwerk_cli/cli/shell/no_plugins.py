"""Pydantic without its search for plug-ins: that loads all that tells which packages are installed."""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_SEARCH = "pydantic.plugin._loader"


def leave_out_plugins() -> None:
    """Put a module that finds no plug-ins in the place of the one that looks for them.

    Only where plug-ins are off already, and before Pydantic makes its first model. Of another version, what
    this module is asked beside is given by its own.
    """
    if _SEARCH not in sys.modules:
        nothing = ModuleType(_SEARCH)
        nothing.__dict__.update(get_plugins=tuple, __getattr__=_its_own)
        sys.modules[_SEARCH] = nothing


def _its_own(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)  # what any import asks of a module, to see whether it is a package
    del sys.modules[_SEARCH]
    return getattr(import_module(_SEARCH), name)
