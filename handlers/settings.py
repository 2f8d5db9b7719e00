"""An admin sets what the bot does in a group: /settings and the buttons of its panel."""

from dataclasses import dataclass
from datetime import UTC, datetime

from telegram import CallbackQuery, Message, Update
from telegram.error import TelegramError

from bot.clock import today
from bot.context import App, Context
from bot.groups.panel import Field, apply_value
from bot.views.buttons import read_press
from bot.views.frame import Frame
from bot.views.notices import render_notice
from bot.views.receivers import link_invitation
from bot.views.screen import Screen
from bot.views.settings import (
    CLOSE,
    Panel,
    read_choice,
    render_choice,
    render_closed,
    render_panel,
    say_value,
)
from handlers.admins import SOON, find_admins, find_hearing, is_from_admin
from handlers.check import is_private
from handlers.replies import answer_press, edit_screen, reply_screen

_REFUSE_SECONDS = 60.0  # members who try get one answer a minute, together


@dataclass(frozen=True)
class _Done:
    """What a press leads to: a word at the top, and the screen below."""

    toast: str
    screen: Screen


async def open_settings(update: Update, context: Context) -> None:
    """/settings shows the panel to admins, and tells others who may set things."""
    message, app = update.message, context.app
    if message is None:
        return
    frame = context.frame(private=is_private(message))
    if is_private(message):
        await reply_screen(message, render_notice(frame, "settings.group_only"))
    elif await _may_set(app, message):
        panel = await _build_panel(app, frame, message)
        await reply_screen(message, render_panel(frame, panel))
    elif context.services.rhythm.is_due(("settings", message.chat.id), _REFUSE_SECONDS):
        await reply_screen(message, Screen(frame.texts["settings.members"]))


async def press_settings(update: Update, context: Context) -> None:
    """A press on the panel: whose it is, is asked anew each time."""
    query = update.callback_query
    if query is None:
        return
    frame, message = context.frame(private=False), query.message
    if not isinstance(message, Message) or not message.is_accessible or is_private(message):
        await answer_press(query, frame.texts["settings.too_old"], alert=True)
        return
    if not await _let_in(context.app, frame, query, message):
        return
    try:
        done = await _apply(context.app, frame, query, message)
    except (ValueError, KeyError):
        await answer_press(query, frame.texts["check.unknown_button"], alert=True)
        return
    await answer_press(query, done.toast)
    await edit_screen(query, done.screen)


async def _may_set(app: App, message: Message) -> bool:
    try:
        return await is_from_admin(app, message, SOON)
    except TelegramError:
        return False


async def _let_in(app: App, frame: Frame, query: CallbackQuery, message: Message) -> bool:
    """Whether an admin pressed; whoever else did, or when that can't be asked, is told kindly."""
    user, chat_id = query.from_user.id, message.chat.id
    try:
        # Members may press as they like, for that asks nobody; an admin is never taken on trust.
        if user in await find_admins(app, chat_id, SOON):
            trouble = "" if user in await find_admins(app, chat_id, within=0) else "members"
        else:
            trouble = "members"
    except TelegramError:
        trouble = "unreachable"
    if trouble:
        await answer_press(query, frame.texts[f"settings.{trouble}"], alert=True)
    return not trouble


async def _apply(app: App, frame: Frame, query: CallbackQuery, message: Message) -> _Done:
    """What the button names, done; raises ValueError, KeyError for a button not known."""
    argument = read_press(query.data or "").argument
    if argument == CLOSE:
        return _Done("", render_closed(frame))
    field, value = read_choice(argument)
    if field is None:
        return _Done("", render_panel(frame, await _build_panel(app, frame, message)))
    if not value:
        panel = await _build_panel(app, frame, message)
        return _Done("", render_choice(frame, panel, field))
    await _set(app, message.chat.id, field, value)
    panel = await _build_panel(app, frame, message)
    label, said = frame.texts[f"settings.field.{field}"], say_value(frame, panel, field)
    toast = frame.texts.fill("settings.saved", label=label, value=said)
    return _Done(toast, render_panel(frame, panel))


async def _set(app: App, chat_id: int, field: Field, value: str) -> None:
    """Applies a choice to the newest settings."""
    services = app.bot_data
    languages = tuple(services.library.texts)
    settings = await services.groups.alter(
        chat_id, lambda newest: apply_value(newest, field, value, today(), languages)
    )
    # A kill in between leaves it switched on without a day: choosing it again gives it one.
    if field is Field.DIGEST:
        await services.digests.switch(chat_id, wanted=settings.digest, now=datetime.now(UTC))


async def _build_panel(app: App, frame: Frame, message: Message) -> Panel:
    services, chat_id = app.bot_data, message.chat.id
    return Panel(
        settings=services.groups.find(chat_id),
        receivers=len(services.groups.list_receivers(chat_id)),
        hears=bool(await find_hearing(app, chat_id)),
        topic=message.message_thread_id if message.is_topic_message else None,
        address=link_invitation(frame, services.invitations.write(chat_id)),
        today=today(),
    )
