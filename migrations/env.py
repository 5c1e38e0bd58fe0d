"""How revisions run: through the program's own engine, each in one transaction."""

import os
from typing import Any

from alembic import context
from sqlalchemy import text
from sqlalchemy.engine import Connection

import finder.store.tables  # noqa: F401  # the tables register themselves with the metadata
from finder.settings import settings_from
from finder.store.base import Base, UtcDateTime
from finder.store.engine import make_engine

# Any number that no other program on the database server uses.
MIGRATION_LOCK = 0x66696E64


def next_revision(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """Numbers a new revision after the last, so that two branches collide by name."""
    (script,) = directives
    heads = context.script.get_heads()
    last = heads[0] if heads else "0000"
    script.rev_id = f"{int(last) + 1:04d}"


def render_item(kind: str, item: Any, _autogenerate: Any) -> Any:
    """Revisions do not import the program: its own column types are written as plain ones."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run(connection: Connection) -> None:
    # SQLite can roll back DDL, though Alembic thinks not; the engine begins the transaction. It is
    # one for all revisions: between two, another program would take its turn.
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        transactional_ddl=True,
        render_as_batch=True,
        compare_type=False,
        process_revision_directives=next_revision,
        render_item=render_item,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.execute(
                text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK}
            )
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = make_engine(settings_from(os.environ).url)
    with engine.connect() as own:
        run(own)
    engine.dispose()
