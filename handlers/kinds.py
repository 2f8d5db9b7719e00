"""The kinds of forms by the prefix of their keys, and what their last answer leads to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.clock import today
from bot.context import Context
from bot.forms.form import Progress
from bot.library.load import Library
from bot.reckoning.outcome import Known
from bot.reckoning.registry import RECKONERS
from bot.views.calculators import PREFIX as CALCULATOR
from bot.views.calculators import render_result
from bot.views.forms import Guide
from bot.views.frame import Frame
from bot.views.letters import PREFIX as LETTER
from bot.views.letters import render_letters, render_made, render_review, render_stop
from bot.views.screen import Screen


@dataclass(frozen=True)
class FormKind:
    """How forms of a prefix are found, and what their last answer leads to."""

    find: Callable[[Library, str], Guide]
    finish: Callable[[Context, Frame, str, Progress], Screen]
    letter: str  # of its deep links, t.me/<bot>?start=k_<id>
    begin: Callable[[Frame, str], Screen] | None = None  # shown by a deep link before questions
    review: Callable[[Frame, str, Progress], Screen] | None = None  # shown before it is finished
    stop: Callable[[Frame, str, Progress], Screen | None] | None = None  # an answer that ends it


def find_guide(library: Library, key: str) -> Guide:
    """The form of a key; raises KeyError when there is none."""
    prefix, _, name = key.partition(".")
    return KINDS[prefix].find(library, name)


def _find_calculator(library: Library, name: str) -> Guide:
    return library.calculators[name]


def _finish_calculator(context: Context, frame: Frame, name: str, progress: Progress) -> Screen:
    """Reckons, shows, and counts that the calculator was used; nothing else of it remains."""
    services = context.services
    known = Known(today(), services.library.rates, services.workdays)
    outcome = RECKONERS[name].reckon(progress.answers, known)
    services.stats.count(today(), [("calculator", name)])
    calculator = frame.library.calculators[name]
    return render_result(frame, calculator, progress, outcome, today())


def _find_letter(library: Library, name: str) -> Guide:
    return library.letters[name]


def _review_letter(frame: Frame, name: str, progress: Progress) -> Screen:
    library = frame.library
    return render_review(frame, library.letters[name], progress, library.reading(today()))


def _stop_letter(frame: Frame, name: str, progress: Progress) -> Screen | None:
    letter = frame.library.letters[name]
    stop = letter.find_stop(progress.answers, today())
    return render_stop(frame, letter, stop) if stop else None


def _finish_letter(context: Context, frame: Frame, name: str, progress: Progress) -> Screen:
    """The files; counts that the letter was written, and nothing else of it."""
    services = context.services
    services.stats.count(today(), [("letter", name)])
    reading = frame.library.reading(today())
    return render_made(frame, frame.library.letters[name], progress, reading)


KINDS: Mapping[str, FormKind] = {
    CALCULATOR: FormKind(_find_calculator, _finish_calculator, "k"),
    LETTER: FormKind(
        _find_letter, _finish_letter, "l", render_letters, _review_letter, _stop_letter
    ),
}
