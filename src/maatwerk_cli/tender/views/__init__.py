"""The forms of a verdict and of a series of verdicts."""
