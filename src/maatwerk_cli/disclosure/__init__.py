"""What may be said about people: counts and sums, never what they count."""
