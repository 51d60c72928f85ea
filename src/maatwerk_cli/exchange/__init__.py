"""Records in and out as tables: importing, exporting, packages, JSON Schema."""
