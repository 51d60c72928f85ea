"""YAML in, changed in place, and laid out."""
