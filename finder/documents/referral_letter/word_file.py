"""The letter as a Word file, for offices that go on writing in it."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt

from finder.documents.referral_letter.footer import (
    ANSWER,
    ANSWER_HEADING,
    QR_DESCRIPTION,
    SIGNATURE,
    identity,
    not_recorded,
    qr_png,
)
from finder.domain.referral import PrintedLetter
from finder.domain.referral.printing import EMERGENCY_MARK, TITLE, Row

_MARGIN = Cm(1.8)
_QR_SIZE = Cm(2.6)
_TITLE, _HEADING = "Title", "Heading1"
_UNUSED = {"thumbnail", "customXml", "stylesWithEffects"}


def word_file(letter: PrintedLetter) -> bytes:
    """A file without author or anything of the patient in its properties."""
    document = Document(BytesIO(_empty_file()))
    body = _Body(document)
    body.add(_paragraph([letter.title], style=_TITLE))
    if letter.is_emergency:
        body.add(_paragraph([], label=EMERGENCY_MARK))
    body.add(_paragraph([f"Written on {letter.written_on}"]))
    for section in letter.sections:
        body.add(_paragraph([section.heading], style=_HEADING))
        for row in section.rows:
            body.add(_row(row))
        if section.not_recorded:
            body.add(_paragraph([not_recorded(section.not_recorded)]))
    body.add(_paragraph(["", SIGNATURE]))
    if letter.reply_address:
        body.add(_paragraph([ANSWER_HEADING], style=_HEADING))
        body.add(_paragraph([ANSWER]))
        body.add(_paragraph([letter.reply_address]))
        _add_picture(document, letter)
    _add_footer(document, letter)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


class _Body:
    """Appends paragraphs; by way of the package's own styles each would take a millisecond."""

    def __init__(self, document: WordDocument) -> None:
        self._end = document.element.body.sectPr

    def add(self, paragraph: BaseOxmlElement) -> None:
        self._end.addprevious(paragraph)


def _row(row: Row) -> BaseOxmlElement:
    return _paragraph(row.lines, label=f"{row.label}: " if row.label else "")


def _paragraph(lines: Sequence[str], label: str = "", style: str = "") -> BaseOxmlElement:
    """Lines of one paragraph behind a label in bold."""
    paragraph = OxmlElement("w:p")
    if style:
        named = OxmlElement("w:pStyle", {qn("w:val"): style})
        properties = OxmlElement("w:pPr")
        properties.append(named)
        paragraph.append(properties)
    if label:
        bold = OxmlElement("w:rPr")
        bold.append(OxmlElement("w:b"))
        run = _run(label)
        run.insert(0, bold)
        paragraph.append(run)
    for number, line in enumerate(lines):
        run = _run(line)
        if number:
            run.insert(0, OxmlElement("w:br"))
        paragraph.append(run)
    return paragraph


def _run(text: str) -> BaseOxmlElement:
    run, held = OxmlElement("w:r"), OxmlElement("w:t")
    held.text = text
    held.set(qn("xml:space"), "preserve")
    run.append(held)
    return run


@cache
def _empty_file() -> bytes:
    """The page and its styles without a word of any letter; made once a process."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21.59), Cm(27.94)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10.5)
    normal.paragraph_format.space_after = Pt(2)
    for name, size in (("Title", 18), ("Heading 1", 12)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(size), None
        style.paragraph_format.space_before = Pt(6)
        style.paragraph_format.space_after = Pt(2)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = TITLE, "", ""
    properties.last_modified_by, properties.language = "", "en-US"
    _leave_out_unused(document)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _leave_out_unused(document: WordDocument) -> None:
    """A picture of an empty page and the like, which cost time in every letter."""
    for rels in (document.part.package.rels, document.part.rels):
        unused = [key for key, rel in rels.items() if rel.reltype.rpartition("/")[2] in _UNUSED]
        for key in unused:
            del rels[key]


def _add_picture(document: WordDocument, letter: PrintedLetter) -> None:
    run = document.add_paragraph().add_run()
    run.add_picture(BytesIO(qr_png(letter)), width=_QR_SIZE)
    for shape in run._r.iter(qn("wp:docPr")):
        shape.set("descr", QR_DESCRIPTION)


def _add_footer(document: WordDocument, letter: PrintedLetter) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]._p
    parts = (f"{' · '.join(identity(letter))} · page ", "PAGE", " of ", "NUMPAGES")
    for number, part in enumerate(parts):
        paragraph.append(_field(part) if number % 2 else _run(part))


def _field(instruction: str) -> BaseOxmlElement:
    """A number that the word processor fills in."""
    field = OxmlElement("w:fldSimple", {qn("w:instr"): instruction})
    field.append(_run("1"))
    return field
