"""Commands for accounts: an invitation by link, never a password."""

import json

import click

from finder.cli.operating import operator
from finder.domain.accounts import Role
from finder.services import accounts
from finder.services.prepare_directory import prepare_directory
from finder.services.resources import Resources


@click.group("user")
def user_command() -> None:
    """Accounts of clinicians, verifiers and administrators."""


@user_command.command("create")
@click.option("--email", required=True, help="Address that the account signs in with.")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--npi", default="", help="NPI of a clinician.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def create(resources: Resources, email: str, role: str, npi: str, as_json: bool) -> None:
    """Make an account, and print the link that sets it up once within 48 hours."""
    prepare_directory(resources)
    with resources.database.writing() as session:
        made = accounts.invite(session, resources, operator(), email, Role(role), npi)
    _print_invitation(resources, made, as_json)


@user_command.command("invite-again")
@click.option("--email", required=True, help="Address of an account whose keys were lost.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def invite_again(resources: Resources, email: str, as_json: bool) -> None:
    """Forget password and second factor of an account, and print a fresh link."""
    with resources.database.writing() as session:
        made = accounts.invite_again(session, resources, operator(), email)
    _print_invitation(resources, made, as_json)


@user_command.command("disable")
@click.option("--email", required=True, help="Address of the account.")
@click.pass_obj
def disable(resources: Resources, email: str) -> None:
    """End every sign-in of an account at once, and let nobody in by it."""
    with resources.database.writing() as session:
        accounts.disable(session, resources, operator(), email)
    click.echo(f"{email} is signed out everywhere and cannot sign in.")


def _print_invitation(resources: Resources, made: accounts.Invitation, as_json: bool) -> None:
    base = resources.settings.base_url or "http://127.0.0.1:8000"
    link = f"{base}/account/set-up/{made.token}"
    if as_json:
        document = {
            "email": made.account.email,
            "role": made.account.role.value,
            "npi": made.account.npi or None,
            "link": link,
            "expires_at": made.expires_at.isoformat(timespec="seconds"),
        }
        click.echo(json.dumps(document, indent=2))
        return
    click.echo(f"Send this link to {made.account.email}. It works once, within 48 hours:\n{link}")
