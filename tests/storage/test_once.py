"""Seen before or not, without keeping what was seen."""

from bot.storage.once import Once


def test_only_the_first_time_is_first():
    once = Once(b"key")
    assert once.is_first("wrong", 1, 2)
    assert not once.is_first("wrong", 1, 2)
    assert not once.is_first("wrong", 1, 2)


def test_every_part_counts():
    once = Once(b"key")
    assert once.is_first("wrong", 1, 2)
    assert once.is_first("wrong", 1, 3)
    assert once.is_first("wrong", 2, 2)
    assert once.is_first("right", 1, 2)
    # Parts are not just glued together.
    assert once.is_first("wrong", 12)
    assert once.is_first("wrong", "1", 2)


def test_nothing_of_a_person_stays_in_memory():
    once = Once(b"key")
    once.is_first("wrong", 6_123_456_789, "private words")
    kept = repr(vars(once))
    assert "6123456789" not in kept
    assert "private" not in kept


def test_another_key_gives_another_hash():
    one, two = Once(b"one"), Once(b"two")
    one.is_first("wrong", 1)
    two.is_first("wrong", 1)
    assert set(one._seen).isdisjoint(two._seen)


def test_memory_is_bounded_and_the_newest_stay():
    once = Once(b"key")
    for each in range(20_000):
        assert once.is_first(each)
    assert len(once._seen) < 10_000
    assert not once.is_first(19_999)
    assert once.is_first(0)
