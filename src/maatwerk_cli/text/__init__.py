"""Files and words that know no register: YAML, CSV, spreadsheets, tables, Dutch, privacy. No records."""
