"""A letter in the formats that people read; needs no database, so that none is kept waiting."""

from finder.documents import referral_letter
from finder.documents.rendering import unprintable
from finder.domain.referral import Letter, printed_letter
from finder.services.resources import Resources


def letter_as_pdf(resources: Resources, letter: Letter) -> bytes:
    return referral_letter.pdf(printed_letter(letter), resources.settings.templates)


def letter_as_word_file(_resources: Resources, letter: Letter) -> bytes:
    return referral_letter.word_file(printed_letter(letter))


def letter_as_text(_resources: Resources, letter: Letter) -> bytes:
    return referral_letter.plain_text(printed_letter(letter)).encode()


def unprintable_letters(letter: Letter) -> tuple[str, ...]:
    """What the PDF cannot show of this letter, each once."""
    return tuple(
        dict.fromkeys(mark for value in letter.filled() for mark in unprintable(value.printed))
    )
