"""The bot comes, is seen, rises, moves, is muted and goes: with the real process."""

import re
from datetime import datetime

import pytest
import pytest_asyncio

from bot.clock import CHINA
from bot.demo.telegram import TelegramServer
from tests.end_to_end.conftest import PATIENCE, BotProcess
from tests.end_to_end.groups import Group, rows

pytestmark = pytest.mark.asyncio(loop_scope="module")

SCAM = "【京东金融】您的账户异常,请转账到王经理个人账户6222解除,否则影响征信"


@pytest_asyncio.fixture(loop_scope="module")
async def group(server: TelegramServer, process: BotProcess) -> Group:
    group = Group(server)
    await group.settle()
    return group


async def test_on_coming_it_says_once_what_it_sees_and_keeps(group: Group) -> None:
    [said] = group.said()
    assert "回复那条消息，发 /check" in said["text"]
    assert "我只看得到：叫我的、回复我的" in said["text"]
    assert "没人叫我，我不看消息" in said["text"]
    assert "管理员发 /settings" in said["text"]
    assert "不存：消息、图片、名字、账号、群名" in said["text"]


async def test_with_privacy_mode_off_it_says_that_it_sees_all(
    server: TelegramServer, process: BotProcess
) -> None:
    server.world.privacy_mode = False
    try:
        group = Group(server)
        await group.settle()
        assert "看得到所有消息" in group.said()[0]["text"]
        assert "看得到所有消息" in (await group.ask(group.member, "/privacy"))["text"]
    finally:
        server.world.privacy_mode = True
    assert "我只看得到" in (await group.ask(group.member, "/privacy"))["text"]


async def test_as_an_admin_it_says_that_it_sees_more(server: TelegramServer, group: Group) -> None:
    server.promote(group.chat)
    await group.settle()
    assert "我现在是管理员" in group.said()[-1]["text"]
    assert "看得到所有消息" in group.said()[-1]["text"]
    assert "看得到所有消息" in (await group.ask(group.member, "/privacy"))["text"]
    server.demote(group.chat)
    await group.settle()
    assert len(group.said()) == 3
    assert "我只看得到" in (await group.ask(group.member, "/privacy"))["text"]


async def test_privacy_tells_what_is_kept_of_this_group(group: Group, process: BotProcess) -> None:
    assert "现在没有" in (await group.ask(group.member, "/privacy"))["text"]
    panel = await group.ask(group.admin, "/settings")
    await group.set(group.admin, panel, "留意", "提醒")
    said = (await group.ask(group.member, "/privacy"))["text"]
    assert "管理员改过的设置" in said
    assert "在群里提醒一句" in said
    await group.set(group.admin, panel, "试运行", "3天")
    await group.set(group.admin, panel, "每周小结", "开")
    said = (await group.ask(group.member, "/privacy"))["text"]
    assert re.search(r"管理员在试“留意”，到20\d\d年", said)
    assert "群编号，加密的" in said


@pytest.mark.parametrize("way", ["kicked", "left"])
async def test_going_deletes_the_settings(
    server: TelegramServer, process: BotProcess, group: Group, way: str
) -> None:
    before = [len(rows(process, table)) for table in ("group_settings", "group_digests")]
    panel = await group.ask(group.admin, "/settings")
    await group.set(group.admin, panel, "每周小结", "开")
    assert len(rows(process, "group_digests")) == before[1] + 1
    if way == "kicked":
        server.kick_bot(group.chat)
    else:
        server.leave(group.chat, server.bot)
    await group.settle()
    assert [len(rows(process, table)) for table in ("group_settings", "group_digests")] == before
    server.add_bot(group.chat)
    await group.settle()
    assert "每周小结：关" in (await group.ask(group.admin, "/settings"))["text"]


async def test_who_adds_and_removes_it_again_and_again_reads_it_once(
    server: TelegramServer, group: Group
) -> None:
    for _ in range(3):
        server.kick_bot(group.chat)
        server.add_bot(group.chat)
        await group.settle()
    assert len(group.introductions()) == 1


async def test_without_the_right_to_write_it_is_quiet_and_only_counts(
    server: TelegramServer, process: BotProcess, group: Group
) -> None:
    before, logged = len(group.said()), process.log.read_text("utf-8")
    server.set_rights(group.chat, can_send=False)
    for text in ("/privacy", "/settings", "/help", "/check@biehuang_bot"):
        await group.say(group.admin, text)
    assert len(group.said()) == before
    assert process.log.read_text("utf-8") == logged
    await server.wait_for(lambda: ("unsent", "rights") in counted(process), PATIENCE)
    server.set_rights(group.chat, can_send=True)
    assert "只看得到" in (await group.ask(group.member, "/privacy"))["text"]


def counted(process: BotProcess) -> set[tuple[str, str]]:
    return {(metric, label) for _, metric, label, _ in rows(process, "daily_counts")}


async def test_added_where_it_may_not_write_it_says_nothing(
    server: TelegramServer, process: BotProcess, group: Group
) -> None:
    server.kick_bot(group.chat)
    server.set_rights(group.chat, can_send=False)
    logged, before = process.log.read_text("utf-8"), len(group.said())
    server.add_bot(group.chat)
    await group.settle()
    assert process.log.read_text("utf-8") == logged
    assert len(group.said()) == before


async def test_kicked_while_answering(
    server: TelegramServer, process: BotProcess, group: Group
) -> None:
    logged = process.log.read_text("utf-8")
    server.delay("sendMessage", 1.0)
    try:
        server.send(group.chat, group.member, "/privacy")
        server.send(group.chat, group.member, "/help")
        calls = len(server.calls)
        await server.wait_for(lambda: len(server.calls) > calls, PATIENCE)
        server.kick_bot(group.chat)
        await group.settle()
    finally:
        server.delay("sendMessage", 0.0)
    assert process.log.read_text("utf-8") == logged
    await server.wait_for(lambda: ("unsent", "gone") in counted(process), PATIENCE)


async def test_a_supergroup_keeps_the_settings(server: TelegramServer, process: BotProcess) -> None:
    group = Group(server, supergroup=False)
    await group.settle()
    panel = await group.ask(group.admin, "/settings")
    await group.set(group.admin, panel, "留意", "安静")
    await group.set(group.admin, panel, "每周小结", "开")
    before = [len(rows(process, table)) for table in ("group_settings", "group_digests")]
    group.chat = server.migrate(group.chat)["id"]
    await group.settle()
    assert group.introductions() == []
    said = (await group.ask(group.admin, "/settings"))["text"]
    assert "留意：安静" in said
    assert "每周小结：开" in said
    assert [len(rows(process, table)) for table in ("group_settings", "group_digests")] == before


async def test_told_of_the_move_by_the_new_group_first(
    server: TelegramServer, process: BotProcess
) -> None:
    group = Group(server, supergroup=False)
    await group.settle()
    panel = await group.ask(group.admin, "/settings")
    await group.set(group.admin, panel, "谁能叫我", "只有管理员")
    server.world.updates.clear()
    old, group.chat = group.chat, server.migrate(group.chat)["id"]
    told = [server.world.updates._waiting.pop(each) for each in server.pending_updates]
    server.world.updates.clear()
    for each in reversed(told):
        server.inject_raw_update({"message": each.body["message"]})
        await group.settle()
    assert "谁能叫我：只有管理员" in (await group.ask(group.admin, "/settings"))["text"]
    assert server.world.chats[old].migrated_to == group.chat


async def test_a_reply_that_meets_the_move_comes_in_the_new_group(
    server: TelegramServer, process: BotProcess
) -> None:
    group = Group(server, supergroup=False)
    await group.settle()
    server.delay("sendMessage", 1.0)
    try:
        server.send(group.chat, group.member, "/privacy")
        calls = len(server.calls)
        await server.wait_for(lambda: len(server.calls) > calls, PATIENCE)
        group.chat = server.migrate(group.chat)["id"]
        await group.settle()
    finally:
        server.delay("sendMessage", 0.0)
    await server.wait_for(lambda: bool(group.said()), PATIENCE)
    assert "在这个群" in group.said()[0]["text"]


async def test_service_messages_and_channels_get_no_answer(
    server: TelegramServer, group: Group
) -> None:
    before = len(group.said())
    newcomer = server.add_user("新人")
    server.join(group.chat, newcomer)
    server.leave(group.chat, newcomer)
    chat = server.world.chats[group.chat]
    head = {"message_id": 9_000, "date": server.world.now(), "chat": chat.info}
    for content in (
        {"new_chat_title": "x"},
        {"pinned_message": head | {"text": SCAM}},
        {"group_chat_created": True},
        {"video_chat_started": {}},
    ):
        server.inject_raw_update({"message": head | {"from": group.owner} | content})
    channel = {"id": -1_001_111_111_111, "type": "channel", "title": "频道"}
    member = {"user": server.bot, "status": "administrator"}
    change = {
        "chat": channel,
        "from": group.owner,
        "date": server.world.now(),
        "old_chat_member": {"user": server.bot, "status": "left"},
        "new_chat_member": member | {"can_be_edited": False, "is_anonymous": False},
    }
    server.inject_raw_update({"my_chat_member": change})
    await group.settle()
    assert len(group.said()) == before


async def test_a_welcome_card_comes_only_when_wanted_and_not_for_each(
    server: TelegramServer, group: Group
) -> None:
    server.join(group.chat, server.add_user("早来的"))
    await group.settle()
    assert len(group.said()) == 1
    panel = await group.ask(group.admin, "/settings")
    await group.set(group.admin, panel, "欢迎卡", "开")
    for name in ("一", "二", "三"):
        server.join(group.chat, server.add_user(name))
    await group.settle()
    cards = [each for each in group.said() if "欢迎新来的朋友" in each["text"]]
    assert len(cards) == 1
    assert "start=g_verify" in str(cards[0]["reply_markup"])


async def test_at_quiet_hours_nobody_is_welcomed(server: TelegramServer, group: Group) -> None:
    panel = await group.ask(group.admin, "/settings")
    hour = datetime.now(CHINA).hour
    for data in ("1:welcome.1:", f"1:quiet.{hour}-{(hour + 2) % 24}:"):
        await server.wait_answer(group.press(group.admin, panel, data), timeout=PATIENCE)
    await group.settle()
    before = len(group.said())
    server.join(group.chat, server.add_user("新人"))
    await group.settle()
    assert len(group.said()) == before
    assert "只看得到" in (await group.ask(group.member, "/privacy"))["text"]


async def test_who_joined_while_the_bot_was_away_is_not_welcomed(
    server: TelegramServer, group: Group
) -> None:
    panel = await group.ask(group.admin, "/settings")
    await group.set(group.admin, panel, "欢迎卡", "开")
    before, newcomer = len(group.said()), server.add_user("新人")
    head = {"message_id": 9_000, "date": server.world.now() - 3_600, "from": newcomer}
    chat = {"chat": server.world.chats[group.chat].info}
    server.inject_raw_update({"message": head | chat | {"new_chat_members": [newcomer]}})
    await group.settle()
    assert len(group.said()) == before


async def test_it_speaks_in_the_topic_chosen_and_answers_where_it_was_asked(
    server: TelegramServer, process: BotProcess
) -> None:
    group = Group(server, forum=True)
    await group.settle()
    here = server.add_topic(group.chat, group.owner, "公告")
    other = server.add_topic(group.chat, group.owner, "闲聊")
    panel = await group.ask(group.admin, "/settings", message_thread_id=here)
    assert panel["message_thread_id"] == here
    panel = await group.set(group.admin, panel, "在哪里说话", "这个话题")
    assert "在哪里说话：这个话题" in panel["text"]
    await group.set(group.admin, panel, "欢迎卡", "开")
    server.join(group.chat, server.add_user("新人"))
    await group.settle()
    assert group.said()[-1]["message_thread_id"] == here
    asked = await group.ask(group.member, "/privacy", message_thread_id=other)
    assert asked["message_thread_id"] == other
    elsewhere = await group.ask(group.admin, "/settings", message_thread_id=other)
    assert "在哪里说话：别的话题" in elsewhere["text"]


async def test_a_topic_that_was_deleted_is_given_up(
    server: TelegramServer, process: BotProcess
) -> None:
    group = Group(server, forum=True)
    here = server.add_topic(group.chat, group.owner, "公告")
    panel = await group.ask(group.admin, "/settings", message_thread_id=here)
    await group.set(group.admin, panel, "在哪里说话", "这个话题")
    await group.set(group.admin, panel, "欢迎卡", "开")
    server.delete(group.chat, here)
    server.join(group.chat, server.add_user("新人"))
    await server.wait_for(lambda: "欢迎新来的朋友" in group.said()[-1]["text"], PATIENCE)
    assert "message_thread_id" not in group.said()[-1]
    await group.settle()
    assert "在哪里说话：群的主聊天" in (await group.ask(group.admin, "/settings"))["text"]
