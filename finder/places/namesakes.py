"""When one of several cities of the same name is meant, and when people must be asked.

The rule is record 51 of DECISIONS.md. Cities come with the most populous first.
"""

from finder.places.city_table import City

_CITY = 100_000
_SIZEABLE = 50_000
_TIMES_THE_NEXT = 8
_TIMES_A_SIZEABLE_NEXT = 10
_TIMES_BEYOND_DOUBT = 20


def is_dominant(cities: list[City]) -> bool:
    """Whether the first towers so much above its namesakes that it is taken.

    It has 100,000 people and eight times those of the next; ten times where the next is
    sizeable itself, so that both Portlands are asked about.
    """
    if len(cities) < 2:
        return bool(cities)
    first, next_ = cities[0].population, cities[1].population
    times = _TIMES_A_SIZEABLE_NEXT if next_ >= _SIZEABLE else _TIMES_THE_NEXT
    return first >= _CITY and first >= times * next_


def is_beyond_doubt(cities: list[City]) -> bool:
    """Whether the first is so big that the others, if there are any, are not worth naming."""
    if not cities or cities[0].population < _CITY:
        return False
    rest = cities[1].population if len(cities) > 1 else 0
    return cities[0].population >= _TIMES_BEYOND_DOUBT * rest
