"""No update is lost or handled twice, against a Telegram that forgets what is confirmed."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from telegram import Update
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter

from bot.delivery.polling import STOP_SECONDS, WINDOW, Poller
from bot.storage.database import Database
from bot.storage.updates import HandledUpdates
from tests.delivery.clock import now, run

ANSWER_SECONDS = 0.02  # how long Telegram takes for any call


class Memory(set[int]):
    """Handled ids, as ``bot.storage.updates`` keeps them but without a file."""

    async def add(self, update_id: int) -> None:  # type: ignore[override]
        await asyncio.sleep(0)
        set.add(self, update_id)


class Telegram:
    """getUpdates as Telegram does it: an offset confirms, and shows at most 100 from there on."""

    def __init__(self) -> None:
        self.waiting: dict[int, dict[str, Any]] = {}
        self.asked: list[tuple[float, int | None]] = []
        self.errors: list[Exception] = []
        self.confirmed: set[int] = set()
        self._arrived = asyncio.Event()

    def send(self, *updates: dict[str, Any]) -> None:
        self.waiting |= {each["update_id"]: each for each in updates}
        self._arrived.set()

    async def fetch_updates(
        self, offset: int | None, limit: int, wait: int, allowed: list[str]
    ) -> list[dict[str, Any]]:
        assert 1 <= limit <= 100
        assert {"message", "callback_query"} <= set(allowed)
        repeated = bool(self.asked) and self.asked[-1][1] == offset is not None
        repeated = repeated and now() - self.asked[-1][0] < 0.5
        self.asked.append((now(), offset))
        await asyncio.sleep(ANSWER_SECONDS)
        if self.errors:
            raise self.errors.pop(0)
        for update_id in [each for each in self.waiting if offset and each < offset]:
            self.confirmed.add(update_id)
            del self.waiting[update_id]
        until = now() + wait
        while not (shown := self._show(offset, 1 if repeated else limit)) and now() < until:
            self._arrived.clear()
            try:
                await asyncio.wait_for(self._arrived.wait(), until - now())
            except TimeoutError:
                break
        return shown

    def _show(self, offset: int | None, limit: int) -> list[dict[str, Any]]:
        return [self.waiting[each] for each in sorted(self.waiting) if each >= (offset or 0)][
            :limit
        ]

    def asked_between(self, start: float, end: float) -> list[int | None]:
        return [offset for time, offset in self.asked if start <= time < end]


def message(update_id: int, chat: int = 1) -> dict[str, Any]:
    person = {"id": chat, "type": "private", "first_name": "A"}
    sender = {"id": chat, "is_bot": False, "first_name": "A"}
    text = {"message_id": update_id, "date": 1_780_000_000, "chat": person, "from": sender}
    return {"update_id": update_id, "message": {**text, "text": "x"}}


class World:
    """Telegram, a poller, and what was handled."""

    def __init__(self, memory: Iterable[int] = ()) -> None:
        self.telegram = Telegram()
        self.memory = Memory(memory)
        self.handled: list[int] = []
        self.seconds: dict[int, float] = {}  # how long an update takes; others take no time
        self.errors: dict[int, Exception] = {}
        self.turned_away: list[int] = []
        self.poller = Poller(self.telegram, self.handle, self.memory, self.turn_away)  # type: ignore[arg-type]

    async def handle(self, update: Update) -> None:
        await asyncio.sleep(self.seconds.get(update.update_id, 0))
        if update.update_id in self.errors:
            raise self.errors[update.update_id]
        self.handled.append(update.update_id)

    async def turn_away(self, update: Update) -> None:
        self.turned_away.append(update.update_id)

    async def run_for(self, seconds: float, then: Callable[[], Awaitable[None]] | None = None):
        """Polls so long, then stops; ``then`` looks at the world right before."""
        polling = asyncio.create_task(self.poller.run())
        await asyncio.sleep(seconds)
        if then is not None:
            await then()
        self.poller.stop()
        await polling


def test_each_update_is_handled_once_and_confirmed():
    async def work() -> None:
        world = World()
        world.telegram.send(*(message(each, chat=each % 70) for each in range(500, 850)))
        world.seconds = dict.fromkeys(range(500, 850), 0.3)
        await world.run_for(60)
        assert sorted(world.handled) == list(range(500, 850))
        assert world.telegram.confirmed == set(range(500, 850))
        assert world.telegram.waiting == {}

    run(work())


def test_a_flood_is_answered_up_to_a_bound_and_told_once():
    async def work() -> None:
        world = World()
        world.telegram.send(*(message(each, chat=1) for each in range(1, 121)))
        world.telegram.send(message(121, chat=2))
        world.seconds = dict.fromkeys(range(1, 121), 1.0)

        async def others_are_served() -> None:
            assert 121 in world.handled

        # The first twelve hold the window for a second each; then everybody else is seen, and
        # what the window hid of the flood is a flood of its own.
        await world.run_for(14, others_are_served)
        mine = [each for each in world.handled if each != 121]
        assert mine == [*range(1, 13), *range(101, 113)]
        assert world.turned_away[0] == 13
        assert len(world.turned_away) <= 2
        assert world.telegram.waiting == {}

    run(work())


def test_a_chat_keeps_its_order():
    async def work() -> None:
        world = World()
        world.telegram.send(*(message(each, chat=each % 6) for each in range(1, 61)))
        world.seconds = {each: 0.5 if each % 2 else 0.01 for each in range(1, 61)}
        await world.run_for(60)
        for chat in range(6):
            mine = [each for each in world.handled if each % 6 == chat]
            assert mine == sorted(mine)
            assert len(mine) == 10

    run(work())


def test_the_offset_never_passes_a_held_update():
    async def work() -> None:
        world = World()
        world.seconds = {10: 300.0}
        others = (message(each, chat=each) for each in range(11, 300))
        world.telegram.send(message(10, chat=9_999), *others)

        async def look() -> None:
            assert 10 not in world.handled
            assert 10 in world.telegram.waiting
            assert all(offset is None or offset <= 10 for _, offset in world.telegram.asked)
            # All that Telegram shows beside it were handled meanwhile.
            assert sorted(world.handled) == list(range(11, 10 + WINDOW))

        await world.run_for(200, look)

    run(work())


def test_what_lay_behind_a_full_window_is_handled_later():
    async def work() -> None:
        world = World()
        world.seconds = {10: 30.0}
        others = (message(each, chat=each) for each in range(11, 300))
        world.telegram.send(message(10, chat=9_999), *others)
        await world.run_for(60)
        assert sorted(world.handled) == list(range(10, 300))
        assert world.telegram.waiting == {}

    run(work())


def test_a_held_update_does_not_stop_one_that_comes_later():
    async def work() -> None:
        world = World()
        world.seconds = {1: 500.0}
        world.telegram.send(message(1, chat=1))
        polling = asyncio.create_task(world.poller.run())
        for update_id in range(2, 12):
            await asyncio.sleep(5)
            world.telegram.send(message(update_id, chat=update_id))
            await asyncio.sleep(1.5)
            assert world.handled[-1] == update_id
        # A long poll would miss them; looking for them may not hammer either.
        assert len(world.telegram.asked_between(1_010, 1_060)) <= 50 * 2.5
        world.poller.stop()
        await polling

    run(work())


def test_a_window_full_of_held_updates_is_asked_for_once_a_second():
    async def work() -> None:
        world = World()
        world.seconds = dict.fromkeys(range(1, WINDOW + 1), 400.0)
        world.telegram.send(*(message(each, chat=each) for each in range(1, 150)))

        async def look() -> None:
            asked = world.telegram.asked_between(1_100, 1_200)
            assert 80 <= len(asked) <= 102
            assert set(asked) == {1}
            assert world.handled == []

        await world.run_for(250, look)

    run(work())


def test_an_update_that_can_not_be_parsed_is_skipped_and_counted():
    async def work() -> None:
        world = World()
        strange = [
            {"update_id": 2, "message": "a string"},
            {"update_id": 3, "message": {"message_id": "x", "chat": []}},
            {"update_id": 4, "callback_query": {"id": 5}},
        ]
        unknown = {"update_id": 5, "something_new": {"a": 1}}
        world.telegram.send(message(1), *strange, unknown, message(6))
        await world.run_for(10)
        assert world.handled == [1, 5, 6]
        assert world.poller.unparsed == len(strange)
        assert world.telegram.waiting == {}
        assert {2, 3, 4} <= world.memory

    run(work())


def test_what_was_handled_before_a_restart_is_confirmed_and_not_handled_again():
    async def work() -> None:
        world = World(memory={1, 2, 4})
        world.telegram.send(*(message(each, chat=each) for each in range(1, 7)))
        await world.run_for(10)
        assert sorted(world.handled) == [3, 5, 6]
        assert world.telegram.waiting == {}

    run(work())


def test_a_whole_window_handled_before_does_not_stop_the_rest():
    async def work() -> None:
        world = World(memory=set(range(1, 251)))
        world.telegram.send(*(message(each, chat=each) for each in range(1, 301)))
        await world.run_for(10)
        assert sorted(world.handled) == list(range(251, 301))

    run(work())


def test_an_error_in_a_handler_counts_as_handled():
    async def work() -> None:
        world = World()
        world.errors = {2: LookupError("private words"), 3: NetworkError("down")}
        world.telegram.send(*(message(each) for each in range(1, 5)))
        await world.run_for(10)
        assert world.handled == [1, 4]
        assert world.memory == {1, 2, 3, 4}
        assert world.telegram.waiting == {}

    run(work())


def test_an_errors_words_are_not_logged(caplog):
    async def work() -> None:
        world = World()
        world.errors = {1: LookupError("private words")}
        world.telegram.send(message(1), {"update_id": 2, "message": "private words"})
        await world.run_for(10)

    with caplog.at_level("DEBUG"):
        run(work())
    assert "LookupError" in caplog.text
    assert "private" not in caplog.text


@pytest.mark.parametrize("make", [lambda: NetworkError("down"), lambda: Conflict("other")])
def test_failed_polls_back_off_and_go_on(make):
    async def work() -> None:
        world = World()
        world.telegram.errors = [make() for _ in range(12)]
        world.telegram.send(message(1))
        await world.run_for(900)
        times = [time for time, _ in world.telegram.asked[:13]]
        gaps = [later - earlier for earlier, later in pairwise(times)]
        assert min(gaps) >= 0.25
        assert max(gaps) <= 31
        assert sum(gaps[:8]) >= 8
        assert world.handled == [1]

    run(work())


def test_telegrams_own_word_on_waiting_is_kept():
    async def work() -> None:
        world = World()
        world.telegram.errors = [RetryAfter(45)]
        await world.run_for(100)
        first, second = (time for time, _ in world.telegram.asked[:2])
        assert 45 <= second - first <= 47

    run(work())


def test_a_failed_poll_does_not_stop_what_is_under_way():
    async def work() -> None:
        world = World()
        world.seconds = {1: 10.0}
        world.telegram.send(message(1))
        polling = asyncio.create_task(world.poller.run())
        await asyncio.sleep(1)
        world.telegram.errors = [NetworkError("down")] * 6
        await asyncio.sleep(60)
        assert world.handled == [1]
        assert world.telegram.waiting == {}
        world.poller.stop()
        await polling

    run(work())


def test_a_token_that_telegram_does_not_know_ends_it():
    async def work() -> None:
        world = World()
        world.telegram.errors = [InvalidToken()]
        with pytest.raises(InvalidToken):
            await world.poller.run()

    run(work())


def test_stopping_finishes_what_is_under_way_and_confirms_it():
    async def work() -> None:
        world = World()
        world.seconds = {1: 10.0, 2: 10.0}
        world.telegram.send(message(1, chat=1), message(2, chat=2))
        begin = now()
        await world.run_for(1)
        assert 10 <= now() - begin <= 12
        assert sorted(world.handled) == [1, 2]
        assert world.telegram.waiting == {}

    run(work())


def test_stopping_in_a_quiet_hour_takes_no_time():
    async def work() -> None:
        world = World()
        begin = now()
        await world.run_for(3_605)
        assert now() - begin <= 3_606

    run(work())


def test_stopping_does_not_confirm_what_would_take_too_long():
    async def work() -> None:
        world = World()
        world.seconds = {2: 1_000.0}
        world.telegram.send(message(1, chat=1), message(2, chat=2), message(3, chat=3))
        begin = now()
        await world.run_for(5)
        assert now() - begin <= 5 + STOP_SECONDS + 2
        assert sorted(world.handled) == [1, 3]
        assert 2 in world.telegram.waiting
        assert 2 not in world.memory

    run(work())


def test_stopping_while_telegram_is_away_ends_all_the_same():
    async def work() -> None:
        world = World()
        world.telegram.send(message(1))
        polling = asyncio.create_task(world.poller.run())
        await asyncio.sleep(5)
        world.telegram.errors = [NetworkError("down")] * 50
        world.poller.stop()
        await polling
        assert world.handled == [1]

    run(work())


def test_ids_that_start_again_lower_after_a_quiet_time_are_handled():
    async def work() -> None:
        world = World()
        world.telegram.send(message(900_000), message(900_001))
        polling = asyncio.create_task(world.poller.run())
        await asyncio.sleep(120)
        world.telegram.send(message(17), message(18))
        await asyncio.sleep(60)
        world.poller.stop()
        await polling
        assert world.handled == [900_000, 900_001, 17, 18]
        assert world.telegram.waiting == {}

    run(work())


async def test_a_restart_with_the_real_memory_answers_each_once(tmp_path: Path):
    """Killed before it could confirm: the second program knows from the file what was handled."""
    database = await Database.open(tmp_path / "bot.db")
    telegram, handled = Telegram(), []
    telegram.send(*(message(each, chat=each) for each in range(1, 21)))

    async def handle(update: Update) -> None:
        handled.append(update.update_id)
        if len(handled) == 10:
            first.cancel()

    poller = Poller(telegram, handle, await HandledUpdates.load(database), handle)  # type: ignore[arg-type]
    first = asyncio.create_task(poller.run())
    with pytest.raises(asyncio.CancelledError):
        await first
    await asyncio.wait(poller._pending.values())
    assert len(telegram.waiting) == 20
    await database.close()

    database = await Database.open(tmp_path / "bot.db")
    poller = Poller(telegram, handle, await HandledUpdates.load(database), handle)  # type: ignore[arg-type]
    second = asyncio.create_task(poller.run())
    telegram.send(message(21))
    await asyncio.sleep(1)
    poller.stop()
    await second
    await database.close()
    assert sorted(handled) == list(range(1, 22))
    assert telegram.waiting == {}
