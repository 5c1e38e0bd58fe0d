"""A workbook is read as a stream, and refused where it is anything but a plain table."""

from collections.abc import Callable
from contextlib import suppress

import pytest

from finder.domain.errors import InputRefused
from finder.domain.provenance import Source
from finder.importers import opening, workbook
from tests import workbooks
from tests.importers.conftest import ReadFile
from tests.workbooks import HEADER, NAME, inline_rows, worksheet

Number = Callable[[int], str]
_HEADER_ROW = (
    '<row><c t="inlineStr"><is><t>NPI</t></is></c>'
    '<c t="str"><v>NPPES Deactivation Date</v></c></row>'
)


def read_sheet(read_file: ReadFile, rows: str) -> tuple[list[str], list[int]]:
    content = workbooks.workbook(worksheet(rows))
    outcome = read_file(Source.NPPES_DEACTIVATED, content, NAME)
    return [record.npi for record in outcome.records], [one.line for one in outcome.problems]


@pytest.mark.parametrize("number", ["{}", "{}.0", "{}E0"])
def test_numbers_and_cells_without_an_address_are_read(
    read_file: ReadFile, npi: Number, number: str
) -> None:
    rows = _HEADER_ROW + f"<row><c><v>{number.format(npi(1))}</v></c><c><v>46328</v></c></row>"
    assert read_sheet(read_file, rows) == ([npi(1)], [])


def test_a_number_in_powers_of_ten_is_the_same_number(read_file: ReadFile, npi: Number) -> None:
    written = f"{npi(1)[0]}.{npi(1)[1:]}E9"
    rows = _HEADER_ROW + f"<row><c><v>{written}</v></c><c/></row>"
    assert read_sheet(read_file, rows) == ([npi(1)], [])


def test_rows_and_cells_that_are_left_out_are_empty(read_file: ReadFile, npi: Number) -> None:
    cell = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
    rows = inline_rows(["A title"], HEADER)
    rows += f'<row r="5">{cell.format("A5", npi(1))}</row>'
    rows += f'<row r="9">{cell.format("B9", "11/02/2026")}</row>'
    rows += f'<row r="10">{cell.format("B10", "x")}{cell.format("A10", npi(2))}</row>'
    assert read_sheet(read_file, rows) == ([npi(1), npi(2)], [9])


def test_rich_texts_prefixes_and_quotes_are_read(read_file: ReadFile, npi: Number) -> None:
    text = f"<x:r><x:t>{npi(1)[:4]}</x:t></x:r><x:r><x:t>{npi(1)[4:]}</x:t></x:r>"
    spoken = '<x:rPh sb="0" eb="1"><x:t>two</x:t></x:rPh>'
    rows = "".join(
        f'<x:row><x:c t="inlineStr"><x:is>{cell}</x:is></x:c>'
        f'<x:c t="inlineStr"><x:is><x:t>{other}</x:t></x:is></x:c></x:row>'
        for cell, other in (
            ("<x:t>NPI</x:t>", HEADER[1]),
            (text + spoken, "11/02/2026,\n &quot;about&quot;"),
        )
    )
    sheet = f'<x:worksheet xmlns:x="urn:x"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    outcome = read_file(Source.NPPES_DEACTIVATED, workbooks.workbook(sheet), NAME)
    assert [record.npi for record in outcome.records] == [npi(1)]
    assert not outcome.problems


@pytest.mark.parametrize(
    ("sheet", "reason"),
    [
        ("<!DOCTYPE x><worksheet/>", "no plain Excel workbook"),
        (
            '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>',
            "no plain Excel workbook",
        ),
        ("<worksheet><sheetData>", "damaged Excel workbook"),
        ("no xml", "damaged Excel workbook"),
        (worksheet('<row r="2"/><row r="1"/>'), "rows out of order"),
        (worksheet('<row r="9999999"/>'), "rows out of order"),
        (worksheet('<row r="one"/>'), "damaged Excel workbook"),
        (worksheet('<row><c r="XFD1"><v>1</v></c></row>'), "more than 256 columns"),
        (worksheet('<row><c t="s"><v>7</v></c></row>'), "damaged Excel workbook"),
        (worksheet('<row><c t="s"><v>-1</v></c></row>'), "damaged Excel workbook"),
        (worksheet(f"<row><c><v>{'1' * 40_000}</v></c></row>"), "too long"),
        (worksheet(inline_rows(["npi", "day"])), "lacks “NPPES Deactivation Date”"),
    ],
)
def test_a_sheet_that_is_no_plain_table_is_refused(
    read_file: ReadFile, sheet: str, reason: str
) -> None:
    with pytest.raises(InputRefused, match=reason) as refusal:
        read_file(Source.NPPES_DEACTIVATED, workbooks.workbook(sheet), NAME)
    assert str(refusal.value).startswith(NAME)


def test_shared_texts_have_no_document_type_either(read_file: ReadFile) -> None:
    content = workbooks.workbook(worksheet(""), "<!DOCTYPE x><sst/>")
    with pytest.raises(InputRefused, match="no plain Excel workbook"):
        read_file(Source.NPPES_DEACTIVATED, content, NAME)


def test_several_sheets_are_refused(read_file: ReadFile) -> None:
    content = workbooks.workbook(worksheet(""), None, **{"xl/worksheets/sheet2.xml": "<x/>"})
    with pytest.raises(InputRefused, match="a workbook of 2 sheets"):
        read_file(Source.NPPES_DEACTIVATED, content, NAME)


def test_what_must_be_held_in_the_memory_is_bounded(
    read_file: ReadFile, npi: Number, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = workbooks.report([npi(1), "11/02/2026"])
    monkeypatch.setattr(opening, "MAX_HELD_BYTES", 200)
    for file, name in ((content, NAME), (workbooks.zipped(content), workbooks.ZIP_NAME)):
        with pytest.raises(InputRefused, match="too large a workbook"):
            read_file(Source.NPPES_DEACTIVATED, file, name)


def test_a_workbook_for_another_source_is_still_refused(read_file: ReadFile, npi: Number) -> None:
    with pytest.raises(InputRefused, match="Save it as CSV UTF-8"):
        read_file(Source.NPPES, workbooks.report([npi(1), ""]), NAME)


def test_a_damaged_workbook_inside_a_zip_is_refused(read_file: ReadFile, npi: Number) -> None:
    content = workbooks.report([npi(1), "11/02/2026"])
    for spoiled in (content[:-30], b"PK\x03\x04", content.replace(b"sheet1", b"sheet9", 1)):
        with pytest.raises(InputRefused):
            read_file(Source.NPPES_DEACTIVATED, workbooks.zipped(spoiled), workbooks.ZIP_NAME)


def test_every_damage_of_a_workbook_is_refused_or_harmless(
    read_file: ReadFile, npi: Number
) -> None:
    rows = [[npi(number), f"11/{number % 28 + 1:02}/2026"] for number in range(1, 30)]
    content = workbooks.report(*rows)
    for place in range(0, len(content), 11):
        flipped = content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]
        for damaged in (content[:place] or b"PK\x03\x04", flipped):
            with suppress(InputRefused):
                assert len(read_file(Source.NPPES_DEACTIVATED, damaged, NAME).records) == 29


def test_blocks_of_any_size_give_the_same_lines() -> None:
    sheet = worksheet(inline_rows(["Title"], HEADER, ["1", "a,b"], ["2", 'c"d'])).encode()

    def lines(size: int) -> bytes:
        blocks = (sheet[at : at + size] for at in range(0, len(sheet), size))
        return b"".join(workbook.csv_blocks(blocks, [], InputRefused))

    whole = lines(len(sheet))
    assert whole == b'Title\nNPI,NPPES Deactivation Date\n1,"a,b"\n2,"c""d"\n'
    assert all(lines(size) == whole for size in (1, 7, 100))
