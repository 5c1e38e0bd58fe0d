"""What was deleted is gone from every byte of the database's files, the journal included."""

from pathlib import Path

import pytest

from finder.domain.accounts import Role
from finder.domain.ledger import Actor
from finder.domain.reports import NewReport, ReportKind
from finder.domain.reports.replies import NewReply
from finder.services.accounts import invite
from finder.services.answer_report import receive_reply
from finder.services.referring_practice import found_practice, leave_practice
from finder.services.report_problem import new_form_key, receive_report
from finder.services.resources import Resources
from finder.services.trusted_list import stop_trusting, trust
from finder.store import forgetting
from finder.store.queries.reports import undecided_reports
from tests.factories import load_directory, npi_of, person
from tests.reporting import ask_practice, decide_report, take_up_report

# Longer than a page of the file, so that its end lies on a page of its own.
WORDS = "canaryword" + " an honest word" * 50
REPLY = "canaryreply" + " an honest answer" * 100
CONTACT = "canary.contact@example.org"


@pytest.fixture
def site(resources: Resources, tmp_path: Path) -> Resources:
    load_directory(resources, tmp_path, [person(1)])
    return resources


def on_disk(site: Resources) -> bytes:
    """Database, journal and its index, as whoever takes the disk finds them."""
    return b"".join(path.read_bytes() for path in sorted(site.settings.home.glob("finder.db*")))


def reported(site: Resources) -> str:
    new = NewReport(npi_of(1), ReportKind.OTHER, WORDS, CONTACT, is_from_practice=False)
    with site.database.writing() as session:
        number = receive_report(session, site, new, new_form_key(), "en")
    take_up_report(site, number)
    code = ask_practice(site, number)
    with site.database.writing() as session:
        receive_reply(session, site, code, NewReply(REPLY, "canaryname", CONTACT), "request")
    found = on_disk(site)
    assert all(word in found for word in (b"canaryword", b"canaryreply", b"canaryname"))
    return number


def test_a_decision_leaves_nothing_of_what_was_written(site: Resources) -> None:
    decide_report(site, reported(site), "found_right")
    assert b"canary" not in on_disk(site)
    assert (site.settings.home / "finder.db-wal").stat().st_size == 0


def test_while_somebody_still_reads_it_goes_with_the_next_writer(
    site: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forgetting, "PATIENCE_MILLISECONDS", 1)
    number = reported(site)
    with site.database.reading() as session:
        assert undecided_reports(session)
        decide_report(site, number, "found_right")
        assert b"canaryword" in on_disk(site)
    with site.database.writing():
        pass
    assert b"canary" not in on_disk(site)


def test_a_practice_forgets_its_notes(site: Resources) -> None:
    operator = Actor("terminal", "operator")
    with site.database.writing() as session:
        gp = invite(session, site, operator, "gp@example.org", Role.CLINICIAN, npi_of(71)).account
        found_practice(session, site, operator, gp, "Lakeside Family Medicine")

    def note(text: str) -> None:
        with site.database.writing() as session:
            trust(session, site, operator, gp, npi_of(1), text, is_preferred=True)

    note(WORDS[:290])
    note("Calls back the same day.")
    assert b"canaryword" not in on_disk(site)
    note(WORDS[:290])
    with site.database.writing() as session:
        stop_trusting(session, site, operator, gp, npi_of(1))
    assert b"canaryword" not in on_disk(site)
    note(WORDS[:290])
    with site.database.writing() as session:
        leave_practice(session, site, operator, gp)
    assert b"canaryword" not in on_disk(site)


def test_what_is_not_decided_stays(site: Resources) -> None:
    first, second = reported(site), reported(site)
    decide_report(site, first, "found_right")
    assert b"canaryword" in on_disk(site)
    decide_report(site, second, "found_right")
    assert b"canary" not in on_disk(site)
