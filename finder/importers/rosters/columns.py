"""Every column that a roster may have, in the order in which its sample header names them."""

from finder.domain.provenance import Source

ROSTER_COLUMNS: dict[Source, tuple[str, ...]] = {
    Source.CERTIFICATIONS: (
        *("npi", "issuer", "certificate", "duration_type", "issued_on", "expires_on"),
        *("board_status", "maintenance_status", "source_url", "checked_on", "checked_by"),
    ),
    Source.MEMBERSHIPS: (
        *("npi", "society", "category", "valid_through"),
        *("source_url", "checked_on", "checked_by"),
    ),
    Source.PRACTICES: (
        *("npi", "practice_name", "line1", "line2", "city", "state", "zip", "phone", "fax"),
        *("accepts_new_patients", "telehealth", "medicare", "wheelchair_access", "languages"),
        *("website", "confirmed_on", "confirmed_by"),
    ),
}
