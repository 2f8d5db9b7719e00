"""The only place where the parts meet."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from telegram import BotCommand, LinkPreviewOptions, Update
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ApplicationBuilder, ContextTypes, Defaults

from bot.analysis import Engine
from bot.context import App, Context, Services
from bot.delivery.bot import UpdatesBot
from bot.delivery.pace import Pace
from bot.delivery.polling import STOP_SECONDS, Poller
from bot.delivery.request import AiohttpRequest
from bot.forms.sessions import Sessions
from bot.groups.admins import Admins
from bot.groups.rhythm import Rhythm
from bot.groups.talk import GroupTalk
from bot.groups.watch import Watchman
from bot.library.hotlines import build_hotlines
from bot.library.load import Library
from bot.library.search import build_search
from bot.library.speak import list_languages, speak
from bot.library.texts import DEFAULT_LANGUAGE, Texts
from bot.library.words import WordSearch, build_word_search
from bot.reckoning.workdays import WorkDays
from bot.settings import Settings, load_secret
from bot.storage.database import Database, StorageError
from bot.storage.digests import Digests
from bot.storage.groups import Groups
from bot.storage.invitation import Invitations
from bot.storage.languages import Languages
from bot.storage.once import Once
from bot.storage.reminders import Reminders
from bot.storage.stats import Stats
from bot.storage.updates import HandledUpdates
from bot.views.state import StateCodec
from handlers import COMMANDS, list_handlers
from handlers.digests import list_digests, send_digest
from handlers.errors import apologize
from handlers.reminders import list_ripe, send_reminder

_FLUSH_SECONDS = 1.0
_FORGET_SECONDS = 3600.0
_RIPE_SECONDS = 20.0
_CLIENT_CODE = 2  # letters

T = TypeVar("T")

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Running:
    """A bot that has been let in by Telegram and is ready to poll."""

    application: App
    poller: Poller


@dataclass(frozen=True)
class Stored:
    """What outlives a restart and handlers use."""

    stats: Stats
    reminders: Reminders
    groups: Groups
    digests: Digests
    languages: Languages


@contextlib.asynccontextmanager
async def open_app(settings: Settings, library: Library) -> AsyncIterator[Running]:
    """Opens the database and the bot; raises StorageError, InvalidToken, NetworkError.

    Only getMe has to succeed; what else fails at the start is logged.
    """
    database = await Database.open(settings.database_path)
    stats = Stats(database)
    try:
        handled = await HandledUpdates.load(database)
        stored = await load_stored(settings, database, stats)
        application = build_app(settings, build_services(settings, library, stored))
        async with application:
            _learn_name(application)
            poller = Poller(
                application.bot, application.process_update, handled, _turner_away(application)
            )
            beside = (
                asyncio.create_task(_introduce(application, library)),
                asyncio.create_task(_keep_house(stored, handled, application.bot_data.sessions)),
                asyncio.create_task(_send_ripe(application, list_ripe, send_reminder)),
                asyncio.create_task(_send_ripe(application, list_digests, send_digest)),
            )
            try:
                yield Running(application, poller)
            finally:
                for task in beside:
                    task.cancel()
                await asyncio.gather(*beside, return_exceptions=True)
                await stored.digests.flush()
    finally:
        await stats.flush()
        await database.close()


async def load_stored(settings: Settings, database: Database, stats: Stats) -> Stored:
    """Reads and opens what was asked to be kept; raises StorageError."""
    secret = load_secret(settings)
    groups = await Groups.load(database, secret)
    return Stored(
        stats,
        await Reminders.load(database, secret),
        groups,
        await Digests.load(database, secret, groups),
        await Languages.load(database, secret),
    )


def build_services(settings: Settings, library: Library, stored: Stored) -> Services:
    """Everything handlers use."""
    content, secret = library.content, load_secret(settings)
    engine = Engine(content)
    libraries = {code: speak(library, code) for code in list_languages(library)}
    return Services(
        settings=settings,
        library=library,
        libraries=libraries,
        engine=engine,
        search=build_search(library),
        searches=_build_searches(libraries.values()),
        codec=StateCodec(content.rules, content.verdicts.questions),
        stats=stored.stats,
        once=Once(secret),
        sessions=Sessions(time.monotonic),
        workdays=WorkDays(),
        reminders=stored.reminders,
        languages=stored.languages,
        groups=stored.groups,
        digests=stored.digests,
        invitations=Invitations(secret),
        admins=Admins(time.monotonic),
        rhythm=Rhythm(time.monotonic),
        talk=GroupTalk(secret, time.monotonic),
        watchman=Watchman(engine, content.rules, library.watch),
        hotlines=build_hotlines(library),
    )


def _build_searches(libraries: Iterable[Library]) -> dict[str, WordSearch]:
    """A search for each language that has words of its own; another script needs none."""
    return {
        each.language: build_word_search(each)
        for each in libraries
        if each.translation is not None and each.translation.script is None
    }


def build_app(settings: Settings, services: Services) -> App:
    """The application with its routing table; it polls through ``Poller``, not by itself."""
    bot = UpdatesBot(
        token=settings.bot_token.get_secret_value(),
        base_url=settings.bot_api_url,
        base_file_url=settings.bot_api_file_url,
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
        defaults=Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True)),
        rate_limiter=Pace(),
    )
    builder = ApplicationBuilder().bot(bot).updater(None).job_queue(None)
    application: App = builder.context_types(ContextTypes(context=Context)).build()  # type: ignore[assignment]
    application.bot_data = services
    application.add_handlers(list_handlers())
    application.add_error_handler(apologize)
    return application


def _learn_name(application: App) -> None:
    """What only Telegram knows of the bot: its name, and whether it may be asked in any chat."""
    bot = application.bot.bot
    application.bot_data = replace(
        application.bot_data,
        bot_name=bot.username or "",
        inline=bool(bot.supports_inline_queries),
    )


def _turner_away(application: App) -> Callable[[Update], Awaitable[None]]:
    """Asks somebody who floods a private chat to wait; groups are left in peace."""

    async def turn_away(update: Update) -> None:
        message = update.message
        if message is not None and message.chat.type == ChatType.PRIVATE:
            language = Context.from_update(update, application).language
            texts = application.bot_data.library.texts[language]
            await message.reply_text(texts["error.busy"])

    return turn_away


async def _introduce(application: App, library: Library) -> None:
    """Tells Telegram our commands and drops a webhook of earlier days; neither must succeed."""
    menus = [
        application.bot.set_my_commands(_list_commands(texts), language_code=client)
        for client, texts in _list_menus(library)
    ]
    for call in (application.bot.delete_webhook(drop_pending_updates=False), *menus):
        try:
            await call
        except TelegramError as error:
            log.warning("a step of the start failed: %s", type(error).__name__)


def _list_menus(library: Library) -> list[tuple[str | None, Texts]]:
    """The sentences of every menu, with the client language that Telegram shows it for.

    Telegram knows languages by two letters only: it can't tell the scripts of Chinese apart.
    """
    others = [(code, texts) for code, texts in library.texts.items() if len(code) == _CLIENT_CODE]
    return [(None, library.texts[DEFAULT_LANGUAGE]), *others]


def _list_commands(texts: Texts) -> list[BotCommand]:
    return [BotCommand(name, texts[f"commands.{name}"]) for name in COMMANDS]


async def _send_ripe(
    application: App,
    list_ripe: Callable[[App], list[T]],
    send: Callable[[App, T], Awaitable[None]],
) -> None:
    """Sends each as its morning comes; one under way is finished before a stop."""
    while True:
        for each in list_ripe(application):
            sending = asyncio.ensure_future(send(application, each))
            try:
                await asyncio.shield(sending)
            except asyncio.CancelledError:
                await asyncio.wait([sending], timeout=STOP_SECONDS)
                raise
            except Exception as error:  # noqa: BLE001 one must not stop the others
                log.error("%s failed: %s", send.__name__, type(error).__name__)
        await asyncio.sleep(_RIPE_SECONDS)


async def _keep_house(stored: Stored, handled: HandledUpdates, sessions: Sessions) -> None:
    """Every second writes counts and forgets forms at rest; every hour forgets old update ids."""
    loop = asyncio.get_running_loop()
    forget_at = loop.time() + _FORGET_SECONDS
    while True:
        await asyncio.sleep(_FLUSH_SECONDS)
        sessions.forget_idle()
        try:
            await stored.stats.flush()
            await stored.digests.flush()
            if loop.time() >= forget_at:
                await handled.forget_old()
                forget_at += _FORGET_SECONDS
        except StorageError as error:
            log.error("housekeeping failed: %s", error)
