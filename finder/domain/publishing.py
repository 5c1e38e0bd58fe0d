"""Who publishes which file, how often, and how the newest one is found."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from finder.domain.provenance import Source


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """One file of a source; ``link`` is a pattern for its address on the page ``index``.

    ``takes_each``: every newer file is loaded, as each holds only what changed.
    """

    source: Source
    name: str
    page: str
    every_days: int
    url: str = ""
    index: str = ""
    link: str = ""
    takes_each: bool = False

    @property
    def is_fetched(self) -> bool:
        """Whether its address can be found out without a person."""
        return bool(self.url or self.index)

    @property
    def has_one_name(self) -> bool:
        """Whether every release has the same name, which so tells nothing of what is new."""
        pattern = self.link.rpartition("/")[2]
        return re.fullmatch(pattern, pattern.replace("\\", "")) is not None

    def due_on(self, loaded_on: date | None) -> date | None:
        """The day on which the next load is due; ``None`` where it was never loaded."""
        return loaded_on + timedelta(days=self.every_days) if loaded_on else None

    def is_named(self, file_name: str) -> bool:
        """Whether a file of this name is one of these; any is, where the name never changes."""
        pattern = self.link.rpartition("/")[2]
        return not pattern or re.fullmatch(pattern, file_name) is not None

    def links_in(self, page: str) -> list[str]:
        """What the page says the files are, each once and the oldest first, or the newest alone."""
        # JSON may write a slash with a backslash before it.
        found = list(re.finditer(self.link, page.replace("\\/", "/")))
        links = dict.fromkeys(
            match[0] for match in sorted(found, key=lambda match: _day_of(match) or date.min)
        )
        return list(links) if self.takes_each else list(links)[-1:]

    def day_of(self, link: str) -> date | None:
        """The day that the name of a file tells, where it does."""
        match = re.search(self.link, link)
        return _day_of(match) if match else None


@dataclass(frozen=True, slots=True)
class Publishing:
    """The only hosts that files are fetched from, and the files in the order of loading."""

    hosts: frozenset[str]
    files: tuple[PublishedFile, ...]

    def main_file(self, source: Source) -> PublishedFile | None:
        """The file that holds all of a source; ``None`` for what is kept by hand."""
        return next((file for file in self.files if file.source is source), None)


def publishing_from(table: Mapping[str, Any]) -> Publishing:
    """Reads ``data/sources.toml``."""
    files = tuple(
        PublishedFile(
            source=Source(row["source"]),
            name=row["name"],
            page=row["page"],
            every_days=row["every_days"],
            url=row.get("url", ""),
            index=row.get("index", ""),
            link=row.get("link", ""),
            takes_each=row.get("each", False),
        )
        for row in table["files"]
    )
    return Publishing(frozenset(table["hosts"]), files)


def _day_of(match: re.Match[str]) -> date | None:
    """Names write a day as 110826 or 20261108, or the last two digits of a year."""
    told = match.groupdict()
    text = told.get("day") or ""
    if told.get("year"):
        text = f"20{told['year']}1231"
    elif len(text) == 6:
        text = f"20{text[4:]}{text[:4]}"
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
