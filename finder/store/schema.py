"""Bringing the schema up to date, and telling whether it is."""

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from finder.settings import ROOT
from finder.store.engine import Database


def migrate(database: Database, to: str = "head") -> None:
    """Runs the revisions up (or down) to ``to``, each whole or not at all."""
    configuration = _configuration()
    with database.engine.connect() as connection:
        configuration.attributes["connection"] = connection
        going_down = to == "base" or (to != "head" and to < (_at(connection) or ""))
        (command.downgrade if going_down else command.upgrade)(configuration, to)
        connection.commit()


def is_current(session: Session) -> bool:
    """Whether every revision of this program has run."""
    head = ScriptDirectory.from_config(_configuration()).get_current_head()
    return _at(session.connection()) == head


def _at(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _configuration() -> Config:
    configuration = Config(toml_file=ROOT / "pyproject.toml")
    configuration.set_main_option("script_location", str(ROOT / "migrations"))
    return configuration
