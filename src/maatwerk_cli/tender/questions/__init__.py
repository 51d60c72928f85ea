"""What to ask, of whom, and what to ask first."""
