"""Reports are taken in once and shown without their words."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
import time_machine

from finder.domain.errors import NotListed, UnknownReport
from finder.domain.reports import NewReport, ReportKind, ReportState
from finder.services.report_problem import (
    ReportStatus,
    new_form_key,
    new_reference,
    open_reports,
    receive_report,
    report_status,
)
from finder.services.resources import Resources
from finder.store.queries.practitioners import all_practitioner_ids, mark_hidden
from tests.factories import load_directory, npi_of, person

KEY = new_form_key()


def report(
    kind: ReportKind = ReportKind.MOVED, text: str = "They moved.", npi: str = npi_of(1)
) -> NewReport:
    return NewReport(npi, kind, text, "name@example.org", is_from_practice=False)


@pytest.fixture
def stocked(any_resources: Resources, tmp_path: Path) -> Resources:
    """A directory of two."""
    load_directory(any_resources, tmp_path, [person(1), person(2)])
    return any_resources


def receive(resources: Resources, new: NewReport, key: str = KEY) -> str:
    with resources.database.writing() as session:
        return receive_report(session, resources, new, key, "es")


def status(resources: Resources, number: str) -> ReportStatus:
    with resources.database.reading() as session:
        return report_status(session, number)


def test_a_report_is_found_by_its_number(stocked: Resources) -> None:
    number = receive(stocked, report())
    assert re.fullmatch(r"[2-9A-Z]{4}-[2-9A-Z]{3}-[2-9A-Z]{3}", number)
    assert status(stocked, number.lower()) == ReportStatus(
        number=number,
        npi=npi_of(1),
        is_listed=True,
        kind=ReportKind.MOVED,
        state=ReportState.RECEIVED,
        received_on=date(2026, 11, 22),
        look_by=date(2026, 11, 23),
        decide_by=date(2026, 11, 24),
    )


def test_a_status_has_no_room_for_words_or_addresses() -> None:
    assert not {"text", "contact", "is_from_practice"} & set(ReportStatus.__slots__)


def test_a_form_sent_twice_is_one_report(stocked: Resources) -> None:
    assert receive(stocked, report()) == receive(stocked, report())
    with stocked.database.reading() as session:
        assert len(open_reports(session)) == 1


def test_a_form_sent_many_times_at_one_moment_is_one_report(stocked: Resources) -> None:
    together = Barrier(6)

    def send(_number: int) -> str:
        together.wait()
        return receive(stocked, report())

    with ThreadPoolExecutor(6) as threads:
        assert len(set(threads.map(send, range(6)))) == 1


def test_other_words_or_another_form_are_another_report(stocked: Resources) -> None:
    numbers = {
        receive(stocked, report()),
        receive(stocked, report(text="They moved again.")),
        receive(stocked, report(kind=ReportKind.RETIRED)),
        receive(stocked, report(npi=npi_of(2))),
        receive(stocked, report(), new_form_key()),
    }
    assert len(numbers) == 5


@pytest.mark.parametrize("key", ["", "short", "x" * 65, "\x00" * 22, "ключ" * 8])
def test_what_is_no_key_of_a_form_joins_nothing(stocked: Resources, key: str) -> None:
    assert receive(stocked, report(), key) != receive(stocked, report(), key)


@pytest.mark.parametrize("npi", [npi_of(3), "", "1", "\x00", "2000000017", "' OR 1=1"])
def test_nobody_is_reported_who_is_not_listed(stocked: Resources, npi: str) -> None:
    with pytest.raises(NotListed):
        receive(stocked, report(npi=npi))


def test_the_listing_may_go_and_the_report_stays(stocked: Resources) -> None:
    number = receive(stocked, report())
    hide_everybody(stocked)
    assert not status(stocked, number).is_listed
    with pytest.raises(NotListed):
        receive(stocked, report())


def hide_everybody(resources: Resources) -> None:
    with resources.database.writing() as session:
        mark_hidden(session, [(number, "retired") for number in all_practitioner_ids(session)])


@pytest.mark.parametrize("number", ["K7QM-4XP-29T", "", "x", "\x00", "/etc/passwd"])
def test_an_unknown_number_is_told(stocked: Resources, number: str) -> None:
    with pytest.raises(UnknownReport, match="We know no report"):
        status(stocked, number)


def test_open_reports_come_in_the_order_of_their_due_days(
    any_resources: Resources, tmp_path: Path
) -> None:
    load_directory(any_resources, tmp_path, [person(1)])
    began = datetime(2026, 11, 23, 9, tzinfo=UTC)
    kinds = [ReportKind.WRONG_CHECK, ReportKind.RETIRED, ReportKind.MOVED, ReportKind.WRONG_PHONE]
    for hour, kind in enumerate(kinds):
        with time_machine.travel(began + timedelta(hours=hour), tick=False):
            receive(any_resources, report(kind))
    with any_resources.database.reading() as session:
        found = [each.kind.value for each in open_reports(session)]
    assert found == ["moved", "wrong_phone", "retired", "wrong_check"]


def test_numbers_are_not_guessed() -> None:
    assert len({new_reference() for _ in range(500)}) == 500
