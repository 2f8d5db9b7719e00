"""The Word file, read back: what Word would show, in which fonts, on which paper."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from bot.letters.model import Draft, Paragraph, Style, Table
from bot.letters.word import FANGSONG, HEITI, LATIN, PAGE, SONGTI, write_word
from bot.views.letters import write_draft
from tests.letters.answers import TODAY, fill
from tests.letters.test_drafts import LETTERS

DRAFT = Draft(
    "投诉信",
    (
        Paragraph("致：甲公司", Style.FLUSH),
        Paragraph("一、经过", Style.HEADING),
        Paragraph("他说：“<b>&amp;</b>”。\n第二行。"),
        Table(("序号", "经过"), (("1", "甲"), ("2", "乙")), (20, 136)),
        Paragraph("投诉人（签名）：〔　　〕", Style.RIGHT),
    ),
)


@pytest.fixture(scope="module")
def file() -> bytes:
    return write_word(DRAFT)


@pytest.fixture(scope="module")
def document(file):
    return Document(BytesIO(file))


def test_words_arrive_as_they_were(document):
    texts = [each.text for each in document.paragraphs if each.text]
    assert texts == [
        "投诉信", "致：甲公司", "一、经过", "他说：“<b>&amp;</b>”。", "第二行。",
        "投诉人（签名）：〔　　〕",
    ]  # fmt: skip
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["序号", "经过"], ["1", "甲"], ["2", "乙"],
    ]  # fmt: skip


def test_paper_is_a4_with_margins_and_no_header(document, file):
    (section,) = document.sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == PAGE
    assert section.left_margin >= Mm(25)
    assert section.right_margin >= Mm(25)
    assert section.header.is_linked_to_previous
    assert section.footer.is_linked_to_previous
    assert not [name for name in ZipFile(BytesIO(file)).namelist() if "header" in name]


def test_fonts_are_named_for_chinese_text(document):
    cells = [cell.paragraphs[0] for row in document.tables[0].rows for cell in row.cells]
    fonts = [
        each.runs[0]._element.rPr.rFonts
        for each in (*(paragraph for paragraph in document.paragraphs if paragraph.runs), *cells)
    ]
    named = [each.get(qn("w:eastAsia")) for each in fonts]
    assert named[:3] == [HEITI, FANGSONG, HEITI]
    assert named[-6:] == [HEITI, HEITI, SONGTI, SONGTI, SONGTI, SONGTI]
    assert {each.get(qn("w:ascii")) for each in fonts} == {LATIN}
    assert not [name for each in fonts for name in each.attrib if name.endswith("Theme")]


def test_the_head_of_a_table_is_repeated_and_rows_stay_whole(document):
    rows = document.tables[0].rows
    marks = [[child.tag for child in row._tr.trPr] for row in rows]
    assert qn("w:tblHeader") in marks[0]
    assert all(qn("w:cantSplit") in each for each in marks)


def test_nothing_tells_who_made_it_or_when(document):
    known = document.core_properties
    assert (known.author, known.last_modified_by, known.comments) == ("", "", "")
    assert known.created == known.modified
    assert known.created.year == 2000


@pytest.mark.parametrize("name", LETTERS)
def test_every_letter_is_a_file_that_says_what_its_draft_says(name, library, private):
    for given in (set(), None):
        letter = library.letters[name]
        draft = write_draft(private, letter, fill(letter, given), library.reading(TODAY))
        document = Document(BytesIO(write_word(draft)))
        paragraphs = [each.text for each in document.paragraphs if each.text]
        said = [each.text for each in draft.blocks if isinstance(each, Paragraph)]
        assert paragraphs == [draft.title, *(row for each in said for row in each.split("\n"))]
        tables = [each for each in draft.blocks if isinstance(each, Table)]
        assert len(document.tables) == len(tables)
