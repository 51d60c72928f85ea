"""What stands on a terminal: text and tables on lines of a width."""
