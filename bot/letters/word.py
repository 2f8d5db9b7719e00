"""A letter as a Word file: A4, no header or footer, fonts that any Chinese Windows has.

Western letters and digits are set in Times New Roman, Chinese in the fonts named here.
"""

from datetime import datetime
from io import BytesIO
from itertools import zip_longest
from typing import Any, NamedTuple

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from bot.letters.model import Draft, Paragraph, Style, Table

PAGE = (210, 297)  # millimeters: A4
MARGINS = (25, 25, 28, 26)  # top, bottom, left, right
LATIN = "Times New Roman"
FANGSONG, SONGTI, HEITI = "仿宋", "宋体", "黑体"
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a file's day of making is nobody's business
_LEADING = Pt(26)
_CELL = 10.5  # points


class _Look(NamedTuple):
    font: str
    size: float
    bold: bool = False
    indent: int = 0  # of the first line, in characters
    align: Any = WD_ALIGN_PARAGRAPH.JUSTIFY
    before: float = 0
    after: float = 0


_LOOKS = {
    Style.TITLE: _Look(HEITI, 20, align=WD_ALIGN_PARAGRAPH.CENTER, after=14),
    Style.HEADING: _Look(HEITI, 14, before=6, align=WD_ALIGN_PARAGRAPH.LEFT),
    Style.BODY: _Look(FANGSONG, 14, indent=2),
    Style.ITEM: _Look(FANGSONG, 14, indent=2),
    Style.FLUSH: _Look(FANGSONG, 14, align=WD_ALIGN_PARAGRAPH.LEFT),
    Style.RIGHT: _Look(FANGSONG, 14, align=WD_ALIGN_PARAGRAPH.RIGHT, before=6),
}


def write_word(draft: Draft) -> bytes:
    """The bytes of a docx file; nothing in it says who made it or when."""
    document = Document()
    _set_page(document)
    _set_properties(document, draft.title)
    _add(document, Paragraph(draft.title, Style.TITLE))
    for block, following in zip_longest(draft.blocks, draft.blocks[1:]):
        if isinstance(block, Table):
            _add_table(document, block)
        else:
            _add(document, block, leads=_stays_with(following))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    top, bottom, left, right = map(Mm, MARGINS)
    section.top_margin, section.bottom_margin = top, bottom
    section.left_margin, section.right_margin = left, right
    normal: Any = document.styles["Normal"]
    _set_font(normal, FANGSONG, 14)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")  # else numbers are broken over lines as Chinese is
    language.set(qn("w:eastAsia"), "zh-CN")
    normal.element.rPr.append(language)


def _set_properties(document: WordDocument, title: str) -> None:
    properties = document.core_properties
    properties.title = title
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = _MADE
    properties.language = "zh-CN"


def _stays_with(following: Paragraph | Table | None) -> bool:
    """Whether what follows may not begin a page alone: a table, a signature."""
    if isinstance(following, Paragraph):
        return following.style is Style.RIGHT
    return following is not None


def _add(document: WordDocument, paragraph: Paragraph, *, leads: bool = False) -> None:
    """Adds a paragraph; one that ``leads`` stays on the page of what follows."""
    look = _LOOKS[paragraph.style]
    for text in paragraph.text.split("\n"):
        added = document.add_paragraph()
        shape = added.paragraph_format
        shape.alignment = look.align
        shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
        shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        shape.line_spacing = Pt(look.size + 12) if paragraph.style is Style.TITLE else _LEADING
        shape.first_line_indent = Pt(look.indent * look.size)
        shape.keep_with_next = leads or paragraph.style in (Style.TITLE, Style.HEADING)
        shape.widow_control = True
        _add_run(added, text, look.font, look.size, bold=look.bold)


def _add_run(
    paragraph: WordParagraph, text: str, font: str, size: float, *, bold: bool = False
) -> None:
    run = paragraph.add_run(text)
    run.bold = bold
    _set_font(run, font, size)


def _set_font(styled: Any, font: str, size: float) -> None:
    """Names the font for Chinese too: python-docx's own setting is for Latin letters only."""
    styled.font.name = LATIN
    styled.font.size = Pt(size)
    fonts = styled.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    fonts.set(qn("w:eastAsia"), font)
    fonts.set(qn("w:hint"), "eastAsia")


def _add_table(document: WordDocument, table: Table) -> None:
    """A grid whose head is repeated on every page; rows don't break over pages."""
    grid = document.add_table(rows=0, cols=len(table.head), style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    for number, row in enumerate((table.head, *table.rows)):
        added = grid.add_row()
        properties = added._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, text, width in zip(added.cells, row, table.widths, strict=True):
            cell.width = Mm(width)
            _fill(cell.paragraphs[0], text, head=number == 0)
    for column, width in zip(grid.columns, table.widths, strict=True):
        column.width = Mm(width)
    after = document.add_paragraph().paragraph_format
    after.space_after = Pt(0)
    after.line_spacing_rule, after.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(_CELL)


def _fill(paragraph: WordParagraph, text: str, *, head: bool) -> None:
    shape = paragraph.paragraph_format
    shape.space_after = Pt(2)
    shape.space_before = Pt(2)
    shape.alignment = WD_ALIGN_PARAGRAPH.CENTER if head else WD_ALIGN_PARAGRAPH.LEFT
    _add_run(paragraph, text, HEITI if head else SONGTI, _CELL)
