"""A referral letter from what was typed: nothing of it is kept, here or anywhere."""

import secrets
from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from finder.domain.accounts import Account
from finder.domain.contact import address_case, zip_shown
from finder.domain.errors import InvalidForm, InvalidValue, NotListed
from finder.domain.names import degrees
from finder.domain.npi import Npi
from finder.domain.practitioner import PracticeLocation
from finder.domain.referral import (
    ELEMENTS,
    Element,
    Letter,
    Reader,
    Recipient,
    Sender,
    Stop,
    Value,
    read_letter_id,
    read_values,
    red_flag_stop,
    refuse_days_before_birth,
    refuse_ordinary_letter,
    stopping_values,
    warnings_of,
)
from finder.domain.referral.coverage import Completeness, completeness, filled_for_payers
from finder.domain.referral.letter import LETTER_ID_LENGTH
from finder.domain.referral.spoken import insurance_name
from finder.domain.reports import REFERENCE_ALPHABET
from finder.services.resources import Resources
from finder.services.show_profile import Profile, show_profile
from finder.store.queries.registers import may_order_and_refer


def new_letter_id() -> str:
    """A number that nobody can guess and that says nothing."""
    return "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(LETTER_ID_LENGTH))


def write_letter(
    session: Session, resources: Resources, account: Account, values: Mapping[str, str]
) -> Letter:
    """The letter of one clinician, without a code yet.

    A field of the sender that is missing from the form altogether is taken from the directory.
    Raises ``InvalidForm`` with every problem.
    """
    given = {**sender_defaults(session, resources, account), **values}
    read = read_values(given, letter_reader(resources))
    refuse_days_before_birth(read)
    refuse_ordinary_letter(read, red_flag_stop(read, resources.diagnoses))
    return Letter(
        letter_id=_letter_id(given.get("letter_id", "")),
        written_on=resources.today(),
        sender=Sender(
            npi=account.npi,
            account_email=account.email,
            is_npi_confirmed=account.is_npi_confirmed,
            may_order=may_order_and_refer(session, account.npi),
        ),
        recipient=_recipient(session, resources, read["npi"].text),
        values=read,
        warnings=warnings_of(read, resources.diagnoses, resources.today()),
    )


def read_part(
    resources: Resources, values: Mapping[str, str], elements: Iterable[Element]
) -> dict[str, Value]:
    """The filled fields of one step; raises ``InvalidForm``, also for a red flag in it."""
    asked = {element.name: element for element in elements}
    reader = letter_reader(resources)
    read = read_values(values, reader, asked.values())
    birth = ELEMENTS["patient_dob"]
    if reader.shown(birth, values.get(birth.name, "")):
        refuse_days_before_birth({**read, **read_values(values, reader, [birth])})
    if any(element.is_red_flag for element in asked.values()) or "icd10" in asked:
        stop = stop_in(resources, values)
        needed = (ELEMENTS["urgency"], ELEMENTS["emergency_acknowledgement"])
        given = [element for element in needed if values.get(element.name, "").strip()]
        typed = read_values(values, reader, given)
        refuse_ordinary_letter({**read, **typed}, stop)
    return read


def stop_in(resources: Resources, values: Mapping[str, str]) -> Stop | None:
    """The red flags among what was typed, whatever else is wrong with it."""
    reader = letter_reader(resources)
    found = stopping_values(values, reader)
    read = read_values(found, reader, [ELEMENTS[name] for name in found])
    return red_flag_stop(read, resources.diagnoses)


def sender_defaults(session: Session, resources: Resources, account: Account) -> dict[str, str]:
    """What the directory says of whoever writes; empty for those whom it does not list."""
    try:
        profile = show_profile(session, resources, account.npi)
    except NotListed:
        return {}
    place = profile.locations[0] if profile.locations else None
    known = {
        "sender_name": profile.practitioner.name.display,
        "sender_credentials": degrees(profile.practitioner.credentials_text),
        "sender_practice": address_case(place.name) if place else "",
        "sender_address": ", ".join(_address(place)) if place else "",
        "sender_phone": place.phone if place else "",
        "sender_fax": place.fax if place else "",
    }
    return {name: text for name, text in known.items() if text}


def completeness_of(resources: Resources, letter: Letter) -> Completeness:
    """What payers commonly ask for and what of it is there."""
    insurance = letter.get("insurance")
    return completeness(
        resources.coverage,
        filled_for_payers(letter.values),
        letter.recipient.state,
        insurance_name(insurance.text) if insurance else "",
        letter.written_on,
    )


def find_recipient(session: Session, resources: Resources, npi: str) -> Recipient | None:
    """Whom a letter to this NPI goes to; ``None`` for anybody who is not listed."""
    try:
        return _recipient_from(show_profile(session, resources, str(Npi(npi))))
    except (InvalidValue, NotListed):
        return None


def _recipient(session: Session, resources: Resources, npi: str) -> Recipient:
    try:
        return _recipient_from(show_profile(session, resources, npi))
    except NotListed as unknown:
        raise InvalidForm([("npi", str(unknown))]) from unknown


def _recipient_from(profile: Profile) -> Recipient:
    person = profile.practitioner
    place = profile.locations[0] if profile.locations else None
    return Recipient(
        npi=person.npi,
        name=person.name.display,
        credentials=degrees(person.credentials_text),
        specialty=str(profile.specialty),
        practice=address_case(place.name) if place else "",
        address=_address(place) if place else (),
        state=place.state if place else "",
        phone=place.phone if place else "",
        fax=place.fax if place else "",
        confirmed_on=place.confirmed_on if place else None,
    )


def _address(place: PracticeLocation) -> tuple[str, ...]:
    town = f"{address_case(place.city)}, {place.state} {zip_shown(place.zip_code)}"
    return (*(address_case(line) for line in place.lines if line), town)


def _letter_id(text: str) -> str:
    try:
        return read_letter_id(text) if text.strip() else new_letter_id()
    except InvalidValue as changed:
        raise InvalidForm([("letter_id", str(changed))]) from changed


def letter_reader(resources: Resources) -> Reader:
    """What the fields of a letter of today are read against."""
    return Reader(resources.diagnoses, resources.today())
