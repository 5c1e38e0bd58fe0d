"""The one file that decides order: score, contributions, tie-break."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from finder.domain.place import Setting
from finder.domain.quality import Quality
from finder.domain.rules import RankingRules


@dataclass(frozen=True, slots=True)
class Weighing:
    """How one search weighs distance against checked facts, and on which day."""

    distance_share: float
    setting: Setting
    today: date

    @property
    def week(self) -> str:
        """The ISO week that decides equal cases, such as 2026-W47."""
        year, week, _ = self.today.isocalendar()
        return f"{year}-W{week:02d}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A practitioner at the nearest location that passes the filters, not yet in order."""

    npi: str
    practitioner_id: int
    location_id: int
    miles: float
    quality: float
    verified_components: int
    most_recent_check: int


@dataclass(frozen=True, slots=True)
class Contributions:
    """The points of a score by their reason; ``cap`` is zero or negative."""

    distance: float
    certification: float
    volume: float
    listing: float
    membership: float
    cap: float

    @property
    def total(self) -> float:
        return (
            self.distance
            + self.certification
            + self.volume
            + self.listing
            + self.membership
            + self.cap
        )


def score(miles: float, quality: float, weighing: Weighing, rules: RankingRules) -> float:
    """``100 * (w * D + (1 - w) * Q)``, from 0 to 100."""
    closeness = rules.closeness(miles, weighing.setting)
    share = weighing.distance_share
    return 100.0 * (share * closeness + (1.0 - share) * quality)


def contributions(
    miles: float, quality: Quality, weighing: Weighing, rules: RankingRules
) -> Contributions:
    """The same score taken apart; the parts add up to it exactly."""
    points = 100.0 * (1.0 - weighing.distance_share)
    return Contributions(
        distance=100.0 * weighing.distance_share * rules.closeness(miles, weighing.setting),
        certification=points * rules.certification_weight * quality.certification,
        volume=points * rules.volume_weight * quality.volume,
        listing=points * rules.listing_weight * quality.listing,
        membership=points * rules.membership_weight * quality.membership,
        cap=points * (quality.value - quality.uncapped),
    )


def in_order(
    candidates: Iterable[Candidate], weighing: Weighing, rules: RankingRules
) -> list[tuple[Candidate, float]]:
    """Every candidate with its score, best first.

    Scores are compared to 0.1; then the shorter distance (0.1 mile), more verified components,
    the most recent check, and last a hash of NPI and week, so that no name has an advantage.
    """
    scored = [
        (candidate, score(candidate.miles, candidate.quality, weighing, rules))
        for candidate in candidates
    ]
    scored.sort(key=lambda pair: _order(pair[0], pair[1], weighing.week))
    return scored


def _order(candidate: Candidate, points: float, week: str) -> tuple[float, float, int, int, str]:
    return (
        -round(points, 1),
        round(candidate.miles, 1),
        -candidate.verified_components,
        -candidate.most_recent_check,
        hashlib.sha256(f"{candidate.npi}{week}".encode()).hexdigest(),
    )
