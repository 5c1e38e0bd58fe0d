"""Loading whatever is due, source by source; one that fails does not stop the others."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from finder.domain.errors import DirectoryUnavailable, DomainError, InputRefused
from finder.domain.provenance import Source
from finder.domain.publishing import PublishedFile
from finder.importers.download import Downloaded, Told, download, read_page
from finder.importers.naming import file_facts
from finder.importers.options import ReadingOptions
from finder.services.load_records import ImportReport
from finder.services.resources import Resources
from finder.store.queries.imports import newest_release
from finder.store.queries.releases import releases

# As many imports as are looked through for names that were loaded before.
_RECENT = 100
# The names of these say no day; what their server says is the day of the release.
_DATED_BY_SERVER = (Source.EXCLUSIONS, Source.MEDICARE_CLINICIANS)

Load = Callable[[Source, Path, date | None], ImportReport]
Fetch = Callable[[str], Downloaded]


class StepState(StrEnum):
    """How far an update came with one file."""

    LOADED = "loaded"
    NOT_DUE = "not-due"
    NOTHING_NEWER = "nothing-newer"
    DUE = "due"
    BY_HAND = "by-hand"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Step:
    """What an update did about one file, in a sentence."""

    file: PublishedFile
    state: StepState
    sentence: str
    address: str = ""
    report: ImportReport | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "source": self.file.source.value,
            "file": self.file.name,
            "state": self.state.value,
            "sentence": self.sentence,
            "page": self.file.page,
            "address": self.address or None,
            "report": self.report.as_json() if self.report else None,
        }


@contextmanager
def alone(resources: Resources) -> Iterator[None]:
    """One update at a time; the lock ends with the process that holds it, however it ends."""
    resources.settings.home.mkdir(parents=True, exist_ok=True)
    with (resources.settings.home / "update.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DirectoryUnavailable(
                "Another update is under way, so this one did nothing. Wait for it to end."
            ) from None
        yield


def fetch_file(
    resources: Resources, address: str, sha256: str = "", tell: Told | None = None
) -> Downloaded:
    """The file behind an address of an official publisher, below the home folder."""
    folder = resources.settings.home / "downloads"
    return download(address, folder, resources.publishing.hosts, sha256=sha256, tell=tell)


def released_on(resources: Resources, source: Source, fetched: Downloaded) -> date | None:
    """The day by the server's word, where the name of the file says none."""
    if source not in _DATED_BY_SERVER:
        return None
    options = ReadingOptions(today=resources.today())
    named = file_facts(source, fetched.path.name, fetched.path.name, options).release_on
    is_past = fetched.modified_on is not None and fetched.modified_on <= resources.today()
    return fetched.modified_on if named is None and is_past else None


class Update:
    """One run over all published files, in their order."""

    def __init__(
        self, resources: Resources, fetch: Fetch, load: Load, *, dry_run: bool = False
    ) -> None:
        self._resources = resources
        self._fetch = fetch
        self._load = load
        self._dry_run = dry_run
        self._fetched: dict[str, Downloaded] = {}
        self._pages: dict[str, str] = {}

    def steps(self) -> Iterator[Step]:
        """What was done, step by step; what was fetched is removed at the end."""
        failed: set[str] = set()
        try:
            for file in self._resources.publishing.files:
                for step in self._about(file):
                    if step.state is StepState.FAILED:
                        failed.add(step.address)
                    yield step
        finally:
            for address, fetched in self._fetched.items():
                # What was refused may be asked for again, and need not come a second time.
                if address not in failed:
                    fetched.remove()

    def _about(self, file: PublishedFile) -> Iterator[Step]:
        address = file.url
        try:
            if waiting := self._not_now(file):
                yield waiting
                return
            addresses = self._newer_addresses(file)
            if not addresses:
                yield Step(file, StepState.NOTHING_NEWER, f"{file.page} names nothing newer.")
            # The first that fails ends it: of changes, none may be left out.
            for address in addresses:
                yield self._load_from(file, address)
        except (DomainError, OSError) as problem:
            yield Step(file, StepState.FAILED, _sentence(problem), address)

    def _not_now(self, file: PublishedFile) -> Step | None:
        """Why nothing is fetched, if so."""
        due_on = file.due_on(self._loaded_on(file))
        if due_on is not None and self._resources.today() < due_on:
            return Step(file, StepState.NOT_DUE, f"Due on {due_on}.")
        since = f"since {due_on}" if due_on else "never loaded"
        if not file.is_fetched:
            return Step(
                file,
                StepState.BY_HAND,
                f"Due ({since}). Fetch it from {file.page} and run: "
                f"finder import {file.source.value} FILE",
            )
        if self._dry_run:
            where = file.url or file.index
            return Step(file, StepState.DUE, f"Due ({since}). It would be fetched.", where)
        return None

    def _newer_addresses(self, file: PublishedFile) -> list[str]:
        if file.url:
            return [file.url]
        links = file.links_in(self._page(file.index))
        if not links:
            raise InputRefused(
                f"{file.index} no longer names {file.name}. Fetch it by hand from {file.page}."
            )
        with self._resources.database.reading() as session:
            runs = releases(session, file.source.value, _RECENT)
            newest = newest_release(session, file.source.value)
        if file.takes_each:
            if newest is None:
                raise InputRefused("The monthly file has to be loaded first. Nothing was changed.")
            links = [link for link in links if (file.day_of(link) or newest) > newest]
        # What was undone by hand was bad, and is not fetched again either.
        loaded = {told["name"] for run in runs for told in run.files}
        addresses = [urljoin(file.index, link) for link in links]
        if file.has_one_name:
            return addresses
        return [each for each in addresses if each.rpartition("/")[2] not in loaded]

    def _page(self, address: str) -> str:
        """Asked for once, as one page names several files."""
        if address not in self._pages:
            self._pages[address] = read_page(address, self._resources.publishing.hosts)
        return self._pages[address]

    def _load_from(self, file: PublishedFile, address: str) -> Step:
        fetched = self._fetched.get(address)
        if fetched is None:
            fetched = self._fetch(address)
            self._fetched[address] = fetched
        day = released_on(self._resources, file.source, fetched)
        report = self._load(file.source, fetched.path, day)
        sentence = (
            f"{report.added} added, {report.changed} changed, {report.removed} removed, "
            f"{report.quarantined} set aside."
        )
        return Step(file, StepState.LOADED, sentence, address, report)

    def _loaded_on(self, file: PublishedFile) -> date | None:
        with self._resources.database.reading() as session:
            runs = releases(session, file.source.value, _RECENT)
        return next(
            (
                run.loaded_at.date()
                for run in runs
                if run.undone_at is None and any(file.is_named(told["name"]) for told in run.files)
            ),
            None,
        )


def _sentence(problem: DomainError | OSError) -> str:
    if isinstance(problem, OSError):
        return f"{problem.filename or 'A file'}: {problem.strerror}."
    return str(problem)
