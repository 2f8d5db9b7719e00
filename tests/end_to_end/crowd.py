"""A group full of people, as the tests of groups need it."""

import re
from typing import Any

from bot.demo.telegram import TelegramServer
from tests.end_to_end.conftest import PATIENCE

Message = dict[str, Any]

SCAM = "【XX金融】您的借款已逾期，今日18点前将3800元转到王经理个人账户，否则移交公安机关"
FIXER = (
    "专业停息挂账，信用卡网贷逾期代协商，先付服务费3000元，手机卡寄给我们代接催收，加微信zhaiwu888"
)
COURT = (
    "【上海市嘉定区人民法院】(2026)沪0114民初2208号案件的传票、举证通知书已电子送达，"
    "请登录 https://zxfw.court.gov.cn 查收，验证码 482913。"
)
REMINDER = (
    "【招商银行】您尾号3304信用卡本期账单1,718.94元，还款日11月25日，"
    "请登录掌上生活App还款，已还请忽略。"
)


INTRODUCTIONS = ("我是“别慌”", "我现在是管理员")


class Crowd:
    """A group with an admin, two members, and the bot."""

    def __init__(self, server: TelegramServer, **how: Any) -> None:
        self.server = server
        self.admin = server.add_user("群主老周", username="laozhou_qz")
        self.ann = server.add_user("小李")
        self.bob = server.add_user("阿强", username="aqiang_0731")
        info = server.add_group("上岸互助", [self.ann, self.bob], [self.admin], **how)
        self.id: int = info["id"]
        self.info = info

    def say(self, text: str | None, user: Message | None = None, **how: Any) -> int:
        """Lets somebody write, Ann unless told otherwise; the message's id."""
        return int(self.server.send(self.id, user or self.ann, text, **how)["message_id"])

    def answers(self) -> list[Message]:
        """What the bot wrote here for everybody, oldest first, beside who it is and sees."""
        own = self.server.bot["id"]
        written = [each for each in self.server.messages(self.id) if each["from"]["id"] == own]
        return [each for each in written if not each["text"].startswith(INTRODUCTIONS)]

    async def check(self, target: int, user: Message | None = None, **how: Any) -> Message:
        """Replies /check and waits for the public answer to ``target``."""
        self.say("/check", user or self.bob, reply_to=target, **how)
        return await self.server.wait_reply(self.id, target, timeout=PATIENCE)

    async def settle(self) -> None:
        """Waits until the bot is done with everything."""
        await self.server.wait_confirmed(timeout=PATIENCE)

    async def press(self, message: Message, label: str, user: Message) -> Message:
        """Presses a button and waits for the answer; the answer."""
        found = [each for each in list_buttons(message) if each["text"] == label]
        data = found[0]["callback_data"]
        pressed = self.server.press(self.id, user, message["message_id"], data)
        answer = await self.server.wait_answer(pressed, timeout=PATIENCE)
        await self.settle()
        return answer

    def latest(self, message: Message) -> Message:
        """A message as it is now."""
        return self.server.message(self.id, message["message_id"]) or {}


def list_buttons(message: Message) -> list[dict[str, Any]]:
    """All buttons of a message."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [each for row in rows for each in row]


def find_start(message: Message, label: str) -> str:
    """What a link button gives to /start; at most 64 characters that Telegram takes."""
    url = next(each["url"] for each in list_buttons(message) if each["text"] == label)
    found = re.fullmatch(r"https://t\.me/biehuang_bot\?start=([\w-]{1,64})", url)
    assert found, url
    return found.group(1)
