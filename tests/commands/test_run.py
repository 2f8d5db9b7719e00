"""``python -m bot run`` with settings that can't work says so in a line and ends."""

from pathlib import Path

TOKEN = "123456:AAtokenThatMustNotBeSeen"


def refused(done, code: int) -> str:
    said = done.stderr.decode()
    assert done.returncode == code, said
    assert "Traceback" not in said
    assert TOKEN not in said + done.stdout.decode()
    return said


def test_without_a_token_it_says_which_setting_is_missing(bot):
    said = refused(bot("run"), 2)
    assert said.startswith("BOT_TOKEN")
    assert len(said.splitlines()) == 1


def test_every_bad_setting_is_named_without_its_value(bot):
    bad = {
        "DATABASE_URL": "postgres://user:password@host/name",
        "BOT_API_URL": "http://127.0.0.1:1/",
        "LOG_LEVEL": "LOUD",
    }
    said = refused(bot("run", BOT_TOKEN=TOKEN, **bad), 2)
    assert {line.split(":")[0] for line in said.splitlines()} == set(bad)
    assert [value for value in bad.values() if value in said] == []


def test_a_broken_database_is_named(bot, tmp_path: Path):
    path = tmp_path / "broken.db"
    path.write_bytes(b"no database " * 500)
    said = refused(bot("run", BOT_TOKEN=TOKEN, DATABASE_URL=f"sqlite:///{path}"), 1)
    assert "broken.db" in said
    assert path.read_bytes() == b"no database " * 500


def test_a_database_that_can_not_be_opened_is_named(bot, tmp_path: Path):
    said = refused(bot("run", BOT_TOKEN=TOKEN, DATABASE_URL=f"sqlite:///{tmp_path}"), 1)
    assert tmp_path.name in said
