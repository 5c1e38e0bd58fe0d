"""Wishes with a "no" before them: what is not wanted cannot be searched for, and is told so."""

from finder.domain.words import Doubt
from finder.vocabulary.reading import Part, Reading

DENIED = "denied-words"

_DENIABLE = frozenset(
    {
        *("procedure", "certified", "member", "language", "new_patients", "telehealth", "medicare"),
        *("specialty", "insurance", "other-treatment", "near-me", "preset"),
    }
)
_NO_WISH_ANYWAY = ("language", "en")
_MOST_BETWEEN = 4


def take_denials(reading: Reading) -> None:
    """Turn each denied wish into words that were left out, and remark on all of these."""
    earlier: Part | None = None
    for part in reading.in_order():
        if part.as_ in _DENIABLE:
            earlier = _left_out(reading, part, earlier)
        else:
            earlier = part if part.as_ == DENIED else None
    for part in reading.in_order():
        if part.as_ == DENIED:
            reading.remark(Doubt.DENIED, part.start, part.end)


def leave_out_if_denied(reading: Reading, start: int, end: int) -> bool:
    """ "Not in Chicago", "not 60601": take the words and say that they were left out."""
    first = _start_of_denial(reading, start, reading.vocabulary.denial.between_places)
    if first is None:
        return False
    reading.take(first, end, DENIED, reading.typed(first, end))
    return True


def _left_out(reading: Reading, part: Part, earlier: Part | None) -> Part | None:
    """The words left out because of this wish, those of the wish denied before it included."""
    span = _denied_span(reading, part)
    if span is None and earlier is not None and _is_joined(reading, earlier.end, part.start):
        reading.found.remove(earlier)
        span = earlier.start, part.end
    if span is None:
        return None
    reading.found.remove(part)
    if (part.as_, part.value) == _NO_WISH_ANYWAY:
        return None
    reading.take(*span, DENIED, reading.typed(*span))
    return reading.found[-1]


def _denied_span(reading: Reading, part: Part) -> tuple[int, int] | None:
    words = reading.vocabulary.denial
    behind = reading.phrase_starting_at(part.end, words.behind)
    if behind:
        return part.start, part.end + behind
    start = _start_of_denial(reading, part.start, words.between)
    return None if start is None else (start, part.end)


def _start_of_denial(reading: Reading, end: int, between: frozenset[str]) -> int | None:
    words = reading.vocabulary.denial
    for index in range(end - 1, max(end - 2 - _MOST_BETWEEN, -1), -1):
        if reading.taken[index] or _is_parted(reading, index):
            return None
        size = reading.phrase_ending_at(index + 1, words.before)
        if size:
            return _whole_denial(reading, index + 1 - size)
        if reading.words[index] not in between:
            return None
    return None


def _whole_denial(reading: Reading, start: int) -> int | None:
    """Where a denial begins with its verb; ``None`` where it is a question: "why not"."""
    words = reading.vocabulary.denial
    if reading.phrase_ending_at(start, words.questions):
        return None
    has_verb = start and reading.words[start - 1] in words.auxiliaries
    return start - 1 if has_verb and reading.is_free(start - 1, start) else start


def _is_parted(reading: Reading, index: int) -> bool:
    """Whether a comma or the like stands behind this word: "no, kyphoplasty"."""
    gap = reading.text[reading.tokens[index].end : reading.tokens[index + 1].start]
    return not set(gap.strip()) <= set("-\"'")


def _is_joined(reading: Reading, end: int, start: int) -> bool:
    """ "No Medicare or Medicaid": what an "or" joins is denied along."""
    return reading.words[end:start] in (["or"], ["nor"], ["ni"], ["o"])
