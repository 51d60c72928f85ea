"""How progress is shown: one module a form."""
