"""Calling the bot in groups where it is an ordinary member and privacy mode is on."""

import asyncio

import pytest

from bot.demo.telegram import TelegramServer
from tests.end_to_end.conftest import PATIENCE, BotProcess, Person, buttons_of
from tests.end_to_end.crowd import (
    COURT,
    FIXER,
    REMINDER,
    SCAM,
    Crowd,
    find_start,
    list_buttons,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")

CRISIS = "我真的不想活了，站在楼顶，欠了二十万，对不起爸妈"
PICTURE = b"\x89PNG\r\n\x1a\n" + b"0" * 64


@pytest.fixture
def crowd(server: TelegramServer, process: BotProcess) -> Crowd:
    return Crowd(server)


def check_short(reply: dict) -> list[str]:
    """At most five lines, of which none repeats the message or names anybody."""
    lines = [each for each in reply["text"].splitlines() if each.strip()]
    assert len(lines) <= 5
    for secret in (
        "小李",
        "阿强",
        "群主老周",
        "王经理",
        "3800",
        "482913",
        "XX金融",
        "1,718",
        "3304",
    ):
        assert secret not in reply["text"]
    return lines


async def test_a_reply_gets_a_short_verdict(crowd: Crowd) -> None:
    target = crowd.say(SCAM)
    reply = await crowd.check(target)
    lines = check_short(reply)
    assert lines[0] == "很像诈骗 · 机构催还款的短信"
    assert "现在做：" in reply["text"]
    assert reply["reply_to_message"]["message_id"] == target
    assert [each["text"] for each in list_buttons(reply)] == ["私聊看理由", "判断错了"]


async def test_a_group_that_takes_no_whispers_is_asked_once(crowd: Crowd) -> None:
    for text in (SCAM, COURT, REMINDER):
        await crowd.check(crowd.say(text), crowd.admin)
    tried = [
        each
        for each in crowd.server.calls
        if each.params.get("chat_id") == crowd.id and "ephemeral_message_parameters" in each.params
    ]
    assert [each.error_code for each in tried] == [400]


async def test_a_court_paper_keeps_its_way_to_12368(crowd: Crowd) -> None:
    reply = await crowd.check(crowd.say(COURT))
    check_short(reply)
    assert "12368" in reply["text"]
    assert "期限" in reply["text"]


async def test_the_reasons_open_in_private_without_a_word_of_the_message(
    crowd: Crowd, person: Person
) -> None:
    reply = await crowd.check(crowd.say(SCAM))
    handed = await person.ask(f"/start {find_start(reply, '私聊看理由')}")
    assert "很像诈骗 · 机构催还款的短信" in handed["text"]
    assert "把原文发给我，可以看得更细" in handed["text"]
    assert "· 要你把钱转给个人" in handed["text"]
    assert "王经理" not in handed["text"]
    assert "3800" not in handed["text"]
    # Its buttons go on from what the link carried; the link itself is no message to judge.
    why = await person.press(handed, buttons_of(handed)["为什么"])
    assert "原来的短信已经看不到了" in why["text"]
    back = await person.press(why, buttons_of(why)["‹ 回到结论"])
    verify = await person.press(back, buttons_of(back)["怎么核实"])
    assert "怎么核实" in verify["text"]


async def test_a_caption_and_a_forwarded_message_are_read(crowd: Crowd) -> None:
    pictured = crowd.say(None, photo=PICTURE, caption=REMINDER)
    check_short(await crowd.check(pictured))
    hidden = {"type": "hidden_user", "sender_user_name": "钱多多财务", "date": 1}
    forwarded = crowd.say(FIXER, forward_origin=hidden)
    reply = await crowd.check(forwarded, crowd.admin)
    assert "钱多多财务" not in reply["text"]
    assert "代办债务的广告" in reply["text"]


async def test_a_quoted_part_is_what_is_judged(crowd: Crowd) -> None:
    target = crowd.say(f"{REMINDER}\n{SCAM}")
    crowd.say("/check", crowd.bob, reply_to=target, quote=REMINDER)
    reply = await crowd.server.wait_reply(crowd.id, target, timeout=PATIENCE)
    assert "很像诈骗" not in reply["text"]


async def test_words_after_the_command_are_judged(crowd: Crowd) -> None:
    sent = crowd.say(f"/check@biehuang_bot\n{SCAM} 请 速 办理")
    reply = await crowd.server.wait_reply(crowd.id, sent, timeout=PATIENCE)
    assert "很像诈骗" in reply["text"]


async def test_a_mention_calls_as_the_command_does(crowd: Crowd) -> None:
    target = crowd.say(SCAM)
    crowd.say("@biehuang_bot", crowd.bob, reply_to=target)
    assert "很像诈骗" in (await crowd.server.wait_reply(crowd.id, target, PATIENCE))["text"]
    alone = crowd.say(f"{REMINDER} @Biehuang_Bot", crowd.admin)
    assert "机构催还款" in (await crowd.server.wait_reply(crowd.id, alone, PATIENCE))["text"]


async def test_nothing_to_judge_gets_a_short_hint(crowd: Crowd) -> None:
    sent = crowd.say("/check")
    hint = await crowd.server.wait_reply(crowd.id, sent, PATIENCE)
    assert "回复那条" in hint["text"]
    picture = crowd.say(None, photo=PICTURE)
    asked = crowd.say("/check", crowd.bob, reply_to=picture)
    assert "没有文字" in (await crowd.server.wait_reply(crowd.id, asked, PATIENCE))["text"]
    talk = crowd.say("大家今天都还好吗")
    asked = crowd.say("/check", crowd.admin, reply_to=talk)
    assert "不像短信" in (await crowd.server.wait_reply(crowd.id, asked, PATIENCE))["text"]


async def test_a_person_in_danger_comes_first(crowd: Crowd) -> None:
    target = crowd.say(CRISIS)
    asked = crowd.say("/check", crowd.bob, reply_to=target)
    reply = await crowd.server.wait_reply(crowd.id, asked, PATIENCE)
    assert "12356" in reply["text"]
    assert len(reply["text"].splitlines()) <= 5
    assert CRISIS[:4] not in reply["text"]


async def test_an_edited_message_is_judged_again(crowd: Crowd) -> None:
    target = crowd.say(f"/check {REMINDER}")
    reply = await crowd.server.wait_reply(crowd.id, target, PATIENCE)
    assert "很像诈骗" not in reply["text"]
    crowd.server.edit(crowd.id, target, f"/check {SCAM}")
    await crowd.settle()
    changed = crowd.latest(reply)
    assert "内容改过" in changed["text"]
    assert "很像诈骗" in changed["text"]
    assert len(crowd.answers()) == 1


async def test_a_verdict_does_not_outlive_a_message_that_keeps_changing(crowd: Crowd) -> None:
    target = crowd.say(f"/check {REMINDER}")
    reply = await crowd.server.wait_reply(crowd.id, target, PATIENCE)
    for number in range(5):
        crowd.server.edit(crowd.id, target, f"/check {number} {SCAM if number % 2 else REMINDER}")
        await crowd.settle()
    assert "前面的结论不算数了" in crowd.latest(reply)["text"]


async def test_doubts_leave_the_verdict_and_count_once_a_member(crowd: Crowd) -> None:
    reply = await crowd.check(crowd.say(SCAM))
    await crowd.press(reply, "判断错了", crowd.ann)
    asked = crowd.latest(reply)
    assert asked["text"] == reply["text"]
    assert [each["text"] for each in list_buttons(asked)][:2] == ["其实是真的", "其实是骗子"]
    thanks = await crowd.press(asked, "其实是真的", crowd.ann)
    assert thanks["text"] == "记下了，谢谢"
    back = crowd.latest(reply)
    assert back["text"] == reply["text"]
    assert back["reply_markup"] == reply["reply_markup"]
    await crowd.press(back, "判断错了", crowd.ann)
    again = await crowd.press(crowd.latest(reply), "看不懂", crowd.ann)
    assert "今天先到这里" in again["text"]
    await crowd.press(crowd.latest(reply), "判断错了", crowd.bob)
    await crowd.press(crowd.latest(reply), "‹ 返回", crowd.bob)
    assert crowd.latest(reply)["reply_markup"] == reply["reply_markup"]


async def test_ordinary_talk_gets_nothing(crowd: Crowd) -> None:
    before = len(crowd.answers())
    first = await crowd.check(crowd.say(SCAM))
    crowd.say("谢谢", crowd.ann, reply_to=first["message_id"])
    crowd.say("我刚才问了 @biehuang_bot 它说挺像骗子的", reply_to=first["message_id"])
    crowd.say("/rules@other_helper_bot")
    crowd.say("/weather")
    crowd.say(SCAM)
    await crowd.settle()
    await asyncio.sleep(0.3)
    assert len(crowd.answers()) == before + 1


async def test_channels_bots_and_service_messages_get_nothing(
    crowd: Crowd, server: TelegramServer
) -> None:
    channel = {"id": -1001999000111, "title": "反诈中心", "type": "channel"}
    crowd.server.repost(crowd.id, channel, f"/check {SCAM}")
    robot = server.add_user("Other", username="other_helper_bot", is_bot=True)
    server.join(crowd.id, robot)
    crowd.say(f"/check {SCAM}", robot)
    crowd.say("/help", robot)
    server.leave(crowd.id, robot)
    await crowd.settle()
    await asyncio.sleep(0.3)
    assert crowd.answers() == []


async def test_an_anonymous_admin_is_answered(crowd: Crowd) -> None:
    target = crowd.say(SCAM)
    crowd.say("/check", crowd.admin, reply_to=target, sender_chat=crowd.info)
    reply = await crowd.server.wait_reply(crowd.id, target, PATIENCE)
    assert "很像诈骗" in reply["text"]


async def test_an_answer_stays_in_its_topic(server: TelegramServer, process: BotProcess) -> None:
    crowd = Crowd(server, forum=True)
    topic = server.add_topic(crowd.id, crowd.admin, "短信")
    target = crowd.say(SCAM, message_thread_id=topic)
    crowd.say("/check", crowd.bob, reply_to=target, message_thread_id=topic)
    reply = await server.wait_reply(crowd.id, target, PATIENCE)
    assert reply["message_thread_id"] == topic


async def test_an_album_gets_one_answer(crowd: Crowd) -> None:
    caption = f"@biehuang_bot {SCAM}"
    crowd.say(None, photo=PICTURE, caption=caption, media_group_id="77")
    crowd.say(None, photo=PICTURE, media_group_id="77")
    crowd.say(None, photo=PICTURE, media_group_id="77")
    await crowd.server.wait_for(crowd.answers, PATIENCE)
    await crowd.settle()
    assert len(crowd.answers()) == 1


async def test_a_flood_leaves_the_group_readable_and_others_alone(
    crowd: Crowd, server: TelegramServer, person: Person
) -> None:
    target = crowd.say(SCAM)
    members = [server.add_user(f"成员{number}") for number in range(20)]
    for member in members:
        server.join(crowd.id, member)
    for number in range(200):
        crowd.say("/check" if number % 3 else "/help", members[number % 20], reply_to=target)
    elsewhere = Crowd(server)
    reply = await elsewhere.check(elsewhere.say(SCAM))
    assert "很像诈骗" in reply["text"]
    assert "很像诈骗" in (await person.ask(SCAM))["text"]
    await crowd.settle()
    assert 1 <= len(crowd.answers()) <= 10
    assert server.refused_for_rate == 0
    busy = [each for each in crowd.answers() if "先歇一分钟" in each["text"]]
    assert len(busy) == 1
