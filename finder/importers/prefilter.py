"""A fast test whether a line can hold one of some codes, however it is cased or quoted."""

import re
from collections.abc import Iterable
from itertools import takewhile


def any_of(codes: Iterable[str]) -> re.Pattern[bytes]:
    """A pattern that finds each of the codes in any case; it finds nothing if there are none."""
    wanted = sorted(codes)
    if not wanted:
        return re.compile(b"(?!)")
    # The shared beginning lets the search engine skip ahead instead of trying each code.
    pairs = zip(wanted[0], wanted[-1], strict=False)
    shared = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
    endings = "|".join(_any_case(code[shared:]) for code in wanted)
    return re.compile(f"{_any_case(wanted[0][:shared])}(?:{endings})".encode("ascii"))


def _any_case(text: str) -> str:
    return "".join(
        f"[{character.upper()}{character.lower()}]" if character.isalpha() else re.escape(character)
        for character in text
    )
