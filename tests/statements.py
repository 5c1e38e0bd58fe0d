"""What a test asks of its databases, counted by the tests that keep pages cheap."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from sqlalchemy import Engine, event

_NO_QUESTION = re.compile(r"BEGIN|PRAGMA|SET ", re.IGNORECASE)

Statements = Callable[[], AbstractContextManager[list[str]]]


@contextmanager
def collected_statements() -> Iterator[list[str]]:
    """The SQL of every database while the block runs."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not _NO_QUESTION.match(statement):
            seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)
