"""What an import changed, counted whole and kept in part."""

from collections import Counter
from dataclasses import dataclass, field

from finder.domain.provenance import Source
from finder.domain.releases import ChangeKind, ReleaseChange
from finder.services.load_records.loading import Loading
from finder.store.queries.differences import DirectoryBefore
from finder.store.queries.releases import add_changes, forget_old_changes, is_first_of

# Other sources neither add nor end anybody, nor say where somebody works.
_COMPARED = (
    Source.NPPES,
    Source.NPPES_LOCATIONS,
    Source.NPPES_DEACTIVATED,
    Source.MEDICARE_CLINICIANS,
    Source.EXCLUSIONS,
    Source.PRACTICES,
)
# The first file of a source changes nearly everybody in these ways; a count says enough.
_COUNTED_AT_FIRST = (ChangeKind.ADDED, ChangeKind.MOVED, ChangeKind.RENAMED)
MOST_OF_A_KIND = 5000
KEPT_RUNS = 12


@dataclass(slots=True)
class Difference:
    """``kept`` are at most some thousands of each kind; ``counts`` are exact."""

    counts: Counter[ChangeKind] = field(default_factory=Counter)
    kept: list[ReleaseChange] = field(default_factory=list)

    def as_counts(self) -> dict[str, int]:
        return {kind.value: self.counts[kind] for kind in ChangeKind if self.counts[kind]}

    def store(self, loading: Loading, number: int) -> None:
        """Keeps the changes beside the record of the import."""
        add_changes(loading.session, number, self.kept)
        forget_old_changes(loading.session, loading.report.source.value, KEPT_RUNS)


def keep_before(loading: Loading) -> DirectoryBefore | None:
    """The directory as it is, to be compared when the import is done; where that is worth it."""
    return DirectoryBefore(loading.session) if loading.report.source in _COMPARED else None


def difference_since(loading: Loading, before: DirectoryBefore | None) -> Difference:
    """Everything that the import has changed so far."""
    found = Difference()
    if before is None:
        return found
    loading.session.flush()
    counted = _COUNTED_AT_FIRST if is_first_of(loading.session, loading.report.source.value) else ()
    are_told = ChangeKind.ADDED not in counted
    for change in before.changes(are_told):
        found.counts[change.kind] += 1
        if change.kind not in counted and found.counts[change.kind] <= MOST_OF_A_KIND:
            found.kept.append(change)
    if not are_told:
        found.counts[ChangeKind.ADDED] = before.count_newcomers()
    before.close()
    return found
