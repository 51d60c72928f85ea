"""A table that the program carries itself, as YAML beside the code that goes by it."""

from pathlib import Path
from typing import Any

import yaml_rs


def own_table(path: Path) -> Any:
    """Read such a file, with the fast reader: it may, though texts in it look like anchors and tags."""
    return yaml_rs.loads(path.read_text(encoding="utf-8"), parse_datetime=False)
