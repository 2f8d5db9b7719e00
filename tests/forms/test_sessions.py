"""Answers live in memory, for half an hour at rest, and never without bound."""

from bot.forms.fields import Whole
from bot.forms.form import Form, Progress, Question
from bot.forms.sessions import Session, Sessions

PROGRESS = Progress(Form((Question("a", Whole()),)))


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_session_is_kept_and_closed():
    sessions = Sessions(Clock())
    assert sessions.find(1) is None
    sessions.keep(1, Session("c.a", PROGRESS))
    sessions.keep(1, Session("c.a", PROGRESS.answer(3)))
    assert sessions.find(1) == Session("c.a", PROGRESS.answer(3))
    assert sessions.find(2) is None
    sessions.close(1)
    sessions.close(1)
    assert sessions.find(1) is None


def test_a_session_at_rest_is_forgotten_without_being_asked_for():
    clock = Clock()
    sessions = Sessions(clock, idle=1800)
    sessions.keep(1, Session("c.a", PROGRESS))
    clock.now += 1000
    sessions.keep(2, Session("c.a", PROGRESS))
    clock.now += 799
    assert sessions.find(1) is not None
    clock.now += 1
    sessions.forget_idle()
    assert len(sessions) == 1
    assert sessions.find(1) is None
    assert sessions.find(2) is not None


def test_each_answer_begins_the_half_hour_anew():
    clock = Clock()
    sessions = Sessions(clock, idle=1800)
    for step in range(3):
        sessions.keep(1, Session(f"c.{step}", PROGRESS))
        clock.now += 1700
    assert sessions.find(1) is not None


def test_looking_at_a_session_does_not_lengthen_it():
    clock = Clock()
    sessions = Sessions(clock, idle=1800)
    sessions.keep(1, Session("c.a", PROGRESS))
    clock.now += 1700
    assert sessions.find(1) is not None
    clock.now += 100
    assert sessions.find(1) is None


def test_beyond_the_bound_the_longest_at_rest_goes_first():
    sessions = Sessions(Clock(), most=3)
    for chat in (1, 2, 3):
        sessions.keep(chat, Session("c.a", PROGRESS))
    sessions.keep(1, Session("c.b", PROGRESS))
    sessions.keep(4, Session("c.a", PROGRESS))
    assert sessions.find(2) is None
    assert [sessions.find(chat) is not None for chat in (1, 3, 4)] == [True] * 3
    assert len(sessions) == 3


def test_a_form_that_ended_is_told_from_one_that_was_lost():
    clock = Clock()
    sessions = Sessions(clock, idle=1800)
    assert not sessions.has_ended(1, "c.a")
    sessions.keep(1, Session("c.a", PROGRESS))
    assert not sessions.has_ended(1, "c.a")
    sessions.close(1)
    assert sessions.has_ended(1, "c.a")
    assert not sessions.has_ended(1, "c.b")
    assert not sessions.has_ended(2, "c.a")
    clock.now += 1800
    assert not sessions.has_ended(1, "c.a")


def test_a_form_begun_anew_has_not_ended():
    sessions = Sessions(Clock())
    sessions.keep(1, Session("c.a", PROGRESS))
    sessions.close(1)
    sessions.keep(1, Session("c.a", PROGRESS))
    assert not sessions.has_ended(1, "c.a")


def test_nothing_of_the_answers_is_shown_by_the_registry():
    sessions = Sessions(Clock())
    sessions.keep(12345, Session("c.a", PROGRESS.answer(99887766)))
    assert "99887766" not in repr(sessions)
    assert "12345" not in repr(sessions)
