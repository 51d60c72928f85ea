"""What was agreed, done and left: obligations, plans, the ledger of efforts, and what to ask next."""
