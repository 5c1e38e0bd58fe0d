"""What the directory is, when each of its sources was loaded, and when its next data are due."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from finder.domain.provenance import SOURCE_NAMES, Source
from finder.services.resources import Resources
from finder.store.queries.directory import (
    DirectoryState,
    SourceRelease,
    directory_state,
    newest_releases,
)


@dataclass(frozen=True, slots=True)
class LoadedSource:
    """One source that the directory can hold; ``release`` is ``None`` where it was never loaded.

    ``due_on`` is the day from which newer data may be had; ``None`` for what has no rhythm.
    """

    source: Source
    name: str
    release: SourceRelease | None
    due_on: date | None
    is_due: bool

    def as_json(self) -> dict[str, Any]:
        release = self.release
        released_on = release.release_on if release else None
        return {
            "source": self.source.value,
            "release": released_on.isoformat() if released_on else None,
            "year": release.year if release else None,
            "loaded_on": release.loaded_on.isoformat() if release else None,
            "due_on": self.due_on.isoformat() if self.due_on else None,
            "is_due": self.is_due,
        }


@dataclass(frozen=True, slots=True)
class About:
    """The state of the directory and all its sources, loaded or not."""

    directory: DirectoryState
    sources: tuple[LoadedSource, ...]


def show_about(session: Session, resources: Resources) -> About:
    """Every known source in a fixed order, with its newest load."""
    directory = directory_state(session)
    return About(directory, _sources(session, resources, directory.is_demo))


def loaded_sources(session: Session, resources: Resources) -> tuple[LoadedSource, ...]:
    """Those that were loaded, for a monitor to watch."""
    sources = _sources(session, resources, directory_state(session).is_demo)
    return tuple(each for each in sources if each.release is not None)


def directory_facts(session: Session) -> DirectoryState:
    """What every page must know: whether it is a demonstration, and how old the data are."""
    return directory_state(session)


def _sources(session: Session, resources: Resources, is_demo: bool) -> tuple[LoadedSource, ...]:
    releases = {release.source: release for release in newest_releases(session)}
    today = resources.today()
    found = []
    for source, name in SOURCE_NAMES.items():
        release = releases.get(source.value)
        file = None if is_demo else resources.publishing.main_file(source)
        due_on = file.due_on(release.loaded_on) if file and release else None
        is_due = due_on is not None and due_on <= today
        found.append(LoadedSource(source, name, release, due_on, is_due))
    return tuple(found)
