"""Files in both directions."""

import json

import aiohttp
import pytest

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


async def upload(api, method: str, field: str, content: bytes, **params: str) -> tuple[int, dict]:
    form = aiohttp.FormData()
    for name, value in params.items():
        form.add_field(name, value)
    form.add_field(field, content, filename="a.png", content_type="image/png")
    url = f"{api.server.api_url}{api.server.token}/{method}"
    async with api.session.post(url, data=form) as response:
        return response.status, await response.json()


async def download(api, path: str, token: str | None = None) -> tuple[int, bytes]:
    url = f"{api.server.file_url}{token or api.server.token}/{path}"
    async with api.session.get(url) as response:
        return response.status, await response.read()


async def test_a_persons_picture_can_be_fetched(api, server, ann):
    photo = server.send(ann["id"], ann, photo=PNG)["photo"][-1]
    got = await api.ok("getFile", file_id=photo["file_id"])
    assert got["file_size"] == len(PNG)
    assert got["file_unique_id"] == photo["file_unique_id"]
    assert await download(api, got["file_path"]) == (200, PNG)
    assert (await download(api, "photos/none.jpg"))[0] == 404
    assert (await download(api, got["file_path"], token="1:A"))[0] == 401


async def test_what_cannot_be_fetched(api, server, ann, monkeypatch):
    monkeypatch.setattr("bot.demo.queries.DOWNLOAD_BYTES", 1000)
    assert await api.refused("getFile") == (400, "Bad Request: file_id not specified")
    assert await api.refused("getFile", file_id="x") == (400, "Bad Request: invalid file_id")
    big = server.send(ann["id"], ann, document=bytes(1001))["document"]
    refused = await api.refused("getFile", file_id=big["file_id"])
    assert refused == (400, "Bad Request: file is too big")


async def test_an_uploaded_photo_is_stored_with_its_caption(api, ann):
    chat = {"chat_id": str(ann["id"]), "caption": "<b>x</b>", "parse_mode": "HTML"}
    status, body = await upload(api, "sendPhoto", "photo", PNG, **chat)
    sent = body["result"]
    assert status == 200
    assert (sent["caption"], sent["caption_entities"][0]["type"]) == ("x", "bold")
    got = await api.ok("getFile", file_id=sent["photo"][-1]["file_id"])
    assert await download(api, got["file_path"]) == (200, PNG)
    again = await api.ok("sendPhoto", chat_id=ann["id"], photo=sent["photo"][0]["file_id"])
    assert "caption" not in again
    edited = await api.ok(
        "editMessageCaption", chat_id=ann["id"], message_id=sent["message_id"], caption="y"
    )
    assert edited["caption"] == "y"
    refused = await api.refused(
        "editMessageText", chat_id=ann["id"], message_id=sent["message_id"], text="y"
    )
    assert refused == (400, "Bad Request: there is no text in the message to edit")


async def test_a_document_may_be_attached_by_name(api, server, ann):
    params = {"chat_id": str(ann["id"]), "document": "attach://letter"}
    status, body = await upload(api, "sendDocument", "letter", b"text", **params)
    assert status == 200
    assert body["result"]["document"]["file_name"] == "a.png"
    recorded = server.calls[-1].params
    assert recorded["chat_id"] == ann["id"]
    assert recorded["letter"].size == 4
    assert "text" not in repr(recorded["letter"])


@pytest.mark.parametrize(
    ("content", "params", "reason"),
    [
        (b"", {}, "file must be non-empty"),
        (b"no picture", {}, "IMAGE_PROCESS_FAILED"),
        (PNG, {"caption": "x" * 1025}, "message caption is too long"),
        (PNG, {"chat_id": "1"}, "chat not found"),
        (PNG, {"reply_parameters": "{"}, "can't parse reply parameters JSON object"),
    ],
)
async def test_photos_telegram_refuses(api, ann, content, params, reason):
    params = {"chat_id": str(ann["id"]), **params}
    status, body = await upload(api, "sendPhoto", "photo", content, **params)
    assert (status, body["description"]) == (400, f"Bad Request: {reason}")


@pytest.mark.parametrize(
    ("photo", "reason"),
    [
        (None, "there is no photo in the request"),
        ("attach://nowhere", "there is no photo in the request"),
        ("https://example.com/a.jpg", "failed to get HTTP URL content"),
        ("AgAC", "wrong remote file identifier specified: can't unserialize it"),
    ],
)
async def test_photos_that_are_not_there(api, ann, photo, reason):
    refused = await api.refused("sendPhoto", chat_id=ann["id"], photo=photo)
    assert refused == (400, f"Bad Request: {reason}")


async def test_no_right_to_send_photos(api, server, group):
    server.set_rights(group, can_send=False)
    status, body = await upload(api, "sendPhoto", "photo", PNG, chat_id=str(group["id"]))
    assert status == 400
    assert "not enough rights to send photos to the chat" in json.dumps(body)


async def test_too_large_an_upload(api, server, monkeypatch):
    await server.stop()
    monkeypatch.setattr("bot.demo.telegram.UPLOAD_BYTES", 10_000)
    await server.start()
    status, body = await upload(api, "sendDocument", "document", bytes(10_000), chat_id="1")
    assert (status, body["description"]) == (413, "Request Entity Too Large")
    assert server.calls[-1].error_code == 413
