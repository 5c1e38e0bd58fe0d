"""Distances in the words of a query, in miles; times of travel and blocks, which are none."""

from finder.domain.words import Doubt
from finder.vocabulary.reading import Reading
from finder.vocabulary.tokens import Shape

_MILES_PER_KILOMETRE = 1 / 1.609344
_SMALLEST, _LARGEST = 1.0, 500.0
_BETWEEN_LIMITS = ("-", "–", "to", "or", "a", "o")
_BETWEEN, _AND = ("between", "entre"), ("and", "y")
_NO_DISTANCE = "not-a-distance"


def take_distance(reading: Reading) -> float | None:
    """The first distance named, brought into 1-500 miles; further ones are dropped."""
    distance = reading.vocabulary.distance
    radius: float | None = None
    for index, word in enumerate(reading.words):
        if word not in distance.miles | distance.kilometres:
            continue
        start = _number_start(reading, index)
        if start == index or _is_no_unit(reading, start, index):
            continue
        miles = _number(reading, start, index)
        if word in distance.kilometres:
            miles = round(miles * _MILES_PER_KILOMETRE, 1)
        radius = _take(reading, start, index + 1, miles, radius)
    return radius


def take_travel_time(reading: Reading) -> str | None:
    """The first time of travel in the person's words."""
    first: str | None = None
    for index, word in enumerate(reading.words):
        if word not in reading.vocabulary.distance.time or reading.taken[index]:
            continue
        start = _number_start(reading, index)
        if start < index:
            start, end = _with_words_around(reading, start, index + 1)
            first = first or reading.typed(start, end)
            reading.take(start, end, _NO_DISTANCE, reading.typed(start, end))
    return first


def take_unmeasured(reading: Reading) -> None:
    """ "Within 10 blocks": a distance in what has no length."""
    for index, word in enumerate(reading.words):
        start = _number_start(reading, index)
        if word in reading.vocabulary.distance.unmeasured and start < index:
            start, end = _with_words_around(reading, start, index + 1)
            reading.remark(Doubt.NOT_MEASURED, start, end)
            reading.take(start, end, _NO_DISTANCE, reading.typed(start, end))


def _take(
    reading: Reading, start: int, end: int, miles: float, earlier: float | None
) -> float | None:
    if _is_a_least(reading, start, end):
        return earlier
    is_range = _range_start(reading, start) < start
    start, end = _with_words_around(reading, start, end)
    if earlier is not None:
        reading.drop(start, end, "radius")
        return earlier
    radius = min(max(miles, _SMALLEST), _LARGEST)
    if is_range or radius != miles:
        doubt = Doubt.RANGE if is_range else Doubt.BEYOND_LIMITS
        reading.remark(doubt, start, end, f"{radius:g}")
    reading.take(start, end, "radius", f"{radius:g}")
    return radius


def _is_a_least(reading: Reading, start: int, end: int) -> bool:
    """Whether the words say "more than 50 miles" or "50 miles or more"; if so, takes them."""
    distance = reading.vocabulary.distance
    start = _range_start(reading, start)
    before = reading.phrase_ending_at(start, distance.at_least)
    if before <= reading.phrase_ending_at(start, distance.before):
        before = 0
    after = reading.phrase_starting_at(end, distance.or_more)
    if not before and not after:
        return False
    start, end = start - before, end + after
    reading.remark(Doubt.AT_LEAST, start, end)
    reading.take(start, end, _NO_DISTANCE, reading.typed(start, end))
    return True


def take_bare_number(reading: Reading) -> float | None:
    """Miles where the unit is left out: "within 50 of Dayton"."""
    distance = reading.vocabulary.distance
    for index, token in enumerate(reading.tokens):
        is_last = index + 1 == len(reading)
        if token.shape is not Shape.NUMBER or not (is_last or reading.is_free(index, index + 2)):
            continue
        if reading.phrase_ending_at(index, distance.before_bare_number):
            return _take(reading, index, index + 1, _number(reading, index, index + 1), None)
    return None


def _is_no_unit(reading: Reading, start: int, unit: int) -> bool:
    """ "Flint 48502 MI" is an address, not a very long way, and "a mi mamá" is Spanish."""
    if reading.words[unit] != "mi":
        return False
    numbers = reading.words[start:unit]
    is_bare_article = all(_is_article(reading, word) for word in numbers)
    return is_bare_article or reading.tokens[unit - 1].shape is Shape.ZIP


def _number_start(reading: Reading, unit: int) -> int:
    """Where the number before a unit begins; ``unit`` itself if there is none."""
    if unit and _is_written_in_digits(reading, unit - 1):
        return unit - 1
    start = unit
    numbers = reading.vocabulary.distance.numbers
    while start and reading.is_free(start - 1, start) and reading.words[start - 1] in numbers:
        start -= 1
    while start < unit and numbers[reading.words[start]] == 0:
        start += 1
    return start


def _is_written_in_digits(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    return (
        not reading.taken[index]
        and token.shape in (Shape.NUMBER, Shape.ZIP)
        and "-" not in token.text
    )


def _number(reading: Reading, start: int, end: int) -> float:
    if _is_written_in_digits(reading, start):
        whole, _, part = reading.tokens[start].text.partition("/")
        return round(min(float(whole), _LARGEST * 2) / float(part or 1), 1)
    numbers = reading.vocabulary.distance.numbers
    words = [word for word in reading.words[start:end] if not _is_article(reading, word)]
    total = 0.0
    for value in map(numbers.__getitem__, words):
        total = total * value if value == 100 and 0 < total < 100 else total + value
    return total or 1.0


def _range_start(reading: Reading, start: int) -> int:
    """Where "10-20 miles" or "10 to 20 miles" begins, of which only the end counts."""
    for first in (start - 1, start - 2):
        if first < 0 or reading.taken[first] or reading.tokens[first].shape is not Shape.NUMBER:
            continue
        between = reading.text[reading.tokens[first].end : reading.tokens[start].start]
        if between.strip() in _BETWEEN_LIMITS:
            return first
        is_between = first and reading.words[first - 1] in _BETWEEN
        if is_between and between.strip() in _AND:
            return first - 1
    return start


def _is_article(reading: Reading, word: str) -> bool:
    """ "A" is one mile in "a mile" and nothing in "a hundred miles" or "a veinte millas"."""
    return word in reading.vocabulary.distance.articles


def _with_words_around(reading: Reading, start: int, end: int) -> tuple[int, int]:
    distance = reading.vocabulary.distance
    start = _range_start(reading, start)
    before = reading.phrase_ending_at(start, distance.before)
    while after := reading.phrase_starting_at(end, distance.after):
        end += after
    return start - before, end
