"""Forms and calculators with the real process: tapped, typed, wrong, back, cancelled, forgotten."""

import asyncio
import re
from typing import Any

import pytest

from bot.demo.telegram import TelegramServer
from bot.library.load import Library
from tests.end_to_end.conftest import PATIENCE, BotProcess, Person, buttons_of
from tests.end_to_end.test_verdicts import SCAM

pytestmark = pytest.mark.asyncio(loop_scope="module")

Message = dict[str, Any]


async def tap(person: Person, message: Message, label: str) -> Message:
    """Presses the button with a label; the message as it is then."""
    return await person.press(message, buttons_of(message)[label])


async def newest(person: Person, after: Message) -> Message:
    """The first message that the bot sends after one."""
    return await person.server.wait_reply(person.chat, after["message_id"], timeout=PATIENCE)


async def test_from_home_to_a_result_in_three_taps_and_two_answers(person: Person) -> None:
    menu = await person.ask("/start")
    tools = await tap(person, menu, "算一算")
    court = await tap(person, tools, "打官司：要花多少")
    first = await tap(person, court, "法院案件受理费")
    assert first["message_id"] == menu["message_id"]
    assert "对方在起诉状里一共要多少钱" in first["text"]
    second = await person.ask("5万")
    assert "记下了：对方要多少 50,000元" in second["text"]
    result = await tap(person, second, "普通程序判决")
    assert "案件受理费约 1,050元" in result["text"]
    assert "40,000元 × 2.5% = 1,000元" in result["text"]
    assert "诉讼费用交纳办法" in result["text"]


async def test_a_result_stays_and_its_buttons_open_messages_below(person: Person) -> None:
    await person.ask("/start k_enforcement_fee")
    result = await person.ask("５００００元")
    assert "650元" in result["text"]
    for label in ("再算一次", "别的计算", "首页", "被执行怎么办"):
        if label not in buttons_of(result):
            continue
        kept = await tap(person, result, label)
        assert kept["text"] == result["text"]
        assert (await newest(person, result))["text"]
    again = await person.ask("8000")
    assert "50元" in again["text"]


async def test_calc_shows_the_groups(person: Person) -> None:
    tools = await person.ask("/calc")
    assert len([data for data in buttons_of(tools).values() if data.startswith("k:")]) == 4


async def test_a_guidance_page_offers_its_calculators(person: Person) -> None:
    page = await person.ask("/guide 诉讼时效")
    offered = buttons_of(page)["🧮 诉讼时效粗算"]
    kept = await person.press(page, offered)
    assert kept["text"] == page["text"]
    assert "最后一期是哪天到期" in (await newest(person, page))["text"]


async def test_bad_answers_are_told_kindly_and_asked_again(person: Person) -> None:
    await person.ask("/start k_court_fee")
    for text, said in (
        ("不知道呢", "没看懂这个数"),
        ("0", "最少 0.01元"),
        ("99999999999999", "太大了"),
        ("3000 5000", "没看懂这个数"),
    ):
        answer = await person.ask(text)
        assert said in answer["text"]
        assert "对方在起诉状里一共要多少钱" in answer["text"]
    assert "怎么审" in (await person.ask("8000"))["text"]
    assert "没对上哪一项" in (await person.ask("火星"))["text"]
    assert "25元" in (await person.ask("调解"))["text"]


async def test_a_second_tap_does_not_wipe_out_the_result(person: Person) -> None:
    await person.ask("/start k_court_fee")
    second = await person.ask("8000")
    data = buttons_of(second)["普通程序判决"]
    result = await person.press(second, data)
    pressed = person.server.press(person.chat, person.user, second["message_id"], data, force=True)
    answer = await person.server.wait_answer(pressed, PATIENCE)
    assert "已经填完了" in answer["text"]
    await person.server.wait_confirmed(timeout=PATIENCE)
    assert person.server.message(person.chat, second["message_id"])["text"] == result["text"]


async def test_a_forwarded_number_is_a_message_and_no_answer(person: Person) -> None:
    await person.ask("/start k_court_fee")
    said = await person.ask(
        "8000", forward_origin={"type": "hidden_user", "date": 1, "sender_user_name": "某人"}
    )
    assert "记下了" not in said["text"]


async def test_back_by_button_and_by_word_and_cancel(person: Person) -> None:
    await person.ask("/start k_delay_interest")
    days = await person.ask("50000")
    unpaid = await tap(person, days, "‹ 上一步")
    assert "还没付的是多少" in unpaid["text"]
    assert "‹ 上一步" not in buttons_of(unpaid)
    await person.ask("60000")
    assert "还没付的是多少" in (await person.ask("上一步"))["text"]
    again = await person.ask("50000")
    assert "1,575元" in (await person.press(again, buttons_of(again)["180天"]))["text"]
    await person.ask("/start k_delay_interest")
    cancelled = await person.ask("取消")
    assert "先不填了" in cancelled["text"]
    begun = await tap(person, cancelled, "从头填")
    assert "先不填了" in (await tap(person, begun, "取消"))["text"]
    assert "记下了" not in (await person.ask("50000"))["text"]


async def test_an_old_button_shows_the_question_of_now(person: Person) -> None:
    first = await person.ask("/start k_irr_annual_rate")
    second = await person.ask("9600")
    await tap(person, second, "每月")
    stale = await person.press(second, "f:c.irr_annual_rate.1.o2:", force=True)
    assert "每期付的钱一样吗" in stale["text"]
    assert "多久还一次 每月" in stale["text"]
    old = await person.press(first, buttons_of(first)["取消"])
    assert "每期付的钱一样吗" in old["text"]


FOREIGN = """
f:c.court_fee.0.o9: f:c.court_fee.0.zz: f:c.none.0.b: n:c.none: n:z.court_fee: k:none: f:: o:z:
o:f:c.court_fee.0.o9 f:c.court_fee.0.e: f:c.court_fee.0.s: f:c.court_fee.0.m1: f:c.court_fee.x.b:
"""


@pytest.mark.parametrize("data", FOREIGN.split())
async def test_foreign_data_gets_a_kind_answer(person: Person, data: str) -> None:
    shown = await person.ask("/start k_court_fee")
    pressed = person.server.press(person.chat, person.user, shown["message_id"], data, force=True)
    answer = await person.server.wait_answer(pressed, PATIENCE)
    assert "再发一次" in answer["text"]
    assert "记下了" in (await person.ask("8000"))["text"]


async def test_a_message_in_the_middle_is_judged_and_the_form_stays_open(person: Person) -> None:
    await person.ask("/start k_court_fee")
    verdict = await person.ask(SCAM)
    assert "很像诈骗" in verdict["text"]
    (reminder,) = await person.server.wait_for(
        lambda: [each for each in person.server.messages(person.chat) if "还开着" in each["text"]],
        PATIENCE,
    )
    assert "对方在起诉状里一共要多少钱" in reminder["text"]
    assert "记下了：对方要多少 8,000元" in (await person.ask("8000"))["text"]


@pytest.mark.parametrize(
    "text", ["把钱转到安全账户，配合调查，不要告诉家人", "再不还就去你单位找你领导，让你没脸见人"]
)
async def test_a_short_message_without_a_name_is_judged_too(person: Person, text: str) -> None:
    await person.ask("/start k_court_fee")
    verdict = await person.ask(text)
    assert "规则判断，不是法律意见" in verdict["text"]


async def test_a_crisis_in_the_middle_comes_first(person: Person) -> None:
    await person.ask("/start k_affordable_payment")
    said = await person.ask("我不想活了")
    assert "12356" in said["text"]


async def test_an_edited_answer_is_told_how_to_change_it(person: Person) -> None:
    await person.ask("/start k_court_fee")
    sent = person.server.send(person.chat, person.user, "8000")
    await person.server.wait_reply(person.chat, sent["message_id"], timeout=PATIENCE)
    person.server.edit(person.chat, sent["message_id"], "9000")
    await person.server.wait_confirmed(timeout=PATIENCE)
    said = [each["text"] for each in person.server.messages(person.chat)]
    assert "改了的那条我看不到" in said[-1]


async def test_in_a_group_the_button_leads_to_the_private_chat(
    server: TelegramServer, process: BotProcess
) -> None:
    admin = server.add_user("群主")
    group = server.add_group("互助群", [admin], [admin])
    asked = server.send(group["id"], admin, "/calc")
    tools = await server.wait_reply(group["id"], asked["message_id"], PATIENCE)
    pressed = server.press(
        group["id"], admin, tools["message_id"], buttons_of(tools)["利息：贵不贵"]
    )
    await server.wait_answer(pressed, PATIENCE)
    await server.wait_confirmed(PATIENCE)
    cost = server.message(group["id"], tools["message_id"])
    pressed = server.press(group["id"], admin, tools["message_id"], buttons_of(cost)["真实年利率"])
    answer = await server.wait_answer(pressed, PATIENCE)
    assert answer["url"] == f"https://t.me/{server.bot['username']}?start=k_irr_annual_rate"
    assert server.message(group["id"], tools["message_id"])["text"] == cost["text"]


async def test_in_a_group_a_page_leads_to_the_private_chat(
    server: TelegramServer, process: BotProcess
) -> None:
    member = server.add_user("群友")
    group = server.add_group("互助群", [member], [])
    asked = server.send(group["id"], member, "/guide 诉讼时效")
    page = await server.wait_reply(group["id"], asked["message_id"], PATIENCE)
    data = buttons_of(page)["🧮 诉讼时效粗算"]
    pressed = server.press(group["id"], member, page["message_id"], data)
    answer = await server.wait_answer(pressed, PATIENCE)
    assert answer["url"].endswith("?start=k_limitation_date")


async def test_an_unknown_link_greets(person: Person) -> None:
    for argument in ("k_none", "k_", "k_court-fee"):
        assert "别慌" in (await person.ask(f"/start {argument}"))["text"]


async def test_after_a_restart_the_form_is_kindly_gone(person: Person, process: BotProcess) -> None:
    await person.ask("/start k_court_fee")
    second = await person.ask("8000")
    await process.kill()
    await process.start()
    gone = await tap(person, second, "普通程序判决")
    assert "答案已经忘掉了" in gone["text"]
    again = await tap(person, gone, "从头填")
    assert "对方在起诉状里一共要多少钱" in again["text"]
    assert "记下了" in (await person.ask("8000"))["text"]


async def test_every_calculator_from_its_link_to_its_result(
    server: TelegramServer, process: BotProcess, library: Library
) -> None:
    """With the examples that the questions give, and the first option of each choice."""
    await asyncio.gather(*(walk(server, library, name) for name in library.calculators))


async def walk(server: TelegramServer, library: Library, name: str) -> None:
    person = Person(server, "小李")
    calculator = library.calculators[name]
    shown = await person.ask(f"/start k_{name}")
    for _ in range(20):
        buttons = buttons_of(shown)
        if "取消" not in buttons:
            break
        ends = {each.end for each in calculator.groups.values()} & set(buttons)
        asked = next(each for each in calculator.question if each.ask in shown["text"])
        options = [data for data in buttons.values() if re.search(r"\.o\d+:", data)]
        if (ends and "记下了：剩余本金" in shown["text"]) or (ends and asked.id == "what"):
            shown = await person.press(shown, buttons[ends.pop()])
        elif options:
            shown = await person.press(shown, options[0])
        else:
            shown = await person.ask(asked.example)
    assert "按你填的数算的" in shown["text"], f"{name}: {shown['text']}"
    assert shown["text"].startswith(calculator.title)
