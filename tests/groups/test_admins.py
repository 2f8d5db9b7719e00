"""Admins are remembered for a short while, and what is said rarely is said rarely."""

from bot.groups import admins as admins_module
from bot.groups import rhythm as rhythm_module
from bot.groups.admins import KEPT_SECONDS, Admins
from bot.groups.rhythm import Rhythm


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_admins_are_known_for_a_minute_at_most():
    clock = Clock()
    admins = Admins(clock)
    assert admins.find(-1) is None
    assert admins.keep(-1, [7, 8]) == {7, 8}
    clock.now += 10
    assert admins.find(-1) == {7, 8}
    assert admins.find(-1, within=5) is None
    assert admins.find(-2) is None
    clock.now += KEPT_SECONDS
    assert admins.find(-1, within=1e9) is None


def test_a_change_of_rank_is_known_at_once():
    admins = Admins(Clock())
    admins.keep(-1, [7])
    admins.drop(-1)
    admins.drop(-2)
    assert admins.find(-1) is None


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(admins_module, "MOST_GROUPS", 10)
    monkeypatch.setattr(rhythm_module, "MOST_KEYS", 10)
    admins, rhythm = Admins(Clock()), Rhythm(Clock())
    for chat in range(100):
        admins.keep(chat, [7])
        assert rhythm.is_due(chat, 60)
    assert admins.find(99) == {7}
    assert len(admins._kept) <= 10
    assert len(rhythm._free_at) <= 10


def test_what_was_done_is_not_due_for_a_while():
    clock = Clock()
    rhythm = Rhythm(clock)
    assert rhythm.is_due("a", 60)
    assert not rhythm.is_due("a", 60)
    assert rhythm.is_due("b", 60)
    clock.now += 60
    assert rhythm.is_due("a", 60)
