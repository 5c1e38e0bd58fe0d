"""What stands at the end of every format: how to answer, and which letter this is."""

from collections.abc import Iterator
from io import BytesIO

import segno

from finder.documents.rendering import unprintable
from finder.domain.referral import PrintedLetter

# How many characters are named.
_NAMED = 12
NOT_RECORDED = "Not recorded: "
# Room for a hand: nobody can sign here by typing.
SIGNATURE = "Signature: ________________________________"
ANSWER_HEADING = "Your answer"
QR_DESCRIPTION = "QR code of the address of your answer"
ANSWER = (
    "Received, accepted, scheduled, declined, done, or a question: answer without an account at "
    "this address. It names no patient; please add none."
)


def identity(letter: PrintedLetter) -> tuple[str, ...]:
    """Which letter this is, of which form, and the sum that proves it unchanged."""
    return (
        f"Letter {letter.letter_id}, template version {letter.template_version}",
        f"SHA-256 of the record: {letter.fingerprint}",
    )


def lines_of(letter: PrintedLetter) -> Iterator[str]:
    """Everything that was filled in."""
    for section in letter.sections:
        for row in section.rows:
            yield from row.lines


def not_recorded(names: tuple[str, ...]) -> str:
    """One line for everything that nobody filled in."""
    return f"{NOT_RECORDED}{'; '.join(names)}."


def qr_svg(letter: PrintedLetter) -> bytes:
    """The address of the answer as a picture of one path."""
    drawn: str = _qr(letter).svg_inline(border=2, scale=4, svgclass=None, lineclass=None)
    return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).encode()


def qr_png(letter: PrintedLetter) -> bytes:
    """The address of the answer as a picture of dots."""
    file = BytesIO()
    _qr(letter).save(file, kind="png", scale=6, border=2)
    return file.getvalue()


def _qr(letter: PrintedLetter) -> segno.QRCode:
    # Any pattern can be read; trying all eight takes longer than the rest of the letter.
    return segno.make(letter.reply_address, error="m", micro=False, mask=4)


def unprintable_note(letter: PrintedLetter) -> str:
    """A sentence on the characters that the PDF lacks; empty where it shows everything.

    They are named by their numbers, because the letter itself could not show them.
    """
    lacking = dict.fromkeys(mark for line in lines_of(letter) for mark in unprintable(line))
    if not lacking:
        return ""
    named = ", ".join(f"U+{ord(mark):04X}" for mark in list(lacking)[:_NAMED])
    more = f" and {len(lacking) - _NAMED} more" if len(lacking) > _NAMED else ""
    return (
        f"The PDF cannot print these characters and shows □ or nothing for them: {named}{more}. "
        "The Word file and the plain text carry them."
    )
