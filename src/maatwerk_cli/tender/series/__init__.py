"""Many tenders: rows, lots, outcomes counted."""
