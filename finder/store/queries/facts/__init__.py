"""The facts of many practitioners in one statement: rows of different shapes as text columns."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Integer,
    any_,
    bindparam,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from finder.store.queries.facts.shapes import SHAPES

Facts = dict[int, dict[str, list[Any]]]

_READERS = {shape.name: shape.read for shape in SHAPES}


def _statement(asked: Callable[[Any], ColumnElement[bool]]) -> CompoundSelect[Any]:
    return union_all(*(statement for shape in SHAPES for statement in shape.statements(asked)))


# Put together once: a search asks for the facts of a page of people, an import for thousands.
_NUMBERS: BindParameter[Any] = bindparam("ids", expanding=True)
_ARRAY = any_(bindparam("ids", type_=ARRAY(Integer)))
_STATEMENTS = {
    "sqlite": _statement(lambda column: column.in_(_NUMBERS)),
    "postgresql": _statement(lambda column: column == _ARRAY),
}


def facts_of(session: Session, ids: list[int]) -> Facts:
    """The facts by practitioner and shape; those of a record merged into one are its own."""
    facts: Facts = defaultdict(lambda: defaultdict(list))
    statement = _STATEMENTS[session.get_bind().dialect.name]
    rows = session.execute(statement, {"ids": ids}).all()
    for row in sorted(rows, key=lambda row: row[:3]):
        facts[row[1]][row[0]].append(_READERS[row[0]](row[2:]))
    return facts
