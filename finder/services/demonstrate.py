"""The demonstration directory: invented practitioners, loaded as if written today."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.orm import Session

from finder.domain.errors import InputRefused
from finder.domain.ledger import Actor
from finder.domain.provenance import Source
from finder.services.index_directory import index_everybody
from finder.services.load_records import LoadOptions, Progress, load_files
from finder.services.load_records.options import TERMINAL
from finder.services.resources import Resources
from finder.store.queries.clearing import clear_directory, directory_is_empty
from finder.store.queries.directory import directory_state
from finder.store.queries.ledger import append

# Medicare counts are published about two years later.
_PUBLISHED_AFTER_YEARS = 2
# The three ways in which the files write days; in the second the year stands last.
_DAY = re.compile(
    r"\b(?:([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"|(?P<month>[0-9]{2})/(?P<day>[0-9]{2})/(?P<year>[0-9]{4})"
    r"|(?P<digits>(?:19|20)[0-9]{6}))\b"
)


@dataclass(frozen=True, slots=True)
class _Clock:
    """How far the demonstration is moved: days by the days passed, Medicare by whole years."""

    reference_on: date
    newest_volume_year: int
    register_released_on: date
    exclusions_released_on: date
    today: date

    @property
    def moved_by(self) -> timedelta:
        return self.today - self.reference_on

    @property
    def moved_volume_year(self) -> int:
        return self.today.year - _PUBLISHED_AFTER_YEARS


def is_empty(session: Session) -> bool:
    """Whether nothing was ever imported, or all of it was cleared."""
    return directory_is_empty(session)


def load_demonstration(
    session: Session, resources: Resources, progress: Progress | None = None
) -> None:
    """Loads every file of the demonstration; the caller's transaction keeps it whole."""
    if not is_empty(session):
        raise InputRefused(
            "This database holds a directory already, and the demonstration is loaded into an "
            "empty one only. Name another database with FINDER_DATABASE_URL."
        )
    folder = resources.settings.data / "demo"
    clock = _clock(folder, resources.today())
    with TemporaryDirectory(prefix="finder-demo-") as temporary:
        for source, name, released_on in _files(clock):
            path = _moved_copy(folder, name, Path(temporary), clock)
            options = LoadOptions(
                release_on=released_on, is_demo=True, leave_index=True, progress=progress
            )
            load_files(session, resources, source, [path], options)
    index_everybody(session, resources.rules, resources.today())


def clear_demonstration(session: Session, resources: Resources, actor: Actor = TERMINAL) -> None:
    """Empties a database that holds the demonstration; raises ``InputRefused`` otherwise."""
    if not directory_state(session).is_demo:
        raise InputRefused(
            "This database does not hold the demonstration directory, so nothing was cleared."
        )
    clear_directory(session)
    append(session, actor.entry("demonstration.clear", "directory", resources.now()))


def _clock(folder: Path, today: date) -> _Clock:
    facts = tomllib.loads((folder / "demo.toml").read_text(encoding="utf-8"))
    return _Clock(
        reference_on=facts["reference_on"],
        newest_volume_year=facts["newest_volume_year"],
        register_released_on=facts["register_released_on"],
        exclusions_released_on=facts["exclusions_released_on"],
        today=today,
    )


def _files(clock: _Clock) -> list[tuple[Source, str, date | None]]:
    """The files in the order of loading: nobody can be certified before they are known."""
    registered_on = clock.register_released_on + clock.moved_by
    excluded_on = clock.exclusions_released_on + clock.moved_by
    year = clock.newest_volume_year
    return [
        (Source.NPPES, "npidata_pfile_demo.csv", registered_on),
        (Source.NPPES_LOCATIONS, "pl_pfile_demo.csv", registered_on),
        (Source.MEDICARE_VOLUME, _volume_file(year - 1), None),
        (Source.MEDICARE_VOLUME, _volume_file(year), None),
        (Source.CERTIFICATIONS, "certifications.csv", None),
        (Source.MEMBERSHIPS, "memberships.csv", None),
        (Source.PRACTICES, "practices.csv", None),
        (Source.EXCLUSIONS, "exclusions_demo.csv", excluded_on),
    ]


def _volume_file(year: int) -> str:
    return f"MUP_PHY_demo_D{year % 100:02d}_Prov_Svc.csv"


def _moved_copy(folder: Path, name: str, target: Path, clock: _Clock) -> Path:
    """The file with all its days moved; the year of a Medicare file stands in its name."""
    moved_name = name
    for year in (clock.newest_volume_year - 1, clock.newest_volume_year):
        if name == _volume_file(year):
            moved_name = _volume_file(year + clock.moved_volume_year - clock.newest_volume_year)
    text = (folder / name).read_text(encoding="utf-8")
    (target / moved_name).write_text(moved(text, clock.moved_by), encoding="utf-8")
    return target / moved_name


def moved(text: str, by: timedelta) -> str:
    """The text with every day in it moved, each written as it was."""
    return _DAY.sub(lambda found: _moved_day(found, by), text)


def _moved_day(found: re.Match[str], by: timedelta) -> str:
    if found["year"]:
        day = date(int(found["year"]), int(found["month"]), int(found["day"])) + by
        return f"{day:%m/%d/%Y}"
    day = date.fromisoformat(found.group()) + by
    return f"{day:%Y%m%d}" if found["digits"] else day.isoformat()
