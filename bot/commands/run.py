"""``python -m bot run``: the bot over long polling until it is told to stop."""

import asyncio
import signal
import sys

from pydantic import ValidationError
from telegram.error import InvalidToken, TelegramError

from bot.app import open_app
from bot.commands.logs import set_up_logs
from bot.library.load import Library, load_library
from bot.library.read import ContentError
from bot.settings import Settings
from bot.storage.database import StorageError

BAD_USAGE = 2
FAILED = 1


def run() -> int:
    """Exit code: 0 after a graceful stop, 2 on bad settings or content, 1 when Telegram refuses."""
    try:
        settings = Settings()
        library = load_library()
    except ValidationError as error:
        for each in error.errors(include_url=False, include_input=False, include_context=False):
            print(f"{'.'.join(map(str, each['loc'])).upper()}: {each['msg']}", file=sys.stderr)
        return BAD_USAGE
    except ContentError as error:
        print(error, file=sys.stderr)
        return BAD_USAGE
    if not settings.bot_token.get_secret_value():
        print("BOT_TOKEN: is empty; get one from @BotFather, see .env.example", file=sys.stderr)
        return BAD_USAGE
    set_up_logs(settings.log_level)
    try:
        asyncio.run(_poll(settings, library))
    except InvalidToken:
        print("BOT_TOKEN: Telegram does not know this token", file=sys.stderr)
        return BAD_USAGE
    except (StorageError, TelegramError) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return FAILED
    return 0


async def _poll(settings: Settings, library: Library) -> None:
    async with open_app(settings, library) as running:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, running.poller.stop)
        await running.poller.run()
