"""A referral letter as an HL7 FHIR R4 transaction bundle, for record systems that read one."""

from finder.documents.referral_bundle.json_text import bundle_json
from finder.documents.referral_bundle.putting_together import BundleParts, referral_bundle

__all__ = ["BundleParts", "bundle_json", "referral_bundle"]
