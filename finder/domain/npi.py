"""National Provider Identifier: ten digits, the last a check digit."""

import re
from dataclasses import dataclass

from finder.domain.errors import InvalidValue
from finder.domain.sentences import Sentence

_TEN_DIGITS = re.compile(r"[0-9]{10}")

# The check digit is the Luhn digit over the number with the prefix 80840 of the card
# industry's health application (45 CFR 162.406); that prefix adds this constant to the sum.
_PREFIX_SUM = 24
# Twice each digit, its own digits added.
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


@dataclass(frozen=True, slots=True, order=True)
class Npi:
    """A syntactically true NPI, kept as text."""

    digits: str

    def __post_init__(self) -> None:
        if not _TEN_DIGITS.fullmatch(self.digits):
            raise InvalidValue(
                Sentence("An NPI has exactly ten digits, such as 1234567893."), "npi"
            )
        if check_digit(self.digits[:9]) != self.digits[9]:
            raise InvalidValue(
                Sentence(
                    "%(npi)s is not an NPI: its last digit does not fit the others. Compare it "
                    "with the source.",
                    npi=self.digits,
                ),
                "npi",
            )

    def __str__(self) -> str:
        return self.digits


def check_digit(first_nine: str) -> str:
    """The tenth digit that makes nine digits an NPI."""
    doubled = sum(map(_DOUBLED.__getitem__, map(int, first_nine[::2])))
    return str(-(_PREFIX_SUM + doubled + sum(map(int, first_nine[1::2]))) % 10)
