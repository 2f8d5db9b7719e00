"""Something went wrong: say so calmly, log where, never what the user wrote."""

import logging
import traceback

from telegram import Update
from telegram.constants import ChatType
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.clock import today
from bot.context import Context
from bot.delivery.pace import TooLateError
from bot.views.notices import render_notice
from handlers.check import is_private
from handlers.membership import move_group
from handlers.replies import answer_press, reply_screen

log = logging.getLogger(__name__)

# Telegram's words for a group, or a topic of it, in which the bot may not write.
_NO_RIGHTS = (
    "not enough rights",
    "have no rights to send",
    "chat_write_forbidden",
    "chat_restricted",
    "topic_closed",
)


async def apologize(update: object, context: Context) -> None:
    """Logs the error's type and place; tells the user when Telegram itself still answers."""
    error = context.error
    if isinstance(update, Update) and await _is_closed(update, context):
        return
    log.error("%s at %s", type(error).__name__, _place(error))
    if not isinstance(update, Update) or isinstance(error, Forbidden | TooLateError):
        return
    try:
        if update.callback_query is not None:
            sorry = context.frame(private=True).texts["error.sorry"]
            await answer_press(update.callback_query, sorry, alert=True)
        elif update.message is not None and is_private(update.message):
            frame = context.frame(private=True)
            await reply_screen(update.message, render_notice(frame, "error.sorry"))
    except TelegramError as second:
        log.error("the apology failed too: %s", type(second).__name__)


async def _is_closed(update: Update, context: Context) -> bool:
    """Whether a group does not let us write, which is counted and no error, or has moved."""
    error, chat = context.error, update.effective_chat
    if chat is None or chat.type == ChatType.PRIVATE:
        return False
    if isinstance(error, ChatMigrated):
        await move_group(context.app, chat.id, error.new_chat_id)
        return True
    refused = isinstance(error, BadRequest) and any(
        each in error.message.lower() for each in _NO_RIGHTS
    )
    if refused or isinstance(error, Forbidden):
        context.services.stats.count(today(), [("unsent", "rights" if refused else "gone")])
        return True
    return False


def _place(error: BaseException | None) -> str:
    """File and line of the innermost frame; a traceback's text could quote the update."""
    frames = traceback.extract_tb(error.__traceback__) if error else []
    return f"{frames[-1].filename.rsplit('/', 2)[-1]}:{frames[-1].lineno}" if frames else "?"
