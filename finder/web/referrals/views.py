"""The form of a letter, step by step or all at once, and its preview."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import Response, current_app, make_response, render_template, request

from finder.domain.errors import InvalidForm
from finder.domain.referral import ELEMENTS, printed_letter
from finder.domain.referral.safety import EMERGENCY_HEADING, EMERGENCY_WAY, EMERGENCY_WORDS
from finder.services.make_letter import unprintable_letters
from finder.services.write_letter import (
    completeness_of,
    find_recipient,
    letter_reader,
    read_part,
    sender_defaults,
    stop_in,
    write_letter,
)
from finder.web.referrals.blueprint import blueprint
from finder.web.referrals.forms import LetterForm
from finder.web.referrals.kept import nothing_lost
from finder.web.referrals.sent import LETTER_ID, refuse_contradictions, typed_values
from finder.web.referrals.steps import ALL, BY_ID, STEPS, Step, after, before, number_of
from finder.web.signed_in import account
from finder.web.transaction import reading, resources

Problems = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Output:
    """A button that takes the letter along; only the patient's copy has a language of its own."""

    endpoint: str
    words: str
    language: str = ""


_EMERGENCY = (EMERGENCY_HEADING, EMERGENCY_WORDS, EMERGENCY_WAY)
_OUTPUTS = (
    Output("referrals.pdf", "PDF"),
    Output("referrals.word_file", "Word file"),
    Output("referrals.plain_text", "Plain text"),
    Output("referrals.bundle", "FHIR bundle"),
    Output("referrals.patient_copy", "Patient copy, English", "en"),
    Output("referrals.patient_copy", "Patient copy, Spanish", "es"),
)
_SUGGESTED = {name: each.suggested for name, each in ELEMENTS.items() if each.suggested}
_NOT_LISTED = "Nobody with this NPI is listed here. Check the digits, or start from a search."


@blueprint.route("/referrals/new", methods=["GET", "POST"])
@nothing_lost
def new() -> Response:
    if request.method == "POST":
        return _moved(typed_values(request.form, letter_reader(resources())))
    with reading() as session:
        known = sender_defaults(session, resources(), account())
        npi = request.args.get("npi", "")
        is_listed = not npi or find_recipient(session, resources(), npi) is not None
    step = ALL if request.args.get("page") == ALL.id else STEPS[0]
    problems = [] if is_listed else [("npi", _NOT_LISTED)]
    begun = {**_SUGGESTED, **known, "npi": npi}
    return form_page(begun, step, problems, 200 if is_listed else 404)


@blueprint.post("/referrals/preview")
@nothing_lost
def preview() -> Response:
    values = typed_values(request.form, letter_reader(resources()))
    try:
        refuse_contradictions(request.form, letter_reader(resources()))
        with reading() as session:
            letter = write_letter(session, resources(), account(), values)
    except InvalidForm as refused:
        return form_page(values, *_first_gap(refused.problems), 400)
    page = render_template(
        "pages/referrals/preview.html",
        letter=letter,
        printed=printed_letter(letter),
        panel=completeness_of(resources(), letter),
        unprintable=unprintable_letters(letter),
        emergency=_EMERGENCY if stop_in(resources(), values) else (),
        outputs=[output for output in _OUTPUTS if output.endpoint in current_app.view_functions],
    )
    return make_response(page)


def form_page(
    values: Mapping[str, str],
    step: Step,
    problems: Iterable[tuple[str, str]] = (),
    status: int = 200,
) -> Response:
    """The form with everything that was typed: one step to see, the others unseen."""
    form = LetterForm(values, letter_reader(resources()))
    form.tell_problems(problems)
    stop = stop_in(resources(), values)
    with reading() as session:
        recipient = find_recipient(session, resources(), values.get("npi", ""))
    page = render_template(
        "pages/referrals/new.html",
        form=form,
        step=step,
        steps=STEPS,
        number=number_of(step),
        shown=_shown(step, form, stop is not None),
        letter_id=values.get(LETTER_ID, ""),
        recipient=recipient,
        stop=stop,
        emergency=_EMERGENCY,
    )
    return make_response(page, status)


def _first_gap(problems: Problems) -> tuple[Step, Problems]:
    """Where whoever goes through the steps has something to mend first, and what."""
    if BY_ID.get(request.form.get("step", ""), ALL) is not ALL:
        for step in STEPS:
            names = {element.name for element in step.elements}
            if here := [problem for problem in problems if problem[0] in names]:
                return step, here
    return ALL, problems


def _moved(values: Mapping[str, str]) -> Response:
    """The step that was asked for; only going on asks first whether this one is right."""
    step = BY_ID.get(request.form.get("step", ""), STEPS[0])
    match request.form.get("go", "next"):
        case "next":
            try:
                refuse_contradictions(request.form, letter_reader(resources()))
            except InvalidForm as refused:
                return form_page(values, ALL, refused.problems, 400)
            try:
                read_part(resources(), values, step.elements)
            except InvalidForm as refused:
                return form_page(values, step, refused.problems, 400)
            return form_page(values, after(step))
        case "back":
            return form_page(values, before(step))
        case asked:
            return form_page(values, BY_ID.get(asked, step))


def _shown(step: Step, form: LetterForm, is_stopped: bool) -> set[str]:
    """The names of the fields to see; the acknowledgement only where there is what to say."""
    names = {element.name for element in step.elements}
    acknowledged = form["emergency_acknowledgement"]
    if not (is_stopped or step is ALL or acknowledged.data):
        names.discard(acknowledged.name)
    return names
