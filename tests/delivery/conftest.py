"""What all tests of delivery need."""

import pytest


@pytest.fixture(autouse=True)
def durations_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it the library warns whenever a RetryAfter is made, and warnings are errors here."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
