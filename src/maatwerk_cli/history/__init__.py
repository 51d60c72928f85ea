"""What git knows of the dataset: revisions and changes."""
