"""Numbers, telephone numbers and addresses as pages show them."""

import re
from collections.abc import Iterable
from urllib.parse import quote_plus

from finder.domain.practitioner import PracticeLocation

_STAYS_IN_CAPITALS = frozenset({"NE", "NW", "SE", "SW", "PO", "US", "II", "III", "IV"})
_TEN_DIGITS = re.compile(r"1?([0-9]{3})([0-9]{3})([0-9]{4})")


def miles(number: float) -> str:
    """Miles to one decimal, as the ranking compares them."""
    if number < 0.05:
        return "less than 0.1 miles"
    return f"{number:.1f} {'mile' if f'{number:.1f}' == '1.0' else 'miles'}"


def points(number: float) -> str:
    """Points to one decimal, with a true minus sign and never a negative zero."""
    return f"{round(number, 1) + 0.0:.1f}".replace("-", "−")


def whole(number: float) -> str:
    return f"{number:,.0f}"


def plain(number: float) -> str:
    """A number of the ranking without needless zeros."""
    return f"{number:,.2f}".rstrip("0").rstrip(".")


def percent(share: float) -> str:
    return f"{share * 100:.0f}%"


def address_case(text: str) -> str:
    """A line that a register printed in capitals, as people write it; mixed case stays."""
    if not text.isupper():
        return text
    return " ".join(
        word if word in _STAYS_IN_CAPITALS else word.capitalize() for word in text.split()
    )


def phone(text: str) -> str:
    """An American number as people write it; anything else as it came."""
    match = _TEN_DIGITS.fullmatch(re.sub(r"[^0-9]", "", text))
    return f"({match[1]}) {match[2]}-{match[3]}" if match else text


def tel(text: str) -> str:
    """The address of a telephone link."""
    digits = re.sub(r"[^0-9]", "", text)
    return f"tel:+1{digits}" if len(digits) == 10 else f"tel:+{digits}"


def map_link(location: PracticeLocation) -> str:
    """A public map searched by the address: the stored point may be only that of the ZIP."""
    line = location.lines[0] if location.lines else ""
    address = f"{line}, {location.city}, {location.state} {location.zip_code[:5]}"
    return f"https://www.openstreetmap.org/search?query={quote_plus(address.lstrip(', '))}"


def web_address(text: str) -> str:
    """The address if it leads to the web, else nothing: a file may hold any text."""
    return text if text.startswith(("https://", "http://")) else ""


def zip_shown(text: str) -> str:
    """Five digits, or nine with their hyphen."""
    return f"{text[:5]}-{text[5:]}" if len(text) == 9 and text.isdecimal() else text


def plain_rows(rows: Iterable[tuple[object, float]]) -> list[tuple[object, str]]:
    """Words with their numbers, ready for a table."""
    return [(words, plain(number)) for words, number in rows]
