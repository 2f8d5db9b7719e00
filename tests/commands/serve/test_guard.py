"""What only this machine's programs may ask, and in which form the others are refused."""

import pytest

ROW = {"text": "加微信办理"}


async def test_a_name_that_leads_here_by_rebinding_is_refused(caller):
    for host in (f"evil.example:{caller.port}", "127.0.0.1", "127.0.0.1:1"):
        status, said = await caller.ask("check", ROW, Host=host)
        assert (status, set(said)) == (403, {"id", "error"})


@pytest.mark.parametrize("path", ["check", "sheet"])
async def test_another_page_may_not_ask(caller, path):
    own = caller.origin
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
