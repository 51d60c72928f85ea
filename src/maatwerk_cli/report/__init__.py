"""Counting, derivation of key figures, disclosure control, the tables of a year."""
