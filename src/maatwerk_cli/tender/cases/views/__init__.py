"""The cases of frameworks in words, as JSON, and as a file to fill in."""
