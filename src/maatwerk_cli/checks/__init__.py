"""Findings over a dataset: one small pure function a rule, declared in a catalogue."""
