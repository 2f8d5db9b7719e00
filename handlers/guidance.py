"""A user looks for guidance: the menu, or a page by keyword."""

from telegram import Update

from bot.context import Context
from bot.views.card import render_card
from bot.views.frame import Frame
from bot.views.guidance import render_found, render_menu
from bot.views.screen import Screen
from bot.views.verdict import render_not_an_sms
from handlers.check import analyze, is_private
from handlers.replies import reply_screen


async def open_guide(update: Update, context: Context) -> None:
    """/guide shows the menu; with a question the pages that fit, people first in a crisis."""
    message = update.message
    if message is None:
        return
    frame = context.frame(private=is_private(message))
    question = " ".join(context.args or [])
    await reply_screen(message, _find(context, frame, question) if question else render_menu(frame))


def _find(context: Context, frame: Frame, question: str) -> Screen:
    found = context.find_pages(question)
    report = analyze(context, question, {})
    if report.crisis:
        return render_not_an_sms(frame, report, found)
    return render_found(frame, found, question)


async def show_card(update: Update, context: Context) -> None:
    """/card gives a card to pin in a group."""
    message = update.message
    if message is not None:
        frame = context.frame(private=is_private(message))
        await reply_screen(message, render_card(frame))
