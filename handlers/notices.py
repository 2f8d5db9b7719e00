"""A user asks what this is: start, help, privacy, about; or sends what can't be read."""

from telegram import Update

import handlers
from bot.context import Context
from bot.views.frame import Frame
from bot.views.guidance import render_page, render_start
from bot.views.notices import render_about, render_help, render_notice
from bot.views.screen import Screen
from handlers.check import is_private
from handlers.forms import open_link, read_link
from handlers.replies import reply_screen

_DEEP_LINK = "g_"  # t.me/<bot>?start=g_<page id>, dots written as -


async def start(update: Update, context: Context) -> None:
    """/start greets; with a deep link it opens the page or begins the form."""
    argument = context.args[0] if context.args else ""
    message, key = update.message, read_link(context, argument)
    if message is not None and is_private(message) and key is not None:
        await _reply(update, context, "", open_link(context, message.chat.id, key))
        return
    page_id = argument.removeprefix(_DEEP_LINK).replace("-", ".")
    pages = context.services.library.pages
    if argument.startswith(_DEEP_LINK) and page_id in pages:
        await _reply(update, context, "", render_page(_frame(update, context), pages[page_id]))
        return
    await _reply(update, context, "", render_start(_frame(update, context)))


async def show_help(update: Update, context: Context) -> None:
    """/help says how to use it."""
    screen = render_help(_frame(update, context), handlers.COMMANDS)
    await _reply(update, context, "", screen)


async def show_privacy(update: Update, context: Context) -> None:
    """/privacy says what is kept and what not."""
    await _reply(update, context, "privacy.text")


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


def _frame(update: Update, context: Context) -> Frame:
    private = update.message is not None and is_private(update.message)
    return context.services.frame(private=private)


async def _reply(update: Update, context: Context, key: str, screen: Screen | None = None) -> None:
    if update.message is not None:
        notice = screen or render_notice(_frame(update, context), key)
        await reply_screen(update.message, notice)
