"""Frameworks held against their own cases: that the policy says what the regulation says."""
