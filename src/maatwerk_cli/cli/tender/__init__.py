"""``check-aanbesteding``, from options to a result."""
