"""A person with an account, a browser and an authenticator app."""

import re
from datetime import datetime
from urllib.parse import urlsplit

import pyotp
from argon2 import PasswordHasher
from flask import Flask

from finder.domain.accounts import Role
from finder.domain.ledger import Actor
from finder.services import accounts
from finder.services.resources import Resources
from finder.services.secrets import Keeper
from tests.factories import npi_of
from tests.web.strict_client import StrictClient

PASSWORD = "four words make one"
_QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def keep_quickly(resources: Resources) -> None:
    """Hashing as slowly as production does would take longer than the tests."""
    resources.keeper = Keeper("a key of a site that is only tested", _QUICK)


class Person:
    """Opens the link, chooses a password, takes the secret, and signs in."""

    def __init__(self, app: Flask, role: Role, email: str = "") -> None:
        self.resources: Resources = app.extensions["finder"]
        keep_quickly(self.resources)
        self.client = StrictClient(app)
        self.email = email or f"{role.value}@example.org"
        self.recovery_codes: list[str] = []
        npi = npi_of(70) if role is Role.CLINICIAN else ""
        with self.resources.database.writing() as session:
            made = accounts.invite(
                session, self.resources, Actor("test", "operator"), self.email, role, npi
            )
        self.link = f"/account/set-up/{made.token}"
        self.secret = ""

    def post(self, path: str, page: str = "", **values: str):  # type: ignore[no-untyped-def]
        """Sends a form with the token of the page that holds it."""
        shown = self.client.get(page or path).text
        token = _TOKEN.search(shown)
        assert token, f"{page or path} holds no form"
        return self.client.post(path, data={"csrf_token": token[1], **values})

    def set_up(self) -> "Person":
        """Ends on the page of recovery codes, fully signed in."""
        answer = self.post(self.link, password=PASSWORD)
        assert urlsplit(answer.headers["Location"]).path == "/account/second-factor"
        shown = self.client.get("/account/second-factor").text
        self.secret = re.findall(r'class="secret">([A-Z2-7]+)<', shown)[0]
        sealed = re.findall(r'name="sealed" value="([^"]+)"', shown)[0]
        token = _TOKEN.findall(shown)[0]
        answer = self.client.post(
            "/account/second-factor",
            data={"csrf_token": token, "sealed": sealed, "code": self.code()},
        )
        assert answer.status_code == 200, answer.text
        self.recovery_codes = re.findall(r"<code>([A-Z0-9-]+)</code>", answer.text)
        return self

    def code(self) -> str:
        now: datetime = self.resources.now()
        return pyotp.TOTP(self.secret).at(now)
