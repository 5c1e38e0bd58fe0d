"""The letter for record systems, and the copy that the patient takes home."""

from flask import Response, request

from finder.domain.referral import Letter
from finder.domain.referral.spoken import language_code
from finder.services.make_bundle import make_bundle
from finder.services.make_patient_copy import make_patient_copy, print_patient_copy
from finder.web.referrals.blueprint import blueprint
from finder.web.referrals.kept import nothing_lost
from finder.web.referrals.outputs import PATIENT_COPY, answer_with
from finder.web.transaction import reading, resources

_DEFAULT_LANGUAGE = "en"


@blueprint.post("/referrals/bundle.json")
@nothing_lost
def bundle() -> Response:
    return answer_with("bundle", _bundle, "application/fhir+json", "json")


@blueprint.post("/referrals/patient-copy.pdf")
@nothing_lost
def patient_copy() -> Response:
    return answer_with(PATIENT_COPY, _patient_copy, "application/pdf", "pdf")


def _bundle(letter: Letter) -> bytes:
    with reading() as session:
        return make_bundle(session, resources(), letter)


def _patient_copy(letter: Letter) -> bytes:
    """In the language that the form asks for, else the patient's own, else English."""
    usual = language_code(str(letter.typed("patient_language") or "")) or _DEFAULT_LANGUAGE
    languages = resources().languages
    asked = languages.get(request.form.get("copy_language") or usual, languages[_DEFAULT_LANGUAGE])
    with reading() as session:
        copy = make_patient_copy(session, resources(), letter, asked)
    return print_patient_copy(resources(), copy)
