"""A paginated document as PDF/UA."""
