"""Random facts for the property tests: certificates, memberships, volumes, places and people."""

from datetime import date, timedelta

from hypothesis import strategies as st

from finder.domain.credentials import BoardStatus, Certificate, Certification, DurationType
from finder.domain.memberships import MembershipCategory
from finder.domain.place import Setting
from finder.domain.practitioner import Practitioner
from finder.domain.procedures import Procedure, ProcedureVolume
from finder.domain.rules import PRESETS
from tests.domain.builders import (
    NEWEST_YEAR,
    TODAY,
    certification,
    exact,
    interval,
    location,
    membership,
    practitioner,
    weighing,
)

miles = st.floats(0, 500)
settings_of_origin = st.sampled_from(Setting)
presets = st.sampled_from(PRESETS)
weighings = st.builds(weighing, settings_of_origin, presets)
past_days = st.dates(date(2023, 1, 1), TODAY)
days_gone = st.dates(date(2023, 1, 1), TODAY - timedelta(days=1))
days = st.dates(date(2023, 1, 1), date(2030, 12, 31))
single_procedures = st.sampled_from(Procedure.ANY.parts)
years = st.sampled_from([NEWEST_YEAR - 1, NEWEST_YEAR])
checked_or_stated = st.none() | past_days
any_status = st.sampled_from(BoardStatus)
unverified_statuses = st.sampled_from(
    [
        BoardStatus.BOARD_ELIGIBLE,
        BoardStatus.NOT_FOUND,
        BoardStatus.CONVERTED,
        BoardStatus.RETIRED,
    ]
)


@st.composite
def certifications(
    draw: st.DrawFn,
    checked_days: st.SearchStrategy[date | None] = checked_or_stated,
    statuses: st.SearchStrategy[BoardStatus] = any_status,
) -> Certification:
    certificate = draw(st.sampled_from(Certificate))
    status = draw(statuses)
    if certificate is Certificate.VIR_LEGACY and status is BoardStatus.CERTIFIED:
        status = BoardStatus.CONVERTED
    # What the board calls expired has its last day behind it; `contradictions` asks about others.
    expires_on = draw(st.none() | (days_gone if status is BoardStatus.EXPIRED else days))
    unlimited = st.sampled_from([DurationType.LIFETIME, DurationType.CONTINUOUS])
    return certification(
        certificate,
        status,
        checked_on=draw(checked_days),
        expires_on=expires_on,
        duration_type=None if expires_on else draw(unlimited),
    )


any_certification = certifications()


def certification_tuples(
    one: st.SearchStrategy[Certification] = any_certification,
) -> st.SearchStrategy[tuple[Certification, ...]]:
    """As the store keeps them: of one certificate at most one checked and one stated record."""
    unique = st.lists(
        one,
        max_size=4,
        unique_by=lambda record: (record.issuer, record.certificate, record.check is None),
    )
    return unique.map(tuple)


memberships = st.builds(
    membership,
    st.sampled_from([category for category in MembershipCategory if category != "emeritus"]),
    checked_on=st.none() | past_days,
    valid_through=st.none() | days,
)
membership_tuples = st.lists(
    memberships, max_size=2, unique_by=lambda record: record.check is None
).map(tuple)


@st.composite
def volumes(draw: st.DrawFn) -> ProcedureVolume:
    procedure, year = draw(single_procedures), draw(years)
    low = draw(st.integers(11, 300))
    if draw(st.booleans()):
        return interval(1, 10, procedure, year)
    return exact(low, procedure, year)


volume_tuples = st.lists(
    volumes(), max_size=4, unique_by=lambda volume: (volume.procedure, volume.year)
).map(tuple)
locations = st.builds(location, confirmed_on=st.none() | past_days)


any_certifications = certification_tuples()


def practitioners(
    held: st.SearchStrategy[tuple[Certification, ...]] = any_certifications,
) -> st.SearchStrategy[Practitioner]:
    return st.builds(
        practitioner,
        certifications=held,
        memberships=membership_tuples,
        volumes=volume_tuples,
        locations=st.tuples(locations),
    )
