"""What is in the register: listings, and one record whole."""
