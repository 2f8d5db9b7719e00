"""What somebody answered, as the facts that a letter may state."""

from datetime import date
from typing import Any

from bot.forms.fields import Choice, Choices, List, Words
from bot.forms.form import Progress
from bot.forms.pictures import Print
from bot.forms.reading import Reading
from bot.forms.secrets import holds_secret, mask_numbers
from bot.letters.log import Entry, read_log
from bot.letters.model import Facts, Row
from bot.library.letters import Letter
from bot.library.questions import Asked
from bot.library.texts import Texts
from bot.views.quantities import say_answer

MOST_NAME = 60  # characters of a file's name
_HOUR = 60
_STOPS = "。；，、.;, "


def gather_facts(texts: Texts, letter: Letter, progress: Progress, reading: Reading) -> Facts:
    """Only what was answered; what was left open is not there at all."""
    words: dict[str, str] = {}
    chosen: dict[str, tuple[str, ...]] = {}
    rows: dict[str, tuple[Row, ...]] = {}
    for name, value in progress.answers.items():
        if name in letter.groups:
            prints = [each for row in value for each in row.values() if isinstance(each, Print)]
            rows[name] = tuple(_describe(texts, each) for each in prints)
            continue
        if value is None:
            continue
        asked = letter.questions[name]
        if asked.masked:
            rows[name] = tuple(_tell(texts, each) for each in read_log(value, reading))
        elif isinstance(asked.answer, List):
            rows[name] = tuple({"text": str(each)} for each in value)
        else:
            words[name] = _write(texts, asked, value)
        if isinstance(asked.answer, Choice | Choices):
            chosen[name] = value if isinstance(value, tuple) else (value,)
    return Facts(words, chosen, rows)


def _write(texts: Texts, asked: Asked, value: Any) -> str:
    """As in a letter: a day without its day of the week, words without the stop at their end."""
    if isinstance(value, date) and asked.answer.kind == "day":
        return _write_day(texts, value)
    if isinstance(asked.answer, Words):
        return str(value).rstrip(_STOPS)
    return say_answer(texts, asked, value)


def _write_day(texts: Texts, day: date) -> str:
    return texts.fill("letters.day", year=day.year, month=day.month, day=day.day)


def _tell(texts: Texts, entry: Entry) -> Row:
    """A contact as cells; what was not written is a blank to fill in by hand."""
    time = ""
    if entry.minutes is not None:
        hour, minute = divmod(entry.minutes, _HOUR)
        time = f"{hour:02}:{minute:02}"
    return {
        "day": entry.day.isoformat() if entry.day else texts["letters.no_day"],
        "time": time or texts["letters.no_time"],
        "contact": entry.number or texts["letters.no_number"],
        "words": entry.words or texts["letters.no_words"],
    }


def _describe(texts: Texts, picture: Print) -> Row:
    return {
        "name": _say_name(picture.name),
        "size": f"{picture.size:,}",
        "digest": picture.digest,
        "form": texts["letters.whole" if picture.whole else "letters.reduced"],
    }


def _say_name(name: str) -> str:
    """A file's name; numbers in it only where they are nobody's business."""
    shortened = name[:MOST_NAME]
    return mask_numbers(shortened) if holds_secret(name) else shortened
