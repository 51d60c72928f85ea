"""Results to text: terminal, Markdown, CSV, JSON and more. Knows results, never files of the dataset."""
