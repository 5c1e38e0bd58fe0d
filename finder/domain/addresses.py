"""When two first lines of an address mean the same door."""

import re

from finder.domain.names import fold

# The short forms of USPS Publication 28 that rosters and registers mix freely.
_SHORT_FORMS = {
    "street": "st",
    "avenue": "ave",
    "av": "ave",
    "boulevard": "blvd",
    "drive": "dr",
    "road": "rd",
    "lane": "ln",
    "court": "ct",
    "place": "pl",
    "parkway": "pkwy",
    "highway": "hwy",
    "circle": "cir",
    "square": "sq",
    "terrace": "ter",
    "suite": "ste",
    "floor": "fl",
    "building": "bldg",
    "room": "rm",
    "north": "n",
    "south": "s",
    "east": "e",
    "west": "w",
    "northeast": "ne",
    "northwest": "nw",
    "southeast": "se",
    "southwest": "sw",
}
_WORD = re.compile(r"[a-z0-9]+")


def line_key(line: str) -> str:
    """The first line without case, punctuation and long forms; equal keys are one place."""
    words = _WORD.findall(fold(line).replace(".", "").replace("'", ""))
    return " ".join(_SHORT_FORMS.get(word, word) for word in words)
