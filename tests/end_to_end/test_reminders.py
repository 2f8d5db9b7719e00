"""From a verdict to a reminder that comes once: walked with the real process, killed, searched."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.clock import today
from bot.demo.telegram import TelegramServer
from bot.reckoning.deadlines import BEIJING, DAYS_BEFORE, Deadline
from bot.storage.database import Database
from bot.storage.reminders import Reminders
from tests.end_to_end.conftest import PATIENCE, BotProcess, Person, buttons_of

Message = dict[str, Any]

COURT = "【上海市嘉定区人民法院】(2026)沪0114民初8号案件材料已送达,请及时查收,联系电话021-12345678"
ORDER = "【上海市嘉定区人民法院】(2026)沪0114民督8号支付令已送达,请及时查收"


@pytest.fixture
def server(own_server: TelegramServer) -> TelegramServer:
    return own_server


@pytest.fixture
def process(own_process: BotProcess) -> BotProcess:
    return own_process


async def tap(person: Person, message: Message, label: str) -> Message:
    """Presses a button; the newest message of the chat after it."""
    await person.press(message, buttons_of(message)[label])
    return person.server.messages(person.chat)[-1]


def due_soon(days: int = 3) -> Deadline:
    """A deadline whose morning of ``days`` before has just come, wherever the clock stands."""
    return Deadline("appeal_deadline.judgment", today() + timedelta(days=days))


@asynccontextmanager
async def stored(process: BotProcess) -> AsyncIterator[Reminders]:
    """The reminders of a process that does not run."""
    database = await Database.open(process.folder / "data" / "biehuang.db")
    try:
        secret = (process.folder / "data" / "secret.key").read_bytes()
        yield await Reminders.load(database, secret)
    finally:
        await database.close()


async def prepare(process: BotProcess, people: list[Person], deadline: Deadline) -> None:
    """Keeps a reminder for each, as if asked for long ago; the process is not running after it."""
    await process.start()
    await process.kill()
    async with stored(process) as reminders:
        long_ago = datetime.now(UTC) - timedelta(days=30)
        for person in people:
            await reminders.keep(person.chat, deadline, -12 * 60, long_ago)


async def start_sending(server: TelegramServer, process: BotProcess) -> None:
    """Starts it and waits until the first is sent off, which Telegram does not take for a while."""
    server.delay("sendMessage", 2.0)
    started = _count(server, "setMyCommands")
    await process.start()
    await server.wait_for(lambda: _count(server, "setMyCommands") > started, PATIENCE)
    await asyncio.sleep(0.5)


def _count(server: TelegramServer, method: str) -> int:
    return sum(call.method == method for call in server.calls)


def reminders_of(person: Person) -> list[Message]:
    said = ("还有 ", "就是今天", "这个日子过了")
    messages = person.server.messages(person.chat)
    return [each for each in messages if each["from"]["is_bot"] and each["text"].startswith(said)]


def rows(process: BotProcess) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(process.folder / "data" / "biehuang.db")
    try:
        return connection.execute("SELECT id, sealed, sent FROM reminders").fetchall()
    finally:
        connection.close()


async def test_from_a_verdict_to_a_reminder_and_away_again(
    server: TelegramServer, process: BotProcess
) -> None:
    await process.start()
    person = Person(server, "小李")
    verdict = await person.ask(COURT)
    papers = await tap(person, verdict, "算期限")
    assert "手上是哪一种" in papers["text"]
    question = await tap(person, papers, "判决书")
    assert "什么文书 判决书" in question["text"]
    result = await person.ask("今天")
    safe = today() + timedelta(days=15)
    assert f"{safe.year}年{safe.month}月{safe.day}日" in result["text"]
    file = await tap(person, result, "📅 加入日历")
    assert file["document"]["file_name"] == f"{safe:%Y%m%d}.ics"
    wish = await tap(person, result, "⏰ 提醒我")
    assert "加密存" in wish["text"]
    assert rows(process) == []
    zones = await tap(person, wish, "我不在中国")
    wish = await tap(person, zones, "东京、首尔")
    assert "东京" in wish["text"]
    kept = await tap(person, wish, "好，提醒我")
    assert "记下了：交上诉状" in kept["text"]
    assert len(rows(process)) == 1
    assert "1 个提醒" in (await person.ask("/privacy"))["text"]
    listed = await person.ask("/reminders")
    assert "交上诉状" in listed["text"]
    assert "东京" in listed["text"]
    gone = await tap(person, listed, "取消 1")
    assert "没有存提醒" in gone["text"]
    assert rows(process) == []


async def test_one_paper_that_fits_begins_at_once(
    server: TelegramServer, process: BotProcess
) -> None:
    await process.start()
    person = Person(server, "小李")
    question = await tap(person, await person.ask(ORDER), "算期限")
    assert "支付令是哪天收到的" in question["text"]


async def test_in_a_group_it_leads_into_the_private_chat(
    server: TelegramServer, process: BotProcess
) -> None:
    """Verdicts in groups had this button once, and buttons never expire."""
    await process.start()
    data = buttons_of(await Person(server, "小李").ask(COURT))["算期限"]
    member = server.add_user("员")
    group = server.add_group("群", [member], [])["id"]
    shown = server.send(group, member, COURT)
    server.send(group, member, "/check", reply_to=shown["message_id"])
    verdict = await server.wait_reply(group, shown["message_id"], PATIENCE)
    pressed = server.press(group, member, verdict["message_id"], data, force=True)
    await server.wait_answer(pressed, timeout=PATIENCE)
    await server.wait_confirmed(timeout=PATIENCE)
    papers = server.messages(group)[-1]
    pressed = server.press(group, member, papers["message_id"], buttons_of(papers)["判决书"])
    answer = await server.wait_answer(pressed, timeout=PATIENCE)
    assert "start=k_appeal_deadline" in answer["url"]
    server.send(group, member, "/reminders")
    await server.wait_confirmed(timeout=PATIENCE)
    assert "私聊" in server.messages(group)[-1]["text"]


async def test_forget_removes_all(server: TelegramServer, process: BotProcess) -> None:
    person, other = Person(server, "小李"), Person(server, "小王")
    await prepare(process, [person, other], due_soon(60))
    await process.start()
    assert "1 个提醒" in (await person.ask("/forget"))["text"]
    assert len(rows(process)) == 1
    assert "没有存提醒" in (await person.ask("/reminders"))["text"]


async def test_what_was_missed_comes_once_and_not_again_after_a_restart(
    server: TelegramServer, process: BotProcess
) -> None:
    person = Person(server, "小李")
    await prepare(process, [person], due_soon(2))
    await process.start()
    await server.wait_for(lambda: bool(reminders_of(person)), PATIENCE)
    assert "还有 2 天：交上诉状" in reminders_of(person)[0]["text"]
    await server.wait_for(lambda: [sent for _, _, sent in rows(process)] == [2], PATIENCE)
    for end in (process.kill, process.stop):
        await end()
        await process.start()
        await person.ask("/reminders")
    assert len(reminders_of(person)) == 1


async def test_after_the_last_nothing_is_kept(server: TelegramServer, process: BotProcess) -> None:
    person = Person(server, "小李")
    await prepare(process, [person], due_soon(-1))
    await process.start()
    await server.wait_for(lambda: bool(reminders_of(person)), PATIENCE)
    assert "这个日子过了" in reminders_of(person)[0]["text"]
    await server.wait_for(lambda: rows(process) == [], PATIENCE)


async def test_killed_while_one_is_under_way_only_that_comes_again_and_says_so(
    server: TelegramServer, process: BotProcess
) -> None:
    people = [Person(server, f"人{number}") for number in range(3)]
    await prepare(process, people, due_soon(2))
    await start_sending(server, process)
    await process.kill()
    server.delay("sendMessage", 0.0)
    await process.start()
    await server.wait_for(lambda: all(map(reminders_of, people)), PATIENCE)
    await server.wait_for(lambda: {sent for _, _, sent in rows(process)} == {2}, PATIENCE)
    # Telegram had the first in hand when we were killed: nobody can tell, so it comes once more.
    counts = sorted(len(reminders_of(each)) for each in people)
    assert counts == [1, 1, 2]
    twice = next(each for each in people if len(reminders_of(each)) == 2)
    said = ["可能已经发过一次" in each["text"] for each in reminders_of(twice)]
    assert sorted(said) == [False, True]
    once = [reminders_of(each)[0]["text"] for each in people if each is not twice]
    assert not any("可能已经发过一次" in each for each in once)


async def test_killed_before_one_leaves_it_comes_once(
    server: TelegramServer, process: BotProcess
) -> None:
    person = Person(server, "小李")
    await prepare(process, [person], due_soon(2))
    server.drop("sendMessage", times=99, after=False)
    started = _count(server, "sendMessage")
    await process.start()
    await server.wait_for(lambda: _count(server, "sendMessage") > started, PATIENCE)
    await process.kill()
    server.world.faults = type(server.world.faults)()
    await process.start()
    await server.wait_for(lambda: bool(reminders_of(person)), PATIENCE)
    await server.wait_for(lambda: [sent for _, _, sent in rows(process)] == [2], PATIENCE)
    assert len(reminders_of(person)) == 1


async def test_killed_again_and_again_none_is_lost_and_few_double(
    server: TelegramServer, process: BotProcess
) -> None:
    people = [Person(server, f"人{number}") for number in range(12)]
    await prepare(process, people, due_soon(2))
    server.delay("sendMessage", 0.1)
    await process.start()
    for reached in (2, 5, 8):
        await server.wait_for(lambda least=reached: _reached(people) >= least, PATIENCE)
        await process.kill()
        await process.start()
    await server.wait_for(lambda: _reached(people) == len(people), PATIENCE)
    await server.wait_for(lambda: {sent for _, _, sent in rows(process)} == {2}, PATIENCE)
    # A kill between Telegram's yes and our commit doubles the one under way; never another.
    assert sum(len(reminders_of(each)) for each in people) <= len(people) + 3


def _reached(people: list[Person]) -> int:
    return sum(bool(reminders_of(each)) for each in people)


async def test_a_graceful_stop_ends_the_one_under_way(
    server: TelegramServer, process: BotProcess
) -> None:
    person = Person(server, "小李")
    await prepare(process, [person], due_soon(2))
    await start_sending(server, process)
    assert await process.stop() == 0
    assert len(reminders_of(person)) == 1
    assert [sent for _, _, sent in rows(process)] == [2]


async def test_who_has_blocked_the_bot_is_forgotten(
    server: TelegramServer, process: BotProcess
) -> None:
    gone, person = Person(server, "走了"), Person(server, "小李")
    await prepare(process, [gone, person], due_soon(2))
    server.block(gone.user)
    await process.start()
    await server.wait_for(lambda: bool(reminders_of(person)), PATIENCE)
    await server.wait_for(lambda: len(rows(process)) == 1, PATIENCE)


async def test_trouble_at_telegrams_side_is_waited_out(
    server: TelegramServer, process: BotProcess
) -> None:
    person = Person(server, "小李")
    await prepare(process, [person], due_soon(2))
    server.fail("sendMessage", error_code=500, description="Internal Server Error", times=2)
    await process.start()
    await server.wait_for(lambda: bool(reminders_of(person)), PATIENCE)


async def test_neither_database_nor_log_tells_who_is_reminded_of_what(
    server: TelegramServer, process: BotProcess
) -> None:
    person = Person(server, "小李")
    await process.start(LOG_LEVEL="DEBUG")
    deadline = Deadline("appeal_deadline.judgment", date(today().year + 1, 1, 9))
    start = await person.ask("/start")
    keep = f"y:{deadline}+{BEIJING}:"
    kept = await person.press(start, keep, force=True)
    assert "记下了" in kept["text"]
    listed = await person.ask("/reminders")
    assert "交上诉状" in listed["text"]
    assert len(rows(process)) == 1
    await process.kill()
    secrets = (str(person.chat), str(deadline), f"{deadline.day:%Y%m%d}", "appeal_deadline")
    numbers = [person.chat.to_bytes(8, order) for order in ("big", "little")]
    numbers += [person.chat.to_bytes(size, "big") for size in (4, 5, 6) if person.chat < 256**size]
    for path in _files(process.folder):
        content = path.read_bytes()
        assert [each for each in secrets if each.encode() in content] == [], path.name
        assert [each for each in numbers if each in content] == [], path.name
    await process.start()
    assert "交上诉状" in (await person.ask("/reminders"))["text"]


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def test_the_mornings_are_those_that_the_texts_name(library) -> None:
    assert DAYS_BEFORE == (7, 3, 1)
    assert "{days}" in library.texts["zh-Hans"]["reminders.wish"]
