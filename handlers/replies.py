"""Sends and edits screens; what Telegram refuses for good reason is no error of ours."""

import logging

from telegram import CallbackQuery, Message, ReplyParameters
from telegram.error import BadRequest

from bot.views.screen import Screen

log = logging.getLogger(__name__)

# Telegram's words for an edit that has nothing left to do or nothing left to act on.
_HARMLESS = ("message is not modified", "message to edit not found", "message can't be edited")


async def reply_screen(message: Message, screen: Screen, to: int | None = None) -> None:
    """Replies to ``message``, or to the message numbered ``to`` in the same chat."""
    target = ReplyParameters(to or message.message_id, allow_sending_without_reply=True)
    if len(screen.files) == 1:
        await message.reply_document(
            screen.files[0].data,
            caption=screen.html,
            parse_mode="HTML",
            filename=screen.files[0].name,
            reply_markup=screen.keyboard,
            reply_parameters=target,
        )
        return
    await send_files(message, screen)
    await message.reply_html(screen.html, reply_markup=screen.keyboard, reply_parameters=target)


async def send_files(message: Message, screen: Screen) -> None:
    """Sends what a screen comes with; a single file is its screen's own message."""
    if len(screen.files) > 1:
        for file in screen.files:
            await message.reply_document(file.data, filename=file.name)


async def edit_screen(query: CallbackQuery, screen: Screen) -> None:
    """Shows another screen in the message that the button is on."""
    try:
        await query.edit_message_text(screen.html, "HTML", reply_markup=screen.keyboard)
    except BadRequest as error:
        if not any(words in error.message.lower() for words in _HARMLESS):
            raise


async def answer_press(
    query: CallbackQuery, text: str = "", *, alert: bool = False, url: str | None = None
) -> None:
    """Ends the button's spinner, or opens a deep link; a query that is too old needs no answer."""
    try:
        await query.answer(text or None, show_alert=alert, url=url)
    except BadRequest as error:
        log.info("a press could not be answered: %s", type(error).__name__)
