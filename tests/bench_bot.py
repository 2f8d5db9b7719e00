"""Answers a second and processor time an update: this bot beside a bare echo bot, in one run.

Both are separate processes that poll the same Bot API server on loopback, which takes every
message at once (no rate limits). Ours judges real SMS; the echo bot only repeats them.
"""

import asyncio
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bot.demo.telegram import TelegramServer
from bot.library.load import load_library

MESSAGES = 900
CHATS = 60
ROOT = Path(__file__).resolve().parents[1]
_TICKS = os.sysconf("SC_CLK_TCK")

# Stock python-telegram-bot; its default handles one update after another, 16 is its best.
_ECHO = """
import sys
from telegram.ext import ApplicationBuilder, MessageHandler, filters
async def echo(update, context):
    await update.message.reply_text(update.message.text)
token, base, at_once = sys.argv[1:]
builder = ApplicationBuilder().token(token).base_url(base).concurrent_updates(int(at_once))
app = builder.build()
app.add_handler(MessageHandler(filters.TEXT, echo))
app.run_polling()
"""
# Our own process, with the pace that Telegram asks for taken out.
_OURS = """
import sys
from bot.delivery import pace
pace.OVERALL = pace.PER_CHAT = (10**9, 0.0)
from bot.commands.run import run
sys.exit(run())
"""


@dataclass(frozen=True)
class Figures:
    """What one bot did in one round."""

    answers_a_second: float
    milliseconds_an_update: float


async def measure(command: list[str]) -> Figures:
    """One round: the process is warm before the messages come."""
    server = TelegramServer(limits=False, slow_repeats=False)
    await server.start()
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "BOT_TOKEN": server.token,
            "BOT_API_URL": server.api_url,
            "BOT_API_FILE_URL": server.file_url,
            "DATABASE_URL": f"sqlite:///{folder}/bench.db",
        }
        filled = [each.format(token=server.token, base=server.api_url) for each in command]
        process = await asyncio.create_subprocess_exec(
            sys.executable, *filled, cwd=ROOT, env=environment,
            stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        try:
            await _send(server, 2 * CHATS)
            started, spent = time.perf_counter(), _processor_seconds(process.pid)
            await _send(server, MESSAGES)
            seconds = time.perf_counter() - started
            used = _processor_seconds(process.pid) - spent
        finally:
            process.kill()
            await process.wait()
    await server.stop()
    return Figures(MESSAGES / seconds, used / MESSAGES * 1000)


async def _send(server: TelegramServer, count: int) -> None:
    """Sends ``count`` messages from all chats at once and waits until each has its reply."""
    texts = [*load_library().samples.values()][:5]
    users = [server.add_user(f"u{number}") for number in range(CHATS)]
    chats = [server.private_chat(user)["id"] for user in users]
    before = _replies(server)
    for number in range(count):
        index = number % CHATS
        server.send(chats[index], users[index], texts[number % len(texts)])
    await server.wait_for(lambda: _replies(server) >= before + count, 120)


def _replies(server: TelegramServer) -> int:
    return sum(call.method == "sendMessage" and call.ok for call in server.calls)


def _processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def bench_bot() -> None:
    """Prints the median of three interleaved rounds, and the ratios."""
    commands = {
        "echo bot, stock": ["-c", _ECHO, "{token}", "{base}", "1"],
        "echo bot, 16 at once": ["-c", _ECHO, "{token}", "{base}", "16"],
        "this bot": ["-c", _OURS],
    }
    rounds: dict[str, list[Figures]] = {name: [] for name in commands}
    for _ in range(3):
        for name, command in commands.items():
            escaped = [each if each.startswith("{") else _escape(each) for each in command]
            rounds[name].append(asyncio.run(measure(escaped)))
    median = {
        name: sorted(each, key=lambda figures: figures.answers_a_second)[1]
        for name, each in rounds.items()
    }
    base = median["echo bot, stock"]
    print(f"\nBot, {MESSAGES} messages from {CHATS} chats over loopback")
    for name, figures in median.items():
        print(
            f"  {name:22} {figures.answers_a_second:7.0f} answers/s"
            f" ({figures.answers_a_second / base.answers_a_second:4.2f}×)"
            f" {figures.milliseconds_an_update:7.2f} ms processor an update"
            f" ({figures.milliseconds_an_update / base.milliseconds_an_update:4.2f}×)"
        )


def _escape(code: str) -> str:
    return code.replace("{", "{{").replace("}", "}}")


if __name__ == "__main__":
    bench_bot()
