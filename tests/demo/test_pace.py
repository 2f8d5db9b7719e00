"""Telegram's limits on sending."""

import pytest

from bot.demo.telegram import TelegramServer


async def send(api, chat: dict) -> int:
    status, body = await api.call("sendMessage", chat_id=chat["id"], text="x")
    if status == 200:
        return 0
    retry_after = body["parameters"]["retry_after"]
    assert (status, body["error_code"]) == (429, 429)
    assert body["description"] == f"Too Many Requests: retry after {retry_after}"
    return retry_after


async def test_one_a_second_to_a_chat_after_a_burst(api, server, ann, clock):
    assert [await send(api, server.private_chat(ann)) for _ in range(5)] == [0, 0, 0, 1, 1]
    clock.advance(1)
    assert [await send(api, server.private_chat(ann)) for _ in range(2)] == [0, 1]
    assert server.refused_for_rate == 3
    assert len(server.messages(ann["id"])) == 4


async def test_twenty_a_minute_to_a_group(api, server, group, clock):
    for _ in range(20):
        assert await send(api, group) == 0
        clock.advance(1)
    assert await send(api, group) == 40
    clock.advance(40)
    assert await send(api, group) == 0


async def test_thirty_a_second_overall(api, server, clock):
    chats = [server.private_chat(server.add_user(f"P{number}")) for number in range(31)]
    assert [await send(api, chat) for chat in chats] == [0] * 30 + [1]
    clock.advance(1)
    assert await send(api, chats[30]) == 0


async def test_a_refused_message_costs_nothing(api, server, ann, clock):
    for _ in range(20):
        await send(api, ann)
    clock.advance(1)
    assert await send(api, ann) == 0


@pytest.mark.parametrize("method", ["editMessageText", "answerCallbackQuery", "sendChatAction"])
async def test_only_new_messages_count(api, server, ann, method):
    for _ in range(10):
        status, _ = await api.call(method, chat_id=ann["id"], message_id=1, text="x")
        assert status == 400
    assert await send(api, ann) == 0
    assert server.refused_for_rate == 0


async def test_limits_can_be_off(api, server, ann):
    server.world.pace.limits = False
    assert [await send(api, ann) for _ in range(40)] == [0] * 40


def test_limits_off_from_the_start():
    assert TelegramServer(limits=False).world.pace.limits is False
