"""Words that name a danger, such as weak legs or a fever, so that the answer can warn."""

from finder.vocabulary.phrases import end_of_pair
from finder.vocabulary.reading import Reading

EMERGENCY = "emergency"
_VALUE = "call-911"


def take_emergencies(reading: Reading) -> None:
    """Take every word of danger; "no fever" is taken and says nothing."""
    words = reading.vocabulary.emergency
    start = 0
    while start < len(reading):
        end = _end_of_phrase(reading, start) or end_of_pair(
            reading, start, words.signs, words.parts
        )
        is_of_danger = end or reading.words[start] in words.signs | words.parts
        if is_of_danger and _is_denied(reading, start):
            reading.drop(start, end or start + 1)
        elif end is not None:
            reading.take(start, end, EMERGENCY, _VALUE)
        start = end or start + 1


def _end_of_phrase(reading: Reading, start: int) -> int | None:
    words = reading.vocabulary.emergency
    for size in range(words.longest, 0, -1):
        end = start + size
        if tuple(reading.words[start:end]) in words.phrases and reading.is_free(start, end):
            return end
    return None


def _is_denied(reading: Reading, start: int) -> bool:
    words = reading.vocabulary.emergency
    before = reading.words[start - 1] if start else ""
    is_denied = before in words.denials and reading.words[start] in words.deniable
    return is_denied and not reading.taken[start]
