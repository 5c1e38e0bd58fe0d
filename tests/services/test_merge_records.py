"""Two records of one person: one is shown, nothing is moved, and the way back restores both."""

from pathlib import Path

import pytest

from finder.domain.errors import InvalidValue, MergedInto
from finder.domain.ledger import Actor
from finder.domain.provenance import Source
from finder.domain.search import parse_search
from finder.domain.verification import StepRefused
from finder.services import verify
from finder.services.answer_json import profile_document
from finder.services.check_directory import check_directory
from finder.services.merge_records import propose_merging, propose_parting, show_merging
from finder.services.resources import Resources
from finder.services.search_providers import search_providers
from finder.services.show_profile import show_profile
from finder.store.queries import claims
from tests.contents import Contents, contents
from tests.factories import (
    certification,
    load,
    load_directory,
    medicare,
    membership,
    npi_of,
    nppes_csv,
    person,
    write_csv,
)
from tests.services.test_imports_of_exclusions import entry, exclude

VERA, OTTO = Actor("vera@example.org", "verifier"), Actor("otto@example.org", "verifier")
REASON = "One person: the same licence under two NPIs."
OLD, NEW, OTHER = npi_of(1), npi_of(2), npi_of(3)
PEOPLE = [
    person(1, last="Quincewood", line1="1 Old Street"),
    person(2, last="Quincewood"),
    person(3),
]


@pytest.fixture
def listed(any_resources: Resources, tmp_path: Path) -> Resources:
    load_directory(
        any_resources,
        tmp_path,
        PEOPLE,
        certifications=[certification(1)],
        memberships=[membership(1)],
        volumes=[medicare(1, "40"), medicare(2, "12")],
    )
    return any_resources


def propose(site: Resources, keep: str = NEW, merge: str = OLD) -> None:
    with site.database.writing() as session:
        propose_merging(session, site, VERA, keep, merge, REASON)


def approve(site: Resources, actor: Actor = OTTO) -> None:
    with site.database.writing() as session:
        (claim,) = claims.open_claims(session)
        verify.approve(session, site, actor, claim.claim_id, "Seen it too.", claim.version)


def merge(site: Resources) -> None:
    propose(site)
    approve(site)


def part(site: Resources) -> None:
    with site.database.writing() as session:
        propose_parting(session, site, OTTO, OLD, "They are cousins after all.")
    approve(site, VERA)


def shown(site: Resources, **wish: str) -> set[str]:
    with site.database.reading() as session:
        request = parse_search({"near": "60601", "radius": "50", **wish})
        matches = search_providers(session, site, request).matches
    assert check_directory(site).problems == ()
    return {match.practitioner.npi for match in matches}


def facts(site: Resources) -> Contents:
    """Everything but the claims themselves and what every approval counts up."""
    told = contents(site.database)
    return {name: rows for name, rows in told.items() if name not in ("claim", "evidence")}


def test_nothing_happens_before_a_second_person_has_looked(listed: Resources) -> None:
    propose(listed)
    assert shown(listed) == {OLD, NEW, OTHER}
    with pytest.raises(StepRefused, match="second person"):
        approve(listed, VERA)
    approve(listed)
    assert shown(listed) == {NEW, OTHER}
    assert shown(listed, q="Dr. Quincewood", near="") == {NEW}


def test_the_merged_one_leads_to_the_kept_one(listed: Resources) -> None:
    merge(listed)
    with pytest.raises(MergedInto) as led, listed.database.reading() as session:
        show_profile(session, listed, OLD)
    assert led.value.npi == NEW


def test_what_was_checked_of_the_person_counts_for_the_kept_record(listed: Resources) -> None:
    def told() -> tuple[str, str, float, int]:
        with listed.database.reading() as session:
            document = profile_document(show_profile(session, listed, NEW))
        places = len(document["locations"])
        states = document["certification"]["state"], document["membership"]["state"]
        return *states, document["volume"]["low"], places

    assert told() == ("unknown", "unknown", 12, 1)
    merge(listed)
    assert told() == ("verified", "verified", 52, 1)
    assert shown(listed, certified="1") == {NEW}


def test_taking_apart_restores_both_exactly(listed: Resources) -> None:
    before = facts(listed)
    merge(listed)
    assert facts(listed) != before
    part(listed)
    assert facts(listed) == before
    assert shown(listed) == {OLD, NEW, OTHER}


def test_no_import_brings_the_merged_one_back(listed: Resources, tmp_path: Path) -> None:
    merge(listed)
    moved = [person(1, last="Quincewood", line1="7 Newer Street"), *PEOPLE[1:]]
    load(listed, Source.NPPES, nppes_csv(tmp_path, moved))
    newer = [certification(1, checked_on="2026-11-20", board_status="not_certified")]
    load(listed, Source.CERTIFICATIONS, write_csv(tmp_path / "certifications.csv", newer))
    # The newer check of the merged NPI reached the record that is kept.
    assert shown(listed) == {NEW, OTHER}
    assert shown(listed, certified="1") == set()


def test_an_exclusion_of_either_npi_hides_the_person(listed: Resources, tmp_path: Path) -> None:
    merge(listed)
    exclude(listed, tmp_path, entry(1))
    assert shown(listed) == {OTHER}


@pytest.mark.parametrize(
    ("keep", "merged", "field"),
    [
        (NEW, NEW, "merge"),
        (NEW, npi_of(99), "merge"),
        ("", OLD, "keep"),
        (OLD, OTHER, "keep"),
        (OTHER, OLD, "merge"),
        (OTHER, NEW, "merge"),
    ],
)
def test_a_merge_that_makes_no_sense_is_refused(
    listed: Resources, keep: str, merged: str, field: str
) -> None:
    merge(listed)
    with pytest.raises(InvalidValue) as refused:
        propose(listed, keep, merged)
    assert refused.value.field == field


def test_of_two_crossed_proposals_only_one_can_be_approved(listed: Resources) -> None:
    propose(listed)
    propose(listed, OLD, NEW)
    with listed.database.writing() as session:
        first, second = claims.open_claims(session)
        verify.approve(session, listed, OTTO, first.claim_id, "", first.version)
    with pytest.raises(InvalidValue, match="already"), listed.database.writing() as session:
        verify.approve(session, listed, OTTO, second.claim_id, "", second.version)
    assert shown(listed) == {NEW, OTHER}


def test_what_was_never_merged_cannot_be_taken_apart(listed: Resources) -> None:
    with pytest.raises(InvalidValue, match="not merged"), listed.database.writing() as session:
        propose_parting(session, listed, VERA, OTHER, REASON)


def test_records_of_one_name_and_licence_are_suggested(
    any_resources: Resources, tmp_path: Path
) -> None:
    licence = {
        "Provider License Number_1": "036123456",
        "Provider License Number State Code_1": "IL",
    }
    twins = [person(number, last="Quincewood", **licence) for number in (1, 2)]
    load(any_resources, Source.NPPES, nppes_csv(tmp_path, [*twins, person(3, last="Quincewood")]))
    with any_resources.database.reading() as session:
        (pair,) = show_merging(session, "", "").pairs
    assert pair.npis == (OLD, NEW)
