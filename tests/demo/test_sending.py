"""sendMessage and what Telegram refuses of it."""

import pytest

URL = "https://example.com/"


def button(**action: object) -> dict:
    return {"inline_keyboard": [[{"text": "Tap", **action}]]}


async def test_a_message_comes_back_as_telegram_shows_it(api, server, ann, clock):
    sent = await api.ok("sendMessage", chat_id=ann["id"], text="  hello  ")
    assert sent == {
        "message_id": sent["message_id"],
        "date": int(clock()),
        "chat": {"id": ann["id"], "type": "private", "first_name": "Ann", "username": "ann_lee"},
        "from": server.bot,
        "text": "hello",
    }
    assert server.messages(ann["id"]) == [sent]


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({}, "message text is empty"),
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "message text is empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "\U0001f600" * 2049}, "message is too long"),
        ({"text": "汉" * 11000}, "text is too long"),
        ({"text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        ({"text": "x", "parse_mode": "MarkdownV2"}, "this server carries parse_mode HTML only"),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"text": "x", "reply_markup": []}, "object expected as reply markup"),
        ({"text": "\ud800"}, "strings must be encoded in UTF-8"),
        ({"text": "x", "reply_markup": button(url="\ud800")}, "strings must be encoded in UTF-8"),
        ({"text": "x", "reply_markup": '["\\ud800"]'}, "strings must be encoded in UTF-8"),
        (
            {"text": "x", "receiver_user_id": 1},
            "this server does not carry receiver_user_id",
        ),
    ],
)
async def test_texts_telegram_refuses(api, ann, params, reason):
    refused = await api.refused("sendMessage", chat_id=ann["id"], **params)
    assert refused == (400, f"Bad Request: {reason}")


async def test_length_is_counted_after_markup_in_utf16_units(api, ann):
    text = "<b>" + "\U0001f600" * 2048 + "</b>"
    sent = await api.ok("sendMessage", chat_id=ann["id"], text=text, parse_mode="HTML")
    assert sent["entities"] == [{"offset": 0, "length": 4096, "type": "bold"}]


@pytest.mark.parametrize(
    ("chat_id", "reason"),
    [
        (None, "chat_id is empty"),
        ("", "chat_id is empty"),
        (12345, "chat not found"),
        ("nonsense", "chat not found"),
        ("--5", "chat not found"),
        ("@nobody_here", "chat not found"),
    ],
)
async def test_unknown_chats(api, chat_id, reason):
    refused = await api.refused("sendMessage", chat_id=chat_id, text="x")
    assert refused == (400, f"Bad Request: {reason}")


async def test_a_person_who_never_started_the_bot(api, bob):
    assert await api.refused("sendMessage", chat_id=bob["id"], text="x") == (
        403,
        "Forbidden: bot can't initiate conversation with a user",
    )


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (button(callback_data="x" * 65), "BUTTON_DATA_INVALID"),
        (button(callback_data="汉" * 22), "BUTTON_DATA_INVALID"),
        (button(callback_data=""), "BUTTON_DATA_INVALID"),
        (
            button(),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            button(url=URL, callback_data="x"),
            (
                "can't parse inline keyboard button: exactly one action is allowed, found url,"
                " callback_data"
            ),
        ),
        (
            button(url="not a link"),
            "inline keyboard button URL 'not a link' is invalid: Wrong HTTP URL",
        ),
        (
            button(url="http://localhost:80/"),
            "inline keyboard button URL 'http://localhost:80/' is invalid: Wrong HTTP URL",
        ),
        (button(copy_text={"text": ""}), "BUTTON_COPY_TEXT_INVALID"),
        (button(copy_text={"text": "x" * 257}), "BUTTON_COPY_TEXT_INVALID"),
        (
            button(web_app={"url": "http://example.com"}),
            (
                "inline keyboard button web app URL 'http://example.com' is invalid: Only HTTPS"
                " links are allowed"
            ),
        ),
        (
            {"inline_keyboard": [[{"text": " ", "callback_data": "x"}]]},
            "inline keyboard button text must be non-empty",
        ),
        (
            {"inline_keyboard": [[{"callback_data": "x"}]]},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            {"inline_keyboard": [{"text": "x"}]},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        (
            {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 101]},
            "reply markup is too long",
        ),
        (
            button(callback_data="x", style="purple"),
            "can't parse inline keyboard button: Invalid button style specified",
        ),
    ],
)
async def test_keyboards_telegram_refuses(api, ann, markup, reason):
    refused = await api.refused("sendMessage", chat_id=ann["id"], text="x", reply_markup=markup)
    assert refused == (400, f"Bad Request: {reason}")


@pytest.mark.parametrize(
    "action",
    [
        {"callback_data": "x" * 64},
        {"callback_data": "x", "style": "danger"},
        {"url": URL},
        {"url": "tg://resolve?domain=a"},
        {"copy_text": {"text": "x" * 256}},
        {"switch_inline_query": ""},
        {"switch_inline_query_current_chat": "a"},
        {"switch_inline_query_chosen_chat": {"query": "a", "allow_group_chats": True}},
        {"web_app": {"url": URL}},
    ],
)
async def test_keyboards_telegram_takes(api, ann, action):
    markup = button(**action)
    sent = await api.ok("sendMessage", chat_id=ann["id"], text="x", reply_markup=markup)
    assert sent["reply_markup"] == markup


async def test_web_apps_open_in_private_chats_only(api, group):
    markup = button(web_app={"url": URL})
    refused = await api.refused("sendMessage", chat_id=group["id"], text="x", reply_markup=markup)
    assert refused == (400, "Bad Request: BUTTON_TYPE_INVALID")


async def test_other_keyboards_are_taken_and_not_shown(api, ann):
    for markup in ({"remove_keyboard": True}, {"inline_keyboard": []}, {"force_reply": True}):
        sent = await api.ok("sendMessage", chat_id=ann["id"], text="x", reply_markup=markup)
        assert "reply_markup" not in sent


async def test_a_reply_nests_the_message_once(api, server, ann):
    asked = server.send(ann["id"], ann, "one")
    first = await api.ok(
        "sendMessage",
        chat_id=ann["id"],
        text="two",
        reply_parameters={"message_id": asked["message_id"]},
    )
    assert first["reply_to_message"] == asked
    second = await api.ok(
        "sendMessage", chat_id=ann["id"], text="three", reply_to_message_id=first["message_id"]
    )
    assert second["reply_to_message"]["text"] == "two"
    assert "reply_to_message" not in second["reply_to_message"]
    assert [reply["text"] for reply in server.replies_to(ann["id"], asked["message_id"])] == ["two"]
    server.delete(ann["id"], first["message_id"])
    assert server.replies_to(ann["id"], asked["message_id"]) == []


async def test_a_reply_needs_its_message_unless_allowed_without(api, server, ann):
    gone = server.send(ann["id"], ann, "gone")["message_id"]
    server.delete(ann["id"], gone)
    assert await api.refused(
        "sendMessage", chat_id=ann["id"], text="x", reply_parameters={"message_id": gone}
    ) == (400, "Bad Request: message to be replied not found")
    sent = await api.ok(
        "sendMessage",
        chat_id=ann["id"],
        text="x",
        reply_parameters={"message_id": gone, "allow_sending_without_reply": True},
    )
    assert "reply_to_message" not in sent


async def test_a_quote_has_to_be_in_the_message(api, server, ann):
    asked = server.send(ann["id"], ann, "\U0001f600 pay today")["message_id"]
    reply = {"message_id": asked, "quote": "pay"}
    sent = await api.ok("sendMessage", chat_id=ann["id"], text="x", reply_parameters=reply)
    assert sent["quote"] == {"text": "pay", "position": 3, "is_manual": True}
    reply["quote"] = "tomorrow"
    refused = await api.refused("sendMessage", chat_id=ann["id"], text="x", reply_parameters=reply)
    assert refused == (400, "Bad Request: QUOTE_TEXT_INVALID")


async def test_blocked_by_the_user(api, server, ann):
    server.block(ann)
    blocked = (403, "Forbidden: bot was blocked by the user")
    assert await api.refused("sendMessage", chat_id=ann["id"], text="x") == blocked
    assert await api.refused("sendChatAction", chat_id=ann["id"], action="typing") == blocked
    server.unblock(ann)
    assert await api.ok("sendMessage", chat_id=ann["id"], text="x")


async def test_no_right_to_write(api, server, group):
    server.set_rights(group, can_send=False)
    assert await api.refused("sendMessage", chat_id=group["id"], text="x") == (
        400,
        "Bad Request: not enough rights to send text messages to the chat",
    )
    server.promote(group)
    assert await api.ok("sendMessage", chat_id=group["id"], text="x")


async def test_chat_actions(api, server, ann):
    events = server.subscribe()
    assert await api.ok("sendChatAction", chat_id=ann["id"], action="typing") is True
    assert events.get_nowait() == {"event": "action", "chat_id": ann["id"], "action": "typing"}
    assert await api.refused("sendChatAction", chat_id=ann["id"], action="dancing") == (
        400,
        "Bad Request: wrong parameter action in request",
    )


async def test_link_preview_options_are_kept(api, ann):
    options = {"is_disabled": True}
    sent = await api.ok("sendMessage", chat_id=ann["id"], text="a.cn", link_preview_options=options)
    assert sent["link_preview_options"] == options
    assert sent["entities"] == [{"offset": 0, "length": 4, "type": "url"}]
