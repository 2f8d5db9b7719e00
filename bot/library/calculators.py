"""Calculators: their questions, and the lines that say what came out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from string import Formatter
from typing import Any, ClassVar, Literal

from bot.analysis.content import STRICT, Confidence
from bot.library.pages import Fact, Page
from bot.library.questions import Asked, Questionnaire, Rounds, list_question_faults
from bot.reckoning.deadlines import Deadline
from bot.reckoning.outcome import Outcome, Reckoner
from bot.reckoning.registry import RECKONERS

GROUPS = ("deadline", "cost", "plan", "court")
Part = Literal["steps", "result", "caution"]
MOST_TITLE = 14
MOST_PURPOSE = 80
MOST_LINE = 90
MOST_ACT = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the last screen, shown when all of ``when`` hold and none of ``unless``.

    ``{name}`` is a quantity or an answer. With ``each`` it is repeated for the rows of that name.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    part: Part
    text: str
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    each: str = ""

    @property
    def names(self) -> set[str]:
        """The quantities and answers that it needs."""
        return {name for _, name, _, _ in Formatter().parse(self.text) if name is not None}


@dataclass(frozen=True)
class Calculator(Questionnaire):
    """A file of ``calculators/``; its name is the id.

    ``on`` are the pages that offer it, ``next`` those it leads to, ``also`` the calculators
    offered after it, ``words`` what ids among its quantities are called. ``acts`` says by what
    held what is to be done by the first of ``days`` that came out: a day to be reminded of.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    title: str
    group: Literal["deadline", "cost", "plan", "court"]
    purpose: str
    refs: tuple[str, ...]
    checked: date
    question: tuple[Asked, ...]
    line: tuple[Line, ...]
    on: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    groups: Mapping[str, Rounds] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    acts: Mapping[str, str] = field(default_factory=dict)
    days: tuple[str, ...] = ()

    def find_deadline(self, outcome: Outcome) -> Deadline | None:
        """The day to act by that came out, if one did."""
        flag = next((each for each in self.acts if each in outcome.flags), None)
        quantity = next(
            (outcome.values[each] for each in self.days if each in outcome.values), None
        )
        if flag is None or quantity is None or not isinstance(quantity.value, date):
            return None
        return Deadline(f"{self.id}.{flag}", quantity.value)


def list_calculator_faults(
    calculator: Calculator,
    others: Mapping[str, Calculator],
    pages: Mapping[str, Page],
    facts: Mapping[str, Fact],
) -> Iterator[str]:
    """What is wrong with a calculator among the others; empty when it is fit to be shown."""
    yield from list_question_faults(calculator.question, calculator.groups)
    for name, text, most in (
        ("title", calculator.title, MOST_TITLE),
        ("purpose", calculator.purpose, MOST_PURPOSE),
        *(("line", line.text, MOST_LINE) for line in calculator.line),
        *(("act", act, MOST_ACT) for act in calculator.acts.values()),
    ):
        if len(text) > most:
            yield f"a {name} has more than {most} characters: {text}"
    for page in (*calculator.on, *calculator.next):
        if page not in pages:
            yield f"names the page {page}, which does not exist"
    for other in calculator.also:
        if other not in others:
            yield f"names the calculator {other}, which does not exist"
    for ref in calculator.refs:
        if ref not in facts or facts[ref].confidence is Confidence.LOW:
            yield f"rests on {ref}, which does not exist or is of low confidence"
    if calculator.id not in RECKONERS:
        yield "there is no arithmetic for it"
        return
    yield from _list_arithmetic_faults(calculator, RECKONERS[calculator.id])


def _list_arithmetic_faults(calculator: Calculator, reckoner: Reckoner) -> Iterator[str]:
    asked = {*calculator.questions, *calculator.groups}
    for name in sorted(asked ^ reckoner.asks):
        yield f"{name} is asked and not used, or used and not asked"
    if bool(calculator.acts) is not bool(calculator.days):
        yield "acts and days go together"
    for name in sorted(set(calculator.days) - reckoner.gives):
        yield f"nothing is called {name}, which is to be a day to act by"
    for flag in sorted(set(calculator.acts) - reckoner.flags):
        yield f"nothing raises {flag}, for which there is an act"
    for line in calculator.line:
        rows = reckoner.rows.get(line.each, frozenset())
        if line.each and not rows:
            yield f"there are no rows called {line.each}"
        for name in sorted(line.names - asked - reckoner.gives - rows):
            yield f"nothing is called {name}: {line.text}"
        for flag in sorted({*line.when, *line.unless} - reckoner.flags):
            yield f"nothing raises {flag}: {line.text}"


def list_texts(calculator: Calculator) -> Iterator[str]:
    """Every sentence that it shows."""
    yield from (calculator.title, calculator.purpose, *calculator.words.values())
    yield from calculator.acts.values()
    yield from (line.text for line in calculator.line)
    for asked in calculator.question:
        yield from (asked.label, asked.ask, asked.hint, asked.example, asked.skip)
        yield from (*asked.buttons, *asked.options.values())
