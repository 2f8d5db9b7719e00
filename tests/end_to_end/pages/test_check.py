"""The check page in a real browser: verdict, marks, question, JSON, keyboard, phone, paper."""

import json
from itertools import pairwise

import pytest
from playwright.async_api import Browser, expect

from bot.commands.serve.site import Site
from bot.views.verdict import is_small_talk
from tests.end_to_end.pages.browser import NARROW, PHONE, open_window
from tests.end_to_end.pages.windows import CheckWindow

pytestmark = pytest.mark.asyncio(loop_scope="session")

LOAN = "【马上消费金融】您的借款已逾期，请尽快还款"
LINKED = "【中国银行】请登录 www.boc-95566.top/ws 填写卡号和验证码解冻 😀 <b>x</b><img src=x>"
ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)> javascript:alert(3) 加微信 dk88661"


async def test_every_sample_gets_its_headline(window: CheckWindow, library, engine) -> None:
    texts = library.texts["zh-Hans"]
    for text in library.samples.values():
        await window.check(text)
        report = engine.analyze(text)
        if is_small_talk(report):
            expected = texts["check.found"]
        else:
            expected = f"{texts[f'authenticity.{report.authenticity}']} · "
        await expect(window.headline).to_contain_text(expected.strip())
        urgent = window.page.locator(".urgent")
        await expect(urgent).to_have_count(int(report.crisis))
        await expect(window.headline).to_be_focused()


async def test_paste_and_send_by_keyboard_alone(window: CheckWindow) -> None:
    page = window.page
    await page.evaluate("words => navigator.clipboard.writeText(words)", LOAN)
    await expect(page.locator("#text")).to_be_focused()
    await page.keyboard.press("Control+v")
    await page.keyboard.press("Tab")
    await expect(page.locator("#sender")).to_be_focused()
    await page.keyboard.press("Enter")
    await window.headline.wait_for()
    await expect(window.headline).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")  # the first answer
    await page.locator(".change").wait_for()
    for _ in range(20):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.id.startsWith('place-')"):
            break
    number = await page.evaluate("document.activeElement.textContent")
    await page.keyboard.press("Enter")
    assert await page.evaluate("location.hash") == f"#reason-{number}"
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.hash") == f"#place-{number}"


async def test_marks_and_reasons_belong_together(window: CheckWindow, library) -> None:
    await window.check(library.samples["scam"])
    page = window.page
    reasons = page.locator(".reasons li")
    count = await reasons.count()
    assert count > 5
    for number in range(1, count + 1):
        reason = page.locator(f"#reason-{number}")
        label = await page.locator(f"#place-{number}").get_attribute("aria-label")
        said = await reason.locator("p").inner_text()
        quote = await reason.locator("q").inner_text()
        assert said.removeprefix(quote).strip() in label
        marked = "".join(await page.locator(f'mark[data-numbers~="{number}"]').all_inner_texts())
        assert marked.startswith(quote.replace("\u2060", "").rstrip("…"))
        await page.locator(f"#place-{number}").focus()
        await expect(reason).to_have_class("lit")
    crossed = await page.locator('mark[data-numbers*=" "]').count()
    assert crossed > 0, "this sample has findings that overlap"


async def test_the_text_stays_what_was_pasted(window: CheckWindow) -> None:
    await window.check(LINKED)
    said = await window.page.locator("#said").evaluate(
        "node => [...node.childNodes].filter((each) => !each.matches?.('a'))"
        ".map((each) => each.textContent).join('')"
    )
    assert said.replace("[点]", ".") == LINKED
    assert "www[点]boc-95566[点]top" in said
    assert await window.page.locator("#sheet :is(a:not([href^='#']), img, b, script)").count() == 0


async def test_what_looks_like_code_is_only_text(window: CheckWindow) -> None:
    await window.check(ATTACK, sender="<b>1</b>")
    await expect(window.page.locator("#said")).to_contain_text("<script>alert(1)</script>")
    assert await window.page.locator("#sheet script, #sheet img").count() == 0


async def test_an_answer_changes_the_verdict_and_says_so(window: CheckWindow) -> None:
    await window.check(LOAN)
    await expect(window.headline).to_contain_text("看不出来")
    await window.answer("有")
    change = window.page.locator(".change")
    await expect(change).to_have_text(
        "你说：在那里有借款。结论从“看不出来”变成“符合正规通知的特征”。"
    )
    await expect(window.page.locator("#status")).to_contain_text("结论从")
    await expect(window.headline).to_be_focused()
    await window.answer("境外/+00")
    await expect(change).to_contain_text("境外号码")
    await window.check(LOAN)
    await expect(window.page.locator(".change")).to_have_count(0)


async def test_a_sender_counts(window: CheckWindow, library) -> None:
    court = "【杭州市西湖区人民法院】您有一份新的文书，请及时查收。"
    await window.check(court)
    before = await window.page.locator(".reasons").inner_text()
    await window.check(court, sender="+8613800001234")
    assert await window.page.locator(".reasons").inner_text() != before


async def test_the_json_is_the_one_of_the_command(window: CheckWindow, engine) -> None:
    await window.check(LOAN)
    await window.page.locator("#copy").click()
    await expect(window.page.locator(".json .hint").first).to_have_text("复制好了。")
    copied = json.loads(await window.page.evaluate("navigator.clipboard.readText()"))
    answer = await window.page.request.post(f"{window.site.address}check", data={"text": LOAN})
    assert copied == await answer.json()


async def test_guidance_opens_in_place_and_leads_on(window: CheckWindow, library) -> None:
    await window.check(library.samples["court"])
    leaves = window.page.locator(".pages > .leaves > details")
    first = leaves.first
    title = await first.locator("summary").first.inner_text()
    page = next(each for each in library.pages.values() if each.title == title)
    await first.locator("summary").first.click()
    await expect(first.locator(".leaf > .lines")).to_contain_text(page.body.strip().split("\n")[0])
    onward = first.locator(".leaf > .leaves > details")
    await expect(onward).to_have_count(len(page.next))
    await onward.first.locator("summary").first.click()
    await expect(onward.first.locator(".leaf > .lines")).to_be_visible()


async def test_nothing_to_check_is_said_kindly(window: CheckWindow) -> None:
    await window.page.locator("#text").fill(" \n")
    await window.page.locator("#submit").click()
    await expect(window.page.locator("#problem")).to_have_text("还没有文字。请先把短信粘贴到上面。")
    await expect(window.page.locator("#text")).to_be_focused()
    await window.check(LOAN)
    await expect(window.page.locator("#problem")).to_be_empty()


async def test_clearing_leaves_nothing_behind(window: CheckWindow) -> None:
    await window.check(LOAN, sender="106")
    await window.page.locator("#clear").click()
    await expect(window.page.locator("#sheet")).to_be_empty()
    await expect(window.page.locator("#text")).to_have_value("")
    await expect(window.page.locator("#sender")).to_have_value("")
    await expect(window.page.locator("#text")).to_be_focused()
    await window.check(LOAN)
    await window.page.reload()
    await window.page.locator("body[data-ready]").wait_for()
    await expect(window.page.locator("#text")).to_have_value("")
    kept = await window.page.evaluate(
        "localStorage.length + sessionStorage.length + document.cookie.length"
    )
    assert kept == 0


async def test_it_asks_nobody_but_this_machine_and_carries_no_text_in_an_address(
    window: CheckWindow,
) -> None:
    await window.check(LINKED)
    assert {url.removeprefix(window.site.address).split("/")[0] for url in window.requested} == {
        "",
        "static",
        "sheet",
    }


async def test_a_server_that_is_gone_and_a_text_too_long_are_told(
    browser: Browser, library
) -> None:
    site = Site(library)
    await site.start()
    async with open_window(browser, CheckWindow, site) as window:
        await window.page.locator("#text").evaluate("node => { node.value = 'x'.repeat(300000) }")
        await window.page.locator("#submit").click()
        await expect(window.page.locator("#problem")).to_contain_text("太长了")
        await site.stop()
        await window.page.locator("#text").fill(LOAN)
        await window.page.locator("#submit").click()
        await expect(window.page.locator("#problem")).to_contain_text("没有看成")
        # The browser notes every refusal and every connection that failed by itself.
        window.complaints[:] = [each for each in window.complaints if "Failed to load" not in each]


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_phone_needs_no_sideways_scrolling(
    browser: Browser, site: Site, library, scheme
) -> None:
    async with open_window(browser, CheckWindow, site, color_scheme=scheme, **PHONE) as window:
        for text in (*library.samples.values(), "a" * 400 + ".top/" + "b" * 300):
            await window.check(text)
            width = await window.page.evaluate("document.documentElement.scrollWidth")
            assert width <= NARROW
        sizes = await window.page.locator("button:visible").evaluate_all(
            "nodes => nodes.map((node) => node.getBoundingClientRect().height)"
        )
        assert min(sizes) >= 44
        ground = await window.page.evaluate("getComputedStyle(document.body).backgroundColor")
        red = int(ground.removeprefix("rgb(").split(",")[0])
        assert red < 60 if scheme == "dark" else red > 200


async def test_on_paper_there_is_the_answer_and_no_box(window: CheckWindow, library) -> None:
    await window.check(library.samples["court"])
    await window.page.emulate_media(media="print")
    for gone in ("#form", ".json", ".pages"):
        await expect(window.page.locator(gone)).to_be_hidden()
    for there in ("#headline", "#said", ".reasons", "text=12368 >> nth=0"):
        await expect(window.page.locator(there)).to_be_visible()
    await window.page.emulate_media(media="screen")


async def test_every_control_has_a_name(window: CheckWindow, library) -> None:
    await window.check(library.samples["abusive"])
    nameless = await window.page.locator(
        "button:visible, a:visible, input, textarea, summary"
    ).evaluate_all(
        "nodes => nodes.filter((node) => !(node.getAttribute('aria-label') || node.textContent"
        " || node.labels?.length)).map((node) => node.outerHTML)"
    )
    assert nameless == []
    heads = await window.page.locator("h1, h2, h3").evaluate_all(
        "nodes => nodes.map((node) => Number(node.tagName[1]))"
    )
    assert heads[0] == 1
    assert heads.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(heads))
