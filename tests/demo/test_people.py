"""What people send, and what of it the bot gets to see."""

import pytest

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


async def seen(api) -> list[str]:
    """Texts of the messages that reached the bot, and forget them."""
    updates = await api.ok("getUpdates")
    if updates:
        await api.ok("getUpdates", offset=updates[-1]["update_id"] + 1)
    return [update["message"].get("text", "(service)") for update in updates if "message" in update]


async def test_a_private_message(api, server, ann, clock):
    sent = server.send(ann["id"], ann, " /start go @ann_lee t.cn ")
    assert sent == {
        "message_id": sent["message_id"],
        "date": int(clock()),
        "chat": server.private_chat(ann),
        "from": ann,
        "text": "/start go @ann_lee t.cn",
        "entities": [
            {"offset": 0, "length": 6, "type": "bot_command"},
            {"offset": 10, "length": 8, "type": "mention"},
            {"offset": 19, "length": 4, "type": "url"},
        ],
    }
    assert (await api.ok("getUpdates"))[-1]["message"] == sent


def test_ids_look_like_telegrams(server, ann, group):
    assert len(str(ann["id"])) == 10
    assert ann["id"] > 2**32
    assert str(group["id"]).startswith("-100")
    assert len(str(group["id"])) == 14
    basic = server.add_group("Basic", [ann], supergroup=False)
    assert -(10**10) < basic["id"] < -(10**9)
    assert basic["type"] == "group"


def test_message_ids_grow_by_one_in_each_chat(server, ann, group):
    first, second = (server.send(ann["id"], ann, "x")["message_id"] for _ in range(2))
    server.send(group["id"], ann, "x")
    third = server.send(ann["id"], ann, "x")["message_id"]
    assert (second, third) == (first + 1, first + 2)


def test_replies_and_quotes(server, ann):
    first = server.send(ann["id"], ann, "one two")
    second = server.send(ann["id"], ann, "x", reply_to=first["message_id"], quote="two")
    third = server.send(ann["id"], ann, "y", reply_to=second["message_id"])
    assert second["quote"] == {"text": "two", "position": 4, "is_manual": True}
    assert third["reply_to_message"]["message_id"] == second["message_id"]
    assert "reply_to_message" not in third["reply_to_message"]
    with pytest.raises(ValueError, match="quote"):
        server.send(ann["id"], ann, "x", reply_to=first["message_id"], quote="three")


async def test_photos_documents_and_forwards(api, server, ann):
    origin = {"type": "hidden_user", "sender_user_name": "Someone", "date": 1}
    photo = server.send(ann["id"], ann, photo=PNG, caption="/check", forward_origin=origin)
    assert photo["forward_origin"] == origin
    assert photo["caption_entities"][0]["type"] == "bot_command"
    sizes = photo["photo"]
    assert sizes[0]["width"] < sizes[-1]["width"]
    assert sizes[0]["file_id"] != sizes[-1]["file_id"]
    paper = server.send(ann["id"], ann, document=("court.pdf", b"%PDF"))
    assert paper["document"]["file_name"] == "court.pdf"
    assert paper["document"]["mime_type"] == "application/pdf"
    assert paper["document"]["file_size"] == 4


async def test_an_edit_reaches_the_bot(api, server, ann, clock):
    sent = server.send(ann["id"], ann, "one")
    clock.advance(9)
    edited = server.edit(ann["id"], sent["message_id"], "two /x")
    assert edited["text"] == "two /x"
    assert edited["edit_date"] == sent["date"] + 9
    assert (await api.ok("getUpdates"))[-1]["edited_message"] == edited


async def test_a_deletion_does_not(api, server, ann):
    sent = server.send(ann["id"], ann, "one")
    reply = server.send(ann["id"], ann, "two", reply_to=sent["message_id"])
    server.delete(ann["id"], sent["message_id"])
    assert len(await api.ok("getUpdates")) == 2
    assert server.message(ann["id"], sent["message_id"]) is None
    assert "reply_to_message" not in server.message(ann["id"], reply["message_id"])


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ({}, "either a text"),
        ({"text": " "}, "4096"),
        ({"text": "x" * 4097}, "4096"),
        ({"text": "x", "photo": PNG}, "either a text"),
        ({"photo": PNG, "caption": "x" * 1025}, "1024"),
        ({"text": "x", "reply_to": 1}, "no message 1"),
        ({"text": "x", "message_thread_id": 1}, "no topic 1"),
    ],
)
def test_what_no_client_could_send(server, ann, content, problem):
    with pytest.raises(ValueError, match=problem):
        server.send(ann["id"], ann, **content)


def test_strangers_and_blockers_cannot_write(server, ann, group):
    carol = server.add_user("Carol")
    with pytest.raises(ValueError, match="not in the chat"):
        server.send(group["id"], carol, "x")
    with pytest.raises(ValueError, match="not in the chat"):
        server.send(ann["id"], carol, "x")
    server.block(ann)
    with pytest.raises(ValueError, match="unblock"):
        server.send(ann["id"], ann, "x")


async def test_privacy_mode_shows_only_what_is_meant_for_the_bot(api, server, ann, bob, group):
    await seen(api)
    reply = (await api.ok("sendMessage", chat_id=group["id"], text="I am here"))["message_id"]
    for text in (
        "chatter",
        "/check",
        "/check@biehuang_bot x",
        "/check@other_bot",
        "see /check",
        "hello @Biehuang_Bot",
        "hello @ann_lee",
    ):
        server.send(group["id"], bob, text)
    server.send(group["id"], bob, "to you", reply_to=reply)
    server.send(
        group["id"], bob, "to ann", reply_to=server.send(group["id"], ann, "hm")["message_id"]
    )
    expected = ["/check", "/check@biehuang_bot x", "hello @Biehuang_Bot", "to you"]
    assert await seen(api) == expected


async def test_a_command_brings_the_hidden_message_it_replies_to(api, server, bob, group):
    hidden = server.send(group["id"], bob, "sms")
    server.send(group["id"], bob, "/check", reply_to=hidden["message_id"])
    message = (await api.ok("getUpdates"))[-1]["message"]
    assert message["reply_to_message"] == hidden


async def test_edits_follow_privacy_mode(api, server, bob, group):
    await seen(api)
    sent = server.send(group["id"], bob, "chatter")
    server.edit(group["id"], sent["message_id"], "more chatter")
    assert await api.ok("getUpdates") == []
    server.edit(group["id"], sent["message_id"], "/check")
    assert [update["edited_message"]["text"] for update in await api.ok("getUpdates")] == ["/check"]


@pytest.mark.parametrize("way", ["administrator", "privacy off"])
async def test_everything_is_seen(api, server, bob, group, way):
    if way == "administrator":
        server.promote(group)
    else:
        server.world.privacy_mode = False
    await seen(api)
    server.send(group["id"], bob, "chatter")
    assert await seen(api) == ["chatter"]
    assert (await api.ok("getMe"))["can_read_all_group_messages"] is (way == "privacy off")


def test_anonymous_admins_and_channels(server, bob, group):
    admin = server.send(group["id"], bob, "/x", sender_chat=group)
    assert admin["from"]["username"] == "GroupAnonymousBot"
    assert admin["sender_chat"] == group
    channel = {"id": -1001500000001, "type": "channel", "title": "News"}
    assert server.send(group["id"], bob, "x", sender_chat=channel)["from"]["id"] == 136817688


async def test_topics(api, server, ann, bob):
    forum = server.add_group("Forum", [bob], [ann], forum=True)
    topic = server.add_topic(forum, ann, "Loans")
    asked = server.send(forum["id"], bob, "/check", message_thread_id=topic)
    assert (asked["message_thread_id"], asked["is_topic_message"]) == (topic, True)
    assert asked["reply_to_message"]["forum_topic_created"]["name"] == "Loans"
    reply = {"message_id": asked["message_id"]}
    sent = await api.ok("sendMessage", chat_id=forum["id"], text="x", reply_parameters=reply)
    assert sent["message_thread_id"] == topic
    sent = await api.ok("sendMessage", chat_id=forum["id"], text="x", message_thread_id=topic)
    assert sent["is_topic_message"] is True
    refused = await api.refused("sendMessage", chat_id=forum["id"], text="x", message_thread_id=1)
    assert refused == (400, "Bad Request: message thread not found")
