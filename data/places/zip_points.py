"""Give every ZIP in use its city, kind and point by the rules that build.py states."""

import argparse
import csv
import math
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from finder.domain.geography import Point, miles_between
from finder.domain.place import PlaceKind
from finder.places.names import name_key

FAR_MILES = 25 / 1.609344
TERRITORIES = {"PR", "GU", "VI", "AS", "MP"}
MILITARY_CITIES = {"Apo", "Dpo", "Fpo"}
MILITARY_STATES = {"AA", "AE", "AP"}
KINDS = {
    "STANDARD": PlaceKind.STANDARD,
    "PO BOX": PlaceKind.PO_BOX,
    "UNIQUE": PlaceKind.UNIQUE,
    "MILITARY": PlaceKind.MILITARY,
}
# In use, but without a point in any of the inputs: placed like a neighbour in the same city.
SAME_PLACE_AS = {"18768": "18701", "77352": "77351", "90140": "90040"}
CAPITALS = ("AFB", "AFS", "APO", "DHS", "DPO", "FPO", "JBER", "NAS", "USAF")


@dataclass(frozen=True)
class Zip:
    digits: str
    city: str
    state: str
    kind: PlaceKind
    point: Point | None = None
    approximate: bool = False
    source: str = ""


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def point_of(lat: str, lon: str) -> Point | None:
    return Point.of(float(lat), float(lon)) if lat.strip() and lon.strip() else None


def mean_point(points: list[Point]) -> Point:
    """The middle of some points; longitudes are taken round the first, across the antimeridian."""
    east = [math.remainder(point.lon - points[0].lon, 360) for point in points]
    lon = math.remainder(points[0].lon + sum(east) / len(east), 360)
    return Point.of(sum(point.lat for point in points) / len(points), lon)


class Sources:
    """The inputs, by ZIP."""

    def __init__(self, paths: argparse.Namespace) -> None:
        self.census = {r["GEOID"]: point_of(r["LAT"], r["LONG"]) for r in read(paths.gazetteer)}
        self.crosswalk = {r["zipcode"]: r for r in read(paths.crosswalk)}
        self.kinds = {r["zip"]: r for r in read(paths.kinds)}
        postal = read(paths.postal)
        self.postal = {r["zip"]: r for r in postal if r["state"]}
        self.military = {r["zip"] for r in postal if not r["state"]} - self.postal.keys()
        self.cities = read(paths.cities)
        self.default_points = self._default_points()

    def _default_points(self) -> set[tuple[str, Point | None]]:
        names = defaultdict(set)
        for row in self.postal.values():
            names[row["state"], point_of(row["lat"], row["lon"])].add(row["place"])
        return {place for place, named in names.items() if len(named) > 1}

    def in_use(self) -> list[str]:
        points = {*self.census, *self.crosswalk, *self.postal, *SAME_PLACE_AS}
        retired = {z for z, r in self.kinds.items() if r["active"] == "0" and z not in self.census}
        return sorted({*points, *self.kinds, *self.military} - retired)

    def geonames(self, digits: str) -> tuple[Point | None, bool]:
        """GeoNames' point and whether it is a default point of the state."""
        row = self.postal.get(digits)
        if row is None:
            return None, False
        point = point_of(row["lat"], row["lon"])
        return point, (row["state"], point) in self.default_points


def place_zip(row: Zip, sources: Sources) -> Zip:
    census = sources.census.get(row.digits)
    geonames, is_default = sources.geonames(row.digits)
    if census and geonames and miles_between(census, geonames) > FAR_MILES:
        if is_default:
            return replace(row, point=census, approximate=True, source="census")
        return replace(row, point=geonames, approximate=True, source="geonames")
    if census:
        return replace(row, point=census, source="census")
    return place_without_census(row, sources, geonames, is_default)


def place_without_census(
    row: Zip, sources: Sources, geonames: Point | None, is_default: bool
) -> Zip:
    link = sources.crosswalk.get(row.digits)
    linked = sources.census.get(link["zcta"]) if link else None
    if geonames and not (is_default and linked and miles_between(linked, geonames) > FAR_MILES):
        return replace(row, point=geonames, source="geonames")
    if linked:
        return replace(row, point=linked, approximate=True, source="crosswalk")
    if link:
        own = link["zcta"] == row.digits
        point = point_of(link["lat"], link["lng"])
        return replace(row, point=point, approximate=not own, source="crosswalk")
    known = sources.kinds.get(row.digits)
    if known and known["lat"]:
        return replace(row, point=point_of(known["lat"], known["lon"]), source="kinds")
    return row


def describe_zip(digits: str, sources: Sources) -> Zip:
    """City, state and kind; a ZIP that no source names gets its city from its neighbour later."""
    postal, known = sources.postal.get(digits), sources.kinds.get(digits)
    kind = KINDS[known["kind"]] if known else PlaceKind.STANDARD
    city = postal["place"] if postal else known["city"] if known else ""
    state = postal["state"] if postal else known["state"] if known else ""
    if digits in sources.military or city in MILITARY_CITIES:
        kind, city = PlaceKind.MILITARY, city or "APO"
        state = state if state in MILITARY_STATES else military_state(digits)
    return Zip(digits, tidy(city), state, kind)


def military_state(digits: str) -> str:
    return {"0": "AE", "3": "AA", "9": "AP"}[digits[0]]


def tidy(name: str) -> str:
    words = [w.upper() if w.upper() in CAPITALS else w for w in name.replace(",", "").split()]
    return re.sub(r"\bMc (?=[A-Z])", "Mc", " ".join(words))


def build_zips(sources: Sources) -> list[Zip]:
    rows = []
    for digits in sources.in_use():
        row = describe_zip(digits, sources)
        rows.append(row if row.kind is PlaceKind.MILITARY else place_zip(row, sources))
    by_digits = {row.digits: row for row in rows}
    for digits, neighbour in SAME_PLACE_AS.items():
        by_digits[digits] = replace(
            by_digits[neighbour],
            digits=digits,
            kind=by_digits[digits].kind,
            approximate=True,
            source="neighbour",
        )
    named = [name_like_nearest(row, rows) for row in by_digits.values()]
    placed = place_with_city(sorted(named, key=lambda row: row.digits))
    return [as_territory(row) for row in placed]


def name_like_nearest(row: Zip, rows: list[Zip]) -> Zip:
    if row.city or row.point is None:
        return row
    here = row.point
    placed = [other for other in rows if other.city and other.point]
    nearest = min(placed, key=lambda other: miles_between(here, other.point or here))
    return replace(row, city=nearest.city, state=nearest.state)


def place_with_city(rows: list[Zip]) -> list[Zip]:
    """Place what is left by the other ZIPs of the same city; what has none stays unplaced."""
    points = defaultdict(list)
    for row in rows:
        if row.point:
            points[name_key(row.city), row.state].append(row.point)
    done = []
    for row in rows:
        others = points.get((name_key(row.city), row.state))
        if row.point is None and others and row.kind is not PlaceKind.MILITARY:
            row = replace(row, point=mean_point(others), approximate=True, source="city")
        done.append(row)
    return done


def as_territory(row: Zip) -> Zip:
    return replace(row, kind=PlaceKind.TERRITORY) if row.state in TERRITORIES else row
