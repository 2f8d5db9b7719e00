"""A user looks for guidance: the menu, or a page by keyword."""

from telegram import Update

from bot.context import Context
from bot.views.card import render_card
from bot.views.guidance import render_found, render_menu
from handlers.check import is_private
from handlers.replies import reply_screen


async def open_guide(update: Update, context: Context) -> None:
    """/guide shows the menu; /guide with a question shows the pages that fit best."""
    message = update.message
    if message is None:
        return
    frame = context.services.frame(private=is_private(message))
    question = " ".join(context.args or [])
    found = context.services.search.find(question)
    screen = render_found(frame, found) if question else render_menu(frame)
    await reply_screen(message, screen)


async def show_card(update: Update, context: Context) -> None:
    """/card gives a card to pin in a group."""
    message = update.message
    if message is not None:
        frame = context.services.frame(private=is_private(message))
        await reply_screen(message, render_card(frame))
