"""What the bot does in groups whose messages it sees: whispers, a watch, and silence."""

import asyncio
import tomllib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.clock import CHINA, today
from bot.demo.telegram import TelegramServer
from bot.groups.settings import GroupSettings, QuietHours, Summon, Watch
from bot.storage.database import Database
from bot.storage.groups import Groups
from tests.end_to_end.conftest import PATIENCE, BotProcess, build_process
from tests.end_to_end.crowd import FIXER, REMINDER, SCAM, Crowd, find_start, list_buttons

pytestmark = pytest.mark.asyncio(loop_scope="module")

SECRET = "a secret of this test alone"
WARN = GroupSettings(watch=Watch.WARN)
TALK = Path(__file__).parents[1] / "groups" / "talk.toml"
PICTURE = b"\x89PNG\r\n\x1a\n" + b"0" * 64


def _quiet_now() -> QuietHours:
    hour = datetime.now(UTC).astimezone(CHINA).hour
    return QuietHours((hour - 1) % 24, (hour + 2) % 24)


SETTINGS = {
    "off": GroupSettings(),
    "admins": GroupSettings(summon=Summon.ADMINS),
    "admins_plain": GroupSettings(summon=Summon.ADMINS),
    "quiet": GroupSettings(watch=Watch.QUIET),
    "dry": replace(WARN, dry_until=today() + timedelta(days=2)),
    "hours": replace(WARN, quiet=_quiet_now()),
    **dict.fromkeys(
        ("warn", "talk", "impostor", "edited", "often", "album", "doubts", "demoted", "trace"), WARN
    ),
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def crowds(server: TelegramServer) -> dict[str, Crowd]:
    """A group for each of the settings, in all of which but one the bot is an admin."""
    server.world.privacy_mode = False
    found = {}
    for name in SETTINGS:
        found[name] = Crowd(server)
        if name != "admins_plain":
            server.promote(found[name].id)
    return found


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def process(
    server: TelegramServer, crowds: dict[str, Crowd], tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[BotProcess]:
    running = build_process(server, tmp_path_factory.mktemp("bot"))
    database = await Database.open(running.folder / "data" / "biehuang.db")
    groups = await Groups.load(database, SECRET.encode())
    for name, crowd in crowds.items():
        await groups.change(crowd.id, SETTINGS[name])
        server.private_chat(crowd.admin)
        server.private_chat(crowd.bob)
        await groups.add_receiver(crowd.id, crowd.admin["id"])
        # Was an admin when he asked for it, and is none any more.
        await groups.add_receiver(crowd.id, crowd.bob["id"])
    await database.close()
    await running.start(SECRET_KEY=SECRET)
    yield running
    await running.kill()


async def told(crowd: Crowd, count: int = 1) -> list[dict[str, Any]]:
    """What the admin was told in private, at least ``count`` messages of it."""
    own, chat = crowd.server.bot["id"], crowd.admin["id"]

    def look() -> list[dict[str, Any]]:
        found = [each for each in crowd.server.messages(chat) if each["from"]["id"] == own]
        return found if len(found) >= count else []

    found: list[dict[str, Any]] = await crowd.server.wait_for(look, PATIENCE)
    return found


async def rest(crowd: Crowd) -> None:
    await crowd.settle()
    await asyncio.sleep(0.2)


def untold(crowd: Crowd) -> bool:
    return all(
        not any(
            each["from"]["id"] == crowd.server.bot["id"] for each in crowd.server.messages(chat)
        )
        for chat in (crowd.admin["id"], crowd.bob["id"])
    )


async def test_only_the_caller_sees_the_verdict_where_telegram_lets_us(
    crowds: dict[str, Crowd],
) -> None:
    crowd = crowds["off"]
    target = crowd.say(SCAM)
    crowd.say("/check", crowd.bob, reply_to=target)
    whispered = await crowd.server.wait_for(
        lambda: crowd.server.ephemerals(crowd.id, crowd.bob), PATIENCE
    )
    assert "很像诈骗" in whispered[0]["text"]
    assert whispered[0]["message_id"] == 0
    assert crowd.answers() == []
    # Such a message can't be pressed later: links only, that hold without its text.
    assert all("url" in each for each in list_buttons(whispered[0]))
    assert find_start(whispered[0], "判断错了").startswith("x_")
    crowd.server.edit(crowd.id, target, REMINDER)
    await rest(crowd)
    changed = crowd.server.ephemerals(crowd.id, crowd.bob)
    assert len(changed) == 1
    assert "内容改过" in changed[0]["text"]
    assert "很像诈骗" not in changed[0]["text"]


async def test_an_ephemeral_command_gets_an_ephemeral_answer_even_without_rights(
    crowds: dict[str, Crowd],
) -> None:
    crowd = crowds["demoted"]
    crowd.server.demote(crowd.id)
    target = crowd.say(SCAM)
    crowd.server.whisper(crowd.id, crowd.bob, "/check", reply_to=target)
    whispered = await crowd.server.wait_for(
        lambda: crowd.server.ephemerals(crowd.id, crowd.bob), PATIENCE
    )
    assert "很像诈骗" in whispered[0]["text"]
    # The watch has warned of it, which is another matter.
    assert all("提醒一句" in each["text"] for each in crowd.answers())
    reply = await crowd.check(target, crowd.ann)
    assert reply["text"]


async def test_who_may_not_call_is_told_alone_or_not_at_all(crowds: dict[str, Crowd]) -> None:
    crowd = crowds["admins"]
    target = crowd.say(SCAM)
    crowd.say("/check", crowd.bob, reply_to=target)
    whispered = await crowd.server.wait_for(
        lambda: crowd.server.ephemerals(crowd.id, crowd.bob), PATIENCE
    )
    assert "由管理员叫我" in whispered[0]["text"]
    assert crowd.answers() == []
    plain = crowds["admins_plain"]
    target = plain.say(SCAM)
    plain.say("/check", plain.bob, reply_to=target)
    await rest(plain)
    assert plain.answers() == []
    assert "很像诈骗" in (await plain.check(target, plain.admin))["text"]
    target = plain.say(REMINDER)
    plain.say("/check", plain.admin, reply_to=target, sender_chat=plain.info)
    assert "机构催还款" in (await plain.server.wait_reply(plain.id, target, PATIENCE))["text"]


async def test_without_a_watch_nothing_is_said(crowds: dict[str, Crowd]) -> None:
    crowd = crowds["off"]
    before = len(crowd.answers())
    crowd.say(SCAM)
    crowd.say(FIXER, crowd.bob)
    await rest(crowd)
    assert len(crowd.answers()) == before
    assert untold(crowd)


async def test_a_warning_is_short_and_names_nobody(crowds: dict[str, Crowd]) -> None:
    crowd = crowds["warn"]
    first = crowd.say(FIXER)
    warning = await crowd.server.wait_reply(crowd.id, first, PATIENCE)
    lines = warning["text"].splitlines()
    assert lines[0] == "提醒一句：上面这条像收费代办债务的广告。"
    assert len(lines) <= 5
    assert not any(name in warning["text"] for name in ("小李", "zhaiwu888", "3000"))
    # The same again, with another number, on the same day: silence.
    crowd.say(FIXER.replace("3000", "2888").replace("zhaiwu888", "zhaiwu999"), crowd.bob)
    # An admin who shows what to look out for, by name or for the group.
    crowd.say(SCAM, crowd.admin)
    crowd.say(SCAM, crowd.admin, sender_chat=crowd.info)
    channel = {"id": -1001999000112, "title": "上岸频道", "type": "channel"}
    crowd.server.repost(crowd.id, channel, SCAM)
    await rest(crowd)
    assert len(crowd.answers()) == 1
    assert untold(crowd)
    second = crowd.say(SCAM, crowd.bob)
    warning = await crowd.server.wait_reply(crowd.id, second, PATIENCE)
    assert "很像诈骗" in warning["text"]


async def test_ordinary_talk_questions_and_warnings_get_nothing(
    crowds: dict[str, Crowd],
) -> None:
    crowd = crowds["talk"]
    talk = tomllib.loads(TALK.read_text("utf-8"))
    for sentence in (*talk["questions"], *talk["warnings"], *talk["small_talk"]):
        crowd.say(sentence, crowd.bob)
        await crowd.settle()
    await rest(crowd)
    assert crowd.answers() == []
    assert untold(crowd)


async def test_quiet_tells_only_admins_who_asked(crowds: dict[str, Crowd]) -> None:
    crowd = crowds["quiet"]
    sent = crowd.say(SCAM)
    found = await told(crowd)
    assert "“上岸互助”里有一条消息：很像诈骗 · 机构催还款的短信" in found[0]["text"]
    assert "群里没有说，只告诉你们" in found[0]["text"]
    assert "王经理" not in found[0]["text"]
    assert "小李" not in found[0]["text"]
    links = {each["text"]: each["url"] for each in list_buttons(found[0])}
    assert links["去看那条"].endswith(f"/{sent}")
    assert crowd.answers() == []
    await rest(crowd)
    assert not [m for m in crowd.server.messages(crowd.bob["id"]) if m["from"]["is_bot"]]


async def test_a_dry_run_tells_what_it_would_have_said(crowds: dict[str, Crowd]) -> None:
    crowd = crowds["dry"]
    crowd.say(FIXER)
    assert "还在试运行" in (await told(crowd))[0]["text"]
    assert crowd.answers() == []


async def test_in_quiet_hours_only_receivers_are_told(crowds: dict[str, Crowd]) -> None:
    crowd = crowds["hours"]
    target = crowd.say(SCAM)
    assert "不主动说话的时段" in (await told(crowd))[0]["text"]
    assert crowd.answers() == []
    # Who calls is answered at any hour.
    crowd.say("/check", crowd.bob, reply_to=target)
    await crowd.server.wait_for(lambda: crowd.server.ephemerals(crowd.id, crowd.bob), PATIENCE)


async def test_impostors_of_admins_and_of_the_bot(
    crowds: dict[str, Crowd], server: TelegramServer
) -> None:
    crowd = crowds["impostor"]
    fake = server.add_user("群主 老周🌸", username="laozhou_qz1")
    robot = server.add_user("Biehuang 官方客服")
    for each in (fake, robot):
        server.join(crowd.id, each)
    crowd.say("大家晚上好", fake)
    await rest(crowd)
    assert crowd.answers() == []
    sent = crowd.say("要协商模板的加我微信 laozhou888", fake)
    warning = await server.wait_reply(crowd.id, sent, PATIENCE)
    assert "和本群管理员很像" in warning["text"]
    assert "老周" not in warning["text"]
    sent = crowd.say("我是机器人客服，有问题私聊我，发验证码给我", robot)
    warning = await server.wait_reply(crowd.id, sent, PATIENCE)
    assert "我只有 @biehuang_bot 这一个" in warning["text"]
    crowd.say("要模板的加我微信 ann_0731", crowd.ann)
    await rest(crowd)
    assert len(crowd.answers()) == 2


async def test_a_message_edited_into_a_scam_is_seen(crowds: dict[str, Crowd]) -> None:
    crowd = crowds["edited"]
    sent = crowd.say("大家早上好，今天天气不错啊")
    await rest(crowd)
    assert crowd.answers() == []
    crowd.server.edit(crowd.id, sent, SCAM)
    warning = await crowd.server.wait_reply(crowd.id, sent, PATIENCE)
    assert "很像诈骗" in warning["text"]


async def test_an_album_is_warned_of_once(crowds: dict[str, Crowd]) -> None:
    crowd = crowds["album"]
    for number in range(3):
        caption = FIXER if number < 2 else None
        crowd.say(None, photo=PICTURE, caption=caption, media_group_id="9")
    await crowd.server.wait_for(crowd.answers, PATIENCE)
    await rest(crowd)
    assert len(crowd.answers()) == 1


async def test_no_more_than_three_warnings_an_hour(crowds: dict[str, Crowd]) -> None:
    crowd = crowds["often"]
    for pays in (
        "王经理个人账户",
        "李会计个人账户",
        "赵主任私人账户",
        "孙律师个人账户",
        "周科长个人账户",
    ):
        crowd.say(SCAM.replace("王经理个人账户", pays), crowd.bob)
        await crowd.settle()
    await rest(crowd)
    assert len(crowd.answers()) == 3


async def test_enough_doubts_are_told_to_receivers_once(
    crowds: dict[str, Crowd], server: TelegramServer
) -> None:
    crowd = crowds["doubts"]
    sent = crowd.say(SCAM)
    verdict = await server.wait_reply(crowd.id, sent, PATIENCE)
    others = [server.add_user(f"成员{number}") for number in range(2)]
    for each in others:
        server.join(crowd.id, each)
    for number, member in enumerate([crowd.ann, crowd.bob, *others]):
        await crowd.press(crowd.latest(verdict), "判断错了", member)
        await crowd.press(crowd.latest(verdict), "其实是真的", member)
        if number == 1:
            assert untold(crowd)
    found = await told(crowd)
    await rest(crowd)
    assert len(await told(crowd)) == len(found) == 1
    assert "有 3 位成员说这条结论不对" in found[0]["text"]
    assert crowd.latest(verdict)["text"] == verdict["text"]


async def test_nothing_of_what_was_heard_is_in_any_file(
    crowds: dict[str, Crowd], server: TelegramServer, process: BotProcess
) -> None:
    crowd = crowds["trace"]
    fake = server.add_user("群主老周", username="laozhou_qz2")
    server.join(crowd.id, fake)
    target = crowd.say(SCAM)
    crowd.say("要模板的加我微信 laozhou888", fake)
    crowd.say("/check", crowd.bob, reply_to=target)
    await server.wait_for(lambda: server.ephemerals(crowd.id, crowd.bob), PATIENCE)
    await crowd.press(crowd.answers()[0], "判断错了", crowd.ann)
    await crowd.press(crowd.latest(crowd.answers()[0]), "其实是真的", crowd.ann)
    await asyncio.sleep(1.2)  # counts are written once a second
    people = (crowd.admin, crowd.ann, crowd.bob, fake)
    secrets = [str(crowd.id), *(str(each["id"]) for each in people), "上岸互助", "老周", "laozhou"]
    secrets += ["王经理", "zhaiwu", "laozhou888", "小李"]
    paths = [path for path in process.folder.rglob("*") if path.is_file()]
    assert len(paths) >= 3
    for path in paths:
        content = path.read_bytes()
        assert [each for each in secrets if each.encode() in content] == [], path.name
