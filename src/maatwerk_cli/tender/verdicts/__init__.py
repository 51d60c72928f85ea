"""The verdict on a tender, by one framework and by all that are in force."""
