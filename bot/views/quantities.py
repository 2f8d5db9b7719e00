"""Quantities and answers as people write them: 1,331.51元, 18%, 2026年10月8日（周四）."""

from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from bot.forms.fields import Choice, Choices, Field, List
from bot.forms.pictures import Picture
from bot.library.questions import Asked
from bot.library.texts import Texts
from bot.reckoning.outcome import Quantity, Unit
from bot.views.screen import untap

_CENT = Decimal("0.01")
_FINE = Decimal("0.0001")  # percent; a daily rate such as 0.0175 % needs it


def say_money(texts: Texts, value: Decimal) -> str:
    """Yuan with separators; cents only where there are any."""
    cents = value.quantize(_CENT, "ROUND_HALF_UP") + 0  # no minus before a zero
    whole = cents == cents.to_integral_value()
    written = f"{cents:,.0f}" if whole else f"{cents:,.2f}"
    return texts.fill("quantity.yuan", value=written.replace("-", "−"))


def say_percent(texts: Texts, value: Decimal) -> str:
    """Two places, four for what is less than one percent; no idle zeros."""
    fine = _CENT if abs(value) >= 1 else _FINE
    rounded = value.quantize(fine, "ROUND_HALF_UP") + 0
    return texts.fill("quantity.percent", value=say_number(rounded))


def say_number(value: Decimal) -> str:
    """A number without idle zeros or exponent."""
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def say_day(texts: Texts, value: date) -> str:
    """A day with its day of the week."""
    weekday = texts["quantity.weekdays"].split()[value.weekday()]
    return texts.fill(
        "quantity.day", year=value.year, month=value.month, day=value.day, weekday=weekday
    )


def say_quantity(texts: Texts, quantity: Quantity) -> str:
    """A quantity in its unit."""
    unit, value = quantity
    if isinstance(value, date):
        return say_day(texts, value)
    if isinstance(value, str):
        return untap(value, texts["screen.dot"])
    if isinstance(value, Decimal):
        if unit is Unit.YUAN:
            return say_money(texts, value)
        return say_percent(texts, value) if unit is Unit.PERCENT else say_number(value)
    return str(value)


def say_answer(texts: Texts, asked: Asked, value: Any) -> str:
    """An answer as the field has read it, so that a misreading is seen."""
    if value is None:
        return texts["forms.skipped"]
    return _say(texts, asked.answer, value)


def _say(texts: Texts, field: Field | Picture, value: Any) -> str:
    if isinstance(field, List):
        return _say_list(texts, field.item, value)
    if isinstance(field, Choices):
        labels = {each.id: each.label for each in field.options}
        return texts["quantity.between"].join(labels[each] for each in value) or texts["forms.none"]
    if isinstance(field, Choice):
        return next(each.label for each in field.options if each.id == value)
    match field.kind:
        case "money":
            return say_money(texts, value)
        case "percent":
            return say_percent(texts, value)
        case "times":
            return texts.fill("quantity.times", value=say_number(value))
        case "day":
            return say_day(texts, value)
        case "month":
            return texts.fill("quantity.month", year=value.year, month=value.month)
        case "words" | "picture":
            return untap(str(value), texts["screen.dot"])
    return str(value)


def _say_list(texts: Texts, item: Field, values: tuple[Any, ...]) -> str:
    """Equal neighbors are counted: 933.33元×12."""
    said = []
    for value, run in groupby(values):
        count = len(list(run))
        one = _say(texts, item, value)
        said.append(one if count == 1 else texts.fill("quantity.several", value=one, count=count))
    return texts["quantity.between"].join(said)
