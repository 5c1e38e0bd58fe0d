"""What to know about the words of a search."""

from collections.abc import Iterator

from finder.domain.red_flags import CALL_911
from finder.domain.results import Notice, NoticeCode
from finder.domain.sentences import Sentence
from finder.domain.words import Wishes

_INSURANCE = "insurance"


def about_words(wishes: Wishes) -> Iterator[Notice]:
    """What the words asked for that a search cannot do."""
    if wishes.is_emergency:
        yield Notice(NoticeCode.EMERGENCY, CALL_911)
    if wishes.not_a_distance:
        yield Notice(
            NoticeCode.NOT_A_DISTANCE,
            Sentence(
                "“%(time)s” is a time, not a distance. We measure straight-line miles: "
                "add for example “within 25 miles”.",
                time=wishes.not_a_distance,
            ),
        )
    plans = [part.value for part in wishes.understood if part.as_ == _INSURANCE]
    if plans:
        yield Notice(NoticeCode.INSURANCE_NOT_KNOWN, _ask_about(plans))


def _ask_about(plans: list[str]) -> Sentence:
    named = [plan for plan in dict.fromkeys(plans) if plan != _INSURANCE]
    if not named:
        return Sentence(
            "We do not know which plans a doctor takes. Call the office and ask about your plan by "
            "its exact name."
        )
    return Sentence(
        "We do not know which plans a doctor takes. Call the office and ask about %(plans)s with "
        "the exact name of your plan.",
        plans=", ".join(named),
    )
