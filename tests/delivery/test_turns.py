"""Order within a chat, many chats at once, never more than the bound."""

import asyncio

import pytest

from bot.delivery.turns import AT_ONCE, Turns
from tests.delivery.clock import now, run


def test_a_key_keeps_its_order():
    done = []

    async def job(number: int) -> None:
        await asyncio.sleep(0.1 * (20 - number))  # the first takes longest
        done.append(number)

    async def work() -> None:
        turns = Turns()
        await asyncio.gather(
            *(turns.start("chat", lambda number=number: job(number)) for number in range(20))
        )

    run(work())
    assert done == list(range(20))


def test_keys_do_not_wait_for_each_other():
    async def work() -> tuple[float, float]:
        turns, begin = Turns(), now()
        slow = turns.start("slow", lambda: asyncio.sleep(100))
        await turns.start("fast", lambda: asyncio.sleep(1))
        fast = now() - begin
        await slow
        return fast, now() - begin

    fast, slow = run(work())
    assert fast == pytest.approx(1)
    assert slow == pytest.approx(100)


@pytest.mark.parametrize("at_once", [1, 3, AT_ONCE])
def test_no_more_run_than_the_bound_and_no_fewer(at_once):
    running = most = 0

    async def job() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(1)
        running -= 1

    async def work() -> float:
        turns, begin = Turns(at_once), now()
        await asyncio.gather(*(turns.start(number, job) for number in range(3 * at_once)))
        return now() - begin

    assert run(work()) == pytest.approx(3)
    assert most == at_once


def test_one_that_waits_for_its_chat_takes_no_place():
    """A chat with a queue must not shut out the others."""

    async def work() -> float:
        turns, begin = Turns(2), now()
        queue = [turns.start("busy", lambda: asyncio.sleep(10)) for _ in range(5)]
        await turns.start("other", lambda: asyncio.sleep(1))
        other = now() - begin
        await asyncio.gather(*queue)
        return other

    assert run(work()) == pytest.approx(1)


def test_after_an_error_the_next_one_runs():
    done = []

    async def fail() -> None:
        raise LookupError

    async def job() -> None:
        done.append("next")

    async def work() -> None:
        turns = Turns()
        tasks = [turns.start("chat", fail), turns.start("chat", job)]
        await asyncio.wait(tasks)
        assert isinstance(tasks[0].exception(), LookupError)

    run(work())
    assert done == ["next"]


def test_a_later_start_still_waits_its_turn():
    done = []

    async def job(number: int, seconds: float) -> None:
        await asyncio.sleep(seconds)
        done.append(number)

    async def work() -> None:
        turns = Turns()
        first = turns.start("chat", lambda: job(1, 5))
        await asyncio.sleep(3)
        second = turns.start("chat", lambda: job(2, 0))
        await asyncio.gather(first, second)
        await turns.start("chat", lambda: job(3, 0))

    run(work())
    assert done == [1, 2, 3]
