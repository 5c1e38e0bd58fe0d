"""What a person should know about an answer, in sentences that say what to do next."""

from finder.domain.results import Notice, NoticeCode
from finder.domain.sentences import Sentence
from finder.services.search_notices.people import (
    for_people,
    name_guessed,
    nobody_by_that_name,
    with_missing_name,
)
from finder.services.search_notices.place import (
    about_place,
    city_elsewhere,
    no_state,
    place_ambiguous,
    place_needed,
)
from finder.services.search_notices.reach import about_reach
from finder.services.search_notices.words import about_words

__all__ = [
    "DEMONSTRATION",
    "about_place",
    "about_reach",
    "about_words",
    "city_elsewhere",
    "for_people",
    "name_guessed",
    "no_state",
    "nobody_by_that_name",
    "place_ambiguous",
    "place_needed",
    "with_missing_name",
]

DEMONSTRATION = Notice(
    NoticeCode.DEMONSTRATION,
    Sentence("This is a demonstration: every doctor, address and number in it is invented."),
)
