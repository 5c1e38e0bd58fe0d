"""A clinician at the form of a letter."""

import html
import re
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from finder.domain.accounts import Role
from tests.factories import npi_of
from tests.letters import FULL
from tests.web.conftest import CHECKED
from tests.web.signing_in import Person
from tests.web.strict_client import check_page

PREVIEW, FORM = "/referrals/preview", "/referrals/new"
FILES = ["/referrals/letter.pdf", "/referrals/letter.docx", "/referrals/letter.txt"]
LETTER = {**FULL, "npi": npi_of(CHECKED)}
_INPUT = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def carried(page: str, action: str) -> dict[str, str]:
    """The unseen fields of the form that goes to this address."""
    forms = re.findall(r"<form[^>]*>.*?</form>", page, re.DOTALL)
    (form,) = [each for each in forms if f'action="{action}"' in each]
    return {name: html.unescape(value) for name, value in _INPUT.findall(form)}


class Writer(Person):
    """A person who writes letters; every answer that is a page is checked."""

    def send(self, path: str, values: dict[str, Any], **more: Any) -> TestResponse:
        token = carried(self.client.get(FORM).text, FORM)["csrf_token"]
        answer = self.client.post(path, data={"csrf_token": token, **values, **more})
        if answer.mimetype == "text/html":
            check_page(answer.text, self.client.application)
        return answer


@pytest.fixture
def writer(app: Flask) -> Writer:
    made = Writer(app, Role.CLINICIAN)
    made.set_up()
    return made
