"""The frameworks in force: which bind, in which readings, over which categories."""
