"""Writing the spatial index: one row per location and stretch of days."""

from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from enum import IntFlag
from typing import Any

from sqlalchemy.orm import Session

from finder.domain.credentials import CertificationState
from finder.domain.geography import Point, earth_centred, latitude_band
from finder.domain.listing import hidden_because, listed_locations
from finder.domain.memberships import MembershipState
from finder.domain.practitioner import PracticeLocation, Practitioner
from finder.domain.procedures import Procedure
from finder.domain.quality import QualitySpan, quality_spans
from finder.domain.rules import RankingRules
from finder.domain.volumes import volume_for
from finder.store.bulk import delete_rows, insert_rows
from finder.store.tables import LocationIndexRow

Cells = dict[str, Any]


class Flag(IntFlag):
    """What a location is known to have on the days of its row; searches ask by mask."""

    INTERVENTIONAL_RADIOLOGY = 1
    CERTIFIED = 2
    PRACTISING_MEMBER = 4
    MEMBERSHIP_VERIFIED = 8
    FRESH = 16
    NEW_PATIENTS = 32
    TELEHEALTH = 64
    MEDICARE = 128
    KYPHOPLASTY_PUBLISHED = 256
    VERTEBROPLASTY_PUBLISHED = 512
    HAS_OTHER_LOCATIONS = 1024
    SPEAKS = 2048


# The filters of a search that a flag answers.
FILTER_FLAGS = {
    "certified": Flag.CERTIFIED,
    "member": Flag.PRACTISING_MEMBER,
    "new_patients": Flag.NEW_PATIENTS,
    "telehealth": Flag.TELEHEALTH,
    "medicare": Flag.MEDICARE,
}
# No latitude lies in it: the rows of practitioners without any location that can be placed.
NOWHERE_BAND = 10_000
PUBLISHED = {
    Procedure.KYPHOPLASTY: Flag.KYPHOPLASTY_PUBLISHED,
    Procedure.VERTEBROPLASTY: Flag.VERTEBROPLASTY_PUBLISHED,
    Procedure.ANY: Flag.KYPHOPLASTY_PUBLISHED | Flag.VERTEBROPLASTY_PUBLISHED,
}


# Plain numbers: an enumeration's own arithmetic would cost more than all the rest of a candidate.
_VERIFIED = {
    procedure: tuple(
        int(flag) for flag in (Flag.CERTIFIED, Flag.MEMBERSHIP_VERIFIED, published, Flag.FRESH)
    )
    for procedure, published in PUBLISHED.items()
}


def verified_components(flags: int, procedure: Procedure) -> int:
    """How many of certification, membership, volume and listing are known at the source."""
    return sum(1 for flag in _VERIFIED[procedure] if flags & flag)


def replace_index(
    session: Session,
    practitioners: Sequence[Practitioner],
    rules: RankingRules,
    newest_year: int | None,
    today: date,
) -> None:
    """Writes the index rows of these practitioners anew; hidden ones get none."""
    numbers = [practitioner.practitioner_id for practitioner in practitioners]
    delete_rows(session, LocationIndexRow.practitioner_id, numbers)
    add_to_index(session, practitioners, rules, newest_year, today)


def add_to_index(
    session: Session,
    practitioners: Sequence[Practitioner],
    rules: RankingRules,
    newest_year: int | None,
    today: date,
) -> None:
    """Writes the index rows of practitioners who have none."""
    memory = _Memory()
    rows = [
        row
        for practitioner in practitioners
        for row in index_rows(practitioner, rules, newest_year, today, memory)
    ]
    insert_rows(session, LocationIndexRow, rows)


class _Memory:
    """What was worked out for one practitioner and holds for others too.

    Most have a place that others have, and nothing of what the ranking asks for.
    """

    def __init__(self) -> None:
        self.spans: dict[Hashable, list[Cells]] = {}
        self.points: dict[Point | None, Cells] = {}


def index_rows(
    practitioner: Practitioner,
    rules: RankingRules,
    newest_year: int | None,
    today: date,
    memory: _Memory | None = None,
) -> Iterable[Cells]:
    """The rows of one practitioner: every listed and placed location, every span from today on.

    Whoever has no placed one keeps the rows of the others in ``NOWHERE_BAND``, to be counted.
    A memory is for one set of rules, year and day.
    """
    if hidden_because(practitioner):
        return
    memory = memory or _Memory()
    listed = listed_locations(practitioner)
    placed = [location for location in listed if location.point is not None]
    common = _common_flags(practitioner, newest_year)
    if len(placed) > 1:
        common |= Flag.HAS_OTHER_LOCATIONS.value
    checked = (practitioner.certifications, practitioner.memberships, practitioner.volumes)
    for location in placed or listed:
        key = (*checked, location.confirmed_on)
        if key not in memory.spans:
            spans = quality_spans(practitioner, location, rules, newest_year, today)
            memory.spans[key] = list(map(_of_span, spans))
        if location.point not in memory.points:
            memory.points[location.point] = _of_point(location.point)
        flags = common | _location_flags(location)
        for span in memory.spans[key]:
            yield {
                **memory.points[location.point],
                **span,
                "flags": flags | span["flags"],
                "location_id": location.location_id,
                "practitioner_id": practitioner.practitioner_id,
                "npi": practitioner.npi,
            }


def _of_point(point: Point | None) -> Cells:
    x, y, z = earth_centred(point) if point else (0.0, 0.0, 0.0)
    return {
        "lat_band": latitude_band(point.lat) if point else NOWHERE_BAND,
        "lon": point.lon if point else 0.0,
        "lat": point.lat if point else 0.0,
        "x": x,
        "y": y,
        "z": z,
    }


def _of_span(span: QualitySpan) -> Cells:
    checked = span.standing.most_recent_check_on
    return {
        "first_day": span.first_day.toordinal(),
        "last_day": span.last_day.toordinal(),
        "flags": _span_flags(span),
        "kyphoplasty_quality": span.quality[Procedure.KYPHOPLASTY],
        "vertebroplasty_quality": span.quality[Procedure.VERTEBROPLASTY],
        "any_quality": span.quality[Procedure.ANY],
        "most_recent_check": checked.toordinal() if checked else 0,
    }


def _common_flags(practitioner: Practitioner, newest_year: int | None) -> int:
    flags = 0
    if practitioner.is_interventional_radiologist:
        flags |= Flag.INTERVENTIONAL_RADIOLOGY.value
    # Of most people nothing is published; asking for it costs more than the rest of the row.
    for procedure in Procedure.ANY.parts if practitioner.volumes else ():
        if volume_for(practitioner.volumes, procedure, newest_year).is_published:
            flags |= PUBLISHED[procedure].value
    return flags


def _location_flags(location: PracticeLocation) -> int:
    flags = 0
    if location.accepts_new_patients:
        flags |= Flag.NEW_PATIENTS.value
    if location.telehealth:
        flags |= Flag.TELEHEALTH.value
    if location.medicare:
        flags |= Flag.MEDICARE.value
    if location.languages:
        flags |= Flag.SPEAKS.value
    return flags


def _span_flags(span: QualitySpan) -> int:
    standing = span.standing
    flags = 0
    if standing.certification.state is CertificationState.VERIFIED:
        flags |= Flag.CERTIFIED.value
    if standing.membership.state is MembershipState.VERIFIED:
        flags |= Flag.MEMBERSHIP_VERIFIED.value
    if standing.is_practising_member:
        flags |= Flag.PRACTISING_MEMBER.value
    if standing.is_fresh:
        flags |= Flag.FRESH.value
    return flags
