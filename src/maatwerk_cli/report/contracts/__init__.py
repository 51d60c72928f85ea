"""What the report tells of contracts: plans of approach, obligations, and lasting work."""
