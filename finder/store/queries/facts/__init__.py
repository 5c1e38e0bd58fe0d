"""The facts of many practitioners in one statement: rows of different shapes as text columns."""

from collections import defaultdict
from typing import Any

from sqlalchemy import bindparam, union_all
from sqlalchemy.orm import Session

from finder.store.queries.facts.shapes import SHAPES

Facts = dict[int, dict[str, list[Any]]]

_READERS = {shape.name: shape.read for shape in SHAPES}
# Put together once: a search asks for the facts of a page of people.
_STATEMENT = union_all(
    *(
        statement
        for shape in SHAPES
        for statement in shape.statements(bindparam("ids", expanding=True))
    )
)


def facts_of(session: Session, ids: list[int]) -> Facts:
    """The facts by practitioner and shape; those of a record merged into one are its own."""
    facts: Facts = defaultdict(lambda: defaultdict(list))
    rows = session.execute(_STATEMENT, {"ids": ids}).all()
    for row in sorted(rows, key=lambda row: row[:3]):
        facts[row[1]][row[0]].append(_READERS[row[0]](row[2:]))
    return facts
