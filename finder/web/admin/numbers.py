"""Small numbers as addresses and forms carry them."""

_MOST_DIGITS = 9


def number_in(text: str, otherwise: int) -> int:
    """The number, or another where the text is none or a very long one."""
    is_number = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    return int(text) if is_number else otherwise
