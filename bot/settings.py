"""The environment as typed settings; every field is a public name, documented in .env.example."""

import os
import secrets
import tempfile
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SQLITE = "sqlite:///"


class Settings(BaseSettings):
    """Read from the environment, then from ``.env`` in the working folder."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore")

    bot_token: SecretStr = Field(default=SecretStr(""), description="From @BotFather")
    bot_api_url: str = Field(
        default="https://api.telegram.org/bot", description="Bot API, ending in /bot"
    )
    bot_api_file_url: str = Field(
        default="https://api.telegram.org/file/bot", description="Its files, ending in /file/bot"
    )
    database_url: str = Field(
        default="sqlite:///data/biehuang.db", description="Where counts are kept"
    )
    secret_key: SecretStr = Field(
        default=SecretStr(""), description="Made and kept beside the database when empty"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="How much to log; never a user's text at any level"
    )
    operator: str = Field(default="", description="Who runs this bot, shown by /about")

    @field_validator("bot_api_url", "bot_api_file_url")
    @classmethod
    def _ends_in_bot(cls, value: str) -> str:
        if not value.endswith("/bot"):
            raise ValueError("must end in /bot")
        return value

    @field_validator("database_url")
    @classmethod
    def _is_sqlite(cls, value: str) -> str:
        if not value.startswith(SQLITE) or value == SQLITE:
            raise ValueError("must be sqlite:///path/to/file")
        return value

    @property
    def database_path(self) -> Path:
        """The database's file; ``sqlite:////abs`` is absolute, ``sqlite:///rel`` relative."""
        return Path(self.database_url.removeprefix(SQLITE))


def load_secret(settings: Settings) -> bytes:
    """The key for keyed hashes: the setting, else a file beside the database, made when absent."""
    if given := settings.secret_key.get_secret_value():
        return given.encode()
    path = settings.database_path.with_name("secret.key")
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not path.stat().st_size:
        path.unlink()
    if not path.exists():
        _make_secret(path)
    return path.read_bytes()


def _make_secret(path: Path) -> None:
    """Writes a new key whole or not at all, readable by its owner only."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as fresh:
        fresh.write(secrets.token_hex(32).encode())
    try:
        os.link(fresh.name, path)  # unlike a rename, never replaces a key already in use
    except FileExistsError:
        pass
    finally:
        Path(fresh.name).unlink()
