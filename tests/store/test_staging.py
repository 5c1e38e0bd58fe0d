"""A stage holds the rows of one transaction beside the tables, on both databases."""

import pytest
from sqlalchemy import Date, inspect

from finder.store.engine import Database
from finder.store.staging import Stage
from finder.store.tables import OrderReferringRow

_NPIS = [f"{number:010d}" for number in range(25)]


def test_rows_come_back_by_key_in_batches(any_database: Database) -> None:
    with any_database.writing() as session:
        stage = Stage(session, "npi", day=Date())
        stage.add([{"npi": npi, "day": None} for npi in reversed(_NPIS)])
        stage.add([{"npi": _NPIS[3], "day": None}])
        stage.complete()
        batches = [[row.npi for row in batch] for batch in stage.batches(10)]
        assert [len(batch) for batch in batches] == [11, 10, 5]
        assert sorted({npi for batch in batches for npi in batch}) == _NPIS
        assert stage.count() == 25
        stage.close()


def test_statements_that_read_the_stage_say_how_many_rows_they_changed(
    any_database: Database,
) -> None:
    with any_database.writing() as session:
        session.add_all([OrderReferringRow(npi=npi) for npi in _NPIS])
        session.flush()
        stage = Stage(session, "npi")
        stage.add([{"npi": npi} for npi in _NPIS[5:]])
        stage.complete()
        assert stage.count_missing(OrderReferringRow.npi) == 5
        assert stage.delete_missing(OrderReferringRow.npi) == 5
        assert stage.delete_missing(OrderReferringRow.npi) == 0


@pytest.mark.parametrize("is_kept", [True, False])
def test_nothing_of_it_outlives_the_transaction(any_database: Database, is_kept: bool) -> None:
    with any_database.writing() as session:
        stage = Stage(session, "npi")
        stage.add([{"npi": npi} for npi in _NPIS])
        stage.complete()
        if is_kept:
            stage.close()
        else:
            session.rollback()
    with any_database.writing() as session:
        assert Stage(session, "npi").count() == 0
        assert "staged_record" not in inspect(session.connection()).get_table_names()
