"""Policy frameworks applied to a tender: three-valued conditions, explanation, series."""
