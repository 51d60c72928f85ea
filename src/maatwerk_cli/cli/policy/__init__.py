"""``maatwerk kader``: frameworks by their cases, as a page, and against another policy."""
