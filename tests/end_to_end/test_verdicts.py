"""What people get when they show a message: the whole way through the real process."""

import base64

import pytest

from bot.demo.telegram import TelegramServer
from handlers import COMMANDS
from tests.end_to_end.conftest import PATIENCE, BotProcess, Person, buttons_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

# The smallest picture: one white dot.
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC"
)
SCAM = "【XX金融】您的借款已逾期，今日18点前将3800元转到王经理个人账户，否则移交公安机关"
COURT = (
    "【上海市嘉定区人民法院】(2026)沪0114民初2208号案件的传票、举证通知书已电子送达，"
    "请登录 https://zxfw.court.gov.cn 查收，验证码 482913。"
)
REMINDER = (
    "【招商银行】您尾号3304信用卡本期账单1,718.94元，还款日11月25日，"
    "请登录掌上生活App还款，已还请忽略。"
)
ABUSIVE = "李某，你欠款8600元，限24小时内还清，否则联系你通讯录里的家人和单位领导。13800001234"


@pytest.mark.parametrize(
    ("text", "headline", "expected"),
    [
        (SCAM, "很像诈骗", ["有违规催收的特征", "不转钱"]),
        (COURT, "符合正规通知的特征 · 法院通知", ["区号+12368", "期限"]),
        (REMINDER, "符合正规通知的特征 · 机构催还款", ["没看到违规说法", "写了日期"]),
        (ABUSIVE, "催收方发来的短信", ["有违规催收的特征", "联系无关的人"]),
    ],
    ids=["scam", "court", "reminder", "abusive"],
)
async def test_pasted_message_gets_its_verdict(
    person: Person, text: str, headline: str, expected: list[str]
) -> None:
    reply = await person.ask(text)
    assert headline in reply["text"].splitlines()[0]
    assert all(words in reply["text"] for words in expected)
    assert "规则判断，不是法律意见。" in reply["text"]
    assert {"怎么核实", "我该怎么办", "我已经转钱/点了链接", "为什么", "判断错了"} <= set(
        buttons_of(reply)
    )


async def test_suspicious_link_cannot_be_tapped(person: Person) -> None:
    reply = await person.ask("您名下的医保卡已停用，请打开 ybk.6xk.cn 更新，电话13800001234")
    linked = {each["type"] for each in reply.get("entities", [])} & {
        "url",
        "text_link",
        "phone_number",
    }
    assert not linked


async def test_question_gets_guidance_and_no_verdict(person: Person) -> None:
    reply = await person.ask("借呗逾期了怎么办，会不会坐牢")
    assert "会不会坐牢" in buttons_of(reply)
    assert "诈骗" not in reply["text"]


async def test_small_talk_gets_the_menu(person: Person) -> None:
    reply = await person.ask("你好")
    assert "看更多主题" in buttons_of(reply)


async def test_crisis_puts_people_first(person: Person) -> None:
    reply = await person.ask("欠了二十多万，天天被催，真的不想活了")
    first = reply["text"].split("\n\n")[0]
    assert "12356" in first
    assert "110" in first


async def test_edited_message_is_judged_again(person: Person) -> None:
    first = await person.ask(REMINDER)
    sent = first["reply_to_message"]["message_id"]
    person.server.edit(person.chat, sent, SCAM)
    replies = await person.server.wait_for(
        lambda: [
            each
            for each in person.server.replies_to(person.chat, sent)
            if "很像诈骗" in each["text"]
        ],
        PATIENCE,
    )
    assert "重新看了一遍" in replies[0]["text"]


async def test_forwarded_message_and_caption_are_judged(person: Person) -> None:
    origin = {"type": "hidden_user", "sender_user_name": "某人", "date": 1}
    forwarded = await person.ask(COURT, forward_origin=origin)
    assert "法院通知" in forwarded["text"]
    sent = person.server.send(person.chat, person.user, caption=SCAM, photo=PICTURE)
    reply = await person.server.wait_reply(person.chat, sent["message_id"], PATIENCE)
    assert "很像诈骗" in reply["text"]


async def test_picture_without_words_gets_an_answer(person: Person) -> None:
    sent = person.server.send(person.chat, person.user, photo=PICTURE)
    reply = await person.server.wait_reply(person.chat, sent["message_id"], PATIENCE)
    assert "复制文字" in reply["text"]


@pytest.mark.parametrize("command", COMMANDS)
async def test_every_command_answers(person: Person, command: str) -> None:
    reply = await person.ask(f"/{command}")
    assert len(reply["text"]) > 10
    assert reply["reply_markup"]["inline_keyboard"]


async def test_about_names_operator_and_pack(person: Person) -> None:
    reply = await person.ask("/about")
    assert "测试志愿者" in reply["text"]
    assert "规则版本" in reply["text"]


async def test_unknown_command_gets_an_answer(person: Person) -> None:
    assert "/help" in (await person.ask("/nonsense"))["text"]


async def test_guide_finds_a_page_and_start_opens_a_deep_link(person: Person) -> None:
    assert "收到支付令" in (await person.ask("/guide 支付令"))["text"]
    assert "真的被起诉了" in (await person.ask("/start g_legal-sued"))["text"]


async def test_group_check_judges_the_message_replied_to(
    server: TelegramServer, process: BotProcess
) -> None:
    admin, member = server.add_user("群主"), server.add_user("群友")
    group = server.add_group("互助群", [admin, member], [admin])
    shown = server.send(group["id"], member, SCAM)
    server.send(group["id"], admin, "/check", reply_to=shown["message_id"])
    reply = await server.wait_reply(group["id"], shown["message_id"], PATIENCE)
    assert "很像诈骗" in reply["text"]
    assert "王经理" not in reply["text"]
    assert "3800" not in reply["text"]


@pytest.mark.parametrize(
    "text",
    [
        "\u202e\u200b\u200d",
        "𠮷" * 2000,
        "<b>&lt;",
        "a" * 4096,
        "\n\n\n.",
        "🙏" * 2048,
        "/check <x>",
    ],
    ids=["invisible", "astral", "html", "longest", "dots", "emoji", "command"],
)
async def test_any_text_gets_an_answer(person: Person, text: str) -> None:
    assert (await person.ask(text))["text"]
