"""The admin panel: what is set, one choice after another. All of its state is in its buttons."""

from dataclasses import dataclass
from datetime import date

from telegram import InlineKeyboardButton

from bot.groups.panel import NONE, Field, find_value, list_values
from bot.groups.settings import GroupSettings, Watch
from bot.library.texts import DEFAULT_LANGUAGE
from bot.views.buttons import Action, button, in_rows, keyboard, link_button
from bot.views.frame import Frame
from bot.views.quantities import say_day
from bot.views.screen import Screen, shown

CLOSE = "close"
_BETWEEN = "."


@dataclass(frozen=True, slots=True)
class Panel:
    """What a panel shows.

    ``topic`` is the thread in which it stands, ``address`` leads into private; ``hears`` says
    whether Telegram shows the bot all messages of the group.
    """

    settings: GroupSettings
    receivers: int
    hears: bool
    topic: int | None
    address: str
    today: date


def read_choice(argument: str) -> tuple[Field | None, str]:
    """The field and value that a button names, both empty for the panel itself.

    Raises ValueError for a field that this version does not know.
    """
    name, _, value = argument.partition(_BETWEEN)
    return (Field(name) if name else None), value


def render_panel(frame: Frame, panel: Panel) -> Screen:
    """All that is set, each with a button."""
    texts = frame.texts
    lines = [f"<b>{shown(texts['settings.title'])}</b>", shown(texts["settings.intro"]), ""]
    for field in Field:
        label, value = texts[f"settings.field.{field}"], say_value(frame, panel, field)
        lines.append(shown(texts.fill("settings.line", label=label, value=value)))
    lines += [shown(texts[f"settings.{each}"]) for each in _list_troubles(panel)]
    rows = in_rows([_field_button(frame, field) for field in Field])
    receive = [link_button(texts["settings.receive"], panel.address)]
    close = [button(texts["settings.close"], Action.SETTINGS, CLOSE)]
    return Screen("\n".join(lines), keyboard(*rows, receive, close))


def render_choice(frame: Frame, panel: Panel, field: Field) -> Screen:
    """One field with the values it may have; each button names the value that is wanted."""
    texts = frame.texts
    label, value = texts[f"settings.field.{field}"], say_value(frame, panel, field)
    ask = texts.fill("settings.ask", label=label, value=value)
    body = f"<b>{shown(ask)}</b>\n{shown(texts[f'settings.note.{field}'])}"
    values = list_values(field, frame.library.texts, panel.topic)
    rows = in_rows([_value_button(frame, panel, field, each) for each in values])
    back = [button(texts["settings.back"], Action.SETTINGS)]
    return Screen(body, keyboard(*rows, back))


def render_closed(frame: Frame) -> Screen:
    """The panel is put away."""
    return Screen(shown(frame.texts["settings.closed"]))


def say_value(frame: Frame, panel: Panel, field: Field) -> str:
    """What a field is set to, in words."""
    settings = panel.settings
    if field is Field.DRY and settings.dry_until and settings.is_dry(panel.today):
        day = say_day(frame.texts, settings.dry_until)
        return frame.texts.fill("settings.value.until", day=day)
    return _say(frame, panel, field, find_value(settings, field, panel.today))


def _say(frame: Frame, panel: Panel, field: Field, value: str) -> str:
    texts = frame.texts
    if field in (Field.WATCH, Field.SUMMON):
        return texts[f"settings.{field}.{value}"]
    if field in (Field.DIGEST, Field.WELCOME):
        return texts["settings.value.off" if value == NONE else "settings.value.on"]
    if field is Field.LANGUAGE:
        spoken = frame.library.texts.get(value) or frame.library.texts[DEFAULT_LANGUAGE]
        return spoken["language.name"]
    if field is Field.TOPIC:
        key = "main" if value == NONE else "here" if value == str(panel.topic) else "elsewhere"
        return texts[f"settings.value.{key}"]
    if value == NONE:
        return texts["settings.value.none"]
    if field is Field.DRY:
        return texts.fill("settings.value.days", days=value)
    start, _, end = value.partition("-")
    return texts.fill("settings.value.hours", start=start, end=end)


def _field_button(frame: Frame, field: Field) -> InlineKeyboardButton:
    return button(frame.texts[f"settings.field.{field}"], Action.SETTINGS, field)


def _value_button(frame: Frame, panel: Panel, field: Field, value: str) -> InlineKeyboardButton:
    label = _say(frame, panel, field, value)
    chosen = find_value(panel.settings, field, panel.today)
    if field is Field.LANGUAGE and not chosen:
        chosen = DEFAULT_LANGUAGE
    if chosen == value:
        label = frame.texts.fill("settings.chosen", label=label)
    return button(label, Action.SETTINGS, f"{field}{_BETWEEN}{value}")


def _list_troubles(panel: Panel) -> list[str]:
    """What keeps the settings from doing anything."""
    settings, told = panel.settings, panel.receivers > 0
    watched = settings.watch is not Watch.OFF
    quiet = settings.watch is Watch.QUIET or settings.digest or settings.is_dry(panel.today)
    return [
        key
        for key, holds in (("deaf", watched and not panel.hears), ("alone", quiet and not told))
        if holds
    ]
