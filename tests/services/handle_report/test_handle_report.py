"""A report from taking it up to its decision: who, in what order, and what is left of it."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from finder.domain.errors import ClosedReply, InvalidForm, InvalidValue, UnknownReport
from finder.domain.ledger import Actor
from finder.domain.provenance import Source
from finder.domain.reports import NewReport, ReportKind, ReportState, Severity
from finder.domain.reports.replies import NewReply
from finder.services import handle_report, verify
from finder.services.answer_report import asked_practice, receive_reply
from finder.services.audit_ledger import exported_entries, ledger_problems
from finder.services.report_problem import new_form_key, receive_report, stored_report
from finder.services.resources import Resources
from finder.services.show_profile import show_profile
from finder.store.queries.practitioners import all_practitioner_ids, mark_hidden
from finder.store.queries.report_replies import links_of
from tests.factories import load_directory, npi_of, person, practice
from tests.reporting import (
    NOT_ASKED,
    REASON,
    UNCHANGED,
    VERA,
    ask_practice,
    decide_report,
    take_up_report,
    version_of,
)

OTTO = Actor("otto@example.org", "verifier")
WORDS, CONTACT = "Sentinelwords about a neighbour", "name@example.org"
REPLY = NewReply("We moved on Monday.", "A. Clerk, office manager", "clerk@example.org")


@pytest.fixture
def site(any_resources: Resources, tmp_path: Path) -> Resources:
    load_directory(any_resources, tmp_path, [person(1)])
    return any_resources


@pytest.fixture
def number(site: Resources) -> str:
    new = NewReport(npi_of(1), ReportKind.MOVED, WORDS, CONTACT, is_from_practice=False)
    with site.database.writing() as session:
        return receive_report(session, site, new, new_form_key(), "en")


def shown(site: Resources, number: str) -> handle_report.HandledReport:
    with site.database.reading() as session:
        return handle_report.show_report(session, site, number)


def decide(site: Resources, number: str, **typed: str) -> None:
    form = {"outcome": "corrected", "reason": REASON, **UNCHANGED, **typed}
    version = version_of(site, number)
    with site.database.writing() as session:
        handle_report.decide(session, site, VERA, number, form, version)


def refused(site: Resources, number: str, **typed: str) -> dict[str, str]:
    with pytest.raises(InvalidForm) as told:
        decide(site, number, **typed)
    return dict(told.value.problems)


def answer(site: Resources, code: str) -> None:
    with site.database.writing() as session:
        receive_reply(session, site, code, REPLY, "request")


def written(site: Resources) -> list[dict[str, object]]:
    with site.database.reading() as session:
        assert ledger_problems(session) == []
        return [row for row in exported_entries(session) if str(row["object"])[:7] == "report:"]


def test_taking_up_names_who_has_it_and_tells_the_public(site: Resources, number: str) -> None:
    def flags() -> tuple[str, ...]:
        with site.database.reading() as session:
            return show_profile(session, site, npi_of(1)).flags

    assert "under-review" not in flags()
    take_up_report(site, number)
    found = shown(site, number)
    assert (found.report.handled_by, found.report.severity) == (VERA.name, Severity.FACT)
    assert "under-review" in flags()
    take_up_report(site, number, "minor")
    assert "under-review" not in flags()
    take_up_report(site, number, "safety")
    decide(site, number, **NOT_ASKED)
    assert "under-review" not in flags()


def test_each_step_is_one_row_without_words_or_address(site: Resources, number: str) -> None:
    take_up_report(site, number)
    answer(site, ask_practice(site, number))
    decide(site, number)
    rows = written(site)
    assert [row["action"] for row in rows] == [
        "report.take-up",
        "report.ask",
        "report.reply",
        "report.decide",
    ]
    assert rows[-1]["reason"] == REASON
    told = str(rows)
    for secret in (WORDS, CONTACT, REPLY.text, REPLY.name, REPLY.contact):
        assert secret not in told


def test_a_decision_deletes_what_reporter_and_practice_wrote(site: Resources, number: str) -> None:
    take_up_report(site, number)
    code = ask_practice(site, number)
    answer(site, code)
    assert [link.text for link in shown(site, number).answers] == [REPLY.text]
    decide(site, number)
    with site.database.reading() as session:
        report = stored_report(session, number)
        (link,) = links_of(session, report.reference)
    assert (report.state, report.text, report.contact) == (ReportState.DECIDED, "", "")
    assert (link.text, link.name, link.contact) == ("", "", "")
    assert report.reason == REASON


def test_the_second_of_two_people_reads_what_the_first_did(site: Resources, number: str) -> None:
    version = version_of(site, number)
    take_up_report(site, number, actor=OTTO)
    with (
        pytest.raises(handle_report.ReportChanged, match=r"otto@example\.org took it up \(12:00"),
        site.database.writing() as session,
    ):
        handle_report.take_up(session, site, VERA, number, "fact", version)
    assert shown(site, number).report.handled_by == OTTO.name
    assert len(written(site)) == 1


def test_nobody_decides_without_having_seen_the_answer(site: Resources, number: str) -> None:
    take_up_report(site, number)
    code = ask_practice(site, number)
    version = version_of(site, number)
    answer(site, code)
    form = {"outcome": "corrected", "reason": REASON, **NOT_ASKED}
    with (
        pytest.raises(handle_report.ReportChanged, match="practice-by-link answered it"),
        site.database.writing() as session,
    ):
        handle_report.decide(session, site, VERA, number, form, version)


def test_the_practice_is_heard_first_or_it_is_said_why_not(site: Resources, number: str) -> None:
    take_up_report(site, number)
    assert "has not been heard" in refused(site, number)["not_asked"]
    assert "not_asked_because" in refused(site, number, not_asked="1")
    ask_practice(site, number)
    assert "not_asked" in refused(site, number)
    # Sunday: two business days later it is Tuesday.
    with time_machine.travel(datetime.fromisoformat("2026-11-23T23:00:00+00:00")):
        assert "not_asked" in refused(site, number)
    with time_machine.travel(datetime.fromisoformat("2026-11-24T00:00:01+00:00")):
        decide(site, number)
    assert shown(site, number).report.not_asked_because == ""


def test_a_withdrawn_link_does_not_count_as_asking(site: Resources, number: str) -> None:
    take_up_report(site, number)
    code = ask_practice(site, number)
    version = version_of(site, number)
    with site.database.writing() as session:
        handle_report.withdraw_reply_link(session, site, VERA, number, version)
    with pytest.raises(ClosedReply):
        answer(site, code)
    with time_machine.travel(site.now() + timedelta(days=5)):
        assert "not_asked" in refused(site, number)
    assert shown(site, number).open_link is None
    ask_practice(site, number)


def asked(site: Resources, **cells: str) -> None:
    """The practice is asked and gives what stands there already, or something else."""
    told = {**practice(1), "practice_name": "", "confirmed_on": "2026-11-22", **cells}
    with site.database.writing() as session:
        verify.record_check(session, site, VERA, npi_of(1), Source.PRACTICES, told)


def test_corrected_needs_a_change_since_the_report_came(site: Resources, number: str) -> None:
    take_up_report(site, number)
    nothing = {**NOT_ASKED, "unchanged_because": "no"}
    assert list(refused(site, number, **nothing)) == ["unchanged_because"]
    # A look that finds everything as it was corrects nothing.
    asked(site, state="IL", city="Chicago")
    assert shown(site, number).changes == ()
    assert "Correct it" in refused(site, number, **nothing)["unchanged_because"]
    asked(site, phone="3125550177")
    (change,) = shown(site, number).changes
    assert (change.by, change.fields) == (VERA.name, ("phone",))
    decide(site, number, **NOT_ASKED, unchanged_because="")
    assert "An import" not in str(written(site))


def test_what_was_changed_before_the_report_proves_nothing(site: Resources, number: str) -> None:
    asked(site, phone="3125550177")
    later = site.now() + timedelta(hours=1)
    with time_machine.travel(later), site.database.writing() as session:
        new = NewReport(npi_of(1), ReportKind.WRONG_PHONE, "", "", is_from_practice=False)
        after = receive_report(session, site, new, new_form_key(), "en")
    with time_machine.travel(later):
        take_up_report(site, after)
        assert list(refused(site, after, **NOT_ASKED, unchanged_because="")) == [
            "unchanged_because"
        ]


def test_why_nothing_had_to_be_changed_stays_on_the_record(site: Resources, number: str) -> None:
    decide_report(site, number, "corrected")
    assert UNCHANGED["unchanged_because"] in str(written(site)[-1])
    found = shown(site, number).timeline[0].changes
    assert found[-1].field == "nothing changed because"


def test_removed_waits_until_the_listing_is_closed(site: Resources, number: str) -> None:
    take_up_report(site, number)
    told = refused(site, number, outcome="removed", **NOT_ASKED)
    assert "still shown" in told["outcome"]
    with site.database.writing() as session:
        mark_hidden(session, [(each, "closed") for each in all_practitioner_ids(session)])
    decide(site, number, outcome="removed", **NOT_ASKED)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"outcome": ""}, "outcome"),
        ({"outcome": "gossip"}, "outcome"),
        ({"reason": "too short"}, "reason"),
        ({"reason": "x" * 501}, "reason"),
        ({"reason": "Somebody at a.person@example.org told us."}, "reason"),
        ({"reason": "a null \x00 in the middle"}, "reason"),
        ({"not_asked": "1", "not_asked_because": " "}, "not_asked_because"),
    ],
)
def test_what_cannot_be_decided_is_told_at_its_field(
    site: Resources, number: str, typed: dict[str, str], field: str
) -> None:
    take_up_report(site, number)
    assert list(refused(site, number, **{**NOT_ASKED, **typed})) == [field]
    assert shown(site, number).report.text == WORDS


def test_what_is_decided_stays_decided(site: Resources, number: str) -> None:
    decide_report(site, number, "corrected")
    for step in (lambda: decide(site, number, **NOT_ASKED), lambda: take_up_report(site, number)):
        with pytest.raises(InvalidValue, match="decided before"):
            step()
    with pytest.raises(InvalidValue, match="somebody has taken up"):
        ask_practice(site, number)


def test_a_link_shows_the_kind_and_nothing_of_the_reporter(site: Resources, number: str) -> None:
    take_up_report(site, number)
    code = ask_practice(site, number)
    with site.database.reading() as session:
        asked = asked_practice(session, site, code)
        assert "token" not in str(written(site))
    assert asked.kind is ReportKind.MOVED
    assert WORDS not in str(asked)
    assert CONTACT not in str(asked)
    with pytest.raises(InvalidValue, match="has a link already"):
        ask_practice(site, number)


def test_one_answer_counts_and_the_link_ends_after_thirty_days(
    site: Resources, number: str
) -> None:
    take_up_report(site, number)
    code = ask_practice(site, number)
    with (
        time_machine.travel(site.now() + timedelta(days=30, seconds=1)),
        pytest.raises(ClosedReply),
    ):
        answer(site, code)
    answer(site, code)
    answer(site, code)
    assert [row["action"] for row in written(site)].count("report.reply") == 1


@pytest.mark.parametrize("code", ["", "x", "\x00", "x" * 5000, "' OR 1=1"])
def test_a_code_that_nobody_made_leads_nowhere(site: Resources, number: str, code: str) -> None:
    with pytest.raises(UnknownReport, match="leads nowhere"):
        answer(site, code)


def test_the_lists_hold_what_waits_and_what_was_decided(site: Resources, number: str) -> None:
    def lists() -> handle_report.ReportLists:
        with site.database.reading() as session:
            return handle_report.list_reports(session, site)

    assert [each for each, _ in lists().waiting] == [number]
    decide_report(site, number, "found_right")
    assert ([*lists().waiting], [each for each, _ in lists().decided]) == ([], [number])
