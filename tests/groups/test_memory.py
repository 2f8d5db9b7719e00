"""What is remembered is bounded, ends, and can't be read back."""

from bot.groups.memory import Memory
from tests.groups.clock import Clock


def test_a_value_is_kept_for_its_time_and_parts_are_told_apart():
    clock = Clock()
    memory: Memory[str] = Memory(b"secret", clock, 60, 10)
    memory.keep("verdict", -100, 7)
    assert memory.find(-100, 7) == "verdict"
    assert memory.find(-1007) is None
    assert memory.find(7, -100) is None
    clock.now += 60
    assert memory.find(-100, 7) is None


def test_keeping_again_begins_anew_and_dropping_forgets():
    clock = Clock()
    memory: Memory[int] = Memory(b"secret", clock, 60, 10)
    memory.keep(1, "a")
    clock.now += 50
    memory.keep(2, "a")
    clock.now += 50
    assert memory.find("a") == 2
    memory.drop("a")
    memory.drop("a")
    assert memory.find("a") is None


def test_the_oldest_goes_when_there_are_too_many():
    memory: Memory[int] = Memory(b"secret", Clock(), 60, 3)
    for number in range(5):
        memory.keep(number, number)
    assert len(memory) == 3
    assert [memory.find(number) for number in range(5)] == [None, None, 2, 3, 4]


def test_neither_ids_nor_words_stand_in_memory():
    memory: Memory[bool] = Memory(b"secret", Clock(), 60, 10)
    memory.keep(True, -1001234567890, "转到王经理个人账户")
    kept = repr(vars(memory))
    assert "1234567890" not in kept
    assert "王经理" not in kept
