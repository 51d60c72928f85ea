"""Commands: options in, one call, one renderer out, an exit code. No domain logic."""
