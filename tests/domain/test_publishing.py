"""Which files a page names, and when the next one is due."""

import tomllib
from datetime import date, timedelta
from urllib.parse import urlsplit

from finder.domain.provenance import Source
from finder.domain.publishing import Publishing, publishing_from
from finder.settings import Settings

PAGE = """
<a href='./NPPES_Data_Dissemination_November_2026_V2.zip'>full</a>
<a href='./NPPES_Deactivated_NPI_Report_110926_V2.zip'>deactivated</a>
<a href='./NPPES_Data_Dissemination_110926_111526_Weekly_V2.zip'>weekly</a>
<a href='./NPPES_Data_Dissemination_110226_110826_Weekly_V2.zip'>weekly</a>
<a href='./NPPES_Data_Dissemination_110226_110826_Weekly_V2.zip'>the same again</a>
"""


def shipped() -> Publishing:
    text = (Settings().data / "sources.toml").read_text(encoding="utf-8")
    return publishing_from(tomllib.loads(text))


def test_the_page_of_the_register_names_each_kind() -> None:
    full, _, weekly, _, ended = shipped().files[:5]
    assert full.links_in(PAGE) == ["NPPES_Data_Dissemination_November_2026_V2.zip"]
    assert ended.links_in(PAGE) == ["NPPES_Deactivated_NPI_Report_110926_V2.zip"]
    assert weekly.links_in(PAGE) == [
        "NPPES_Data_Dissemination_110226_110826_Weekly_V2.zip",
        "NPPES_Data_Dissemination_110926_111526_Weekly_V2.zip",
    ], "every one, the oldest first"
    assert weekly.day_of(weekly.links_in(PAGE)[0]) == date(2026, 11, 8)
    assert full.day_of(full.links_in(PAGE)[0]) is None


def test_the_catalogue_of_clinicians_names_a_whole_address() -> None:
    file = shipped().main_file(Source.MEDICARE_CLINICIANS)
    assert file is not None
    address = (
        "https://data.cms.gov/provider-data/sites/default/files/resources/"
        "52c3f098d7e56028a298fd297cb0b38d_1763000000/DAC_NationalDownloadableFile.csv"
    )
    page = '{"downloadURL": "' + address.replace("/", "\\/") + '"}'
    assert file.links_in(page) == [address]
    assert file.is_named("DAC_NationalDownloadableFile.csv")


def test_of_the_releases_in_a_catalogue_the_newest_is_taken() -> None:
    folder = "https://data.cms.gov/sites/default/files/2026-05/b5ebab5a-f490-418a-9bce-4b9f31419356"
    names = {
        Source.ORDER_REFERRING: ("OrderReferring_20261112.csv", "OrderReferring_20260723.csv"),
        Source.MEDICARE_VOLUME: (
            "PHY_R26_P05_V10_D24_Prov_Svc.csv",
            "MUP_PHY_R25_P05_V20_D23_Prov_Svc.csv",
        ),
    }
    page = " ".join(f'"{folder}/{name}"' for listed in names.values() for name in listed)
    for source, listed in names.items():
        file = shipped().main_file(source)
        assert file is not None
        assert file.links_in(page) == [f"{folder}/{listed[0]}"]
        assert all(file.is_named(name) for name in listed)
        assert not file.has_one_name


def test_a_name_that_never_changes_tells_nothing_of_what_is_new() -> None:
    with_one_name = {file.source for file in shipped().files if file.has_one_name}
    assert with_one_name >= {Source.MEDICARE_CLINICIANS}
    assert Source.NPPES not in with_one_name


def test_nothing_is_fetched_from_elsewhere() -> None:
    publishing = shipped()
    for file in publishing.files:
        for address in filter(None, (file.url, file.index, file.page)):
            parts = urlsplit(address)
            assert f"{parts.scheme}://{parts.netloc}" in publishing.hosts
    assert all(host.startswith("https://") for host in publishing.hosts)


def test_every_federal_source_has_a_rhythm_and_no_roster_has() -> None:
    with_file = {file.source for file in shipped().files}
    rosters = {Source.CERTIFICATIONS, Source.MEMBERSHIPS, Source.PRACTICES}
    assert with_file == set(Source) - rosters


def test_people_come_before_what_is_said_of_them() -> None:
    order = [file.source for file in shipped().files]
    assert order[0] is Source.NPPES
    assert order.index(Source.EXCLUSIONS) < order.index(Source.MEDICARE_CLINICIANS)


def test_a_file_is_due_after_its_days() -> None:
    file = shipped().files[0]
    day = date(2026, 11, 1)
    assert file.due_on(None) is None
    assert file.due_on(day) == day + timedelta(days=file.every_days)


def test_a_weekly_file_is_no_monthly_one() -> None:
    full, _, weekly = shipped().files[:3]
    name = "NPPES_Data_Dissemination_110226_110826_Weekly_V2.zip"
    assert weekly.is_named(name)
    assert not full.is_named(name)


def test_a_name_with_an_impossible_day_has_none() -> None:
    weekly = shipped().files[2]
    assert weekly.day_of("NPPES_Data_Dissemination_110226_139926_Weekly_V2.zip") is None
