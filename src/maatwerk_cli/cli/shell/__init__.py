"""What commands share: options, output, errors, asking, loading, writing, Dutch for Typer."""
