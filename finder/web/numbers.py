"""Numbers in addresses and forms: whole, in ASCII, and no larger than a column can hold."""

from werkzeug.routing import IntegerConverter, Map

_LARGEST = 2**31 - 1
_MOST_DIGITS = 9


class RowNumber(IntegerConverter):
    """Larger ones lead to no row, so they lead to no page either."""

    regex = "[0-9]+"

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=_LARGEST)


def number_in(text: str, otherwise: int) -> int:
    """The number, or another where the text is none or a very long one."""
    is_number = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    return int(text) if is_number else otherwise
