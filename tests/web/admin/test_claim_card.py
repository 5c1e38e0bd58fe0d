"""What the second person reads of a proposal: words, days and sources, and never a column."""

import re
from pathlib import Path

import pytest
from flask import Flask

from finder.domain.provenance import Source
from finder.services.resources import Resources
from tests.factories import certification, load, npi_of, write_csv
from tests.services.test_imports_of_exclusions import entry, exclude
from tests.web.admin.keepers import NPI, SCREEN, opened, sent, verifier
from tests.web.admin.test_decisions import first_review, settle
from tests.web.conftest import CHECKED, STATED
from tests.web.sending_files import send_file
from tests.web.signing_in import Person

COLUMNS = ("board_status", "duration_type", "checked_on", "source_url", "board-certification")


@pytest.fixture
def site(app: Flask) -> Resources:
    found: Resources = app.extensions["finder"]
    return found


@pytest.fixture
def vera(app: Flask) -> Person:
    return verifier(app, "vera")


@pytest.fixture
def otto(app: Flask) -> Person:
    return verifier(app, "otto")


def card(person: Person, screen: str = SCREEN) -> str:
    """The first card as a reader sees it, without marks."""
    page = person.client.get(screen).text
    (found,) = re.findall(r'<article class="claim".*?</article>', page, re.S)
    told = re.sub(r"<input[^>]*>", "", found)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", told))


def test_a_badge_that_disappears_is_told_from_now_to_then(vera: Person, otto: Person) -> None:
    look = "https://board.example/look-up?a=1"
    sent(vera, opened(vera), board_status="not_certified", source_url=look, reason="Seen by phone.")
    told = card(otto)
    assert "Certification: ABR, interventional radiology (IR_DR)" in told
    assert "Now: certified, continuous, as seen on 3 Oct 2026" in told
    assert "Then: not certified, as seen on 22 Nov 2026" in told
    assert "What the board says Now: certified → Then: not certified" in told
    badge = "Board certification: Checked with ABR on 3 Oct 2026"
    assert f"The badge “{badge}” disappears" in told
    assert "“Board certification: Not certified, checked with ABR on 22 Nov 2026”" in told
    assert "by vera@example.org on 22 Nov 2026 at 12:00 UTC" in told
    assert "on 22 Nov 2026 by vera@example.org: https://board.example/look-up?a=1" in told
    assert "Seen by phone." in told
    assert "none yet: add one" in told
    for column in COLUMNS:
        assert column not in told


def test_a_badge_that_appears_again_and_a_file_that_shows_it(
    site: Resources, tmp_path: Path, vera: Person, otto: Person
) -> None:
    ended = certification(CHECKED, board_status="not_certified", checked_on="2026-11-03")
    load(site, Source.CERTIFICATIONS, write_csv(tmp_path / "ended.csv", [ended]))
    sent(vera, opened(vera), board_status="certified")
    page = vera.client.get(SCREEN).text
    (evidence,) = set(re.findall(r'href="(/admin/claims/[0-9]+/evidence)"', page))
    assert send_file(vera, evidence, b"Certified.\n", "x.txt").status_code == 303
    told = card(otto)
    assert "Now: not certified, as seen on 3 Nov 2026" in told
    assert "Then: certified, continuous, as seen on 22 Nov 2026" in told
    assert "A badge appears: “Board certification: Checked with ABR on 22 Nov 2026”" in told
    assert "1 file shows it" in told


def test_hiding_says_that_the_listing_disappears(vera: Person, otto: Person) -> None:
    vera.post(f"{SCREEN}/hide", SCREEN, reason="The practice says that she left.")
    told = card(otto)
    assert "Hide the whole listing" in told
    assert "Now: shown to the public" in told
    assert "Then: hidden (closed by two people)" in told
    assert "The listing disappears from the search" in told
    decide = re.findall(r'action="(/admin/claims/[0-9]+)"', otto.client.get(SCREEN).text)[0]
    otto.post(decide, SCREEN, decision="approve")
    vera.post(f"{SCREEN}/unhide", SCREEN, reason="It was another doctor of that name.")
    assert "The listing appears in the search again." in card(otto)


def test_a_retired_member_is_hidden(vera: Person, otto: Person) -> None:
    sent(vera, opened(vera, "record-membership"), category="emeritus")
    told = card(otto)
    assert "Membership: SIR" in told
    assert "Now: Member, as seen on 3 Oct 2026 → Then: Emeritus member" in told
    assert "its page is closed (retired)" in told


def test_a_likeness_and_a_merge_say_what_they_do(
    site: Resources, tmp_path: Path, vera: Person, otto: Person
) -> None:
    exclude(site, tmp_path, entry(None, LASTNAME="OAKLEY", FIRSTNAME="ADA"))
    settle(vera, first_review(vera), "same-person")
    told = card(otto)
    assert "Exclusion list: is it the same person?" in told
    assert "its page is closed (on the exclusion list)" in told
    merge = {"keep": NPI, "merge": npi_of(STATED), "reason": "One doctor, two numbers."}
    vera.post("/admin/merge", **merge)
    told = card(otto, f"/admin/providers/{npi_of(STATED)}")
    assert f"merged into NPI {NPI}" in told
    assert "its address leads to the record that is kept" in told


def test_what_came_of_it_is_told_in_words(vera: Person) -> None:
    answer = sent(vera, opened(vera), board_status="not_found")
    page = vera.client.get(answer.headers["Location"].partition("#")[0]).text
    assert "<strong>Certification: ABR, interventional radiology (IR_DR).</strong>" in page


def test_options_are_words_and_their_values_stay_those_of_the_roster(vera: Person) -> None:
    page = vera.client.get(SCREEN).text
    assert '<option value="not_certified">not certified</option>' in page
    assert '<option value="converted">turned into another certificate (converted)</option>' in page


def test_a_merge_tells_what_the_record_that_is_kept_gains_and_loses(
    vera: Person, otto: Person
) -> None:
    other = npi_of(STATED)
    merge = {"keep": other, "merge": NPI, "reason": "One doctor, two numbers."}
    vera.post("/admin/merge", **merge)
    badge = "Board certification: Checked with ABR on 3 Oct 2026"
    kept = f"NPI {other}, the record that is kept:"
    assert f"{kept} a badge appears: “{badge}”" in card(otto)
    decide = re.findall(r'action="(/admin/claims/[0-9]+)"', otto.client.get(SCREEN).text)[0]
    assert otto.post(decide, SCREEN, decision="approve").status_code == 303
    assert badge in otto.client.get(f"/providers/{other}").text

    vera.post(f"/admin/merge/{NPI}/part", SCREEN, reason="They are two people after all.")
    assert f"{kept} the badge “{badge}” disappears" in card(otto)
    page = otto.client.get(SCREEN).text
    assert f'href="/admin/merge?keep={other}&amp;merge={NPI}"' in page


def test_an_exclusion_that_comes_with_a_merge_is_told(
    site: Resources, tmp_path: Path, vera: Person, otto: Person
) -> None:
    other = npi_of(STATED)
    exclude(site, tmp_path, entry(None, NPI=other))
    merge = {"keep": NPI, "merge": other, "reason": "One doctor, two numbers."}
    vera.post("/admin/merge", **merge)
    told = card(otto, f"/admin/providers/{other}")
    assert "the record that is kept: the listing disappears from the search" in told


def test_what_falls_away_because_a_check_lacks_it_is_told(vera: Person, otto: Person) -> None:
    looked = {"source_url": "https://board.example/", "checked_on": "2026-11-22"}
    values = {"issuer": "ABR", "certificate": "IR_DR", "board_status": "expired", **looked}
    vera.post(f"{SCREEN}/checks", SCREEN, **values)
    told = card(otto)
    assert "How long it lasts Now: continuous → Then: nothing" in told


@pytest.mark.parametrize("note", ["A" * 501, "Seen\x00there."])
def test_a_note_that_no_record_can_keep_is_refused(vera: Person, note: str) -> None:
    answer = sent(vera, opened(vera), board_status="not_found", reason=note)
    assert answer.status_code == 400
    answer = vera.post(f"{SCREEN}/hide", SCREEN, reason=f"{note} The doctor has left.")
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ((), "The listing appears in the search again."),
        ((("EXCLDATE", "20210305"),), "the listing stays hidden (on the exclusion list)"),
    ],
)
def test_only_the_entry_that_is_asked_about_hides_no_more(
    site: Resources,
    tmp_path: Path,
    vera: Person,
    otto: Person,
    more: tuple[tuple[str, str], ...],
    told: str,
) -> None:
    entries = [entry(None, NPI=NPI)] + ([entry(None, NPI=NPI, **dict(more))] if more else [])
    exclude(site, tmp_path, *entries)
    settle(vera, first_review(vera), "somebody-else")
    assert told in card(otto)
