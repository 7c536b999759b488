"""Reading lists: from Markdown to records, nothing lost silently."""
