"""US postal facts in foreign files: states, ZIP codes that lost their leading zero, telephones."""

import re

from finder.importers.cells import whole_number

# USPS Publication 28, appendix B: states, district, territories, freely associated and military.
_STATES = (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ "
    "NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY PR VI GU AS MP FM MH PW "
    "AA AE AP"
)
STATE_CODES = frozenset(_STATES.split())
_US_COUNTRY_CODES = frozenset({"", "US", "USA", "PR", "VI", "GU", "AS", "MP"})

# The three-digit ZIP prefixes that begin with 0, by state; USPS Labeling List L002.
_ZERO_PREFIXES = {
    "AE": range(90, 100),
    "CT": range(60, 70),
    "MA": (*range(10, 28), 55),
    "ME": range(39, 50),
    "NH": range(30, 39),
    "NJ": range(70, 90),
    "NY": (5, 63),
    "PR": (6, 7, 9),
    "RI": range(28, 30),
    "VI": (8,),
    "VT": (50, 51, 52, 53, 54, 56, 57, 58, 59),
}
_ZIP = re.compile(r"([0-9]{5})[- ]?([0-9]{4})?", re.ASCII)
_SHORT_ZIP = re.compile(r"[0-9]{3,4}|[0-9]{7,8}", re.ASCII)
_PHONE_MARKS = re.compile(r"[\s().+/-]", re.ASCII)
_PHONE = re.compile(r"1?([2-9][0-9]{9})", re.ASCII)


def is_us(country: str) -> bool:
    """Whether the country cell means the United States or one of its territories."""
    return country.upper() in _US_COUNTRY_CODES


def split_zip(text: str) -> tuple[str, str] | None:
    """Five digits and the four further ones, if any; ``None`` where it is no ZIP code."""
    found = _ZIP.fullmatch(text)
    if found is None or found[1] == "00000":
        return None
    further = found[2] or ""
    return found[1], "" if further == "0000" else further


def mended_zip(text: str, state: str) -> tuple[str, str]:
    """As ``split_zip``, with lost leading zeros put back where the state agrees; else empty."""
    digits = whole_number(text)
    if _SHORT_ZIP.fullmatch(digits):
        padded = digits.zfill(5 if len(digits) < 5 else 9)
        prefixes = _ZERO_PREFIXES.get(state.upper(), ())
        digits = padded if int(padded[:3]) in prefixes else ""
    return split_zip(digits) or ("", "")


def phone_digits(text: str) -> str:
    """Ten digits of a US telephone number; empty for anything else."""
    found = _PHONE.fullmatch(_PHONE_MARKS.sub("", whole_number(text)))
    return found[1] if found else ""
