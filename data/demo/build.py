"""Build the demonstration directory from demo.toml and data/places.

Usage: python data/demo/build.py [FOLDER], where FOLDER is this one unless another is named.
"""

import csv
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import federal
import rosters
from days import Days
from people import Person
from population import Population, towns

FOLDER = Path(__file__).parent
RowMaker = Callable[[Person, Days, Random], Iterator[dict[str, str]]]


def main(target: Path) -> None:
    settings = tomllib.loads((FOLDER / "demo.toml").read_text(encoding="utf-8"))
    found = towns(FOLDER.parent / "places" / "zips.csv", settings["people"])
    people = list(Population(Random(settings["seed"]), settings, found).draw())
    days = Days(settings["reference_on"])
    year = settings["newest_volume_year"] % 100
    files: dict[str, RowMaker] = {
        "npidata_pfile_demo.csv": federal.nppes_rows,
        "pl_pfile_demo.csv": federal.location_rows,
        f"MUP_PHY_demo_D{year - 1:02d}_Prov_Svc.csv": federal.older_volume_rows,
        f"MUP_PHY_demo_D{year:02d}_Prov_Svc.csv": federal.volume_rows,
        "exclusions_demo.csv": federal.exclusion_rows,
        "certifications.csv": rosters.certification_rows,
        "memberships.csv": rosters.membership_rows,
        "practices.csv": rosters.practice_rows,
    }
    for name, rows_of in files.items():
        rows = [
            row
            for person in people
            # Each person's facts in each file stand alone, so that a change stays where it is.
            for row in rows_of(person, days, Random(f"{settings['seed']} {name} {person.seed}"))
        ]
        _write(target / name, rows)
        print(f"{name}: {len(rows)} rows")
    print(f"{len(people)} practitioners")


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0], quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
