"""Who administers a group, as Telegram says, remembered for a minute."""

import logging

from telegram import Message
from telegram.error import TelegramError

from bot.context import Context
from bot.groups.roster import Roster, fold_name

log = logging.getLogger(__name__)


async def find_roster(context: Context, message: Message) -> Roster | None:
    """The admins of the message's group; None when Telegram doesn't tell."""
    services, chat = context.services, message.chat
    known = services.talk.rosters.find(chat.id)
    if known is not None:
        return known
    try:
        members = await chat.get_administrators()
    except TelegramError as error:
        log.info("admins could not be asked for: %s", type(error).__name__)
        return None
    characters = services.library.content.characters
    people = [each.user for each in members if not each.user.is_bot]
    names = {name for each in people for name in (each.full_name, each.username) if name}
    folded = frozenset(fold_name(each, characters) for each in names)
    roster = Roster(frozenset(each.id for each in people), folded)
    services.talk.rosters.keep(roster, chat.id)
    return roster


async def is_admin(context: Context, message: Message) -> bool:
    """Whether an admin wrote a message, under their own name or the group's."""
    if message.sender_chat is not None:
        return message.sender_chat.id == message.chat.id
    roster = await find_roster(context, message)
    user = message.from_user
    return roster is not None and user is not None and user.id in roster.admins
