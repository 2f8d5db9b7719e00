"""``python -m bot demo`` as a user starts it, and what ends it."""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.commands import demo as command

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
ADDRESS = "http://127.0.0.1:1/"


def test_it_prints_its_address_and_leaves_nothing_behind(tmp_path: Path) -> None:
    # A setting for the true Telegram must not matter.
    ours = {"NO_BROWSER": "1", "TMPDIR": str(tmp_path), "BOT_TOKEN": "1:true"}
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "demo"],
        cwd=ROOT, env={**os.environ, **ours}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:  # fmt: skip
        address = process.stdout.readline().split()[0].decode()
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(address, timeout=PATIENCE) as page:
            assert b"<title" in page.read()
        assert len(list(tmp_path.iterdir())) == 1
        os.killpg(process.pid, signal.SIGINT)  # as Ctrl-C: to the bot, too
        _, said = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said) == (0, b"")
    assert list(tmp_path.iterdir()) == []


def test_a_taken_port_is_said_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert command.show_demo(taken.getsockname()[1]) == 1
    said = capsys.readouterr().err
    assert said.startswith("demo: ")
    assert len(said.splitlines()) == 1


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses given to a browser."""
    given: list[str] = []
    monkeypatch.setattr(command.webbrowser, "open", given.append)
    monkeypatch.delenv("NO_BROWSER", raising=False)
    return given


def replace_demo(monkeypatch: pytest.MonkeyPatch, wait: Callable[[], object]) -> None:
    """A demo that starts nothing; ``wait`` is its bot's life."""

    @contextlib.asynccontextmanager
    async def pretend(*_: object, **__: object) -> AsyncIterator[SimpleNamespace]:
        process = SimpleNamespace(wait=wait)
        yield SimpleNamespace(site=SimpleNamespace(address=ADDRESS), process=process)

    monkeypatch.setattr(command, "open_demo", pretend)


async def die() -> int:
    return 9


async def interrupt() -> int:
    await asyncio.sleep(0.2)  # a moment for the browser
    os.kill(os.getpid(), signal.SIGINT)
    await asyncio.sleep(PATIENCE)
    return 0


def test_it_ends_when_the_bot_does(monkeypatch, capsys, opened) -> None:
    replace_demo(monkeypatch, die)
    assert command.show_demo(0) == 1
    assert "the bot ended with code 9" in capsys.readouterr().err


@pytest.mark.parametrize(("setting", "expected"), [(None, [ADDRESS]), ("", [ADDRESS]), ("1", [])])
def test_a_browser_is_opened_unless_told_otherwise(
    monkeypatch, capsys, opened, setting, expected
) -> None:
    if setting is not None:
        monkeypatch.setenv("NO_BROWSER", setting)
    replace_demo(monkeypatch, interrupt)
    assert command.show_demo(0) == 0
    assert opened == expected
    assert ADDRESS in capsys.readouterr().out
