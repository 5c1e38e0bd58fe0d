"""Saving the directory as one file, while others read and write."""

import os
import shlex
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.engine import URL

from finder.domain.errors import InvalidValue, StoredDataDamaged
from finder.services.resources import Resources
from finder.store.copying import address_of, copy_out, existing_sqlite_file, make_single
from finder.store.engine import Database
from finder.store.integrity import damage_in
from finder.store.moving import copy_tables
from finder.store.queries.sizes import DirectorySize, directory_size
from finder.store.schema import migrate
from finder.store.sealed_file import seal

_SECRETS = ("password", "sslpassword", "passfile")


def back_up(resources: Resources, file: Path) -> DirectorySize:
    """Writes ``file`` whole and checked, or not at all; it is never written over."""
    live = existing_sqlite_file(resources.database)
    if live is None:
        address = shlex.quote(shown_address(resources.database.engine.url))
        raise InvalidValue(
            "finder does not save PostgreSQL; its own program does. Run: "
            f"pg_dump --format=custom --file={shlex.quote(str(file))} {address}"
        )
    if os.path.lexists(file):
        raise InvalidValue(f"{file} is there already. Choose another name, or move it away.")
    return save_state(resources.database, file)


def save_state(database: Database, file: Path) -> DirectorySize:
    """What is committed at this moment, as the same sealed SQLite file from either database."""
    live = existing_sqlite_file(database)
    try:
        with TemporaryDirectory(prefix=".finder-backup-", dir=file.parent) as folder:
            copy = Path(folder) / "finder.db"
            copy.touch(mode=0o600)
            with closing(Database(address_of(copy, database))) as target:
                if live is not None:
                    copy_out(live, copy)
                else:
                    _write_out(database, target)
                size = _checked(target)
            make_single(copy)
            seal(copy)
            copy.rename(file)
    except OSError as problem:
        raise InvalidValue(f"{file} cannot be written: {problem.strerror}.") from problem
    return size


def _write_out(database: Database, target: Database) -> None:
    """Every table as a server shows it at one moment; whoever writes there is not held up."""
    migrate(target)
    with database.reading_at_length() as source, target.writing() as session:
        copy_tables(source, session)


def shown_address(url: URL) -> str:
    """The address as PostgreSQL's programs take it, without a password."""
    query = {name: value for name, value in url.query.items() if name not in _SECRETS}
    open_to_all = URL.create("postgresql", url.username, None, url.host, url.port, url.database)
    return open_to_all.set(query=query).render_as_string(hide_password=False)


def _checked(copy: Database) -> DirectorySize:
    with copy.reading() as session:
        if damage := damage_in(session):
            raise StoredDataDamaged(
                f"The stored data is damaged, so it was not saved. {damage[0]} "
                "Restore the newest backup: finder restore FILE"
            )
        return directory_size(session)
