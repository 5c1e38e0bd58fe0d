"""The letter in each format, made from the fields of one post and handed over at once."""

from collections.abc import Callable

from flask import Response, request

from finder.domain.errors import InvalidForm, InvalidValue
from finder.domain.referral import Letter
from finder.services.make_letter import letter_as_pdf, letter_as_text, letter_as_word_file
from finder.services.referrals import issue_code
from finder.services.write_letter import letter_reader, write_letter
from finder.web.errors import wants_json
from finder.web.referrals.blueprint import blueprint
from finder.web.referrals.kept import nothing_lost
from finder.web.referrals.sent import LETTER_ID, refuse_contradictions, typed_values
from finder.web.referrals.steps import ALL
from finder.web.referrals.views import form_page
from finder.web.reply_links import reply_address
from finder.web.signed_in import account, actor
from finder.web.transaction import reading, resources, writing

PATIENT_COPY = "patient-copy"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.post("/referrals/letter.pdf")
@nothing_lost
def pdf() -> Response:
    return answer_with("pdf", lambda it: letter_as_pdf(resources(), it), "application/pdf", "pdf")


@blueprint.post("/referrals/letter.docx")
@nothing_lost
def word_file() -> Response:
    return answer_with("docx", lambda it: letter_as_word_file(resources(), it), _WORD, "docx")


@blueprint.post("/referrals/letter.txt")
@nothing_lost
def plain_text() -> Response:
    return answer_with("text", lambda it: letter_as_text(resources(), it), "text/plain", "txt")


def answer_with(
    output: str, make: Callable[[Letter], bytes], mimetype: str, extension: str
) -> Response:
    """The posted letter as a file; the form again, or a problem, where something is wrong."""
    values = typed_values(request.form, letter_reader(resources()))
    try:
        refuse_contradictions(request.form, letter_reader(resources()))
        letter = _written(values) if output == PATIENT_COPY else _letter_with_code(values, output)
    except InvalidForm as refused:
        if wants_json():
            raise
        return form_page(values, ALL, refused.problems, 400)
    except InvalidValue as refused:
        if wants_json():
            raise
        # The number cannot be used again: the same letter gets a new one.
        kept = {name: text for name, text in values.items() if name != LETTER_ID}
        return form_page(kept, ALL, [(refused.field, str(refused))], 400)
    answer = Response(make(letter), mimetype=mimetype)
    kind = output if output == PATIENT_COPY else "referral"
    name = f"{kind}-{letter.shown_id}.{extension}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _written(values: dict[str, str]) -> Letter:
    """Without a code: nothing begins that an office could answer."""
    with reading() as session:
        return write_letter(session, resources(), account(), values)


def _letter_with_code(values: dict[str, str], output: str) -> Letter:
    letter = _written(values)
    with writing() as session:
        code = issue_code(
            session,
            resources(),
            actor(),
            account(),
            letter.letter_id,
            letter.recipient.npi,
            output,
        )
    return letter.with_code(code, reply_address(code))
