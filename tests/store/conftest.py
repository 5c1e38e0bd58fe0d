"""Databases without a table, and one practitioner to hang rows on."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from finder.store import engine, postgresql
from finder.store.engine import Database
from finder.store.tables import PractitionerRow

AddPractitioner = Callable[..., PractitionerRow]
TEXTS = ("middle_name", "suffix", "name_key", "credentials_text", "hidden_because", "digest")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def blank(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without a table, once of each kind."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'blank.db'}"
    else:
        url = request.getfixturevalue("postgresql_server").create()
    database = Database(url)
    yield database
    database.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits one second for a lock where the program waits longer; ask for it before a database."""
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_SECONDS", 1)
    monkeypatch.setattr(postgresql, "LOCK_SECONDS", 1)


@pytest.fixture
def add_practitioner() -> AddPractitioner:
    def add(session: Session, **values: object) -> PractitionerRow:
        empty = dict.fromkeys(TEXTS, "")
        person = {"npi": "2000000002", "last_name": "Examplewell", "first_name": "Anna"}
        known = {"source": "nppes", "observed_on": date(2026, 11, 22)}
        row = PractitionerRow(**{**empty, **person, **known, **values})
        session.add(row)
        session.flush()
        return row

    return add
