"""Fast tests whether a line can say anything that is wanted, however it is cased or quoted."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import takewhile


@dataclass(frozen=True, slots=True)
class Prefilter:
    """Tells lines that can yield neither a record nor a problem of content.

    They are those without the ``needle`` of whose beginning ``is_idle(text, start)`` says yes.
    """

    is_idle: Callable[[bytes, int], object]
    needle: re.Pattern[bytes] | None = None

    def matters(self, line: bytes) -> bool:
        return not self.is_idle(line, 0) or self.place(line, 0) < len(line)

    def place(self, text: bytes, start: int) -> int:
        """Where the needle is next found, or the end of the text."""
        found = self.needle and self.needle.search(text, start)
        return found.start() if found else len(text)


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
