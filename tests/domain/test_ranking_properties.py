"""What must hold of the ranking for any practitioners, numbered as on the methodology's list."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from finder.domain.codes import INTERVENTIONAL_RADIOLOGY
from finder.domain.credentials import (
    BoardStatus,
    Certificate,
    CertificationState,
    DurationType,
    certification_standing,
)
from finder.domain.geography import Point
from finder.domain.names import PersonName
from finder.domain.place import Setting
from finder.domain.practitioner import Practitioner, StateLicense, Taxonomy
from finder.domain.procedures import Procedure, ProcedureVolume, VolumeKind
from finder.domain.provenance import Provenance, Source
from finder.domain.ranking import Candidate, Weighing, contributions, in_order, score
from finder.store.queries.location_index import Flag, index_rows
from tests.domain import strategies
from tests.domain.builders import (
    NEWEST_YEAR,
    RULES,
    TODAY,
    certification,
    days_ago,
    exact,
    exclusion,
    location,
    membership,
    practitioner,
    quality_on,
    weighing,
)

shares = st.floats(0, 1)
candidates = st.lists(
    st.builds(
        Candidate,
        npi=st.integers(2_000_000_000, 2_999_999_999).map(str),
        practitioner_id=st.integers(1, 1000),
        location_id=st.just(1),
        # Few values each, so that ties come up often.
        miles=st.sampled_from([0.0, 3.0, 3.04, 12.0, 60.0]) | strategies.miles,
        quality=st.sampled_from([0.3, 0.5, 0.71, 1.0]) | shares,
        verified_components=st.integers(0, 4),
        most_recent_check=st.integers(739_000, 739_003),
    ),
    max_size=8,
    unique_by=lambda candidate: candidate.npi,
)


def points(person: Practitioner, miles: float, how: Weighing, today: date = TODAY) -> float:
    return score(miles, quality_on(person, today=today).value, how, RULES)


def order(found: list[Candidate], how: Weighing) -> list[str]:
    return [candidate.npi for candidate, _ in in_order(found, how, RULES)]


@given(strategies.practitioners(), strategies.miles, strategies.weighings)
def test_p1_a_score_lies_between_0_and_100(person, miles, how):
    assert 0 <= points(person, miles, how) <= 100


@given(shares, strategies.miles, strategies.miles, strategies.weighings)
def test_p2_closer_never_scores_lower(quality, one, other, how):
    near, far = sorted((one, other))
    assert score(near, quality, how, RULES) >= score(far, quality, how, RULES)


@given(candidates, strategies.weighings, st.data())
def test_p2_moving_closer_never_lowers_the_place(found, how, data):
    assume(found)
    mover = data.draw(st.sampled_from(found))
    moved = replace(mover, miles=data.draw(st.floats(0, mover.miles)))
    after = order([moved if one is mover else one for one in found], how)
    assert after.index(mover.npi) <= order(found, how).index(mover.npi)


LADDER = [
    (),
    (certification(Certificate.DR),),
    (certification(Certificate.DR), certification(Certificate.VIR_LEGACY, BoardStatus.CONVERTED)),
    (certification(),),
]


@given(strategies.practitioners(), strategies.weighings, st.sampled_from(range(3)))
def test_p3_a_higher_certificate_never_lowers_the_score(person, how, rung):
    lower, higher = (replace(person, certifications=LADDER[step]) for step in (rung, rung + 1))
    assert points(higher, 5, how) >= points(lower, 5, how)


@given(strategies.practitioners(), strategies.weighings, st.integers(0, 500), st.integers(0, 500))
def test_p3_more_procedures_never_lower_the_score(person, how, one, other):
    fewer, more = sorted((one, other))
    assert points(replace(person, volumes=(exact(more),)), 5, how) >= points(
        replace(person, volumes=(exact(fewer),)), 5, how
    )


@given(strategies.practitioners(), strategies.weighings, strategies.past_days, st.data())
def test_p3_a_newer_confirmation_never_lowers_the_score(person, how, day, data):
    newer = data.draw(st.dates(day, TODAY))
    assert points(replace(person, locations=(location(confirmed_on=newer),)), 5, how) >= points(
        replace(person, locations=(location(confirmed_on=day),)), 5, how
    )


@given(strategies.practitioners(), strategies.weighings, strategies.memberships)
def test_p3_a_membership_never_lowers_the_score(person, how, member):
    without = replace(person, memberships=())
    assert points(replace(person, memberships=(member,)), 5, how) >= points(without, 5, how)


@given(
    strategies.practitioners(strategies.certification_tuples()),
    strategies.certification_tuples(strategies.certifications(checked_days=st.none())),
    strategies.weighings,
)
def test_p4_a_claim_scores_exactly_as_unknown(person, claims, how):
    checked = tuple(record for record in person.certifications if record.check)
    claimed = replace(person, certifications=claims + checked)
    assert points(claimed, 5, how) == points(replace(person, certifications=checked), 5, how)


@given(strategies.practitioners(), strategies.weighings)
def test_p4_a_claimed_membership_scores_exactly_as_none(person, how):
    claimed = replace(person, memberships=(membership(checked_on=None),))
    assert points(claimed, 5, how) == points(replace(person, memberships=()), 5, how)


@given(
    strategies.practitioners(),
    strategies.weighings,
    strategies.certifications(st.just(days_ago(20)), st.just(BoardStatus.CERTIFIED)),
    strategies.certifications(st.none())
    | strategies.certifications(st.just(days_ago(20)), strategies.unverified_statuses),
)
def test_p5_a_verified_certificate_is_never_below_an_unverified_one(person, how, held, other):
    assume(held.state_on(TODAY) is CertificationState.VERIFIED)
    verified, unverified = (replace(person, certifications=(one,)) for one in (held, other))
    assert points(verified, 5, how) >= points(unverified, 5, how)


@pytest.mark.parametrize("newest_year", [NEWEST_YEAR, None])
def test_p6_a_missing_volume_is_better_than_none_and_not_above_eleven(newest_year):
    missing = ProcedureVolume(
        Procedure.KYPHOPLASTY,
        VolumeKind.NOT_PUBLISHED if newest_year else VolumeKind.UNKNOWN,
        year=newest_year,
    )
    value = RULES.volume_value(missing.count)
    assert RULES.volume_value(0) < value <= RULES.volume_value(11)


@given(strategies.practitioners(), strategies.weighings)
def test_p7_expired_is_below_unknown_and_unknown_below_verified(person, how):
    expired, unknown, verified = (
        points(replace(person, certifications=held), 5, how)
        for held in ((certification(expires_on=days_ago(1)),), (), (certification(),))
    )
    assert expired < unknown < verified


# Left out: a revocation that stands beside an older certificate of the same board.
without_revocation = strategies.certifications(
    statuses=st.sampled_from(
        [status for status in BoardStatus if status is not BoardStatus.REVOKED_OR_SURRENDERED]
    )
)


@given(
    strategies.practitioners(strategies.certification_tuples(without_revocation)),
    st.integers(0, 2000),
    st.integers(0, 2000),
)
def test_p7_no_quality_rises_only_because_days_go_by(person, sooner, longer):
    early = TODAY + timedelta(days=min(sooner, longer))
    late = TODAY + timedelta(days=max(sooner, longer))
    assert quality_on(person, today=late).value <= quality_on(person, today=early).value


@given(
    st.sampled_from([DurationType.LIFETIME, DurationType.CONTINUOUS, DurationType.UNKNOWN]),
    strategies.past_days,
    st.dates(TODAY, date(2120, 1, 1)),
)
def test_p8_a_certificate_without_a_last_day_never_expires_by_the_clock(kind, checked_on, day):
    record = certification(duration_type=kind, checked_on=checked_on)
    assert certification_standing([record], day).state is not CertificationState.EXPIRED


HIDING = {
    "excluded": {"exclusions": (exclusion(),)},
    "deactivated": {"deactivated_on": days_ago(3)},
    "vanished": {"vanished_on": days_ago(3)},
}


@given(strategies.practitioners(), st.sampled_from(sorted(HIDING)))
def test_p9_a_hidden_practitioner_is_in_no_row_of_the_index(person, reason):
    hidden = replace(person, **HIDING[reason])
    assert list(index_rows(person, RULES, NEWEST_YEAR, TODAY))
    assert not list(index_rows(hidden, RULES, NEWEST_YEAR, TODAY))


@given(candidates, strategies.weighings, st.data())
def test_p10_taking_one_away_never_changes_the_order_of_the_others(found, how, data):
    assume(found)
    gone = data.draw(st.sampled_from(found))
    rest = [candidate for candidate in found if candidate is not gone]
    assert order(rest, how) == [npi for npi in order(found, how) if npi != gone.npi]


@given(strategies.practitioners(), strategies.miles, strategies.weighings)
def test_p11_the_contributions_add_up_to_the_score(person, miles, how):
    parts = contributions(miles, quality_on(person), how, RULES)
    assert parts.total == pytest.approx(points(person, miles, how), abs=1e-9)
    assert parts.cap <= 0
    assert min(parts.distance, parts.certification, parts.volume, parts.listing) >= 0


@given(candidates, strategies.weighings, st.randoms(use_true_random=False))
def test_p12_the_order_of_the_rows_read_does_not_matter(found, how, chance: random.Random):
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert in_order(shuffled, how, RULES) == in_order(found, how, RULES)


@given(strategies.practitioners(), strategies.weighings, st.randoms(use_true_random=False))
def test_p12_the_order_of_the_facts_does_not_matter(person, how, chance: random.Random):
    def shuffled(facts: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(chance.sample(facts, len(facts)))

    other = replace(
        person,
        certifications=shuffled(person.certifications),
        memberships=shuffled(person.memberships),
        volumes=shuffled(person.volumes),
    )
    assert points(other, 5, how) == points(person, 5, how)


@given(strategies.practitioners(), strategies.weighings)
def test_p13_the_osteopathic_route_scores_as_the_allopathic_one(person, how):
    osteopathic = replace(
        person,
        credentials_text="DO",
        certifications=(
            certification(Certificate.AOBR_DR, expires_on=date(2031, 12, 31)),
            certification(Certificate.AOBR_VIR, expires_on=date(2031, 12, 31)),
        ),
    )
    allopathic = replace(person, credentials_text="MD", certifications=(certification(),))
    assert points(osteopathic, 5, how) == points(allopathic, 5, how)


words = st.text("abcdefghijklmnopqrstuvwxyz &'", max_size=20)
IRRELEVANT = {
    "name": st.builds(PersonName, words, words, words, words),
    "credentials_text": st.sampled_from(["MD", "DO", "MD, FSIR, top doctor", ""]),
    "enumerated_on": st.none() | strategies.past_days,
    "updated_on": st.none() | strategies.past_days,
    "licenses": st.lists(
        st.builds(
            StateLicense,
            st.sampled_from(["IL", "TX"]),
            words,
            st.just(Provenance(Source.NPPES, TODAY)),
        )
    ).map(tuple),
    "taxonomies": st.just(
        (Taxonomy(1, INTERVENTIONAL_RADIOLOGY, True), Taxonomy(2, "2085R0202X", False))
    ),
}
IRRELEVANT_PLACE = {
    "name": words,
    "lines": st.tuples(words),
    "phone": words,
    "website": words,
    "confirmed_by": words,
    "languages": st.sampled_from([(), ("en",), ("en", "es")]),
    "accepts_new_patients": st.none() | st.booleans(),
    "telehealth": st.none() | st.booleans(),
    "medicare": st.none() | st.booleans(),
    "wheelchair_access": st.none() | st.booleans(),
}


def scored_rows(person: Practitioner) -> list[dict[str, object]]:
    """What the index keeps for the order; the flags only serve filters and ties."""
    return [
        {name: value for name, value in row.items() if name != "flags"}
        for row in index_rows(person, RULES, NEWEST_YEAR, TODAY)
    ]


@given(
    strategies.practitioners(),
    st.fixed_dictionaries({}, optional=IRRELEVANT),
    st.fixed_dictionaries({}, optional=IRRELEVANT_PLACE),
    strategies.weighings,
)
def test_p14_name_employer_age_and_advertising_change_nothing(person, about, about_place, how):
    place = replace(person.locations[0], **about_place)
    other = replace(person, **about, locations=(place,))
    assert points(other, 5, how) == points(person, 5, how)
    assert scored_rows(other) == scored_rows(person)


@given(candidates, strategies.weighings)
def test_p15_nearness_depends_on_the_origin_and_not_on_who_else_is_found(found, how):
    for candidate, alone in in_order(found, how, RULES):
        assert in_order([candidate], how, RULES) == [(candidate, alone)]
        assert alone == score(candidate.miles, candidate.quality, how, RULES)


def test_p15_every_setting_has_one_half_distance_and_settled_places_a_shorter_one():
    halves = [RULES.half_distance_miles[setting] for setting in Setting]
    assert halves == sorted(halves)


def test_p16_every_listed_place_is_found_and_known_to_have_others():
    places = (
        location(location_id=1),
        location(location_id=2, point=Point(41.5, -87.3)),
        location(location_id=3, point=None),
    )
    rows = list(index_rows(practitioner(locations=places), RULES, NEWEST_YEAR, TODAY))
    assert {row["location_id"] for row in rows} == {1, 2}
    assert {row["practitioner_id"] for row in rows} == {1}
    assert all(Flag(row["flags"]) & Flag.HAS_OTHER_LOCATIONS for row in rows)


def test_p16_a_single_place_is_not_said_to_have_others():
    (row,) = index_rows(practitioner(), RULES, NEWEST_YEAR, TODAY)
    assert not Flag(row["flags"]) & Flag.HAS_OTHER_LOCATIONS


@given(strategies.practitioners(), st.integers(50, 5000), strategies.settings_of_origin)
def test_p17_volume_above_fifty_changes_nothing(person, count, setting):
    how = weighing(setting)
    fifty, more = (replace(person, volumes=(exact(number),)) for number in (50, count))
    assert points(more, 5, how) == points(fifty, 5, how)
