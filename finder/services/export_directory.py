"""The directory and what is due as rows for a spreadsheet: only what the public may see."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from finder.domain.credentials import Certification, certification_standing
from finder.domain.listing import listed_locations
from finder.domain.memberships import Membership, membership_standing
from finder.domain.practitioner import PracticeLocation, Practitioner
from finder.domain.verification import reading_of
from finder.services.list_work import LISTING_DUE_AFTER, due_until, grace_of
from finder.services.resources import Resources
from finder.services.show_profile import specialty_of
from finder.services.verify.known import practice_cells
from finder.store.queries.due import Window, due_checks
from finder.store.queries.listed import listed_after
from finder.store.queries.profiles import load_practitioners
from finder.store.queries.waiting import all_listings_to_confirm

Row = tuple[str, ...]

_BATCH = 500
_PLACE = (
    *("practice_name", "line1", "line2", "city", "state", "zip", "phone", "fax"),
    *("accepts_new_patients", "telehealth", "medicare", "wheelchair_access", "languages"),
    *("website", "confirmed_on"),
)
DIRECTORY_COLUMNS = (
    *("npi", "last_name", "first_name", "middle_name", "suffix", "specialty"),
    *_PLACE,
    *("certification_state", "issuer", "certificate", "certification_checked_on"),
    *("certification_source_url", "certification_next_due_on"),
    *("membership_state", "society", "category", "membership_checked_on"),
    *("membership_source_url", "membership_next_due_on"),
)
DUE_COLUMNS = (
    *("state", "due_on", "kind", "npi", "last_name", "first_name", "issuer", "certificate"),
    *("place", "checked_on", "expires_on", "source_url"),
)


def directory_rows(session: Session, resources: Resources) -> Iterator[Row]:
    """Everybody who is listed, by NPI, one row for each place; in bounded memory."""
    yield DIRECTORY_COLUMNS
    last = ""
    while batch := listed_after(session, last, _BATCH):
        last = max(batch.values())
        people = load_practitioners(session, batch)
        session.expunge_all()
        for person in sorted(people, key=lambda each: each.npi):
            for place in listed_locations(person) or (None,):
                yield _directory_row(person, place, resources)


def due_rows(session: Session, resources: Resources) -> Iterator[Row]:
    """Every check that is overdue or due within 60 days by its day, then every stale listing."""
    yield DUE_COLUMNS
    today = resources.today()
    for check in due_checks(session, Window(last=due_until(today))):
        yield (
            reading_of(check.due_on, today, grace_of(check)).value,
            check.due_on.isoformat(),
            check.kind,
            check.npi,
            check.name.last,
            check.name.first,
            check.issuer,
            check.certificate,
            "",
            check.checked_on.isoformat(),
            _text(check.ends_on),
            check.source_url,
        )
    for each in all_listings_to_confirm(session, today - LISTING_DUE_AFTER):
        name, since = each.name, each.since
        due_on = since + LISTING_DUE_AFTER
        yield (
            *("overdue", due_on.isoformat(), "listing", each.npi, name.last, name.first, "", ""),
            *(each.subject, since.isoformat(), "", ""),
        )


def _directory_row(
    person: Practitioner, place: PracticeLocation | None, resources: Resources
) -> Row:
    cells = practice_cells(place) if place else {}
    today = resources.today()
    board = certification_standing(person.certifications, today)
    member = membership_standing(person.memberships, today)
    certificate, membership = board.certification, member.membership
    return (
        person.npi,
        person.name.last,
        person.name.first,
        person.name.middle,
        person.name.suffix,
        specialty_of(person, resources),
        *(cells.get(column, "") for column in _PLACE),
        board.state.value,
        certificate.issuer.value if certificate else "",
        certificate.certificate.value if certificate else "",
        *_check(certificate),
        member.state.value,
        membership.society if membership else "",
        membership.category.value if membership else "",
        *_check(membership),
    )


def _check(record: Certification | Membership | None) -> tuple[str, str, str]:
    """Day, page and next day of a check; who looked stays with the staff."""
    if record is None or record.check is None:
        return "", "", ""
    return record.check.checked_on.isoformat(), record.check.source_url, _text(record.next_due_on)


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""
