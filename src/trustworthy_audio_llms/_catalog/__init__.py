"""The catalog: a collection of records, and what one can ask of it."""
