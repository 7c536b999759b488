"""Snapshots: where records come from, and the files that hold them."""
