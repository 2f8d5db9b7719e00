"""The command line as a real process, with nothing of ours in its environment."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings import Settings

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds

Run = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    ours = {name.upper() for name in Settings.model_fields}
    kept = {name: value for name, value in os.environ.items() if name.upper() not in ours}
    return {**kept, "BOT_TOKEN": "", "PYTHONPATH": ""}


@pytest.fixture(scope="session")
def bot(environment: dict[str, str]) -> Run:
    """``python -m bot`` with these words, bytes for standard input, and more environment."""

    def run(
        *words: str | bytes, stdin: bytes = b"", folder: Path = ROOT, **more: str
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "bot", *words],
            input=stdin,
            capture_output=True,
            cwd=folder,
            env={**environment, **more},
            timeout=PATIENCE,
            check=False,
        )

    return run
