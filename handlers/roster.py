"""A group's admins by id and by name, for telling apart who only bears their name."""

import logging

from telegram import Message
from telegram.error import TelegramError

from bot.context import Context
from bot.groups.roster import Roster, fold_name

log = logging.getLogger(__name__)


async def find_roster(context: Context, message: Message) -> Roster | None:
    """The admins of the message's group; None when Telegram doesn't tell."""
    services, chat = context.services, message.chat
    admins, names = services.admins.find(chat.id), services.talk.names.find(chat.id)
    if admins is not None and names is not None:
        return Roster(admins, names)
    try:
        members = await chat.get_administrators()
    except TelegramError as error:
        log.info("admins could not be asked for: %s", type(error).__name__)
        return None
    characters = services.library.content.characters
    people = [each.user for each in members if not each.user.is_bot]
    written = {name for each in people for name in (each.full_name, each.username) if name}
    names = frozenset(fold_name(each, characters) for each in written)
    services.talk.names.keep(names, chat.id)
    return Roster(services.admins.keep(chat.id, (each.user.id for each in members)), names)
