"""The weekly digest: to those who asked, once, counts only, and nothing is left of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bot.demo.telegram import TelegramServer
from bot.groups.settings import GroupSettings
from bot.storage.database import Database
from bot.storage.digests import Digests
from bot.storage.groups import Groups
from tests.end_to_end.conftest import PATIENCE, BotProcess
from tests.end_to_end.groups import Group, Message, rows

LONG_AGO = datetime.now(UTC) - timedelta(days=30)
COUNTS = [("kind", "loan_offer"), ("authenticity", "scam")]


@pytest.fixture
def server(own_server: TelegramServer) -> TelegramServer:
    return own_server


@pytest.fixture
def process(own_process: BotProcess) -> BotProcess:
    return own_process


@asynccontextmanager
async def stored(process: BotProcess) -> AsyncIterator[tuple[Groups, Digests]]:
    """What a process that does not run has stored."""
    folder = process.folder / "data"
    folder.mkdir(exist_ok=True)
    secret = b"a secret of the tests"
    (folder / "secret.key").write_bytes(secret)
    database = await Database.open(folder / "biehuang.db")
    try:
        groups = await Groups.load(database, secret)
        yield groups, await Digests.load(database, secret, groups)
    finally:
        await database.close()


async def prepare(process: BotProcess, group: Group, *receivers: Message) -> None:
    """A digest that is due and counts 6 and 1, and who receives it; the process is not running."""
    async with stored(process) as (groups, digests):
        await groups.change(group.chat, GroupSettings(digest=True))
        await digests.switch(group.chat, wanted=True, now=LONG_AGO)
        for _ in range(6):
            digests.count(group.chat, COUNTS)
        digests.count(group.chat, [("kind", "court_notice"), ("authenticity", "unclear")])
        await digests.flush()
        for user in receivers:
            group.server.private_chat(user)
            await groups.add_receiver(group.chat, user["id"])


def digests_of(group: Group, user: Message) -> list[str]:
    messages = group.server.messages(user["id"])
    return [each["text"] for each in messages if "这一周" in each["text"]]


def due(process: BotProcess) -> list[str]:
    return [row[-1] for row in rows(process, "group_digests")]


async def test_it_comes_once_to_who_may_have_it_and_its_counts_are_deleted(
    server: TelegramServer, process: BotProcess
) -> None:
    group, changed, closed = Group(server), Group(server), Group(server)
    await prepare(process, group, group.owner, group.admin)
    await prepare(process, changed, changed.owner, changed.admin, changed.member)
    await prepare(process, closed, closed.owner)
    server.block(changed.admin)
    server.kick_bot(closed.chat)
    server.world.updates.clear()  # the bot was away for too long to be told
    before = due(process)
    await process.start()
    await server.wait_for(lambda: rows(process, "group_counts") == [], PATIENCE)
    await server.wait_for(lambda: len(due(process)) == 2, PATIENCE)
    await server.wait_for(lambda: min(due(process)) > max(before), PATIENCE)
    await server.wait_for(lambda: len(rows(process, "group_receivers")) == 3, PATIENCE)
    told = [(group, group.owner), (group, group.admin), (changed, changed.owner)]
    await server.wait_for(lambda: all(digests_of(*each) for each in told), PATIENCE)
    for user in (group.owner, group.admin):
        [digest] = digests_of(group, user)
        assert "“互助群”这一周" in digest
        assert "一共看了：7" in digest
        assert "推销借钱的短信：6" in digest
        assert "法院通知：少于5" in digest
        assert "很像诈骗：6" in digest
        assert "看不出来：少于5" in digest
    assert len(digests_of(changed, changed.owner)) == 1
    # Blocked us, is no admin, can't be asked about: not told, and forgotten.
    assert digests_of(changed, changed.admin) + digests_of(changed, changed.member) == []
    assert digests_of(closed, closed.owner) == []
    await process.kill()
    await process.start()
    await group.say(group.member, "/help")
    assert [len(digests_of(group, each)) for each in (group.owner, group.admin)] == [1, 1]
    assert len(group.said()) == 1  # the help: nothing of it in the group


async def test_killed_on_the_way_nobody_gets_it_twice(
    server: TelegramServer, process: BotProcess
) -> None:
    group = Group(server)
    await prepare(process, group, group.owner, group.admin)
    server.world.updates.clear()
    server.delay("sendMessage", 1.0)
    await process.start()
    await server.wait_for(lambda: bool(digests_of(group, group.owner)), PATIENCE)
    await process.kill()
    server.delay("sendMessage", 0.0)
    await process.start()
    await server.wait_for(lambda: rows(process, "group_counts") == [], PATIENCE)
    assert len(digests_of(group, group.owner)) == 1
    assert len(digests_of(group, group.admin)) <= 1


async def test_trouble_at_telegrams_side_is_waited_out(
    server: TelegramServer, process: BotProcess
) -> None:
    group = Group(server)
    await prepare(process, group, group.owner)
    server.world.updates.clear()
    server.fail("getChatAdministrators", error_code=500, times=3)
    server.fail("sendMessage", error_code=502, times=2)
    await process.start()
    await server.wait_for(lambda: bool(digests_of(group, group.owner)), PATIENCE)
    await server.wait_for(lambda: rows(process, "group_counts") == [], PATIENCE)
    assert len(digests_of(group, group.owner)) == 1
