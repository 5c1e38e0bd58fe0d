"""What the directory is and when each of its sources was loaded."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from finder.domain.provenance import SOURCE_NAMES, Source
from finder.store.queries.directory import (
    DirectoryState,
    SourceRelease,
    directory_state,
    newest_releases,
)


@dataclass(frozen=True, slots=True)
class LoadedSource:
    """One source that the directory can hold; ``release`` is ``None`` where it was never loaded."""

    source: Source
    name: str
    release: SourceRelease | None


@dataclass(frozen=True, slots=True)
class About:
    """The state of the directory and all its sources, loaded or not."""

    directory: DirectoryState
    sources: tuple[LoadedSource, ...]


def show_about(session: Session) -> About:
    """Every known source in a fixed order, with its newest load."""
    releases = {release.source: release for release in newest_releases(session)}
    return About(
        directory=directory_state(session),
        sources=tuple(
            LoadedSource(source, name, releases.get(source.value))
            for source, name in SOURCE_NAMES.items()
        ),
    )


def directory_facts(session: Session) -> DirectoryState:
    """What every page must know: whether it is a demonstration, and how old the data are."""
    return directory_state(session)
