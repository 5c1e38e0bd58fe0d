"""New numbers of the ranking: everybody who keeps the directory sees them until two people know."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from finder.domain.ledger import Actor
from finder.domain.verification import StepRefused
from finder.services.audit_ledger import ledger_problems
from finder.services.prepare_directory import prepare_directory
from finder.services.resources import Resources
from finder.services.watch_ranking import (
    RankingChange,
    acknowledge_rules,
    digest_of_rules,
    pending_change,
)
from finder.store.queries.ledger import entries_about

VERA, OTTO = Actor("vera@example.org", "verifier"), Actor("otto@example.org", "verifier")


@pytest.fixture
def ready(any_resources: Resources) -> Resources:
    prepare_directory(any_resources)
    return any_resources


def change(site: Resources, **numbers: object) -> None:
    vars(site)["rules"] = replace(site.rules, **numbers)  # type: ignore[arg-type]
    prepare_directory(site)


def pending(site: Resources) -> RankingChange | None:
    with site.database.reading() as session:
        return pending_change(session, site)


def acknowledge(site: Resources, actor: Actor) -> bool:
    with site.database.writing() as session:
        return acknowledge_rules(session, site, actor, digest_of_rules(site.rules))


def test_the_first_numbers_need_nobody(ready: Resources) -> None:
    assert pending(ready) is None
    with ready.database.reading() as session:
        assert entries_about(session, "ranking") == []


def test_a_change_waits_for_two_different_people(ready: Resources) -> None:
    change(ready, version=2, volume_saturation=60.0)
    waiting = pending(ready)
    assert waiting is not None
    assert [(one.name, one.before, one.after) for one in waiting.changes] == [
        ("volume_saturation", "50.0", "60.0")
    ]
    assert acknowledge(ready, VERA) is False
    with pytest.raises(StepRefused, match="second person"):
        acknowledge(ready, VERA)
    assert acknowledge(ready, OTTO) is True
    assert pending(ready) is None
    with ready.database.reading() as session:
        told = [
            (row.texts["action"], row.texts["role"]) for row in entries_about(session, "ranking")
        ]
        assert ledger_problems(session) == []
    assert told[::-1] == [
        ("ranking.meet", "operator"),
        ("ranking.acknowledge", "verifier"),
        ("ranking.acknowledge", "verifier"),
    ]


def test_numbers_changed_without_a_new_version_are_met_too(ready: Resources) -> None:
    change(ready, volume_saturation=60.0)
    assert pending(ready) is not None


def test_numbers_that_changed_again_need_two_people_again(ready: Resources) -> None:
    change(ready, volume_saturation=60.0)
    acknowledge(ready, VERA)
    change(ready, volume_saturation=70.0)
    waiting = pending(ready)
    assert waiting is not None
    assert (waiting.first_by, waiting.changes[0].before) == ("", "50.0")


def test_numbers_that_were_changed_back_need_nobody(ready: Resources) -> None:
    change(ready, volume_saturation=60.0)
    change(ready, volume_saturation=50.0)
    assert pending(ready) is None


def test_numbers_shown_are_not_acknowledged_for_others(ready: Resources) -> None:
    change(ready, volume_saturation=60.0)
    with pytest.raises(StepRefused, match="no longer"), ready.database.writing() as session:
        acknowledge_rules(session, ready, VERA, "another digest")


def test_a_server_that_met_them_first_lets_them_be_acknowledged(ready: Resources) -> None:
    vars(ready)["rules"] = replace(ready.rules, volume_saturation=60.0)
    assert acknowledge(ready, VERA) is False
    assert acknowledge(ready, OTTO) is True


def test_the_database_refuses_one_person_twice(ready: Resources) -> None:
    change(ready, volume_saturation=60.0)
    acknowledge(ready, VERA)
    statement = text(
        "UPDATE ranking_change SET second_by = first_by, second_at = first_at WHERE first_by <> ''"
    )
    with pytest.raises(IntegrityError), ready.database.writing() as session:
        session.execute(statement)
