"""Does social return apply to this tender: policy, facts, conditions, verdict."""
