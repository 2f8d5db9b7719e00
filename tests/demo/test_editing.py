"""Changing and deleting messages, and answering presses."""

import pytest

from bot.demo.telegram import TelegramServer

NOT_MODIFIED = (
    400,
    (
        "Bad Request: message is not modified: specified new message content and reply markup are"
        " exactly the same as a current content and reply markup of the message"
    ),
)
TOO_OLD = (
    400,
    "Bad Request: query is too old and response timeout expired or query ID is invalid",
)
KEYS = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}, {"text": "B", "url": "a.cn"}]]}


@pytest.fixture
async def shown(api, ann) -> dict:
    return await api.ok("sendMessage", chat_id=ann["id"], text="menu", reply_markup=KEYS)


def at(message: dict) -> dict:
    return {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}


async def test_an_edit_replaces_text_and_keyboard(api, server, shown, clock):
    clock.advance(5)
    edited = await api.ok("editMessageText", **at(shown), text="<b>new</b>", parse_mode="HTML")
    assert edited == {
        **{name: shown[name] for name in ("message_id", "date", "chat", "from")},
        "text": "new",
        "entities": [{"offset": 0, "length": 3, "type": "bold"}],
        "edit_date": int(clock()),
    }
    assert server.message(**at(shown)) == edited


@pytest.mark.parametrize(
    ("change", "modified"),
    [
        ({"text": "menu", "reply_markup": KEYS}, False),
        ({"text": " menu ", "reply_markup": KEYS}, False),
        ({"text": "menu"}, True),
        ({"text": "menu!", "reply_markup": KEYS}, True),
        ({"text": "<b>menu</b>", "parse_mode": "HTML", "reply_markup": KEYS}, True),
    ],
)
async def test_an_edit_must_change_something(api, shown, change, modified):
    if modified:
        assert await api.ok("editMessageText", **at(shown), **change)
    assert await api.refused("editMessageText", **at(shown), **change) == NOT_MODIFIED


async def test_a_keyboard_alone(api, shown):
    refused = await api.refused("editMessageReplyMarkup", **at(shown), reply_markup=KEYS)
    assert refused == NOT_MODIFIED
    edited = await api.ok("editMessageReplyMarkup", **at(shown))
    assert edited["text"] == "menu"
    assert "reply_markup" not in edited
    assert await api.refused("editMessageReplyMarkup", **at(shown)) == NOT_MODIFIED


async def test_what_cannot_be_edited(api, server, ann, shown):
    theirs = server.send(ann["id"], ann, "mine")
    refused = await api.refused("editMessageText", **at(theirs), text="x")
    assert refused == (400, "Bad Request: message can't be edited")
    gone = (400, "Bad Request: message to edit not found")
    assert await api.refused("editMessageText", chat_id=ann["id"], message_id=1, text="x") == gone
    server.delete(**at(shown))
    assert await api.refused("editMessageText", **at(shown), text="x") == gone
    assert await api.refused("editMessageText", chat_id=ann["id"], text="x") == (
        400,
        "Bad Request: message identifier is not specified",
    )
    assert await api.refused("editMessageText", inline_message_id="abc", text="x") == (
        400,
        "Bad Request: MESSAGE_ID_INVALID",
    )


async def test_an_edit_keeps_what_it_replies_to(api, server, ann):
    asked = server.send(ann["id"], ann, "sms")
    reply = await api.ok(
        "sendMessage",
        chat_id=ann["id"],
        text="one",
        reply_parameters={"message_id": asked["message_id"]},
    )
    edited = await api.ok("editMessageText", **at(reply), text="two")
    assert edited["reply_to_message"] == asked


async def test_deleting(api, server, ann, group, shown, clock):
    assert await api.ok("deleteMessage", **at(shown)) is True
    assert server.message(**at(shown)) is None
    refused = await api.refused("deleteMessage", **at(shown))
    assert refused == (400, "Bad Request: message to delete not found")
    assert await api.ok("deleteMessage", **at(server.send(ann["id"], ann, "in private")))
    theirs = server.send(group["id"], ann, "in a group")
    forbidden = (400, "Bad Request: message can't be deleted")
    assert await api.refused("deleteMessage", **at(theirs)) == forbidden
    server.promote(group)
    assert await api.ok("deleteMessage", **at(theirs))
    old = await api.ok("sendMessage", chat_id=ann["id"], text="old")
    clock.advance(48 * 3600)
    assert await api.refused("deleteMessage", **at(old)) == forbidden


async def test_a_press_is_answered_once(api, server, ann, shown):
    press = server.press(ann["id"], ann, shown["message_id"], "a")
    assert server.callback_answer(press) is None
    assert await api.ok("answerCallbackQuery", callback_query_id=press, text="ok", show_alert=True)
    assert server.callback_answer(press) == {
        "text": "ok",
        "show_alert": True,
        "url": "",
        "cache_time": 0,
    }
    assert await api.refused("answerCallbackQuery", callback_query_id=press) == TOO_OLD


async def test_presses_expire_and_unknown_ids_are_refused(api, server, ann, shown, clock):
    press = server.press(ann["id"], ann, shown["message_id"], "a")
    clock.advance(61)
    assert await api.refused("answerCallbackQuery", callback_query_id=press) == TOO_OLD
    assert await api.refused("answerCallbackQuery", callback_query_id="123") == TOO_OLD
    assert await api.refused("answerCallbackQuery") == TOO_OLD
    assert server.callback_answer(press) is None


async def test_an_answer_has_at_most_200_units(api, server, ann, shown):
    press = server.press(ann["id"], ann, shown["message_id"], "a")
    refused = await api.refused(
        "answerCallbackQuery", callback_query_id=press, text="\U0001f600" * 100 + "x"
    )
    assert refused == (400, "Bad Request: MESSAGE_TOO_LONG")
    refused = await api.refused("answerCallbackQuery", callback_query_id=press, url="https://a.cn")
    assert refused == (400, "Bad Request: URL_INVALID")
    assert await api.ok(
        "answerCallbackQuery",
        callback_query_id=press,
        text="x" * 200,
        url="t.me/biehuang_bot?start=a",
    )


async def test_a_press_carries_the_current_message(api, server, ann):
    asked = server.send(ann["id"], ann, "sms")
    reply = {"message_id": asked["message_id"]}
    shown = await api.ok(
        "sendMessage", chat_id=ann["id"], text="one", reply_markup=KEYS, reply_parameters=reply
    )
    edited = await api.ok("editMessageText", **at(shown), text="two", reply_markup=KEYS)
    server.edit(ann["id"], asked["message_id"], "sms, changed")
    press = server.press(ann["id"], ann, shown["message_id"], "a")
    query = (await api.ok("getUpdates"))[-1]["callback_query"]
    assert query == {
        "id": press,
        "from": ann,
        "message": {**edited, "reply_to_message": server.message(**at(asked))},
        "chat_instance": query["chat_instance"],
        "data": "a",
    }
    assert query["message"]["reply_to_message"]["text"] == "sms, changed"
    assert query["message"]["reply_markup"]["inline_keyboard"][0][1]["url"] == "http://a.cn/"


async def test_a_press_after_the_ground_is_gone(api, server, ann):
    asked = server.send(ann["id"], ann, "sms")
    reply = {"message_id": asked["message_id"]}
    shown = await api.ok(
        "sendMessage", chat_id=ann["id"], text="one", reply_markup=KEYS, reply_parameters=reply
    )
    server.delete(**at(asked))
    server.press(ann["id"], ann, shown["message_id"], "a")
    server.press(ann["id"], ann, shown["message_id"], "a", inaccessible=True)
    server.delete(**at(shown))
    server.press(ann["id"], ann, shown["message_id"], "a")
    present, hidden, deleted = [
        update["callback_query"]["message"] for update in (await api.ok("getUpdates"))[-3:]
    ]
    assert present["text"] == "one"
    assert "reply_to_message" not in present
    assert (
        hidden == deleted == {"chat": shown["chat"], "message_id": shown["message_id"], "date": 0}
    )


async def test_only_a_real_button_can_be_pressed(api, server, ann, shown):
    with pytest.raises(ValueError, match="no button"):
        server.press(ann["id"], ann, shown["message_id"], "z")
    with pytest.raises(ValueError, match="no button"):
        server.press(ann["id"], ann, 1, "a")
    assert server.press(ann["id"], ann, shown["message_id"], "z", force=True)


async def test_inline_answers_are_recorded(api, server, ann):
    asked = server.ask_inline(ann, "x" * 300)
    query = (await api.ok("getUpdates"))[-1]["inline_query"]
    assert (query["id"], query["query"], query["from"]) == (asked, "x" * 256, ann)
    article = {
        "type": "article",
        "id": "1",
        "title": "t",
        "input_message_content": {"message_text": "<b>x</b>", "parse_mode": "HTML"},
    }
    assert await api.ok("answerInlineQuery", inline_query_id=asked, results=[article])
    assert server.inline_answers[asked]["results"] == [article]
    twice = await api.refused("answerInlineQuery", inline_query_id=asked, results=[article] * 2)
    assert twice == (400, "Bad Request: RESULT_ID_DUPLICATE")
    article["input_message_content"]["message_text"] = "<b>x"
    status, reason = await api.refused(
        "answerInlineQuery", inline_query_id=asked, results=[article]
    )
    assert (status, "can't parse entities" in reason) == (400, True)


async def test_an_inline_query_that_nobody_asked_or_long_ago_can_not_be_answered(api, server, ann):
    asked = server.ask_inline(ann, "x")
    old = (400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    assert await api.refused("answerInlineQuery", inline_query_id="1", results=[]) == old
    server.world.query_life = -1
    assert await api.refused("answerInlineQuery", inline_query_id=asked, results=[]) == old


async def test_a_chosen_result_becomes_a_message_via_the_bot(api, server, ann):
    asked = server.ask_inline(ann, "x")
    keyboard = {"inline_keyboard": [[{"text": "t", "url": "https://t.me/some_bot"}]]}
    article = {
        "type": "article",
        "id": "1",
        "title": "t",
        "input_message_content": {"message_text": "<b>x</b>y", "parse_mode": "HTML"},
        "reply_markup": keyboard,
    }
    await api.ok("answerInlineQuery", inline_query_id=asked, results=[article])
    message = server.choose(ann["id"], ann, asked, "1")
    assert (message["text"], message["via_bot"], message["from"]) == ("xy", server.bot, ann)
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 1}]
    assert message["reply_markup"]["inline_keyboard"][0][0]["url"].startswith("https://t.me/")
    assert (await api.ok("getUpdates"))[-1]["message"]["via_bot"] == server.bot
    with pytest.raises(ValueError, match="no result 2"):
        server.choose(ann["id"], ann, asked, "2")
    nameless = article | {"title": " "}
    status, reason = await api.refused(
        "answerInlineQuery", inline_query_id=asked, results=[nameless]
    )
    assert (status, "TITLE_EMPTY" in reason) == (400, True)


def test_press_ids_differ_between_servers():
    assert TelegramServer().world.draw_digits() != TelegramServer().world.draw_digits()
