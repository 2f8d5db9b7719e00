"""A user shows a message in private: paste, forward, edit, or /check on one of them."""

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
from handlers.forms import is_answer, remind, take_text
from handlers.replies import reply_screen


def read_text(message: Message) -> str:
    """The words of a message: its text or caption, without a leading /check; /start has none."""
    text = message.text or message.caption or ""
    if text.startswith("/start"):
        return ""
    if text.startswith("/check"):
        _, *words = text.split(maxsplit=1)
        return "".join(words)
    return text


def is_private(message: Message) -> bool:
    """Whether the chat is one person's; only there the user's words are quoted."""
    return message.chat.type == ChatType.PRIVATE


def analyze(context: Context, text: str, answers: Mapping[str, str]) -> Report:
    """The report on a text as of today."""
    return context.services.engine.analyze(text, answers=answers, today=today())


async def check_message(update: Update, context: Context) -> None:
    """Any private text is judged, or answered as a question; a form under way takes its answer.

    A page of ours that comes back is left alone.
    """
    message = update.message
    if message is None or message.via_bot == context.bot.bot:
        return
    text = read_text(message)
    report = analyze(context, text, {})
    if message.forward_origin is None and is_answer(context, message.chat.id, text, report):
        await reply_screen(message, take_text(context, message.chat.id, text))
        return
    await _judge(context, message, message, report)
    still = remind(context, message.chat.id)
    if still is not None:
        await reply_screen(message, still)


async def check_edited(update: Update, context: Context) -> None:
    """An edited private message is judged again; an edited answer can't be taken back."""
    message = update.edited_message
    if message is None:
        return
    text = read_text(message)
    report = analyze(context, text, {})
    if is_answer(context, message.chat.id, text, report):
        still = remind(context, message.chat.id, "forms.edited")
        if still is not None:
            await reply_screen(message, still)
        return
    note = context.frame(private=True).texts["verdict.edited"]
    await _judge(context, message, message, report, note)


async def check_replied(update: Update, context: Context) -> None:
    """/check in private judges the message replied to, else the words after the command."""
    message = update.message
    if message is None:
        return
    replied = message.reply_to_message
    own = replied is not None and context.bot.bot in (replied.from_user, replied.via_bot)
    judged = replied if replied is not None and not own else message
    text = read_text(judged)
    if text.strip():
        await _judge(context, message, judged, analyze(context, text, {}))
    else:
        key = "check.how" if judged is message else "check.no_text"
        frame = context.frame(private=True)
        await reply_screen(message, render_notice(frame, key))


async def _judge(
    context: Context, message: Message, judged: Message, report: Report, note: str = ""
) -> None:
    if not note:
        context.services.count_report(report, private=True, language=context.language)
    screen = _render(context, report, read_text(judged), note)
    await reply_screen(message, screen, to=judged.message_id)


def _render(context: Context, report: Report, text: str, note: str) -> Screen:
    frame = context.frame(private=True)
    if is_small_talk(report):
        return render_not_an_sms(frame, report, context.find_pages(text))
    return render_verdict(frame, report, state_of(report, {}), note=note)
