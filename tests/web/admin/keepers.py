"""Verifiers at the screen of a practitioner, filling its forms as they stand."""

from flask import Flask
from werkzeug.test import TestResponse

from finder.domain.accounts import Role
from tests.factories import npi_of
from tests.web.conftest import CHECKED
from tests.web.form_filling import filled_in
from tests.web.signing_in import Person

NPI = npi_of(CHECKED)
SCREEN = f"/admin/providers/{NPI}"


def verifier(app: Flask, name: str) -> Person:
    return Person(app, Role.VERIFIER, f"{name}@example.org").set_up()


def opened(person: Person, form_id: str = "record-check", screen: str = SCREEN) -> dict[str, str]:
    """What the form would send that the person has open now."""
    return filled_in(person.client.get(screen).text, form_id)


def sent(
    person: Person, values: dict[str, str], screen: str = SCREEN, **typed: str
) -> TestResponse:
    """Sends what was open, with what was typed since, by somebody who has looked."""
    data = {"looked": "1", **values, **typed}
    return person.client.post(f"{screen.partition('?')[0]}/checks", data=data)
