"""Letters with the real process: warned, walked through, previewed, sent as files, forgotten."""

from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from bot.demo.telegram import TelegramServer
from tests.end_to_end.conftest import PATIENCE, BotProcess, Person, buttons_of
from tests.end_to_end.test_forms import newest, tap
from tests.end_to_end.test_verdicts import SCAM

pytestmark = pytest.mark.asyncio(loop_scope="module")

Message = dict[str, Any]
CARD = "6222020200112233445"


async def open_letter(person: Person, name: str) -> Message:
    """Opens a letter by its deep link and begins it: the first question."""
    intro = await person.ask(f"/start l_{name}")
    return await tap(person, intro, "看过了，开始填")


async def skip(person: Person, message: Message) -> Message:
    """Leaves a question open by its own button."""
    (data,) = [each for each in buttons_of(message).values() if each.endswith(".s:")]
    return await person.press(message, data)


def list_files(server: TelegramServer, person: Person) -> list[tuple[str, bytes]]:
    """The files that the bot has sent to a person, by name."""
    return [
        (call.params["document"].name, call.params["document"].content)
        for call in server.calls
        if call.method == "sendDocument" and call.ok and call.params["chat_id"] == person.chat
    ]


def read_words(content: bytes) -> str:
    """All words of a Word file."""
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([each.text for each in document.paragraphs] + cells)


async def test_a_letter_is_two_taps_from_home_and_warns_first(person: Person) -> None:
    menu = await person.ask("/start")
    letters = await tap(person, menu, "写信")
    group = await tap(person, letters, "协商：谈还款")
    intro = await tap(person, group, "协商还款申请")
    assert intro["text"].index("重新算三年") < intro["text"].index("什么时候用")
    assert "f:" not in "".join(buttons_of(intro).values())
    first = await tap(person, intro, "看过了，开始填")
    assert "满三年了吗" in first["text"]


async def test_an_old_debt_ends_a_letter_that_could_acknowledge_it(person: Person) -> None:
    first = await open_letter(person, "repay_plan_request")
    stopped = await tap(person, first, "可能满了")
    assert "这份先不写" in stopped["text"]
    assert "🧮 诉讼时效粗算" in buttons_of(stopped)
    assert "记下了" not in (await person.ask("某某消费金融有限公司"))["text"]


async def walk(person: Person) -> Message:
    """An objection to an order for payment, up to its preview."""
    first = await open_letter(person, "payment_order_objection")
    some = await tap(person, first, "金额不对")
    message = await tap(person, some, "选好了")
    message = await person.ask("某某市某某区人民法院")
    message = await person.ask("（2026）某0102民督1234号")
    message = await skip(person, message)
    refused = await person.ask(f"李某某{CARD}")
    assert "我不收这些" in refused["text"]
    message = await person.ask("李某某")
    message = await person.ask("13800000000")
    message = await tap(person, message, "昨天")
    message = await skip(person, message)
    message = await person.ask("18650")
    message = await person.ask("6300")
    message = await person.ask("还款流水，2026年10月\n合同")
    return await tap(person, message, "今天")


async def test_a_letter_is_shown_made_sent_and_forgotten(
    person: Person, server: TelegramServer, process: BotProcess
) -> None:
    review = await walk(person)
    assert "请从头看一遍" in review["text"]
    assert "支付令异议书" in review["text"]
    data = buttons_of(review)["没错，给我Word文件"]
    made = await person.press(review, data)
    assert "交给谁" in made["text"]
    assert "自行核对" in made["text"]
    (word, plain) = list_files(server, person)
    assert [word[0], plain[0]] == ["支付令异议书.docx", "支付令异议书.txt"]
    for words in (read_words(word[1]), plain[1].decode("utf-8-sig")):
        assert "某某市某某区人民法院" in words
        assert "金额与实际不符" in words
        assert "18,650元" in words
        assert "13800000000" in words
        assert "支付令申请人：〔" in words
        assert "还款流水，2026年10月" in words
        assert CARD not in words
    pressed = server.press(person.chat, person.user, review["message_id"], data, force=True)
    answer = await server.wait_answer(pressed, PATIENCE)
    assert "已经填完了" in answer["text"]
    assert len(list_files(server, person)) == 2
    assert "李某某" not in process.log.read_text("utf-8")


async def test_a_file_that_can_not_be_sent_costs_no_answers(
    person: Person, server: TelegramServer
) -> None:
    review = await walk(person)
    server.fail("sendDocument", error_code=400, description="Bad Request: no", times=1)
    kept = await tap(person, review, "没错，给我Word文件")
    assert kept["text"] == review["text"]
    assert list_files(server, person) == []
    made = await tap(person, review, "没错，给我Word文件")
    assert "交给谁" in made["text"]
    assert len(list_files(server, person)) == 2


async def test_back_from_the_preview_a_message_under_it_and_cancel(person: Person) -> None:
    review = await walk(person)
    verdict = await person.ask(SCAM)
    assert "很像诈骗" in verdict["text"]
    (again,) = await person.server.wait_for(
        lambda: [
            each for each in person.server.messages(person.chat) if "还开着" in each.get("text", "")
        ],
        PATIENCE,
    )
    assert "请从头看一遍" in again["text"]
    question = await tap(person, again, "‹ 上一步")
    assert "落款写哪天" in question["text"]
    review = await skip(person, question)
    assert "〔\u3000\u3000\u3000\u3000〕年" in review["text"]
    cancelled = await tap(person, review, "取消")
    assert "先不填了" in cancelled["text"]


async def test_a_pasted_log_and_pictures_become_a_timeline(
    person: Person, server: TelegramServer
) -> None:
    await open_letter(person, "evidence_list_timeline")
    log = (
        "昨天 22:40 13812345678 自称法务，要我把钱转到个人账户\n"
        "2026-11-02 9:05 10690001234567 【某某金融】您已逾期，请登录 http://x.example 处理\n"
    )
    message = await person.ask(log + f"11月1日 卡号{CARD}")
    assert "当文件发来" in message["text"]
    assert CARD not in message["text"]
    assert "只收图片" in (await person.ask("没有图片"))["text"]
    pictures = (b"\x89PNG\r\n\x1a\n one", b"\x89PNG\r\n\x1a\n two")
    for number, content in enumerate(pictures):
        sent = server.send(person.chat, person.user, document=(f"图{number}.png", content))
        message = await server.wait_reply(person.chat, sent["message_id"], timeout=PATIENCE)
        assert f"图{number}" in message["text"]
    sent = server.send(person.chat, person.user, photo=b"\xff\xd8\xff a reduced copy")
    message = await server.wait_reply(person.chat, sent["message_id"], timeout=PATIENCE)
    message = await tap(person, message, "没有别的图片了")
    while "请从头看一遍" not in message["text"]:
        message = await skip(person, message)
    await tap(person, message, "没错，给我Word文件")
    words = read_words(list_files(server, person)[0][1])
    assert words.index("****3445") < words.index("106****4567") < words.index("138****5678")
    assert "13812345678" not in words
    for content in pictures:
        assert sha256(content).hexdigest() in words
    assert words.count("原文件") == 2
    assert words.count("\n压缩图") == 1


async def test_a_picture_that_nothing_asks_for_is_refused_as_before(
    person: Person, server: TelegramServer
) -> None:
    sent = server.send(person.chat, person.user, document=("图.png", b"\x89PNG\r\n\x1a\n"))
    said = await server.wait_reply(person.chat, sent["message_id"], timeout=PATIENCE)
    assert "看不了图片" in said["text"]


async def test_a_crisis_is_never_an_answer(person: Person) -> None:
    message = await open_letter(person, "hardship_statement")
    while "用自己的话" not in message["text"]:
        message = await skip(person, message)
    said = await person.ask("我撑不住了，不想活了，想从楼上跳下去")
    assert "12356" in said["text"]


async def test_a_restart_forgets_and_says_so(person: Person, process: BotProcess) -> None:
    review = await walk(person)
    await process.kill()
    await process.start()
    gone = await tap(person, review, "没错，给我Word文件")
    assert "已经忘掉了" in gone["text"]


async def test_letter_in_a_group_leads_to_the_private_chat(
    server: TelegramServer, process: BotProcess
) -> None:
    member = server.add_user("群友")
    group = server.add_group("互助群", [member], [])
    sent = server.send(group["id"], member, "/letter")
    menu = await server.wait_reply(group["id"], sent["message_id"], timeout=PATIENCE)
    shown = menu
    for label in ("投诉：催收越界、留证据", "投诉信（致机构）"):
        pressed = server.press(group["id"], member, menu["message_id"], buttons_of(shown)[label])
        await server.wait_answer(pressed, PATIENCE)
        await server.wait_confirmed(timeout=PATIENCE)
        shown = server.message(group["id"], menu["message_id"]) or {}
    begin = buttons_of(shown)["看过了，开始填"]
    pressed = server.press(group["id"], member, menu["message_id"], begin)
    answer = await server.wait_answer(pressed, PATIENCE)
    assert answer["url"].endswith("?start=l_complaint_lender")


async def test_a_guidance_page_offers_its_letters(person: Person) -> None:
    page = await person.ask("/guide 支付令")
    kept = await tap(person, page, "📄 支付令书面异议")
    assert kept["text"] == page["text"]
    assert "什么时候用" in (await newest(person, page))["text"]
