"""Whatever people do in whatever order: no badge without evidence, a source, a day and two people
where it takes two; against a plain model of what the directory should tell."""

import shutil
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from finder.domain.credentials import CertificationState
from finder.domain.errors import InvalidValue
from finder.domain.ledger import Actor
from finder.domain.provenance import Source
from finder.domain.quality import standing_on
from finder.domain.second_person import HELD_BY_TWO
from finder.services import verify
from finder.services.audit_ledger import ledger_problems
from finder.services.resources import Resources
from finder.store.queries import claims
from finder.store.queries.profiles import load_practitioners, practitioner_id_of
from tests.factories import TODAY, load_directory, npi_of, person, sharing_tables

NPI = npi_of(1)
PEOPLE = [Actor(f"{name}@example.org", "verifier") for name in ("vera", "otto", "ines")]
STATUSES = ("certified", "not_certified", "revoked_or_surrendered", "not_found")
REASON = "Seen on the page of the board."


class Verifiers(RuleBasedStateMachine):
    """Verifiers at work on one practitioner; no check is older than the one before it."""

    template: ClassVar[Resources]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copy(self.template.settings.home / "finder.db", self.folder / "finder.db")
        self.site = Resources(replace(self.template.settings, home=self.folder))
        self.stack = sharing_tables(self.site, self.template)
        self.stack.__enter__()
        self.told = "unknown"
        self.once: set[str] = set()
        self.day = TODAY - timedelta(days=100)
        self.waiting: dict[int, tuple[str, str, str]] = {}
        self.hidden = False

    def teardown(self) -> None:
        self.stack.__exit__(None, None, None)
        shutil.rmtree(self.folder)

    @rule(
        who=st.sampled_from(PEOPLE),
        status=st.sampled_from(STATUSES),
        source=st.sampled_from(["", "https://board.example/look-up"]),
        age=st.sampled_from([0, 0, 0, 130, -3]),
    )
    def record(self, who: Actor, status: str, source: str, age: int) -> None:
        self.day = min(self.day + timedelta(days=1), TODAY)
        day = TODAY - timedelta(days=age) if age else self.day
        cells = {
            "issuer": "ABR",
            "certificate": "IR_DR",
            "duration_type": "continuous",
            "board_status": status,
            "source_url": source,
            "checked_on": day.isoformat(),
        }
        try:
            with self.site.database.writing() as session:
                done = verify.record_check(
                    session, self.site, who, NPI, Source.CERTIFICATIONS, cells
                )
        except InvalidValue:
            assert not source or age or self.check_waits()
            return
        assert source
        assert not age
        assert not self.check_waits()
        takes_away = status == "revoked_or_surrendered" or (
            self.told == "certified" and status != "certified"
        )
        was_ended = self.told != "certified" and bool(self.once & HELD_BY_TWO)
        if takes_away or (was_ended and status != self.told):
            self.waiting[done.claim_id] = (who.name, status, "check")
        else:
            self._tell(status)

    def _tell(self, status: str) -> None:
        self.told = status
        self.once.add(status)

    @rule(who=st.sampled_from(PEOPLE), hide=st.booleans())
    def propose(self, who: Actor, hide: bool) -> None:
        do = verify.propose_hiding if hide else verify.propose_showing
        try:
            with self.site.database.writing() as session:
                done = do(session, self.site, who, NPI, REASON)
        except InvalidValue:
            return
        self.waiting[done.claim_id] = (who.name, "hide" if hide else "unhide", "listing")

    @rule(who=st.sampled_from(PEOPLE), first=st.booleans(), approve=st.booleans())
    def decide(self, who: Actor, first: bool, approve: bool) -> None:
        if not self.waiting:
            return
        claim_id = (min if first else max)(self.waiting)
        by, what, kind = self.waiting[claim_id]
        step = verify.approve if approve else verify.reject
        try:
            with self.site.database.writing() as session:
                held = claims.claim(session, claim_id)
                assert held is not None
                step(session, self.site, who, claim_id, REASON, held.version)
        except InvalidValue:
            assert who.name == by
            return
        assert not approve or who.name != by
        del self.waiting[claim_id]
        if approve and kind == "listing":
            self.hidden = what == "hide"
        elif approve:
            # A newer check stands; an older one changes nothing any more.
            day = held.case.evidence.seen_on if held.case.evidence else None
            if day is not None and day >= self.newest_day():
                self._tell(what)

    def check_waits(self) -> bool:
        return any(kind == "check" for _, _, kind in self.waiting.values())

    def newest_day(self):  # type: ignore[no-untyped-def]
        days = [
            record.check.checked_on
            for record in self.stored().certifications
            if record.check is not None
        ]
        return max(days, default=TODAY - timedelta(days=1000))

    def stored(self):  # type: ignore[no-untyped-def]
        with self.site.database.reading() as session:
            number = practitioner_id_of(session, NPI)
            assert number is not None
            return load_practitioners(session, [number])[0]

    @invariant()
    def the_directory_tells_what_was_decided(self) -> None:
        found = self.stored()
        state = standing_on(found, None, self.site.rules, TODAY).certification.state
        is_verified = state is CertificationState.VERIFIED
        assert is_verified == (self.told == "certified")
        assert bool(found.closed_because) == self.hidden

    @invariant()
    def the_ledger_is_whole(self) -> None:
        with self.site.database.reading() as session:
            assert ledger_problems(session) == []


@pytest.fixture
def site(resources: Resources, tmp_path: Path, today: None) -> Resources:
    load_directory(resources, tmp_path, [person(1)])
    # The file alone is copied, so nothing may be left in its journal.
    resources.database.close()
    return resources


def test_no_path_leads_around_evidence_and_the_second_person(site: Resources) -> None:
    Verifiers.template = site
    run_state_machine_as_test(
        Verifiers,
        settings=settings(
            max_examples=12,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
