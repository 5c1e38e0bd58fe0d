"""Accounts from the invitation to the end, on both databases."""

from datetime import timedelta
from unittest.mock import patch

import pyotp
import pytest
import time_machine
from argon2 import PasswordHasher
from sqlalchemy import select

from finder.domain.accounts import Role, SignIn, Stage
from finder.domain.errors import InvalidValue, NotListed, StoredDataDamaged
from finder.domain.ledger import Actor, broken_links
from finder.services import accounts
from finder.services.resources import Resources
from finder.services.secrets import Keeper
from finder.store.queries.ledger import all_entries, chain_head
from finder.store.tables import AccountRow, LedgerRow, SignInRow

EMAIL, PASSWORD = "vera@example.org", "four words make one"
TERMINAL = Actor("finder user create", "operator")
# As quick as the library allows: how hard a hash is plays no part in the rules.
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture
def site(any_resources: Resources, today: None) -> Resources:
    any_resources.keeper = Keeper("a key of a site that is only tested", QUICK)
    return any_resources


def invited(site: Resources, role: Role = Role.VERIFIER, npi: str = "") -> accounts.Invitation:
    with site.database.writing() as session:
        return accounts.invite(session, site, TERMINAL, EMAIL, role, npi)


def with_password(site: Resources) -> None:
    token = invited(site).token
    with site.database.writing() as session:
        accounts.set_up(session, site, token, PASSWORD)


def with_second_factor(site: Resources) -> tuple[str, list[str]]:
    """The secret and the recovery codes of a new account."""
    with_password(site)
    half = signed_in_half(site)
    secret = pyotp.random_base32()
    code = pyotp.TOTP(secret).at(site.now())
    with site.database.writing() as session:
        codes = accounts.confirm_second_factor(session, site, half.account, secret, code)
    return secret, codes


def knock(site: Resources, email: str, password: str) -> str | None:
    with site.database.reading() as session:
        known = accounts.password_hash_of(session, email)
    proven = known if site.keeper.is_password(known, password) else ""
    with site.database.writing() as session:
        return accounts.sign_in_with_password(
            session, site, Actor("anonymous", "anyone"), email, proven, "Firefox"
        )


def signed_in_half(site: Resources, password: str = PASSWORD) -> SignIn:
    token = knock(site, EMAIL, password)
    assert token is not None
    return live(site, token)


def live(site: Resources, token: str) -> SignIn:
    with site.database.reading() as session:
        found = accounts.live_sign_in(session, token, site.now())
    assert found is not None
    return found


def with_code(site: Resources, code: str) -> str | None:
    half = signed_in_half(site)
    with site.database.writing() as session:
        return accounts.sign_in_with_code(session, site, Actor(EMAIL, "x"), half, code)


def test_a_link_works_once_and_for_two_days(site: Resources) -> None:
    token = invited(site).token
    with site.database.writing() as session:
        assert accounts.open_link(session, site, token).email == EMAIL
        accounts.set_up(session, site, token, PASSWORD)
    with pytest.raises(NotListed), site.database.writing() as session:
        accounts.set_up(session, site, token, PASSWORD)


def test_a_link_ends_after_48_hours(site: Resources) -> None:
    token = invited(site).token
    with (
        time_machine.travel(site.now() + timedelta(hours=48, seconds=1)),
        pytest.raises(NotListed, match="Ask an administrator"),
        site.database.reading() as session,
    ):
        accounts.open_link(session, site, token)


def test_a_weak_password_leaves_the_link_as_it_was(site: Resources) -> None:
    token = invited(site).token
    with pytest.raises(InvalidValue), site.database.writing() as session:
        accounts.set_up(session, site, token, "short")
    with site.database.reading() as session:
        assert accounts.open_link(session, site, token).email == EMAIL


def test_an_address_is_taken_once_and_a_clinician_needs_an_npi(site: Resources) -> None:
    invited(site)
    with pytest.raises(InvalidValue, match="already"):
        invited(site)
    with (
        pytest.raises(InvalidValue, match="NPI"),
        site.database.writing() as session,
    ):
        accounts.invite(session, site, TERMINAL, "gp@example.org", Role.CLINICIAN)


def test_the_password_alone_opens_half_the_door(site: Resources) -> None:
    with_second_factor(site)
    assert signed_in_half(site).stage is Stage.HALF


def test_wrong_password_and_unknown_address_answer_alike(site: Resources) -> None:
    with_second_factor(site)
    for email, password in (
        (EMAIL, "not the password"),
        ("nobody@example.org", PASSWORD),
        ("", ""),
    ):
        assert knock(site, email, password) is None


def test_a_code_works_once(site: Resources) -> None:
    secret, _ = with_second_factor(site)
    with time_machine.travel(site.now() + timedelta(minutes=5)):
        code = pyotp.TOTP(secret).at(site.now())
        token = with_code(site, f" {code[:3]} {code[3:]} ")
        assert token is not None
        assert live(site, token).stage is Stage.FULL
        assert with_code(site, code) is None
        assert with_code(site, f"{code[:3]}-{code[3:]}") is None


def test_a_recovery_code_stands_in_once(site: Resources) -> None:
    _, codes = with_second_factor(site)
    assert len(set(codes)) == 10
    assert with_code(site, codes[0].lower().replace("-", " ")) is not None
    assert with_code(site, codes[0]) is None
    assert with_code(site, "000000") is None


def test_a_sign_in_ends_idle_after_half_an_hour(site: Resources) -> None:
    with_password(site)
    token = knock(site, EMAIL, PASSWORD)
    assert token is not None
    with (
        time_machine.travel(site.now() + timedelta(minutes=30)),
        site.database.reading() as session,
    ):
        assert accounts.live_sign_in(session, token, site.now()) is None


def test_disabling_ends_every_sign_in_at_once(site: Resources) -> None:
    secret, _ = with_second_factor(site)
    half = signed_in_half(site)
    with site.database.writing() as session:
        accounts.disable(session, site, TERMINAL, EMAIL)
    with site.database.reading() as session:
        assert session.scalars(select(SignInRow)).all() == []
    assert knock(site, EMAIL, PASSWORD) is None
    assert secret
    assert half.account.email == EMAIL


def test_the_last_administrator_stays(site: Resources) -> None:
    token = invited(site, Role.ADMIN).token
    with site.database.writing() as session:
        accounts.set_up(session, site, token, PASSWORD)
    with pytest.raises(InvalidValue, match="last"), site.database.writing() as session:
        accounts.disable(session, site, TERMINAL, EMAIL)


def test_a_new_password_ends_the_other_sign_ins(site: Resources) -> None:
    with_password(site)
    mine, other = signed_in_half(site), signed_in_half(site)
    with site.database.writing() as session:
        accounts.change_password(
            session, site, Actor(EMAIL, "verifier"), mine, PASSWORD, "another four words"
        )
    with site.database.reading() as session:
        kept = accounts.live_sign_ins(session, site, mine.account.account_id)
    assert len(kept) == 1
    assert other.sign_in_id != mine.sign_in_id
    assert signed_in_half(site, "another four words")


def test_secrets_are_stored_hashed_or_sealed(site: Resources) -> None:
    secret, codes = with_second_factor(site)
    with site.database.reading() as session:
        row = session.execute(select(AccountRow)).scalar_one()
        said = [str(vars(entry)) for entry in session.scalars(select(LedgerRow))]
        sealed, stored = row.sealed_secret, f"{row.password_hash} {row.sealed_secret} {said}"
    assert not [word for word in (PASSWORD, secret, *codes) if word in stored]
    other = Keeper("the key of some other site, long enough", QUICK)
    with pytest.raises(StoredDataDamaged, match="FINDER_SECRET_KEY"):
        other.unseal(sealed)


def test_every_step_stands_in_the_ledger_and_the_chain_holds(site: Resources) -> None:
    secret, _ = with_second_factor(site)
    with time_machine.travel(site.now() + timedelta(minutes=5)):
        assert with_code(site, pyotp.TOTP(secret).at(site.now()))
        assert with_code(site, "nonsense") is None
    with site.database.reading() as session:
        rows = list(all_entries(session))
        assert not list(broken_links(rows, *chain_head(session)))
    assert [row.texts["action"] for row in rows] == [
        "account.invite",
        "account.set-up",
        "account.second-factor",
        "account.sign-in",
        "account.code-refused",
    ]


def test_a_password_that_was_changed_meanwhile_opens_nothing(site: Resources) -> None:
    with_password(site)
    with site.database.reading() as session:
        known = accounts.password_hash_of(session, EMAIL)
    with site.database.writing() as session:
        session.scalars(select(AccountRow)).one().password_hash = "another"
        refused = accounts.sign_in_with_password(
            session, site, Actor("anonymous", "anyone"), EMAIL, known, ""
        )
    assert refused is None


@pytest.mark.parametrize(
    "email", [EMAIL, "nobody@example.org", "invited@example.org", "no address"]
)
def test_every_wrong_password_costs_one_comparison_and_one_row(site: Resources, email: str) -> None:
    """The same work for known and unknown addresses takes the same time."""
    with_password(site)
    with site.database.writing() as session:
        accounts.invite(session, site, TERMINAL, "invited@example.org", Role.VERIFIER)
    with patch.object(
        PasswordHasher, "verify", autospec=True, side_effect=PasswordHasher.verify
    ) as compared:
        assert knock(site, email, "not the password") is None
    assert compared.call_count == 1
    with site.database.reading() as session:
        statement = select(LedgerRow.action).order_by(LedgerRow.number.desc())
        assert session.scalars(statement).first() == "account.sign-in-refused"
