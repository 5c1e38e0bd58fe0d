"""Small Excel workbooks, put together as the published ones are."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TITLE = "NPPES Deactivated Records as of Nov 09 2026"
HEADER = ("NPI", "NPPES Deactivation Date")
NAME = "NPPES Deactivated NPI Report 20261109.xlsx"
ZIP_NAME = "NPPES_Deactivated_NPI_Report_110926_V2.zip"


def workbook(sheet: str, strings: str | None = None, **members: str) -> bytes:
    """A workbook with this XML of one sheet and of its shared texts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        if strings is not None:
            archive.writestr("xl/sharedStrings.xml", strings)
        for name, text in members.items():
            archive.writestr(name, text)
    return content.getvalue()


def worksheet(rows: str) -> str:
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def inline_rows(*rows: Sequence[str]) -> str:
    """Rows of texts that stand in the sheet itself."""
    return "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
            for place, cell in enumerate(row)
        )
        + "</row>"
        for number, row in enumerate(rows, start=1)
    )


def report(*rows: Sequence[str]) -> bytes:
    """The report as published: a title, the header, and shared texts."""
    cells = [[TITLE], HEADER, *rows]
    texts = list(dict.fromkeys(cell for row in cells for cell in row))
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    sheet = "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{chr(65 + place)}{number}" t="s"><v>{texts.index(cell)}</v></c>'
            for place, cell in enumerate(row)
        )
        + "</row>"
        for number, row in enumerate(cells, start=1)
    )
    return workbook(worksheet(sheet), f'<sst xmlns="{_MAIN}">{shared}</sst>')


def zipped(content: bytes, name: str = NAME) -> bytes:
    """The workbook inside a ZIP, as it is offered."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()
