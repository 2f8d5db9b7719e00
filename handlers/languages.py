"""A user chooses a language: three buttons, and everything after it in that language."""

from telegram import Update

from bot.context import Context
from bot.views.languages import render_chosen, render_languages
from bot.views.notices import render_notice
from bot.views.screen import Screen
from handlers.check import is_private
from handlers.replies import reply_screen


async def open_languages(update: Update, context: Context) -> None:
    """/lang shows the languages; a group's is its admins' choice."""
    message = update.message
    if message is None:
        return
    frame = context.frame(private=is_private(message))
    screen = render_languages(frame) if frame.private else render_notice(frame, "language.private")
    await reply_screen(message, screen)


async def choose_language(context: Context, chat: int, language: str) -> Screen:
    """Keeps the choice and greets in it; without one the languages; KeyError for an unknown one."""
    if not language:
        return render_languages(context.frame(private=True))
    if language not in context.services.libraries:
        raise KeyError(language)
    await context.services.languages.choose(chat, language)
    context.language = language
    return render_chosen(context.frame(private=True))
