"""The only place where a request opens, commits or gives up a session."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from flask import Flask, current_app, g, has_request_context, request
from sqlalchemy.orm import Session

from finder.services.resources import Resources
from finder.settings import Settings
from finder.store.engine import FROM_REPLICA
from finder.store.versions import Version

_EXTENSION = "finder"
# What everybody may read, a moment late if need be; an address of ours that is none is among it.
_PUBLIC = frozenset({None, "search", "profiles", "compare", "guide", "api", "operations"})


def init_app(app: Flask, settings: Settings) -> None:
    resources = Resources(settings)
    if settings.index_in_memory == "on":
        resources.hold_index()
    app.extensions[_EXTENSION] = resources


def resources() -> Resources:
    """What the services stand on, shared by all requests of this process."""
    return cast(Resources, current_app.extensions[_EXTENSION])


@contextmanager
def reading() -> Iterator[Session]:
    """A session whose changes, if any, are never kept."""
    database = resources().database
    with database.reading_nearby() if is_anonymous() else database.reading() as session:
        if has_request_context():
            g.read_from_replica = g.get("read_from_replica", False) or FROM_REPLICA in session.info
        yield session


def is_anonymous() -> bool:
    """Whether this request is for a public page and nobody is signed in.

    Whoever signs in may have changed something a moment ago, and sees it.
    """
    if not has_request_context() or request.blueprint not in _PUBLIC:
        return False
    return current_app.config["SIGN_IN_COOKIE"] not in request.cookies


@contextmanager
def writing() -> Iterator[Session]:
    """A session that commits at the end of the block, or keeps nothing when anything is raised."""
    with resources().database.writing() as session:
        yield session


def directory_version() -> Version | None:
    """What ``reading`` would read for a public page at this moment; ``None`` where nobody knows."""
    return resources().database.version()
