"""The environment as settings, and the key that is made when none is given."""

import os
import stat
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import Settings, load_secret

FIELDS = [name.upper() for name in Settings.model_fields]


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.upper() in FIELDS:
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_without_anything_set_there_are_defaults(tmp_path: Path):
    settings = Settings()
    assert settings.bot_token.get_secret_value() == ""
    assert settings.bot_api_url == "https://api.telegram.org/bot"
    assert settings.database_path == Path("data/biehuang.db")
    assert settings.log_level == "INFO"


def test_the_environment_wins_over_the_file(monkeypatch, tmp_path: Path):
    (tmp_path / ".env").write_text("BOT_TOKEN=1:file\nOPERATOR=某人\nUNKNOWN=x\n", "utf-8")
    monkeypatch.setenv("BOT_TOKEN", "2:environment")
    settings = Settings()
    assert settings.bot_token.get_secret_value() == "2:environment"
    assert settings.operator == "某人"


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:////var/lib/bot.db", Path("/var/lib/bot.db")),
        ("sqlite:///data/bot.db", Path("data/bot.db")),
    ],
)
def test_a_database_url_is_a_path(monkeypatch, url: str, path: Path):
    monkeypatch.setenv("DATABASE_URL", url)
    assert Settings().database_path == path


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "postgres://user:password@host/name"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", ""),
        ("BOT_API_URL", "http://127.0.0.1:8081"),
        ("BOT_API_FILE_URL", "http://127.0.0.1:8081/file"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_a_bad_value_is_refused(monkeypatch, name: str, value: str):
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError) as caught:
        Settings()
    assert [each["loc"] for each in caught.value.errors()] == [(name.lower(),)]


def test_secrets_are_not_printed(monkeypatch):
    monkeypatch.setenv("BOT_TOKEN", "1234:very-secret")
    monkeypatch.setenv("SECRET_KEY", "also-secret")
    settings = Settings()
    assert "secret" not in f"{settings!r} {settings}".replace("secret_key", "")


def settings_in(folder: Path, **values: str) -> Settings:
    return Settings(database_url=f"sqlite:///{folder / 'sub' / 'biehuang.db'}", **values)


def test_a_key_is_made_for_the_owner_alone(tmp_path: Path):
    key = load_secret(settings_in(tmp_path))
    made = tmp_path / "sub" / "secret.key"
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert len(key) >= 32
    assert made.read_bytes() == key


def test_the_key_stays_the_same(tmp_path: Path):
    first = load_secret(settings_in(tmp_path))
    assert load_secret(settings_in(tmp_path)) == first


def test_each_installation_has_its_own_key(tmp_path: Path):
    assert load_secret(settings_in(tmp_path / "a")) != load_secret(settings_in(tmp_path / "b"))


def test_a_given_key_is_used_and_not_written(tmp_path: Path):
    assert load_secret(settings_in(tmp_path, secret_key="given")) == b"given"
    assert not (tmp_path / "sub").exists()


def test_an_empty_key_file_is_not_an_empty_key(tmp_path: Path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "secret.key").touch()
    assert len(load_secret(settings_in(tmp_path))) >= 32
