"""A small directory and two clinicians who write to its doctors."""

from collections.abc import Callable
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from finder.domain.accounts import Account, Role
from finder.domain.ledger import Actor
from finder.services.accounts import invite
from finder.services.referrals import issue_code
from finder.services.resources import Resources
from finder.services.secrets import Keeper
from tests.factories import load_directory, npi_of, person

ACTOR = Actor("gp@example.org", "clinician", "r1")
RECIPIENT = npi_of(1)
LETTER = "K7QM4XP29TK7QM4X"
Clinician = Callable[[int], Account]
Issue = Callable[..., str]


@pytest.fixture
def site(any_resources: Resources, tmp_path: Path) -> Resources:
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    any_resources.keeper = Keeper("a key of a site that is only tested", quick)
    load_directory(any_resources, tmp_path, [person(1, last="Oakley"), person(2, last="Elm")])
    return any_resources


@pytest.fixture
def clinician(site: Resources) -> Clinician:
    """Makes a clinician by number."""

    def make(number: int) -> Account:
        with site.database.writing() as session:
            email = f"gp{number}@example.org"
            return invite(session, site, ACTOR, email, Role.CLINICIAN, npi_of(70 + number)).account

    return make


@pytest.fixture
def gp(clinician: Clinician) -> Account:
    return clinician(1)


@pytest.fixture
def issue(site: Resources) -> Issue:
    """Makes the first output of a letter and answers its code."""

    def make(account: Account, letter_id: str = LETTER, npi: str = RECIPIENT) -> str:
        with site.database.writing() as session:
            return issue_code(session, site, ACTOR, account, letter_id, npi, "pdf")

    return make
