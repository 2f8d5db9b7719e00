"""The rough end of the three years, as events move it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reckoning.limitation import reckon_limitation
from bot.reckoning.outcome import Known
from tests.reckoning.conftest import TODAY, plain

DUE = date(2023, 3, 10)
CASES = [
    (DUE, [], "2026-03-10", "over"),
    (DUE, [("demand", "2024-08-15")], "2027-08-15", "open"),
    (DUE, [("demand", "2024-08-15"), ("ack", "2026-06-01")], "2029-06-01", "open"),
    (DUE, [("demand", "2026-06-01")], "2026-03-10", "over"),
    (DUE, [("pay", "2026-06-01")], "2029-06-01", "revived"),
    (date(2023, 12, 1), [], "2026-12-01", "near"),
]
SAID = {"可能已满": "over", "未满": "open", "届满后": "revived", "临界": "near"}


def run(bench, due, events):
    rows = tuple({"what": what, "when": date.fromisoformat(when)} for what, when in events)
    return bench("limitation_date", last_due=due, events=rows)


def status(outcome):
    (found,) = outcome.flags & {"over", "open", "revived", "near", "pending"}
    return found


@pytest.mark.parametrize(("due", "events", "expiry", "flag"), CASES)
def test_worked_examples(bench, due, events, expiry, flag):
    outcome = run(bench, due, events)
    assert plain(outcome)["expiry"].isoformat() == expiry
    assert status(outcome) == flag
    assert "dated" in outcome.flags


def test_the_reference_has_the_same_cases(bench, reference):
    for case in reference["limitation_date"]["worked_example"]["cases"]:
        events = [(each["kind"], each["date"]) for each in case["events"]]
        outcome = run(bench, date.fromisoformat(case["last_due_date"]), events)
        assert plain(outcome)["expiry"].isoformat() == case["rough_expiry"]
        said = next(flag for start, flag in SAID.items() if case["status"].startswith(start))
        assert status(outcome) == said


def test_an_event_on_the_last_day_still_counts(bench):
    assert status(run(bench, DUE, [("demand", "2026-03-10")])) == "open"
    assert status(run(bench, DUE, [("demand", "2026-03-11")])) == "over"


def test_the_order_of_typing_does_not_matter(bench):
    events = [("ack", "2026-06-01"), ("demand", "2024-08-15")]
    assert run(bench, DUE, events) == run(bench, DUE, events[::-1])


def test_a_procedure_begins_the_years_anew_when_it_ends(bench):
    sued = {"what": "sue", "when": date(2024, 1, 5), "ended": date(2025, 3, 1)}
    outcome = bench("limitation_date", last_due=DUE, events=(sued,))
    assert plain(outcome)["expiry"] == date(2028, 3, 1)
    demanded = {"what": "demand", "when": date(2024, 6, 1)}
    both = bench("limitation_date", last_due=DUE, events=(sued, demanded))
    assert plain(both)["expiry"] == date(2028, 3, 1)


def test_a_procedure_without_an_end_gives_no_day(bench):
    sued = {"what": "sue", "when": date(2024, 1, 5), "ended": None}
    outcome = bench("limitation_date", last_due=DUE, events=(sued,))
    assert status(outcome) == "pending"
    assert "dated" not in outcome.flags


def test_a_suit_after_the_end_changes_nothing(bench):
    sued = {"what": "sue", "when": date(2026, 6, 1), "ended": None}
    outcome = bench("limitation_date", last_due=DUE, events=(sued,))
    assert status(outcome) == "over"
    assert outcome.rows["events"][0]["effect"].value == "nothing"


@pytest.mark.parametrize(
    ("away", "flag"), [(31, "open"), (30, "near"), (0, "near"), (-30, "near"), (-31, "over")]
)
def test_how_near_it_is(known, away, flag):
    expiry = date(2026, 3, 10)
    today = Known(expiry - timedelta(days=away), known.rates, known.workdays)
    assert status(reckon_limitation({"last_due": DUE, "events": ()}, today)) == flag


def test_an_event_before_a_last_day_that_is_yet_to_come_does_not_shorten(bench):
    outcome = run(bench, date(2027, 6, 1), [("pay", "2026-01-01")])
    assert plain(outcome)["expiry"] == date(2030, 6, 1)


KINDS = st.sampled_from(["demand", "pay", "ack", "sign", "assign"])
DAYS = st.dates(date(2015, 10, 1), TODAY)


@given(DAYS, st.lists(st.tuples(KINDS, DAYS), max_size=8))
def test_events_only_ever_put_the_end_off(bench, due, events):
    rows = [(what, when.isoformat()) for what, when in events]
    before = plain(run(bench, due, []))["expiry"]
    assert plain(run(bench, due, rows))["expiry"] >= before
    assert len(status(run(bench, due, rows))) > 0
