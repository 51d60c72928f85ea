"""Commands that change the register."""
