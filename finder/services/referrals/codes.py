"""The code that stands on a letter: made from its number and the site's key, never stored."""

from finder.domain.accounts import Account
from finder.services.resources import Resources
from finder.services.secrets import hashed

# Crockford's base 32: no letter is mistaken for a digit, and what people mistake is read alike.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 26
_BITS = 5
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


def code_of(resources: Resources, account: Account, letter_id: str) -> str:
    """130 bits that only this site can make; the same letter always gets the same ones."""
    number = int.from_bytes(resources.keeper.mark(f"{account.account_id}:{letter_id}"), "big")
    return "".join(
        _ALPHABET[number >> place * _BITS & (1 << _BITS) - 1] for place in range(_LENGTH)
    )


def hash_of_typed(text: str) -> str:
    """What a typed or scanned code is looked up by, however it was spaced; empty if it is none."""
    code = text.upper().translate(_READ_AS)
    return hashed(code) if len(code) == _LENGTH and set(code) <= set(_ALPHABET) else ""
