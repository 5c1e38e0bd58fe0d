"""How to reach a practice, as people write it: addresses, telephone numbers, a way to find it."""

import re
from urllib.parse import quote_plus

from finder.domain.practitioner import PracticeLocation

_STAYS_IN_CAPITALS = frozenset({"NE", "NW", "SE", "SW", "PO", "US", "II", "III", "IV"})
_TEN_DIGITS = re.compile(r"1?([0-9]{3})([0-9]{3})([0-9]{4})")


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
    return map_link_of(f"{line}, {location.city}, {location.state} {location.zip_code[:5]}")


def map_link_of(address: str) -> str:
    """The same map for an address in one line."""
    return f"https://www.openstreetmap.org/search?query={quote_plus(address.lstrip(', '))}"


def zip_shown(text: str) -> str:
    """Five digits, or nine with their hyphen."""
    return f"{text[:5]}-{text[5:]}" if len(text) == 9 and text.isdecimal() else text
