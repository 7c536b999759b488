"""References in: the reference files that other people wrote, read into records and repaired."""
