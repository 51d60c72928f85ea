"""Procurement notices (eForms, TED, OCDS, TenderNed) to an Aanbesteding. One file a schema."""
