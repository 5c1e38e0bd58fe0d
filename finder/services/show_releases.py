"""The releases that were loaded and what each changed, a page at a time."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from finder.domain.errors import InvalidValue
from finder.domain.provenance import Source
from finder.domain.releases import ChangeKind, Release, ReleaseChange
from finder.store.queries.releases import (
    changes_of,
    count_changes,
    count_releases,
    release_numbered,
    releases,
)

PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class ReleaseList:
    """One page of the imports of a source, or of all."""

    releases: tuple[Release, ...]
    source: str
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class ReleaseRecord:
    """One import and one page of what it changed; ``kept`` is how many changes are stored."""

    release: Release
    changes: tuple[ReleaseChange, ...]
    kind: ChangeKind | None
    kept: int
    page: int
    pages: int

    @property
    def total(self) -> int:
        """How many there were, stored or only counted."""
        counts = self.release.difference
        return counts.get(self.kind, 0) if self.kind else sum(counts.values())


def list_releases(session: Session, source: str = "", page: int = 1) -> ReleaseList:
    """The newest first; an unknown source is all of them."""
    source = source if source in set(Source) else ""
    pages = _pages(count_releases(session, source))
    page = min(max(page, 1), pages)
    found = releases(session, source, PER_PAGE, (page - 1) * PER_PAGE)
    return ReleaseList(tuple(found), source, page, pages)


def show_release(session: Session, number: int, kind: str = "", page: int = 1) -> ReleaseRecord:
    """Raises ``InvalidValue`` where no import has this number."""
    release = release_numbered(session, number)
    if release is None:
        raise InvalidValue(f"There is no release {number}. finder releases lists them.", "number")
    asked = ChangeKind(kind) if kind in set(ChangeKind) else None
    kept = count_changes(session, number, asked)
    pages = _pages(kept)
    page = min(max(page, 1), pages)
    found = changes_of(session, number, asked, PER_PAGE, (page - 1) * PER_PAGE)
    return ReleaseRecord(release, tuple(found), asked, kept, page, pages)


def release_document(release: Release) -> dict[str, Any]:
    """One import as JSON."""
    return {
        "number": release.number,
        "source": release.source,
        "release": release.release_on.isoformat() if release.release_on else None,
        "year": release.year,
        "files": [dict(file) for file in release.files],
        "loaded_at": release.loaded_at.isoformat(timespec="seconds"),
        "generation": release.generation,
        **release.counts,
        "difference": {kind.value: count for kind, count in release.difference.items()},
        "undone_at": release.undone_at.isoformat(timespec="seconds") if release.undone_at else None,
    }


def change_document(change: ReleaseChange) -> dict[str, str]:
    return {
        "npi": change.npi,
        "name": change.name,
        "kind": change.kind.value,
        "before": change.before,
        "after": change.after,
    }


def _pages(count: int) -> int:
    return max(1, -(-count // PER_PAGE))
