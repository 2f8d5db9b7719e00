"""A stock python-telegram-bot application runs on the server as it does on Telegram."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import telegram
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters

from bot.demo.telegram import TelegramServer


async def echo(update: telegram.Update, _context: object) -> None:
    keys = [[telegram.InlineKeyboardButton("More", callback_data="more")]]
    await update.message.reply_text(
        f"<b>{update.message.text}</b>",
        parse_mode="HTML",
        do_quote=True,
        reply_markup=telegram.InlineKeyboardMarkup(keys),
        link_preview_options=telegram.LinkPreviewOptions(is_disabled=True),
    )


async def show_more(update: telegram.Update, _context: object) -> None:
    query = update.callback_query
    await query.answer("here")
    asked = query.message.reply_to_message
    await query.edit_message_text(f"more about {asked.text if asked else 'nothing'}")


async def keep(update: telegram.Update, context: object) -> None:
    got = await update.message.photo[-1].get_file()
    await update.message.reply_document(bytes(await got.download_as_bytearray()), filename="a.bin")


def build(server: TelegramServer) -> Application:
    builder = Application.builder().token(server.token)
    app = builder.base_url(server.api_url).base_file_url(server.file_url).build()
    app.add_handler(MessageHandler(filters.TEXT, echo))
    app.add_handler(MessageHandler(filters.PHOTO, keep))
    app.add_handler(CallbackQueryHandler(show_more))
    return app


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    server = TelegramServer(slow_repeats=False)
    await server.start()
    yield server
    await server.stop()
    assert server.crashes == []


async def test_a_stock_echo_bot(server):
    ann = server.add_user("Ann")
    chat = server.private_chat(ann)["id"]
    app = build(server)
    async with app:
        await app.start()
        await app.updater.start_polling(timeout=5)
        asked = server.send(chat, ann, "hello 汉\U0001f600")
        reply = await server.wait_reply(chat, asked["message_id"], timeout=5)
        assert reply["text"] == asked["text"]
        assert reply["entities"] == [{"offset": 0, "length": 9, "type": "bold"}]

        press = server.press(chat, ann, reply["message_id"], "more")
        assert (await server.wait_answer(press, timeout=5))["text"] == "here"
        more = f"more about {asked['text']}"
        await server.wait_for(
            lambda: server.message(chat, reply["message_id"])["text"] == more, timeout=5
        )

        server.delete(chat, asked["message_id"])
        again = server.send(chat, ann, "two")
        reply = await server.wait_reply(chat, again["message_id"], timeout=5)
        server.delete(chat, again["message_id"])
        press = server.press(chat, ann, reply["message_id"], "more")
        await server.wait_for(
            lambda: server.message(chat, reply["message_id"])["text"] == "more about nothing",
            timeout=5,
        )

        picture = b"\xff\xd8\xff" + bytes(100)
        server.send(chat, ann, photo=picture)
        paper = await server.wait_for(
            lambda: [m for m in server.messages(chat) if "document" in m], timeout=5
        )
        assert paper[0]["document"]["file_size"] == len(picture)
        await server.wait_confirmed(timeout=5)
        await app.updater.stop()
        await app.stop()
    assert server.unknown_parameters == set()
    assert server.refused_for_rate == 0


async def test_every_update_can_be_parsed():
    server = TelegramServer(privacy_mode=False)
    bot = telegram.Bot(server.token)
    ann = server.add_user("Ann", username="ann_lee")
    server.private_chat(ann)
    origin = {"type": "user", "sender_user": ann, "date": 1}
    forum = server.add_group("Forum", [ann], forum=True)
    topic = server.add_topic(forum, ann, "Loans")
    first = server.send(forum["id"], ann, "/check t.cn", message_thread_id=topic)
    server.send(forum["id"], ann, "x", reply_to=first["message_id"], quote="t.cn")
    server.send(ann["id"], ann, "x", forward_origin=origin)
    server.edit(forum["id"], first["message_id"], "y")
    server.press(forum["id"], ann, first["message_id"], "a", force=True, inaccessible=True)
    server.press(forum["id"], ann, first["message_id"], "a", force=True)
    server.ask_inline(ann, "x")
    server.promote(forum)
    server.kick_bot(forum)
    server.block(ann)
    server.migrate(server.add_group("Basic", [ann], supergroup=False))
    seen = set()
    for given in await server.world.updates.fetch(0, 100, 0):
        update = telegram.Update.de_json(given, bot)
        assert update.effective_user is not None
        assert not update.api_kwargs
        seen |= given.keys()
    assert seen - {"update_id"} == {
        "message",
        "edited_message",
        "callback_query",
        "inline_query",
        "my_chat_member",
    }


async def test_errors_become_the_librarys_errors(server, monkeypatch):
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    ann = server.add_user("Ann")
    chat = server.private_chat(ann)["id"]
    bot = telegram.Bot(server.token, base_url=server.api_url, base_file_url=server.file_url)
    raised = []
    async with bot:
        server.fail("sendMessage", error_code=429, retry_after=3)
        server.block(ann)
        for text in ("one", "two", ""):
            try:
                await bot.send_message(chat, text)
            except telegram.error.TelegramError as error:
                raised.append(type(error).__name__)
        server.unblock(ann)
        poll = asyncio.create_task(bot.get_updates(timeout=20, offset=-1))
        assert (await poll)[0].my_chat_member.new_chat_member.status == "member"
        poll = asyncio.create_task(
            bot.get_updates(timeout=20, offset=server.pending_updates[0] + 1)
        )
        await server.wait_for(lambda: server.world.updates.is_polled, timeout=5)
        server.send(chat, ann, "hi")
        assert (await asyncio.wait_for(poll, 5))[0].message.text == "hi"
        group = server.add_group("Group", [ann])
        server.promote(group)
        members = await bot.get_chat_administrators(group["id"])
        assert {member.status for member in members} == {"creator", "administrator"}
        assert (await bot.get_chat(group["id"])).permissions.can_send_messages is True
    assert raised == ["RetryAfter", "Forbidden", "BadRequest"]
