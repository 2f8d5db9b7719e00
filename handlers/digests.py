"""The weekly digest of a group, sent to admins who asked for it."""

import logging
from datetime import UTC, datetime

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.context import App
from bot.storage.digests import Digest
from bot.views.receivers import render_digest
from bot.views.screen import Screen
from handlers.admins import find_admins
from handlers.membership import forget_group, move_group
from handlers.receivers import tell_receiver

log = logging.getLogger(__name__)


def list_digests(application: App) -> list[Digest]:
    """What is to be sent now; weeks that were missed are made up for by one."""
    return application.bot_data.digests.list_ripe(datetime.now(UTC))


async def send_digest(application: App, digest: Digest) -> None:
    """Sends one to all receivers, deletes what it counted; raises StorageError.

    A group closed to us is forgotten; after other trouble it is tried again.
    """
    services, now = application.bot_data, datetime.now(UTC)
    if not services.groups.find(digest.chat).digest:  # a kill came between two writes
        await services.digests.forget(digest.chat)
        return
    try:
        screen = await _build_screen(application, digest.chat)
        if screen is not None:
            await _tell(application, digest, screen)
    except ChatMigrated as error:
        await move_group(application, digest.chat, error.new_chat_id)
    except (Forbidden, BadRequest) as error:
        log.warning("the group of a digest is closed: %s", type(error).__name__)
        await forget_group(application, digest.chat)
    except TelegramError as error:
        log.warning("a digest waits: %s", type(error).__name__)
    else:
        await services.digests.finish(digest.chat, now)


async def _build_screen(app: App, chat_id: int) -> Screen | None:
    """What was counted; None when that was nothing."""
    services = app.bot_data
    by_kind = await services.digests.summarize(chat_id, "kind")
    by_authenticity = await services.digests.summarize(chat_id, "authenticity")
    if not by_kind or not services.groups.list_receivers(chat_id):
        return None
    title = (await app.bot.get_chat(chat_id)).title or ""
    token = services.invitations.write(chat_id)
    frame = services.frame(private=True, language=services.find_group_language(chat_id))
    return render_digest(frame, title, by_kind, by_authenticity, token)


async def _tell(app: App, digest: Digest, screen: Screen) -> None:
    """Each receiver once: noted before it is sent, taken back when Telegram did not take it."""
    groups, due = app.bot_data.groups, digest.due.isoformat()
    admins = await find_admins(app, digest.chat)
    for receiver in groups.find_receivers(digest.chat):
        if receiver.told == due:
            continue
        await groups.mark_told(receiver, due)
        try:
            await tell_receiver(app, digest.chat, receiver, admins, screen)
        except TelegramError:
            await groups.mark_told(receiver, receiver.told)
            raise
