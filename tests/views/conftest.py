"""Samples and a third of the corpus, judged as the bot judges them, before and after answers."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from bot.analysis import Engine, Report
from bot.analysis.model import Authenticity
from bot.library.load import Library
from bot.library.texts import DEFAULT_LANGUAGE
from bot.views.frame import Frame
from bot.views.screen import Screen
from bot.views.state import StateCodec, state_of
from bot.views.verdict import is_small_talk, render_not_an_sms, render_verdict

CORPUS = Path(__file__).parents[1] / "corpus"
TODAY = date(2026, 11, 21)


@dataclass(frozen=True)
class Case:
    """A report as a view gets it. ``id`` is safe to print, the text is not."""

    id: str
    text: str
    report: Report
    answers: Mapping[str, str]
    before: Authenticity | None = None

    def render(self, frame: Frame, note: str = "") -> Screen:
        if is_small_talk(self.report):
            return render_not_an_sms(frame, self.report, ("verify", "legal"))
        state = state_of(self.report, self.answers)
        return render_verdict(frame, self.report, state, self.before, note)


def _texts(library: Library) -> Iterator[tuple[str, str]]:
    yield from library.samples.items()
    for path in sorted(CORPUS.glob("*.toml")):
        for message in tomllib.loads(path.read_text("utf-8"))["message"][::3]:
            yield message["id"], message["text"]


def _cases(library: Library, engine: Engine) -> Iterator[Case]:
    for name, text in _texts(library):
        report = engine.analyze(text, today=TODAY)
        yield Case(name, text, report, {})
        for question in library.content.verdicts.questions:
            if question.id != report.asks:
                continue
            for answer in question.answers:
                answers = {question.id: answer.id}
                again = engine.analyze(text, answers=answers, today=TODAY)
                yield Case(f"{name}+{answer.id}", text, again, answers, report.authenticity)


@pytest.fixture(scope="session")
def cases(library: Library, engine: Engine) -> list[Case]:
    return list(_cases(library, engine))


@pytest.fixture(scope="session")
def codec(library: Library) -> StateCodec:
    return StateCodec(library.content.rules, library.content.verdicts.questions)


@pytest.fixture(scope="session")
def private(library: Library, codec: StateCodec) -> Frame:
    return Frame(library, library.texts[DEFAULT_LANGUAGE], codec, private=True)


@pytest.fixture(scope="session")
def group(private: Frame) -> Frame:
    return replace(private, private=False)


@pytest.fixture(params=["private", "group"])
def frame(request: pytest.FixtureRequest, private: Frame, group: Frame) -> Frame:
    return private if request.param == "private" else group
