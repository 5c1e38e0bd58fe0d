"""The words of the letter in their order, the same for every format that people read."""

from dataclasses import dataclass

from finder.domain.contact import phone
from finder.domain.referral.catalogue import ELEMENTS
from finder.domain.referral.catalogue.request import EMERGENCY
from finder.domain.referral.elements import Block
from finder.domain.referral.letter import Letter

NOT_RECORDED = "not recorded"
EMERGENCY_MARK = "EMERGENCY: SAME DAY"
TITLE = "Referral for vertebral augmentation"
NOT_CONFIRMED = "NPI not yet verified by finder."
_MAY_ORDER = {
    True: "Medicare lists this NPI among those who may order and refer.",
    False: "Medicare's list does not name this NPI among those who may order and refer.",
    None: "",
}
_APART = (Block.RECIPIENT, Block.SENDER)


@dataclass(frozen=True, slots=True)
class Row:
    """A label and what stands behind it, each line of it; an empty label needs none."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the letter; ``not_recorded`` names what nobody filled in."""

    heading: str
    rows: tuple[Row, ...]
    not_recorded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedLetter:
    """What is printed, without a word that is not in the record or fixed.

    ``is_emergency`` stands out at the top.
    """

    title: str
    written_on: str
    sections: tuple[Section, ...]
    letter_id: str
    template_version: str
    fingerprint: str
    code: str
    reply_address: str
    is_emergency: bool = False


def printed_letter(letter: Letter) -> PrintedLetter:
    """Recipient and sender first, then one section a block."""
    blocks = [block for block in Block if block not in _APART]
    return PrintedLetter(
        title=TITLE,
        written_on=letter.written_on.isoformat(),
        sections=(_recipient(letter), _sender(letter), *(_section(letter, it) for it in blocks)),
        letter_id=letter.shown_id,
        template_version=letter.template_version,
        fingerprint=letter.fingerprint,
        code=letter.code,
        reply_address=letter.reply_address,
        is_emergency=letter.typed("urgency") == EMERGENCY,
    )


def _recipient(letter: Letter) -> Section:
    to = letter.recipient
    name = f"{to.name}, {to.credentials}" if to.credentials else to.name
    confirmed = f"{to.confirmed_on.isoformat()}" if to.confirmed_on else NOT_RECORDED
    rows = (
        Row("", tuple(part for part in (name, to.specialty, to.practice, *to.address) if part)),
        Row("NPI", (to.npi,)),
        Row("Phone", (phone(to.phone) or NOT_RECORDED,)),
        Row("Fax", (phone(to.fax) or NOT_RECORDED,)),
        Row("Practice details confirmed on", (confirmed,)),
    )
    return Section(Block.RECIPIENT.value, rows, ())


def _sender(letter: Letter) -> Section:
    sender = letter.sender
    written = _section(letter, Block.SENDER)
    own = (
        Row("NPI", (sender.npi,)),
        Row("Account", (sender.account_email,)),
        *(() if sender.is_npi_confirmed else (Row("", (NOT_CONFIRMED,)),)),
        *((Row("", (said,)),) if (said := _MAY_ORDER[sender.may_order]) else ()),
    )
    return Section(written.heading, (*written.rows, *own), written.not_recorded)


def _section(letter: Letter, block: Block) -> Section:
    rows, missing = [], []
    for element in ELEMENTS.values():
        if element.block is not block:
            continue
        value = letter.get(element.name)
        if value is not None:
            rows.append(Row(element.label, tuple(value.printed.split("\n"))))
        elif element.stands_alone:
            rows.append(Row(element.label, (NOT_RECORDED,)))
        elif element.name != "emergency_acknowledgement":
            missing.append(element.label)
    return Section(block.value, tuple(rows), tuple(missing))
