"""The network layer against a real server on loopback."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from aiohttp import web
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Conflict, NetworkError, RetryAfter, TimedOut

from bot.delivery.bot import UpdatesBot
from bot.delivery.request import AiohttpRequest

TOKEN = "123456:AAtokenThatMustNotBeSeen"


class Server:
    """Answers every method with what the test wants and keeps what came in."""

    def __init__(self) -> None:
        self.fields: dict[str, Any] = {}
        self.files: dict[str, tuple[str, bytes]] = {}
        self.answer: dict[str, Any] = {"ok": True, "result": True}
        self.delay = 0.0
        self.cut = False

    async def handle(self, request: web.Request) -> web.Response:
        if self.delay:
            await asyncio.sleep(self.delay)
        if self.cut:
            assert request.transport is not None
            request.transport.abort()
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                self.files[name] = (value.filename, value.file.read())
            else:
                self.fields[name] = value
        return web.json_response(self.answer, status=self.answer.get("error_code", 200))


@pytest.fixture
def server() -> Server:
    return Server()


def connect(port: int) -> UpdatesBot:
    return UpdatesBot(
        token=TOKEN,
        base_url=f"http://127.0.0.1:{port}/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
    )


async def open_requests(bot: UpdatesBot) -> None:
    for each in bot._request:
        await each.initialize()


async def close_requests(bot: UpdatesBot) -> None:
    for each in bot._request:
        await each.shutdown()
        await each.shutdown()  # harmless when it is closed


@pytest.fixture
async def bot(server: Server) -> AsyncIterator[UpdatesBot]:
    app = web.Application()
    app.router.add_route("*", "/bot{token}/{method}", server.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    bot = connect(runner.addresses[0][1])
    await open_requests(bot)
    yield bot
    await close_requests(bot)
    await runner.cleanup()


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@pytest.fixture
def deaf_port() -> Iterator[int]:
    """A port whose queue of connections is full: whoever connects waits."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        port = int(listening.getsockname()[1])
        queued = [socket.socket() for _ in range(4)]
        for each in queued:
            each.setblocking(False)
            each.connect_ex(("127.0.0.1", port))
        yield port
        for each in queued:
            each.close()


def said(error: BaseException) -> str:
    """All that a traceback of the error could print."""
    words, seen = [], error
    while seen is not None:
        words.append(repr(seen) + str(seen))
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "\n".join(words)


SENT = {"message_id": 1, "date": 1_780_000_000, "chat": {"id": 5, "type": "private"}}


async def test_a_call_is_a_form_with_json_inside(bot, server):
    server.answer["result"] = SENT
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("为什么", callback_data="w::")]])
    await bot.send_message(5, "你好 & <b>\n", reply_markup=keyboard, parse_mode="HTML")
    assert server.fields["chat_id"] == "5"
    assert server.fields["text"] == "你好 & <b>\n"
    assert '"callback_data"' in server.fields["reply_markup"]
    assert server.files == {}


async def test_a_file_is_sent_whole_beside_the_fields(bot, server):
    server.answer["result"] = SENT
    content = bytes(range(256)) * 1_000
    await bot.send_document(5, content, filename="report.txt", caption="说明")
    assert server.fields["chat_id"] == "5"
    assert server.fields["caption"] == "说明"
    assert list(server.files.values()) == [("report.txt", content)]


async def test_a_file_keeps_its_chinese_name(bot, server):
    server.answer["result"] = SENT
    await bot.send_document(5, b"x", filename="报告.txt")
    assert [name for name, _ in server.files.values()] == ["报告.txt"]


async def test_raw_updates_come_as_telegram_sent_them(bot, server):
    server.answer["result"] = [{"update_id": 1, "message": "of any shape"}]
    assert await bot.fetch_updates(None, 100, 0, ["message"]) == server.answer["result"]
    assert "offset" not in server.fields
    assert server.fields["allowed_updates"] == '["message"]'
    await bot.fetch_updates(0, 7, 0, ["message"])
    assert (server.fields["offset"], server.fields["limit"]) == ("0", "7")


async def test_updates_that_are_no_list_are_none(bot, server):
    server.answer["result"] = {"strange": True}
    assert await bot.fetch_updates(None, 100, 0, ["message"]) == []


@pytest.mark.parametrize(
    ("code", "more", "error"),
    [
        (400, {"description": "Bad Request: chat not found"}, BadRequest),
        (409, {"description": "Conflict: terminated by other getUpdates request"}, Conflict),
        (429, {"description": "Too Many", "parameters": {"retry_after": 3}}, RetryAfter),
        (502, {"description": "Bad Gateway"}, NetworkError),
    ],
)
async def test_telegrams_refusals_arrive_as_errors(bot, server, code, more, error):
    server.answer = {"ok": False, "error_code": code, **more}
    with pytest.raises(error):
        await bot.send_message(5, "x")


async def test_an_answer_that_does_not_come_is_a_time_out(bot, server):
    server.delay = 5
    begin = asyncio.get_running_loop().time()
    with pytest.raises(TimedOut) as caught:
        await bot.send_message(5, "x", read_timeout=0.05)
    assert asyncio.get_running_loop().time() - begin < 2
    assert TOKEN not in said(caught.value)


async def test_a_connection_cut_in_the_middle_is_a_network_error(bot, server):
    server.cut = True
    with pytest.raises(NetworkError) as caught:
        await bot.send_message(5, "x")
    assert not isinstance(caught.value, TimedOut)
    assert TOKEN not in said(caught.value)


async def test_a_refused_connection_is_a_network_error_without_the_token(closed_port):
    bot = connect(closed_port)
    await open_requests(bot)
    with pytest.raises(NetworkError) as caught:
        await bot.send_message(5, "x")
    await close_requests(bot)
    assert TOKEN not in said(caught.value)
    assert str(closed_port) not in str(caught.value)


async def slow_connect(port: int) -> TimedOut:
    bot = connect(port)
    await open_requests(bot)
    with pytest.raises(TimedOut) as caught:
        await bot.send_message(5, "x", connect_timeout=0.2)
    await close_requests(bot)
    return caught.value


async def test_a_connection_that_does_not_come_about_is_a_time_out(deaf_port):
    assert TOKEN not in str(await slow_connect(deaf_port))


async def test_a_slow_connection_keeps_the_token_out_of_tracebacks(deaf_port):
    assert TOKEN not in said(await slow_connect(deaf_port))


async def test_a_host_that_does_not_exist_is_a_network_error():
    request = AiohttpRequest()
    await request.initialize()
    with pytest.raises(NetworkError) as caught:
        await request.do_request(f"http://no-such-host.invalid/bot{TOKEN}/getMe", "POST")
    await request.shutdown()
    assert TOKEN not in said(caught.value)


async def test_before_it_is_open_a_call_is_a_network_error():
    with pytest.raises(NetworkError):
        await AiohttpRequest().do_request("http://127.0.0.1/", "POST")


async def test_it_can_be_opened_again(bot, server):
    await close_requests(bot)
    await open_requests(bot)
    server.answer["result"] = SENT
    assert (await bot.send_message(5, "x")).message_id == 1


async def test_many_calls_at_once(bot, server):
    server.answer["result"] = SENT
    server.delay = 0.1
    begin = asyncio.get_running_loop().time()
    await asyncio.gather(*(bot.send_message(5, str(each)) for each in range(100)))
    assert asyncio.get_running_loop().time() - begin < 5
