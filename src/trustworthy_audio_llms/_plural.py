"""Numbers with their nouns, as the sentences of the library say them."""


def counted(number: int, noun: str) -> str:
    """How many there are of something: `1 entry`, `2 entries`, `0 days`.

    Args:
        number: How many.
        noun: What, in the singular.
    """
    if number == 1:
        return f"1 {noun}"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{number} {noun[:-1]}ies"
    return f"{number} {noun}s"
