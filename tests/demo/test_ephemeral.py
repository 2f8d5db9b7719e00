"""Messages that one member alone sees."""

import pytest


@pytest.fixture
def only_bob(bob) -> dict:
    return {"receiver_user_id": bob["id"]}


async def test_an_administrator_may_whisper_to_any_member(api, server, group, bob, only_bob):
    server.promote(group)
    sent = await api.ok(
        "sendMessage", chat_id=group["id"], text="x", ephemeral_message_parameters=only_bob
    )
    assert sent["message_id"] == 0
    assert sent["receiver_user"] == bob
    assert sent["ephemeral_message_id"] > 0
    assert server.ephemerals(group["id"], bob) == [sent]
    assert all(each["message_id"] for each in server.messages(group["id"]))


async def test_a_member_may_only_answer_an_ephemeral_command(
    api, server, clock, group, bob, only_bob
):
    how = {"chat_id": group["id"], "text": "x", "ephemeral_message_parameters": only_bob}
    assert await api.refused("sendMessage", **how) == (400, "Bad Request: MESSAGE_NOT_COMMAND")
    command = server.whisper(group["id"], bob, "/check")
    assert command["message_id"] == 0
    answering = {"reply_parameters": {"ephemeral_message_id": command["ephemeral_message_id"]}}
    assert (await api.ok("sendMessage", **how, **answering))["receiver_user"] == bob
    clock.advance(16)
    late = await api.refused("sendMessage", **how, **answering)
    assert late == (400, "Bad Request: MESSAGE_NOT_COMMAND")


async def test_an_ephemeral_command_reaches_the_bot_alone(api, server, group, bob):
    target = server.send(group["id"], bob, "SMS")
    await api.ok("getUpdates")
    sent = server.whisper(group["id"], bob, "/check", reply_to=target["message_id"])
    updates = await api.ok("getUpdates")
    assert updates[-1]["message"] == sent
    assert sent["reply_to_message"]["text"] == "SMS"
    with pytest.raises(ValueError, match="only commands"):
        server.whisper(group["id"], bob, "hello")


async def test_whom_nobody_can_whisper_to(api, server, group, ann, only_bob):
    server.promote(group)
    stranger = server.add_user("Zoe")
    how = {"chat_id": group["id"], "text": "x"}
    for receiver in (stranger["id"], server.bot["id"], 1):
        refused = await api.refused(
            "sendMessage", **how, ephemeral_message_parameters={"receiver_user_id": receiver}
        )
        assert refused == (400, "Bad Request: PARTICIPANT_ID_INVALID")
    private = await api.call(
        "sendMessage", chat_id=ann["id"], text="x", ephemeral_message_parameters=only_bob
    )
    assert private[0] == 400


async def test_editing(api, server, group, bob, only_bob):
    server.promote(group)
    sent = await api.ok(
        "sendMessage", chat_id=group["id"], text="x", ephemeral_message_parameters=only_bob
    )
    how = {"chat_id": group["id"], "ephemeral_message_id": sent["ephemeral_message_id"]}
    markup = {"inline_keyboard": [[{"text": "a", "url": "https://example.com/"}]]}
    changed = {"text": "<b>y</b>", "parse_mode": "HTML", "reply_markup": markup}
    assert await api.ok("editEphemeralMessageText", **how, receiver_user_id=bob["id"], **changed)
    (message,) = server.ephemerals(group["id"], bob)
    assert message["text"] == "y"
    assert message["reply_markup"] == markup
    other = await api.refused("editEphemeralMessageText", **how, receiver_user_id=1, text="z")
    assert other == (400, "Bad Request: message to edit not found")
    assert server.unknown_parameters == set()
