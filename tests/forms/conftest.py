"""How answers are read on a fixed day, with the words of the content."""

from datetime import date

import pytest

from bot.forms.reading import Reading
from bot.library.load import Library


@pytest.fixture(scope="session")
def reading(library: Library) -> Reading:
    return library.reading(date(2026, 11, 22))
