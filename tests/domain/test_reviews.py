"""What a verdict changes, and when it takes two people."""

from datetime import UTC, datetime

import pytest

from finder.domain.reviews import Question, ReviewKind, Verdict

SAME, OTHER, DONE = Verdict.SAME_PERSON, Verdict.SOMEBODY_ELSE, Verdict.DONE


def question(kind: ReviewKind, verdict: Verdict | None = None) -> Question:
    opened_at = datetime(2026, 11, 1, tzinfo=UTC)
    return Question(1, "2000000010", "", kind, "", "", "", opened_at, 1, verdict)


@pytest.mark.parametrize(
    ("kind", "before", "after", "needs_two"),
    [
        (ReviewKind.EXCLUDED_NPI, None, SAME, False),
        (ReviewKind.EXCLUDED_NPI, None, OTHER, True),
        (ReviewKind.EXCLUDED_NPI, SAME, OTHER, True),
        (ReviewKind.EXCLUDED_NPI, OTHER, SAME, True),
        (ReviewKind.EXCLUDED_NAME, None, SAME, True),
        (ReviewKind.EXCLUDED_NAME, None, OTHER, False),
        (ReviewKind.EXCLUDED_NAME, SAME, OTHER, True),
        (ReviewKind.EXCLUDED_NAME, OTHER, SAME, True),
        (ReviewKind.UNKNOWN_NPI, None, DONE, False),
    ],
)
def test_hiding_and_showing_again_take_two_people_and_nothing_else_does(
    kind: ReviewKind, before: Verdict | None, after: Verdict, needs_two: bool
) -> None:
    assert question(kind, before).needs_two(after) is needs_two


@pytest.mark.parametrize("kind", ReviewKind)
def test_only_an_entry_of_the_list_is_a_question_of_who(kind: ReviewKind) -> None:
    is_of_list = kind in (ReviewKind.EXCLUDED_NPI, ReviewKind.EXCLUDED_NAME)
    assert question(kind).verdicts == ((SAME, OTHER) if is_of_list else (DONE,))
    assert question(kind).hides_with(None) == (kind is ReviewKind.EXCLUDED_NPI)
