"""Making a database ready for use: its schema, and an index that fits the ranking's numbers."""

from finder.services.index_directory import index_everybody
from finder.services.resources import Resources
from finder.store.queries.directory import ranking_version
from finder.store.schema import migrate


def prepare_directory(resources: Resources, to: str = "head") -> None:
    """Runs missing migrations; after a change of ``data/ranking.toml`` indexes everybody anew."""
    migrate(resources.database, to)
    if to != "head":
        return
    with resources.database.reading() as session:
        is_stale = ranking_version(session) not in (None, 0, resources.rules.version)
    if is_stale:
        with resources.database.writing() as session:
            index_everybody(session, resources.rules, resources.today())
