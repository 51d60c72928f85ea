"""What a policy framework is made of: conditions, numbers, the obligation; and what can be wrong with it."""
