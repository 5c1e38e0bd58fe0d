"""The referral letter: its fields, how they are read, what stops it, and how it is worded."""

from finder.domain.referral.catalogue import ELEMENTS
from finder.domain.referral.diagnoses import USE_NAMES, Diagnosis, Use
from finder.domain.referral.elements import Block, Element, Kind
from finder.domain.referral.letter import (
    TEMPLATE_VERSION,
    Letter,
    Recipient,
    Sender,
    Value,
    read_letter_id,
)
from finder.domain.referral.levels import LEVELS
from finder.domain.referral.printing import NOT_RECORDED, PrintedLetter, printed_letter
from finder.domain.referral.reading import read_values
from finder.domain.referral.safety import (
    Stop,
    red_flag_stop,
    refuse_days_before_birth,
    refuse_ordinary_letter,
    stopping_values,
    warnings_of,
)
from finder.domain.referral.values import Reader

__all__ = [
    "ELEMENTS",
    "LEVELS",
    "NOT_RECORDED",
    "TEMPLATE_VERSION",
    "USE_NAMES",
    "Block",
    "Diagnosis",
    "Element",
    "Kind",
    "Letter",
    "PrintedLetter",
    "Reader",
    "Recipient",
    "Sender",
    "Stop",
    "Use",
    "Value",
    "printed_letter",
    "read_letter_id",
    "read_values",
    "red_flag_stop",
    "refuse_days_before_birth",
    "refuse_ordinary_letter",
    "stopping_values",
    "warnings_of",
]
