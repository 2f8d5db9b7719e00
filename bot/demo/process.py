"""The real bot as a child process that talks to a server of ours."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from bot.demo.telegram import TelegramServer

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30.0  # seconds; a busy machine may be slow, a lost message never comes


class BotProcess:
    """``python -m bot run`` with its database in a folder of its own."""

    def __init__(
        self, server: TelegramServer, folder: Path, *, log: Path | None = None, operator: str = ""
    ) -> None:
        """Without a log file the process writes where we write."""
        self.server = server
        self.folder = folder
        self._log_file = log
        self._operator = operator
        self._process: asyncio.subprocess.Process | None = None

    @property
    def environment(self) -> dict[str, str]:
        """The settings that lead it to the server, which has to listen by now."""
        return {
            "PYTHONPATH": str(ROOT),
            "BOT_TOKEN": self.server.token,
            "BOT_API_URL": self.server.api_url,
            "BOT_API_FILE_URL": self.server.file_url,
            "DATABASE_URL": f"sqlite:///{self.folder / 'data' / 'biehuang.db'}",
            "SECRET_KEY": "",
            "OPERATOR": self._operator,
        }

    @property
    def log(self) -> Path:
        """The log file; a ValueError when there is none."""
        if self._log_file is None:
            raise ValueError("this process has no log file")
        return self._log_file

    async def start(self, **environment: str) -> None:
        """Start the process and wait until it asks for updates; RuntimeError when it ends first."""
        asked = self._count_polls()
        log = self._log_file.open("ab") if self._log_file else None
        try:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run",
                # Elsewhere than at the root, where a true bot's .env may lie.
                cwd=self.folder, stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log,
                env={**os.environ, **self.environment, **environment},
            )  # fmt: skip
        finally:
            if log is not None:
                log.close()
        process = self._process
        await self.server.wait_for(
            lambda: (
                process.returncode is not None
                or self.server.world.updates.is_polled
                or self._count_polls() > asked
            ),
            PATIENCE,
        )
        if process.returncode is not None:
            raise RuntimeError(f"the bot ended at its start with code {process.returncode}")

    async def wait(self) -> int:
        """Wait until the process ends by itself; its exit code."""
        return await self._process.wait() if self._process else 0

    async def kill(self) -> None:
        """Give it no chance to finish anything (kill -9)."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """Ask it to stop; its exit code."""
        return await self._end(signal.SIGTERM)

    async def _end(self, number: signal.Signals) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        if process.returncode is None:
            process.send_signal(number)
        try:
            return await asyncio.wait_for(process.wait(), PATIENCE)
        except TimeoutError:
            process.kill()
            raise

    def _count_polls(self) -> int:
        return sum(call.method == "getUpdates" for call in self.server.calls)
