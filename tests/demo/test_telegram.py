"""The server as a whole: who may call, how calls are read, what goes wrong on order."""

import asyncio
import logging
import sys
import time

import aiohttp
import pytest

from bot.demo.telegram import TelegramServer


async def test_only_this_token_is_accepted(api, server):
    for token in ("1:AAA", server.token[:-1], "nonsense"):
        async with api.session.post(f"{server.api_url}{token}/getMe") as response:
            assert response.status == 401
            assert await response.json() == {
                "ok": False,
                "error_code": 401,
                "description": "Unauthorized",
            }


async def test_unknown_methods(api):
    assert await api.refused("getTheMoon") == (404, "Not Found")


async def test_get_me_by_any_spelling(api, server):
    me = await api.ok("GETME")
    assert me.items() >= server.bot.items()
    assert me["can_read_all_group_messages"] is False
    assert server.calls[-1].method == "getMe"


@pytest.mark.parametrize("way", ["query", "urlencoded", "multipart", "json"])
async def test_parameters_come_in_four_ways(api, server, ann, way):
    url = f"{server.api_url}{server.token}/sendMessage"
    keys = '{"inline_keyboard":[[{"text":"A","callback_data":"1"}]]}'
    params = {"chat_id": str(ann["id"]), "text": "007", "reply_markup": keys}
    if way == "query":
        response = await api.session.get(url, params=params)
    elif way == "json":
        response = await api.session.post(url, json=params)
    else:
        form = aiohttp.FormData(params)
        form._is_multipart = way == "multipart"
        response = await api.session.post(url, data=form)
    sent = (await response.json())["result"]
    assert (sent["text"], sent["reply_markup"]["inline_keyboard"][0][0]["text"]) == ("007", "A")
    recorded = server.calls[-1].params
    assert (recorded["chat_id"], recorded["text"]) == (ann["id"], "007")
    assert recorded["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "1"


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (b"{", "application/json", "can't parse JSON object"),
        (b"[1]", "application/json", "object expected"),
        (b"[" * 100_000, "application/json", "can't parse JSON object"),
        (b'{"text":"\xff"}', "application/json", "strings must be encoded in UTF-8"),
    ],
)
async def test_unreadable_bodies(api, server, body, content_type, reason):
    url = f"{server.api_url}{server.token}/sendMessage"
    headers = {"Content-Type": content_type}
    async with api.session.post(url, data=body, headers=headers) as response:
        assert response.status == 400
        assert (await response.json())["description"] == f"Bad Request: {reason}"


async def test_misspelled_parameters_are_ignored_and_remembered(api, server, ann):
    keys = [[{"text": "A", "callback_data": "a", "colour": "red", "copy_text": None}]]
    sent = await api.ok(
        "sendMessage",
        chat_id=ann["id"],
        text="x",
        disable_notifications=True,
        reply_parameters={"message_id": 0, "allow_without_reply": True},
        reply_markup={"inline_keyboard": keys},
        link_preview_options={"disabled": True},
    )
    assert sent["text"] == "x"
    assert server.unknown_parameters == {
        ("sendMessage", "disable_notifications"),
        ("sendMessage", "reply_parameters.allow_without_reply"),
        ("sendMessage", "reply_markup.inline_keyboard.colour"),
        ("sendMessage", "link_preview_options.disabled"),
    }


async def test_commands_and_descriptions(api, server):
    commands = [{"command": "start", "description": "Begin"}]
    scope = {"type": "all_group_chats"}
    assert await api.ok("setMyCommands", commands=commands)
    assert await api.ok("getMyCommands") == commands
    assert await api.ok("getMyCommands", scope=scope) == []
    await api.ok("setMyCommands", commands=commands, scope=scope, language_code="zh")
    assert await api.ok("getMyCommands", scope=scope, language_code="zh") == commands
    for command, reason in (
        ({"command": "Start!", "description": "x"}, "BOT_COMMAND_INVALID"),
        ({"command": "start", "description": ""}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ):
        refused = await api.refused("setMyCommands", commands=[command])
        assert refused == (400, f"Bad Request: {reason}")
    await api.ok("setMyDescription", description="long")
    await api.ok("setMyShortDescription", short_description="short", language_code="zh")
    assert await api.ok("getMyDescription") == {"description": "long"}
    assert await api.ok("getMyShortDescription") == {"short_description": ""}
    assert server.profile.short_descriptions == {"zh": "short"}


async def test_calls_are_recorded(api, server, ann, clock):
    await api.ok("sendMessage", chat_id=ann["id"], text="x")
    await api.refused("sendMessage", chat_id=ann["id"], text="")
    good, bad = server.calls
    assert (good.method, good.ok, good.error_code, good.time) == (
        "sendMessage",
        True,
        None,
        clock(),
    )
    assert (bad.ok, bad.error_code, bad.params["text"]) == (False, 400, "")
    assert "params" not in repr(good)


async def test_failures_on_order(api, server, ann, bob):
    server.private_chat(bob)
    server.fail("sendMessage", error_code=429, retry_after=7, chat_id=bob["id"])
    server.fail("sendMessage", error_code=502, times=2)
    one = {"chat_id": ann["id"], "text": "x"}
    assert await api.refused("sendMessage", **one) == (502, "Bad Gateway")
    status, body = await api.call("sendMessage", chat_id=bob["id"], text="x")
    assert (status, body["parameters"]) == (429, {"retry_after": 7})
    assert body["description"] == "Too Many Requests: retry after 7"
    assert await api.refused("sendMessage", **one) == (502, "Bad Gateway")
    assert await api.ok("sendMessage", **one)
    server.fail("*", error_code=400, description="Bad Request: as ordered")
    assert await api.refused("getMe") == (400, "Bad Request: as ordered")
    assert len(server.messages(ann["id"])) == 1


async def test_dropped_connections(api, server, ann):
    server.drop("sendMessage", after=True)
    server.drop("sendMessage", after=False)
    for _ in range(2):
        with pytest.raises(aiohttp.ClientConnectionError):
            await api.call("sendMessage", chat_id=ann["id"], text="x")
    assert len(server.messages(ann["id"])) == 1
    assert [(call.ok, call.error_code) for call in server.calls] == [(True, None), (False, None)]
    assert await api.ok("sendMessage", chat_id=ann["id"], text="x")


async def test_delays(api, server, ann):
    server.delay("sendMessage", 0.3)
    began = time.monotonic()
    await api.ok("sendMessage", chat_id=ann["id"], text="x")
    assert time.monotonic() - began >= 0.3
    server.delay("sendMessage", 0)
    began = time.monotonic()
    await api.ok("sendMessage", chat_id=ann["id"], text="x")
    assert time.monotonic() - began < 0.3


async def test_a_caller_killed_while_its_message_is_under_way(api, server, ann, monkeypatch):
    arrived = asyncio.Event()
    monkeypatch.setattr(server.world.faults, "find_delay", lambda _: arrived.set() or 0.1)
    call = asyncio.create_task(api.call("sendMessage", chat_id=ann["id"], text="x"))
    await asyncio.wait_for(arrived.wait(), 5)
    assert server.messages(ann["id"]) == []
    call.cancel()
    await server.wait_for(lambda: server.messages(ann["id"]), timeout=5)
    assert await api.ok("sendMessage", chat_id=ann["id"], text="x")


POLL_FOR_EVER = """
import sys, urllib.request
while True:
    with urllib.request.urlopen(sys.argv[1] + "/getUpdates?timeout=30") as answer:
        print(len(answer.read()), flush=True)
"""


async def test_a_process_killed_while_it_polls(api, server, ann):
    url = server.api_url + server.token
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", POLL_FOR_EVER, url, stdout=asyncio.subprocess.PIPE
    )
    server.send(ann["id"], ann, "one")
    await process.stdout.readline()
    await api.ok("getUpdates", offset=server.pending_updates[0] + 1)
    await server.wait_for(lambda: server.world.updates.is_polled, timeout=5)
    process.kill()
    await process.wait()
    server.send(ann["id"], ann, "two")
    assert [update["message"]["text"] for update in await api.ok("getUpdates")] == ["two"]
    assert server.pending_updates


async def test_half_a_request_harms_nobody(api, server):
    host, port = "127.0.0.1", server.port
    for fragment in (
        b"POST /bot",
        b"POST /botx/getMe HTTP/1.1\r\nContent-Length: 9\r\n\r\n{",
        b"\0\xff",
    ):
        _, writer = await asyncio.open_connection(host, port)
        writer.write(fragment)
        await writer.drain()
        writer.transport.abort()
    assert await api.ok("getMe")


async def test_an_outage_forgets_nothing(api, server, ann):
    server.send(ann["id"], ann, "before")
    port = server.port
    await api.ok("getUpdates", offset=server.pending_updates[0] + 1)
    poll = await api.start_poll()
    await server.stop()
    await asyncio.gather(poll, return_exceptions=True)
    server.send(ann["id"], ann, "meanwhile")
    with pytest.raises(aiohttp.ClientConnectionError):
        await api.call("getMe")
    await server.start(port=port)
    assert [update["message"]["text"] for update in await api.ok("getUpdates")] == ["meanwhile"]


async def test_a_crash_of_ours_is_an_answer_and_kept(api, server, ann, monkeypatch):
    monkeypatch.setitem(server.world.chats, ann["id"], None)
    refused = await api.refused("sendMessage", chat_id=ann["id"], text="x")
    assert refused == (500, "Internal Server Error")
    assert [type(crash) for crash in server.crashes] == [AttributeError]
    server.crashes.clear()


async def test_nothing_is_logged_or_printed(api, server, ann, caplog, capsys):
    caplog.set_level(logging.DEBUG)
    server.drop("sendMessage")
    server.send(ann["id"], ann, "secret-in")
    with pytest.raises(aiohttp.ClientConnectionError):
        await api.call("sendMessage", chat_id=ann["id"], text="secret-out")
    url = f"{server.api_url}{server.token}/sendMessage"
    async with api.session.get(url, params={"chat_id": ann["id"], "text": "secret-out"}):
        pass
    await api.refused("sendMessage", chat_id=ann["id"], text="<secret-out>", parse_mode="HTML")
    for request in (b"secret-out\r\n\r\n", b"POST / HTTP/1.1\r\nsecret-out\r\n\r\n"):
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(request)
        assert b"400" in await reader.readline()
        writer.close()
    captured = capsys.readouterr()
    said = caplog.text + captured.out + captured.err
    assert "secret" not in said
    assert server.token not in said


def test_tokens_look_like_telegrams():
    first, second = TelegramServer().token, TelegramServer().token
    assert first != second
    assert len(first.partition(":")[2]) == 35
    assert TelegramServer(token="1:AAA").token == "1:AAA"
