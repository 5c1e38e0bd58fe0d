"""A letter as an HL7 FHIR bundle, with the state that its answers have led to."""

from sqlalchemy.orm import Session

from finder.documents.referral_bundle import BundleParts, bundle_json, referral_bundle
from finder.domain.referral import Letter
from finder.services.make_letter import letter_as_text
from finder.services.resources import Resources
from finder.store.queries.referrals import referral_by_letter


def make_bundle(session: Session, resources: Resources, letter: Letter) -> bytes:
    """JSON; a letter that nobody has sent before stands as requested."""
    known = referral_by_letter(session, letter.letter_id)
    parts = BundleParts(
        diagnoses=resources.diagnoses,
        text=letter_as_text(resources, letter).decode(),
        step=known.current if known else None,
    )
    return bundle_json(referral_bundle(letter, parts))
