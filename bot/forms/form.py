"""A form: questions in an order that answers decide, and how far somebody has come in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from operator import ge, gt, lt
from typing import Any, ClassVar

from bot.forms.fields import STRICT, Field, FieldError, Value
from bot.forms.pictures import Picture, Print
from bot.forms.reading import Reading
from bot.forms.secrets import holds_secret, mask_numbers

_WORDS = ("words", "list")  # kinds that keep what was typed

Answers = Mapping[str, Any]  # a question's answer by its id; a group's are a tuple of such mappings


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to be asked. ``when`` names earlier answers, as texts, that it is asked after.

    ``optional`` questions may be skipped: their answer is None. ``at_least``, ``at_most`` and
    ``below`` name an earlier answer that bounds this one. ``shape`` is a pattern that the whole
    folded answer fits. ``masked`` words have their long numbers hidden instead of being refused
    for a whole identity or card number. ``upcoming`` days lie after today.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    answer: Field | Picture
    optional: bool = False
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    at_least: str | None = None
    at_most: str | None = None
    below: str | None = None
    shape: str = ""
    masked: bool = False
    upcoming: bool = False

    def fits(self, answers: Answers) -> bool:
        """Whether it is asked after these answers."""
        return all(_is_among(answers.get(name), values) for name, values in self.when.items())

    def read(self, text: str, reading: Reading, answers: Answers) -> Value | Print:
        """What was typed; raises FieldError, for the bounds with the earlier question's id."""
        text = mask_numbers(text) if self.masked else text
        if self.answer.kind in _WORDS and holds_secret(text):
            raise FieldError("secret")
        value = self.answer.read(text, reading)
        if self.shape and not re.fullmatch(self.shape, reading.fold(str(value))):
            raise FieldError("shape")
        if self.upcoming and isinstance(value, date) and value <= reading.today:
            raise FieldError("day_past", given=value)
        self._check(value, answers)
        return value

    def _check(self, value: Any, answers: Answers) -> None:
        bounds = (
            ("under_earlier", self.at_least, lt),
            ("over_earlier", self.at_most, gt),
            ("not_below", self.below, ge),
        )
        for key, earlier, is_beyond in bounds:
            bound = answers.get(earlier) if earlier else None
            if bound is not None and is_beyond(value, bound):
                raise FieldError(key, earlier=earlier, bound=bound)


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that are asked in rounds; the first of each round can end the rounds."""

    id: str
    questions: tuple[Question, ...]
    least: int = 0
    most: int = 20


Step = Question | Group


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked, in order. Ids are unique over the form and its groups."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands: the question, and in a group which round, from 0.

    ``known`` are the answers before it, those of its own round among them.
    """

    question: Question
    group: Group | None = None
    round: int = 0
    known: Answers = field(default_factory=dict, compare=False)

    @property
    def can_end(self) -> bool:
        """Whether the rounds of a group may end here."""
        group = self.group
        return (
            group is not None and self.question is group.questions[0] and self.round >= group.least
        )


class _End:
    """The answer that ends the rounds of a group."""


END = _End()


@dataclass(frozen=True, slots=True)
class Progress:
    """The answers so far in the order they were given; it never changes, each step makes one."""

    form: Form
    given: tuple[Any, ...] = ()

    @property
    def step(self) -> int:
        """How many answers were given; buttons carry it, so that an old one is known."""
        return len(self.given)

    @property
    def place(self) -> Place | None:
        """What is asked now, None when all is answered."""
        return self._walk()[1]

    @property
    def answers(self) -> Answers:
        """The answers by question; a group's rounds that are not complete are left out."""
        return self._walk()[0]

    @property
    def trail(self) -> tuple[tuple[Place, Any], ...]:
        """Every answer with the question it was given to, in order, without ends of groups."""
        return self._walk()[2]

    def answer(self, value: Value | Print) -> "Progress":
        """One answer more, as a field has read it; raises ValueError when nothing is asked."""
        if self.place is None:
            raise ValueError("the form is complete")
        return replace(self, given=(*self.given, value))

    def skip(self) -> "Progress":
        """Leaves the question open; raises ValueError when it must be answered."""
        if self.place is None or not self.place.question.optional:
            raise ValueError("this question can't be skipped")
        return self.answer(None)

    def end(self) -> "Progress":
        """Ends the rounds of a group; raises ValueError where they can't end."""
        if self.place is None or not self.place.can_end:
            raise ValueError("no rounds to end here")
        return replace(self, given=(*self.given, END))

    def back(self) -> "Progress":
        """One step back; the beginning stays the beginning."""
        return replace(self, given=self.given[:-1])

    def _walk(self) -> tuple[dict[str, Any], Place | None, tuple[tuple[Place, Any], ...]]:
        answers: dict[str, Any] = {}
        trail: list[tuple[Place, Any]] = []
        given = iter(self.given)
        for step in self.form.steps:
            if isinstance(step, Group):
                place = _walk_group(step, given, answers, trail)
            elif step.fits(answers):
                place = _take(Place(step, known=dict(answers)), given, answers, trail)
            else:
                continue
            if place is not None:
                return answers, place, tuple(trail)
        return answers, None, tuple(trail)


def _take(
    place: Place, given: Iterator[Any], answers: dict[str, Any], trail: list[tuple[Place, Any]]
) -> Place | None:
    """Takes the next answer for a question; the place itself when there is none yet."""
    for value in given:
        answers[place.question.id] = value
        trail.append((place, value))
        return None
    return place


def _walk_group(
    group: Group, given: Iterator[Any], answers: dict[str, Any], trail: list[tuple[Place, Any]]
) -> Place | None:
    rounds: list[dict[str, Any]] = []
    answers[group.id] = ()
    while len(rounds) < group.most:
        row: dict[str, Any] = {}
        for question in group.questions:
            if not question.fits({**answers, **row}):
                continue
            known = {**answers, **row}
            place = _take(Place(question, group, len(rounds), known), given, row, trail)
            if place is not None:
                return place
            if row[question.id] is END:
                trail.pop()
                return None
        rounds.append(row)
        answers[group.id] = tuple(rounds)
    return None


def _is_among(answer: Any, values: tuple[str, ...]) -> bool:
    if isinstance(answer, tuple):
        return any(str(each) in values for each in answer)
    return answer is not None and str(answer) in values
