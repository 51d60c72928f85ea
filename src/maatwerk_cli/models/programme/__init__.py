"""The programme around the proeftuinen: who stands to whom, and who follows the leerformule."""
