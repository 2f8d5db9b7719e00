"""What somebody typed into a form: in Chinese, in digits, or in the words that were shown."""

from bot.clock import today
from bot.context import Context
from bot.forms.fields import Choice, Choices, FieldError, Value
from bot.forms.form import Place
from bot.forms.pictures import Print
from bot.forms.reading import Reading
from bot.library.questions import Asked
from handlers.kinds import find_guide


def read_answer(context: Context, key: str, place: Place, text: str) -> Value | Print:
    """The answer to the question of a form; raises FieldError."""
    services, name = context.services, place.question.id
    reading = services.library.reading(today())
    asked = find_guide(context.frame(private=True).library, key).questions[name]
    written = find_guide(services.library, key).questions[name]
    shown = dict(zip(map(reading.fold, asked.buttons), written.buttons, strict=False))
    try:
        return place.question.read(shown.get(reading.fold(text), text), reading, place.known)
    except FieldError:
        if not isinstance(asked.answer, Choice | Choices):
            raise
        return asked.answer.read(text, reading)


def wants_to_skip(context: Context, reading: Reading, asked: Asked, text: str) -> bool:
    """Whether a typed text leaves a question open, where that can be."""
    words = context.services.library.spoken.deeds["skip"]
    return bool(asked.skip) and reading.fold(text) in {*words, reading.fold(asked.skip)}
