"""What every application and database makes of the same code, made once a process for all tests.

Only what follows from the program's text alone is kept: compiled templates, compiled statements
and the builders of addresses. Applications, databases and their caches stay each test's own.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from flask.templating import Environment
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Connection, Dialect, Engine, event
from werkzeug.routing import Rule


class _CompiledTemplates(BytecodeCache):
    """Code by the template's name, file and text, so that a changed template is compiled anew."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key, bucket.checksum] = bucket.code


_TEMPLATES = _CompiledTemplates()


class _Environment(Environment):
    def __init__(self, app: Flask, **options: Any) -> None:
        super().__init__(app, **{"bytecode_cache": _TEMPLATES, **options})


class _Rule(Rule):
    """Most of the time in which an application starts goes into these functions."""

    _builders: dict[object, Callable[..., tuple[str, str]]] = {}  # noqa: RUF012

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        key = (append_unknown, tuple(self._trace), repr(self.defaults))
        if key not in self._builders:
            self._builders[key] = super()._compile_builder(append_unknown)
        return self._builders[key]


_DIALECTS: dict[str, Dialect] = {}
_STATEMENTS: dict[str, dict[Any, Any]] = {}


def _share_statements(connection: Connection) -> None:
    """A statement is looked up by its dialect, of which every engine would have one of its own."""
    own = connection.dialect
    # The first connection of an engine asks the server what its dialect must know.
    if getattr(own, "server_version_info", None) is None:
        return
    connection.dialect = _DIALECTS.setdefault(own.name, own)
    connection.execution_options(compiled_cache=_STATEMENTS.setdefault(own.name, {}))


@contextmanager
def made_once() -> Iterator[None]:
    """Keeps all of it for as long as the block runs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_environment", _Environment)
        patch.setattr(Flask, "url_rule_class", _Rule)
        event.listen(Engine, "engine_connect", _share_statements)
        yield
        event.remove(Engine, "engine_connect", _share_statements)
