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


# Words behind which a line only says where inside the building.
_UNITS = frozenset({"ste", "unit", "apt", "rm", "fl", "bldg", "dept", "po", "pob"})
# Further short forms, for comparing two sources; stored keys do without them.
_FURTHER_FORMS = {
    "center": "ctr",
    "centre": "ctr",
    "plaza": "plz",
    "trail": "trl",
    "saint": "st",
    "mount": "mt",
    "fort": "ft",
}
_ORDINAL = re.compile(r"[0-9]+(?:st|nd|rd|th)")


def street_and_unit(*lines: str) -> tuple[str, str]:
    """The normalised street, and whatever names a suite or floor behind it, if anything.

    Sources differ in whether a suite stands in the first line, in the second or nowhere.
    """
    words = [_FURTHER_FORMS.get(word, word) for word in line_key(" ".join(lines)).split()]
    # A house number and a name come first, so that a street may be called Unit Road.
    end = next((place for place in range(2, len(words)) if words[place] in _UNITS), len(words))
    if end < len(words) and words[end] == "fl" and _ORDINAL.fullmatch(words[end - 1]):
        end -= 1
    return " ".join(words[:end]), " ".join(words[end:])
