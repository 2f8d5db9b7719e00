"""A bot that is asked by @mention where it is no member."""

from collections.abc import AsyncIterator

import pytest

from bot.demo.telegram import TelegramServer

ANSWER = {
    "type": "article",
    "id": "1",
    "title": "t",
    "input_message_content": {"message_text": "y"},
}


@pytest.fixture
async def server(clock) -> AsyncIterator[TelegramServer]:
    server = TelegramServer(clock=clock, seed=7, slow_repeats=False, guest_mode=True)
    await server.start()
    yield server
    await server.stop()
    assert server.crashes == []


@pytest.fixture
def elsewhere(server, ann, bob) -> dict:
    return server.add_group("Elsewhere", [bob], [ann], with_bot=False)


async def ask(api, server, chat, user, text="@biehuang_bot", **how) -> dict:
    server.send(chat["id"], user, text, **how)
    return (await api.ok("getUpdates"))[-1]


async def test_a_mention_becomes_a_guest_message(api, server, elsewhere, ann, bob):
    assert (await api.ok("getMe"))["supports_guest_queries"] is True
    target = server.send(elsewhere["id"], ann, "SMS")
    update = await ask(api, server, elsewhere, bob, reply_to=target["message_id"])
    message = update["guest_message"]
    assert message["reply_to_message"]["text"] == "SMS"
    refused = await api.refused("sendMessage", chat_id=elsewhere["id"], text="x")
    assert refused == (403, "Forbidden: bot is not a member of the supergroup chat")
    done = await api.ok("answerGuestQuery", guest_query_id=message["guest_query_id"], result=ANSWER)
    assert done["inline_message_id"]
    (reply,) = server.replies_to(elsewhere["id"], message["message_id"])
    assert reply["text"] == "y"
    assert reply["guest_bot_caller_user"] == bob
    twice = await api.refused(
        "answerGuestQuery", guest_query_id=message["guest_query_id"], result=ANSWER
    )
    assert twice[0] == 400
    assert server.unknown_parameters == set()


async def test_other_talk_and_late_answers(api, server, clock, elsewhere, bob, group):
    await api.ok("getUpdates")
    server.send(elsewhere["id"], bob, "hello @somebody_else")
    server.send(group["id"], bob, "@biehuang_bot")
    kinds = {name for update in await api.ok("getUpdates") for name in update}
    assert "guest_message" not in kinds
    update = await ask(api, server, elsewhere, bob)
    clock.advance(61)
    late = await api.refused(
        "answerGuestQuery",
        guest_query_id=update["guest_message"]["guest_query_id"],
        result=ANSWER,
    )
    assert late[0] == 400
