"""What was agreed after a tender, and what came of it: the contract, its plan, what was done."""
