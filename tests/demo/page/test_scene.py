"""What the page is told: everything at first, then what happens."""

import asyncio
import json

from tests.demo.page.conftest import SAMPLES


async def load(page) -> dict:
    response, _ = await page.get("/api/scene")
    assert response.status == 200
    return await response.json()


async def test_the_scene_has_people_chats_words_and_samples(page, words):
    await page.send("hello")
    scene = await load(page)
    assert [each["role"] for each in scene["people"]] == ["member", "admin", "fixer"]
    private, group = scene["chats"]
    assert [each["text"] for each in private["messages"]] == ["hello"]
    assert private["people"] == [page.cast.people["member"]["id"]]
    assert group["title"] == words["group"]
    assert len(group["people"]) == 3
    assert group["people"][-1:] == group["admins"] == [page.cast.people["admin"]["id"]]
    assert group["messages"][0]["new_chat_members"][0]["first_name"] == words["bot"]
    assert scene["samples"] == SAMPLES
    assert scene["words"] == words
    assert page.server.token not in json.dumps(scene)


async def test_what_the_bot_says_of_itself_is_shown(page):
    assert (await load(page))["description"] == ""
    page.server.profile.descriptions[""] = "any"
    page.server.profile.descriptions["zh"] = "chinese"
    assert (await load(page))["description"] == "chinese"


async def test_stories_come_as_they_happen_and_end_with_the_reader(page):
    url = f"{page.site.address}api/stories"
    async with page.session.get(url) as stream:
        assert stream.content_type == "text/event-stream"
        assert await stream.content.readuntil(b"\n\n") == b": here\n\n"
        sent = await page.send("line one\nline two")
        line = await asyncio.wait_for(stream.content.readuntil(b"\n\n"), 5)
        story = json.loads(line.removeprefix(b"data: "))
        assert (story["event"], story["message"]) == ("sent", sent)
        assert len(page.server.world.listeners) == 1
    await page.server.wait_for(lambda: not page.server.world.listeners, timeout=5)


async def test_a_quiet_line_says_that_it_is_still_there(page, monkeypatch):
    monkeypatch.setattr("bot.demo.page.site._STILL_HERE", 0.02)
    async with page.session.get(f"{page.site.address}api/stories") as stream:
        for _ in range(3):
            line = await asyncio.wait_for(stream.content.readuntil(b"\n\n"), 5)
            assert line == b": here\n\n"
