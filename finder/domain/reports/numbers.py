"""The number of a report, by which whoever wrote it finds it again."""

from finder.domain.errors import UnknownReport
from finder.domain.sentences import Sentence

# No letter or digit that looks or sounds like another when read from paper.
REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_LENGTH = 10


def shown_reference(reference: str) -> str:
    """In groups that a person can copy from paper: K7QM-4XP-29T."""
    return f"{reference[:4]}-{reference[4:7]}-{reference[7:]}"


def read_reference(text: str) -> str:
    """The number without its hyphens, in any case; raises ``UnknownReport`` if it cannot be one."""
    reference = text.strip().replace("-", "").replace(" ", "").upper()
    if len(reference) != REFERENCE_LENGTH or not set(reference) <= set(REFERENCE_ALPHABET):
        raise unknown_report()
    return reference


def unknown_report() -> UnknownReport:
    """The error of a number that no report has."""
    return UnknownReport(
        Sentence(
            "We know no report with this number. Compare it with what you wrote down. It has ten "
            "letters and digits, such as K7QM-4XP-29T."
        )
    )
