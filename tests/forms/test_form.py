"""Walking through a form: conditions, rounds, skipping, and back by one step at a time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.forms.fields import Choice, Choices, FieldError, Option, Whole, Words
from bot.forms.form import Form, Group, Progress, Question

YES_NO = Choice((Option("yes", "有"), Option("no", "没有")))
FORM = Form(
    (
        Question("debt", YES_NO),
        Question("amount", Whole(), when={"debt": ("yes",)}),
        Question("note", Words(), optional=True),
        Group(
            "events",
            (Question("what", YES_NO), Question("how", Words(), when={"what": ("yes",)})),
            most=3,
        ),
        Question("last", Whole(), when={"note": ("b",)}),
    )
)


def asked(progress: Progress) -> str | None:
    return progress.place.question.id if progress.place else None


def test_conditions_decide_what_is_asked():
    progress = Progress(FORM)
    assert asked(progress) == "debt"
    assert asked(progress.answer("yes")) == "amount"
    assert asked(progress.answer("no")) == "note"
    done = progress.answer("no").answer("b").end()
    assert asked(done) == "last"
    assert done.answer(3).place is None
    assert done.answer(3).answers == {"debt": "no", "note": "b", "events": (), "last": 3}


def test_a_skipped_question_answers_none_and_meets_no_condition():
    done = Progress(FORM).answer("no").skip().end()
    assert done.place is None
    assert done.answers == {"debt": "no", "note": None, "events": ()}


def test_only_optional_questions_can_be_skipped():
    with pytest.raises(ValueError, match="skipped"):
        Progress(FORM).skip()
    with pytest.raises(ValueError, match="skipped"):
        Progress(FORM).answer("no").skip().end().skip()


def test_rounds_repeat_until_they_are_ended():
    events = Progress(FORM).answer("no").skip()
    assert events.place.can_end
    first = events.answer("yes")
    assert (asked(first), first.place.round, first.place.can_end) == ("how", 0, False)
    second = first.answer("甲")
    assert (asked(second), second.place.round, second.place.can_end) == ("what", 1, True)
    done = second.answer("no").end()
    assert done.answers["events"] == ({"what": "yes", "how": "甲"}, {"what": "no"})
    assert [place.question.id for place, _ in done.trail] == ["debt", "note", "what", "how", "what"]


def test_rounds_end_by_themselves_when_there_are_most():
    progress = Progress(FORM).answer("no").skip().answer("no").answer("no").answer("no")
    assert progress.place is None
    assert len(progress.answers["events"]) == 3


def test_rounds_may_have_to_be():
    group = Group("all", (Question("a", Whole()),), least=1)
    progress = Progress(Form((group,)))
    with pytest.raises(ValueError, match="end"):
        progress.end()
    assert progress.answer(1).end().answers == {"all": ({"a": 1},)}


def test_rounds_can_end_only_at_their_beginning():
    with pytest.raises(ValueError, match="end"):
        Progress(FORM).answer("no").skip().answer("yes").end()
    with pytest.raises(ValueError, match="end"):
        Progress(FORM).end()


def test_a_complete_form_takes_nothing_more():
    done = Progress(FORM).answer("no").skip().end()
    for more in (lambda: done.answer(1), done.skip, done.end):
        with pytest.raises(ValueError, match=r"complete|skipped|end"):
            more()


def test_a_condition_on_several_options():
    options = Choices((Option("a", "甲"), Option("b", "乙")), least=0)
    form = Form((Question("some", options), Question("why", Words(), when={"some": ("b",)})))
    assert asked(Progress(form).answer(("a", "b"))) == "why"
    assert Progress(form).answer(("a",)).place is None
    assert Progress(form).answer(()).place is None


def test_back_forgets_the_answer_and_stops_at_the_beginning():
    progress = Progress(FORM).answer("yes")
    assert progress.back() == Progress(FORM)
    assert progress.back().back() == Progress(FORM)
    ended = Progress(FORM).answer("no").answer("b").end()
    assert asked(ended.back()) == "what"


def test_an_earlier_answer_bounds_a_later_one(reading):
    form = Form(
        (
            Question("all", Whole()),
            Question("some", Whole(least=0), at_most="all"),
            Question("fewer", Whole(least=0), below="all", at_least="some"),
        )
    )
    progress = Progress(form).answer(12)

    def refuse(progress, text):
        place = progress.place
        with pytest.raises(FieldError) as caught:
            place.question.read(text, reading, place.known)
        return caught.value.key, caught.value.words

    assert refuse(progress, "13") == ("over_earlier", {"earlier": "all", "bound": 12})
    assert progress.place.question.read("12", reading, progress.place.known) == 12
    later = progress.answer(3)
    assert refuse(later, "12") == ("not_below", {"earlier": "all", "bound": 12})
    assert refuse(later, "2") == ("under_earlier", {"earlier": "some", "bound": 3})
    assert later.place.question.read("3", reading, later.place.known) == 3


def test_a_bound_within_a_round_is_that_of_the_round(reading):
    rows = Group("rows", (Question("a", Whole()), Question("b", Whole(), at_least="a")))
    progress = Progress(Form((rows,))).answer(5).answer(6).answer(1)
    assert progress.place.known["a"] == 1
    assert progress.place.question.read("2", reading, progress.place.known) == 2


def test_a_skipped_answer_bounds_nothing(reading):
    form = Form((Question("a", Whole(), optional=True), Question("b", Whole(), at_least="a")))
    place = Progress(form).skip().place
    assert place.question.read("1", reading, place.known) == 1


@given(st.lists(st.sampled_from(["yes", "no", "b", "skip", "end", "back"]), max_size=30))
def test_any_walk_leads_somewhere_and_back_undoes_exactly_one_step(moves):
    progress = Progress(FORM)
    for move in moves:
        before = progress
        try:
            if move == "back":
                progress = progress.back()
                continue
            special = {"skip": before.skip, "end": before.end}
            progress = special[move]() if move in special else before.answer(move)
        except ValueError:
            assert progress == before
            continue
        assert progress.back() == before
        assert progress.step == before.step + 1
        assert set(before.answers) <= set(progress.answers)
