"""Both pages, by the callers of their own tests."""

import pytest

from tests.commands.serve.conftest import caller as program
from tests.commands.serve.conftest import site
from tests.demo.page.conftest import page, words
from tests.loopback.caller import Caller

__all__ = ["page", "program", "site", "words"]


@pytest.fixture(params=["page", "program"])
def caller(request: pytest.FixtureRequest) -> Caller:
    found: Caller = request.getfixturevalue(request.param)
    return found
