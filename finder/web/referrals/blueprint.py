"""The section of the letters; its pages say nothing in their addresses and are never kept."""

from flask import Blueprint, Response, request

from finder.web.headers import keep_no_copy

# Every letter and digit of another script takes up to twelve bytes of a form.
_LARGEST_LETTER_BYTES = 256 * 1024

blueprint = Blueprint("referrals", __name__)


@blueprint.before_app_request
def allow_long_letters() -> None:
    """Before anybody reads the form: a letter is longer than any other form of the site."""
    if request.blueprint == blueprint.name:
        request.max_content_length = _LARGEST_LETTER_BYTES
        request.max_form_memory_size = _LARGEST_LETTER_BYTES


@blueprint.after_request
def keep_nothing(response: Response) -> Response:
    keep_no_copy()
    return response
