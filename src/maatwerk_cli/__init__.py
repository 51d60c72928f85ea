"""Maatwerk: social return in Dutch central government procurement, from version-controlled records."""

__version__ = "0.1.0"
