"""Files to records and back: readers, positions, CSV, git revisions, canonical writer."""
