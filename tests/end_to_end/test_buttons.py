"""Every button: answered, edits its own message, leads back and home, survives everything."""

from collections import deque
from typing import Any

import pytest

from bot.demo.telegram import TelegramServer
from tests.end_to_end.conftest import PATIENCE, BotProcess, Person, buttons_of
from tests.end_to_end.test_verdicts import ABUSIVE, COURT, REMINDER, SCAM

pytestmark = pytest.mark.asyncio(loop_scope="module")

HOME = "首页"
BACK = {"‹ 回到结论", "‹ 上一页"}


async def walk(person: Person, message: dict[str, Any], most: int) -> dict[str, dict[str, Any]]:
    """Presses every button reachable from a message; the screens by the data that opened them.

    Forms have a walk of their own: they ask for answers, and open in a message of their own. No
    language is chosen: all screens after it would be in that.
    """
    opened: dict[str, dict[str, Any]] = {}
    waiting = deque(buttons_of(message).values())
    while waiting and len(opened) < most:
        data = waiting.popleft()
        if data in opened or data.startswith(("n:", "f:", "o:", "j:en", "j:zh")):
            continue
        opened[data] = await person.press(message, data, force=True)
        waiting.extend(buttons_of(opened[data]).values())
    return opened


async def test_walk_over_every_page_from_home(person: Person) -> None:
    start = await person.ask("/start")
    screens = await walk(person, start, most=600)
    pages = {data for data in screens if data.startswith("g:")}
    assert len(pages) == 114
    for data, screen in screens.items():
        labels = set(buttons_of(screen))
        assert screen["message_id"] == start["message_id"]
        assert len(screen["text"]) <= 4096
        assert HOME in labels or data.startswith("h:"), data
        if data.count(".") or data.startswith("b:"):
            assert labels & BACK, data


@pytest.mark.parametrize(
    "text", [SCAM, COURT, REMINDER, ABUSIVE], ids=["scam", "court", "reminder", "abusive"]
)
async def test_walk_from_a_verdict(person: Person, text: str) -> None:
    verdict = await person.ask(text)
    screens = await walk(person, verdict, most=60)
    for data, screen in screens.items():
        assert screen["message_id"] == verdict["message_id"]
        if data.startswith(("w:", "c:", "t:", "x:")):
            assert "‹ 回到结论" in buttons_of(screen), data
            assert HOME in buttons_of(screen), data
    presses = [call for call in person.server.calls if call.method == "answerCallbackQuery"]
    assert len(presses) >= len(screens)


async def test_why_quotes_the_message_and_back_restores_the_verdict(person: Person) -> None:
    verdict = await person.ask(SCAM)
    why = await person.press(verdict, buttons_of(verdict)["为什么"])
    assert "可疑的地方" in why["text"]
    assert "移交公安" in why["text"]
    again = await person.press(why, buttons_of(why)["‹ 回到结论"])
    assert again["text"] == verdict["text"]


async def test_answer_rescores_and_says_what_changed(person: Person) -> None:
    verdict = await person.ask("【马上消费金融】您的借款已逾期，请尽快还款")
    answered = await person.press(verdict, buttons_of(verdict)["有"])
    assert "你说：在那里有借款。结论从“看不出来”变成“符合正规通知的特征”。" in answered["text"]
    assert answered["text"].splitlines()[0] != verdict["text"].splitlines()[0]


async def test_sender_question_rescores_and_the_next_question_follows(person: Person) -> None:
    asked = await person.ask("【杭州市西湖区人民法院】您有一份新的文书，请及时查收。")
    told = await person.press(asked, buttons_of(asked)["普通手机号"])
    assert "你说：普通手机号。" in told["text"]
    assert "12368" in told["text"]
    answered = await person.press(told, buttons_of(told)["有"])
    assert "你说：收到了材料或查到了案件。" in answered["text"]


async def test_wrong_is_counted_once_and_thanked(person: Person) -> None:
    verdict = await person.ask(REMINDER)
    asked = await person.press(verdict, buttons_of(verdict)["判断错了"])
    data = buttons_of(asked)["其实是骗子"]
    thanked = await person.press(asked, data)
    await person.press(asked, data, force=True)
    assert "谢谢" in thanked["text"]


async def test_double_tap_is_harmless(person: Person) -> None:
    verdict = await person.ask(SCAM)
    data = buttons_of(verdict)["为什么"]
    server = person.server
    taps = [server.press(person.chat, person.user, verdict["message_id"], data) for _ in range(3)]
    for tap in taps:
        assert await server.wait_answer(tap, PATIENCE)
    assert (await person.ask(REMINDER))["text"]


async def test_buttons_work_after_a_restart(person: Person, process: BotProcess) -> None:
    verdict = await person.ask(COURT)
    await process.kill()
    await process.start()
    why = await person.press(verdict, buttons_of(verdict)["为什么"])
    assert "写了法院全称和完整案号" in why["text"]


async def test_verdict_without_its_text_still_explains(person: Person) -> None:
    verdict = await person.ask(SCAM)
    person.server.delete(person.chat, verdict["reply_to_message"]["message_id"])
    why = await person.press(verdict, buttons_of(verdict)["为什么"])
    assert "看不到" in why["text"]
    assert "个人" in why["text"]
    assert "王经理" not in why["text"]
    back = await person.press(why, buttons_of(why)["‹ 回到结论"])
    assert "很像诈骗" in back["text"]


async def test_inaccessible_message_gets_a_kind_answer(person: Person) -> None:
    verdict = await person.ask(SCAM)
    pressed = person.server.press(
        person.chat,
        person.user,
        verdict["message_id"],
        buttons_of(verdict)["为什么"],
        inaccessible=True,
    )
    answer = await person.server.wait_answer(pressed, PATIENCE)
    assert "再发一次" in answer["text"]


async def test_deleted_verdict_is_no_error(person: Person, process: BotProcess) -> None:
    verdict = await person.ask(SCAM)
    data = buttons_of(verdict)["为什么"]
    person.server.delay("answerCallbackQuery", 0.3)
    pressed = person.server.press(person.chat, person.user, verdict["message_id"], data)
    person.server.delete(person.chat, verdict["message_id"])
    assert await person.server.wait_answer(pressed, PATIENCE) is not None
    person.server.delay("answerCallbackQuery", 0)
    assert (await person.ask(REMINDER))["text"]
    assert "ERROR" not in process.log.read_text("utf-8")


@pytest.mark.parametrize(
    "data",
    ["", "w", "w::", "zz:1:2", "g:no.such.page:", "a:zz:b0000.", "g:legal:zzz", "r:bad:b010-."],
)
async def test_foreign_data_gets_a_kind_answer(person: Person, data: str) -> None:
    verdict = await person.ask(SCAM)
    pressed = person.server.press(
        person.chat, person.user, verdict["message_id"], data or " ", force=True
    )
    answer = await person.server.wait_answer(pressed, PATIENCE)
    assert "再发一次" in answer["text"]


async def test_buttons_of_older_group_verdicts_show_no_quotes(
    server: TelegramServer, process: BotProcess
) -> None:
    admin, member = server.add_user("群主"), server.add_user("群友")
    group = server.add_group("互助群", [admin, member], [admin])
    shown = server.send(group["id"], member, SCAM)
    server.send(group["id"], admin, "/check", reply_to=shown["message_id"])
    verdict = await server.wait_reply(group["id"], shown["message_id"], PATIENCE)
    state = buttons_of(verdict)["判断错了"].removeprefix("x::")
    for action, words in (("w", "可疑的地方"), ("c", "怎么核实"), ("a:sm", "很像诈骗")):
        data = f"{action}:{state}" if ":" in action else f"{action}::{state}"
        pressed = server.press(group["id"], member, verdict["message_id"], data, force=True)
        await server.wait_answer(pressed, PATIENCE)
        await server.wait_confirmed(PATIENCE)
        screen = server.message(group["id"], verdict["message_id"])
        assert screen is not None
        assert words in screen["text"]
        assert "王经理" not in screen["text"]
