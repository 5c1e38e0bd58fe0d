"""Making a database ready for use: its schema, and an index that fits the ranking's numbers."""

from finder.domain.ledger import Actor
from finder.services.index_directory import index_everybody
from finder.services.load_records.options import TERMINAL
from finder.services.resources import Resources
from finder.services.watch_ranking import is_met, meet_rules
from finder.store.queries.directory import ranking_version
from finder.store.queries.ranking import newest_rules
from finder.store.schema import migrate


def prepare_directory(resources: Resources, to: str = "head", actor: Actor = TERMINAL) -> None:
    """Runs missing migrations; after a change of ``data/ranking.toml`` indexes everybody anew."""
    migrate(resources.database, to)
    if to != "head":
        return
    with resources.database.reading() as session:
        is_known = is_met(session, resources)
        has_others = not is_known and newest_rules(session) is not None
        built_with = ranking_version(session)
        is_stale = built_with not in (None, 0) and (
            built_with != resources.rules.version or has_others
        )
    if is_known and not is_stale:
        return
    with resources.database.writing() as session:
        if is_stale:
            index_everybody(session, resources.rules, resources.today())
        if not is_known:
            meet_rules(session, resources, actor)
