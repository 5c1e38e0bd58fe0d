"""The documented formula once more, written straight from the text and from stored rows.

It shares no rule with the program: it reads the tables, measures with geopy's geodesic and
scores every practitioner there is.
"""

import hashlib
import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from geopy.distance import geodesic
from sqlalchemy import text
from sqlalchemy.orm import Session

HALF_DISTANCE = {"large-metro": 10, "metro": 20, "micro": 35, "rural": 50, "frontier": 65}
SHARE = {"nearest": 0.7, "balanced": 0.5, "most-checked": 0.3}
CERTIFICATION = {"ir": 1.0, "legacy": 0.85, "other": 0.7, "unknown": 0.35, "expired": 0.15, "no": 0}
CAP = {"verified": 1.0, "unknown": 0.75, "expired": 0.45, "not-certified": 0.35}
MEMBERSHIP = {
    "fellow": 1.0,
    "member": 0.9,
    "member_first_year": 0.9,
    "associate": 0.4,
    "in_training": 0.4,
}

LOCATIONS = """
SELECT p.*, l.telehealth AS listed_telehealth, l.takes_assignment, l.listed_on
FROM practice_location p LEFT JOIN medicare_listing l ON l.location_id = p.id ORDER BY p.id
"""


@dataclass(frozen=True)
class Expected:
    """One practitioner where the reference puts it."""

    npi: str
    miles: float
    score: float
    order: tuple[Any, ...]


class Directory:
    """Every row of a directory, read once."""

    def __init__(self, session: Session) -> None:
        self.people = rows(session, "SELECT * FROM practitioner")
        self.locations = by_owner(rows(session, LOCATIONS))
        self.taxonomies = by_owner(rows(session, "SELECT * FROM practitioner_taxonomy"))
        self.certifications = by_owner(rows(session, "SELECT * FROM certification"))
        self.memberships = by_owner(rows(session, "SELECT * FROM membership"))
        self.volumes = by_owner(rows(session, "SELECT * FROM procedure_volume"))
        self.exclusions = defaultdict(list)
        for row in rows(session, "SELECT * FROM exclusion WHERE npi <> ''"):
            self.exclusions[row["npi"]].append(row)
        reported = rows(session, "SELECT * FROM deactivated_npi")
        self.reported = {row["npi"]: row["deactivated_on"] for row in reported}
        years = rows(session, "SELECT max(year) AS year FROM import_run")
        self.newest_year = years[0]["year"]

    def ranked(self, place: Any, wish: dict[str, Any], today: date) -> list[Expected]:
        """Everybody who passes, in the documented order."""
        found = [self._expected(person, place, wish, today) for person in self.people]
        return sorted((one for one in found if one), key=lambda one: one.order)

    def within(self, place: Any, wish: dict[str, Any], today: date) -> tuple[float, list[Expected]]:
        """The radius used and who is inside it."""
        radii = [float(wish["radius"])] if wish.get("radius") else [25, 50, 100, 150]
        for radius in radii:
            inside = self.ranked(place, wish | {"radius": radius}, today)
            if len(inside) >= 5:
                break
        return radius, inside

    def _expected(
        self, person: dict[str, Any], place: Any, wish: dict[str, Any], today: date
    ) -> Expected | None:
        owner = person["id"]
        if person["deactivated_on"] or person["vanished_on"] or self._is_retired(owner):
            return None
        reported_on, back_on = self.reported.get(person["npi"]), person["reactivated_on"]
        if reported_on and not (back_on and back_on >= reported_on):
            return None
        codes = {row["code"] for row in self.taxonomies[owner]}
        if wish.get("specialty") != "any" and "2085R0204X" not in codes:
            return None
        certification, rung, checks = self._certification(owner, today)
        category, _ = self._membership(owner, today)
        if wish.get("certified") and certification != "verified":
            return None
        if wish.get("member") and category not in ("fellow", "member", "member_first_year"):
            return None
        places = [
            (geodesic_miles(place.point.lat, place.point.lon, row["lat"], row["lon"]), row)
            for row in self.locations[owner]
            if row["lat"] is not None and self._may_show(person, row) and passes(row, wish)
        ]
        if not places:
            return None
        # Of two locations at one point, the one confirmed more lately is shown.
        miles, row = min(
            places, key=lambda pair: (pair[0], -freshness(confirmed(pair[1]), today)[0])
        )
        if miles > wish["radius"]:
            return None
        return self._scored(person, (miles, row), (certification, rung, checks), place, wish, today)

    def _scored(
        self,
        person: dict[str, Any],
        nearest: tuple[float, dict[str, Any]],
        certified: tuple[str, str, list[date]],
        place: Any,
        wish: dict[str, Any],
        today: date,
    ) -> Expected:
        owner, (miles, row), (certification, rung, checks) = person["id"], nearest, certified
        category, member_check = self._membership(owner, today)
        listing, is_fresh = freshness(confirmed(row), today)
        volume, is_published = self._volume(owner, wish.get("procedure", "any"))
        quality = min(
            CAP[certification],
            0.40 * CERTIFICATION[rung]
            + 0.35 * min(1, math.log(1 + volume) / math.log(51))
            + 0.15 * listing
            + 0.10 * MEMBERSHIP.get(category, 0),
        )
        share = SHARE[wish.get("preset", "balanced")]
        nearness = 2 ** (-miles / HALF_DISTANCE[place.setting.value])
        score = 100 * (share * nearness + (1 - share) * quality)
        known = [certification == "verified", category != "", is_published, is_fresh]
        recent = max([*checks, *([member_check] if member_check else [])], default=date.min)
        week = "{}-W{:02d}".format(*today.isocalendar()[:2])
        digest = hashlib.sha256((person["npi"] + week).encode()).hexdigest()
        order = (-round(score, 1), round(miles, 1), -sum(known), -recent.toordinal(), digest)
        return Expected(person["npi"], miles, score, order)

    def _may_show(self, person: dict[str, Any], row: dict[str, Any]) -> bool:
        return all(
            entry["reinstated_on"] or (entry["waiver_state"] == row["state"] != "")
            for entry in self.exclusions[person["npi"]]
        )

    def _is_retired(self, owner: int) -> bool:
        return any(
            row["category"] == "emeritus" and row["checked_on"] for row in self.memberships[owner]
        )

    def _certification(self, owner: int, today: date) -> tuple[str, str, list[date]]:
        checked = [row for row in self.certifications[owner] if row["checked_on"]]
        counting = [row for row in checked if not revoked_since(row, checked)]
        verified = [row for row in counting if certificate_state(row, today) == "verified"]
        if verified:
            return "verified", *best_rung(verified, checked)
        states = {certificate_state(row, today) for row in counting}
        if "expired" in states:
            return "expired", "expired", []
        if "not-certified" in states:
            return "not-certified", "no", []
        return "unknown", "unknown", []

    def _membership(self, owner: int, today: date) -> tuple[str, date | None]:
        for row in self.memberships[owner]:
            if not row["checked_on"] or row["category"] == "none_found":
                continue
            due = row["valid_through"] or next_year(row["checked_on"])
            if today <= due + timedelta(days=30):
                return row["category"], row["checked_on"]
        return "", None

    def _volume(self, owner: int, procedure: str) -> tuple[float, bool]:
        counts = [
            (row["low"] + row["high"]) / 2
            for row in self.volumes[owner]
            if row["year"] == self.newest_year and procedure in ("any", row["procedure"])
        ]
        return (sum(counts), True) if counts else (5.0, False)


@cache
def geodesic_miles(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    return float(geodesic((lat, lon), (other_lat, other_lon)).miles)


def revoked_since(row: dict[str, Any], checked: list[dict[str, Any]]) -> bool:
    return row["board_status"] in ("certified", "expired") and any(
        other["board_status"] == "revoked_or_surrendered"
        and other["issuer"] == row["issuer"]
        and other["checked_on"] > row["checked_on"]
        for other in checked
    )


def certificate_state(row: dict[str, Any], today: date) -> str:
    ended = row["duration_type"] == "time_limited" and today > row["expires_on"]
    if row["board_status"] == "expired":
        return "expired" if ended else "unknown"
    if row["board_status"] in ("not_certified", "revoked_or_surrendered"):
        return "not-certified"
    if row["board_status"] != "certified":
        return "unknown"
    if row["duration_type"] == "time_limited":
        return "expired" if ended else "verified"
    return "verified" if today <= next_year(row["checked_on"]) + timedelta(days=30) else "unknown"


def best_rung(
    verified: list[dict[str, Any]], checked: list[dict[str, Any]]
) -> tuple[str, list[date]]:
    held = {row["certificate"] for row in verified}
    legacy = any(
        row["certificate"] == "VIR_LEGACY" and row["board_status"] != "revoked_or_surrendered"
        for row in checked
    )

    def rung(row: dict[str, Any]) -> str:
        if row["certificate"] == "IR_DR":
            return "ir"
        if row["certificate"] == "AOBR_VIR" and "AOBR_DR" in held:
            return "ir"
        return "legacy" if row["certificate"] == "DR" and legacy else "other"

    best = min(
        verified, key=lambda row: (-CERTIFICATION[rung(row)], -row["checked_on"].toordinal())
    )
    return rung(best), [best["checked_on"]]


def passes(row: dict[str, Any], wish: dict[str, Any]) -> bool:
    if wish.get("language") and f";{wish['language']};" not in row["languages"]:
        return False
    said = {
        "new_patients": row["accepts_new_patients"],
        "telehealth": first_said(row["telehealth"], row["listed_telehealth"]),
        "medicare": first_said(row["medicare"], row["takes_assignment"]),
    }
    return all(answer for name, answer in said.items() if wish.get(name))


def first_said(practice: Any, listed: Any) -> Any:
    """What the practice says of itself comes before what Medicare's file says."""
    return listed if practice is None else practice


def confirmed(row: dict[str, Any]) -> date | None:
    """The newest of a confirmation by hand and the Medicare file that lists the address."""
    return max(filter(None, (row["confirmed_on"], row["listed_on"])), default=None)


def freshness(confirmed_on: date | None, today: date) -> tuple[float, bool]:
    days = (today - confirmed_on).days if confirmed_on else 10_000
    return (1.0 if days <= 90 else 0.6 if days <= 180 else 0.2), days <= 90


def next_year(day: date) -> date:
    return date(day.year + 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def rows(session: Session, statement: str) -> list[dict[str, Any]]:
    found = []
    for row in session.execute(text(statement)).mappings():
        found.append({name: as_date(name, value) for name, value in row.items()})
    return found


def as_date(name: str, value: Any) -> Any:
    if isinstance(value, str) and name.endswith(("_on", "_through")) and value:
        return date.fromisoformat(value)
    return value


def by_owner(found: list[dict[str, Any]]) -> dict[int, list[dict[str, Any]]]:
    owned: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in found:
        owned[row["practitioner_id"]].append(row)
    return owned
