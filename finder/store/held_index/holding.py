"""Keeps the arrays of one state of the directory, and fetches them anew when it has changed."""

import threading
import time
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from finder.domain.errors import DomainError
from finder.store.engine import Database
from finder.store.held_index.arrays import LocationArrays
from finder.store.held_index.reading import index_size, read_arrays
from finder.store.queries.candidates import CandidateQuery, Candidates
from finder.store.queries.directory import directory_from
from finder.store.versions import FACTS_ROW

_FACTS = text(FACTS_ROW)
# About 130 bytes each. Whoever has more is better served by the database's own memory.
_MOST_ROWS = 2_000_000
# Of its time a process spends at most one part in so many on fetching.
_REST = 20


@dataclass(frozen=True, slots=True)
class _Held:
    """``facts`` is what the session said of itself that read the arrays."""

    version: tuple[object, ...]
    facts: tuple[object, ...]
    arrays: LocationArrays


class HeldIndex:
    """Answers from memory what it can, and says nothing where the database must be asked."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._held: _Held | None = None
        self._wanted = threading.Event()
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def near(self, session: Session, query: CandidateQuery) -> Candidates | None:
        """``None`` where the arrays are of another state than the session sees, or not for this.

        The version is asked first, past the session, and only then the session itself: a page
        that cannot be answered from here has put no question more.
        """
        if query.name_words or query.filters.language:
            return None
        version, held = self._database.version(), self._held
        if held is None or version is None or held.version != version.row:
            self._want()
            return None
        facts = session.execute(_FACTS).one_or_none()
        if facts is None or tuple(facts) != held.facts:
            return None
        return held.arrays.near(query, directory_from(facts))

    def refresh(self) -> None:
        """Fetches the arrays at once if they are not current."""
        version = self._database.version()
        if version is None or (self._held is not None and self._held.version == version.row):
            return
        with self._database.reading_at_length() as session:
            facts = session.execute(_FACTS).one_or_none()
            if facts is None or index_size(session) > _MOST_ROWS:
                self._held = None
                return
            arrays = read_arrays(session)
        self._held = _Held(version.row, tuple(facts), arrays)

    def close(self) -> None:
        """Ends the thread, if any was started."""
        self._closing.set()
        self._wanted.set()
        if self._thread is not None:
            self._thread.join()

    def _want(self) -> None:
        self._wanted.set()
        with self._lock:
            # One that met a fault of ours is dead, and the next one may fare better.
            is_running = self._thread is not None and self._thread.is_alive()
            if not is_running and not self._closing.is_set():
                self._thread = threading.Thread(target=self._fetch, name="held-index", daemon=True)
                self._thread.start()

    def _fetch(self) -> None:
        while not self._closing.is_set():
            self._wanted.wait()
            self._wanted.clear()
            if self._closing.is_set():
                return
            started = time.monotonic()
            try:
                self.refresh()
            except DomainError:
                # Whoever asks the database meets the same and says so; the next search tries anew.
                self._held = None
            finally:
                self._closing.wait(_REST * (time.monotonic() - started))
