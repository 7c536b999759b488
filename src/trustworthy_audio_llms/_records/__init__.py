"""The records: what a work is, and what makes two records the same work."""
