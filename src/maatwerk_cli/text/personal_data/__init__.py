"""What personal data looks like, how it is found fast, and how a text is shown without it."""
