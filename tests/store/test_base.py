"""What the tables hold by themselves: moments with a zone, references, and values that can be."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session

from finder.store.base import Base
from finder.store.engine import Database
from finder.store.tables import (
    CertificationRow,
    DirectoryRow,
    PracticeLocationRow,
    PractitionerRow,
    ProcedureVolumeRow,
    ReviewRow,
    StateLicenseRow,
)

AddPractitioner = Callable[..., PractitionerRow]
SOURCED = {"source": "nppes", "observed_on": date(2026, 11, 22)}
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def review(**values: object) -> ReviewRow:
    usual = {"npi": "", "source": "exclusions", "reason": "alike", "priority": "low"}
    return ReviewRow(**{**usual, "opened_at": NOON, "digest": "d", **values})


def license_of(practitioner_id: int) -> StateLicenseRow:
    return StateLicenseRow(practitioner_id=practitioner_id, state="MD", number="A1", **SOURCED)


def location(**values: object) -> PracticeLocationRow:
    texts = "name line1 line2 line_key city state zip_code zip_plus4 country phone fax"
    more = "languages website confirmed_by"
    empty = dict.fromkeys(f"{texts} {more}".split(), "")
    return PracticeLocationRow(**{**empty, **SOURCED, **values})


def volume(**values: object) -> ProcedureVolumeRow:
    usual = {"procedure": "kyphoplasty", "year": 2024, "kind": "exact", "low": 12.0, "high": 12.0}
    return ProcedureVolumeRow(**{**usual, **SOURCED, **values})


def certification(**values: object) -> CertificationRow:
    usual = {
        "issuer": "ABR",
        "certificate": "IR_DR",
        "duration_type": "continuous",
        "board_status": "certified",
        "maintenance_status": "unknown",
        "is_stated": False,
        "source_url": "https://board.example/1",
        "checked_on": date(2026, 10, 3),
        "checked_by": "A. Checker",
    }
    return CertificationRow(**{**usual, **SOURCED, **values})


def test_a_moment_without_a_zone_is_refused(any_database: Database) -> None:
    with any_database.writing() as session:
        session.add(review(opened_at=datetime(2026, 11, 22, 12)))  # noqa: DTZ001  # the point of it
        with pytest.raises(StatementError, match="A moment needs its time zone"):
            session.flush()
        session.rollback()


def test_a_moment_of_any_zone_comes_back_in_utc(any_database: Database) -> None:
    honolulu = timezone(timedelta(hours=-10))
    with any_database.writing() as session:
        session.add(review(opened_at=NOON.astimezone(honolulu)))
    with any_database.reading() as session:
        (moment,) = session.scalars(select(ReviewRow.opened_at))
    assert moment == NOON
    assert moment.tzinfo is UTC


def test_every_constraint_of_the_tables_is_named() -> None:
    nameless = [
        f"{table.name}: {constraint}"
        for table in Base.metadata.sorted_tables
        for constraint in [*table.constraints, *table.indexes]
        if not constraint.name
    ]
    assert not nameless, "\n".join(nameless)


def test_a_fact_about_nobody_is_refused(any_database: Database) -> None:
    with pytest.raises(IntegrityError), any_database.writing() as session:
        session.add(license_of(404))


def test_the_facts_of_a_practitioner_go_with_the_practitioner(
    any_database: Database, add_practitioner: AddPractitioner
) -> None:
    with any_database.writing() as session:
        session.add(license_of(add_practitioner(session).id))
        session.flush()
        session.execute(delete(PractitionerRow))
        assert session.scalar(select(func.count()).select_from(StateLicenseRow)) == 0


def refused(session: Session, *rows: Base) -> str:
    with pytest.raises(IntegrityError) as problem, session.begin_nested():
        session.add_all(rows)
    return str(problem.value.orig)


def test_what_cannot_be_is_refused_by_the_name_of_the_rule(
    any_database: Database, add_practitioner: AddPractitioner
) -> None:
    with any_database.writing() as session:
        person = {"practitioner_id": add_practitioner(session).id}
        impossible: dict[str, Base] = {
            "ck_review_priority_is_known": review(priority="urgent"),
            "ck_practice_location_placed_whole": location(**person, lat=40.0),
            "ck_practice_location_not_at_null_island": location(**person, lat=0.0, lon=0.0),
            "ck_procedure_volume_never_zero": volume(**person, low=0.0),
            "ck_procedure_volume_kind_is_published": volume(**person, kind="unknown"),
            "ck_procedure_volume_procedure_is_known": volume(**person, procedure="any"),
            "ck_certification_board_status_is_known": certification(**person, board_status="yes"),
            "ck_certification_checked_or_stated": certification(**person, is_stated=True),
        }
        for rule, row in impossible.items():
            assert rule in refused(session, row)


def test_an_npi_has_ten_digits_and_stands_for_one_practitioner(
    any_database: Database, add_practitioner: AddPractitioner
) -> None:
    with any_database.writing() as session:
        add_practitioner(session)
        for npi in ("200000000", "2000000002"):
            with pytest.raises(IntegrityError), session.begin_nested():
                add_practitioner(session, npi=npi)


def test_there_is_one_row_that_says_what_the_directory_is(any_database: Database) -> None:
    with any_database.writing() as session:
        columns = {"generation": 0, "is_demo": False, "ranking_version": 0}
        assert "ck_directory_only_one" in refused(session, DirectoryRow(id=2, **columns))
