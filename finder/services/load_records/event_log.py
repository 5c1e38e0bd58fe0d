"""The checks that an import brings, appended to the record of all checks."""

from collections.abc import Iterable
from typing import Any

from finder.domain.credentials import PrimarySourceCheck
from finder.services.load_records.loading import Loading, digest_of
from finder.store.queries.credentials import append_events, known_events


class EventLog:
    """Collects the checks of a batch of practitioners and appends those not yet on record."""

    def __init__(self, loading: Loading, kind: str, practitioner_ids: Iterable[int]) -> None:
        self.loading = loading
        self.kind = kind
        self.on_record = known_events(loading.session, practitioner_ids, kind)
        self.rows: dict[str, dict[str, Any]] = {}

    def log(
        self,
        practitioner_id: int,
        subject: str,
        outcome: str,
        check: PrimarySourceCheck | None,
        *seen: object,
    ) -> bool:
        """Whether this very check was on record before; a statement is no check.

        ``seen`` is whatever else was noted, so that a corrected row is a check of its own.
        """
        if check is None:
            return False
        digest = digest_of(
            practitioner_id,
            self.kind,
            subject,
            outcome,
            check.source_url,
            check.checked_on,
            check.checked_by,
            *seen,
            *filter(None, [self.loading.claim]),
        )
        if digest in self.rows or digest in self.on_record:
            return True
        self.rows[digest] = {
            "practitioner_id": practitioner_id,
            "kind": self.kind,
            "subject": subject,
            "outcome": outcome,
            "source_url": check.source_url,
            "checked_on": check.checked_on,
            "checked_by": check.checked_by,
            "recorded_at": self.loading.now,
            "digest": digest,
        }
        return False

    def write(self) -> None:
        append_events(self.loading.session, list(self.rows.values()))
