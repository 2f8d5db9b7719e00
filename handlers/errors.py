"""Something went wrong: say so calmly, log where, never what the user wrote."""

import logging
import traceback

from telegram import Update
from telegram.error import Forbidden, TelegramError

from bot.context import Context
from bot.delivery.pace import TooLateError
from bot.views.notices import render_notice
from handlers.check import is_private
from handlers.replies import answer_press, reply_screen

log = logging.getLogger(__name__)


async def apologize(update: object, context: Context) -> None:
    """Logs the error's type and place; tells the user when Telegram itself still answers."""
    error = context.error
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


def _place(error: BaseException | None) -> str:
    """File and line of the innermost frame; a traceback's text could quote the update."""
    frames = traceback.extract_tb(error.__traceback__) if error else []
    return f"{frames[-1].filename.rsplit('/', 2)[-1]}:{frames[-1].lineno}" if frames else "?"
