"""A small directory behind the application, and a client that checks every page."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask

from finder.domain.accounts import Role
from finder.domain.ledger import Actor
from finder.domain.reports import NewReport, ReportKind
from finder.services.accounts import invite
from finder.services.referrals import issue_code
from finder.services.report_problem import receive_report
from finder.services.resources import Resources
from finder.settings import Settings
from finder.web.app import create_app
from finder.web.transaction import resources, writing
from tests.factories import (
    TODAY,
    certification,
    load_directory,
    medicare,
    membership,
    npi_of,
    person,
    practice,
    sharing_tables,
)
from tests.reporting import ask_practice, take_up_report
from tests.web.signing_in import keep_quickly
from tests.web.strict_client import StrictClient

MakeApp = Callable[..., Flask]

CHECKED, STATED, BARE, SCRIPTED, NEURO = 1, 2, 3, 4, 5


@pytest.fixture(scope="session")
def sample_file(
    tmp_path_factory: pytest.TempPathFactory, empty_file: Path, tables: Resources
) -> Path:
    """A directory of five around Chicago, each with other things known of them."""
    home = tmp_path_factory.mktemp("sample")
    shutil.copy(empty_file, home / "finder.db")
    with (
        time_machine.travel(datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)),
        sharing_tables(Resources(Settings(home=home)), tables) as resources,
    ):
        load_directory(
            resources,
            home,
            [
                person(CHECKED, last="Oakley", first="Ada"),
                person(STATED, last="Birchfield", zip_code="60614"),
                person(BARE, last="Maplewood", zip_code="53202", city="Milwaukee", state="WI"),
                person(SCRIPTED, last="<script>alert(1)</script>", line1='"><img src=x> Street'),
                person(NEURO, last="Hazelton", taxonomies=["2085N0700X"]),
            ],
            certifications=[
                certification(CHECKED),
                certification(STATED, source_url="", checked_on="", checked_by=""),
            ],
            memberships=[membership(CHECKED)],
            practices=[practice(CHECKED, accepts_new_patients="yes", languages="en;es")],
            volumes=[medicare(CHECKED), medicare(STATED, "1-10")],
        )
    return home / "finder.db"


@pytest.fixture
def make_app(
    tmp_path: Path, sample_file: Path, settings: Settings, tables: Resources, today: None
) -> Iterator[MakeApp]:
    """Applications over a copy of the sample directory, with other settings where given."""
    shutil.copy(sample_file, tmp_path / "finder.db")
    with ExitStack() as stack:

        def make(**changes: Any) -> Flask:
            app = create_app(replace(settings, **changes))
            app.testing = True
            stack.enter_context(sharing_tables(app.extensions["finder"], tables))
            return app

        yield make


@pytest.fixture
def app(make_app: MakeApp) -> Flask:
    return make_app()


@pytest.fixture
def client(app: Flask) -> StrictClient:
    return StrictClient(app)


@pytest.fixture
def checked_npi() -> str:
    """The NPI of a practitioner of whom everything is known."""
    return npi_of(CHECKED)


@pytest.fixture
def in_addresses(app: Flask, checked_npi: str) -> dict[str, str]:
    """What stands in the variable parts of addresses: somebody listed, a report, a letter."""
    keep_quickly(app.extensions["finder"])
    new = NewReport(checked_npi, ReportKind.MOVED, "", "", is_from_practice=False)
    with app.app_context(), writing() as session:
        number = receive_report(session, resources(), new, "", "en")
        keeper = Actor("test", "operator")
        made = invite(session, resources(), keeper, "new@example.org", Role.VERIFIER)
        gp = invite(session, resources(), keeper, "gp@example.org", Role.CLINICIAN, npi_of(71))
        letter = (gp.account, "K7QM4XP29TK7QM4X", checked_npi, "pdf")
        code = issue_code(session, resources(), keeper, *letter)
    answer = asked_practice(app, number)
    return {
        "npi": checked_npi,
        "number": number,
        "token": made.token,
        "code": code,
        "answer": answer,
    }


def asked_practice(app: Flask, number: str) -> str:
    """The code of a link by which the practice answers a report."""
    ready = app.extensions["finder"]
    take_up_report(ready, number)
    return ask_practice(ready, number)
