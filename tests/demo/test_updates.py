"""getUpdates, exactly: what isn't confirmed is given again and again."""

import asyncio

import pytest

from bot.demo.telegram import TelegramServer


def texts(updates: list[dict]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_updates_come_again_until_an_offset_confirms_them(api, server, ann):
    for word in ("one", "two", "three"):
        server.send(ann["id"], ann, word)
    first = await api.ok("getUpdates")
    assert texts(first) == ["one", "two", "three"]
    assert await api.ok("getUpdates") == first
    assert await api.ok("getUpdates", offset=first[0]["update_id"]) == first
    assert texts(await api.ok("getUpdates", offset=first[1]["update_id"])) == ["two", "three"]
    assert texts(await api.ok("getUpdates")) == ["two", "three"]
    assert await api.ok("getUpdates", offset=first[2]["update_id"] + 1) == []
    assert server.pending_updates == []


async def test_ids_start_with_nine_digits_and_grow_by_one(api, server, ann):
    for _ in range(3):
        server.send(ann["id"], ann, "hi")
    ids = [update["update_id"] for update in await api.ok("getUpdates")]
    assert 100_000_000 <= ids[0] <= 999_999_999
    assert ids == [ids[0], ids[0] + 1, ids[0] + 2]


async def test_two_servers_draw_different_ids():
    assert TelegramServer().world.updates.next_id != TelegramServer().world.updates.next_id


async def test_limit_gives_the_earliest_and_is_clamped(api, server, ann):
    for number in range(120):
        server.send(ann["id"], ann, str(number))
    assert texts(await api.ok("getUpdates", limit=2)) == ["0", "1"]
    assert len(await api.ok("getUpdates")) == 100
    assert len(await api.ok("getUpdates", limit=500)) == 100
    assert len(await api.ok("getUpdates", limit=0)) == 1


async def test_negative_offset_keeps_the_latest_and_forgets_the_rest(api, server, ann):
    for number in range(5):
        server.send(ann["id"], ann, str(number))
    assert texts(await api.ok("getUpdates", offset=-2)) == ["3", "4"]
    assert texts(await api.ok("getUpdates")) == ["3", "4"]


async def test_negative_offset_beyond_the_queue_keeps_all(api, server, ann):
    server.send(ann["id"], ann, "only")
    assert texts(await api.ok("getUpdates", offset=-50)) == ["only"]


async def test_an_offset_far_in_the_future_confirms_nothing(api, server, ann):
    server.send(ann["id"], ann, "kept")
    far = server.pending_updates[-1] + 1000
    assert texts(await api.ok("getUpdates", offset=far)) == ["kept"]


async def test_long_poll_wakes_when_an_update_arrives(api, server, ann):
    poll = await api.start_poll()
    server.send(ann["id"], ann, "now")
    server.send(ann["id"], ann, "together")
    _, body = await asyncio.wait_for(poll, 5)
    assert texts(body["result"]) == ["now", "together"]


async def test_long_poll_ends_empty(api):
    loop = asyncio.get_running_loop()
    began = loop.time()
    assert await api.ok("getUpdates", timeout=1) == []
    assert 0.9 < loop.time() - began < 3


async def test_a_second_poll_ends_the_first_with_409(api, server, ann):
    first = await api.start_poll()
    second = asyncio.create_task(api.ok("getUpdates", timeout=30))
    status, body = await asyncio.wait_for(first, 5)
    assert (status, body["error_code"]) == (409, 409)
    assert body["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance"
        " is running"
    )
    server.send(ann["id"], ann, "for the second")
    assert texts(await asyncio.wait_for(second, 5)) == ["for the second"]


async def test_a_poller_that_died_loses_nothing(api, server, ann):
    poll = await api.start_poll()
    poll.cancel()
    await asyncio.gather(poll, return_exceptions=True)
    server.send(ann["id"], ann, "after the crash")
    assert texts(await api.ok("getUpdates", timeout=5)) == ["after the crash"]


async def test_allowed_updates_hold_for_updates_to_come(api, server, ann):
    sent = server.send(ann["id"], ann, "before")
    await api.ok("getUpdates", allowed_updates=["callback_query"])
    server.send(ann["id"], ann, "not asked for")
    server.edit(ann["id"], sent["message_id"], "neither")
    assert texts(await api.ok("getUpdates")) == ["before"]
    await api.ok("getUpdates", allowed_updates=[])
    server.send(ann["id"], ann, "again")
    assert texts(await api.ok("getUpdates")) == ["before", "again"]


async def test_members_come_only_when_asked_for(api, server, group):
    server.promote(group["id"])
    carol = server.add_user("Carol")
    server.join(group["id"], carol)
    assert not any("chat_member" in update for update in await api.ok("getUpdates"))
    await api.ok("getUpdates", allowed_updates=["chat_member"])
    server.leave(group["id"], carol)
    last = (await api.ok("getUpdates"))[-1]["chat_member"]
    assert last["new_chat_member"] == {"user": carol, "status": "left"}


async def test_unfetched_updates_expire_as_on_telegram(api, server, ann, clock):
    sent = server.send(ann["id"], ann, "/start")
    shown = await api.ok(
        "sendMessage",
        chat_id=ann["id"],
        text="?",
        reply_markup={"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]},
    )
    server.press(ann["id"], ann, shown["message_id"], "a")
    clock.advance(149)
    assert len(server.pending_updates) == 2
    clock.advance(2)
    assert [update["message"]["text"] for update in await api.ok("getUpdates")] == ["/start"]
    assert sent["date"] == int(clock()) - 151
    clock.advance(86400)
    assert await api.ok("getUpdates") == []


async def test_webhook_and_polling_exclude_each_other(api, server, ann):
    poll = await api.start_poll()
    assert await api.ok("setWebhook", url="https://bot.example.com/hook", max_connections=7)
    _, body = await asyncio.wait_for(poll, 5)
    assert body["description"] == "Conflict: terminated by setWebhook request"
    server.send(ann["id"], ann, "waiting")
    assert await api.refused("getUpdates") == (
        409,
        (
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to"
            " delete the webhook first"
        ),
    )
    info = await api.ok("getWebhookInfo")
    assert info["url"] == "https://bot.example.com/hook"
    assert (info["pending_update_count"], info["max_connections"]) == (1, 7)
    assert await api.ok("deleteWebhook")
    assert texts(await api.ok("getUpdates")) == ["waiting"]
    assert (await api.ok("getWebhookInfo"))["url"] == ""
    await api.ok("deleteWebhook", drop_pending_updates=True)
    assert server.pending_updates == []


async def test_a_raw_update_of_any_shape_is_given(api, server):
    await api.ok("getUpdates", allowed_updates=["message"])
    raw = {"message": {"message_id": "no number", "chat": None}, "unheard_of": [1]}
    update_id = server.inject_raw_update(raw)
    assert await api.ok("getUpdates") == [{"update_id": update_id, **raw}]


@pytest.mark.parametrize("offset", ["abc", "", "1e9", "99999999999999999999999999999999"])
async def test_an_unreadable_offset_confirms_nothing(api, server, ann, offset):
    server.send(ann["id"], ann, "kept")
    assert texts(await api.ok("getUpdates", offset=offset)) == ["kept"]


async def test_repeating_an_offset_is_slowed_down_as_by_telegram(api, server, ann, clock):
    server.world.updates.slow_down_repeats = True
    for number in range(5):
        server.send(ann["id"], ann, str(number))
    assert len(await api.ok("getUpdates", offset=0)) == 5
    assert len(await api.ok("getUpdates", offset=0)) == 1
    clock.advance(0.6)
    assert len(await api.ok("getUpdates", offset=0)) == 5
    assert len(await api.ok("getUpdates", offset=server.pending_updates[1])) == 4


async def test_repeating_an_offset_too_soon_waits_although_no_timeout_was_given(api, server, ann):
    server.world.updates.slow_down_repeats = True
    assert await api.ok("getUpdates", offset=5) == []
    poll = asyncio.create_task(api.ok("getUpdates", offset=5))
    await server.wait_for(lambda: server.world.updates.is_polled, timeout=5)
    server.send(ann["id"], ann, "hi")
    assert texts(await asyncio.wait_for(poll, 5)) == ["hi"]
