"""The practice and mailing addresses of an NPPES row."""

from finder.importers.postal import is_us, mended_zip, phone_digits
from finder.importers.record import ImportedAddress, ImportedLocation
from finder.importers.rows import Cells

_PRACTICE = "Business Practice Location Address"
_MAILING = "Business Mailing Address"


def practice_location(cells: Cells) -> ImportedLocation | None:
    """Where patients are seen, as the practitioner says; ``None`` where nothing is given."""
    address = _address(cells, _PRACTICE)
    if address is None:
        return None
    return ImportedLocation(
        address,
        phone=phone_digits(cells.bare(f"Provider {_PRACTICE} Telephone Number")),
        fax=phone_digits(cells.bare(f"Provider {_PRACTICE} Fax Number")),
    )


def mailing_address(cells: Cells) -> ImportedAddress | None:
    """Where letters go, which is never a practice location."""
    return _address(cells, _MAILING)


def cleaned_address(
    line1: str, line2: str, city: str, state: str, postal_code: str, country: str
) -> ImportedAddress | None:
    """An address from clean cells; ``None`` where all but the country is empty."""
    if not any((line1, line2, city, state, postal_code)):
        return None
    state = state.upper()
    in_us = is_us(country)
    zip5, zip4 = mended_zip(postal_code, state) if in_us else ("", "")
    return ImportedAddress(
        line1, line2, city, state, zip5, zip4, country="US" if in_us else country.upper()
    )


def _address(cells: Cells, kind: str) -> ImportedAddress | None:
    return cleaned_address(
        line1=cells.text(f"Provider First Line {kind}"),
        line2=cells.text(f"Provider Second Line {kind}"),
        city=cells.text(f"Provider {kind} City Name"),
        state=cells.text(f"Provider {kind} State Name"),
        postal_code=cells.text(f"Provider {kind} Postal Code"),
        country=cells.text(f"Provider {kind} Country Code (If outside U.S.)"),
    )
