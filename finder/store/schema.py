"""Bringing the schema up to date, and telling whether it is."""

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from finder.domain.errors import DirectoryUnavailable, InvalidValue
from finder.settings import ROOT
from finder.store.engine import Database


def migrate(database: Database, to: str = "head") -> None:
    """Runs the revisions up (or down) to ``to``, all of them or none."""
    configuration = _configuration()
    with database.reading() as session:
        if to == "head" and is_current(session):
            # Nothing to do, so nothing that a running import would have to wait for.
            return
        at = _at(session.connection())
    _refuse_unknown(at, to)
    with database.changing_schema() as connection:
        configuration.attributes["connection"] = connection
        going_down = to == "base" or (to != "head" and to < (at or ""))
        (command.downgrade if going_down else command.upgrade)(configuration, to)


def _refuse_unknown(at: str | None, to: str) -> None:
    known = _revisions()
    if at is not None and at not in known:
        raise DirectoryUnavailable(
            f"The database is at revision {at}, which is newer than this program. Update finder."
        )
    if to not in ("head", "base") and to not in known:
        raise InvalidValue(f"There is no revision {to}. The newest is {max(known)}.", "to")


def is_current(session: Session) -> bool:
    """Whether every revision of this program has run."""
    head = ScriptDirectory.from_config(_configuration()).get_current_head()
    return _at(session.connection()) == head


def is_known(session: Session) -> bool:
    """Whether the schema is that of this program or of an older one."""
    return _at(session.connection()) in _revisions()


def _revisions() -> set[str]:
    scripts = ScriptDirectory.from_config(_configuration())
    return {script.revision for script in scripts.walk_revisions()}


def _at(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _configuration() -> Config:
    configuration = Config(toml_file=ROOT / "pyproject.toml")
    configuration.set_main_option("script_location", str(ROOT / "migrations"))
    return configuration
