"""What changed in the data, and what it does to the figures."""
