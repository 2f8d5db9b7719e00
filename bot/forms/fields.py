"""Kinds of answers. ``read`` takes what somebody typed, or raises FieldError with a kind's key.

Bounds are inclusive. ``bot.library`` reads fields strictly from content, told apart by ``kind``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, ClassVar, Literal

from bot.forms.days import read_day, read_month
from bot.forms.numerals import read_money, read_number
from bot.forms.rates import Per, read_percent
from bot.forms.reading import Reading

STRICT: dict[str, Any] = {"extra": "forbid"}
_CENT = Decimal("0.01")
_TIMES = re.compile(r"(?P<item>.+?) ?(?:[x×*乘]|共) ?(?P<count>[^x×*乘共]+)")
_BETWEEN = re.compile(r"[\n;、,+]|(?<=[^-./年月]) (?![-./年月])")
_UNCLEAR_COMMA = re.compile(r"\d,\d{3}(?!\d)")
_MOST_DIGITS = 12


class FieldError(ValueError):
    """An answer that can't be taken: ``key`` names the text that says what is wanted."""

    def __init__(self, key: str, **words: object) -> None:
        super().__init__(key)
        self.key = key
        self.words = words


def _check(value: Decimal, least: Decimal, most: Decimal, kind: str) -> None:
    if value < least:
        raise FieldError(f"{kind}_low", least=least)
    if value > most:
        raise FieldError(f"{kind}_high", most=most)


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in yuan, to the cent."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    kind: Literal["money"] = "money"
    least: Decimal = _CENT
    most: Decimal = Decimal(100_000_000)

    def read(self, text: str, reading: Reading) -> Decimal:
        """Yuan; keys money, money_low, money_high."""
        value = read_money(reading.fold(text))
        if value is None:
            raise FieldError("money")
        _check(value, self.least, self.most, "money")
        return value.quantize(_CENT)


@dataclass(frozen=True, slots=True)
class Percent:
    """A rate in percent of a year, month or day: 18 for 18 %."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    kind: Literal["percent"] = "percent"
    per: Per = "year"
    least: Decimal = Decimal(0)
    most: Decimal = Decimal(100)

    def read(self, text: str, reading: Reading) -> Decimal:
        """Percent; keys percent, percent_low, percent_high."""
        value = read_percent(reading.fold(text), self.per)
        if value is None:
            raise FieldError("percent")
        _check(value, self.least, self.most, "percent")
        return round(value, 6)


@dataclass(frozen=True, slots=True)
class Times:
    """A factor: 1.5, 1.5倍, or 上浮50%."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    kind: Literal["times"] = "times"
    least: Decimal = Decimal(1)
    most: Decimal = Decimal(2)

    def read(self, text: str, reading: Reading) -> Decimal:
        """The factor; keys times, times_low, times_high."""
        plain = reading.fold(text)
        more = re.fullmatch(r"(?:上浮|加收|加)(?P<rate>.+%)", plain)
        if more:
            rate = read_percent(more["rate"], "year")
            value = None if rate is None else 1 + rate / 100
        else:
            value = read_number(plain.removesuffix("倍").strip())
        if value is None:
            raise FieldError("times")
        _check(value, self.least, self.most, "times")
        return round(value, 4)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number; ``units`` are words that may follow it, with what one of them counts."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    kind: Literal["whole"] = "whole"
    least: int = 1
    most: int = 10_000
    units: Mapping[str, int] = field(default_factory=dict)

    def read(self, text: str, reading: Reading) -> int:
        """The number; keys whole, whole_low, whole_high."""
        plain, factor = reading.fold(text), 1
        for unit, count in sorted(self.units.items(), key=lambda each: -len(each[0])):
            if plain.endswith(unit):
                plain, factor = plain.removesuffix(unit).strip(), count
                break
        value = read_number(plain)
        if value is None or value != int(value) or len(str(int(value))) > _MOST_DIGITS:
            raise FieldError("whole")
        _check(value * factor, Decimal(self.least), Decimal(self.most), "whole")
        return int(value) * factor


@dataclass(frozen=True, slots=True)
class Day:
    """A day, at the earliest ``first`` and at the latest ``ahead`` days after today."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    kind: Literal["day"] = "day"
    first: date = date(1990, 1, 1)
    ahead: int = 0

    def read(self, text: str, reading: Reading) -> date:
        """The day; keys day, day_early, day_late, day_future."""
        last = reading.today + timedelta(days=self.ahead)
        value = read_day(reading.fold(text), reading, self.first, last)
        return _bounded(value, self.first, last, self.ahead, "day")


@dataclass(frozen=True, slots=True)
class Month:
    """A month as its first day, within the same bounds."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    kind: Literal["month"] = "month"
    first: date = date(1990, 1, 1)
    ahead: int = 0

    def read(self, text: str, reading: Reading) -> date:
        """The month's first day; keys month, month_early, month_late, month_future."""
        last = reading.today + timedelta(days=self.ahead)
        value = read_month(reading.fold(text), reading, self.first, last)
        return _bounded(value, self.first.replace(day=1), last, self.ahead, "month")


def _bounded(value: date | None, first: date, last: date, ahead: int, kind: str) -> date:
    if value is None:
        raise FieldError(kind)
    if value < first:
        raise FieldError(f"{kind}_early", first=first)
    if value > last:
        raise FieldError(f"{kind}_late" if ahead else f"{kind}_future", last=last, given=value)
    return value


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers to choose from: its label, and other words for it."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    label: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some options, by its label, another word for it, or its number from 1."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    options: tuple[Option, ...]
    kind: Literal["choice"] = "choice"

    def read(self, text: str, reading: Reading) -> str:
        """The option's id; key choice."""
        return find_option(self.options, text, reading).id


@dataclass(frozen=True, slots=True)
class Choices:
    """Any number of some options, at least ``least``."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    options: tuple[Option, ...]
    kind: Literal["choices"] = "choices"
    least: int = 1

    def read(self, text: str, reading: Reading) -> tuple[str, ...]:
        """The options' ids in their own order; keys choice, choices_few."""
        pieces = _split(text, reading)
        return self.take(find_option(self.options, each, reading).id for each in pieces)

    def take(self, chosen: Any) -> tuple[str, ...]:
        """Ids that were tapped, in the options' order; key choices_few."""
        wanted = set(chosen)
        ids = tuple(each.id for each in self.options if each.id in wanted)
        if len(ids) < self.least:
            raise FieldError("choices_few", least=self.least)
        return ids


def find_option(options: tuple[Option, ...], text: str, reading: Reading) -> Option:
    """The option that a typed text means; raises FieldError with key choice."""
    wanted = reading.fold(text)
    number = read_number(wanted.removeprefix("第").removesuffix("个")) if wanted else None
    if number is not None and number == int(number) and 0 < number <= len(options):
        return options[int(number) - 1]
    names = {reading.fold(name): each for each in options for name in (each.label, *each.aliases)}
    if wanted in names:
        return names[wanted]
    near = {
        each.id: each
        for name, each in names.items()
        if wanted and (wanted in name or name in wanted)
    }
    if len(near) != 1:
        raise FieldError("choice")
    return next(iter(near.values()))


@dataclass(frozen=True, slots=True)
class Words:
    """Free words in one line, kept as they were typed; ``lines`` admits several."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    kind: Literal["words"] = "words"
    least: int = 1
    most: int = 100
    lines: bool = False

    def read(self, text: str, reading: Reading) -> str:  # noqa: ARG002 - all fields read alike
        """The words without outer blanks and control characters; keys words_few, words_many."""
        kept = "".join(each for each in text if each.isprintable() or each == "\n")
        rows = [" ".join(row.split()) for row in kept.split("\n")]
        value = ("\n" if self.lines else " ").join(row for row in rows if row)
        if len(value) < self.least:
            raise FieldError("words_few", least=self.least)
        if len(value) > self.most:
            raise FieldError("words_many", most=self.most, length=len(value))
        return value


@dataclass(frozen=True, slots=True)
class List:
    """Several answers of one kind in one message; ``933.33×12`` is twelve of one."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    item: "Money | Day | Words"
    kind: Literal["list"] = "list"
    least: int = 1
    most: int = 120

    def read(self, text: str, reading: Reading) -> tuple[Any, ...]:
        """The answers in order; the item's keys, and list_few, list_many."""
        found: list[Any] = []
        for piece in self._pieces(text, reading):
            times = _TIMES.fullmatch(piece) if self.item.kind == "money" else None
            item = self.item.read(times["item"] if times else piece, reading)
            count = _COUNT.read(times["count"], reading) if times else 1
            if len(found) + count > self.most:
                raise FieldError("list_many", most=self.most)
            found += [item] * count
        if len(found) < self.least:
            raise FieldError("list_few", least=self.least)
        return tuple(found)

    def _pieces(self, text: str, reading: Reading) -> list[str]:
        if self.item.kind == "words":
            return [each for each in text.split("\n") if each.strip()]
        return _split(text, reading)


_COUNT = Whole(least=1, most=1000, units={"期": 1, "次": 1, "个月": 1, "月": 1})


def _split(text: str, reading: Reading) -> list[str]:
    """Folded pieces; a comma that may belong to a number raises FieldError, list_comma."""
    rows = text.replace("，", "、").split("\n")
    folded = "\n".join(map(reading.fold, rows))
    if _UNCLEAR_COMMA.search(folded):
        raise FieldError("list_comma")
    return [each for each in map(str.strip, _BETWEEN.split(folded)) if each]


Field = Money | Percent | Times | Whole | Day | Month | Choice | Choices | Words | List
Value = Decimal | int | str | date | tuple[Any, ...] | None
