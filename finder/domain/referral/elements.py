"""What one field of a referral letter is: its name on forms, its words in print, its bounds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TypedDict, Unpack


class Kind(StrEnum):
    """How a value is typed and what it is afterwards."""

    LINE = "line"
    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    YES_NO = "yes-no"
    # One of the options and nothing else; or one of them or any words.
    CHOICE = "choice"
    OPEN = "open"
    LEVELS = "levels"
    CODES = "codes"


class Block(StrEnum):
    """The parts of the letter in the order in which they are printed; the value is the heading."""

    REQUEST = "Request"
    RECIPIENT = "To"
    SENDER = "From"
    PATIENT = "Patient"
    RED_FLAGS = "Red flags"
    FRACTURE = "Fracture"
    IMAGING = "Imaging"
    PAIN = "Pain and function"
    TREATMENT = "Treatment so far"
    SAFETY = "Safety"
    CAUSE = "Cause"
    BONE = "Bone health"
    BACKGROUND = "Background"
    WISHES = "The patient's view"
    REPLY = "Reply"


class Since(StrEnum):
    """What the days between a date and the letter are called."""

    NOTHING = ""
    BIRTH = "birth"
    ONSET = "onset"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Element:
    """One field; ``options`` are its choices as value and printed words.

    ``stands_alone`` where a missing value has a line of its own in the letter, because somebody
    could take silence for a no. ``longest`` counts characters; ``low`` and ``high`` are included.
    ``suggested`` is what a new form holds; nobody has said it until the form was sent with it.
    """

    name: str
    block: Block
    label: str
    kind: Kind = Kind.LINE
    options: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    is_whole: bool = False
    since: Since = Since.NOTHING
    is_required: bool = False
    stands_alone: bool = False
    longest: int = 120
    hint: str = ""
    suggested: str = ""
    example: str = ""

    @property
    def is_repeated(self) -> bool:
        return self.kind in (Kind.LEVELS, Kind.CODES)

    @property
    def is_red_flag(self) -> bool:
        return self.name.startswith("redflag_")


class _More(TypedDict, total=False):
    """What any element may have besides."""

    is_whole: bool
    is_required: bool
    stands_alone: bool
    longest: int
    hint: str
    suggested: str
    example: str


def yes_no(name: str, block: Block, label: str, **more: Unpack[_More]) -> Element:
    """A question that is answered with yes or no, or not at all."""
    return Element(name, block, label, Kind.YES_NO, **more)


def text(name: str, block: Block, label: str, longest: int, hint: str = "") -> Element:
    """A field of several lines."""
    return Element(name, block, label, Kind.TEXT, longest=longest, hint=hint)


def number(
    name: str, block: Block, label: str, low: str, high: str, unit: str = "", **more: Unpack[_More]
) -> Element:
    """A measured value between two bounds."""
    least, most = Decimal(low), Decimal(high)
    return Element(name, block, label, Kind.NUMBER, low=least, high=most, unit=unit, **more)


def day(
    name: str, block: Block, label: str, since: Since = Since.EVENT, **more: Unpack[_More]
) -> Element:
    """A date; unless ``since`` is nothing it has come."""
    return Element(name, block, label, Kind.DATE, since=since, **more)


def picked(
    name: str, block: Block, label: str, options: Mapping[str, str], **more: Unpack[_More]
) -> Element:
    """One of the options."""
    return Element(name, block, label, Kind.CHOICE, options, **more)


def suggested(name: str, block: Block, label: str, *options: str, **more: Unpack[_More]) -> Element:
    """One of the options, or other words."""
    held = {words: words for words in options}
    return Element(name, block, label, Kind.OPEN, held, **more)
