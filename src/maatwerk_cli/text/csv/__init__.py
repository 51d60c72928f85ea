"""CSV in, changed in place, and out."""
