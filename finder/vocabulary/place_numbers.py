"""Places written in digits: ZIP codes, coordinates, and the numbers of houses, which are none."""

from finder.domain.words import Doubt
from finder.vocabulary.denials import leave_out_if_denied
from finder.vocabulary.reading import PLACE, Reading
from finder.vocabulary.tokens import Shape

_LONGEST_STREET = 4
# A slip of one digit; as many as in a year or a sum of money otherwise.
_NEARLY_A_ZIP = (4, 6)
_YEARS = range(1900, 2100)


def take_coordinates(reading: Reading) -> str | None:
    """The first ZIP, else the first "lat,lon"; others are dropped."""
    chosen: str | None = None
    for shape in (Shape.ZIP, Shape.POINT):
        for index, token in enumerate(reading.tokens):
            if token.shape is not shape or reading.taken[index]:
                continue
            if leave_out_if_denied(reading, index, index + 1):
                continue
            if chosen is None:
                reading.take(index, index + 1, PLACE, token.text)
                chosen = token.text
                continue
            reading.drop(index, index + 1, PLACE)
            if token.text != chosen:
                reading.remark(Doubt.OTHER_PLACE, index, index + 1, chosen)
    return chosen


def drop_country(reading: Reading) -> None:
    """ "Chicago, IL, United States": the country says nothing."""
    for index in range(len(reading)):
        size = reading.phrase_starting_at(index, reading.vocabulary.places.home)
        if size:
            reading.drop(index, index + size, PLACE)


def drop_streets(reading: Reading) -> None:
    """ "123 Main St" names no place that is known here, and nobody."""
    places = reading.vocabulary.places
    for index in range(len(reading)):
        if reading.taken[index] or not _may_be_a_house(reading, index):
            continue
        for end in range(index + 2, min(index + 1 + _LONGEST_STREET, len(reading)) + 1):
            if not reading.is_word(end - 1):
                break
            if end - index > 2 and reading.words[end - 1] in places.street_ends:
                reading.drop(index, end, PLACE)
                break
            if not reading.is_loose(end - 1) and reading.words[end - 1] not in places.compass:
                break


def number_like_a_zip(reading: Reading) -> tuple[int, int] | None:
    """A number with one digit too many or too few, so that the answer can say so."""
    for index, token in enumerate(reading.tokens):
        if token.shape is not Shape.NUMBER or reading.taken[index]:
            continue
        if len(token.text) not in _NEARLY_A_ZIP or not token.text.isdigit():
            continue
        is_money_or_year = int(token.text) in _YEARS or reading.text[: token.start].endswith("$")
        if not is_money_or_year and _stands_apart(reading, index):
            return index, index + 1
    return None


def _stands_apart(reading: Reading, index: int) -> bool:
    """At the end, or behind "near" or "zip"; at the beginning if it counts nothing."""
    is_last = index + 1 == len(reading)
    is_first = index == 0 and not is_last and reading.taken[1]
    places = reading.vocabulary.places
    return is_last or is_first or reading.phrase_ending_at(index, places.strong) > 0


def _may_be_a_house(reading: Reading, index: int) -> bool:
    """Any number, and five digits where a ZIP follows."""
    shape = reading.tokens[index].shape
    following = (token.shape for token in reading.tokens[index + 1 :])
    return shape is Shape.NUMBER or (shape is Shape.ZIP and Shape.ZIP in following)
