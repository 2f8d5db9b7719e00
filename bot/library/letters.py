"""Letters: what is asked, which sentences may be written, and what is said around them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ClassVar, Literal

from bot.analysis.content import STRICT, Confidence
from bot.letters.model import Clause, find_names
from bot.library.calculators import Calculator
from bot.library.pages import Fact, Page
from bot.library.questions import Asked, Questionnaire, Rounds, list_question_faults

GROUPS = ("talk", "complain", "court", "credit")
LOG_CELLS = {"day", "time", "contact", "words"}
PRINT_CELLS = {"name", "size", "digest", "form"}
LIST_CELLS = {"text"}
MOST_TITLE = 14
MOST_SAID = 90
MOST_SENTENCE = 160


@dataclass(frozen=True, slots=True)
class Stop:
    """An answer after which the letter is not to be sent: what to do instead.

    ``recent`` are days; one that lies less than three years back, the usual limitation (lim-3y),
    is such an answer too.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    text: str
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    recent: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()

    def holds(self, answers: Mapping[str, Any], today: date) -> bool:
        """Whether one of the named ids was chosen in each named answer, or a day is recent."""
        wanted = self.when.items()
        chosen = all(set(ids) & set(_ids(answers.get(name))) for name, ids in wanted)
        days = (answers.get(name) for name in self.recent)
        recent = any(_is_recent(day, today) for day in days if isinstance(day, date))
        return (bool(wanted) and chosen) or recent


def _is_recent(day: date, today: date) -> bool:
    """Whether less than three years went by; the very day three years ago counts as less."""
    return (today.year - day.year, today.month, today.day) <= (3, day.month, day.day)


def _ids(answer: Any) -> tuple[str, ...]:
    if answer is None:
        return ()
    return answer if isinstance(answer, tuple) else (str(answer),)


@dataclass(frozen=True, slots=True)
class FieldFile:
    """``letters/fields.toml``: every question that letters may ask, and their rounds."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    question: tuple[Asked, ...]
    groups: Mapping[str, Rounds] = field(default_factory=dict)


@dataclass(frozen=True)
class Letter(Questionnaire):
    """A file of ``letters/``; its name is the id.

    ``purpose`` says when to use it, ``avoid`` when not; ``warnings`` come before the first
    question. ``fields`` are asked in that order, ``needs`` can't be left blank, ``when`` narrows
    a field to earlier answers. ``on``, ``next``: the pages that offer it and that it leads to.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    title: str
    group: Literal["talk", "complain", "court", "credit"]
    purpose: str
    avoid: str
    fields: tuple[str, ...]
    clause: tuple[Clause, ...]
    cautions: tuple[str, ...]
    channel: str
    refs: tuple[str, ...]
    checked: date
    heading: str = ""
    warnings: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    when: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    stop: tuple[Stop, ...] = ()
    on: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    question: tuple[Asked, ...] = ()
    groups: Mapping[str, Rounds] = field(default_factory=dict)

    def find_stop(self, answers: Mapping[str, Any], today: date) -> Stop | None:
        """The reason not to go on, if there is one."""
        return next((each for each in self.stop if each.holds(answers, today)), None)


def fill_fields(letter: Letter, common: FieldFile) -> Letter:
    """The letter with its questions taken from the common list; raises KeyError for others."""
    known = {each.id: each for each in common.question}
    groups = {each.group for each in common.question if each.id in letter.fields and each.group}
    questions = []
    for name in letter.fields:
        asked = known[name]
        skip = "" if name in letter.needs else asked.skip
        questions.append(replace(asked, skip=skip, when=letter.when.get(name, asked.when)))
    return replace(
        letter, question=tuple(questions), groups={each: common.groups[each] for each in groups}
    )


def list_letter_faults(
    letter: Letter,
    others: Mapping[str, Letter],
    pages: Mapping[str, Page],
    facts: Mapping[str, Fact],
    tools: Mapping[str, Calculator],
) -> Iterator[str]:
    """What is wrong with a letter among the others; empty when it is fit to be shown."""
    yield from list_question_faults(letter.question, letter.groups)
    yield from _list_length_faults(letter)
    named = (
        ("page", (*letter.on, *letter.next, *(p for s in letter.stop for p in s.next)), pages),
        ("letter", (*letter.also, *(p for s in letter.stop for p in s.letters)), others),
        ("calculator", (*letter.tools, *(p for s in letter.stop for p in s.tools)), tools),
    )
    for noun, names, known in named:
        for name in names:
            if name not in known:
                yield f"names the {noun} {name}, which does not exist"
    for ref in letter.refs:
        if ref not in facts or facts[ref].confidence is Confidence.LOW:
            yield f"rests on {ref}, which does not exist or is of low confidence"
    for name in letter.needs:
        if name not in letter.questions:
            yield f"needs {name}, which it does not ask"
    yield from _list_stop_faults(letter)
    for clause in letter.clause:
        yield from _list_clause_faults(letter, clause)


def _list_stop_faults(letter: Letter) -> Iterator[str]:
    for stop in letter.stop:
        yield from _list_choice_faults(letter, stop.when, stop.text)
        if not set(stop.recent) <= letter.questions.keys() or not (stop.when or stop.recent):
            yield f"stops at what it does not ask: {stop.text}"


def _list_length_faults(letter: Letter) -> Iterator[str]:
    for text, most in (
        (letter.title, MOST_TITLE),
        *((each, MOST_SAID) for each in (letter.purpose, letter.avoid, letter.channel)),
        *((each, MOST_SAID) for each in (*letter.warnings, *letter.cautions)),
        *((line.text, MOST_SENTENCE) for clause in letter.clause for line in clause.lines),
    ):
        if len(text) > most:
            yield f"more than {most} characters: {text}"


def _list_clause_faults(letter: Letter, clause: Clause) -> Iterator[str]:
    asked = {*letter.questions, *letter.groups}
    for line in clause.lines:
        cells = LIST_CELLS | LOG_CELLS | {"number"} if line.each else set()
        named = {*line.names, *line.given, *line.lacking} | ({line.each} if line.each else set())
        for name in sorted(named - asked - cells):
            yield f"nothing is called {name}: {line.text}"
        for name in find_names(line.otherwise):
            if name not in letter.needs:
                yield f"the blank form of a sentence rests on {name}: {line.otherwise}"
        yield from _list_choice_faults(letter, line.when, line.text)
    if bool(clause.rows) != bool(clause.columns) or (clause.rows and clause.rows not in asked):
        yield f"a table has rows that are asked for, and columns: {clause.rows}"
    cells = LOG_CELLS | PRINT_CELLS | LIST_CELLS | {"number"}
    for column in clause.columns:
        for name in set(find_names(column.cell)) - cells:
            yield f"no cell is called {name}"


def _list_choice_faults(
    letter: Letter, when: Mapping[str, tuple[str, ...]], text: str
) -> Iterator[str]:
    for name, wanted in when.items():
        options = letter.questions[name].options if name in letter.questions else {}
        for option in wanted:
            if option not in options:
                yield f"{name} has no {option}: {text}"


def list_texts(letter: Letter) -> Iterator[str]:
    """Every sentence that it shows or writes."""
    yield from (letter.title, letter.heading, letter.purpose, letter.avoid, letter.channel)
    yield from (*letter.warnings, *letter.cautions, *(each.text for each in letter.stop))
    for clause in letter.clause:
        yield clause.title
        yield from (text for line in clause.lines for text in (line.text, line.otherwise))
        yield from (column.head for column in clause.columns)
    for asked in letter.question:
        yield from (asked.label, asked.ask, asked.hint, asked.example, asked.skip)
        yield from (*asked.buttons, *asked.options.values())
