"""A verdict as a record for the tender file."""
