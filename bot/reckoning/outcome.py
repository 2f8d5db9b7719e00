"""What a calculator gives: quantities with units by name, rows of them, and what held."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from bot.reckoning.rates import RateTable
from bot.reckoning.workdays import WorkDays

Answers = Mapping[str, Any]
Row = Mapping[str, "Quantity"]


class Unit(StrEnum):
    """How a quantity is written: yuan to the cent, percent, a day, a count, words of the user's."""

    YUAN = "yuan"
    PERCENT = "percent"
    TIMES = "times"
    DAY = "day"
    COUNT = "count"
    WORDS = "words"


class Quantity(NamedTuple):
    """A value and its unit."""

    unit: Unit
    value: Decimal | date | int | str


@dataclass(frozen=True, slots=True)
class Known:
    """What a calculator may look at beside the answers."""

    today: date
    rates: RateTable
    workdays: WorkDays


@dataclass(frozen=True, slots=True)
class Outcome:
    """``values`` by name, ``rows`` of them, and ``flags``: what held, so that a line is shown."""

    values: Row
    flags: frozenset[str] = frozenset()
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reckoner:
    """A calculator's arithmetic and what it may name: content is checked against it."""

    reckon: Callable[[Answers, Known], Outcome]
    asks: frozenset[str]
    gives: frozenset[str]
    flags: frozenset[str] = frozenset()
    rows: Mapping[str, frozenset[str]] = field(default_factory=dict)


def yuan(value: Decimal) -> Quantity:
    """A sum of money."""
    return Quantity(Unit.YUAN, value)


def percent(value: Decimal) -> Quantity:
    """A rate: 18 for 18 %."""
    return Quantity(Unit.PERCENT, value)


def day(value: date) -> Quantity:
    """A day."""
    return Quantity(Unit.DAY, value)


def count(value: int) -> Quantity:
    """How many."""
    return Quantity(Unit.COUNT, value)


def raised(**held: bool) -> frozenset[str]:
    """The names of what held."""
    return frozenset(name for name, does_hold in held.items() if does_hold)
