"""The admin panel: who may press, two at once, a restart, a move; and being told in private."""

import re
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from bot.clock import today
from bot.demo.telegram import TelegramServer
from tests.end_to_end.conftest import PATIENCE, BotProcess, Person, buttons_of
from tests.end_to_end.groups import Group, Message, links_of, rows, start_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module")
async def group(server: TelegramServer, process: BotProcess) -> Group:
    group = Group(server)
    await group.settle()
    return group


@pytest_asyncio.fixture(loop_scope="module")
async def panel(group: Group) -> Message:
    return await group.ask(group.admin, "/settings")


def in_private(group: Group, user: Message) -> Person:
    """The private chat of somebody of the group."""
    person = object.__new__(Person)
    person.server, person.user = group.server, user
    person.chat = group.server.private_chat(user)["id"]
    return person


UNTIL = today() + timedelta(days=3)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("留意", "提醒", "提醒"),
        ("试运行", "3天", f"到{UNTIL.year}年{UNTIL.month}月{UNTIL.day}日"),
        ("每周小结", "开", "开"),
        ("在哪里说话", "✓ 群的主聊天", "群的主聊天"),
        ("语言", "✓ 简体中文", "简体中文"),
    ],
)
async def test_what_is_set_shows_and_stays(
    group: Group, panel: Message, field: str, value: str, said: str
) -> None:
    shown = await group.set(group.owner, panel, field, value)
    assert f"· {field}：{said}" in shown["text"]
    again = await group.ask(group.admin, "/settings")
    assert f"· {field}：{said}" in again["text"]


async def test_the_panel_goes_back_and_away(group: Group, panel: Message) -> None:
    await group.tap(group.owner, panel, "谁能叫我")
    assert "✓ 所有人" in buttons_of(group.look(panel))
    _, shown = await group.tap(group.owner, panel, "‹ 回到设置")
    assert shown["text"] == panel["text"]
    _, closed = await group.tap(group.owner, panel, "收起")
    assert "reply_markup" not in closed


async def test_a_member_changes_nothing_and_is_told_kindly(group: Group, panel: Message) -> None:
    reply = await group.ask(group.member, "/settings")
    assert "这里由管理员改" in reply["text"]
    assert "reply_markup" not in reply
    before = group.look(panel)
    for data in ("1:watch:", "1:watch.warn:", "1::", "1:close:", "1:topic.5:"):
        pressed = group.press(group.member, panel, data)
        answer = await group.server.wait_answer(pressed, timeout=PATIENCE)
        assert "这里由管理员改" in answer["text"]
    await group.settle()
    assert group.look(panel) == before
    assert "留意：关" in (await group.ask(group.admin, "/settings"))["text"]


async def test_members_who_try_often_leave_the_group_readable(group: Group) -> None:
    before = len(group.said())
    for _ in range(5):
        await group.say(group.member, "/settings")
    assert len(group.said()) == before + 1


async def test_a_rank_lost_between_two_presses_is_noticed(group: Group, panel: Message) -> None:
    await group.tap(group.admin, panel, "留意")
    group.server.demote(group.chat, group.admin)
    answer, shown = await group.tap(group.admin, panel, "提醒")
    assert "这里由管理员改" in answer["text"]
    assert "✓ 关" in buttons_of(shown)
    _, shown = await group.tap(group.owner, panel, "安静")
    assert "留意：安静" in shown["text"]


async def test_a_rank_gained_is_noticed_at_once_where_the_bot_is_told(group: Group) -> None:
    group.server.promote(group.chat)
    await group.settle()
    panel = await group.ask(group.admin, "/settings")
    answer, _ = await group.tap(group.member, panel, "留意")
    assert "这里由管理员改" in answer["text"]
    group.server.promote(group.chat, group.member)
    await group.settle()
    answer, _ = await group.tap(group.member, panel, "留意")
    assert answer["text"] == ""


async def test_two_admins_at_once_both_hold(group: Group, panel: Message) -> None:
    second = await group.ask(group.owner, "/settings")
    presses = [
        group.press(group.admin, panel, "1:watch.warn:"),
        group.press(group.owner, second, "1:summon.admins:"),
        group.press(group.admin, panel, "1:welcome.1:"),
        group.press(group.owner, panel, "1:welcome.1:"),
    ]
    for each in presses:
        await group.server.wait_answer(each, timeout=PATIENCE)
    await group.settle()
    said = (await group.ask(group.admin, "/settings"))["text"]
    assert "留意：提醒" in said
    assert "谁能叫我：只有管理员" in said
    assert "欢迎卡：开" in said


async def test_an_anonymous_admin_counts_and_a_channel_does_not(group: Group) -> None:
    itself = group.server.world.chats[group.chat].info
    panel = await group.ask(group.admin, "/settings", sender_chat=itself)
    assert "这个群的设置" in panel["text"]
    shown = await group.set(group.admin, panel, "留意", "安静")
    assert "留意：安静" in shown["text"]
    channel = {"id": -1_001_234_567_890, "type": "channel", "title": "频道"}
    reply = await group.ask(group.member, "/settings", sender_chat=channel)
    assert "这里由管理员改" in reply["text"]


async def test_when_nobody_can_be_asked_nothing_is_changed(group: Group, panel: Message) -> None:
    await group.tap(group.admin, panel, "留意")
    group.server.fail("getChatAdministrators", error_code=400, times=9)
    try:
        answer, _ = await group.tap(group.admin, panel, "提醒")
    finally:
        group.server.world.faults = type(group.server.world.faults)()
    assert "什么都没改" in answer["text"]
    _, shown = await group.tap(group.admin, panel, "‹ 回到设置")
    assert "留意：关" in shown["text"]


async def test_a_button_that_nobody_offered_gets_a_kind_answer(
    group: Group, panel: Message
) -> None:
    for data in ("1:watch.delete:", "1:lang.tlh:", "1:quiet.1-1:", "1:ban:", "1:topic.-5:"):
        pressed = group.press(group.admin, panel, data)
        answer = await group.server.wait_answer(pressed, timeout=PATIENCE)
        assert "旧版本" in answer["text"]
    gone = group.server.press(
        group.chat, group.admin, panel["message_id"], "1:watch:", inaccessible=True
    )
    answer = await group.server.wait_answer(gone, timeout=PATIENCE)
    assert "再发一次 /settings" in answer["text"]


async def test_the_panel_says_when_watching_can_not_work(group: Group, panel: Message) -> None:
    shown = await group.set(group.admin, panel, "留意", "安静")
    assert "看不到群里的消息" in shown["text"]
    assert "还没有管理员愿意接收" in shown["text"]
    group.server.promote(group.chat)
    await group.settle()
    said = (await group.ask(group.admin, "/settings"))["text"]
    assert "看不到群里的消息" not in said


async def test_moved_in_the_middle_of_a_panel(server: TelegramServer, process: BotProcess) -> None:
    group = Group(server, supergroup=False)
    await group.settle()
    panel = await group.ask(group.admin, "/settings")
    await group.tap(group.admin, panel, "留意")
    old, group.chat = group.chat, server.migrate(group.chat)["id"]
    logged = process.log.read_text("utf-8")
    pressed = server.press(old, group.admin, panel["message_id"], "1:watch.quiet:")
    answer = await server.wait_answer(pressed, timeout=PATIENCE)
    assert "留意：安静" in answer["text"]
    await group.settle()
    assert process.log.read_text("utf-8") == logged
    assert "留意：安静" in (await group.ask(group.admin, "/settings"))["text"]


async def test_pressed_before_the_bot_hears_of_the_move(
    server: TelegramServer, process: BotProcess
) -> None:
    group = Group(server, supergroup=False)
    await group.settle()
    panel = await group.ask(group.admin, "/settings")
    await group.tap(group.admin, panel, "留意")
    old, group.chat = group.chat, server.migrate(group.chat)["id"]
    server.world.updates.clear()  # both service messages are lost: the refusal alone tells
    pressed = server.press(old, group.admin, panel["message_id"], "1:watch.quiet:")
    await server.wait_answer(pressed, timeout=PATIENCE)
    await group.settle()
    assert "留意：安静" in (await group.ask(group.admin, "/settings"))["text"]


async def test_settings_in_private_say_where_they_are(
    server: TelegramServer, process: BotProcess, person: Person
) -> None:
    assert "请管理员在群里发 /settings" in (await person.ask("/settings"))["text"]


async def test_an_admin_agrees_to_be_told_and_takes_it_back(
    process: BotProcess, group: Group, panel: Message
) -> None:
    kept = len(rows(process, "group_receivers"))
    address = links_of(panel)["🔔 在私聊接收"]
    token = address.partition("?start=")[2]
    assert re.fullmatch(r"[\w-]{1,64}", token, re.ASCII)
    assert str(abs(group.chat)) not in token
    admin = in_private(group, group.admin)
    asked = await admin.ask(start_of(panel))
    assert "在私聊接收“互助群”的情况" in asked["text"]
    assert "要存：你的编号" in asked["text"]
    assert len(rows(process, "group_receivers")) == kept
    agreed = await admin.press(asked, buttons_of(asked)["好，在这里接收"])
    assert "以后发到这里" in agreed["text"]
    assert len(rows(process, "group_receivers")) == kept + 1
    assert "你在接收 1 个群的情况" in (await admin.ask("/privacy"))["text"]
    assert "你在接收 1 个群的情况" in (await admin.ask("/reminders"))["text"]
    await admin.press(agreed, buttons_of(agreed)["不再接收"])
    assert "不再发给你" in group.server.messages(admin.chat)[-1]["text"]
    assert len(rows(process, "group_receivers")) == kept


async def test_forget_and_the_list_end_it(process: BotProcess, group: Group) -> None:
    kept = len(rows(process, "group_receivers"))
    panel = await group.ask(group.admin, "/settings")
    admin = in_private(group, group.admin)
    for end in ("/forget", "button"):
        asked = await admin.ask(start_of(panel))
        await admin.press(asked, buttons_of(asked)["好，在这里接收"])
        assert len(rows(process, "group_receivers")) == kept + 1
        if end == "/forget":
            assert "不再告诉你 1 个群" in (await admin.ask("/forget"))["text"]
        else:
            listed = await admin.ask("/reminders")
            await admin.press(listed, buttons_of(listed)["不再接收任何群"])
        assert len(rows(process, "group_receivers")) == kept


async def test_only_admins_are_told(process: BotProcess, group: Group, panel: Message) -> None:
    kept = len(rows(process, "group_receivers"))
    member, admin = in_private(group, group.member), in_private(group, group.admin)
    assert "只有那个群的管理员" in (await member.ask(start_of(panel)))["text"]
    for made_up in ("/start n_AAAA", "/start n_" + "A" * 59, "/start n_"):
        assert "好，在这里接收" not in buttons_of(await member.ask(made_up))
    asked = await admin.ask(start_of(panel))
    group.server.demote(group.chat, group.admin)
    refused = await admin.press(asked, buttons_of(asked)["好，在这里接收"])
    assert "只有那个群的管理员" in refused["text"]
    assert len(rows(process, "group_receivers")) == kept


async def test_who_is_no_admin_any_more_is_forgotten(process: BotProcess, group: Group) -> None:
    kept = len(rows(process, "group_receivers"))
    group.server.promote(group.chat)
    panel, admin = await group.ask(group.admin, "/settings"), in_private(group, group.admin)
    for event in ("demoted", "thrown out", "blocks"):
        asked = await admin.ask(start_of(panel))
        await admin.press(asked, buttons_of(asked)["好，在这里接收"])
        assert len(rows(process, "group_receivers")) == kept + 1
        if event == "demoted":
            group.server.demote(group.chat, group.admin)
            group.server.promote(group.chat, group.admin)
        elif event == "blocks":
            group.server.block(admin.user)
        else:
            group.server.kick(group.chat, group.admin)
            group.server.join(group.chat, group.admin)
            group.server.promote(group.chat, group.admin)
        await group.settle()
        assert len(rows(process, "group_receivers")) == kept


async def test_checks_are_counted_only_for_a_digest(process: BotProcess, group: Group) -> None:
    shown = await group.say(group.member, "【某某贷】额度20万,加微信放款,先交保证金")
    before = rows(process, "group_counts")
    await group.say(group.member, "/check", reply_to=shown["message_id"])
    panel = await group.ask(group.admin, "/settings")
    await group.set(group.admin, panel, "每周小结", "开")
    assert rows(process, "group_counts") == before
    await group.say(group.member, "/check", reply_to=shown["message_id"])
    counts = await group.server.wait_for(lambda: new_rows(process, before), PATIENCE)
    assert [(metric, count) for _, metric, _, count in counts] == [("authenticity", 1), ("kind", 1)]
    await group.set(group.admin, panel, "每周小结", "关")
    assert rows(process, "group_counts") == before


def new_rows(process: BotProcess, before: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [row for row in rows(process, "group_counts") if row not in before]


async def test_neither_database_nor_log_tells_which_group_or_admin(
    process: BotProcess, group: Group
) -> None:
    panel, admin = await group.ask(group.admin, "/settings"), in_private(group, group.admin)
    await group.set(group.admin, panel, "每周小结", "开")
    asked = await admin.ask(start_of(panel))
    await admin.press(asked, buttons_of(asked)["好，在这里接收"])
    files = [each for each in process.folder.rglob("*") if each.is_file()]
    assert any(each.name.endswith("-wal") for each in files)
    content = b"".join(each.read_bytes() for each in files)
    bare = str(abs(group.chat)).removeprefix("100")
    for secret in (bare, str(admin.chat), str(group.member["id"]), "互助群", "管理员"):
        assert secret.encode() not in content
    for each in (group.chat, admin.chat):
        for order in ("big", "little"):
            assert each.to_bytes(8, order, signed=True) not in content


async def test_a_restart_keeps_settings_panel_and_invitation(
    server: TelegramServer, process: BotProcess, group: Group, panel: Message
) -> None:
    await group.set(group.admin, panel, "不主动说话", "23点到8点")
    await group.tap(group.admin, panel, "留意")
    await process.kill()
    pressed = group.press(group.owner, panel, buttons_of(group.look(panel))["提醒"])
    await process.start()
    answer = await server.wait_answer(pressed, timeout=PATIENCE)
    assert "留意：提醒" in answer["text"]
    await group.settle()
    assert "不主动说话：23点到8点" in group.look(panel)["text"]
    admin = in_private(group, group.admin)
    assert "在私聊接收“互助群”的情况" in (await admin.ask(start_of(panel)))["text"]
