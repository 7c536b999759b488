"""Short names, by which a list calls a work beside its title or instead of it."""


def is_name(text: str) -> bool:
    """Whether a text may be a short name: up to three words, of which one is no common word.

    Args:
        text: Such as `KettleNet`, `Kettle Bench 2`.
    """
    words = text.split()
    if not 1 <= len(words) <= 3 or len(text) > 40 or not any(map(str.isalpha, text)):
        return False
    return any(char.isupper() or char.isdigit() for char in text) or not text.isascii()
