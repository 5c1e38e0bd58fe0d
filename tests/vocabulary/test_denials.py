"""What is denied is not asked for, and is said to have been left out."""

from collections.abc import Callable

import pytest

from finder.domain.procedures import Procedure
from finder.domain.words import Doubt, Wishes

Read = Callable[[str], Wishes]


def left_out(wishes: Wishes) -> list[str]:
    return [remark.text for remark in wishes.remarks if remark.doubt is Doubt.DENIED]


@pytest.mark.parametrize(
    ("text", "wish", "words"),
    [
        ("no telehealth, Dayton", "telehealth", "no telehealth"),
        ("who does not take Medicare Dayton", "medicare", "does not take Medicare"),
        ("doesn't have to take new patients", "new_patients", "doesn't have to take new patients"),
        ("without board certification", "certified", "without board certification"),
        ("uncertified doctors", "certified", "uncertified"),
        ("telehealth not needed", "telehealth", "telehealth not needed"),
        ("does not speak Spanish", "language", "does not speak Spanish"),
        ("no SIR member", "member", "no SIR member"),
        ("not a spine surgeon", "specialty", "not a spine surgeon"),
        ("not near me", "near_me", "not near me"),
        ("sin telemedicina, Miami", "telehealth", "sin telemedicina"),
    ],
)
def test_a_denied_wish_is_left_out_and_told(read: Read, text: str, wish: str, words: str) -> None:
    wishes = read(text)
    assert not getattr(wishes, wish)
    assert left_out(wishes) == [words]
    assert [part.value for part in wishes.understood if part.as_ == "denied-words"]


@pytest.mark.parametrize(
    ("text", "procedure"),
    [
        ("not kyphoplasty, vertebroplasty only", Procedure.VERTEBROPLASTY),
        ("kyphoplasty (not vertebroplasty)", Procedure.KYPHOPLASTY),
        ("vertebroplasty instead of kyphoplasty", Procedure.VERTEBROPLASTY),
        ("no quiero cifoplastia, quiero vertebroplastia", Procedure.VERTEBROPLASTY),
        ("neither kyphoplasty nor vertebroplasty", None),
        ("no kyphoplasty please", None),
    ],
)
def test_a_denied_procedure_leaves_the_other(
    read: Read, text: str, procedure: Procedure | None
) -> None:
    assert read(text).procedure is procedure


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("not in Chicago, Houston instead", "Houston"),
        ("Chicago, not Houston", "Chicago"),
        ("not 60601, 45402", "45402"),
        ("anywhere but Chicago", None),
    ],
)
def test_a_denied_place_is_not_searched(read: Read, text: str, place: str | None) -> None:
    wishes = read(text)
    assert wishes.place_text == place
    assert len(left_out(wishes)) == 1


def test_what_an_or_joins_is_denied_together(read: Read) -> None:
    wishes = read("without Medicare or Medicaid, kyphoplasty")
    assert left_out(wishes) == ["without Medicare or Medicaid"]
    assert wishes.procedure is Procedure.KYPHOPLASTY


@pytest.mark.parametrize(
    "text",
    [
        "why not kyphoplasty",
        "por qué no cifoplastia",
        "no, kyphoplasty",
        "no pain relief from pills, kyphoplasty",
        "not sure if kyphoplasty",
        "not far from Dayton, kyphoplasty",
        "not only kyphoplasty",
        "there is no kyphoplasty near me",
        "kyphoplasty with no insurance",
        "compression fracture that is not healing, kyphoplasty",
        "no fever, kyphoplasty",
    ],
)
def test_a_no_that_means_something_else_denies_nothing(read: Read, text: str) -> None:
    wishes = read(text)
    assert wishes.procedure is Procedure.KYPHOPLASTY
    assert left_out(wishes) == []


def test_who_speaks_no_english_has_left_nothing_out(read: Read) -> None:
    wishes = read("my mom does not speak English, Vietnamese speaking")
    assert wishes.language == "vi"
    assert left_out(wishes) == []
