"""Commands that read the register and write a result."""
