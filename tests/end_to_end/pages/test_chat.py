"""The demo's page in a real browser, with the real bot behind it: the ways people go."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from bot.commands.demo import Demo
from tests.end_to_end.pages.browser import NARROW, PHONE, open_window
from tests.end_to_end.pages.windows import ChatWindow, call, draw_picture
from tests.end_to_end.test_verdicts import SCAM

pytestmark = pytest.mark.asyncio(loop_scope="session")

LOAN = "【马上消费金融】您的借款已逾期，请尽快还款"
GROUP = "上岸互助群"


async def test_paste_verdict_why_back_guidance_and_a_changed_verdict(view: ChatWindow) -> None:
    await view.page.evaluate("words => navigator.clipboard.writeText(words)", LOAN)
    await view.text.focus()
    await view.page.keyboard.press("Control+v")
    await view.page.keyboard.press("Enter")
    await view.wait_words("看不出来")
    await view.key("为什么").click()
    await view.wait_words("为什么这么判")
    await view.key("回到结论").click()
    await view.wait_words("看不出来")
    await view.key("我该怎么办").click()
    await view.wait_words("接下来可以走的路")
    await view.last.locator(".key").first.click()
    await expect(view.key("依据")).to_be_visible()
    await view.key("回到结论").click()
    await view.wait_words("你在它说的机构有借款吗")
    await view.last.get_by_role("button", name="有", exact=True).click()
    await view.wait_words("结论从“看不出来”变成“符合正规通知的特征”")
    await expect(view.page.locator("article.message")).to_have_count(2)


async def test_sender_question_changes_the_verdict(view: ChatWindow) -> None:
    await view.text.fill("【杭州市西湖区人民法院】您有一份新的文书，请及时查收。")
    await view.page.locator("#send").click()
    await view.wait_words("是什么号码发来的")
    await view.key("普通手机号").click()
    await view.wait_words("你说：普通手机号")


SAMPLES = {
    "像诈骗的催款": "很像诈骗",
    "法院通知": "符合正规通知的特征 · 法院通知",
    "银行账单": "机构催还款的短信",
    "违规催收": "催收方发来的短信",
    "代办债务广告": "代办债务的广告",
    "问一个问题": "你问的可能是这些",
    "撑不住的时候": "12356",
}


async def test_every_sample_is_one_tap(view: ChatWindow) -> None:
    assert await view.page.locator(".chip").all_inner_texts() == list(SAMPLES)
    for number, (sample, answer) in enumerate(SAMPLES.items(), start=1):
        await view.chip(sample).click()
        await view.wait_words(answer)
        await expect(view.page.locator(".message")).to_have_count(2 * number)
    await expect(view.page.locator(".own .state").last).to_have_attribute("aria-label", "已读")


async def test_start_and_the_menu_of_commands(view: ChatWindow) -> None:
    await view.page.locator(".start .primary").click()
    await view.wait_words("别慌，先把短信发给我看看")
    await expect(view.page.locator(".start")).to_have_count(0)
    await view.page.locator("#menu").click()
    await view.choose("/about")
    await view.wait_words("本机演示")


async def test_a_picture_goes_up_and_one_comes_down(view: ChatWindow, tmp_path: Path) -> None:
    file = tmp_path / "sms.png"
    file.write_bytes(draw_picture())
    await view.page.locator("#attach").click()
    async with view.page.expect_file_chooser() as chooser:
        await view.choose("图片")
    await (await chooser.value).set_files(file)
    await view.page.locator("dialog input").fill("这是截图")
    await view.page.locator("dialog .primary").click()
    own = view.page.locator(".own img")
    await own.wait_for()
    assert await own.evaluate("image => image.decode().then(() => image.naturalWidth)") == 60
    await expect(view.page.locator(".own .text")).to_contain_text("这是截图")
    await expect(view.page.locator(".message:not(.own)")).to_have_count(1)
    await call(view.demo, "sendPhoto", chat_id=view.demo.cast.private, photo=draw_picture(90))
    got = view.last.locator("img")
    assert await got.evaluate("image => image.decode().then(() => image.naturalWidth)") == 90
    await view.last.locator(".photo").click()
    await expect(view.page.locator("dialog.viewer img")).to_be_visible()
    await view.page.keyboard.press("Escape")
    await expect(view.page.locator("dialog")).to_have_count(0)


async def test_a_file_goes_up_and_comes_down(view: ChatWindow, tmp_path: Path) -> None:
    file = tmp_path / "催收函.html"
    file.write_text("<script>document.title = 'taken'</script>", "utf-8")
    await view.page.locator("#document").set_input_files(file)
    await view.page.locator("dialog .primary").click()
    sent = view.page.locator(".own a.file")
    await expect(sent).to_contain_text("催收函.html")
    async with view.page.expect_download() as download:
        await sent.click()
    got = await download.value
    assert got.suggested_filename == "催收函.html"
    await got.save_as(tmp_path / "got")
    assert (tmp_path / "got").read_bytes() == file.read_bytes()


async def test_a_file_that_is_no_picture_is_refused_with_words(
    view: ChatWindow, tmp_path: Path
) -> None:
    file = tmp_path / "not.png"
    file.write_bytes(b"no picture")
    await view.page.locator("#photo").set_input_files(file)
    await view.page.locator("dialog .primary").click()
    await expect(view.page.locator(".toast")).to_have_text("这个文件不是图片，请按文件发送")
    # The browser notes every refused request by itself.
    noted = [each for each in view.complaints if "status of 400" in each]
    assert noted == view.complaints
    view.complaints.clear()


async def test_group_admin_member_and_debt_fixer(view: ChatWindow) -> None:
    await view.open_chat(GROUP)
    await view.chip("像诈骗的催款").click()
    await view.page.locator("#speaker").click()
    await view.choose("周老师")
    await view.chip("代办债务广告").click()
    await view.page.locator(".message.own", has_text="停息挂账").wait_for()
    await view.page.locator("#speaker").click()
    await view.choose("阿敏")
    await expect(view.page.locator(".message.own")).to_have_count(0)
    await view.chip("/check").click()
    await view.wait_words("代办债务的广告")
    first = view.page.locator("article.message", has_text="王经理").first
    await first.hover()
    await first.locator(".more").click()
    await view.choose("回复")
    await expect(view.page.locator("#context")).to_contain_text("回复 小李")
    await view.text.fill("/check")
    await view.page.keyboard.press("Enter")
    await view.wait_words("很像诈骗")
    await expect(view.last.locator(".text")).not_to_contain_text("王经理")
    await expect(view.page.locator("#context")).to_be_hidden()


async def test_unread_messages_are_counted_and_seen(view: ChatWindow) -> None:
    demo = view.demo
    for words in ("一", "二"):
        demo.server.send(demo.cast.group, demo.cast.people["admin"], words)
    row = view.page.locator("#chats .row", has_text=GROUP)
    await expect(row.locator(".badge")).to_contain_text("2")
    assert await view.page.title() == "(2) 别慌 · 本机演示"
    await row.click()
    await expect(row.locator(".badge")).to_have_count(0)
    await expect(view.last.locator(".text")).to_contain_text("二")


async def test_keyboard_only(view: ChatWindow) -> None:
    press = view.page.keyboard.press
    await expect(view.text).to_be_focused()
    await view.page.keyboard.type(SCAM)
    await press("Enter")
    await view.wait_words("很像诈骗")
    for _ in range(40):
        if await view.key("怎么核实").evaluate("node => node === document.activeElement"):
            break
        await press("Shift+Tab")
    await press("Enter")
    await view.wait_words("不用这条短信，怎么核实")
    focused = view.page.locator(":focus")
    await expect(focused).to_have_class("key to-press ")
    await expect(view.last.locator(":focus")).to_have_count(1)
    await press("Escape")
    await view.last.focus()
    await press("ArrowUp")
    await expect(view.page.locator(".message.own")).to_be_focused()
    await press("Enter")
    await expect(view.page.locator("[role=menuitem]").first).to_be_focused()
    await press("ArrowDown")
    await press("ArrowDown")
    await press("Enter")
    await expect(view.text).to_have_value(SCAM)
    await press("Escape")
    await expect(view.text).to_have_value("")


async def test_an_own_message_is_changed_by_arrow_up(view: ChatWindow) -> None:
    await view.text.fill("你好")
    await view.page.keyboard.press("Enter")
    await view.page.locator(".message:not(.own)").wait_for()
    await view.page.keyboard.press("ArrowUp")
    await expect(view.text).to_have_value("你好")
    await view.text.fill(SCAM)
    await view.page.keyboard.press("Enter")
    await expect(view.page.locator(".own .text")).to_contain_text("已编辑")
    await view.wait_words("你改了内容，我重新看了一遍")


async def test_a_long_text_is_split_as_telegram_clients_do(view: ChatWindow) -> None:
    await view.text.fill("第一行\n" + "催" * 5000)
    await view.page.keyboard.press("Enter")
    await expect(view.page.locator(".message.own")).to_have_count(2)


async def test_phone_width(demo: Demo, browser: Browser, view: ChatWindow) -> None:
    async with open_window(browser, ChatWindow, demo, **PHONE) as phone:
        await phone.chip("像诈骗的催款").tap()
        await phone.wait_words("很像诈骗")
        assert await phone.page.evaluate("document.documentElement.scrollWidth") <= NARROW
        for target in await phone.last.locator(".key").all():
            box = await target.bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= NARROW
            assert box["height"] >= 40
        await phone.key("为什么").tap()
        await phone.wait_words("为什么这么判")
        await phone.page.locator(".own .text").tap()
        menu = await phone.page.locator(".popup").bounding_box()
        bubble = await phone.page.locator(".own .bubble").bounding_box()
        assert abs(menu["y"] - bubble["y"]) < 260
        await phone.page.keyboard.press("Escape")
        await phone.page.locator("#back").tap()
        await expect(phone.page.locator("main")).to_be_hidden()
        await phone.page.locator("#chats .row", has_text=GROUP).tap()
        await expect(phone.page.locator("#title")).to_have_text(GROUP)


async def test_the_newest_message_ends_up_in_sight(view: ChatWindow) -> None:
    for sample in ("违规催收", "法院通知"):
        await view.chip(sample).click()
        await (
            view.page.locator(".message:not(.own)").nth(0 if sample == "违规催收" else 1).wait_for()
        )
    await expect(view.key("首页")).to_be_in_viewport()
    await view.page.locator("#log").evaluate("log => log.scrollTo(0, 0)")
    await expect(view.page.locator("#down")).to_be_visible()
    await view.page.locator("#down").click()
    await expect(view.key("首页")).to_be_in_viewport()
