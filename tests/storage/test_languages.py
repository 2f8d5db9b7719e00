"""A chosen language: it survives a restart, and nobody can tell whose it is."""

from pathlib import Path

import pytest

from bot.storage.database import Database
from bot.storage.languages import Languages

USER = 5_512_345_678
SECRET = b"a secret of the tests"


@pytest.fixture
async def database(tmp_path: Path):
    opened = await Database.open(tmp_path / "biehuang.db")
    yield opened
    await opened.close()


async def test_a_choice_survives_a_restart(database):
    languages = await Languages.load(database, SECRET)
    assert languages.find(USER) is None
    await languages.choose(USER, "en")
    await languages.choose(USER, "zh-Hant")
    assert languages.find(USER) == "zh-Hant"
    again = await Languages.load(database, SECRET)
    assert again.find(USER) == "zh-Hant"
    assert again.find(USER + 1) is None


async def test_a_choice_is_forgotten(database):
    languages = await Languages.load(database, SECRET)
    await languages.choose(USER, "en")
    assert await languages.forget(USER)
    assert not await languages.forget(USER)
    assert languages.find(USER) is None
    assert await database.read("SELECT * FROM languages") == []


def read_files(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in sorted(folder.glob("*")))


async def test_nobody_stands_in_the_file(database, tmp_path: Path):
    languages = await Languages.load(database, SECRET)
    await languages.choose(USER, "en")
    ((person, language),) = await database.read("SELECT person, language FROM languages")
    assert len(person) == 32
    assert language == "en"
    number = USER.to_bytes(8, "big").lstrip(b"\0")
    content = read_files(tmp_path)
    assert content
    for trace in (str(USER).encode(), number, number[::-1]):
        assert trace not in content


async def test_another_secret_finds_nobody(database):
    await (await Languages.load(database, SECRET)).choose(USER, "en")
    assert (await Languages.load(database, b"another")).find(USER) is None
