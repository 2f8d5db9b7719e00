"""Nothing is done for anybody but this page."""

import pytest

from bot.loopback.guard import TOKEN_HEADER


@pytest.mark.parametrize(
    "change",
    [
        {TOKEN_HEADER: ""},
        {TOKEN_HEADER: "wrong"},
        {TOKEN_HEADER: "\u00e9"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": None},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
@pytest.mark.parametrize("deed", ["send", "edit", "delete", "press", "upload"])
async def test_a_write_needs_the_token_and_the_own_origin(page, deed, change):
    url = f"{page.site.address}api/{deed}"
    before = len(page.server.messages(page.cast.private))
    asked = {"chat": page.cast.private, "person": page.cast.private, "text": "x"}
    head = {name: value for name, value in (page.head() | change).items() if value is not None}
    async with page.session.post(url, json=asked, headers=head) as response:
        assert response.status == 403
    assert len(page.server.messages(page.cast.private)) == before


async def test_a_fault_of_ours_tells_nothing(page, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("words of a user")

    monkeypatch.setattr(page.server, "send", fail)
    asked = {"chat": page.cast.private, "person": page.cast.private, "text": "x"}
    assert await page.do("send", **asked) == (500, {"error": "failed"})
    assert [str(crash) for crash in page.site.guard.crashes] == ["words of a user"]
    page.site.guard.crashes.clear()
