"""Telegram's limits, through the hook that every call goes through."""

import asyncio
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.delivery.pace import MOST_TRIES, Pace, TooLateError
from tests.delivery.clock import now, run

CHAT, OTHER, GROUP = 111, 222, -100333


class Telegram:
    """Takes calls, notes when, and refuses them as told."""

    def __init__(self, refuse: Callable[[int], Exception | None] = lambda _: None) -> None:
        self.pace = Pace()
        self.calls: list[tuple[float, int | None]] = []
        self._refuse = refuse

    async def call(self, chat: Any, endpoint: str = "sendMessage", lasts: float = 0.0) -> bool:
        data = {} if chat is None else {"chat_id": chat}

        async def callback(*args: object, **kwargs: object) -> bool:
            assert (args, kwargs) == (("a",), {"b": 1})
            self.calls.append((now(), chat))
            error = self._refuse(len(self.calls))
            await asyncio.sleep(lasts)
            if error is not None:
                raise error
            return True

        return await self.pace.process_request(callback, ("a",), {"b": 1}, endpoint, data, None)

    def times(self, chat: int) -> list[float]:
        return [time for time, each in self.calls if each == chat]


def most_within(times: list[float], seconds: float) -> int:
    """The most calls in any window of so many seconds, its end left out."""
    return max(sum(start <= each < start + seconds for each in times) for start in times)


def send(*chats: int, endpoint: str = "sendMessage") -> tuple[Telegram, float]:
    """All calls at once; how long they took."""
    telegram = Telegram()

    async def work() -> float:
        begin = now()
        await asyncio.gather(*(telegram.call(chat, endpoint) for chat in chats))
        return now() - begin

    return telegram, run(work())


def test_a_call_alone_goes_at_once():
    _, lasted = send(CHAT)
    assert lasted == 0


def test_a_chat_gets_about_one_a_second():
    telegram, lasted = send(*[CHAT] * 30)
    times = telegram.times(CHAT)
    assert len(times) == 30
    assert most_within(times, 1.0) <= 4
    assert most_within(times, 10.0) <= 13
    assert 25 <= lasted <= 40


def test_a_group_gets_less_than_twenty_a_minute():
    telegram = Telegram()

    async def work() -> None:
        for _ in range(90):
            await telegram.call(GROUP)
            await asyncio.sleep(2)

    run(work())
    times = telegram.times(GROUP)
    assert len(times) == 90
    assert most_within(times, 60.0) <= 20
    assert times[-1] - times[0] <= 90 * 60 / 18


def test_all_together_get_no_more_than_thirty_a_second():
    telegram, _ = send(*range(1, 301))
    assert most_within([time for time, _ in telegram.calls], 1.0) <= 30


def test_all_together_are_sent_about_as_fast_as_telegram_takes():
    telegram, lasted = send(*range(1, 301))
    times = [time for time, _ in telegram.calls]
    assert len(times) == 300
    assert most_within([time for time in times if time > times[0]], 1.0) <= 30
    assert lasted <= 300 / 25


def test_chats_do_not_wait_for_each_other():
    telegram, _ = send(*[CHAT] * 20, OTHER)
    assert telegram.times(OTHER)[0] - telegram.times(CHAT)[0] < 0.2


@pytest.mark.parametrize("endpoint", ["sendPhoto", "copyMessage", "forwardMessage"])
def test_all_that_shows_something_new_is_paced(endpoint):
    telegram, _ = send(*[CHAT] * 10, endpoint=endpoint)
    assert most_within(telegram.times(CHAT), 1.0) <= 4


def test_edits_in_a_group_count_like_messages():
    telegram = Telegram()

    async def work() -> None:
        for number in range(60):
            await telegram.call(GROUP, "editMessageText" if number % 2 else "sendMessage")
            await asyncio.sleep(2)

    run(work())
    assert most_within(telegram.times(GROUP), 60.0) <= 20


@pytest.mark.parametrize("endpoint", ["answerCallbackQuery", "getMe", "setMyCommands"])
def test_what_shows_nothing_is_not_held(endpoint):
    _, lasted = send(*[CHAT] * 50, endpoint=endpoint)
    assert lasted == 0


def test_polling_is_never_paced_nor_tried_again():
    telegram = Telegram(lambda _: RetryAfter(5))

    async def work() -> None:
        with pytest.raises(RetryAfter):
            await telegram.call(None, "getUpdates")
        assert now() == 1_000.0

    run(work())
    assert len(telegram.calls) == 1


def test_a_refusal_for_going_too_fast_delays_that_chat_alone():
    telegram = Telegram(lambda number: RetryAfter(30) if number == 1 else None)

    async def work() -> None:
        held = asyncio.create_task(telegram.call(CHAT))
        await asyncio.sleep(0.5)
        later = asyncio.create_task(telegram.call(CHAT))
        begin = now()
        await telegram.call(OTHER)
        await telegram.call(GROUP)
        assert now() == begin
        await asyncio.gather(held, later)

    run(work())
    first, *again = telegram.times(CHAT)
    assert len(again) == 2
    assert min(again) >= first + 30


def test_a_refusal_without_a_chat_holds_nobody_else():
    telegram = Telegram(lambda number: RetryAfter(30) if number == 1 else None)

    async def work() -> None:
        held = asyncio.create_task(telegram.call(None, "answerCallbackQuery"))
        await asyncio.sleep(0.5)
        begin = now()
        await telegram.call(CHAT)
        assert now() == begin
        assert await held

    run(work())
    assert telegram.calls[-1][0] >= 1_030.0


def fails(telegram: Telegram, error: type[Exception], chat: int | None = CHAT) -> float:
    """How long it took until the call failed with ``error``."""

    async def work() -> float:
        begin = now()
        with pytest.raises(error):
            await telegram.call(chat)
        return now() - begin

    return run(work())


def test_tries_after_refusals_are_bounded():
    telegram = Telegram(lambda _: RetryAfter(7))
    lasted = fails(telegram, RetryAfter)
    assert len(telegram.calls) == MOST_TRIES == 6
    assert lasted >= 7 * (MOST_TRIES - 1)


@pytest.mark.parametrize("error", [NetworkError("down"), TimedOut()], ids=repr)
def test_tries_after_network_errors_are_bounded_and_slow_down(error):
    telegram = Telegram(lambda _: error)
    fails(telegram, NetworkError)
    times = telegram.times(CHAT)
    assert len(times) == MOST_TRIES
    gaps = [after - before for before, after in pairwise(times)]
    assert gaps == sorted(gaps)
    assert sum(gaps) < 120


@pytest.mark.parametrize("refuse", [TimedOut, lambda: NetworkError("down"), lambda: RetryAfter(2)])
def test_a_try_that_helps_ends_it(refuse):
    telegram = Telegram(lambda number: refuse() if number < 3 else None)
    assert run(telegram.call(CHAT)) is True
    assert len(telegram.calls) == 3


@pytest.mark.parametrize("error", [BadRequest("message is not modified"), Forbidden("blocked")])
def test_a_refusal_for_good_is_not_tried_again(error):
    telegram = Telegram(lambda _: error)
    assert fails(telegram, type(error)) == 0
    assert len(telegram.calls) == 1


@pytest.mark.filterwarnings("ignore:.*PTB_TIMEDELTA")
@pytest.mark.parametrize("timedelta", ["true", "false"])
def test_both_ways_in_which_the_library_says_seconds(monkeypatch, timedelta):
    monkeypatch.setenv("PTB_TIMEDELTA", timedelta)
    telegram = Telegram(lambda number: RetryAfter(30) if number == 1 else None)
    run(telegram.call(CHAT))
    first, second = telegram.times(CHAT)
    assert first + 30 <= second <= first + 32


def test_a_group_call_that_would_wait_a_minute_fails_at_once():
    telegram = Telegram(lambda number: RetryAfter(61) if number == 1 else None)
    assert fails(telegram, TooLateError, GROUP) < 60
    assert len(telegram.calls) == 1


def test_a_group_call_that_waits_less_is_sent():
    telegram = Telegram(lambda number: RetryAfter(40) if number == 1 else None)
    assert run(telegram.call(GROUP)) is True


def test_a_flood_in_a_group_ends_within_a_minute():
    telegram = Telegram()

    async def work() -> list[object]:
        calls = (telegram.call(GROUP) for _ in range(60))
        begin = now()
        results = await asyncio.gather(*calls, return_exceptions=True)
        assert now() - begin <= 62
        return results

    results = run(work())
    assert {type(each) for each in results} == {bool, TooLateError}
    assert sum(each is True for each in results) >= 19
    assert most_within(telegram.times(GROUP), 60.0) <= 20


def test_a_private_call_waits_as_long_as_it_takes():
    telegram = Telegram(lambda number: RetryAfter(300) if number == 1 else None)
    assert run(telegram.call(CHAT)) is True
    assert telegram.times(CHAT)[1] >= telegram.times(CHAT)[0] + 300


def test_a_chat_by_name_is_not_held_up():
    telegram = Telegram()
    assert run(telegram.call("@channel")) is True


def test_slow_calls_do_not_block_other_chats():
    telegram = Telegram()

    async def work() -> float:
        slow = asyncio.create_task(telegram.call(CHAT, lasts=20))
        await asyncio.sleep(0)
        begin = now()
        await telegram.call(OTHER)
        quick = now() - begin
        await slow
        return quick

    assert run(work()) == 0


def test_many_chats_leave_the_limits_in_place():
    """Forgetting idle chats must not forget a busy one."""
    telegram = Telegram(lambda number: RetryAfter(3_000) if number == 1 else None)

    async def work() -> None:
        held = asyncio.create_task(telegram.call(CHAT))
        for start in range(1_000, 5_000, 20):
            await asyncio.gather(*(telegram.call(chat) for chat in range(start, start + 20)))
        await held

    run(work())
    first, second = telegram.times(CHAT)
    assert second - first >= 3_000
