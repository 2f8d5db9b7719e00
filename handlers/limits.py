"""Commands in a group are answered within the group's bounds; in private, always."""

from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from typing import Any

from telegram import Message, Update

from bot.context import Context
from bot.groups.buckets import Turn
from bot.views.called import render_hint
from handlers.check import is_private
from handlers.whisper import hint

Handle = Callable[[Update, Context], Awaitable[None]]


def take_turn(context: Context, message: Message) -> Turn:
    """Whether who wrote a message may have an answer in its group now."""
    who = message.sender_chat or message.from_user
    return context.services.talk.take_turn(message.chat.id, who.id if who else 0)


def speaks_for_itself(message: Message) -> bool:
    """Whether another bot, or the linked channel, wrote a message: nobody waits for an answer."""
    user = message.from_user
    is_bot = message.sender_chat is None and user is not None and user.is_bot
    return is_bot or bool(message.is_automatic_forward)


async def hint_busy(context: Context, message: Message) -> None:
    """Says once, kindly, that it was too much."""
    await hint(context, message, render_hint(context.frame(private=False), "called.busy"))


def in_turn(handle: Handle) -> Callable[[Update, Context], Coroutine[Any, Any, None]]:
    """The handler of a command, spared where a group has had enough."""

    @wraps(handle)
    async def handle_in_turn(update: Update, context: Context) -> None:
        message = update.message
        if message is not None and not is_private(message):
            if speaks_for_itself(message):
                return
            turn = take_turn(context, message)
            if turn is Turn.LAST_WORD:
                await hint_busy(context, message)
            if turn is not Turn.GRANTED:
                return
        await handle(update, context)

    return handle_in_turn
