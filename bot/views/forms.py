"""The screens of a guided form: a question, what was wrong with an answer, and ends without one.

A button's argument is ``<form>.<step>.<deed>``; the step tells whether it is still the question.
Deeds: b back, x cancel, s skip, e end of rounds, d make what was reviewed, o<n> an option, q<n> a
quick answer, t<n> and m<n> options of several as a sum of powers of two, while choosing and when
done.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol

from telegram import InlineKeyboardButton

from bot.forms.fields import Choice, Choices, FieldError
from bot.forms.form import Form, Place, Progress
from bot.library.questions import Asked, Rounds
from bot.library.texts import Texts
from bot.views.buttons import Action, Row, button, in_rows, keyboard
from bot.views.frame import Frame
from bot.views.quantities import say_answer, say_day, say_money, say_number
from bot.views.screen import Screen, shown

_MOST_ECHO = 300  # characters of an answer shown again under the next question
_DEED = re.compile(r"[bxsed]|[oqtm][0-9]{1,9}")


class Guide(Protocol):
    """A form with its words: a calculator, a letter."""

    @property
    def title(self) -> str: ...  # noqa: D102 - said above
    @property
    def purpose(self) -> str: ...  # noqa: D102
    @property
    def form(self) -> Form: ...  # noqa: D102
    @property
    def questions(self) -> Mapping[str, Asked]: ...  # noqa: D102
    @property
    def groups(self) -> Mapping[str, Rounds]: ...  # noqa: D102


class Deed(NamedTuple):
    """A button of a form, read."""

    form: str
    step: int
    kind: str
    number: int


def read_deed(argument: str) -> Deed:
    """The meaning of a button's argument; raises ValueError on anything else."""
    form, step, deed = argument.rsplit(".", 2)
    if not _DEED.fullmatch(deed):
        raise ValueError("a deed that this version does not know")
    return Deed(form, int(step), deed[0], int(deed[1:] or 0))


def render_question(
    frame: Frame, key: str, guide: Guide, progress: Progress, error: FieldError | None = None
) -> Screen:
    """What is asked now; ``error`` says first what was wrong with the last answer."""
    place = _place(progress)
    asked = guide.questions[place.question.id]
    lines = [f"<b>{shown(_say_step(frame.texts, guide, progress))}</b>"]
    if error is not None:
        lines.append(shown(say_error(frame.texts, guide, error)))
    elif progress.step:
        lines += [shown(each) for each in _say_last(frame.texts, guide, progress)]
    else:
        lines += [shown(guide.purpose), shown(frame.texts["forms.privacy"])]
    lines += ["", f"<b>{shown(asked.ask)}</b>"]
    if asked.hint:
        lines.append(shown(asked.hint))
    if asked.example:
        lines.append(shown(frame.texts.fill("forms.example", example=asked.example)))
    rows = _choices(frame, key, asked, progress)
    return Screen("\n".join(lines), keyboard(*rows, *_ways(frame, key, guide, progress)))


def render_choosing(
    frame: Frame, key: str, guide: Guide, progress: Progress, chosen: int
) -> Screen:
    """A question for several options with those marked that ``chosen`` holds, as bits."""
    asked = guide.questions[_place(progress).question.id]
    screen = render_question(frame, key, guide, progress)
    rows = _toggles(frame, key, asked, progress.step, chosen)
    return Screen(screen.html, keyboard(*rows, *_ways(frame, key, guide, progress)))


def render_gone(frame: Frame, key: str, guide: Guide) -> Screen:
    """The answers of a button are forgotten: begin again."""
    body = shown(frame.texts.fill("forms.gone", title=guide.title))
    return Screen(body, keyboard([_again(frame, key), _home(frame)]))


def render_cancelled(frame: Frame, key: str) -> Screen:
    """Ended by the user; nothing is kept."""
    return Screen(
        shown(frame.texts["forms.cancelled"]), keyboard([_again(frame, key), _home(frame)])
    )


def render_still_open(frame: Frame, guide: Guide, screen: Screen, text: str) -> Screen:
    """The screen of a form once more, under something else that was said meanwhile."""
    first = shown(frame.texts.fill(text, title=guide.title))
    return Screen(f"{first}\n\n{screen.html}", screen.keyboard)


def say_error(texts: Texts, guide: Guide, error: FieldError) -> str:
    """What was wrong, kindly, with what is wanted."""
    words = dict(error.words)
    if "earlier" in words:
        earlier = guide.questions[str(words["earlier"])]
        words |= {"earlier": earlier.label, "bound": say_answer(texts, earlier, words["bound"])}
    for name, value in words.items():
        if isinstance(value, date):
            words[name] = say_day(texts, value)
        elif isinstance(value, Decimal):
            money = error.key.startswith("money")
            words[name] = say_money(texts, value) if money else say_number(value)
    return texts.fill(f"forms.error.{error.key}", **words)


def say_trail(texts: Texts, guide: Guide, progress: Progress) -> list[tuple[str, str]]:
    """Every answer given, with its label, in order."""
    return [
        (guide.questions[place.question.id].label, _say_given(texts, guide, place, value))
        for place, value in progress.trail
    ]


def _say_given(texts: Texts, guide: Guide, place: Place, value: object) -> str:
    return say_answer(texts, guide.questions[place.question.id], value)


def _say_step(texts: Texts, guide: Guide, progress: Progress) -> str:
    return texts.fill("forms.step", title=guide.title, number=progress.step + 1)


def _say_last(texts: Texts, guide: Guide, progress: Progress) -> list[str]:
    label, value = say_trail(texts, guide, progress)[-1]
    if len(value) > _MOST_ECHO:
        value = f"{value[:_MOST_ECHO]}…"
    return [texts.fill("forms.echo", label=label, value=value)]


def _place(progress: Progress) -> Place:
    if progress.place is None:
        raise ValueError("nothing is asked any more")
    return progress.place


def _choices(frame: Frame, key: str, asked: Asked, progress: Progress) -> list[Row]:
    start = f"{key}.{progress.step}."
    if isinstance(asked.answer, Choices):
        return _toggles(frame, key, asked, progress.step, 0)
    if isinstance(asked.answer, Choice):
        labels, letter = tuple(asked.options.values()), "o"
    else:
        labels, letter = asked.buttons, "q"
    row = [
        button(label, Action.FORM, f"{start}{letter}{number}")
        for number, label in enumerate(labels)
    ]
    return in_rows(row, width=3 if all(len(each) <= 4 for each in labels) else 2)


def _toggles(frame: Frame, key: str, asked: Asked, step: int, chosen: int) -> list[Row]:
    rows = []
    for number, label in enumerate(asked.options.values()):
        bit = 1 << number
        text = frame.texts.fill("forms.button.chosen", label=label) if chosen & bit else label
        rows.append([button(text, Action.FORM, f"{key}.{step}.t{chosen ^ bit}")])
    done = frame.texts["forms.button.done"]
    return [*rows, [button(done, Action.FORM, f"{key}.{step}.m{chosen}")]]


def _ways(frame: Frame, key: str, guide: Guide, progress: Progress) -> list[Row]:
    """Skip or end where that can be, back where there is something, and cancel."""
    texts, place, start = frame.texts, _place(progress), f"{key}.{progress.step}."
    asked = guide.questions[place.question.id]
    rows: list[Row] = []
    if asked.skip:
        rows.append([button(asked.skip, Action.FORM, f"{start}s")])
    if place.group is not None and place.can_end:
        end = guide.groups[place.group.id].end
        rows.append([button(end, Action.FORM, f"{start}e")])
    row = [button(texts["forms.button.back"], Action.FORM, f"{start}b")] if progress.step else []
    return [*rows, [*row, button(texts["forms.button.cancel"], Action.FORM, f"{start}x")]]


def _again(frame: Frame, key: str) -> InlineKeyboardButton:
    return button(frame.texts["forms.button.again"], Action.BEGIN, key)


def _home(frame: Frame) -> InlineKeyboardButton:
    return button(frame.texts["button.home"], Action.HOME)
