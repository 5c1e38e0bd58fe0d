"""A clinician who is signed in, and letters whose first output was made."""

from collections.abc import Callable

import pytest
from flask import Flask

from finder.domain.accounts import Account, Role
from finder.services.accounts import list_accounts
from finder.services.referrals import issue_code
from finder.web.transaction import reading, resources, writing
from tests.factories import npi_of
from tests.web.conftest import CHECKED
from tests.web.signing_in import Person

LETTER = "K7QM4XP29TK7QM4X"
Issue = Callable[..., str]


def account_of(app: Flask, person: Person) -> Account:
    with app.app_context(), reading() as session:
        return next(each for each in list_accounts(session) if each.email == person.email)


@pytest.fixture
def gp(app: Flask) -> Person:
    return Person(app, Role.CLINICIAN).set_up()


@pytest.fixture
def colleague(app: Flask) -> Person:
    return Person(app, Role.CLINICIAN, "colleague@example.org").set_up()


@pytest.fixture
def issue(app: Flask) -> Issue:
    """Makes the first output of a letter and answers the address of its page for the office."""

    def make(person: Person, letter_id: str = LETTER, npi: str = "") -> str:
        from finder.domain.ledger import Actor

        account = account_of(app, person)
        to = npi or npi_of(CHECKED)
        with app.app_context(), writing() as session:
            actor = Actor(person.email, "clinician")
            code = issue_code(session, resources(), actor, account, letter_id, to, "pdf")
        return f"/r/{code}"

    return make
