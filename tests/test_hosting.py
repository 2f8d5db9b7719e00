"""HOSTING.md and the image: what they say of the program holds, and the copied files suffice."""

import os
import re
import shutil
import stat
import tomllib
from pathlib import Path

import pytest
import telegram.error

from bot.delivery.polling import ALLOWED_UPDATES
from bot.settings import Settings
from bot.storage.database import Database
from handlers import COMMANDS, list_handlers
from tests.end_to_end.conftest import Person, build_process, open_server

ROOT = Path(__file__).resolve().parents[1]
HOSTING = (ROOT / "HOSTING.md").read_text("utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
COMPOSE = (ROOT / "compose.yaml").read_text("utf-8")
TEXTS = tomllib.loads((ROOT / "content" / "texts" / "zh-Hans.toml").read_text("utf-8"))
CODE = "\n".join(path.read_text("utf-8") for path in (ROOT / "bot").rglob("*.py"))


# The document


def test_what_it_says_of_guest_and_inline_mode_is_still_true():
    """Both are answered, and each has its row in the table of switches."""
    assert {"guest_message", "inline_query"} <= set(ALLOWED_UPDATES)
    kinds = {type(each).__name__ for each in list_handlers()}
    in_chats = {"CallbackQueryHandler", "CommandHandler", "MessageHandler", "ChatMemberHandler"}
    assert kinds == {*in_chats, "InlineQueryHandler"}
    (row,) = (line for line in HOSTING.splitlines() if "`/setinline`" in line)
    assert TEXTS["button"]["share"] in row
    assert "Guest Mode" in HOSTING


def test_its_commands_are_the_bots_or_botfathers():
    fathers = {"newbot", "revoke", "token", "setprivacy", "setjoingroups", "setinline"}
    fathers |= {"mybots", "deletebot"}
    said = set(re.findall(r"`/([a-z]+)(?:@[^`]*)?`", HOSTING))
    assert said - fathers <= set(COMMANDS)
    assert {"start", "check", "about"} <= said


def test_the_bot_sets_its_menu_by_itself():
    assert "命令菜单不用设" in HOSTING
    assert ".set_my_commands(" in CODE


def test_every_complaint_in_its_table_can_be_made():
    rows = re.findall(r"^\| (`[^|]+?) \|", HOSTING.split("## 不对劲的时候")[1], re.MULTILINE)
    said = [code for row in rows for code in re.findall(r"`([^`]+)`", row)]
    assert len(said) >= 6
    level = "LOG_LEVEL: Input should be"  # pydantic's words; see the next test
    errors = {each for each in said if hasattr(telegram.error, each)}
    assert errors == {"NetworkError", "TimedOut"}
    for complaint in {*said} - errors - {level}:
        assert complaint.removesuffix(" Conflict") in CODE, complaint


def test_a_bad_level_is_complained_of_as_it_says(monkeypatch):
    monkeypatch.setenv("LOG_LEVEL", "LOUD")
    with pytest.raises(ValueError, match="Input should be"):
        Settings(_env_file=None)


def test_its_example_token_is_the_one_of_telegrams_own_page():
    tokens = set(re.findall(r"\b\d{8,}:[\w-]{30,}", HOSTING))
    assert tokens == {"110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"}


# The image


def list_copied() -> list[str]:
    """What the Dockerfile copies from the tree."""
    return [line.split()[1] for line in DOCKERFILE.splitlines() if line.startswith("COPY ")]


def test_the_base_is_pinned_and_no_registry_is_named():
    bases = re.findall(r"^FROM (\S+)$", DOCKERFILE, re.MULTILINE)
    assert len(bases) == 1
    assert re.fullmatch(r"python:3\.\d+\.\d+-slim-[a-z]+", bases[0])
    for text in (DOCKERFILE, COMPOSE):
        assert "://" not in text.replace("sqlite:////data/biehuang.db", "")
        assert not re.search(r"index-url|docker\.io/|ghcr\.io|quay\.io", text)


def test_it_runs_without_root_and_with_hashed_packages():
    lines = DOCKERFILE.splitlines()
    (user,) = (line.split()[1] for line in lines if line.startswith("USER "))
    assert int(user) > 1000
    assert lines.index(f"USER {user}") < lines.index('CMD ["python", "-m", "bot", "run"]')
    assert "--require-hashes -r requirements.txt" in DOCKERFILE
    for bound in ("read_only: true", "cap_drop: [ALL]", "no-new-privileges:true", "restart: "):
        assert bound in COMPOSE


def test_the_same_data_folder_everywhere():
    assert "VOLUME /data" in DOCKERFILE
    assert "- data:/data" in COMPOSE
    for text in (DOCKERFILE, COMPOSE):
        assert "sqlite:////data/biehuang.db" in text
    project = re.search(r"^name: (\w+)$", COMPOSE, re.MULTILINE)
    assert project
    assert set(re.findall(r"-v (\w+):/data", HOSTING)) == {f"{project[1]}_data"}


def test_nothing_private_is_sent_to_the_builder():
    kept = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert kept[0] == "*"
    assert {line.removeprefix("!") for line in kept if line.startswith("!")} == set(list_copied())
    assert {".env", "data"}.isdisjoint(list_copied())


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the image has, where nothing can be written."""
    folder = tmp_path_factory.mktemp("image")
    for name in list_copied():
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    for path in (folder, *folder.rglob("*")):
        path.chmod(stat.S_IRUSR | (stat.S_IXUSR if path.is_dir() else 0))
    return folder


async def test_the_bot_runs_from_the_copied_files_alone(image: Path, tmp_path: Path):
    async with open_server() as server:
        # The tree itself must not be found; only the image's folder is.
        process = build_process(server, tmp_path)
        await process.start(PYTHONPATH=str(image), PYTHONDONTWRITEBYTECODE="1")
        reply = await Person(server, "小李").ask("加专员微信办理减免，转账到个人账户")
        assert "规则判断，不是法律意见。" in reply["text"]
        assert await process.stop() == 0
    assert process.log.read_text("utf-8") == ""
    assert sorted(os.listdir(tmp_path / "data")) == ["biehuang.db", "secret.key"]  # noqa: PTH208


# The backup


async def test_a_copy_of_a_stopped_bots_database_is_whole(tmp_path: Path):
    """As HOSTING.md says: stop, copy the one file, start."""
    path = tmp_path / "biehuang.db"
    database = await Database.open(path)
    await database._connection.execute(
        "INSERT INTO daily_counts VALUES ('2026-11-22', 'kind', 'other', 7)"
    )
    await database._connection.commit()
    await database.close()
    copied = tmp_path / "backup" / "biehuang.db"
    copied.parent.mkdir()
    shutil.copy(path, copied)
    path.unlink()
    again = await Database.open(copied)
    cursor = await again._connection.execute("SELECT count FROM daily_counts")
    assert [row[0] for row in await cursor.fetchall()] == [7]
    await again.close()
