"""Pages as somebody will print them: LibreOffice makes a PDF, and the PDF is measured.

Skipped where LibreOffice or poppler isn't there: Debian has ``libreoffice-writer-nogui``.
"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.letters.word import MARGINS, write_word
from bot.views.letters import write_draft
from tests.letters.answers import TODAY, fill
from tests.letters.test_drafts import LETTERS

OFFICE, POPPLER = shutil.which("soffice"), shutil.which("pdftotext")
MOST_PAGES = 4
POINTS_A_MILLIMETER = 72 / 25.4

pytestmark = pytest.mark.skipif(
    not (OFFICE and POPPLER), reason="LibreOffice or poppler is not installed"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory, library, private) -> Path:
    """A PDF of every letter with all of its facts."""
    folder = tmp_path_factory.mktemp("pages")
    for name in LETTERS:
        letter = library.letters[name]
        draft = write_draft(private, letter, fill(letter, None), library.reading(TODAY))
        (folder / f"{name}.docx").write_bytes(write_word(draft))
    command = [
        str(OFFICE), f"-env:UserInstallation=file://{folder}/profile", "--headless",
        "--convert-to", "pdf", "--outdir", str(folder), *map(str, sorted(folder.glob("*.docx"))),
    ]  # fmt: skip
    subprocess.run(command, capture_output=True, timeout=180, check=True)
    return folder


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_fills_few_pages_and_stays_within_its_margins(name, folder):
    command = [str(POPPLER), "-bbox", str(folder / f"{name}.pdf"), "-"]
    page = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    sizes = re.findall(r'<page width="([\d.]+)" height="([\d.]+)"', page)
    assert 1 <= len(sizes) <= MOST_PAGES
    assert {(round(float(w)), round(float(h))) for w, h in sizes} == {(595, 842)}
    right = [float(each) for each in re.findall(r'xMax="([\d.]+)"', page)]
    left = [float(each) for each in re.findall(r'xMin="([\d.]+)"', page)]
    hanging = 16  # points that a stop at a line's end may hang out
    assert min(left) >= MARGINS[2] * POINTS_A_MILLIMETER - 6
    assert max(right) <= 595 - MARGINS[3] * POINTS_A_MILLIMETER + hanging
