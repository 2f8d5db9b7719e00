"""Both pages: only this machine, and no page but the own one, is answered."""

import socket

import pytest

from bot.commands.serve.site import Site as CheckSite
from bot.demo.page.site import Site as DemoSite

FILES = ["/static/main.js", "/static/loopback/build.js"]
READS = {CheckSite: ["/pages/verify", *FILES], DemoSite: ["/api/scene", *FILES]}
MISSING = ["/none", "/check", "/pages/none", "/api/files/none", "/static/none"]


async def test_it_listens_on_loopback_alone(caller):
    assert caller.site._runner.addresses == [("127.0.0.1", caller.port)]
    with socket.socket() as other, pytest.raises(OSError, match="refused"):
        other.connect(("127.0.0.2", caller.port))


async def test_a_name_that_leads_here_by_rebinding_is_refused(caller):
    port = caller.port
    for path in ("/", *READS[type(caller.site)]):
        for host in (f"localhost:{port}", f"127.0.0.1:{port}"):
            assert await caller.read(path, Host=host) == 200, (path, host)
        foreign = (f"evil.example:{port}", "127.0.0.1", "127.0.0.1:1", f"127.0.0.1.nip.io:{port}")
        for host in foreign:
            assert await caller.read(path, Host=host) == 403, (path, host)


async def test_other_sites_may_lead_here_but_not_read(caller):
    for how in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}):
        assert await caller.read("/", **how) == 200
        for path in (*READS[type(caller.site)], "/api/stories"):
            assert await caller.read(path, **how) == 403, path
    for path in READS[type(caller.site)]:
        assert await caller.read(path, **{"Sec-Fetch-Site": "same-origin"}) == 200, path
        assert await caller.read(path, Origin="http://evil.example") == 403, path


async def test_every_answer_forbids_what_comes_from_elsewhere_and_is_kept_nowhere(caller):
    images = "'self' blob:" if isinstance(caller.site, DemoSite) else "'self'"
    for path in ("/", *READS[type(caller.site)], *MISSING):
        response, _ = await caller.get(path)
        policy = response.headers["Content-Security-Policy"]
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        assert rules["default-src"] == "'none'"
        assert rules["frame-ancestors"] == rules["form-action"] == rules["base-uri"] == "'none'"
        assert "unsafe" not in policy
        assert "http" not in policy
        assert {rules[f"{kind}-src"] for kind in ("script", "style", "connect")} == {"'self'"}
        assert rules["img-src"] == images
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("folder", ["/static", "/static/loopback"])
@pytest.mark.parametrize("file", ["../site.py", "%2e%2e/site.py", ""])
async def test_nothing_but_its_own_files(caller, folder, file):
    assert await caller.read(f"{folder}/{file}") in (403, 404)
