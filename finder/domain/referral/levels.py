"""The vertebrae that can be treated: T1 to L5 and the sacrum, from head to foot."""

import re

from finder.domain.errors import InvalidValue

SACRUM = "sacrum"
LEVELS = (
    *(f"T{number}" for number in range(1, 13)),
    *(f"L{number}" for number in range(1, 6)),
    SACRUM,
)
_SACRAL = ("s", "s1", "s2", "s3", "s4", "s5", "sacral")
_NAMES = {level.casefold(): level for level in LEVELS} | dict.fromkeys(_SACRAL, SACRUM)
_PARTS = re.compile(r"(?:[\s,;+/&]|\band\b)+", re.IGNORECASE)
_RANGE = re.compile(r"([A-Za-z0-9]+)[-–]([A-Za-z0-9]+)", re.ASCII)
_REFUSED = "Name levels from T1 to L5 or the sacrum, such as T12, L1."


def read_levels(text: str) -> tuple[str, ...]:
    """Each level once, from head to foot; "T11-L1" is three. Raises ``InvalidValue``."""
    named: set[str] = set()
    for part in _PARTS.split(re.sub(r"\s*([-–])\s*", r"\1", text)):
        if not part:
            continue
        span = _RANGE.fullmatch(part)
        first, last = (_level(span[1]), _level(span[2])) if span else (_level(part), _level(part))
        start, end = sorted((LEVELS.index(first), LEVELS.index(last)))
        named.update(LEVELS[start : end + 1])
    if not named:
        raise InvalidValue(_REFUSED)
    return tuple(level for level in LEVELS if level in named)


def _level(text: str) -> str:
    name = text.casefold()
    name = "t" + name[2:] if name.startswith("th") else name
    if name not in _NAMES:
        raise InvalidValue(_REFUSED)
    return _NAMES[name]
