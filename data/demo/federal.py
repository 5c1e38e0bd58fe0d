"""Rows of the federal files: NPPES, its further locations, Medicare counts and exclusions."""

from collections.abc import Iterator
from random import Random

from days import Days
from people import Person

Row = dict[str, str]

_PRACTICE = "Business Practice Location Address"
_MAILING = "Business Mailing Address"
_SECONDARY = "Provider Secondary Practice Location Address"
# The two primary codes of each procedure, and the add-on code that the importer leaves out.
_CODES = {"kyphoplasty": ("22513", "22514", "22515"), "vertebroplasty": ("22510", "22511", "22512")}
_SERVICES = {"large": (60, 220), "middle": (25, 60), "small": (11, 25), "older_year": (11, 40)}
_FEWEST_PUBLISHED = 11


def nppes_rows(person: Person, days: Days, random: Random) -> Iterator[Row]:
    """Names in capitals and nine-digit ZIPs, as NPPES prints them; unused columns are left out."""
    first = person.offices[0]
    row = {
        "NPI": person.npi,
        "Entity Type Code": "1",
        "Provider Last Name (Legal Name)": person.last.upper(),
        "Provider First Name": person.first.upper(),
        "Provider Middle Name": person.middle.upper(),
        "Provider Name Suffix Text": person.suffix,
        "Provider Credential Text": person.letters,
        f"Provider First Line {_MAILING}": f"PO BOX 55{person.npi[5:7]}",
        f"Provider {_MAILING} City Name": first.city.upper(),
        f"Provider {_MAILING} State Name": first.state,
        f"Provider {_MAILING} Postal Code": first.zip_code,
        f"Provider First Line {_PRACTICE}": first.line1.upper(),
        f"Provider Second Line {_PRACTICE}": first.line2.upper(),
        f"Provider {_PRACTICE} City Name": first.city.upper(),
        f"Provider {_PRACTICE} State Name": first.state,
        f"Provider {_PRACTICE} Postal Code": f"{first.zip_code}0000",
        f"Provider {_PRACTICE} Telephone Number": first.phone,
        f"Provider {_PRACTICE} Fax Number": first.fax,
        "Provider Enumeration Date": days.us(random.randrange(1500, 7000)),
        "Last Update Date": days.us(random.randrange(20, 1400)),
        "NPI Deactivation Date": "",
        "NPI Reactivation Date": "",
    }
    for slot in (1, 2, 3):
        is_used = slot <= len(person.taxonomies)
        switch = "Y" if slot == person.primary_slot else "N"
        row |= {
            f"Healthcare Provider Taxonomy Code_{slot}": (*person.taxonomies, "", "")[slot - 1],
            f"Provider License Number_{slot}": f"DEMO{person.npi[3:8]}" if is_used else "",
            f"Provider License Number State Code_{slot}": person.license_state if is_used else "",
            f"Healthcare Provider Primary Taxonomy Switch_{slot}": switch if is_used else "",
        }
    yield row


def location_rows(person: Person, days: Days, random: Random) -> Iterator[Row]:
    """Further locations as the practitioners told NPPES; the two spaces are the publisher's."""
    for office in person.offices:
        if office.origin == "locations":
            yield {
                "NPI": person.npi,
                f"{_SECONDARY}- Address Line 1": office.line1,
                f"{_SECONDARY}-  Address Line 2": office.line2,
                f"{_SECONDARY} - City Name": office.city,
                f"{_SECONDARY} - State Name": office.state,
                f"{_SECONDARY} - Postal Code": office.zip_code,
                f"{_SECONDARY} - Country Code (If outside U.S.)": "US",
                f"{_SECONDARY} - Telephone Number": office.phone,
                f"{_SECONDARY} - Telephone Extension": "",
                "Provider Practice Location Address - Fax Number": office.fax,
            }


def older_volume_rows(person: Person, days: Days, random: Random) -> Iterator[Row]:
    """The year before the newest; somebody may stand in it alone."""
    yield from _volume_rows(person, random)


def volume_rows(person: Person, days: Days, random: Random) -> Iterator[Row]:
    if person.volume != "older_year":
        yield from _volume_rows(person, random)


def _volume_rows(person: Person, random: Random) -> Iterator[Row]:
    """One row per code and place of service: facility (F) or office (O)."""
    if person.volume == "absent":
        return
    for procedure in ("kyphoplasty", "vertebroplasty")[: random.choice((1, 1, 1, 2))]:
        first, second, add_on = _CODES[procedure]
        if person.volume == "interval":
            yield _service(person, first, "F", "1-10")
            continue
        services = random.randrange(*_SERVICES[person.volume])
        if procedure == "vertebroplasty":
            services = max(_FEWEST_PUBLISHED, services // 3)
        part = services // 3 if services >= 3 * _FEWEST_PUBLISHED else 0
        yield _service(person, first, "F", str(services - part))
        if part:
            yield _service(person, second, random.choice("FO"), f"{part}.0")
            yield _service(person, add_on, "F", str(part))


def _service(person: Person, code: str, place: str, services: str) -> Row:
    office = person.offices[0]
    return {
        "Rndrng_NPI": person.npi,
        "Rndrng_Prvdr_Last_Org_Name": person.last,
        "Rndrng_Prvdr_First_Name": person.first,
        "Rndrng_Prvdr_Ent_Cd": "I",
        "Rndrng_Prvdr_State_Abrvtn": office.state,
        "Rndrng_Prvdr_Zip5": office.zip_code,
        "HCPCS_Cd": code,
        "Place_Of_Srvc": place,
        "Tot_Srvcs": services,
    }


def exclusion_rows(person: Person, days: Days, random: Random) -> Iterator[Row]:
    """Days of the exclusion list are eight digits, zeros where there is none."""
    cases = {
        "excluded": {},
        "waived": {"WAIVERDATE": days.digits(300), "WVRSTATE": person.license_state},
        "waived_elsewhere": {"WAIVERDATE": days.digits(500), "WVRSTATE": "AL"},
        "reinstated": {"REINDATE": days.digits(200)},
        "same_name": {"NPI": "0000000000"},
    }
    if person.case not in cases:
        return
    office = person.offices[0]
    yield {
        "LASTNAME": person.last.upper(),
        "FIRSTNAME": person.first.upper(),
        "MIDNAME": person.middle.upper(),
        "BUSNAME": "",
        "GENERAL": "PHYSICIAN (MD, DO)",
        "SPECIALTY": "RADIOLOGY",
        "UPIN": "",
        "NPI": person.npi,
        "DOB": "",
        "ADDRESS": office.line1.upper(),
        "CITY": office.city.upper(),
        "STATE": office.state,
        "ZIP": office.zip_code,
        "EXCLTYPE": "1128b4",
        "EXCLDATE": days.digits(900),
        "REINDATE": "00000000",
        "WAIVERDATE": "00000000",
        "WVRSTATE": "",
        **cases[person.case],
    }
