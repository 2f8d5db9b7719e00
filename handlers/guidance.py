"""A user looks for guidance: the menu, or a page by keyword."""

from telegram import Update

from bot.context import Context
from bot.views.guidance import render_menu, render_page
from handlers.check import is_private
from handlers.replies import reply_screen


async def open_guide(update: Update, context: Context) -> None:
    """/guide shows the menu; /guide with a keyword shows the page that fits best."""
    message = update.message
    if message is None:
        return
    frame = context.services.frame(private=is_private(message))
    found = context.services.search.find(" ".join(context.args or []), most=1)
    screen = render_page(frame, frame.library.pages[found[0]]) if found else render_menu(frame)
    await reply_screen(message, screen)
