"""Reports: what one must say, by when it is looked at, and how it ends."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finder.domain.errors import InvalidForm, InvalidValue, UnknownReport
from finder.domain.reports import (
    LONGEST_CONTACT,
    LONGEST_TEXT,
    REFERENCE_ALPHABET,
    Clock,
    Decision,
    NewReport,
    Report,
    ReportKind,
    ReportOutcome,
    ReportState,
    Severity,
    business_days_after,
    business_days_until,
    by_due_day,
    read_reference,
    read_report,
    shown_reference,
    usual_severity,
)

NPI = "2000000016"
FRIDAY = datetime(2026, 11, 20, 23, 59, tzinfo=UTC)
VERA = "vera@example.org"
REASON = "The practice gave its new address."


def report(kind: ReportKind = ReportKind.MOVED, at: datetime = FRIDAY, number: int = 0) -> Report:
    return Report(
        reference=REFERENCE_ALPHABET[number] * 10,
        npi=NPI,
        kind=kind,
        text="The office is at 12 Example Avenue now.",
        contact="name@example.org",
        is_from_practice=False,
        language="en",
        state=ReportState.RECEIVED,
        created_at=at,
    )


def problems_of(**values: str) -> dict[str, str]:
    with pytest.raises(InvalidForm) as refused:
        read_report(NPI, values)
    return dict(refused.value.problems)


def test_every_field_of_the_form_is_read() -> None:
    values = {
        "kind": "wrong_phone",
        "text": " It is\r\n312-555-0100 ",
        "contact": "name@example.org",
        "is_from_practice": "1",
    }
    assert read_report(NPI, values) == NewReport(
        NPI, ReportKind.WRONG_PHONE, "It is\n312-555-0100", "name@example.org", True
    )


@pytest.mark.parametrize("kind", ["moved", "wrong_phone", "retired", "does_not_do_this"])
def test_most_kinds_say_enough_without_words(kind: str) -> None:
    assert read_report(NPI, {"kind": kind}) == NewReport(NPI, ReportKind(kind), "", "", False)


@pytest.mark.parametrize("kind", ["other", "wrong_check"])
def test_kinds_that_say_nothing_ask_for_words(kind: str) -> None:
    assert "write what is wrong" in problems_of(kind=kind, text=" \r\n ")["text"]


@pytest.mark.parametrize("kind", ["", "MOVED", "moved ", "died", "0"])
def test_one_of_the_kinds_must_be_chosen(kind: str) -> None:
    assert problems_of(kind=kind) == {"kind": "Choose what is wrong."}


def test_problems_are_told_in_the_order_of_the_form() -> None:
    found = problems_of(text="x" * (LONGEST_TEXT + 1), contact="y" * (LONGEST_CONTACT + 1))
    assert list(found) == ["kind", "text", "contact"]


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 11, 16), 1, date(2026, 11, 17)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 11, 22), 2, date(2026, 11, 24)),
        (date(2026, 11, 19), 2, date(2026, 11, 23)),
        (date(2026, 11, 20), 5, date(2026, 11, 27)),
    ],
)
def test_business_days_leave_out_weekends(start: date, count: int, end: date) -> None:
    assert business_days_after(start, count) == end


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 40))
def test_between_there_are_exactly_so_many_working_days(start: date, count: int) -> None:
    end = business_days_after(start, count)
    days = [start + timedelta(days=step) for step in range(1, (end - start).days + 1)]
    assert end.weekday() < 5
    assert sum(1 for day in days if day.weekday() < 5) == count


@pytest.mark.parametrize(
    ("kind", "decide_by"),
    [
        (ReportKind.MOVED, date(2026, 11, 24)),
        (ReportKind.WRONG_PHONE, date(2026, 11, 24)),
        (ReportKind.DOES_NOT_DO_THIS, date(2026, 11, 24)),
        (ReportKind.OTHER, date(2026, 11, 24)),
        (ReportKind.RETIRED, date(2026, 11, 27)),
        (ReportKind.WRONG_CHECK, date(2026, 12, 20)),
    ],
)
def test_each_kind_has_its_own_clock(kind: ReportKind, decide_by: date) -> None:
    assert report(kind).look_by == date(2026, 11, 23)
    assert report(kind).decide_by == decide_by


def test_what_must_be_decided_first_comes_first() -> None:
    later = report(ReportKind.WRONG_CHECK, FRIDAY - timedelta(days=20), 1)
    sooner = report(ReportKind.MOVED, FRIDAY, 2)
    oldest = report(ReportKind.MOVED, FRIDAY - timedelta(minutes=1), 3)
    assert by_due_day([later, sooner, oldest]) == [oldest, sooner, later]


def taken(kind: ReportKind = ReportKind.MOVED) -> Report:
    return report(kind).taken_up(FRIDAY, VERA, usual_severity(kind))


def test_taking_up_a_report_says_who_has_it_and_what_it_means() -> None:
    assert (taken().state, taken().taken_up_at) == (ReportState.BEING_CHECKED, FRIDAY)
    assert (taken().handled_by, taken().severity) == (VERA, Severity.FACT)


def test_going_on_with_it_keeps_the_moment_of_the_first_look() -> None:
    again = taken().taken_up(FRIDAY + timedelta(days=1), "otto@example.org", Severity.SAFETY)
    assert again.taken_up_at == FRIDAY
    assert (again.handled_by, again.severity) == ("otto@example.org", Severity.SAFETY)


@pytest.mark.parametrize(
    ("severity", "decide_by"),
    [
        (Severity.SAFETY, date(2026, 11, 24)),
        (Severity.FACT, date(2026, 11, 24)),
        (Severity.MINOR, date(2026, 11, 24)),
        (Severity.DEPARTED, date(2026, 11, 27)),
        (Severity.DISPUTE, date(2026, 12, 20)),
    ],
)
def test_the_severity_that_somebody_judged_sets_the_clock(
    severity: Severity, decide_by: date
) -> None:
    assert report(ReportKind.OTHER).taken_up(FRIDAY, VERA, severity).decide_by == decide_by


def test_the_public_is_told_while_somebody_checks_it_and_not_of_slips() -> None:
    assert not report().is_told_to_the_public
    assert taken().is_told_to_the_public
    assert not report().taken_up(FRIDAY, VERA, Severity.MINOR).is_told_to_the_public
    decision = Decision(ReportOutcome.CORRECTED, REASON)
    assert not taken().decided(decision, FRIDAY).is_told_to_the_public


@pytest.mark.parametrize("outcome", ReportOutcome)
def test_a_decision_ends_a_report_and_forgets_what_its_writer_wrote(outcome: ReportOutcome) -> None:
    later = FRIDAY + timedelta(days=3)
    assert taken().decided(Decision(outcome, REASON, "It is closed."), later) == replace(
        taken(),
        state=ReportState.DECIDED,
        decided_at=later,
        outcome=outcome,
        reason=REASON,
        not_asked_because="It is closed.",
        text="",
        contact="",
    )


def test_nobody_decides_what_nobody_took_up() -> None:
    with pytest.raises(InvalidValue, match="Take the report up first"):
        report().decided(Decision(ReportOutcome.CORRECTED, REASON), FRIDAY)


def test_what_was_decided_is_not_decided_again() -> None:
    ended = taken().decided(Decision(ReportOutcome.CORRECTED, REASON), FRIDAY)
    with pytest.raises(InvalidValue, match="decided before"):
        ended.decided(Decision(ReportOutcome.FOUND_RIGHT, REASON), FRIDAY)
    with pytest.raises(InvalidValue, match="decided before"):
        ended.taken_up(FRIDAY, VERA, Severity.FACT)


def test_clocks_say_what_is_left_and_what_was_missed() -> None:
    looked, decided = taken(ReportKind.WRONG_CHECK).clocks
    assert (looked.met_on, decided.met_on) == (FRIDAY.date(), None)
    assert not looked.was_missed(date(2027, 1, 1))
    assert decided.days_left(date(2026, 12, 18)) == 2
    assert not decided.was_missed(date(2026, 12, 20))
    assert decided.was_missed(date(2026, 12, 21))
    assert Clock("look", date(2026, 11, 20), date(2026, 11, 23)).was_missed(date(2026, 11, 23))


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 30))
def test_days_left_count_back_what_business_days_count_forward(start: date, count: int) -> None:
    end = business_days_after(start, count)
    assert business_days_until(end, start) == count
    assert business_days_until(start, end) == -count


@given(st.text(st.sampled_from(REFERENCE_ALPHABET), min_size=10, max_size=10))
def test_a_number_is_read_as_it_is_shown(reference: str) -> None:
    shown = shown_reference(reference)
    assert len(shown) == 12
    for written in (shown, shown.lower(), shown.replace("-", " "), f" {reference} "):
        assert read_reference(written) == reference


@pytest.mark.parametrize(
    "text",
    ["", "K7QM", "K7QM-4XP-29T2", "K7QM-4XP-20T", "ＫKKKKKKKKK", "K7QM-4XP-29\x00", "٣" * 10],
)
def test_what_is_no_number_is_unknown(text: str) -> None:
    with pytest.raises(UnknownReport, match="Compare it"):
        read_reference(text)


def test_numbers_hold_nothing_that_looks_like_something_else() -> None:
    assert not set("0O1IL") & set(REFERENCE_ALPHABET)
    assert len(REFERENCE_ALPHABET) ** 10 > 10**14
