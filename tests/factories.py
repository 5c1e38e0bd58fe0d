"""Builders of small files about invented people, and the way to load them."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from finder.domain.npi import check_digit
from finder.domain.provenance import Source
from finder.services.load_records import ImportReport, LoadOptions, load_files
from finder.services.resources import Resources

TODAY = date(2026, 11, 22)
Row = Mapping[str, str]

_NAME = ("Last Name", "First Name", "Middle Name", "Name Prefix Text", "Name Suffix Text")
_ADDRESS = (
    "First Line {}",
    "Second Line {}",
    "{} City Name",
    "{} State Name",
    "{} Postal Code",
    "{} Country Code (If outside U.S.)",
    "{} Telephone Number",
    "{} Fax Number",
)


@contextmanager
def sharing_tables(resources: Resources, tables: Resources) -> Iterator[Resources]:
    """Resources that need not read the bundled tables again; closes their database."""
    shared = ("places", "vocabulary", "guide", "languages")
    vars(resources).update({name: getattr(tables, name) for name in shared})
    yield resources
    resources.database.close()


def nppes_columns() -> list[str]:
    """The 330 columns of version 2 of the NPPES file, in their order."""
    names = [f"Provider {part}" for part in _NAME]
    addresses = [
        f"Provider {part.format(kind)}"
        for kind in ("Business Mailing Address", "Business Practice Location Address")
        for part in _ADDRESS
    ]
    official = "Authorized Official"
    return [
        *("NPI", "Entity Type Code", "Replacement NPI", "Employer Identification Number (EIN)"),
        "Provider Organization Name (Legal Business Name)",
        *("Provider Last Name (Legal Name)", *names[1:], "Provider Credential Text"),
        *("Provider Other Organization Name", "Provider Other Organization Name Type Code"),
        *(name.replace("Provider", "Provider Other") for name in names),
        *("Provider Other Credential Text", "Provider Other Last Name Type Code"),
        *addresses,
        *("Provider Enumeration Date", "Last Update Date", "NPI Deactivation Reason Code"),
        *("NPI Deactivation Date", "NPI Reactivation Date", "Provider Sex Code"),
        *(f"{official} {part}" for part in ("Last Name", "First Name", "Middle Name")),
        *(f"{official} Title or Position", f"{official} Telephone Number"),
        *_numbered_columns(),
        *("Is Sole Proprietor", "Is Organization Subpart", "Parent Organization LBN"),
        "Parent Organization TIN",
        *(f"{official} {part}" for part in ("Name Prefix Text", "Name Suffix Text")),
        f"{official} Credential Text",
        *(f"Healthcare Provider Taxonomy Group_{slot}" for slot in range(1, 16)),
        "Certification Date",
    ]


def _numbered_columns() -> list[str]:
    """Fifteen taxonomies and fifty identifiers of other payers."""
    taxonomies = [
        f"{part}_{slot}"
        for slot in range(1, 16)
        for part in (
            "Healthcare Provider Taxonomy Code",
            "Provider License Number",
            "Provider License Number State Code",
            "Healthcare Provider Primary Taxonomy Switch",
        )
    ]
    others = [
        f"Other Provider Identifier{part}_{slot}"
        for slot in range(1, 51)
        for part in ("", " Type Code", " State", " Issuer")
    ]
    return [*taxonomies, *others]


def npi_of(number: int) -> str:
    """An NPI that is not issued: it begins with 2."""
    nine = f"2{number:08d}"
    return nine + check_digit(nine)


def person(
    number: int,
    *,
    last: str = "",
    first: str = "Ada",
    zip_code: str = "60601",
    city: str = "Chicago",
    state: str = "IL",
    line1: str = "",
    taxonomies: Sequence[str] = ("2085R0204X",),
    **columns: str,
) -> dict[str, str]:
    """One NPPES row; further columns by their names, through ``**{...}``."""
    place = "Business Practice Location Address"
    row = {
        "NPI": npi_of(number),
        "Entity Type Code": "1",
        "Provider Last Name (Legal Name)": last or f"Sample{number}",
        "Provider First Name": first,
        "Provider Credential Text": "MD",
        f"Provider First Line {place}": line1 or f"{number} Example Avenue",
        f"Provider {place} City Name": city,
        f"Provider {place} State Name": state,
        f"Provider {place} Postal Code": zip_code,
        f"Provider {place} Country Code (If outside U.S.)": "US",
        f"Provider {place} Telephone Number": "3125550100",
        "Provider Enumeration Date": "05/23/2010",
        "Last Update Date": "02/03/2025",
    }
    for slot, code in enumerate(taxonomies, start=1):
        row[f"Healthcare Provider Taxonomy Code_{slot}"] = code
        row[f"Healthcare Provider Primary Taxonomy Switch_{slot}"] = "Y" if slot == 1 else "N"
    return {**row, **columns}


def certification(number: int, **cells: str) -> dict[str, str]:
    """One row of the certifications roster: IR/DR, checked in October 2026."""
    return {
        "npi": npi_of(number),
        "issuer": "ABR",
        "certificate": "IR_DR",
        "duration_type": "continuous",
        "board_status": "certified",
        "source_url": "https://www.theabr.org/",
        "checked_on": "2026-10-03",
        "checked_by": "R. Register",
        **cells,
    }


def membership(number: int, **cells: str) -> dict[str, str]:
    """One row of the memberships roster: a member of SIR, checked in October 2026."""
    return {
        "npi": npi_of(number),
        "society": "SIR",
        "category": "member",
        "source_url": "https://www.sirweb.org/",
        "checked_on": "2026-10-03",
        "checked_by": "R. Register",
        **cells,
    }


def practice(number: int, **cells: str) -> dict[str, str]:
    """One row of the practices roster: it confirms the address of ``person(number)``."""
    return {
        "npi": npi_of(number),
        "practice_name": "Sample Spine Centre",
        "line1": f"{number} Example Avenue",
        "city": "Chicago",
        "state": "IL",
        "zip": "60601",
        "confirmed_on": "2026-10-20",
        "confirmed_by": "R. Register",
        **cells,
    }


def clinician(number: int, **cells: str) -> dict[str, str]:
    """One row of the Medicare file of clinicians, at the address of ``person(number)``."""
    return {
        "NPI": npi_of(number),
        "Ind_PAC_ID": f"{number:010d}",
        "Provider Last Name": f"SAMPLE{number}",
        "Provider First Name": "ADA",
        "Telehlth": "Y",
        "Facility Name": "SAMPLE RADIOLOGY GROUP",
        "adr_ln_1": f"{number} EXAMPLE AVE",
        "adr_ln_2": "",
        "ln_2_sprs": "",
        "City/Town": "CHICAGO",
        "State": "IL",
        "ZIP Code": "606011234",
        "Telephone Number": "3125550100",
        "ind_assgn": "Y",
        "grp_assgn": "M",
        **cells,
    }


def orderer(number: int, **cells: str) -> dict[str, str]:
    """One row of the Order and Referring file, with a yes for Part B."""
    names = {"NPI": npi_of(number), "LAST_NAME": f"SAMPLE{number}", "FIRST_NAME": "ADA"}
    return {**names, "PARTB": "Y", "DME": "Y", "HHA": "N", "PMD": "N", "HOSPICE": "N", **cells}


def deactivated(number: int, day: str = "11/02/2026") -> dict[str, str]:
    """One row of the report of deactivated NPIs."""
    return {"NPI": npi_of(number), "NPPES Deactivation Date": day}


def excluded(number: int, **cells: str) -> dict[str, str]:
    """One row of the exclusion list, with the NPI of ``person(number)``."""
    names = ("LASTNAME", "FIRSTNAME", "MIDNAME", "BUSNAME", "GENERAL", "SPECIALTY", "UPIN", "NPI")
    others = ("DOB", "ADDRESS", "CITY", "STATE", "ZIP", "EXCLTYPE", "EXCLDATE", "REINDATE")
    columns = (*names, *others, "WAIVERDATE", "WVRSTATE")
    told = {
        "LASTNAME": f"SAMPLE{number}",
        "FIRSTNAME": "ADA",
        "NPI": npi_of(number),
        "STATE": "IL",
        "EXCLTYPE": "1128a1",
        "EXCLDATE": "20200120",
        "REINDATE": "00000000",
        "WAIVERDATE": "00000000",
    }
    return {**dict.fromkeys(columns, ""), **told, **cells}


def medicare(number: int, services: str = "40", code: str = "22514") -> dict[str, str]:
    """One row of the Medicare file."""
    return {
        "Rndrng_NPI": npi_of(number),
        "Rndrng_Prvdr_Ent_Cd": "I",
        "HCPCS_Cd": code,
        "Place_Of_Srvc": "F",
        "Tot_Srvcs": services,
    }


def write_csv(path: Path, rows: Iterable[Row], columns: Sequence[str] = ()) -> Path:
    """Writes the rows with every value quoted, as the published files are."""
    written = list(rows)
    names = list(columns) or list(dict.fromkeys(name for row in written for name in row))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, names, restval="", quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(written)
    return path


def nppes_csv(folder: Path, people: Iterable[Row], name: str = "npidata_weekly.csv") -> Path:
    """An NPPES file; by its name a weekly one, so that it removes nobody."""
    return write_csv(folder / name, people, nppes_columns())


def load(resources: Resources, source: Source, path: Path, **options: Any) -> ImportReport:
    """Imports one file and commits it."""
    with resources.database.writing() as session:
        return load_files(session, resources, source, [path], LoadOptions(**options))


def load_directory(
    resources: Resources,
    folder: Path,
    people: Iterable[Row],
    *,
    certifications: Iterable[Row] = (),
    memberships: Iterable[Row] = (),
    practices: Iterable[Row] = (),
    volumes: Iterable[Row] = (),
) -> None:
    """Loads people with what is known of them; empty lists load nothing."""
    load(resources, Source.NPPES, nppes_csv(folder, people))
    for source, name, rows in (
        (Source.CERTIFICATIONS, "certifications.csv", list(certifications)),
        (Source.MEMBERSHIPS, "memberships.csv", list(memberships)),
        (Source.PRACTICES, "practices.csv", list(practices)),
        (Source.MEDICARE_VOLUME, "MUP_PHY_R26_P05_V10_D24_Prov_Svc.csv", list(volumes)),
    ):
        if rows:
            load(resources, source, write_csv(folder / name, rows))
