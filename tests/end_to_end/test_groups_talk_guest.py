"""Called by @mention in chats that the bot has not joined."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.demo.telegram import TelegramServer
from tests.end_to_end.conftest import PATIENCE, Person
from tests.end_to_end.crowd import REMINDER, SCAM, Crowd, find_start, list_buttons

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server() -> AsyncIterator[TelegramServer]:
    telegram = TelegramServer(slow_repeats=False, guest_mode=True)
    await telegram.start()
    yield telegram
    await telegram.stop()
    assert telegram.crashes == []
    assert telegram.unknown_parameters == set()


async def test_a_guest_answers_with_links_only(server: TelegramServer, person: Person) -> None:
    crowd = Crowd(server, with_bot=False)
    target = crowd.say(SCAM)
    asked = crowd.say("@biehuang_bot", crowd.bob, reply_to=target)
    reply = await server.wait_reply(crowd.id, asked, PATIENCE)
    assert "很像诈骗" in reply["text"]
    assert len(reply["text"].splitlines()) <= 5
    assert "王经理" not in reply["text"]
    assert all("url" in each for each in list_buttons(reply))
    handed = await person.ask(f"/start {find_start(reply, '私聊看理由')}")
    assert "把原文发给我" in handed["text"]
    wrong = await person.ask(f"/start {find_start(reply, '判断错了')}")
    assert "哪里判断错了" in wrong["text"]


async def test_a_guest_reads_words_around_the_mention(
    server: TelegramServer, person: Person
) -> None:
    crowd = Crowd(server, with_bot=False)
    asked = crowd.say(f"@biehuang_bot {REMINDER}")
    assert "机构催还款" in (await server.wait_reply(crowd.id, asked, PATIENCE))["text"]
    empty = crowd.say("@biehuang_bot", crowd.bob)
    assert "回复那条" in (await server.wait_reply(crowd.id, empty, PATIENCE))["text"]


async def test_a_guest_between_two_people_writes_to_neither_in_private(
    server: TelegramServer, person: Person
) -> None:
    other = server.add_user("阿珍")
    info = {"id": server.world.draw_id(), "type": "private", "first_name": "阿珍"}
    chat = server.world.open_chat(info, {person.user["id"]: "member", other["id"]: "member"})
    target = server.send(chat.id, other, SCAM)["message_id"]
    sent = server.send(chat.id, person.user, "看看 @biehuang_bot", reply_to=target)
    reply = await server.wait_reply(chat.id, sent["message_id"], PATIENCE)
    assert "很像诈骗" in reply["text"]
    assert all("url" in each for each in list_buttons(reply))
    for _ in range(20):
        server.send(chat.id, person.user, f"@biehuang_bot {REMINDER}")
    await server.wait_confirmed(PATIENCE)
    written = [each.params["chat_id"] for each in server.calls if each.method.startswith("send")]
    assert not {chat.id, other["id"]} & set(written)


async def test_a_guest_keeps_within_bounds_and_writes_to_no_chat(
    server: TelegramServer, person: Person
) -> None:
    crowd = Crowd(server, with_bot=False)
    for _ in range(30):
        crowd.say(f"@biehuang_bot {SCAM}")
    crowd.say("今天谁接到催收电话了")
    await crowd.settle()
    await asyncio.sleep(0.3)
    assert 1 <= len(crowd.answers()) <= 5
    sent = [each for each in server.calls if each.method.startswith("send")]
    assert all(each.params["chat_id"] != crowd.id for each in sent)
