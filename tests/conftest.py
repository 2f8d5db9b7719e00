"""The real content and the real engine, loaded once: both are read-only."""

import pytest

from bot.analysis import Engine
from bot.library.load import Library, load_library


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="session")
def engine(library: Library) -> Engine:
    return Engine(library.content)
