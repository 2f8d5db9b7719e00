"""A user wants a letter: the menu, and pictures of which only fingerprints are taken."""

from telegram import Document, Message, PhotoSize, Update
from telegram.constants import FileSizeLimit

from bot.context import Context
from bot.forms.pictures import Print, take_print
from bot.views.letters import render_letters
from handlers.check import is_private
from handlers.forms import asks_picture, take_picture
from handlers.notices import refuse_media
from handlers.replies import reply_screen


async def open_letters(update: Update, context: Context) -> None:
    """/letter shows the letters by group."""
    message = update.message
    if message is not None:
        frame = context.frame(private=is_private(message))
        await reply_screen(message, render_letters(frame))


async def take_media(update: Update, context: Context) -> None:
    """A picture is hashed where a form asks for one; else we say that we can't read it."""
    message = update.message
    if message is None or not asks_picture(context, message.chat.id):
        await refuse_media(update, context)
        return
    unnamed = context.frame(private=True).texts["letters.photo"]
    screen = take_picture(context, message.chat.id, await _fetch(message, unnamed))
    if screen is not None:
        await reply_screen(message, screen)


async def _fetch(message: Message, unnamed: str) -> Print | None:
    """The fingerprint of a message's picture; None for one too large for bots."""
    sent: Document | PhotoSize | None = message.document or max(
        message.photo, key=lambda each: each.width, default=None
    )
    if sent is None or (sent.file_size or 0) > FileSizeLimit.FILESIZE_DOWNLOAD:
        return None
    file = await sent.get_file()
    content = bytes(await file.download_as_bytearray())
    name = message.document.file_name if message.document else None
    return take_print(name or unnamed, content, whole=message.document is not None)
