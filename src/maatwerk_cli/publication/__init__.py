"""What goes out of the house: an edition of a report, its data, the public edition of the register."""
