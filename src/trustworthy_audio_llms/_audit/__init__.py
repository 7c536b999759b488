"""The audit: what is wrong with a list."""
