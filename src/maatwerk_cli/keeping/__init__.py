"""Changes by people: a transaction, a workspace, forms, steps, renaming, formatting, starting."""
