"""The real process in three languages: chosen, kept over a restart, forgotten."""

from pathlib import Path
from typing import Any

import pytest

from bot.demo.telegram import TelegramServer
from tests.end_to_end.conftest import PATIENCE, BotProcess, Person, buttons_of
from tests.end_to_end.test_verdicts import COURT, SCAM

pytestmark = pytest.mark.asyncio(loop_scope="module")


def visitor(server: TelegramServer, client: str) -> Person:
    """Somebody whose client is in a language."""
    person = Person(server, "小李")
    person.user["language_code"] = client
    return person


async def choose(person: Person, name: str) -> dict[str, Any]:
    screen = await person.ask("/lang")
    return await person.press(screen, buttons_of(screen)[name])


async def test_from_a_verdict_to_a_page_in_english(
    server: TelegramServer, process: BotProcess, library
) -> None:
    person = visitor(server, "zh-hans")
    greeting = await choose(person, "English")
    assert "From here on: English" in greeting["text"]
    assert library.translations["en"].pages["verify"].title in buttons_of(greeting)
    verdict = await person.ask(SCAM)
    assert "Looks very much like a scam" in verdict["text"]
    assert "Judged by rules" in verdict["text"]
    why = await person.press(verdict, buttons_of(verdict)["Why"])
    assert "Regular institutions" in why["text"]
    verdict = await person.press(why, next(iter(buttons_of(why).values())))
    todo = await person.press(verdict, buttons_of(verdict)[library.texts["en"]["button.todo"]])
    page = await person.press(todo, next(iter(buttons_of(todo).values())))
    assert any(
        each.body.strip() in page["text"] for each in library.translations["en"].pages.values()
    )
    found = await person.ask("/guide can I go to prison for debt")
    assert "legal.criminal" in str(buttons_of(found).values())
    question = await person.ask("/start k_appeal_deadline")
    assert not [each for each in buttons_of(question) if each.startswith("判决")]
    papers = [each for each in buttons_of(question) if each.startswith("Judgment")]
    asked = await person.ask(papers[0])
    assert papers[0] in asked["text"]
    assert "On which day" in asked["text"]


async def test_from_a_verdict_to_a_page_in_traditional(
    server: TelegramServer, process: BotProcess
) -> None:
    person = visitor(server, "zh-TW")
    verdict = await person.ask(COURT)
    assert "符合正規通知的特徵" in verdict["text"]
    why = await person.press(verdict, buttons_of(verdict)["為什麼"])
    assert "法院" in why["text"]
    assert "規則版本" in why["text"]
    checks = await person.press(why, buttons_of(why)["‹ 回到結論"])
    checks = await person.press(checks, buttons_of(checks)["怎麼核實"])
    page = await person.press(checks, buttons_of(checks)["核實法院短信"])
    assert "現在做：" in page["text"]


async def test_a_foreign_client_is_told_and_not_taken_at_its_word(
    server: TelegramServer, process: BotProcess
) -> None:
    person = visitor(server, "en")
    greeting = await person.ask("/start")
    assert "别慌" in greeting["text"]
    assert "/lang" in greeting["text"]
    assert "很像诈骗" in (await person.ask(SCAM))["text"]
    await choose(person, "简体中文")
    assert "English: send /lang" not in (await person.ask("/start"))["text"]


async def test_menus_are_told_by_client_language(
    server: TelegramServer, process: BotProcess, library
) -> None:
    def menus() -> dict[str, list[dict[str, str]]]:
        return {language: each for (_, language), each in server.profile.commands.items()}

    await server.wait_for(lambda: len(menus()) > 1, PATIENCE)
    said = {
        code: {each["command"]: each["description"] for each in menus()[code]} for code in menus()
    }
    assert said["en"]["lang"] == library.texts["en"]["commands.lang"]
    assert said[""]["lang"] == library.texts["zh-Hans"]["commands.lang"]


@pytest.mark.asyncio(loop_scope="function")
async def test_a_choice_survives_a_restart_and_ends_with_forget(
    own_server: TelegramServer, own_process: BotProcess
) -> None:
    await own_process.start()
    person = visitor(own_server, "zh-hans")
    await choose(person, "English")
    await own_process.kill()
    _find_nobody(own_process.folder, person)
    await own_process.start()
    assert "Looks very much like a scam" in (await person.ask(SCAM))["text"]
    assert "English" in (await person.ask("/privacy"))["text"]
    await person.ask("/forget")
    assert "很像诈骗" in (await person.ask(SCAM))["text"]
    await own_process.kill()
    await own_process.start()
    assert "很像诈骗" in (await person.ask(SCAM))["text"]


def _find_nobody(folder: Path, person: Person) -> None:
    number = person.user["id"]
    traces = (str(number).encode(), number.to_bytes(8, "big").lstrip(b"\0"))
    for path in folder.rglob("*"):
        if path.is_file() and path.name != "bot.log":
            assert not [each for each in traces if each in path.read_bytes()], path.name


async def test_in_a_group_everybody_is_answered_alike(
    server: TelegramServer, process: BotProcess
) -> None:
    person = visitor(server, "zh-hans")
    await choose(person, "English")
    group = server.add_group("群", [person.user], [])
    shown = server.send(group["id"], person.user, SCAM)
    server.send(group["id"], person.user, "/check", reply_to=shown["message_id"])
    answer = await server.wait_reply(group["id"], shown["message_id"], PATIENCE)
    assert "很像诈骗" in answer["text"]
