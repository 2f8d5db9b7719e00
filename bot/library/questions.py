"""How a form's questions stand in content: what is said, and the answer that is wanted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Annotated, Any, ClassVar

import pydantic

from bot.analysis.content import STRICT
from bot.forms.fields import Choice, Choices, Field
from bot.forms.form import Form, Group, Question, Step
from bot.forms.pictures import Picture

MOST_ASK = 60
MOST_HINT = 120
MOST_LABEL = 14
MOST_BUTTON = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """A question. ``buttons`` are answers to tap, typed as they read; ``skip`` leaves it open.

    ``label`` names the answer where it is shown again. ``group`` puts it into rounds. The other
    keys are those of ``bot.forms.form.Question``.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    label: str
    ask: str
    answer: Annotated[Field | Picture, pydantic.Field(discriminator="kind")]
    hint: str = ""
    example: str = ""
    buttons: tuple[str, ...] = ()
    skip: str = ""
    group: str = ""
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    at_least: str | None = None
    at_most: str | None = None
    below: str | None = None
    shape: str = ""
    masked: bool = False
    upcoming: bool = False

    @property
    def options(self) -> Mapping[str, str]:
        """The labels of what can be chosen, by id."""
        if isinstance(self.answer, Choice | Choices):
            return {each.id: each.label for each in self.answer.options}
        return {}

    def to_question(self) -> Question:
        """What the form needs of it."""
        return Question(
            id=self.id,
            answer=self.answer,
            optional=bool(self.skip),
            when=self.when,
            at_least=self.at_least,
            at_most=self.at_most,
            below=self.below,
            shape=self.shape,
            masked=self.masked,
            upcoming=self.upcoming,
        )


@dataclass(frozen=True, slots=True)
class Rounds:
    """A group that is asked again and again; ``end`` is the button that ends it."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    end: str
    least: int = 0
    most: int = 20


class Questionnaire:
    """What every file of content has that asks; the files' own classes have the fields."""

    question: tuple[Asked, ...]
    groups: Mapping[str, Rounds]

    @cached_property
    def form(self) -> Form:
        """The questions as a form."""
        return build_form(self.question, self.groups)

    @cached_property
    def questions(self) -> Mapping[str, Asked]:
        """The questions by id."""
        return {each.id: each for each in self.question}


def build_form(questions: tuple[Asked, ...], groups: Mapping[str, Rounds]) -> Form:
    """The form; questions of a group stand together. Raises KeyError for an unknown group."""
    steps: list[Step] = []
    for name, members in groupby(questions, key=lambda each: each.group):
        asked = tuple(each.to_question() for each in members)
        if name:
            steps.append(Group(name, asked, groups[name].least, groups[name].most))
        else:
            steps.extend(asked)
    return Form(tuple(steps))


def list_question_faults(
    questions: tuple[Asked, ...], groups: Mapping[str, Rounds]
) -> Iterator[str]:
    """What is wrong with the questions of a form."""
    known: list[str] = []
    names = [name for name, _ in groupby(each.group for each in questions) if name]
    for name in {*names, *groups}:
        if names.count(name) != 1 or name not in groups:
            yield f"the group {name} is described once and its questions stand together"
    for each in questions:
        if each.id in known or each.id in groups:
            yield f"{each.id} is there twice"
        for earlier in (*each.when, each.at_least, each.at_most, each.below):
            if earlier is not None and earlier not in known:
                yield f"{each.id} names {earlier}, which is not asked before it"
        yield from _list_text_faults(each)
        known.append(each.id)


def _list_text_faults(asked: Asked) -> Iterator[str]:
    bounds = (
        ("label", asked.label, MOST_LABEL),
        ("ask", asked.ask, MOST_ASK),
        ("hint", asked.hint, MOST_HINT),
        *(("button", each, MOST_BUTTON) for each in (*asked.buttons, *asked.options.values())),
    )
    for name, text, most in bounds:
        if len(text) > most:
            yield f"{asked.id}: {name} has more than {most} characters"
    if not asked.label or not asked.ask:
        yield f"{asked.id}: nothing to say"
    if not (asked.options or asked.example or asked.buttons or isinstance(asked.answer, Picture)):
        yield f"{asked.id}: an example helps"
