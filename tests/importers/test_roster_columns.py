"""The sample headers name what the rosters need, and nothing that is not read."""

from pathlib import Path

import pytest

from finder.domain.provenance import Source
from finder.importers.kinds import KINDS
from finder.importers.rosters.columns import ROSTER_COLUMNS
from finder.settings import ROOT

READERS = {source: ROOT / f"finder/importers/rosters/{source}.py" for source in ROSTER_COLUMNS}


@pytest.mark.parametrize("source", ROSTER_COLUMNS)
def test_every_required_column_is_named_once(source: Source) -> None:
    columns = ROSTER_COLUMNS[source]
    assert set(KINDS[source].required) <= set(columns)
    assert len(set(columns)) == len(columns)


@pytest.mark.parametrize(("source", "reader"), READERS.items())
def test_every_column_is_read_by_its_roster(source: Source, reader: Path) -> None:
    text = reader.read_text() + reader.with_name("fields.py").read_text()
    assert [name for name in ROSTER_COLUMNS[source] if f'"{name}"' not in text] == []
