"""Only this page, in a browser on this machine, is answered."""

import socket

import pytest

from bot.demo.page.guard import TOKEN_HEADER


async def read(page, path: str, **headers: str) -> int:
    response, _ = await page.get(path, **headers)
    return response.status


async def test_it_listens_on_loopback_alone(page):
    port = int(page.site.address.rstrip("/").rsplit(":", 1)[1])
    (address,) = page.site._runner.addresses
    assert address == ("127.0.0.1", port)
    with socket.socket() as other, pytest.raises(OSError, match="refused"):
        other.connect(("127.0.0.2", port))


@pytest.mark.parametrize("path", ["/", "/api/scene", "/static/main.js"])
async def test_a_name_that_leads_here_by_rebinding_is_refused(page, path):
    port = page.site.address.rstrip("/").rsplit(":", 1)[1]
    assert await read(page, path, Host=f"localhost:{port}") == 200
    for host in (f"evil.example:{port}", "127.0.0.1", "127.0.0.1:1", f"127.0.0.1.nip.io:{port}"):
        assert await read(page, path, Host=host) == 403, host


@pytest.mark.parametrize(
    "change",
    [
        {TOKEN_HEADER: ""},
        {TOKEN_HEADER: "wrong"},
        {TOKEN_HEADER: "\u00e9"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
    ],
)
@pytest.mark.parametrize("deed", ["send", "edit", "delete", "press", "upload"])
async def test_a_write_needs_the_token_and_the_own_origin(page, deed, change):
    url = f"{page.site.address}api/{deed}"
    before = len(page.server.messages(page.cast.private))
    asked = {"chat": page.cast.private, "person": page.cast.private, "text": "x"}
    async with page.session.post(url, json=asked, headers=page.head() | change) as response:
        assert response.status == 403
    assert len(page.server.messages(page.cast.private)) == before


async def test_other_sites_may_lead_here_but_not_read(page):
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert await read(page, "/", **elsewhere) == 200
    assert await read(page, "/api/scene", **elsewhere) == 403
    assert await read(page, "/api/stories", **elsewhere) == 403
    assert await read(page, "/api/scene", **{"Sec-Fetch-Site": "same-origin"}) == 200


@pytest.mark.parametrize("path", ["/", "/api/scene", "/static/main.js", "/api/files/none", "/no"])
async def test_every_answer_forbids_what_comes_from_elsewhere(page, path):
    response, _ = await page.get(path)
    policy = response.headers["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy
    assert "http" not in policy
    assert {rules[f"{kind}-src"] for kind in ("script", "style", "connect")} == {"'self'"}
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/static/../site.py", "/static/%2e%2e/site.py", "/static/"])
async def test_nothing_but_its_own_files(page, path):
    assert await read(page, path) in (403, 404)


async def test_a_fault_of_ours_tells_nothing(page, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("words of a user")

    monkeypatch.setattr(page.server, "send", fail)
    asked = {"chat": page.cast.private, "person": page.cast.private, "text": "x"}
    assert await page.do("send", **asked) == (500, {"error": "failed"})
    assert [str(crash) for crash in page.site.guard.crashes] == ["words of a user"]
    page.site.guard.crashes.clear()
