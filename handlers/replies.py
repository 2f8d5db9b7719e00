"""Sends and edits screens; what Telegram refuses for good reason is no error of ours."""

import logging
from dataclasses import replace

from telegram import CallbackQuery, Message, ReplyParameters
from telegram.error import BadRequest, ChatMigrated

from bot.context import App
from bot.views.screen import Screen

log = logging.getLogger(__name__)

_NO_TOPIC = "message thread not found"  # it was deleted
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
    try:
        await message.reply_html(screen.html, reply_markup=screen.keyboard, reply_parameters=target)
    except ChatMigrated as error:
        # What was to be replied to stays behind in the old group.
        await message.get_bot().send_message(
            error.new_chat_id, screen.html, "HTML", reply_markup=screen.keyboard
        )


async def announce(app: App, chat_id: int, screen: Screen) -> None:
    """Says something in a group of the bot's own accord, in the topic that admins chose."""
    groups = app.bot_data.groups
    topic = groups.find(chat_id).topic
    try:
        await _send(app, chat_id, screen, topic)
    except ChatMigrated as error:
        await _send(app, error.new_chat_id, screen, None)
    except BadRequest as error:
        if topic is None or _NO_TOPIC not in error.message.lower():
            raise
        await groups.alter(chat_id, lambda newest: replace(newest, topic=None))
        await _send(app, chat_id, screen, None)


async def _send(app: App, chat_id: int, screen: Screen, topic: int | None) -> None:
    await app.bot.send_message(
        chat_id, screen.html, "HTML", reply_markup=screen.keyboard, message_thread_id=topic
    )


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
