"""A user fills in a form, by tapping and typing. The answers live in ``services.sessions`` only.

A form's key is a prefix and an id, ``c.court_fee``; ``KINDS`` has the kinds of forms.
"""

import re

from bot.analysis import Authenticity, Conduct, Kind, Report
from bot.clock import today
from bot.context import Context
from bot.forms.fields import Choice, Choices, FieldError, List, Words
from bot.forms.form import Progress
from bot.forms.pictures import Picture, Print
from bot.forms.sessions import Session
from bot.letters.log import read_log
from bot.library.load import Library
from bot.views.buttons import GIVEN
from bot.views.forms import (
    Deed,
    read_deed,
    render_cancelled,
    render_choosing,
    render_gone,
    render_question,
    render_still_open,
)
from bot.views.frame import Frame
from bot.views.links import link_to, read_link
from bot.views.screen import Screen
from handlers.answers import read_answer, wants_to_skip
from handlers.kinds import KINDS, find_guide

_SIGNED = re.compile(r"[【\[][^】\]]{2,}[】\]]|://")
_LONGEST_ANSWER = 60  # characters, but for words of the user's own
_LONGEST_LIST = 600
_LONGEST_ROWS = 3_500  # a list of words, a row each
_ASKED = (Kind.NOT_AN_SMS, Kind.OTHER)


def begin_form(context: Context, chat: int, start: str) -> Screen:
    """The first question; an earlier form of the chat is forgotten. Raises KeyError.

    ``start`` is a form's key, and behind plus signs the options that answer its first questions.
    """
    key, *given = start.split(GIVEN)
    progress = Progress(find_guide(context.services.library, key).form)
    for option in given:
        place = progress.place
        if place is None or not isinstance(place.question.answer, Choice):
            raise KeyError(option)
        if option not in {each.id for each in place.question.answer.options}:
            raise KeyError(option)
        progress = progress.answer(option)
    return _go_on(context, chat, key, progress)


def press_form(context: Context, chat: int, argument: str) -> Screen | None:
    """What a button of a form leads to; raises ValueError or KeyError for an unknown one.

    None when the form has ended: a second tap must not wipe out what the first one showed.
    """
    deed = read_deed(argument)
    session = context.services.sessions.find(chat)
    frame = context.frame(private=True)
    guide = find_guide(frame.library, deed.form)
    if session is None or session.form != deed.form:
        ended = context.services.sessions.has_ended(chat, deed.form)
        return None if ended else render_gone(frame, deed.form, guide)
    place = session.progress.place
    if session.progress.step != deed.step:
        return _show(context, session)
    if deed.kind == "d" and place is None:
        prefix, _, name = deed.form.partition(".")
        return KINDS[prefix].finish(context, frame, name, session.progress)
    if deed.kind == "t" and place is not None and isinstance(place.question.answer, Choices):
        return render_choosing(frame, deed.form, guide, session.progress, deed.number)
    if deed.kind == "x":
        return _cancel(context, chat, deed.form)
    try:
        progress = _do(context, session.progress, deed)
    except FieldError as error:
        return render_question(frame, deed.form, guide, session.progress, error)
    return _go_on(context, chat, deed.form, progress)


def is_answer(context: Context, chat: int, text: str, report: Report) -> bool:
    """Whether a typed text is for the form under way, rather than a message to be judged.

    People first: what shows a crisis is never taken for an answer.
    """
    session = context.services.sessions.find(chat)
    if session is None or session.progress.place is None or report.crisis:
        return False
    field = session.progress.place.question.answer
    longest = field.most if isinstance(field, Words) else 0
    if isinstance(field, List):
        longest = _LONGEST_ROWS if isinstance(field.item, Words) else _LONGEST_LIST
    longest = max(longest, _LONGEST_ANSWER)
    if len(text) > longest:
        return False
    if session.progress.place.question.masked and _is_log(context, text):
        return True
    if _SIGNED.search(text):
        return False
    if isinstance(field, Words):
        return report.authenticity is not Authenticity.SCAM
    return _reads(context, session, text) or not _says_something(report)


def _is_log(context: Context, text: str) -> bool:
    """Whether a text is a log of contacts, which quotes messages without being one."""
    reading = context.services.library.reading(today())
    return any(each.day is not None for each in read_log(text, reading))


def _says_something(report: Report) -> bool:
    """Whether a text reads as a message rather than as an answer that went wrong."""
    suspect = report.authenticity in (Authenticity.SCAM, Authenticity.SUSPICIOUS)
    return suspect or report.conduct is Conduct.ABUSIVE or report.kind not in _ASKED


def _reads(context: Context, session: Session, text: str) -> bool:
    place = session.progress.place
    try:
        if place is not None:
            read_answer(context, session.form, place, text)
    except FieldError:
        return False
    return True


def take_text(context: Context, chat: int, text: str) -> Screen:
    """The next screen after a typed answer, or after a word such as 上一步."""
    session = context.services.sessions.find(chat)
    if session is None or session.progress.place is None:
        raise ValueError("no form is under way")
    key, progress, place = session.form, session.progress, session.progress.place
    frame = context.frame(private=True)
    guide = find_guide(frame.library, key)
    reading = context.services.library.reading(today())
    spoken = reading.fold(text)
    deeds = context.services.library.spoken.deeds
    if spoken in deeds["cancel"]:
        return _cancel(context, chat, key)
    try:
        if spoken in deeds["back"]:
            return _go_on(context, chat, key, progress.back())
        if spoken in deeds["end"] and place.can_end:
            return _go_on(context, chat, key, progress.end())
        asked = guide.questions[place.question.id]
        if wants_to_skip(context, reading, asked, text):
            return _go_on(context, chat, key, progress.skip())
        value = read_answer(context, key, place, text)
    except FieldError as error:
        context.services.sessions.keep(chat, session)
        return render_question(frame, key, guide, progress, error)
    return _go_on(context, chat, key, progress.answer(value))


def remind(context: Context, chat: int, text: str = "forms.still") -> Screen | None:
    """The question of the form under way once more, with a text before it; None without a form."""
    session = context.services.sessions.find(chat)
    if session is None:
        return None
    frame = context.frame(private=True)
    guide = find_guide(frame.library, session.form)
    return render_still_open(frame, guide, _show(context, session), text)


def take_picture(context: Context, chat: int, taken: Print | None) -> Screen | None:
    """The next screen after a picture, of which only the fingerprint comes; None if none is asked.

    Without a fingerprint the picture was too large to be fetched.
    """
    session = context.services.sessions.find(chat)
    place = session.progress.place if session else None
    if session is None or place is None or not isinstance(place.question.answer, Picture):
        return None
    if taken is None:
        frame = context.frame(private=True)
        guide = find_guide(frame.library, session.form)
        error = FieldError("picture_large")
        return render_question(frame, session.form, guide, session.progress, error)
    return _go_on(context, chat, session.form, session.progress.answer(taken))


def asks_picture(context: Context, chat: int) -> bool:
    """Whether the form under way waits for a picture."""
    session = context.services.sessions.find(chat)
    place = session.progress.place if session else None
    return place is not None and isinstance(place.question.answer, Picture)


def end_form(context: Context, chat: int) -> None:
    """Forgets the answers of a form whose result was sent."""
    context.services.sessions.close(chat)


def read_form(library: Library, argument: str) -> str | None:
    """The key of the form that a deep link begins, if it is one: ``k_court_fee``."""
    for prefix, kind in KINDS.items():
        name = read_link(argument, kind.letter)
        if name is not None:
            key = f"{prefix}.{name}"
            try:
                find_guide(library, key)
            except KeyError:
                return None
            return key
    return None


def open_link(context: Context, chat: int, key: str) -> Screen:
    """What a deep link shows: the first question, or what comes before it."""
    prefix, _, name = key.partition(".")
    begin = KINDS[prefix].begin
    if begin is not None:
        return begin(context.frame(private=True), name)
    return begin_form(context, chat, key)


def find_link(frame: Frame, key: str) -> str:
    """The deep link that begins a form in private, without answers given."""
    prefix, _, name = key.partition(GIVEN)[0].partition(".")
    return link_to(frame, name, KINDS[prefix].letter)


def _go_on(context: Context, chat: int, key: str, progress: Progress) -> Screen:
    services = context.services
    frame = context.frame(private=True)
    prefix, _, name = key.partition(".")
    kind = KINDS[prefix]
    stopped = kind.stop(frame, name, progress) if kind.stop else None
    if stopped is not None:
        services.sessions.close(chat)
        return stopped
    if progress.place is None and kind.review is None:
        services.sessions.close(chat)
        return kind.finish(context, frame, name, progress)
    session = Session(key, progress)
    services.sessions.keep(chat, session)
    return _show(context, session)


def _show(context: Context, session: Session) -> Screen:
    """The question of a session, or the review of one that is complete."""
    frame = context.frame(private=True)
    prefix, _, name = session.form.partition(".")
    review = KINDS[prefix].review
    if session.progress.place is None and review is not None:
        return review(frame, name, session.progress)
    guide = find_guide(frame.library, session.form)
    return render_question(frame, session.form, guide, session.progress)


def _cancel(context: Context, chat: int, key: str) -> Screen:
    context.services.sessions.close(chat)
    return render_cancelled(context.frame(private=True), key)


def _do(context: Context, progress: Progress, deed: Deed) -> Progress:
    """The progress after a button; raises FieldError, or ValueError for what is not offered."""
    guide = find_guide(context.services.library, deed.form)  # answers are read as they are written
    place = progress.place
    if place is None and deed.kind == "b":
        return progress.back()
    if place is None:
        raise ValueError("the form is complete")
    simple = {"b": progress.back, "s": progress.skip, "e": progress.end}
    if deed.kind in simple:
        return simple[deed.kind]()
    asked = guide.questions[place.question.id]
    answer = asked.answer
    if deed.kind == "m" and isinstance(answer, Choices):
        ids = [each.id for n, each in enumerate(answer.options) if deed.number >> n & 1]
        return progress.answer(answer.take(ids))
    if deed.kind == "o" and isinstance(answer, Choice) and deed.number < len(answer.options):
        return progress.answer(answer.options[deed.number].id)
    if deed.kind == "q" and deed.number < len(asked.buttons):
        reading = context.services.library.reading(today())
        text = asked.buttons[deed.number]
        return progress.answer(place.question.read(text, reading, place.known))
    raise ValueError("a button that content no longer knows")
