"""Waiting for what happens, and hearing of it."""

import asyncio

import pytest

KEYS = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}


async def test_waiting_for_a_reply(api, server, ann):
    asked = server.send(ann["id"], ann, "sms")["message_id"]
    server.send(ann["id"], ann, "a person's reply", reply_to=asked)
    waiting = asyncio.create_task(server.wait_reply(ann["id"], asked, timeout=5))
    await asyncio.sleep(0.01)
    assert not waiting.done()
    reply = {"message_id": asked}
    sent = await api.ok("sendMessage", chat_id=ann["id"], text="x", reply_parameters=reply)
    assert await waiting == sent


async def test_waiting_for_an_answer_and_for_confirmation(api, server, ann):
    shown = await api.ok("sendMessage", chat_id=ann["id"], text="x", reply_markup=KEYS)
    press = server.press(ann["id"], ann, shown["message_id"], "a")
    answered = asyncio.create_task(server.wait_answer(press, timeout=5))
    confirmed = asyncio.create_task(server.wait_confirmed(timeout=5))
    await api.ok("answerCallbackQuery", callback_query_id=press)
    assert (await answered)["text"] == ""
    assert not confirmed.done()
    await api.ok("getUpdates", offset=server.pending_updates[-1] + 1)
    await confirmed


async def test_waiting_in_vain(server, ann):
    asked = server.send(ann["id"], ann, "sms")["message_id"]
    with pytest.raises(TimeoutError):
        await server.wait_reply(ann["id"], asked, timeout=0.1)
    with pytest.raises(TimeoutError):
        await server.wait_confirmed(timeout=0.1)


async def test_conditions_outside_the_server_are_looked_at_again(server):
    box: list[int] = []
    asyncio.get_running_loop().call_later(0.1, box.append, 1)
    assert await server.wait_for(lambda: box, timeout=2) == [1]


async def test_events(api, server, ann):
    events = server.subscribe()
    sent = server.send(ann["id"], ann, "one")
    edited = server.edit(ann["id"], sent["message_id"], "two")
    shown = await api.ok("sendMessage", chat_id=ann["id"], text="x", reply_markup=KEYS)
    press = server.press(ann["id"], ann, shown["message_id"], "a")
    await api.ok("answerCallbackQuery", callback_query_id=press, text="ok")
    changed = await api.ok(
        "editMessageText", chat_id=ann["id"], text="y", message_id=shown["message_id"]
    )
    await api.ok("deleteMessage", chat_id=ann["id"], message_id=shown["message_id"])
    server.block(ann)
    server.unsubscribe(events)
    server.unblock(ann)
    heard = [events.get_nowait() for _ in range(events.qsize())]
    assert [(event["event"], event["chat_id"]) for event in heard] == [
        ("sent", ann["id"]),
        ("edited", ann["id"]),
        ("sent", ann["id"]),
        ("pressed", ann["id"]),
        ("answered", None),
        ("edited", ann["id"]),
        ("deleted", ann["id"]),
        ("member", ann["id"]),
    ]
    assert [event.get("message") for event in heard[:3]] == [sent, edited, shown]
    assert heard[4]["answer"]["text"] == "ok"
    assert heard[5]["message"] == changed
    assert heard[6]["message_id"] == shown["message_id"]


async def test_a_full_queue_loses_its_oldest(server, ann):
    events: asyncio.Queue[dict] = asyncio.Queue(2)
    server.world.listeners.append(events)
    for number in range(3):
        server.send(ann["id"], ann, str(number))
    assert [events.get_nowait()["message"]["text"] for _ in range(2)] == ["1", "2"]
