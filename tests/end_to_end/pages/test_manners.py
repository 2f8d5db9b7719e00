"""How the page treats what it shows: marks, links, copies, alerts, outages, themes, names."""

import base64
import json

import pytest
from playwright.async_api import Browser, expect

from bot.commands.demo import Demo
from tests.end_to_end.pages.browser import open_window
from tests.end_to_end.pages.windows import ChatWindow, call, draw_picture

pytestmark = pytest.mark.asyncio(loop_scope="session")

MARKED = (
    "<b>粗</b> <i>斜</i> <tg-spoiler>遮住</tg-spoiler> <code>12368</code>"
    ' <a href="https://www.court.gov.cn/a">法院</a>\n<blockquote>一句</blockquote>\n接着说\n'
    "<blockquote expandable>一\n二\n三\n四\n五</blockquote>\n<pre>代码\n两行</pre>\n/help"
)
ATTACK = "<img src=x onerror=alert(1)><script>alert(2)</script> javascript:alert(3) &lt;b&gt;"


def keyboard(*buttons: dict[str, object]) -> str:
    return json.dumps({"inline_keyboard": [list(buttons)]})


async def show(view: ChatWindow, text: str, **more: str) -> None:
    """A message of the bot, once it is on the page."""
    before = await view.page.locator("article.message").count()
    await call(view.demo, "sendMessage", chat_id=view.demo.cast.private, text=text, **more)
    await expect(view.page.locator("article.message")).to_have_count(before + 1)


async def test_marks_in_a_text_become_elements(view: ChatWindow) -> None:
    await show(view, MARKED, parse_mode="HTML")
    text = view.last.locator(".text")
    for tag, words in {"strong": "粗", "em": "斜", "pre": "代码\n两行"}.items():
        await expect(text.locator(tag)).to_have_text(words)
    inner = await text.evaluate("node => node.innerText")
    assert "\n\n" not in inner.split("接着说")[0].strip()
    quote = text.locator("blockquote.expandable")
    toggle = quote.locator(".expand")
    closed = (await quote.bounding_box())["height"]
    await expect(toggle).to_have_attribute("aria-expanded", "false")
    await toggle.click()
    await expect(toggle).to_have_attribute("aria-expanded", "true")
    assert (await quote.bounding_box())["height"] > closed + 30
    hidden = text.locator(".spoiled")
    await expect(hidden).to_have_attribute("aria-hidden", "true")
    await text.locator(".cover").click()
    await expect(hidden).not_to_have_attribute("aria-hidden", "true")


async def test_styles_across_a_link_and_a_quotation_lose_no_character(view: ChatWindow) -> None:
    marks = [
        {"type": "bold", "offset": 1, "length": 6},
        {"type": "text_link", "offset": 3, "length": 2, "url": "https://a.gov.cn/"},
        {"type": "italic", "offset": 4, "length": 5},
        {"type": "blockquote", "offset": 6, "length": 4},
    ]
    await show(view, "0123456789😀完", entities=json.dumps(marks))
    text = view.last.locator(".text")
    assert (await text.text_content()).startswith("0123456789😀完")
    await expect(text.locator("button.link")).to_have_text("34")
    await expect(text.locator("blockquote")).to_have_text("6789")
    bold = await text.locator("strong").all_text_contents()
    assert "".join(bold) == "123456"


async def test_what_people_write_is_never_markup(view: ChatWindow) -> None:
    await view.text.fill(ATTACK)
    await view.page.keyboard.press("Enter")
    own = view.page.locator(".own .text")
    await expect(own).to_contain_text(ATTACK)
    await expect(own.locator("img, script, b")).to_have_count(0)


async def test_a_link_is_shown_and_never_opened(view: ChatWindow) -> None:
    button = keyboard({"text": "网址", "url": "https://www.court.gov.cn/x"})
    await show(view, "https://12348.gov.cn/", reply_markup=button)
    for target in (view.last.locator("button.link"), view.key("网址")):
        await target.click()
        dialog = view.page.locator("dialog")
        await expect(dialog).to_contain_text("演示页不打开外面的网址")
        await dialog.locator(".primary").click()
        await expect(view.page.locator(".toast")).to_have_text("已复制")
    assert await view.page.evaluate("navigator.clipboard.readText()") == (
        "https://www.court.gov.cn/x"
    )
    assert len(view.page.context.pages) == 1


async def test_copy_buttons_copy(view: ChatWindow) -> None:
    await show(
        view,
        "<code>12368</code>",
        parse_mode="HTML",
        reply_markup=keyboard({"text": "复制号码", "copy_text": {"text": "12378"}}),
    )
    for target, words in ((view.key("复制号码"), "12378"), (view.last.locator(".code"), "12368")):
        await target.click()
        await expect(view.page.locator(".toast")).to_have_text("已复制")
        assert await view.page.evaluate("navigator.clipboard.readText()") == words


async def test_a_press_waits_and_its_answer_is_an_alert(view: ChatWindow) -> None:
    await show(view, "x", reply_markup=keyboard({"text": "旧按钮", "callback_data": "zz:1:2"}))
    view.demo.server.delay("answerCallbackQuery", 0.5)
    await view.key("旧按钮").click()
    await expect(view.key("旧按钮")).to_have_attribute("aria-busy", "true")
    view.demo.server.delay("answerCallbackQuery", 0)
    dialog = view.page.locator("dialog.alert")
    await expect(dialog).to_contain_text("这个按钮是旧版本的")
    await expect(view.key("旧按钮")).not_to_have_attribute("aria-busy", "true")
    await view.page.keyboard.press("Enter")
    await expect(dialog).to_have_count(0)
    await expect(view.key("旧按钮")).to_be_focused()


async def test_typing_is_shown_until_the_bot_writes(view: ChatWindow) -> None:
    chat = view.demo.cast.private
    await call(view.demo, "sendChatAction", chat_id=chat, action="typing")
    await expect(view.page.locator("#status")).to_contain_text("正在输入")
    await show(view, "x")
    await expect(view.page.locator("#status")).to_have_text("机器人")


async def test_what_happens_during_an_outage_is_there_afterwards(view: ChatWindow) -> None:
    demo = view.demo
    await show(view, "之前")
    port = int(demo.site.address.rstrip("/").rsplit(":", 1)[1])
    await demo.site.stop()
    await expect(view.page.locator(".toast")).to_contain_text("断开")
    demo.server.send(demo.cast.private, demo.cast.people["member"], "期间")
    await demo.site.start(port)
    await expect(view.page.locator(".message.own .text")).to_contain_text("期间")
    # The browser notes every connection that failed by itself.
    view.complaints[:] = [each for each in view.complaints if "ERR_" not in each]


async def test_theme_follows_the_system_until_somebody_chooses(
    demo: Demo, browser: Browser, view: ChatWindow
) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light = await view.page.evaluate(ground)
    async with open_window(browser, ChatWindow, demo, color_scheme="dark") as other:
        dark = await other.page.evaluate(ground)
        assert dark != light
        await other.page.get_by_role("button", name="换成浅色").click()
        assert await other.page.evaluate(ground) == light
        await other.load()
        assert await other.page.evaluate(ground) == light


async def test_less_motion_when_asked(demo: Demo, browser: Browser, view: ChatWindow) -> None:
    async with open_window(browser, ChatWindow, demo, reduced_motion="reduce") as calm:
        await show(view, "x")
        await calm.last.wait_for()
        length = "node => parseFloat(getComputedStyle(node).animationDuration)"
        assert await calm.last.evaluate(length) < 0.01


UNNAMED = """() => [...document.querySelectorAll("button, a, input, textarea, img")]
  .filter((node) => node.checkVisibility())
  .filter((node) => !(node.ariaLabel || node.alt || node.innerText || "").trim())
  .map((node) => node.outerHTML.slice(0, 120))"""


async def test_everything_one_can_use_has_a_name(view: ChatWindow) -> None:
    await view.chip("违规催收").click()
    await view.wait_words("催收方")
    for chat in ("上岸互助群", "别慌"):
        await view.open_chat(chat)
        assert await view.page.evaluate(UNNAMED) == []
    await expect(view.page.get_by_role("log")).to_have_attribute("aria-live", "polite")
    await expect(view.page.get_by_role("main")).to_have_count(1)
    await expect(view.page.get_by_role("navigation")).to_have_count(1)
    assert await view.page.locator("html").get_attribute("lang") == "zh-Hans"


async def test_nothing_is_asked_of_anybody_else(view: ChatWindow) -> None:
    await view.chip("像诈骗的催款").click()
    await view.wait_words("很像诈骗")
    assert len(view.requested) > 15
    assert [url for url in view.requested if not url.startswith(view.demo.site.address)] == []


DROP = """([kind, words]) => {
  const transfer = new DataTransfer();
  const bytes = Uint8Array.from(atob(PICTURE), (each) => each.charCodeAt(0));
  transfer.items.add(new File([bytes], "a.png", { type: "image/png" }));
  if (words) transfer.setData("text/plain", words);
  const about = { bubbles: true, cancelable: true };
  const event = kind === "drop"
    ? new DragEvent("drop", { ...about, dataTransfer: transfer })
    : new ClipboardEvent("paste", { ...about, clipboardData: transfer });
  document.getElementById("text").dispatchEvent(event);
}"""


@pytest.mark.parametrize("kind", ["drop", "paste"])
async def test_a_picture_may_be_dropped_or_pasted(view: ChatWindow, kind: str) -> None:
    script = DROP.replace("PICTURE", repr(base64.b64encode(draw_picture()).decode()))
    await view.page.evaluate(script, [kind, "有字的表格"])
    await expect(view.page.locator("dialog")).to_have_count(0)
    await view.page.evaluate(script, [kind, ""])
    await view.page.locator("dialog.upload input").press("Enter")
    await view.page.locator(".own img").wait_for()


async def test_two_windows_show_the_same(demo: Demo, browser: Browser, view: ChatWindow) -> None:
    async with open_window(browser, ChatWindow, demo) as other:
        await view.text.fill("你好")
        await view.page.keyboard.press("Enter")
        await other.page.locator(".message:not(.own)").wait_for()
        for window in (view, other):
            await expect(window.page.locator(".message")).to_have_count(2)


async def test_a_message_is_deleted_everywhere(view: ChatWindow) -> None:
    await show(view, "会消失")
    await view.last.click(button="right")
    await view.choose("删除")
    await expect(view.page.locator("article")).to_have_count(0)
    await expect(view.page.locator(".start")).to_be_visible()
    assert view.demo.server.messages(view.demo.cast.private) == []
