"""Some calls at once, then one in a while, one kind word, and silence."""

import pytest

from bot.groups.buckets import Buckets, Turn
from tests.groups.clock import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_who_asks_too_often_is_told_once(clock):
    buckets = Buckets(b"secret", clock, size=3, seconds=10)
    turns = [buckets.take(-1, 7) for _ in range(6)]
    assert turns == [Turn.GRANTED] * 3 + [Turn.LAST_WORD] + [Turn.REFUSED] * 2


def test_tokens_come_back_one_by_one_without_another_word(clock):
    buckets = Buckets(b"secret", clock, size=2, seconds=10)
    for _ in range(4):
        buckets.take("a")
    clock.now += 10
    assert buckets.take("a") is Turn.GRANTED
    assert buckets.take("a") is Turn.REFUSED
    clock.now += 20
    assert [buckets.take("a") for _ in range(3)] == [Turn.GRANTED] * 2 + [Turn.LAST_WORD]


def test_keys_do_not_share(clock):
    buckets = Buckets(b"secret", clock, size=1, seconds=10)
    assert buckets.take(-1, 7) is Turn.GRANTED
    assert buckets.take(-1, 8) is Turn.GRANTED
    assert buckets.take(-2, 7) is Turn.GRANTED
    assert buckets.take(-1, 7) is Turn.LAST_WORD


def test_no_window_holds_more_than_size_and_refill(clock):
    buckets = Buckets(b"secret", clock, size=4, seconds=12)
    granted = []
    for _ in range(2_000):
        if buckets.take("group") is Turn.GRANTED:
            granted.append(clock.now)
        clock.now += 0.1
    assert all(sum(start <= each < start + 60 for each in granted) <= 9 for start in granted)


def test_memory_stays_bounded(clock):
    buckets = Buckets(b"secret", clock, size=1, seconds=10, most=100)
    for member in range(1_000):
        buckets.take(member)
    assert len(buckets._buckets) == 100
