"""Nobody is stored: after a busy day no trace of anybody is in the database or the logs."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.demo.telegram import TelegramServer
from tests.end_to_end.conftest import PATIENCE, BotProcess, Person, buttons_of

CANARY = "金丝雀七七八"
PHONE = "13987654321"
TEXT = (
    f"【{CANARY}金融】{CANARY}您的借款已逾期，今日18点前转3912.77元到王{CANARY}个人账户，"
    f"电话{PHONE}，卡号6222020200112233445，微信canary_wx_7788，http://canary-7788.top/x"
)


@pytest.fixture
def server(own_server: TelegramServer) -> TelegramServer:
    return own_server


@pytest.fixture
def process(own_process: BotProcess) -> BotProcess:
    return own_process


async def test_no_trace_of_anybody_remains(server: TelegramServer, process: BotProcess) -> None:
    await process.start(LOG_LEVEL="DEBUG")
    person = Person(server, f"名{CANARY}")
    member = server.add_user(f"员{CANARY}", username="canary_user_7788")
    group = server.add_group(f"群{CANARY}", [member], [])
    await _use_everything(server, person, member, group["id"])
    secrets = _secrets(person, member, group["id"])
    # Killed, not stopped: what a crash leaves behind in the write-ahead log counts too.
    await process.kill()
    folder = process.folder
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            found = [name for name, value in secrets.items() if value.encode() in content]
            assert found == [], f"{path.relative_to(folder)} holds {found}"
    numbers = {int(value) for value in secrets.values() if value.lstrip("-").isdigit()}
    database = folder / "data" / "biehuang.db"
    for table, column, value in _cells(database):
        assert value not in numbers, f"{table}.{column} holds an id or number"
        assert str(value) not in secrets.values(), f"{table}.{column} holds a secret"


async def _use_everything(
    server: TelegramServer, person: Person, member: dict[str, object], group: int
) -> None:
    verdict = await person.ask(TEXT)
    for label in ("为什么", "怎么核实", "我该怎么办", "判断错了"):
        screen = await person.press(verdict, buttons_of(verdict)[label])
        if label == "判断错了":
            await person.press(screen, buttons_of(screen)["看不懂"])
            continue
        await person.press(screen, buttons_of(screen)["‹ 回到结论"])
    server.edit(person.chat, verdict["reply_to_message"]["message_id"], TEXT + "。")
    await person.ask(f"我叫{CANARY}，借呗逾期了怎么办")
    await person.ask(f"/guide {CANARY}")
    await _fill_in_a_form(person)
    asked = server.ask_inline(person.user, f"{CANARY}支付令")
    await server.wait_inline_answer(asked, PATIENCE)
    server.choose(group, member, asked, "g:legal.payorder")
    shown = server.send(group, member, TEXT)
    server.send(group, member, "/check", reply_to=shown["message_id"])
    await server.wait_reply(group, shown["message_id"], PATIENCE)
    server.inject_raw_update({"message": {"text": CANARY, "message_id": "broken"}})
    server.fail("sendMessage", error_code=400, description=f"Bad Request: {CANARY}", times=1)
    server.send(person.chat, person.user, TEXT)
    await server.wait_confirmed(PATIENCE)
    await _write_letter(server, person)
    await person.ask("/stats")


async def _write_letter(server: TelegramServer, person: Person) -> None:
    """A letter with the canary's name, made and sent; a picture and a log of another, given up."""
    message = await person.ask("/start l_evidence_list_timeline")
    await person.press(message, buttons_of(message)["看过了，开始填"])
    await person.ask(f"昨天 22:40 {PHONE} {CANARY}，卡号6222020200112233445")
    sent = server.send(person.chat, person.user, document=(f"{CANARY}.png", CANARY.encode()))
    await server.wait_reply(person.chat, sent["message_id"], PATIENCE)
    message = await person.ask("/start l_hardship_statement")
    message = await person.press(message, buttons_of(message)["看过了，开始填"])
    message = await person.ask(CANARY)
    message = await person.ask(PHONE)
    while "没错，给我Word文件" not in buttons_of(message):
        if "用自己的话" in message["text"]:
            message = await person.ask(f"今年六月离职，家里困难，{CANARY}，欠3912.77元")
            continue
        (skip,) = [each for each in buttons_of(message).values() if each.endswith(".s:")]
        message = await person.press(message, skip)
    await person.press(message, buttons_of(message)["没错，给我Word文件"])
    assert [call for call in server.calls if call.method == "sendDocument" and call.ok]


async def _fill_in_a_form(person: Person) -> None:
    """A calculator to its end, and one that is left open when the process is killed."""
    await person.ask("/start k_affordable_payment")
    for answer in ("9912.77", "3912.77", "0", "0", f"{CANARY}银行", "13912.77", "没有了"):
        said = await person.ask(answer)
    assert "每月可拿出" in said["text"]
    await person.ask("/start k_court_fee")
    await person.ask("3912.77")


def _secrets(person: Person, member: dict[str, object], group: int) -> dict[str, str]:
    return {
        "canary": CANARY,
        "phone": PHONE,
        "card": "6222020200112233445",
        "amount": "3912.77",
        "handle": "canary_wx_7788",
        "host": "canary-7788",
        "username": "canary_user_7788",
        "user id": str(person.user["id"]),
        "member id": str(member["id"]),
        "group id": str(group),
    }


def _cells(path: Path) -> Iterator[tuple[str, str, object]]:
    """Every cell of every table, the write-ahead log read in."""
    connection = sqlite3.connect(path)
    try:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in tables.fetchall():
            rows = connection.execute(f'SELECT * FROM "{table}"')
            columns = [each[0] for each in rows.description]
            for row in rows.fetchall():
                for column, value in zip(columns, row, strict=True):
                    yield table, column, value
    finally:
        connection.close()
