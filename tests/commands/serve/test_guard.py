"""Only this machine, and no page but the own one, is answered."""

import socket

import pytest

ROW = {"text": "加微信办理"}
PATHS = ["/", "/static/main.js", "/pages/verify"]


async def read(caller, path: str, **headers: str) -> int:
    response, _ = await caller.get(path, **headers)
    return response.status


async def test_it_listens_on_loopback_alone(caller):
    assert caller.site._runner.addresses == [("127.0.0.1", caller.port)]
    with socket.socket() as other, pytest.raises(OSError, match="refused"):
        other.connect(("127.0.0.2", caller.port))


@pytest.mark.parametrize("path", PATHS)
async def test_a_name_that_leads_here_by_rebinding_is_refused(caller, path):
    port = caller.port
    for host in (f"localhost:{port}", f"127.0.0.1:{port}"):
        assert await read(caller, path, Host=host) == 200
    for host in (f"evil.example:{port}", "127.0.0.1", "127.0.0.1:1", f"127.0.0.1.nip.io:{port}"):
        assert await read(caller, path, Host=host) == 403, host
        status, said = await caller.ask("check", ROW, Host=host)
        assert (status, set(said)) == (403, {"id", "error"})


@pytest.mark.parametrize("path", ["check", "sheet"])
async def test_another_page_may_not_ask(caller, path):
    own = caller.site.address.rstrip("/")
    for origin in ("http://evil.example", "null", "", own.replace("http:", "https:"), f"{own}1"):
        assert (await caller.ask(path, ROW, Origin=origin))[0] == 403, origin
    for site in ("cross-site", "same-site"):
        assert (await caller.ask(path, ROW, **{"Sec-Fetch-Site": site}))[0] == 403, site
    assert (await caller.ask(path, ROW, Origin=own))[0] == 200
    page = {"Origin": own, "Sec-Fetch-Site": "same-origin"}
    assert (await caller.ask(path, ROW, **page))[0] == 200


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
async def test_what_a_form_of_another_page_could_send_is_refused(caller, kind):
    status, said = await caller.send("check", b'{"text": "x"}', **{"Content-Type": kind})
    assert (status, set(said)) == (415, {"id", "error"})


async def test_other_sites_may_lead_here_but_not_read(caller):
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert await read(caller, "/", **elsewhere) == 200
    assert await read(caller, "/pages/verify", **elsewhere) == 403
    assert await read(caller, "/static/main.js", **elsewhere) == 403


@pytest.mark.parametrize("path", [*PATHS, "/none", "/check", "/pages/none"])
async def test_every_answer_forbids_what_comes_from_elsewhere_and_is_kept_nowhere(caller, path):
    response, _ = await caller.get(path)
    policy = response.headers["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["frame-ancestors"] == rules["form-action"] == rules["base-uri"] == "'none'"
    assert "unsafe" not in policy
    assert "http" not in policy
    assert {rules[f"{kind}-src"] for kind in ("script", "style", "connect", "img")} == {"'self'"}
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("path", ["/static/../site.py", "/static/%2e%2e/site.py", "/static/"])
async def test_nothing_but_its_own_files(caller, path):
    assert await read(caller, path) in (403, 404)
