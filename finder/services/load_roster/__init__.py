"""Rosters through the page: tried first, shown in full, and loaded only as they were tried."""

from finder.services.load_roster.apply import apply_roster, discard_roster
from finder.services.load_roster.show import RosterPage, StagedRoster, show_roster, show_rosters
from finder.services.load_roster.trial import MOST_WITHOUT_SECOND, Difference, Trial
from finder.services.load_roster.try_roster import LARGEST_BYTES, try_roster
from finder.services.load_roster.waiting import roster_columns

__all__ = [
    "LARGEST_BYTES",
    "MOST_WITHOUT_SECOND",
    "Difference",
    "RosterPage",
    "StagedRoster",
    "Trial",
    "apply_roster",
    "discard_roster",
    "roster_columns",
    "show_roster",
    "show_rosters",
    "try_roster",
]
