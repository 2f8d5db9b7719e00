"""The screens' frame, for drafts."""

import pytest

from bot.library.load import Library
from bot.library.texts import DEFAULT_LANGUAGE
from bot.views.frame import Frame
from bot.views.state import StateCodec


@pytest.fixture(scope="session")
def private(library: Library) -> Frame:
    codec = StateCodec(library.content.rules, library.content.verdicts.questions)
    return Frame(library, library.texts[DEFAULT_LANGUAGE], codec, private=True)
