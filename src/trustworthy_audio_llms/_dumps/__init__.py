"""Dumps: collections too large for memory, screened where they lie."""
