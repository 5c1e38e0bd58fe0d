"""What to know about the words of a search."""

from collections.abc import Callable, Iterator

from finder.domain.red_flags import CALL_911
from finder.domain.results import Notice, NoticeCode
from finder.domain.sentences import Sentence
from finder.domain.words import Doubt, Remark, Wishes

_INSURANCE = "insurance"
_OTHER_TREATMENT = "other-treatment"


# For each doubt the code of its notice and a sentence about the words and what is used instead.
_REMARKS: dict[Doubt, tuple[NoticeCode, Callable[[str, str], Sentence]]] = {
    Doubt.AT_LEAST: (
        NoticeCode.DISTANCE_CHANGED,
        lambda words, _used: Sentence(
            "We can search up to a distance, not beyond one: we left out “%(words)s”.", words=words
        ),
    ),
    Doubt.RANGE: (
        NoticeCode.DISTANCE_CHANGED,
        lambda words, used: Sentence(
            "For “%(words)s” we search up to the larger distance: %(miles)s miles.",
            words=words,
            miles=used,
        ),
    ),
    Doubt.BEYOND_LIMITS: (
        NoticeCode.DISTANCE_CHANGED,
        lambda words, used: Sentence(
            "We can search within 1 to 500 miles: for “%(words)s” we took %(miles)s.",
            words=words,
            miles=used,
        ),
    ),
    Doubt.NOT_MEASURED: (
        NoticeCode.NOT_A_DISTANCE,
        lambda words, _used: Sentence(
            "We cannot measure “%(words)s”. We measure straight-line miles: "
            "add for example “within 25 miles”.",
            words=words,
        ),
    ),
    Doubt.OTHER_PLACE: (
        NoticeCode.PLACE_LEFT_OUT,
        lambda words, used: Sentence(
            "We can search around one place: we took %(place)s and left out “%(words)s”.",
            words=words,
            place=used,
        ),
    ),
    Doubt.AROUND: (
        NoticeCode.PLACE_AROUND,
        lambda words, _used: Sentence(
            "We took “%(words)s” as near it: we cannot leave out the place itself.", words=words
        ),
    ),
    Doubt.OTHER_LANGUAGE: (
        NoticeCode.LANGUAGE_LEFT_OUT,
        lambda words, _used: Sentence(
            "We can ask for one language at a time: we left out “%(words)s”.", words=words
        ),
    ),
}


def about_words(wishes: Wishes) -> Iterator[Notice]:
    """What the words asked for that a search cannot do."""
    if wishes.is_emergency:
        yield Notice(NoticeCode.EMERGENCY, CALL_911)
    denied = [remark.text for remark in wishes.remarks if remark.doubt is Doubt.DENIED]
    if denied:
        yield Notice(
            NoticeCode.DENIED_WORDS,
            Sentence(
                "We cannot search for what you do not want: we left out “%(words)s”.",
                words=", ".join(dict.fromkeys(denied)),
            ),
        )
    yield from _about_remarks(wishes.remarks)
    if wishes.not_a_distance:
        yield Notice(
            NoticeCode.NOT_A_DISTANCE,
            Sentence(
                "“%(time)s” is a time, not a distance. We measure straight-line miles: "
                "add for example “within 25 miles”.",
                time=wishes.not_a_distance,
            ),
        )
    others = [part.text for part in wishes.understood if part.as_ == _OTHER_TREATMENT]
    if others and wishes.procedure is None:
        yield Notice(
            NoticeCode.OTHER_TREATMENT,
            Sentence(
                "We cannot say who does “%(treatment)s”. This directory is only about kyphoplasty "
                "and vertebroplasty, for broken bones in the spine.",
                treatment=others[0],
            ),
        )
    plans = [part.value for part in wishes.understood if part.as_ == _INSURANCE]
    if plans:
        yield Notice(NoticeCode.INSURANCE_NOT_KNOWN, _ask_about(plans))


def _about_remarks(remarks: tuple[Remark, ...]) -> Iterator[Notice]:
    """One notice for each doubt, about the first words that raise it."""
    told: set[Doubt] = set()
    for remark in remarks:
        if remark.doubt in _REMARKS and remark.doubt not in told:
            told.add(remark.doubt)
            code, sentence = _REMARKS[remark.doubt]
            yield Notice(code, sentence(remark.text, remark.used))


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
