"""A tender as a record, its closed choices, its cells as typed, and the file kept beside it."""
