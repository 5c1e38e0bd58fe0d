"""The exclusion list: replaced as a whole; the very NPI hides at once, a name alone never."""

from collections.abc import Sequence, Set
from typing import Any

from finder.domain.names import comparison_key, fold
from finder.domain.provenance import Source
from finder.domain.reviews import ReviewKind
from finder.importers.reading import Reading
from finder.importers.record import ImportedExclusion, Record, RowProblem
from finder.services.load_records.loading import Loading, digest_of
from finder.store.queries.exclusions import (
    ExclusionMatch,
    delete_exclusions,
    insert_exclusions,
    judged_by_name,
    matches_by_name,
    matches_by_npi,
    stored_digests,
)
from finder.store.queries.reviews import withdraw_reviews


class ExclusionLoader:
    """Somebody reinstated disappears from the list, so entries no longer on it go."""

    def __init__(self, loading: Loading) -> None:
        self.loading = loading
        self.stored = stored_digests(loading.session)
        self.listed: set[str] = set()
        self.has_unreadable_rows = False
        self.matched_before = {match.practitioner_id for match in matches_by_npi(loading.session)}

    def saw_problem(self, problem: RowProblem) -> None:
        self.has_unreadable_rows = True

    def take(self, batch: Sequence[Record]) -> None:
        fresh: list[dict[str, Any]] = []
        for record in batch:
            if not isinstance(record, ImportedExclusion):
                continue
            digest = digest_of(record)
            if digest not in self.stored and digest not in self.listed:
                fresh.append(self._row(record, digest))
            else:
                self.loading.report.unchanged += 1
            self.listed.add(digest)
        insert_exclusions(self.loading.session, fresh)
        self.loading.report.added += len(fresh)

    def finish(self, readings: Sequence[Reading]) -> None:
        session, report = self.loading.session, self.loading.report
        gone = self.stored - self.listed
        self.loading.refuse_shrunken(len(self.stored), len(self.listed), "exclusions")
        # An entry whose row could not be read looks like one that was lifted; keep hiding. What
        # a list cut short lacks is counted all the same, so that the list is refused.
        if not self.has_unreadable_rows or any(reading.is_cut_off for reading in readings):
            delete_exclusions(session, gone)
            report.removed += len(gone)
        elif gone:
            self.loading.ask(
                "",
                f"{len(gone)} exclusions are no longer on the list, but {report.quarantined} of "
                "its rows could not be read, so nothing was lifted. Load a clean list.",
            )
        matched = {match.practitioner_id for match in matches_by_npi(session)}
        self.loading.touched |= self.matched_before | matched | judged_by_name(session)
        ask_about_exclusions(self.loading)
        withdraw_reviews(
            session,
            (ReviewKind.EXCLUDED_NPI, ReviewKind.EXCLUDED_NAME),
            {review.digest for review in report.reviews},
        )

    def _row(self, record: ImportedExclusion, digest: str) -> dict[str, Any]:
        return {
            "npi": record.npi,
            "name_key": comparison_key(record.last_name, record.first_name),
            "last_name": record.last_name,
            "first_name": record.first_name,
            "middle_name": record.middle_name,
            "specialty": record.specialty,
            "identity": identity_of(record),
            "state": record.state,
            "exclusion_type": record.exclusion_type,
            "excluded_on": record.excluded_on,
            "reinstated_on": record.reinstated_on,
            "waived_on": record.waived_on,
            "waiver_state": record.waiver_state,
            "digest": digest,
            "source": Source.EXCLUSIONS.value,
            "observed_on": self.loading.observed_on,
        }


def identity_of(record: ImportedExclusion) -> str:
    """The same while the entry means the same person, whatever else the list changes of it.

    The list has one day for hundreds of entries, so the state is a part of it.
    """
    return digest_of(
        record.npi,
        comparison_key(record.last_name, record.first_name),
        fold(record.middle_name),
        record.state,
        record.exclusion_type,
        record.excluded_on,
    )


def ask_about_exclusions(loading: Loading, practitioner_ids: Set[int] | None = None) -> None:
    """Leaves the questions that the list raises about everybody, or about these people."""
    for match in matches_by_npi(loading.session):
        if practitioner_ids is None or match.practitioner_id in practitioner_ids:
            _ask_about_npi(loading, match)
    for match in matches_by_name(loading.session):
        if practitioner_ids is None or match.practitioner_id in practitioner_ids:
            _ask_about_name(loading, match)


def _ask_about_npi(loading: Loading, match: ExclusionMatch) -> None:
    entry = match.entry
    if entry.reinstated_on is not None:
        return
    waiver = entry.waiver_state
    done = f"Shown only in {waiver}, which waives it" if waiver else "Hidden at once"
    loading.ask(
        match.npi,
        f"On the exclusion list by NPI since {entry.excluded_on}. {done}; confirm it with the OIG.",
        "high",
        ReviewKind.EXCLUDED_NPI,
        entry.identity,
    )


def _ask_about_name(loading: Loading, match: ExclusionMatch) -> None:
    where = "the same state" if match.same_state else "another state"
    loading.ask(
        match.npi,
        f"The exclusion list names somebody of this name in {where} "
        f"({match.entry.state or 'none'}), without an NPI. Still listed; compare the two.",
        "normal" if match.same_state else "low",
        ReviewKind.EXCLUDED_NAME,
        match.entry.identity,
    )
