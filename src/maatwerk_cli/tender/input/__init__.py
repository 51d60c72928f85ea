"""What a user hands over, recognised and read: a record, a table of tenders, a notice."""
