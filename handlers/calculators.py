"""A user wants something reckoned: the menu of calculators."""

from telegram import Update

from bot.context import Context
from bot.views.calculators import render_tools
from handlers.check import is_private
from handlers.replies import reply_screen


async def open_tools(update: Update, context: Context) -> None:
    """/calc shows the calculators by group."""
    message = update.message
    if message is not None:
        frame = context.frame(private=is_private(message))
        await reply_screen(message, render_tools(frame))
