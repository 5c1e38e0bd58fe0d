"""What two people decide besides facts: whom an exclusion means, and who is one person."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from finder.domain.merging import refuse_merging
from finder.domain.reviews import Verdict
from finder.domain.verification import StepRefused
from finder.services.index_directory import index_practitioners
from finder.services.resources import Resources
from finder.store.queries import reviews
from finder.store.queries.claims import StoredClaim
from finder.store.queries.directory import directory_row
from finder.store.queries.merging import merged_into, merged_npis, set_merged_into
from finder.store.queries.profiles import load_practitioners, practitioner_id_of

JUDGE, MERGE, PART = "exclusion", "merge", "part"

Change = tuple[str, object, object]


@dataclass(frozen=True, slots=True)
class Effect:
    """What an approved claim of one kind does, and what of it the record keeps."""

    apply: Callable[[Session, Resources, StoredClaim], None]
    changes: Callable[[Session, StoredClaim], Iterator[Change]]


def _judge(session: Session, resources: Resources, claim: StoredClaim) -> None:
    """Keeps the verdict with the pair, so that no later import asks again."""
    held = reviews.question(session, int(claim.said["review"]))
    # A number may have been given anew since.
    if held is None or (held.npi, held.entry) != (claim.npi, claim.said["entry"]):
        raise StepRefused("The list has dropped this entry since, so reject this instead.")
    verdict, who = Verdict(claim.said["verdict"]), claim.case.submitted_by
    reviews.save_verdict(session, held, verdict, who, resources.now(), claim.reason)
    _derive(session, resources, claim.practitioner_id)


def _judged(session: Session, claim: StoredClaim) -> Iterator[Change]:
    held = reviews.question(session, int(claim.said["review"]))
    yield "verdict", held.verdict if held else "", claim.said["verdict"]


def _merge(session: Session, resources: Resources, claim: StoredClaim) -> None:
    """Nothing of either record is moved, so that taking them apart restores both exactly."""
    kept = practitioner_id_of(session, claim.said["into"])
    if kept is None:
        raise StepRefused("The record to keep is no longer there, so reject this instead.")
    pair = {
        person.practitioner_id: person
        for person in load_practitioners(session, [kept, claim.practitioner_id])
    }
    # Either may have been merged elsewhere since this was proposed.
    refuse_merging(
        pair.get(kept), pair[claim.practitioner_id], bool(merged_npis(session, claim.npi))
    )
    set_merged_into(session, claim.practitioner_id, claim.said["into"])
    _derive(session, resources, claim.practitioner_id, kept)


def _part(session: Session, resources: Resources, claim: StoredClaim) -> None:
    if merged_into(session, claim.npi) != claim.said["from"]:
        raise StepRefused("The two are apart by now, so reject this instead.")
    kept = practitioner_id_of(session, claim.said["from"])
    set_merged_into(session, claim.practitioner_id, "")
    _derive(session, resources, claim.practitioner_id, *([kept] if kept else []))


def _merged(session: Session, claim: StoredClaim) -> Iterator[Change]:
    yield "merged into", merged_into(session, claim.npi), claim.said.get("into", "")


def _derive(session: Session, resources: Resources, *practitioner_ids: int) -> None:
    directory_row(session).generation += 1
    index_practitioners(session, practitioner_ids, resources.rules, resources.today())


EFFECTS = {
    JUDGE: Effect(_judge, _judged),
    MERGE: Effect(_merge, _merged),
    PART: Effect(_part, _merged),
}
