"""What is remembered of groups' talk: calls, answers, warnings, doubts."""

from datetime import date, timedelta

import pytest

from bot.groups.buckets import Turn
from bot.groups.talk import Answer, GroupTalk
from tests.groups.clock import Clock

DAY = date(2026, 11, 22)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def talk(clock) -> GroupTalk:
    return GroupTalk(b"secret", clock)


def test_a_group_gets_at_most_ten_answers_a_minute(talk, clock):
    said = 0
    for second in range(60):
        for member in range(5):
            said += talk.take_turn(-1, second % 7 * 10 + member) is not Turn.REFUSED
        clock.now += 1
    assert said <= 10
    assert talk.take_turn(-2, 1) is Turn.GRANTED


def test_one_member_does_not_use_up_the_group(talk):
    turns = [talk.take_turn(-1, 7) for _ in range(20)]
    assert turns.count(Turn.GRANTED) == 3
    assert talk.take_turn(-1, 8) is not Turn.REFUSED


def test_who_may_not_call_takes_nothing_from_those_who_may(talk):
    told = sum(talk.may_turn_down(-1, member) for member in range(50))
    assert told == 1
    assert talk.take_turn(-1, 7) is Turn.GRANTED


def test_presses_of_a_member_are_bounded(talk, clock):
    assert sum(talk.may_press(-1, 7) for _ in range(20)) == 6
    assert talk.may_press(-1, 8)
    clock.now += 20
    assert talk.may_press(-1, 7)


def test_answers_are_found_by_the_message_they_answer(talk, clock):
    talk.remember(-1, 10, Answer(11))
    talk.remember(-1, 10, Answer(12, receiver=7))
    assert talk.find_answers(-1, 10) == (Answer(11), Answer(12, 7))
    assert talk.find_answers(-2, 10) == ()
    clock.now += 3 * 86_400
    assert talk.find_answers(-1, 10) == ()


def test_a_message_that_keeps_changing_is_forgotten(talk):
    talk.remember(-1, 10, Answer(11))
    granted = [talk.may_judge_again(-1, 10) for _ in range(4)]
    assert granted == [True] * 3 + [False]
    assert talk.find_answers(-1, 10) == ()


def test_one_warning_a_day_for_the_same_message(talk, clock):
    assert talk.may_warn(-1, "skeleton", DAY)
    assert not talk.may_warn(-1, "skeleton", DAY)
    assert talk.may_warn(-2, "skeleton", DAY)
    clock.now += 3_600
    assert talk.may_warn(-1, "skeleton", DAY + timedelta(days=1))


def test_three_warnings_an_hour(talk, clock):
    warned = []
    for number in range(2_000):
        if talk.may_warn(-1, str(number), DAY):
            warned.append(clock.now)
        clock.now += 10
    assert len(warned) == 3 + 20_000 // 3_700
    assert all(sum(start <= each < start + 3_600 for each in warned) <= 3 for start in warned)


def test_doubts_count_members_not_presses(talk):
    assert talk.take_doubt(-1, 5, member=7) == 1
    assert talk.take_doubt(-1, 5, member=7) == 0
    assert talk.take_doubt(-1, 5, member=8) == 2
    assert talk.take_doubt(-1, 6, member=7) == 1
    assert talk.take_doubt(-1, 5, member=9) == 3


def test_doubts_of_a_member_are_bounded(talk, clock):
    assert [talk.take_doubt(-1, verdict, 7) for verdict in range(5)] == [1, 1, 1, 0, 0]
    clock.now += 600
    assert talk.take_doubt(-1, 9, 7) == 1


def test_a_refusal_is_remembered_until_the_rank_changes(talk, clock):
    assert talk.may_whisper(-1)
    talk.note_refusal(-1)
    assert not talk.may_whisper(-1)
    assert talk.may_whisper(-2)
    talk.forget_refusal(-1)
    assert talk.may_whisper(-1)
    talk.note_refusal(-1)
    clock.now += 7 * 3_600
    assert talk.may_whisper(-1)
