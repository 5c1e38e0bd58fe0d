"""Rosters end to end: the newest check wins, a statement changes no checked state."""

from pathlib import Path
from typing import Any

import pytest

from finder.domain.provenance import Source
from finder.services.answer_json import profile_document
from finder.services.load_records import ImportReport
from finder.services.resources import Resources
from finder.services.show_profile import show_profile
from tests.factories import (
    certification,
    load,
    membership,
    npi_of,
    nppes_csv,
    person,
    practice,
    write_csv,
)

_STATED = {"source_url": "", "checked_on": "", "checked_by": ""}


@pytest.fixture
def listed(any_resources: Resources, tmp_path: Path) -> Resources:
    one = person(1, line1="100 NORTH EXAMPLE AVENUE")
    load(any_resources, Source.NPPES, nppes_csv(tmp_path, [one]))
    return any_resources


def roster(
    resources: Resources, folder: Path, source: Source, *rows: dict[str, str]
) -> ImportReport:
    return load(resources, source, write_csv(folder / f"{source}.csv", rows))


def counts(report: ImportReport) -> tuple[int, int, int]:
    return report.added, report.changed, report.unchanged


def profile(resources: Resources) -> Any:
    with resources.database.reading() as session:
        return profile_document(show_profile(session, resources, npi_of(1)))


def test_the_newest_check_wins_in_whatever_order_it_comes(
    listed: Resources, tmp_path: Path
) -> None:
    newer = certification(1, checked_on="2026-10-03", board_status="certified")
    older = certification(1, checked_on="2025-09-01", board_status="not_certified")
    assert counts(roster(listed, tmp_path, Source.CERTIFICATIONS, newer)) == (1, 0, 0)
    assert counts(roster(listed, tmp_path, Source.CERTIFICATIONS, older)) == (0, 0, 1)
    told = profile(listed)
    assert told["certification"]["state"] == "verified"
    assert told["certification"]["checked_on"] == "2026-10-03"
    assert len(told["timeline"]) == 2
    latest = certification(1, checked_on="2026-11-01", board_status="revoked_or_surrendered")
    assert counts(roster(listed, tmp_path, Source.CERTIFICATIONS, latest)) == (0, 1, 0)
    assert profile(listed)["certification"]["state"] == "not-certified"


def test_the_newest_check_wins_within_one_file(listed: Resources, tmp_path: Path) -> None:
    rows = [
        certification(1, checked_on="2026-10-03"),
        certification(1, checked_on="2025-09-01", board_status="not_certified"),
    ]
    roster(listed, tmp_path, Source.CERTIFICATIONS, *rows)
    assert profile(listed)["certification"]["state"] == "verified"
    again = roster(listed, tmp_path, Source.CERTIFICATIONS, *rows)
    assert counts(again) == (0, 0, 2)


def test_a_statement_changes_no_checked_state(listed: Resources, tmp_path: Path) -> None:
    roster(listed, tmp_path, Source.CERTIFICATIONS, certification(1))
    before = profile(listed)["certification"]
    stated = certification(1, board_status="revoked_or_surrendered", **_STATED)
    assert counts(roster(listed, tmp_path, Source.CERTIFICATIONS, stated)) == (1, 0, 0)
    assert profile(listed)["certification"] == before
    roster(listed, tmp_path, Source.MEMBERSHIPS, membership(1, category="fellow"))
    roster(listed, tmp_path, Source.MEMBERSHIPS, membership(1, category="none_found", **_STATED))
    assert profile(listed)["membership"]["category"] == "fellow"


@pytest.mark.parametrize("missing", ["source_url", "checked_on", "checked_by"])
def test_a_row_that_lacks_one_of_three_is_a_statement(
    listed: Resources, tmp_path: Path, missing: str
) -> None:
    roster(listed, tmp_path, Source.CERTIFICATIONS, certification(1, **{missing: ""}))
    told = profile(listed)
    assert told["certification"]["state"] == "stated"
    assert told["timeline"] == []


def test_two_statements_of_one_certificate_settle_at_once(
    resources: Resources, tmp_path: Path
) -> None:
    load(resources, Source.NPPES, nppes_csv(tmp_path, [person(1)]))
    rows = [
        certification(1, issued_on="2010-01-01", **_STATED),
        certification(1, issued_on="2012-01-01", **_STATED),
    ]
    roster(resources, tmp_path, Source.CERTIFICATIONS, *rows)
    again = roster(resources, tmp_path, Source.CERTIFICATIONS, *rows)
    assert (again.added, again.changed) == (0, 0)


def test_two_statements_far_apart_in_one_file_settle_at_once(
    resources: Resources, tmp_path: Path
) -> None:
    people = [person(number) for number in range(1, 602)]
    load(resources, Source.NPPES, nppes_csv(tmp_path, people))
    certifications = [
        certification(1, issued_on="2010-01-01", **_STATED),
        *(certification(number) for number in range(2, 602)),
        certification(1, issued_on="2012-01-01", **_STATED),
    ]
    memberships = [
        membership(1, category="fellow", **_STATED),
        *(membership(number) for number in range(2, 602)),
        membership(1, category="member", **_STATED),
    ]
    for source, rows in (
        (Source.CERTIFICATIONS, certifications),
        (Source.MEMBERSHIPS, memberships),
    ):
        roster(resources, tmp_path, source, *rows)
        again = roster(resources, tmp_path, source, *rows)
        assert (again.added, again.changed) == (0, 0)
    assert profile(resources)["membership"]["category"] == "member"


def test_a_membership_that_lapsed_is_told_as_lapsed(listed: Resources, tmp_path: Path) -> None:
    row = membership(1, valid_through="2026-09-30", checked_on="2026-01-05")
    roster(listed, tmp_path, Source.MEMBERSHIPS, row)
    assert profile(listed)["membership"]["state"] == "lapsed"


def test_an_unknown_npi_is_reviewed_once_and_the_others_are_loaded(
    listed: Resources, tmp_path: Path
) -> None:
    rows = [membership(1), membership(77)]
    report = roster(listed, tmp_path, Source.MEMBERSHIPS, *rows)
    assert report.added == 1
    assert [review.npi for review in report.reviews] == [npi_of(77)]
    again = roster(listed, tmp_path, Source.MEMBERSHIPS, *rows)
    assert counts(again) == (0, 0, 1)
    assert [review.npi for review in again.reviews] == [npi_of(77)]


def test_a_practice_confirms_the_location_written_another_way(
    listed: Resources, tmp_path: Path
) -> None:
    row = practice(1, line1="100 N. Example Ave", zip="60601-1234", languages="en;es")
    report = roster(listed, tmp_path, Source.PRACTICES, row)
    assert counts(report) == (0, 1, 0)
    (place,) = profile(listed)["locations"]
    assert place["confirmed_on"] == "2026-10-20"
    assert place["name"] == "Sample Spine Centre"
    assert place["languages"] == ["en", "es"]
    assert counts(roster(listed, tmp_path, Source.PRACTICES, row)) == (0, 0, 1)


@pytest.mark.parametrize(
    "elsewhere", [{"line1": "9 Other Street"}, {"line1": "100 N Example Ave", "zip": "60602"}]
)
def test_another_line_or_zip_adds_a_location(
    listed: Resources, tmp_path: Path, elsewhere: dict[str, str]
) -> None:
    report = roster(listed, tmp_path, Source.PRACTICES, practice(1, **elsewhere))
    assert counts(report) == (1, 0, 0)
    assert len(profile(listed)["locations"]) == 2


@pytest.mark.parametrize("missing", ["confirmed_on", "confirmed_by"])
def test_a_practice_confirms_only_with_day_and_person(
    listed: Resources, tmp_path: Path, missing: str
) -> None:
    row = practice(1, line1="100 N Example Ave", phone="3125550177", **{missing: ""})
    roster(listed, tmp_path, Source.PRACTICES, row)
    (place,) = profile(listed)["locations"]
    assert place["confirmed_on"] is None
    assert place["phone"] == "3125550177"


def test_an_older_confirmation_does_not_undo_a_newer_one(listed: Resources, tmp_path: Path) -> None:
    newer = practice(1, line1="100 N Example Ave", phone="3125550177")
    older = practice(1, line1="100 N Example Ave", phone="3125550188", confirmed_on="2025-01-05")
    roster(listed, tmp_path, Source.PRACTICES, newer)
    assert counts(roster(listed, tmp_path, Source.PRACTICES, older)) == (0, 0, 1)
    (place,) = profile(listed)["locations"]
    assert (place["phone"], place["confirmed_on"]) == ("3125550177", "2026-10-20")


@pytest.mark.parametrize("confirmed_on", ["2026-10-20", ""])
def test_two_rows_of_one_location_do_not_undo_each_other(
    listed: Resources, tmp_path: Path, confirmed_on: str
) -> None:
    rows = [
        practice(1, line1=line1, phone=phone, confirmed_on=confirmed_on)
        for line1, phone in (
            ("100 N Example Ave", "3125550177"),
            ("100 North Example Avenue", "3125550188"),
        )
    ]
    assert counts(roster(listed, tmp_path, Source.PRACTICES, *rows)) == (0, 1, 1)
    assert profile(listed)["locations"][0]["phone"] == "3125550188"
    assert counts(roster(listed, tmp_path, Source.PRACTICES, *rows)) == (0, 0, 2)


def test_the_newest_of_several_confirmations_in_one_file_wins(
    listed: Resources, tmp_path: Path
) -> None:
    newer = practice(1, line1="100 N Example Ave", phone="3125550177")
    older = practice(1, line1="100 N Example Ave", phone="3125550188", confirmed_on="2025-01-05")
    roster(listed, tmp_path, Source.PRACTICES, newer, {**older, "languages": "es"})
    (place,) = profile(listed)["locations"]
    assert (place["phone"], place["confirmed_on"]) == ("3125550177", "2026-10-20")
    assert place["languages"] == ["es"]


def test_a_confirmed_location_outlives_the_register_that_drops_it(
    listed: Resources, tmp_path: Path
) -> None:
    roster(listed, tmp_path, Source.PRACTICES, practice(1, line1="100 N Example Ave"))
    load(listed, Source.NPPES, nppes_csv(tmp_path, [person(1, line1="5 New Road")]))
    assert {place["lines"][0].upper() for place in profile(listed)["locations"]} == {
        "100 NORTH EXAMPLE AVENUE",
        "5 NEW ROAD",
    }
