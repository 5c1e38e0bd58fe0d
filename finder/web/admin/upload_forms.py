"""The forms with which staff send files: evidence of a claim, and rosters."""

from finder.domain.evidence_files import LARGEST_BYTES, MOST_OF_A_CLAIM
from finder.domain.provenance import Source
from finder.web.fields import ChoiceField, FileField, TextField
from finder.web.forms import PostedForm

_ENDINGS = ".pdf,.png,.jpg,.jpeg,.txt"
ROSTERS = {
    Source.CERTIFICATIONS: "Certifications",
    Source.MEMBERSHIPS: "Memberships",
    Source.PRACTICES: "Practices",
}


class EvidenceForm(PostedForm):
    """A file that shows what was seen at a source."""

    file = FileField(
        "File",
        description=(
            f"PDF, PNG, JPEG or plain text, at most {LARGEST_BYTES // 1024**2} MB; at most "
            f"{MOST_OF_A_CLAIM} for a claim. Nothing about a patient. Its name is not kept."
        ),
        render_kw={"accept": _ENDINGS},
    )
    note = TextField("What it shows (optional)", render_kw={"maxlength": 500})


class RosterForm(PostedForm):
    """A roster to be tried."""

    roster = ChoiceField(
        "Which roster", choices={source.value: words for source, words in ROSTERS.items()}
    )
    file = FileField(
        "CSV file",
        description="UTF-8 with a header row, at most 5 MB. Larger ones: finder import.",
        render_kw={"accept": ".csv,text/csv"},
    )
