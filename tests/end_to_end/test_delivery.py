"""No message is lost: kills, repeats, refusals, outages, floods."""

import asyncio

import pytest

from bot.demo.telegram import TelegramServer
from tests.end_to_end.conftest import PATIENCE, BotProcess, Person
from tests.end_to_end.test_verdicts import REMINDER, SCAM


@pytest.fixture
def server(own_server: TelegramServer) -> TelegramServer:
    return own_server


@pytest.fixture
def process(own_process: BotProcess) -> BotProcess:
    return own_process


async def test_killed_among_fifty_messages_each_is_answered(
    server: TelegramServer, process: BotProcess
) -> None:
    people = [Person(server, f"人{number}") for number in range(10)]
    await process.start()
    sent = [(each, server.send(each.chat, each.user, SCAM)) for each in people for _ in range(5)]
    for answered in (7, 20, 33):
        await server.wait_for(lambda least=answered: _count_replies(server) >= least, PATIENCE)
        await process.kill()
        await process.start()
    for each, message in sent:
        await server.wait_reply(each.chat, message["message_id"], PATIENCE)
    await server.wait_confirmed(PATIENCE)
    doubled = sum(
        len(server.replies_to(each.chat, message["message_id"])) - 1 for each, message in sent
    )
    # Each of the three kills may double what was in flight: at most one a chat, since a chat's
    # messages are handled one after another.
    assert doubled <= 3 * len(people)


def _count_replies(server: TelegramServer) -> int:
    return sum(call.method == "sendMessage" and call.ok for call in server.calls)


async def test_order_is_kept_within_a_chat(server: TelegramServer, process: BotProcess) -> None:
    person = Person(server, "小李")
    sent = [server.send(person.chat, person.user, f"{SCAM}{number}") for number in range(6)]
    await process.start()
    await server.wait_confirmed(PATIENCE)
    answered = [
        each["reply_to_message"]["message_id"]
        for each in server.messages(person.chat)
        if each["from"]["is_bot"]
    ]
    assert answered == [each["message_id"] for each in sent]


async def test_reply_that_was_sent_is_not_sent_again(
    server: TelegramServer, process: BotProcess
) -> None:
    person = Person(server, "小李")
    await process.start()
    reply = await person.ask(REMINDER)
    assert await process.stop() == 0
    await process.start()
    await person.ask(SCAM)
    original = reply["reply_to_message"]["message_id"]
    assert len(server.replies_to(person.chat, original)) == 1


async def test_graceful_stop_finishes_what_it_began(
    server: TelegramServer, process: BotProcess
) -> None:
    person = Person(server, "小李")
    await process.start()
    server.delay("sendMessage", 1.0)
    sent = server.send(person.chat, person.user, SCAM)
    await server.wait_for(lambda: not server.world.updates.is_polled, PATIENCE)
    await asyncio.sleep(0.3)
    assert await process.stop() == 0
    assert server.replies_to(person.chat, sent["message_id"])
    assert server.pending_updates == []


async def test_updates_that_cannot_be_parsed_are_skipped(
    server: TelegramServer, process: BotProcess
) -> None:
    person = Person(server, "小李")
    for raw in (
        {"message": {"message_id": "x"}},
        {"message": "text"},
        {"callback_query": {"id": 1}},
        {"something_new": {"a": [1, 2]}},
        {},
    ):
        server.inject_raw_update(raw)
    await process.start()
    assert (await person.ask(SCAM))["text"]
    await server.wait_confirmed(PATIENCE)


async def test_one_chat_told_to_wait_does_not_hold_up_others(
    server: TelegramServer, process: BotProcess
) -> None:
    slow, quick = Person(server, "慢"), Person(server, "快")
    server.fail(
        "sendMessage", error_code=429, description="Too Many Requests: retry after 5",
        retry_after=5, chat_id=slow.chat,
    )  # fmt: skip
    await process.start()
    held = server.send(slow.chat, slow.user, SCAM)
    await quick.ask(REMINDER)
    assert not server.replies_to(slow.chat, held["message_id"])
    assert await server.wait_reply(slow.chat, held["message_id"], PATIENCE)


async def test_an_outage_is_waited_out(server: TelegramServer, process: BotProcess) -> None:
    person = Person(server, "小李")
    await process.start()
    port = server.port
    await server.stop()
    await asyncio.sleep(1.0)
    await server.start(port=port)
    assert (await person.ask(SCAM))["text"]


async def test_dropped_connections_are_tried_again(
    server: TelegramServer, process: BotProcess
) -> None:
    person = Person(server, "小李")
    await process.start()
    server.drop("sendMessage", times=2, after=False)
    assert (await person.ask(SCAM))["text"]


async def test_blocked_and_failing_chats_count_as_handled(
    server: TelegramServer, process: BotProcess
) -> None:
    gone, person = Person(server, "走了"), Person(server, "小李")
    server.send(gone.chat, gone.user, SCAM)
    server.block(gone.user)
    await process.start()
    assert (await person.ask(SCAM))["text"]
    await server.wait_confirmed(PATIENCE)


async def test_a_hundred_people_at_once_within_the_limits(
    server: TelegramServer, process: BotProcess
) -> None:
    people = [Person(server, f"人{number}") for number in range(100)]
    sent = [(each, server.send(each.chat, each.user, REMINDER)) for each in people]
    await process.start()
    for each, message in sent:
        await server.wait_reply(each.chat, message["message_id"], PATIENCE)
    # A stalled machine can bunch a few calls; unpaced, most of them would be refused.
    assert server.refused_for_rate <= 10


async def test_start_needs_only_get_me(server: TelegramServer, process: BotProcess) -> None:
    for method in ("deleteWebhook", "setMyCommands"):
        server.fail(method, error_code=500, description="Internal Server Error", times=99)
    await process.start()
    assert (await Person(server, "小李").ask(REMINDER))["text"]
    assert await process.stop() == 0


async def test_unknown_token_ends_with_a_clear_line(
    server: TelegramServer, process: BotProcess
) -> None:
    with pytest.raises(RuntimeError, match="code 2"):
        await process.start(BOT_TOKEN="1:wrong")
    assert "Telegram does not know this token" in process.log.read_text("utf-8")


async def test_stats_count_what_was_judged(server: TelegramServer, process: BotProcess) -> None:
    person = Person(server, "小李")
    await process.start()
    for _ in range(5):
        await person.ask(REMINDER)
    reply = await person.ask("/stats")
    assert "一共看了 5 条" in reply["text"]
    assert "符合正规通知的特征：5" in reply["text"]
