"""Files for spreadsheets: the directory, and what is due."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from flask import Blueprint, Response, stream_with_context
from sqlalchemy.orm import Session

from finder.documents.spreadsheet import csv_blocks
from finder.services.export_directory import directory_rows, due_rows
from finder.services.resources import Resources
from finder.web.headers import keep_no_copy
from finder.web.transaction import reading, resources

Rows = Callable[[Session, Resources], Iterable[Iterable[str]]]


def add_to(blueprint: Blueprint) -> None:
    blueprint.get("/export/directory.csv", endpoint="export_directory")(export_directory)
    blueprint.get("/export/due.csv", endpoint="export_due")(export_due)


def export_directory() -> Response:
    return _download("directory", directory_rows)


def export_due() -> Response:
    return _download("due", due_rows)


def _download(name: str, rows: Rows) -> Response:
    """The file as it is read; a directory that cannot be read refuses before the first byte."""
    keep_no_copy()
    blocks = _blocks(rows)
    first = next(blocks, b"")
    file_name = f"{name}-{resources().today().isoformat()}.csv"
    return Response(
        stream_with_context(chain([first], blocks)),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
    )


def _blocks(rows: Rows) -> Iterator[bytes]:
    with reading() as session:
        yield from csv_blocks(rows(session, resources()))
