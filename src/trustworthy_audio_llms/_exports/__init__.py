"""Exports: records as text, tables, databases and a page."""
