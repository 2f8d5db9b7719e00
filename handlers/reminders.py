"""A user is reminded of a day: what is kept, what is sent, what is cancelled."""

import logging
from datetime import UTC, datetime

from telegram import Update
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.clock import today
from bot.context import App, Context
from bot.reckoning.deadlines import Reminder, find_hindrance
from bot.storage.reminders import FullError
from bot.views.deadlines import (
    ALL,
    read_wish,
    render_forgotten,
    render_kept,
    render_reminder,
    render_reminders,
    render_wish,
)
from bot.views.notices import render_notice
from bot.views.screen import Screen
from handlers.check import is_private
from handlers.replies import reply_screen

log = logging.getLogger(__name__)


async def list_reminders(update: Update, context: Context) -> None:
    """/reminders shows what is kept for this chat."""
    message = update.message
    if message is None:
        return
    if is_private(message):
        await reply_screen(message, show_reminders(context, message.chat.id))
    else:
        frame = context.frame(private=False)
        await reply_screen(message, render_notice(frame, "reminders.private"))


async def forget_all(update: Update, context: Context) -> None:
    """/forget removes all that is kept for this chat."""
    message = update.message
    if message is None:
        return
    frame = context.frame(private=is_private(message))
    if not is_private(message):
        await reply_screen(message, render_notice(frame, "reminders.private"))
        return
    context.services.sessions.close(message.chat.id)
    count = await context.services.reminders.forget(message.chat.id)
    await context.services.languages.forget(message.chat.id)
    groups = await context.services.groups.forget_receiver(message.chat.id)
    await reply_screen(message, render_forgotten(frame, count, groups))


def show_reminders(context: Context, chat: int) -> Screen:
    """The chat's reminders."""
    frame = context.frame(private=True)
    groups = context.services.groups.count_groups(chat)
    return render_reminders(frame, context.services.reminders.list_for(chat), groups)


async def keep_reminder(context: Context, chat: int, argument: str) -> Screen:
    """Keeps the reminder of a button; raises ValueError or KeyError for an unknown one."""
    frame = context.frame(private=True)
    deadline, offset = read_wish(frame, argument)
    now = datetime.now(UTC)
    if find_hindrance(deadline.day, offset, now):
        return render_wish(frame, deadline, offset, now)
    try:
        await context.services.reminders.keep(chat, deadline, offset, now)
    except FullError:
        return render_notice(frame, "reminders.full")
    return render_kept(frame, deadline)


async def cancel_reminder(context: Context, chat: int, name: str) -> Screen:
    """Removes one of the chat's reminders or all; what is left is shown."""
    reminders = context.services.reminders
    if name == ALL:
        await reminders.forget(chat)
    else:
        await reminders.cancel(chat, name)
    return show_reminders(context, chat)


def list_ripe(application: App) -> list[Reminder]:
    """What is to be sent now. Whatever was missed while the bot was away is sent once."""
    return application.bot_data.reminders.list_ripe(datetime.now(UTC))


async def send_reminder(application: App, reminder: Reminder) -> None:
    """Sends one and commits that it was sent; raises StorageError.

    One after another, so that a kill repeats at most the one under way, as with any reply. A chat
    that is closed to us gets no more; after other trouble it is tried again.
    """
    services, now = application.bot_data, datetime.now(UTC)
    frame = services.frame(private=True, language=services.find_language(reminder.chat))
    left = (reminder.deadline.day - today()).days
    screen = render_reminder(frame, reminder, left)
    if not await services.reminders.begin(reminder):
        return
    try:
        await application.bot.send_message(
            reminder.chat, screen.html, "HTML", reply_markup=screen.keyboard
        )
    except Forbidden:
        await services.reminders.cancel(reminder.chat, reminder.id)
    except BadRequest as error:
        log.error("a reminder was refused: %s", type(error).__name__)
        if "chat not found" in error.message.lower():
            await services.reminders.cancel(reminder.chat, reminder.id)
        else:
            await services.reminders.mark(reminder, now)
    except TelegramError as error:
        log.warning("a reminder waits: %s", type(error).__name__)
    else:
        await services.reminders.mark(reminder, now)
