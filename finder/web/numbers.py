"""Numbers in addresses: whole, written in ASCII, and no larger than a column can hold."""

from werkzeug.routing import IntegerConverter, Map

_LARGEST = 2**31 - 1


class RowNumber(IntegerConverter):
    """Larger ones lead to no row, so they lead to no page either."""

    regex = "[0-9]+"

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=_LARGEST)
