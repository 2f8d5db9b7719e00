"""Who may decide for a group, asked of Telegram and remembered for a minute."""

from telegram import ChatMember, Message, Update
from telegram.error import TelegramError

from bot.context import App, Context
from bot.groups.admins import KEPT_SECONDS

SOON = 3.0  # seconds for which a refusal holds
_RANKS = frozenset((ChatMember.OWNER, ChatMember.ADMINISTRATOR))


async def find_admins(app: App, chat_id: int, within: float = KEPT_SECONDS) -> frozenset[int]:
    """User ids of a group's admins, the bot's among them if it is one.

    ``within``: how many seconds old the answer may be. Raises TelegramError.
    """
    admins = app.bot_data.admins
    kept = admins.find(chat_id, within)
    if kept is not None:
        return kept
    named = await app.bot.get_chat_administrators(chat_id)
    return admins.keep(chat_id, (each.user.id for each in named))


async def is_from_admin(app: App, message: Message, within: float = KEPT_SECONDS) -> bool:
    """Whether an admin wrote it, by name or as the group itself; raises TelegramError."""
    if message.sender_chat is not None:
        return message.sender_chat.id == message.chat.id
    sender = message.from_user
    return sender is not None and sender.id in await find_admins(app, message.chat.id, within)


async def find_hearing(app: App, chat_id: int) -> bool | None:
    """Whether Telegram shows the bot all messages of a group; None when it can't be asked."""
    try:
        me = await app.bot.get_me()
        return bool(me.can_read_all_group_messages) or me.id in await find_admins(app, chat_id)
    except TelegramError:
        return None


async def notice_rank(update: Update, context: Context) -> None:
    """An admin rose or fell: who may decide is asked anew, and who fell is told no more."""
    change = update.chat_member
    if change is None or _RANKS.isdisjoint(
        (change.old_chat_member.status, change.new_chat_member.status)
    ):
        return
    services = context.services
    services.admins.drop(change.chat.id)
    if change.new_chat_member.status not in _RANKS:
        await services.groups.remove_receiver(change.chat.id, change.new_chat_member.user.id)
