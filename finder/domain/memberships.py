"""Membership of the Society of Interventional Radiology (SIR): a small bonus, never a proof."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from finder.domain.credentials import OVERDUE_GRACE, PrimarySourceCheck, one_year_after


class MembershipCategory(StrEnum):
    """The categories of the memberships roster; sirweb.org."""

    FELLOW = "fellow"
    MEMBER = "member"
    MEMBER_FIRST_YEAR = "member_first_year"
    ASSOCIATE = "associate"
    IN_TRAINING = "in_training"
    CORRESPONDING = "corresponding"
    EMERITUS = "emeritus"
    NONE_FOUND = "none_found"


# The filter "SIR member" asks for a physician in practice; the other categories hold
# students, other professions, members abroad and retired members.
PRACTISING_CATEGORIES = frozenset(
    {MembershipCategory.FELLOW, MembershipCategory.MEMBER, MembershipCategory.MEMBER_FIRST_YEAR}
)


class MembershipState(StrEnum):
    """What a patient may be told of a membership."""

    VERIFIED = "verified"
    LAPSED = "lapsed"
    STATED = "stated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Membership:
    """One membership as last checked, or as only stated when ``check`` is ``None``."""

    society: str
    category: MembershipCategory
    valid_through: date | None = None
    check: PrimarySourceCheck | None = None

    @property
    def next_due_on(self) -> date | None:
        """The day by which it must be checked again; ``None`` for a mere statement."""
        if self.check is None:
            return None
        return self.valid_through or one_year_after(self.check.checked_on)

    def state_on(self, today: date) -> MembershipState:
        """An overdue check holds 30 days; then an ended one has lapsed, an old one is unknown."""
        if self.check is None:
            return MembershipState.STATED
        if self.category is MembershipCategory.NONE_FOUND:
            return MembershipState.UNKNOWN
        due_on = self.valid_through or one_year_after(self.check.checked_on)
        if today <= due_on + OVERDUE_GRACE:
            return MembershipState.VERIFIED
        return MembershipState.LAPSED if self.valid_through else MembershipState.UNKNOWN


@dataclass(frozen=True, slots=True)
class MembershipStanding:
    """The one state and record that count on a day."""

    state: MembershipState
    membership: Membership | None = None

    @property
    def category(self) -> MembershipCategory | None:
        """The category, only where it is verified."""
        if self.state is MembershipState.VERIFIED and self.membership is not None:
            return self.membership.category
        return None


def membership_standing(memberships: Iterable[Membership], today: date) -> MembershipStanding:
    """The newest checked record decides; a statement never changes a checked state."""
    records = list(memberships)
    newest = _newest_check(records)
    if newest is not None:
        return MembershipStanding(newest.state_on(today), newest)
    if records:
        return MembershipStanding(MembershipState.STATED, records[0])
    return MembershipStanding(MembershipState.UNKNOWN)


def is_retired(memberships: Iterable[Membership]) -> bool:
    """Emeritus members have retired for good, so a checked emeritus row hides the listing."""
    newest = _newest_check(memberships)
    return newest is not None and newest.category is MembershipCategory.EMERITUS


def _newest_check(memberships: Iterable[Membership]) -> Membership | None:
    """The newest checked record; of two checks on one day the later record."""
    newest: Membership | None = None
    for record in memberships:
        if record.check and (newest is None or _checked_on(record) >= _checked_on(newest)):
            newest = record
    return newest


def _checked_on(record: Membership) -> date:
    return record.check.checked_on if record.check else date.min
