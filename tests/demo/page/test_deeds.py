"""What the people of the page do arrives at the server, and nothing else does."""

import pytest

from bot.demo.page.deeds import find_picture_type
from tests.demo.page.conftest import PNG

KEYS = [[{"text": "A", "callback_data": "a"}]]


def show(page, **content: object) -> dict:
    """A message of the bot in the private chat."""
    world = page.server.world
    room = world.chats[page.cast.private]
    post = world.add_post(room, {"from": page.server.bot}, {"text": "x"} | content)
    return world.render(room, post)


async def test_writing_changing_and_deleting(page):
    first = await page.send("one")
    member = page.cast.people["member"]["id"]
    place = {"chat": page.cast.private, "person": member}
    _, second = await page.do("send", **place, text="two", reply_to=first["message_id"])
    assert second["reply_to_message"]["text"] == "one"
    _, edited = await page.do("edit", **place, message=first["message_id"], text="three")
    assert edited["text"] == "three"
    await page.do("delete", **place, message=second["message_id"])
    assert [each["text"] for each in page.server.messages(page.cast.private)] == ["three"]


async def test_everybody_writes_in_the_group_in_their_own_name(page):
    for role, user in page.cast.people.items():
        message = await page.send(role, role, page.cast.group)
        assert message["from"]["id"] == user["id"]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"chat": 1}, 403),
        ({"chat": None}, 403),
        ({"person": 1}, 403),
        ({"text": ""}, 400),
        ({"text": "x" * 4097}, 400),
        ({"text": 5}, 400),
        ({"text": None}, 400),
        ({"reply_to": 999999}, 400),
        ({"reply_to": []}, 400),
    ],
)
async def test_what_cannot_be_sent(page, change, status):
    member = page.cast.people["member"]["id"]
    asked = {"chat": page.cast.private, "person": member, "text": "x"} | change
    assert await page.do("send", **asked) == (status, {"error": "failed"})
    assert page.server.messages(page.cast.private) == []


async def test_a_private_chat_is_one_persons(page):
    admin = page.cast.people["admin"]["id"]
    assert (await page.do("send", chat=page.cast.private, person=admin, text="x"))[0] == 403


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"\xff", b"[1]", b"null"])
async def test_a_body_that_is_no_object(page, body):
    url = f"{page.site.address}api/send"
    async with page.session.post(url, data=body, headers=page.head()) as response:
        assert (response.status, await response.json()) in [
            (400, {"error": "failed"}),
            (403, {"error": "failed"}),
        ]


async def test_nobody_changes_the_words_of_another(page):
    own = await page.send("mine", "member", page.cast.group)
    bots = show(page)
    admin, member = (page.cast.people[role]["id"] for role in ("admin", "member"))
    asked = {"chat": page.cast.group, "person": admin, "message": own["message_id"], "text": "x"}
    assert (await page.do("edit", **asked))[0] == 403
    asked = {"chat": page.cast.private, "person": member, "message": bots["message_id"]}
    assert (await page.do("edit", **asked, text="x"))[0] == 403


async def test_pressing_a_button(page):
    shown = show(page, reply_markup={"inline_keyboard": KEYS})
    member = page.cast.people["member"]["id"]
    asked = {"chat": page.cast.private, "person": member, "message": shown["message_id"]}
    status, answer = await page.do("press", **asked, data="a")
    assert status == 200
    assert page.server.callback_answer(answer["query"]) is None
    assert (await page.do("press", **asked, data="b"))[0] == 400


async def test_a_picture_goes_up_and_comes_down(page):
    status, message = await page.upload(PNG, caption="sms")
    assert (status, message["caption"]) == (200, "sms")
    address = f"/api/files/{message['photo'][-1]['file_id']}"
    response, content = await page.get(address)
    assert (response.content_type, content) == ("image/png", PNG)
    response, content = await page.get(f"{address}?save")
    assert response.headers["Content-Disposition"] == "attachment"


@pytest.mark.parametrize("content", [b"<script>alert(1)</script>", b"<svg onload='x'/>", b"%PDF-1"])
async def test_a_file_comes_down_as_bytes_to_save(page, content):
    status, message = await page.upload(content, "letter.html", **{"as": "document"})
    assert (status, message["document"]["file_name"]) == (200, "letter.html")
    response, got = await page.get(f"/api/files/{message['document']['file_id']}")
    assert got == content
    assert response.content_type == "application/octet-stream"
    assert response.headers["Content-Disposition"] == "attachment"


async def test_a_reply_may_be_a_picture(page):
    first = await page.send("one")
    _, message = await page.upload(PNG, reply_to=str(first["message_id"]))
    assert message["reply_to_message"]["message_id"] == first["message_id"]


@pytest.mark.parametrize(
    ("content", "fields", "status", "error"),
    [
        (b"no picture", {}, 400, "picture"),
        (b"RIFF0000AVI ", {}, 400, "picture"),
        (b"", {}, 400, "picture"),
        (PNG, {"caption": "x" * 1025}, 400, "too_long"),
        (PNG, {"chat": "1"}, 403, "failed"),
        (PNG, {"chat": "x"}, 400, "failed"),
        (PNG, {"reply_to": "999"}, 400, "failed"),
    ],
)
async def test_uploads_that_are_refused(page, content, fields, status, error):
    assert await page.upload(content, **fields) == (status, {"error": error})
    assert page.server.messages(page.cast.private) == []


async def test_uploads_are_bounded_one_by_one_and_together(page, monkeypatch):
    monkeypatch.setattr("bot.demo.page.deeds.DOWNLOAD_BYTES", 100)
    monkeypatch.setattr("bot.demo.page.deeds.KEPT_BYTES", 200)
    assert await page.upload(PNG + bytes(100)) == (413, {"error": "too_large"})
    for _ in range(2):
        assert (await page.upload(PNG))[0] == 200
    assert await page.upload(PNG) == (413, {"error": "full"})


async def test_a_body_larger_than_any_file_is_not_read_to_its_end(page):
    await page.site.stop()
    page.site.build_app, build = None, page.site.build_app
    small = build()
    small._client_max_size = 1000
    page.site.build_app = lambda: small
    await page.site.start()
    assert await page.upload(bytes(5000)) == (413, {"error": "too_large"})


async def test_what_is_on_no_shelf(page):
    response, _ = await page.get("/api/files/none")
    assert response.status == 404


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\0\0\0\0WEBPVP8", "image/webp"),
        (b"<svg xmlns=", None),
        (b"", None),
    ],
)
def test_pictures_are_known_by_their_first_bytes(head, kind):
    assert find_picture_type(head) == kind


async def test_the_commands_of_a_kind_of_chat_come_before_the_default_ones(page):
    async def names(chat: int) -> list[str]:
        response, body = await page.get(f"/api/commands?chat={chat}")
        return [each["command"] for each in await response.json()] if body else []

    kept = page.server.profile.commands
    assert await names(page.cast.private) == []
    kept["default", ""] = [{"command": "start", "description": "x"}]
    kept["all_group_chats", "zh"] = [{"command": "check", "description": "x"}]
    assert await names(page.cast.private) == ["start"]
    assert await names(page.cast.group) == ["check"]
