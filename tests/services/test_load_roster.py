"""A roster through the page: what is tried is what is loaded, by whom it may be."""

import hashlib
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from finder.domain.errors import InvalidValue, NotListed
from finder.domain.ledger import Actor
from finder.domain.provenance import Source
from finder.services import load_roster as rosters
from finder.services.audit_ledger import exported_entries, ledger_problems
from finder.services.check_directory import check_directory
from finder.services.resources import Resources
from finder.store.queries.directory import directory_state
from finder.store.queries.profiles import load_practitioners, practitioner_id_of
from finder.store.tables import StagedRosterRow
from tests.factories import (
    Row,
    certification,
    load,
    load_directory,
    membership,
    npi_of,
    person,
    practice,
    write_csv,
)

VERA, OTTO = Actor("vera@example.org", "verifier"), Actor("otto@example.org", "admin")


@pytest.fixture
def site(any_resources: Resources, tmp_path: Path) -> Resources:
    load_directory(
        any_resources,
        tmp_path,
        [person(1), person(2)],
        certifications=[certification(1)],
        memberships=[membership(1)],
        practices=[practice(1)],
    )
    return any_resources


def csv_of(tmp_path: Path, rows: Iterable[Row]) -> bytes:
    return write_csv(tmp_path / "typed.csv", rows).read_bytes()


def tried(site: Resources, roster: str, content: bytes, actor: Actor = VERA) -> str:
    with site.database.writing() as session:
        return rosters.try_roster(session, site, actor, roster, content)


def shown(site: Resources, number: str, actor: Actor = VERA) -> rosters.RosterPage:
    with site.database.reading() as session:
        return rosters.show_roster(session, site, actor.name, number)


def applied(site: Resources, number: str, actor: Actor = VERA) -> None:
    with site.database.writing() as session:
        rosters.apply_roster(session, site, actor, number)


def generation(site: Resources) -> int:
    with site.database.reading() as session:
        return directory_state(session).generation


def staging(site: Resources) -> list[Path]:
    return sorted((site.settings.home / "staging").glob("*/*"))


def status_of(site: Resources, number: int) -> set[str]:
    with site.database.reading() as session:
        found = practitioner_id_of(session, npi_of(number))
        assert found is not None
        (one,) = load_practitioners(session, [found])
        return {record.board_status.value for record in one.certifications}


def ledger(site: Resources) -> list[dict[str, object]]:
    with site.database.reading() as session:
        assert ledger_problems(session) == []
        return [row for row in exported_entries(session) if row["role"] != "operator"]


def test_a_trial_shows_everything_and_changes_nothing(site: Resources, tmp_path: Path) -> None:
    rows = [
        certification(1, checked_on="2026-11-20", maintenance_status="maintained"),
        certification(2),
        certification(9),
        certification(2, issuer="nobody"),
    ]
    before = generation(site)
    number = tried(site, "certifications", csv_of(tmp_path, rows))
    trial = shown(site, number).trial
    assert (trial.counts.rows_read, trial.counts.added, trial.counts.changed) == (4, 1, 1)
    assert (trial.counts.quarantined, trial.practitioners, trial.serious) == (1, 2, 0)
    assert [(problem.line, problem.field) for problem in trial.problems] == [(5, "issuer")]
    assert [review.npi for review in trial.reviews] == [npi_of(9)]
    changed = [line for line in trial.differences if line.npi == npi_of(1)]
    assert {(line.subject, line.field, line.before, line.after) for line in changed} == {
        ("ABR IR_DR", "checked_on", "2026-10-03", "2026-11-20"),
        ("ABR IR_DR", "maintenance_status", "unknown", "maintained"),
    }
    assert generation(site) == before
    assert status_of(site, 2) == set()
    assert check_directory(site).problems == ()


def test_what_was_tried_is_loaded_and_the_file_goes(site: Resources, tmp_path: Path) -> None:
    content = csv_of(tmp_path, [certification(2)])
    number = tried(site, "certifications", content)
    (path,) = staging(site)
    assert path.read_bytes() == content
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    applied(site, number)
    assert status_of(site, 2) == {"certified"}
    assert staging(site) == []
    assert check_directory(site).problems == ()
    sha256 = hashlib.sha256(content).hexdigest()
    assert [row["action"] for row in ledger(site)] == ["roster.try", "import.certifications"]
    assert all(sha256 in str(row["changes"]) for row in ledger(site))
    with pytest.raises(InvalidValue, match="loaded already"):
        applied(site, number)


@pytest.mark.parametrize(
    ("roster", "rows"),
    [
        ("certifications", [certification(2), certification(1, checked_on="2026-11-01")]),
        ("memberships", [membership(2), membership(1, category="fellow", checked_on="2026-11-01")]),
        ("practices", [practice(2), practice(1, phone="3125550111", confirmed_on="2026-11-01")]),
    ],
)
def test_the_page_loads_what_the_terminal_loads(
    site: Resources, tmp_path: Path, roster: str, rows: list[Row]
) -> None:
    number = tried(site, roster, csv_of(tmp_path, rows))
    trial = shown(site, number).trial
    applied(site, number)
    again = load(site, Source(roster), write_csv(tmp_path / "again.csv", rows))
    assert (again.added, again.changed, again.unchanged) == (0, 0, 2)
    assert trial.counts.added + trial.counts.changed == 2
    assert {line.npi for line in trial.differences} == {npi_of(1), npi_of(2)}


@pytest.mark.parametrize(
    ("roster", "row"),
    [
        ("certifications", certification(1, board_status="expired", checked_on="2026-11-01")),
        (
            "certifications",
            certification(1, board_status="revoked_or_surrendered", checked_on="2026-11-01"),
        ),
        ("memberships", membership(1, category="emeritus", checked_on="2026-11-01")),
    ],
)
def test_what_takes_away_is_loaded_by_another_person(
    site: Resources, tmp_path: Path, roster: str, row: Row
) -> None:
    number = tried(site, roster, csv_of(tmp_path, [row]))
    assert "second person" in shown(site, number).why_not
    assert shown(site, number, OTTO).why_not == ""
    with pytest.raises(InvalidValue, match="second person"):
        applied(site, number)
    applied(site, number, OTTO)


def test_many_practitioners_are_changed_by_two(
    resources: Resources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("finder.services.load_roster.trial.MOST_WITHOUT_SECOND", 1)
    load_directory(resources, tmp_path, [person(1), person(2)])
    one = tried(resources, "certifications", csv_of(tmp_path, [certification(1)]))
    two = tried(resources, "certifications", csv_of(tmp_path, [certification(1), certification(2)]))
    assert shown(resources, one).why_not == ""
    assert "second person" in shown(resources, two).why_not


def test_the_database_knows_the_rule_of_two_people(site: Resources, tmp_path: Path) -> None:
    row = certification(1, board_status="expired", checked_on="2026-11-01")
    tried(site, "certifications", csv_of(tmp_path, [row]))
    with pytest.raises(IntegrityError, match="two_people"), site.database.writing() as session:
        session.execute(update(StagedRosterRow).values(applied_by=VERA.name, applied_at=site.now()))


def test_a_directory_that_changed_asks_for_another_trial(site: Resources, tmp_path: Path) -> None:
    number = tried(site, "certifications", csv_of(tmp_path, [certification(2)]))
    load(site, Source.MEMBERSHIPS, write_csv(tmp_path / "other.csv", [membership(2)]))
    with pytest.raises(InvalidValue, match="has changed since this trial"):
        applied(site, number)
    assert status_of(site, 2) == set()


def test_a_file_that_was_exchanged_is_not_loaded(site: Resources, tmp_path: Path) -> None:
    number = tried(site, "certifications", csv_of(tmp_path, [certification(2)]))
    (path,) = staging(site)
    path.write_bytes(csv_of(tmp_path, [certification(1, board_status="expired")]))
    with pytest.raises(InvalidValue, match="not the one that was tried"):
        applied(site, number)
    path.unlink()
    with pytest.raises(InvalidValue, match="not the one that was tried"):
        applied(site, number)
    assert [row["action"] for row in ledger(site)] == ["roster.try"]


def test_after_an_hour_it_is_over_and_the_next_upload_clears_it_away(
    site: Resources, tmp_path: Path
) -> None:
    number = tried(site, "certifications", csv_of(tmp_path, [certification(2)]))
    with time_machine.travel(site.now() + timedelta(hours=1)):
        assert "more than an hour old" in shown(site, number).why_not
        with pytest.raises(InvalidValue, match="more than an hour old"):
            applied(site, number)
        later = tried(site, "memberships", csv_of(tmp_path, [membership(2)]))
        assert [path.name for path in staging(site)] == ["memberships.csv"]
        with pytest.raises(NotListed):
            shown(site, number)
        applied(site, later)


def test_a_discarded_roster_is_gone(site: Resources, tmp_path: Path) -> None:
    number = tried(site, "certifications", csv_of(tmp_path, [certification(2)]))
    with site.database.writing() as session:
        rosters.discard_roster(session, site, OTTO, number)
    assert staging(site) == []
    with pytest.raises(NotListed):
        applied(site, number)
    assert [row["action"] for row in ledger(site)] == ["roster.try", "roster.discard"]


HOSTILE = {
    "nothing": b"",
    "another roster": b"npi,society,category\n1,SIR,member\n",
    "an archive": b"PK\x03\x04" + bytes(40),
    "a document": b"%PDF-1.7\n",
    "nulls": bytes(100),
    "one endless line": b"npi," * 100_000,
    "too much": b"x" * (5 * 1024 * 1024 + 1),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_such_roster_leaves_nothing(site: Resources, what: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        tried(site, "certifications", HOSTILE[what])
    assert refused.value.field == "file"
    assert staging(site) == []
    assert ledger(site) == []


@pytest.mark.parametrize("roster", ["", "nppes", "exclusions", "../x"])
def test_only_the_three_rosters_come_this_way(site: Resources, roster: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        tried(site, roster, b"npi\n")
    assert refused.value.field == "roster"


def test_a_trial_that_is_not_kept_leaves_no_file(site: Resources, tmp_path: Path) -> None:
    content = csv_of(tmp_path, [certification(2)])

    def fail() -> None:
        with site.database.writing() as session:
            rosters.try_roster(session, site, VERA, "certifications", content)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail()
    assert staging(site) == []
    assert ledger(site) == []


def test_a_load_that_is_not_kept_leaves_the_file(site: Resources, tmp_path: Path) -> None:
    number = tried(site, "certifications", csv_of(tmp_path, [certification(2)]))

    def fail() -> None:
        with site.database.writing() as session:
            rosters.apply_roster(session, site, VERA, number)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail()
    assert len(staging(site)) == 1
    assert status_of(site, 2) == set()
    applied(site, number)


def test_the_list_says_what_waits_and_who_loaded(site: Resources, tmp_path: Path) -> None:
    number = tried(site, "certifications", csv_of(tmp_path, [certification(2)]))
    with site.database.reading() as session:
        (item,) = rosters.show_rosters(session, site)
    assert (item.code, item.is_waiting, item.uploaded_by) == (number, True, VERA.name)
    applied(site, number, OTTO)
    with site.database.reading() as session:
        (item,) = rosters.show_rosters(session, site)
    assert (item.is_waiting, item.applied_by) == (False, OTTO.name)


@pytest.mark.parametrize("number", ["", "1", "0" * 32, "../..", "\x00"])
def test_a_code_that_no_roster_has_is_told(site: Resources, number: str) -> None:
    with pytest.raises(NotListed):
        shown(site, number)
    with pytest.raises(NotListed):
        applied(site, number)


def test_rows_that_undo_hide_or_end_something_take_two_people(
    site: Resources, tmp_path: Path
) -> None:
    day = "2026-11-20"
    ended = certification(1, duration_type="time_limited", expires_on="2026-11-19", checked_on=day)
    missing = certification(1, board_status="not_found", checked_on=day)
    for row in (ended, missing):
        number = tried(site, "certifications", csv_of(tmp_path, [row]))
        page = shown(site, number)
        assert (page.trial.serious, page.roster.needs_second_person) == (1, True)
    retired = membership(2, category="emeritus", checked_on=day)
    load(site, Source.MEMBERSHIPS, write_csv(tmp_path / "retired.csv", [retired]))
    back = membership(2, checked_on="2026-11-21")
    number = tried(site, "memberships", csv_of(tmp_path, [back]))
    assert shown(site, number).roster.needs_second_person


def test_a_roster_of_one_person_does_not_set_back_what_two_ended(
    site: Resources, tmp_path: Path
) -> None:
    ended = certification(1, board_status="not_certified", checked_on="2026-11-20")
    load(site, Source.CERTIFICATIONS, write_csv(tmp_path / "ended.csv", [ended]))
    back = certification(1, checked_on="2026-11-21")
    number = tried(site, "certifications", csv_of(tmp_path, [back]))
    assert shown(site, number).trial.serious == 1
    assert "second person" in shown(site, number).why_not
