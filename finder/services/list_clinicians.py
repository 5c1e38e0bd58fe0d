"""Accounts of clinicians beside what the registers say of their NPI."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from finder.domain.accounts import Account, Role
from finder.services.resources import Resources
from finder.store.queries import accounts as stored
from finder.store.queries.profiles import load_practitioners, practitioner_id_of
from finder.store.queries.registers import is_deactivated, may_order_and_refer


@dataclass(frozen=True, slots=True)
class Clinician:
    """One account; ``name`` is empty for an NPI that is not in the directory.

    ``may_refer`` is Medicare's list, ``None`` where it was never loaded.
    """

    account: Account
    name: str
    may_refer: bool | None
    is_deactivated: bool
    registry_url: str


def list_clinicians(session: Session, resources: Resources) -> list[Clinician]:
    """Those whose NPI nobody has confirmed first, then by address."""
    found = [item for item in stored.all_accounts(session) if item.role is Role.CLINICIAN]
    found.sort(key=lambda item: (item.is_npi_confirmed, item.email))
    registry = resources.official_look_ups.get("npi-registry")
    return [
        Clinician(
            account=item,
            name=_name_of(session, item.npi),
            may_refer=may_order_and_refer(session, item.npi),
            is_deactivated=is_deactivated(session, item.npi),
            registry_url=registry.url if registry else "",
        )
        for item in found
    ]


def _name_of(session: Session, npi: str) -> str:
    number = practitioner_id_of(session, npi)
    return load_practitioners(session, [number])[0].name.display if number is not None else ""
