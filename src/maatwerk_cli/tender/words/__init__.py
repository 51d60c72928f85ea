"""The words of a verdict that more than one form of output needs."""
