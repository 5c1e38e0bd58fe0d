"""A ledger that was tampered with is told, whatever was put into it."""

import pytest
from sqlalchemy import text

from finder.domain.accounts import Role
from finder.domain.ledger import Actor
from finder.services import accounts
from finder.services.audit_ledger import exported_entries, ledger_problems
from finder.services.check_directory import check_directory
from finder.services.resources import Resources


@pytest.fixture
def kept(resources: Resources) -> Resources:
    with resources.database.writing() as session:
        for name in ("ada", "otto"):
            email = f"{name}@example.org"
            accounts.invite(session, resources, Actor("terminal", "operator"), email, Role.ADMIN)
    return resources


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger SET reason = CAST('abc' AS BLOB) WHERE number = 1",
        "UPDATE ledger SET changes = 'no list' WHERE number = 1",
        "UPDATE ledger SET changes = CAST('abc' AS BLOB) WHERE number = 2",
        "DELETE FROM ledger; DELETE FROM chain_head",
        "DELETE FROM chain_head",
    ],
)
def test_every_change_is_found_and_nothing_breaks(kept: Resources, change: str) -> None:
    with kept.database.writing() as session:
        for statement in change.split("; "):
            session.execute(text(statement))
    with kept.database.reading() as session:
        assert ledger_problems(session)
        assert isinstance(list(exported_entries(session)), list)
    assert check_directory(kept).problems
