"""The only place where a request opens, commits or gives up a session."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from flask import Flask, current_app
from sqlalchemy.orm import Session

from finder.services.resources import Resources
from finder.settings import Settings

_EXTENSION = "finder"


def init_app(app: Flask, settings: Settings) -> None:
    app.extensions[_EXTENSION] = Resources(settings)


def resources() -> Resources:
    """What the services stand on, shared by all requests of this process."""
    return cast(Resources, current_app.extensions[_EXTENSION])


@contextmanager
def reading() -> Iterator[Session]:
    """A session whose changes, if any, are never kept."""
    with resources().database.reading() as session:
        yield session


@contextmanager
def writing() -> Iterator[Session]:
    """A session that commits at the end of the block, or keeps nothing when anything is raised."""
    with resources().database.writing() as session:
        yield session
