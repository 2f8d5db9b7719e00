"""The tables of the content on a fixed day, and the reference's worked examples where present."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.library.load import Library
from bot.reckoning.outcome import Known, Outcome
from bot.reckoning.registry import RECKONERS
from bot.reckoning.workdays import WorkDays

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference" / "calculators.yaml"
TODAY = date(2026, 11, 21)  # the reference's today


@pytest.fixture(scope="session")
def known(library: Library) -> Known:
    return Known(TODAY, library.rates, WorkDays())


class Bench:
    """Runs a calculator by its id."""

    def __init__(self, known: Known) -> None:
        self.known = known

    def __call__(self, name: str, **answers: Any) -> Outcome:
        return RECKONERS[name].reckon(answers, self.known)


@pytest.fixture(scope="session")
def bench(known: Known) -> Bench:
    return Bench(known)


def plain(outcome: Outcome) -> dict[str, Any]:
    """The bare values by name."""
    return {name: quantity.value for name, quantity in outcome.values.items()}


@pytest.fixture(scope="session")
def reference() -> dict[str, Any]:
    """The calculators of the reference by id."""
    yaml = pytest.importorskip("yaml", reason="PyYAML reads ../shared/reference and is not here")
    if not REFERENCE.is_file():
        pytest.skip("../shared/reference is not here")
    found = yaml.safe_load(REFERENCE.read_text("utf-8"))["calculators"]
    return {each["id"]: each for each in found}
