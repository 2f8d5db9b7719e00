"""Finding a page, sharing it, the card, and the first half hour, with the real process."""

from typing import Any

import pytest

from tests.end_to_end.conftest import PATIENCE, BotProcess, Person, buttons_of
from tests.end_to_end.test_verdicts import ABUSIVE, COURT, REMINDER, SCAM

pytestmark = pytest.mark.asyncio(loop_scope="module")


def links_of(message: dict[str, Any]) -> dict[str, str]:
    """The address of a message's link buttons by their label."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {each["text"]: each["url"] for row in rows for each in row if "url" in each}


async def offers_for(person: Person, text: str) -> tuple[str, list[dict[str, Any]]]:
    """An inline query's id and the results offered to it."""
    asked = person.server.ask_inline(person.user, text)
    answer = await person.server.wait_inline_answer(asked, PATIENCE)
    return asked, answer["results"]


@pytest.mark.parametrize(
    "page_id",
    ["verify", "legal.sued.first", "collection_misconduct.door.police", "complaint.12378"],
)
async def test_a_deep_link_opens_its_page(person: Person, library, page_id: str) -> None:
    page = library.pages[page_id]
    opened = await person.ask(f"/start g_{page_id.replace('.', '-')}")
    assert f"{page.title}\n\n{page.body.strip()}" in opened["text"]


async def test_a_link_to_nowhere_greets(person: Person) -> None:
    for argument in ("g_no-such", "g_", "inline"):
        assert "别慌" in (await person.ask(f"/start {argument}"))["text"]


async def test_guide_finds_pages_for_a_question(person: Person) -> None:
    found = await person.ask("/guide 借呗逾期了怎么办")
    assert "和机构谈还款" in buttons_of(found)
    page = await person.press(found, buttons_of(found)["和机构谈还款"])
    assert "现在做：" in page["text"]
    lost = await person.ask("/guide asdf qwer")
    assert "没有找到" in lost["text"]
    assert "看更多主题" in buttons_of(lost)


async def test_guide_puts_people_first_in_a_crisis(person: Person) -> None:
    found = await person.ask("/guide 欠太多了真的不想活了")
    assert "12356" in found["text"]
    assert "求助电话" in buttons_of(found)


async def test_a_plain_question_finds_its_page(person: Person) -> None:
    found = await person.ask("会不会坐牢")
    assert "会不会坐牢" in buttons_of(found)


@pytest.mark.parametrize(
    "text", [SCAM, COURT, REMINDER, ABUSIVE], ids=["scam", "court", "reminder", "abusive"]
)
async def test_the_first_half_hour_is_one_tap_from_a_verdict(person: Person, text: str) -> None:
    verdict = await person.ask(text)
    asked = await person.press(verdict, buttons_of(verdict)["我已经转钱/点了链接"])
    assert "转了钱、付了款" in buttons_of(asked)
    steps = await person.press(asked, buttons_of(asked)["转了钱、付了款"])
    assert "1. 打110" in steps["text"]
    assert "报警带上" in steps["text"]
    more = await person.press(steps, buttons_of(steps)["还有：给了验证码、密码"])
    assert "改网银" in more["text"]
    assert "1. 打110" in more["text"]
    back = await person.press(more, buttons_of(more)["‹ 回到结论"])
    assert back["text"] == verdict["text"]


async def test_the_first_half_hour_survives_a_restart(person: Person, process: BotProcess) -> None:
    asked = await person.ask("/start g_scammed_already")
    await process.kill()
    await process.start()
    steps = await person.press(asked, buttons_of(asked)["只点了链接，没填没付"])
    assert "关掉那个网页" in steps["text"]
    assert "报警带上" not in steps["text"]


@pytest.mark.parametrize("data", ["e::", "e:z:", "e:p:zzz", "e:pz:"])
async def test_a_foreign_choice_gets_a_kind_answer(person: Person, data: str) -> None:
    asked = await person.ask("/start")
    pressed = person.server.press(person.chat, person.user, asked["message_id"], data, force=True)
    assert "再发一次" in (await person.server.wait_answer(pressed, PATIENCE))["text"]


async def test_the_card_has_links_only(person: Person, library) -> None:
    card = await person.ask("/card")
    assert buttons_of(card) == {}
    assert "12368" in card["text"]
    links = links_of(card)
    assert len(links) >= 5
    for title, address in links.items():
        assert address.startswith(f"https://t.me/{person.server.bot['username']}"), title
        _, _, argument = address.partition("?start=")
        if argument:
            assert title in (await person.ask(f"/start {argument}"))["text"]


async def test_the_card_is_given_in_a_group(person: Person) -> None:
    server = person.server
    admin = server.add_user("群主")
    group = server.add_group("互助群", [admin], [admin])
    sent = server.send(group["id"], admin, "/card")
    card = await server.wait_reply(group["id"], sent["message_id"], PATIENCE)
    assert "12356" in card["text"]
    assert buttons_of(card) == {}


async def test_a_page_is_shared_into_another_chat(person: Person) -> None:
    page = await person.ask("/start g_legal-payorder")
    rows = page["reply_markup"]["inline_keyboard"]
    (share,) = (each for row in rows for each in row if "switch_inline_query_chosen_chat" in each)
    asked, offers = await offers_for(person, share["switch_inline_query_chosen_chat"]["query"])
    assert offers[0]["id"] == "g:legal.payorder"
    friend, server = person.server.add_user("朋友"), person.server
    group = server.add_group("家人", [person.user, friend], [friend])
    server.kick_bot(group)
    shared = server.choose(group["id"], person.user, asked, "g:legal.payorder")
    assert "支付令" in shared["text"]
    (address, *_) = links_of(shared).values()
    opened = await Person(server, "妹妹").ask(f"/start {address.partition('?start=')[2]}")
    assert "收到支付令" in opened["text"]


async def test_official_numbers_are_offered_with_their_source(person: Person) -> None:
    for asked, number in (("12368", "12368"), ("招商银行", "95555"), ("心理热线", "12356")):
        _, offers = await offers_for(person, asked)
        said = [each["input_message_content"]["message_text"] for each in offers]
        assert any(number in each and "来源" in each for each in said), asked


async def test_without_a_question_the_topics_and_the_card_are_offered(
    person: Person, library
) -> None:
    _, offers = await offers_for(person, "")
    titles = [each["title"] for each in offers]
    assert titles[0] == "防骗卡"
    assert titles[1:] == [library.pages[each].title for each in library.actions.roots]


async def test_nonsense_offers_nothing_but_the_way_to_the_bot(person: Person) -> None:
    asked = person.server.ask_inline(person.user, "asdf qwer")
    answer = await person.server.wait_inline_answer(asked, PATIENCE)
    assert answer["results"] == []
    assert answer["button"]["start_parameter"]


async def test_a_page_shared_into_the_private_chat_is_not_judged(person: Person) -> None:
    asked, _ = await offers_for(person, "诉讼时效")
    server = person.server
    shared = server.choose(person.chat, person.user, asked, "g:legal.limit")
    await server.wait_confirmed(PATIENCE)
    assert server.replies_to(person.chat, shared["message_id"]) == []
    assert (await person.ask(REMINDER))["text"]


async def test_a_late_inline_answer_is_no_error(person: Person, process: BotProcess) -> None:
    person.server.fail(
        "answerInlineQuery", error_code=400, description="Bad Request: query is too old"
    )
    person.server.ask_inline(person.user, "支付令")
    await person.server.wait_confirmed(PATIENCE)
    assert (await offers_for(person, "支付令"))[1]
    assert "ERROR" not in process.log.read_text("utf-8")
