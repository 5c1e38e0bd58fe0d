"""Files that show what was seen for a claim: adding one, and handing it out."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.domain.errors import InvalidValue
from finder.domain.verification import STATE_NAMES
from finder.services import keep_evidence as kept
from finder.web import signed_in as who
from finder.web.admin.denials import keep_denial
from finder.web.admin.upload_forms import EvidenceForm
from finder.web.forms import FieldProblem
from finder.web.headers import keep_no_copy
from finder.web.transaction import reading, resources, writing

Answer = Response | str | tuple[str, int]


def add_to(blueprint: Blueprint) -> None:
    page = "/claims/<int:claim_id>/evidence"
    blueprint.get(page, endpoint="evidence")(evidence)
    blueprint.post(page, endpoint="add_evidence")(add_evidence)
    blueprint.get("/evidence/<int:evidence_id>", endpoint="evidence_file")(evidence_file)


def evidence(claim_id: int) -> Answer:
    return _page(claim_id, EvidenceForm({}))


def add_evidence(claim_id: int) -> Answer:
    form = EvidenceForm(request.form.to_dict())
    sent = request.files.get("file")
    content = sent.stream.read() if sent is not None else b""
    try:
        with writing() as session:
            kept.keep_evidence(
                session, resources(), who.actor(), claim_id, content, form.values["note"]
            )
    except InvalidValue as problem:
        keep_denial(problem)
        form.tell_field(problem.field, str(problem))
        return _page(claim_id, form), 400
    return redirect(url_for("admin.evidence", claim_id=claim_id), 303)


def evidence_file(evidence_id: int) -> Answer:
    keep_no_copy()
    try:
        with reading() as session:
            claim_id = kept.claim_of_evidence(session, evidence_id)
            found = kept.open_evidence(session, resources(), evidence_id)
    except kept.EvidenceDamaged as problem:
        form = EvidenceForm({})
        form.problems.append(FieldProblem("files", str(problem)))
        return _page(claim_id, form), 409
    answer = make_response(found.content)
    answer.headers["Content-Type"] = found.kind.content_type
    answer.headers["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return answer


def _page(claim_id: int, form: EvidenceForm) -> str:
    keep_no_copy()
    with reading() as session:
        shown = kept.show_evidence(session, claim_id)
    return render_template(
        "pages/admin/evidence.html",
        claim=shown.claim,
        evidence=shown.evidence,
        state_names=STATE_NAMES,
        form=form,
    )
