"""The forms of findings, and the pages of the catalogue."""
