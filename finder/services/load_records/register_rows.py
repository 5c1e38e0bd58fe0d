"""What the tables keep of one NPPES record."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from finder.domain.names import comparison_key
from finder.domain.provenance import Source
from finder.importers.record import ImportedAddress, ImportedPractitioner
from finder.store.queries.practitioners import Declarations


def practitioner_row(
    record: ImportedPractitioner, digest: str, observed_on: date
) -> dict[str, Any]:
    """The row of somebody who is in the register now, whatever was before."""
    name = record.name
    return {
        "npi": record.npi,
        "last_name": name.last,
        "first_name": name.first,
        "middle_name": name.middle,
        "suffix": name.suffix,
        "name_key": comparison_key(name.last, name.first),
        "credentials_text": record.credentials_text,
        "enumerated_on": record.enumerated_on,
        "updated_on": record.updated_on,
        "deactivated_on": None,
        "reactivated_on": record.reactivated_on,
        "vanished_on": None,
        "hidden_because": "",
        "digest": digest,
        "source": Source.NPPES.value,
        "observed_on": observed_on,
    }


def declarations(
    numbered: Iterable[tuple[int, ImportedPractitioner]], observed_on: date
) -> Declarations:
    """Specialties, licences, post addresses and words of the names."""
    declared = Declarations()
    provenance = {"source": Source.NPPES.value, "observed_on": observed_on}
    for number, record in numbered:
        declared.taxonomies += [
            {
                "practitioner_id": number,
                "slot": taxonomy.slot,
                "code": taxonomy.code,
                "is_primary": taxonomy.is_primary,
            }
            for taxonomy in record.taxonomies
        ]
        declared.licenses += [
            {
                "practitioner_id": number,
                "state": license_.state,
                "number": license_.number,
                **provenance,
            }
            for license_ in record.licenses
        ]
        if record.mailing is not None:
            post = {"practitioner_id": number, **_mailing(record.mailing), **provenance}
            declared.mailing.append(post)
        declared.words += [
            {"practitioner_id": number, "word": word} for word in sorted(set(record.name.tokens))
        ]
    return declared


def _mailing(address: ImportedAddress) -> dict[str, str]:
    return {
        "line1": address.line1,
        "line2": address.line2,
        "city": address.city,
        "state": address.state,
        "zip_code": address.zip5,
        "country": address.country,
    }
