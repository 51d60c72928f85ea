"""The floor of a schema check: every file read, parsed by a reader in Rust and held to its schema in Rust.

    python benchmarks/peer_schema.py SCHEMA MAP [SCHEMA MAP …]

Tells nothing of what is wrong, looks at no reference, at no personal data, and gives no place.
"""

import json
import sys
from pathlib import Path

import jsonschema_rs
import yaml_rs

wrong = 0
for schema, folder in zip(sys.argv[1::2], sys.argv[2::2], strict=True):
    validator = jsonschema_rs.validator_for(json.loads(Path(schema).read_text(encoding="utf-8")))
    for path in Path(folder).iterdir():
        document = yaml_rs.loads(path.read_text(encoding="utf-8"), parse_datetime=False)
        wrong += not validator.is_valid(document)
sys.exit(wrong > 0)
