"""Whether a practitioner is listed at all, and at which places."""

from datetime import date

from finder.domain.memberships import is_retired
from finder.domain.practitioner import PracticeLocation, Practitioner

EXCLUDED = "excluded"
DEACTIVATED = "deactivated"
VANISHED = "vanished"
RETIRED = "retired"
CLOSED = "closed"
MERGED = "merged"


def holds(deactivated_on: date, reactivated_on: date | None) -> bool:
    """Whether a deactivation still stands: a later reactivation ends it."""
    return reactivated_on is None or reactivated_on < deactivated_on


def hidden_because(practitioner: Practitioner) -> str:
    """Why nothing of the practitioner may be shown anywhere; empty text if it may."""
    if practitioner.merged_into:
        return MERGED
    if practitioner.closed_because:
        return CLOSED
    if practitioner.deactivated_on is not None:
        return DEACTIVATED
    if practitioner.vanished_on is not None:
        return VANISHED
    if is_retired(practitioner.memberships):
        return RETIRED
    if any(entry.is_in_force for entry in practitioner.exclusions) and not listed_locations(
        practitioner
    ):
        return EXCLUDED
    return ""


def listed_locations(practitioner: Practitioner) -> tuple[PracticeLocation, ...]:
    """The practice locations that neither an exclusion nor a decision hides."""
    return tuple(
        location
        for location in practitioner.locations
        if not location.is_withdrawn
        and not any(entry.hides_in(location.state) for entry in practitioner.exclusions)
    )
