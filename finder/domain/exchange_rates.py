"""What a checked fact is worth in miles: the ranking's numbers turned into plain comparisons."""

import math
from dataclasses import dataclass

from finder.domain.credentials import CertificationClass
from finder.domain.memberships import MembershipCategory
from finder.domain.place import Setting
from finder.domain.rules import RankingRules
from finder.domain.sentences import Sentence

STARTING_MILES = 5.0


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """One improvement: its points, and by setting how many further miles they make up for.

    ``None`` miles: no distance outweighs so many points.
    """

    change: Sentence
    points: float
    further_miles: tuple[tuple[Setting, float | None], ...]


def exchange_rates(rules: RankingRules, distance_share: float) -> tuple[ExchangeRate, ...]:
    """The four improvements that the methodology explains, at one preset's share of distance."""
    certification = rules.certification_values
    gains = (
        (
            Sentence("Certification in interventional radiology checked, instead of unknown"),
            rules.certification_weight
            * (
                certification[CertificationClass.INTERVENTIONAL]
                - certification[CertificationClass.UNKNOWN]
            ),
        ),
        (
            Sentence(
                "%(number)s or more procedures a year, instead of no known number",
                number=f"{rules.volume_saturation:g}",
            ),
            rules.volume_weight * (1.0 - rules.volume_value(None)),
        ),
        (
            Sentence("Practice details confirmed lately, instead of never"),
            rules.listing_weight * (rules.fresh_value - rules.stale_value),
        ),
        (
            Sentence("Checked member of SIR, instead of none known"),
            rules.membership_weight * rules.membership_value(MembershipCategory.MEMBER),
        ),
    )
    return tuple(_rate(rules, distance_share, change, gain) for change, gain in gains)


def further_miles(
    rules: RankingRules, distance_share: float, points: float, setting: Setting
) -> float | None:
    """How much further than ``STARTING_MILES`` a practitioner may be for so many more points."""
    nearness = rules.closeness(STARTING_MILES, setting) - points / (100.0 * distance_share)
    if nearness <= 0.0:
        return None
    return -rules.half_distance_miles[setting] * math.log2(nearness) - STARTING_MILES


def _rate(
    rules: RankingRules, distance_share: float, change: Sentence, gain: float
) -> ExchangeRate:
    points = 100.0 * (1.0 - distance_share) * gain
    return ExchangeRate(
        change,
        points,
        tuple(
            (setting, further_miles(rules, distance_share, points, setting)) for setting in Setting
        ),
    )
