"""What the report tells of the programme around the proeftuinen."""
