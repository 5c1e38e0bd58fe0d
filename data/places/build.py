"""Build zips.csv and cities.csv from public data sets given as paths on the command line.

The inputs, each a CSV with a header row:
  --gazetteer  Census Bureau, ZCTA gazetteer 2023 (GEOID, LAT, LONG): public domain
  --postal     GeoNames US postal codes (zip, place, state, lat, lon): CC BY 4.0
  --cities     GeoNames cities1000, United States and territories (name, state, lat, lon,
               population, other_names separated by |): CC BY 4.0
  --crosswalk  ZIP to ZCTA with the ZCTA's centroid (zipcode, zcta, lng, lat), about 2020
  --kinds      which ZIPs are PO boxes, unique, military or in territories (zip, kind, active,
               city, state, lat, lon): facts

A ZIP takes the first point that exists of: the Census point of its own ZCTA, GeoNames' point,
the point of the ZCTA that the crosswalk gives, the point of the kinds file, the mean of the other
ZIPs of its city. Where Census and GeoNames differ by more than 25 km, GeoNames' point is taken,
unless that is a default point (one shared by ZIPs of several place names in the state). A ZIP is
approximate where the two so differ, and where a PO box or unique ZIP is placed by another ZIP.
"""

import argparse
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from zip_points import FAR_MILES, Sources, Zip, build_zips, mean_point

from finder.domain.geography import Point, miles_between
from finder.domain.place import PlaceKind
from finder.places.names import name_key
from finder.places.resolve import PlaceTables, load_place_tables

FOLDER = Path(__file__).parent
BIG_NAMESAKE = 20_000
USUAL_NAMES = {("New York City", "NY"): "New York"}
MORE_ALIASES = {
    ("Albuquerque", "NM"): ["ABQ"],
    ("Atlanta", "GA"): ["ATL"],
    ("Cincinnati", "OH"): ["Cincy"],
    ("Indianapolis", "IN"): ["Indy"],
    ("Jacksonville", "FL"): ["Jax"],
    ("Lake Havasu City", "AZ"): ["Lake Havasu"],
    ("Las Vegas", "NV"): ["Vegas"],
    ("Lexington", "KY"): ["Lexington-Fayette"],
    ("Los Angeles", "CA"): ["LA"],
    ("Minneapolis", "MN"): ["Mpls"],
    ("Nashville", "TN"): ["Nashville-Davidson"],
    ("New Orleans", "LA"): ["NOLA", "Nueva Orleans"],
    ("New York", "NY"): ["New York City", "NYC", "City of New York", "Nueva York"],
    ("Oklahoma City", "OK"): ["OKC"],
    ("Philadelphia", "PA"): ["Philly", "Filadelfia"],
    ("Salt Lake City", "UT"): ["SLC", "Salt Lake"],
    ("San Francisco", "CA"): ["SF", "San Fran"],
    ("St. Petersburg", "FL"): ["St. Pete"],
    ("The Bronx", "NY"): ["Bronx"],
    ("Washington", "DC"): ["DC", "District of Columbia"],
}
# GeoNames gives these parts of a city the population of the whole city.
BORROWED_PEOPLE = {
    ("Beverly Cove", "MA"),
    ("City of Milford (balance)", "CT"),
    ("City of Sammamish", "WA"),
    ("East Chattanooga", "TN"),
    ("East Concord", "NH"),
    ("East Florence", "AL"),
    ("East Hampton", "VA"),
    ("East Independence", "MO"),
    ("East Norwalk", "CT"),
    ("East Pensacola Heights", "FL"),
    ("Framingham Center", "MA"),
    ("Lexington-Fayette", "KY"),
    ("Metairie Terrace", "LA"),
    ("Minnetonka Mills", "MN"),
    ("New South Memphis", "TN"),
    ("North Chicopee", "MA"),
    ("North La Crosse", "WI"),
    ("North Peoria", "IL"),
    ("North Stamford", "CT"),
    ("Portsmouth Heights", "VA"),
    ("South Boston", "MA"),
    ("South Peabody", "MA"),
    ("South Suffolk", "VA"),
    ("South Vineland", "NJ"),
    ("Tempe Junction", "AZ"),
    ("Upper Alton", "IL"),
    ("West Albany", "NY"),
    ("West Coon Rapids", "MN"),
    ("West Gulfport", "MS"),
    ("West Lynchburg", "VA"),
    ("West Torrington", "CT"),
}


@dataclass(frozen=True)
class City:
    name: str
    state: str
    point: Point
    population: int
    aliases: tuple[str, ...] = ()


def build_cities(sources: Sources, zips: list[Zip]) -> list[City]:
    """Cities in order of precedence: the most populous first, towns before small namesakes."""
    cities = [read_city(row) for row in sources.cities]
    named = defaultdict(list)
    for city in cities:
        for name in (city.name, *city.aliases):
            named[name_key(name), city.state].append(city)
    mailed = defaultdict(list)
    for row in zips:
        if row.point:
            mailed[name_key(row.city), row.state].append(row)
    ranks = {city: float(city.population) for city in cities}
    for name, rows in mailed.items():
        city, rank = standing(town(rows), named.get(name, []))
        ranks[city] = max(rank, ranks.get(city, 0.0))
    return sorted(ranks, key=lambda c: (-ranks[c], c.state, c.name, c.point.lat, c.point.lon))


def standing(mailed: City, namesakes: list[City]) -> tuple[City, float]:
    """The city that a town of the post is, and where it stands among the populations.

    It goes before its distant namesakes in the state, often neighbourhoods, unless one is big.
    """
    near = [c for c in namesakes if miles_between(c.point, mailed.point) < FAR_MILES]
    city = max(near, key=lambda c: c.population, default=mailed)
    biggest = max((c.population for c in namesakes), default=0)
    return city, float(city.population) if biggest >= BIG_NAMESAKE else biggest + 0.5


def read_city(row: dict[str, str]) -> City:
    state = row["state"]
    name = USUAL_NAMES.get((row["name"], state), row["name"]).replace(",", "")
    others = [other for other in row["other_names"].split("|") if other.endswith(" City")]
    own = [other for other in others if name_key(other) == name_key(name) + "city"]
    aliases = tuple(MORE_ALIASES.get((name, state), own))
    point = Point.of(float(row["lat"]), float(row["lon"]))
    people = 0 if (name, state) in BORROWED_PEOPLE else int(row["population"] or 0)
    return City(name, state, point, people, aliases)


def town(rows: list[Zip]) -> City:
    """A city that only ZIPs place: the mean of its standard ones, else of all."""
    standard = [row for row in rows if row.kind is PlaceKind.STANDARD] or rows
    return City(
        rows[0].city, rows[0].state, mean_point([row.point for row in standard if row.point]), 0
    )


def write_cities(cities: list[City], settings: list[str]) -> None:
    rows = [
        (
            c.name,
            c.state,
            c.point.lat,
            c.point.lon,
            c.population or "",
            "|".join(c.aliases),
            setting,
        )
        for c, setting in zip(cities, settings, strict=True)
    ]
    columns = ("name", "state", "lat", "lon", "population", "aliases", "setting")
    write(FOLDER / "cities.csv", columns, rows)


def write_zips(zips: list[Zip], cities: list[City], tables: PlaceTables) -> None:
    spelling = {(name_key(city.name), city.state): city.name for city in reversed(cities)}
    rows = []
    for z in zips:
        name = spelling.get((name_key(z.city), z.state), z.city)
        lat, lon = (z.point.lat, z.point.lon) if z.point else ("", "")
        setting = tables.setting_at(z.point).value if z.point else ""
        kind = "" if z.kind is PlaceKind.STANDARD else z.kind.value
        source = "" if z.source == "census" else z.source
        approximate = "1" if z.approximate else ""
        rows.append((z.digits, lat, lon, name, z.state, kind, approximate, setting, source))
    columns = ("zip", "lat", "lon", "city", "state", "kind", "approximate", "setting", "source")
    write(FOLDER / "zips.csv", columns, rows)


def write(path: Path, columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    lines = [",".join(map(str, row)) for row in rows]
    # The program splits lines at commas, and a quote would be read as part of a name.
    bad = [line for line in lines if line.count(",") != len(columns) - 1 or '"' in line]
    if bad:
        raise SystemExit(f"{path.name}: a field holds a comma or a quote: {bad[0]}")
    path.write_text("\n".join([",".join(columns), *lines, ""]), encoding="utf-8")
    print(f"{path.name}: {len(rows)} rows, {path.stat().st_size} bytes")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name in ("gazetteer", "postal", "cities", "crosswalk", "kinds"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    sources = Sources(parser.parse_args())
    zips = build_zips(sources)
    cities = build_cities(sources, zips)
    # Settings are computed by the program itself, from the populations just written.
    write_cities(cities, [""] * len(cities))
    tables = load_place_tables(FOLDER)
    write_cities(cities, [tables.setting_at(city.point).value for city in cities])
    write_zips(zips, cities, tables)


if __name__ == "__main__":
    main()
