"""Commands: options in, one call, one renderer out, an exit code. No domain logic."""

import gc

# While a program starts it makes much and leaves nothing behind: looking for garbage takes a tenth of it.
gc.set_threshold(100_000, 20, 20)
