"""The report for who builds on it: one long table, what it means, and the files of an edition."""
