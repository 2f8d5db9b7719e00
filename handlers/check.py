"""A user shows a message: paste, forward, edit, or /check on somebody's message."""

from collections.abc import Mapping

from telegram import Message, Update
from telegram.constants import ChatType

from bot.analysis import Report
from bot.clock import today
from bot.context import Context
from bot.views.notices import render_notice
from bot.views.screen import Screen
from bot.views.state import state_of
from bot.views.verdict import is_small_talk, render_not_an_sms, render_verdict
from handlers.replies import reply_screen


def read_text(message: Message) -> str:
    """The words of a message: its text or caption, without a leading /check."""
    text = message.text or message.caption or ""
    if text.startswith("/check"):
        _, _, text = text.partition(" ") if " " in text else text.partition("\n")
    return text


def is_private(message: Message) -> bool:
    """Whether the chat is one person's; only there the user's words are quoted."""
    return message.chat.type == ChatType.PRIVATE


def analyze(context: Context, text: str, answers: Mapping[str, str]) -> Report:
    """The report on a text as of today."""
    return context.services.engine.analyze(text, answers=answers, today=today())


async def check_message(update: Update, context: Context) -> None:
    """Any private text is judged, or answered as a question, unless it is a page of ours."""
    if update.message is not None and update.message.via_bot != context.bot.bot:
        await _judge(context, update.message, update.message)


async def check_edited(update: Update, context: Context) -> None:
    """An edited private message is judged again."""
    message = update.edited_message
    if message is not None:
        note = context.services.frame(private=True).texts["verdict.edited"]
        await _judge(context, message, message, note)


async def check_replied(update: Update, context: Context) -> None:
    """/check judges the message replied to, else the words after the command."""
    message = update.message
    if message is None:
        return
    replied = message.reply_to_message
    own = replied is not None and context.bot.bot in (replied.from_user, replied.via_bot)
    judged = replied if replied is not None and not own else message
    if read_text(judged).strip():
        await _judge(context, message, judged)
    else:
        key = "check.how" if judged is message else "check.no_text"
        frame = context.services.frame(private=is_private(message))
        await reply_screen(message, render_notice(frame, key))


async def _judge(context: Context, message: Message, judged: Message, note: str = "") -> None:
    report = analyze(context, read_text(judged), {})
    private = is_private(message)
    if not note:
        context.services.count_report(report, private=private)
    screen = _render(context, report, read_text(judged), private=private, note=note)
    await reply_screen(message, screen, to=judged.message_id)


def _render(context: Context, report: Report, text: str, *, private: bool, note: str) -> Screen:
    frame = context.services.frame(private=private)
    if is_small_talk(report):
        return render_not_an_sms(frame, report, context.services.search.find(text))
    return render_verdict(frame, report, state_of(report, {}), note=note)
