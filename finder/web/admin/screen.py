"""The one screen of a practitioner, its forms filled with what the record says."""

from dataclasses import dataclass, field

from flask import render_template, request

from finder.domain.provenance import Source
from finder.domain.verification import STATE_NAMES, ChangedMeanwhile
from finder.services.show_record import Record, show_record
from finder.services.verify import Cells
from finder.services.verify.known import WAITING, certification_cells, key_of, practice_cells
from finder.store.queries.claims import StoredClaim
from finder.web.admin.check_forms import (
    CertificationCheckForm,
    CheckForm,
    ListingCheckForm,
    MembershipCheckForm,
)
from finder.web.admin.claim_words import claim_title, claim_words
from finder.web.admin.field_names import difference_lines
from finder.web.admin.forms import ReasonForm
from finder.web.forms import FieldProblem, PostedForm
from finder.web.signed_in import actor
from finder.web.transaction import reading, resources

# The official look-up of each board by its id.
_BOARDS = {"ABR": "abr", "AOBR": "aobr"}
_ANY_BOARD = "certification-matters"
_NEW_PLACE = "new"
_LONGEST_NUMBER = 12


@dataclass(slots=True)
class Refusal:
    """What could not be done, and what was typed: shown again, with nothing lost."""

    form: PostedForm | None = None
    problems: list[FieldProblem] = field(default_factory=list)
    changed: ChangedMeanwhile | None = None
    notes: dict[int, str] = field(default_factory=dict)


def screen(npi: str, refusal: Refusal | None = None) -> str:
    """The page; every form carries what the record said when it was opened."""
    done = request.args.get("done", "")[:_LONGEST_NUMBER]
    with reading() as session:
        record = show_record(
            session, resources(), npi, int(done) if done.isascii() and done.isdigit() else None
        )
    refusal = refusal or Refusal()
    forms: dict[str, PostedForm] = {
        "certification": _certification_form(record),
        "membership": _membership_form(record),
        "listing": _listing_form(record),
        "reason": ReasonForm({}),
    }
    refused = refusal.form
    if isinstance(refused, CheckForm):
        if refusal.changed is not None or refused.facts_seen is None:
            _see(refused, record)
        forms[_name_of(refused)] = refused
    elif refused is not None:
        forms["reason"] = refused
    return render_template(
        "pages/admin/provider.html",
        record=record,
        forms=forms,
        state_names=STATE_NAMES,
        problems=refusal.problems,
        changed=refusal.changed,
        differences=difference_lines(refusal.changed),
        words={each.claim.claim_id: claim_words(each) for each in record.previews},
        done_title=_title(record.done),
        notes=refusal.notes,
        form_ids=_form_ids(record),
    )


def _title(claim: StoredClaim | None) -> str:
    return claim_title(claim.kind, claim.said, claim.subject) if claim else ""


def _form_ids(record: Record) -> dict[int, str]:
    """One id for the form of each claim; the first that may be approved here is ``approve``."""
    here = actor().name
    ids: dict[int, str] = {}
    for claim in record.claims:
        is_own = claim.case.submitted_by == here
        is_first = not is_own and "approve" not in ids.values()
        way = "withdraw" if is_own else "approve"
        ids[claim.claim_id] = "approve" if is_first else f"{way}-{claim.claim_id}"
    return ids


def _name_of(form: CheckForm) -> str:
    if isinstance(form, CertificationCheckForm):
        return "certification"
    return "membership" if isinstance(form, MembershipCheckForm) else "listing"


def _certification_form(record: Record) -> CertificationCheckForm:
    """Begins with the certificate asked for, else with the one that is due first."""
    facts = record.facts[Source.CERTIFICATIONS]
    asked = f"{request.args.get('issuer', '')} {request.args.get('certificate', '')}"
    known = facts.get(asked) or _due_first(record)
    issuer = known.get("issuer", "ABR")
    form = CertificationCheckForm(
        {
            "issuer": issuer,
            "certificate": "IR_DR",
            "board_status": "certified",
            "duration_type": "continuous",
            "maintenance_status": "unknown",
            **_still_ahead(known, "expires_on", record),
            "kind": "certification",
            "checked_on": record.today.isoformat(),
            "source_url": known.get("source_url")
            or record.address_of(_BOARDS.get(issuer, _ANY_BOARD)),
        }
    )
    _see(form, record)
    return form


def _due_first(record: Record) -> Cells:
    known = sorted(
        record.practitioner.certifications,
        key=lambda each: (each.check is None, each.next_due_on or record.today),
    )
    return certification_cells(known[0]) if known else {}


def _membership_form(record: Record) -> MembershipCheckForm:
    known = record.facts[Source.MEMBERSHIPS].get("SIR", {})
    form = MembershipCheckForm(
        {
            "society": "SIR",
            "category": "member",
            **_still_ahead(known, "valid_through", record),
            "kind": "membership",
            "checked_on": record.today.isoformat(),
            "source_url": known.get("source_url") or record.address_of("sir"),
        }
    )
    _see(form, record)
    return form


def _listing_form(record: Record) -> ListingCheckForm:
    """Begins with the place asked for, else with the one that the public page shows first."""
    asked = request.args.get("place", "")
    places = {str(place.location_id): place for place in record.locations}
    place = places.get(asked)
    if place is None and asked != _NEW_PLACE and record.locations:
        place = record.locations[0]
    cells = practice_cells(place) if place else {}
    form = ListingCheckForm({**cells, "kind": "listing", "confirmed_on": record.today.isoformat()})
    _see(form, record)
    return form


def _see(form: CheckForm, record: Record) -> None:
    """Carries what the record says now: every certificate, but only the one place."""
    facts = record.facts[form.source]
    if form.source is Source.PRACTICES:
        key = key_of(form.source, form.values)
        facts = {key: facts[key]} if key in facts else {}
    form.see(facts)


def _still_ahead(known: Cells, column: str, record: Record) -> Cells:
    """What is known, without a last day that is past: whoever looks has to say the new one."""
    is_past = "" < known.get(column, "") < record.today.isoformat()
    left_out = (WAITING, "checked_by", *([column] if is_past else []))
    return {name: text for name, text in known.items() if name not in left_out}
