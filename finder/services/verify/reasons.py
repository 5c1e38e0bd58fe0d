"""What people say beside a step: on one line, bounded, and without what no database may hold."""

from finder.domain.errors import InvalidValue
from finder.domain.typed import one_line

SHORTEST_REASON, LONGEST_REASON = 10, 500


def note_of(text: str, field: str = "reason") -> str:
    """What was said, or nothing; raises ``InvalidValue`` where it cannot be kept."""
    try:
        return one_line(text, LONGEST_REASON)
    except InvalidValue as problem:
        raise InvalidValue(str(problem), field) from None


def reason_given(text: str) -> str:
    """The reason; raises ``InvalidValue`` also where it says nothing."""
    reason = note_of(text)
    if len(reason) < SHORTEST_REASON:
        raise InvalidValue(
            f"Say why, in at least {SHORTEST_REASON} letters: the record keeps it.", "reason"
        )
    return reason
