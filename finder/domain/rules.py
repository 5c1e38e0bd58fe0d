"""The numbers of the ranking, read from ``data/ranking.toml``: weights, scales, half-distances."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from finder.domain.credentials import CertificationClass, CertificationState
from finder.domain.errors import InvalidValue
from finder.domain.memberships import MembershipCategory
from finder.domain.place import Setting

_CLASS_KEYS = {
    CertificationClass.INTERVENTIONAL: "ir",
    CertificationClass.DIAGNOSTIC_WITH_LEGACY_VIR: "dr_with_legacy_vir",
    CertificationClass.OTHER_BOARD: "other_board",
    CertificationClass.UNKNOWN: "unknown",
    CertificationClass.EXPIRED: "expired",
    CertificationClass.NONE: "none",
}
_CAP_KEYS = {
    CertificationState.VERIFIED: "verified",
    CertificationState.EXPIRED: "expired",
    CertificationState.NOT_CERTIFIED: "none",
    CertificationState.STATED: "unknown",
    CertificationState.UNKNOWN: "unknown",
}
PRESETS = ("nearest", "balanced", "most-checked")


@dataclass(frozen=True, slots=True)
class RankingRules:
    """One version of the ranking; distances in miles, shares and values between 0 and 1."""

    version: int
    effective_on: date
    certification_weight: float
    volume_weight: float
    listing_weight: float
    membership_weight: float
    certification_values: Mapping[CertificationClass, float]
    caps: Mapping[CertificationState, float]
    membership_values: Mapping[MembershipCategory, float]
    volume_saturation: float
    unknown_volume: float
    fresh_within_days: int
    fresh_value: float
    ageing_within_days: int
    ageing_value: float
    stale_value: float
    presets: Mapping[str, float]
    default_preset: str
    half_distance_miles: Mapping[Setting, float]
    similar_within_points: float
    radius_steps_miles: tuple[float, ...]
    enough_results: int

    def volume_value(self, count: float | None) -> float:
        """Saturating value of a yearly count; ``None`` (not published, unknown) has a prior."""
        counted = self.unknown_volume if count is None else count
        return min(1.0, math.log1p(counted) / math.log1p(self.volume_saturation))

    def listing_value(self, confirmed_on: date | None, today: date) -> float:
        """Freshness of a practice location, by days since it was confirmed."""
        if confirmed_on is None:
            return self.stale_value
        days = (today - confirmed_on).days
        if days <= self.fresh_within_days:
            return self.fresh_value
        return self.ageing_value if days <= self.ageing_within_days else self.stale_value

    def membership_value(self, category: MembershipCategory | None) -> float:
        return self.membership_values.get(category, 0.0) if category else 0.0

    def closeness(self, miles: float, setting: Setting) -> float:
        """1 at no distance, halved every half-distance of the origin's setting."""
        return float(2.0 ** (-miles / self.half_distance_miles[setting]))


def numbers_of(rules: RankingRules) -> dict[str, str]:
    """Every number that decides an order, by its name; two rules with the same rank alike."""
    told: dict[str, str] = {}
    for field in fields(rules):
        value = getattr(rules, field.name)
        if field.name in ("version", "effective_on"):
            continue
        if isinstance(value, Mapping):
            told |= {f"{field.name}.{key}": str(number) for key, number in value.items()}
        else:
            told[field.name] = str(value)
    return dict(sorted(told.items()))


def ranking_rules(table: Mapping[str, Any]) -> RankingRules:
    """Reads the parsed TOML table; a missing or impossible number is an error with a sentence."""
    try:
        rules = _read(table)
    except (KeyError, TypeError, ValueError) as problem:
        raise InvalidValue(f"data/ranking.toml cannot be used: {problem!r}.", "ranking") from None
    shares = (
        rules.certification_weight
        + rules.volume_weight
        + rules.listing_weight
        + rules.membership_weight
    )
    if abs(shares - 1) > 1e-9:
        raise InvalidValue("The four weights in data/ranking.toml must add up to 1.", "weights")
    _refuse_impossible(rules)
    return rules


def _refuse_impossible(rules: RankingRules) -> None:
    """Scores stay within 0 and 100 only while every value is a share and every scale positive."""
    shares = (
        rules.certification_weight,
        rules.volume_weight,
        rules.listing_weight,
        rules.membership_weight,
        rules.fresh_value,
        rules.ageing_value,
        rules.stale_value,
        *rules.certification_values.values(),
        *rules.caps.values(),
        *rules.membership_values.values(),
        *rules.presets.values(),
    )
    scales = (
        rules.volume_saturation,
        rules.unknown_volume,
        *rules.half_distance_miles.values(),
        *rules.radius_steps_miles,
    )
    if not all(0 <= share <= 1 for share in shares):
        raise InvalidValue("Every weight and value in data/ranking.toml is from 0 to 1.", "ranking")
    if not all(0 < scale < math.inf for scale in scales):
        raise InvalidValue(
            "Every distance and volume in data/ranking.toml is greater than 0.", "ranking"
        )
    if rules.default_preset not in rules.presets:
        raise InvalidValue(
            f"The default preset in data/ranking.toml is one of: {', '.join(PRESETS)}.", "presets"
        )


def _read(table: Mapping[str, Any]) -> RankingRules:
    weights, volume, listing = table["weights"], table["volume"], table["listing"]
    presets = table["presets"]
    return RankingRules(
        version=int(table["version"]),
        effective_on=table["effective_on"],
        certification_weight=float(weights["certification"]),
        volume_weight=float(weights["volume"]),
        listing_weight=float(weights["listing"]),
        membership_weight=float(weights["membership"]),
        certification_values={
            rung: float(table["certification"][key]) for rung, key in _CLASS_KEYS.items()
        },
        caps={state: float(table["caps"][key]) for state, key in _CAP_KEYS.items()},
        membership_values={
            MembershipCategory(name): float(value) for name, value in table["membership"].items()
        },
        volume_saturation=float(volume["saturation"]),
        unknown_volume=float(volume["unknown_prior"]),
        fresh_within_days=int(listing["fresh_within_days"]),
        fresh_value=float(listing["fresh"]),
        ageing_within_days=int(listing["ageing_within_days"]),
        ageing_value=float(listing["ageing"]),
        stale_value=float(listing["stale"]),
        presets={name: float(presets[name]) for name in PRESETS},
        default_preset=str(presets["default"]),
        half_distance_miles={
            setting: float(table["half_distance_miles"][setting.value]) for setting in Setting
        },
        similar_within_points=float(table["similarity"]["similar_within_points"]),
        radius_steps_miles=tuple(float(miles) for miles in table["radius"]["steps_miles"]),
        enough_results=int(table["radius"]["enough_results"]),
    )
