"""A user asks what this is: start, help, privacy, about; or sends what can't be read."""

from telegram import Update

import handlers
from bot.context import Context
from bot.views.frame import Frame
from bot.views.guidance import render_page, render_start
from bot.views.handoff import read_state, render_handed
from bot.views.links import read_link
from bot.views.notices import render_about, render_help, render_notice, render_privacy
from bot.views.screen import Screen
from handlers.check import is_private
from handlers.forms import open_link, read_form
from handlers.membership import show_group_privacy
from handlers.replies import reply_screen


async def start(update: Update, context: Context) -> None:
    """/start greets; with a deep link it opens the page or begins the form."""
    argument = context.args[0] if context.args else ""
    message, frame = update.message, _frame(update, context)
    library = frame.library
    key, page = read_form(library, argument), library.pages.get(read_link(argument) or "")
    handed = read_state(frame, argument) if frame.private else None
    if message is not None and frame.private and key is not None:
        screen = open_link(context, message.chat.id, key)
    elif handed is not None:
        screen = render_handed(frame, *handed)
    else:
        screen = render_page(frame, page) if page else _greet(update, context, frame)
    await _reply(update, context, "", screen)


async def show_help(update: Update, context: Context) -> None:
    """/help says how to use it."""
    screen = render_help(_frame(update, context), handlers.COMMANDS)
    await _reply(update, context, "", screen)


async def show_privacy(update: Update, context: Context) -> None:
    """/privacy says what is kept and what not, and how much of it for this chat."""
    frame, message = _frame(update, context), update.message
    if message is None:
        return
    if frame.private:
        services, chat = context.services, message.chat.id
        screen = render_privacy(
            frame,
            len(services.reminders.list_for(chat)),
            groups=services.groups.count_groups(chat),
            chose=services.languages.find(chat) is not None,
        )
    else:
        screen = await show_group_privacy(context.app, message.chat.id)
    await _reply(update, context, "", screen)


async def show_about(update: Update, context: Context) -> None:
    """/about names the operator and the version of the rules."""
    screen = render_about(_frame(update, context), context.services.settings.operator)
    await _reply(update, context, "", screen)


async def refuse_media(update: Update, context: Context) -> None:
    """A picture, voice note or file without words: say how to send the words."""
    await _reply(update, context, "check.media")


async def refuse_command(update: Update, context: Context) -> None:
    """A command that does not exist."""
    await _reply(update, context, "error.unknown_command")


def _greet(update: Update, context: Context, frame: Frame) -> Screen:
    """The greeting; whoever has a client in another language is told where to choose one."""
    user = update.effective_user
    if user is None or not user.language_code or not frame.private:
        return render_start(frame)
    has_chosen = context.services.languages.find(user.id) is not None
    speaks_chinese = user.language_code.lower().startswith("zh")
    return render_start(frame, foreign=not has_chosen and not speaks_chinese)


def _frame(update: Update, context: Context) -> Frame:
    private = update.message is not None and is_private(update.message)
    return context.frame(private=private)


async def _reply(update: Update, context: Context, key: str, screen: Screen | None = None) -> None:
    if update.message is not None:
        notice = screen or render_notice(_frame(update, context), key)
        await reply_screen(update.message, notice)
