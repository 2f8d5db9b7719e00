"""Days to act by: answer, appeal, payment order, mediation, complaint, credit record."""

from datetime import date, timedelta

from bot.reckoning.outcome import (
    Answers,
    Known,
    Outcome,
    Quantity,
    Reckoner,
    count,
    day,
    raised,
)
from bot.reckoning.workdays import Period, add_years

_ANSWER_DAYS = 15  # 民诉法 128 (cp-answer-15)
_APPEAL_DAYS = {"judgment": 15, "ruling": 10}  # 民诉法 171 (cp-appeal)
_ORDER_DAYS = 15  # 民诉法 227 (cp-payment-order)
_CONFIRM_DAYS = 30  # 民诉法 205 (md-confirm)
# cp-lender-clock; 征信业管理条例 25 (cr-objection) and 26 (cr-complain-pboc)
_COMPLAINT_DAYS = {
    "lender": {"first": 15, "second": 30, "third": 60},
    "objection": {"due": 20},
    "bank": {"due": 30},
}
_RECORD_YEARS = 5  # 征信业管理条例 16 (cr-5y)
_SOON = 3  # days


def reckon_answer(answers: Answers, known: Known) -> Outcome:
    """The last day to answer a claim; for summary procedure the day that the court wrote."""
    if answers["procedure"] == "normal":
        return reckon_period(known, answers["received"], _ANSWER_DAYS, "normal")
    return reckon_stated(known, answers.get("stated"))


def reckon_appeal(answers: Answers, known: Known) -> Outcome:
    """The last day to appeal; a judgment on a small claim can't be appealed (cp-small-claims)."""
    days = _APPEAL_DAYS.get(answers["paper"])
    if days is None:
        return Outcome({}, raised(final=True))
    return reckon_period(known, answers["received"], days, answers["paper"])


def reckon_objection(answers: Answers, known: Known) -> Outcome:
    """The last day to object in writing to a payment order."""
    return reckon_period(known, answers["received"], _ORDER_DAYS, "order")


def reckon_stated(known: Known, stated: date | None) -> Outcome:
    """A day that the paper itself names; ``unstated`` where it names none."""
    if stated is None:
        return Outcome({}, raised(unstated=True))
    values = {"stated": day(stated), "left": count(max((stated - known.today).days, 0))}
    late = stated < known.today
    return Outcome(values, raised(stated=True, late=late, ahead=not late))


def reckon_period(known: Known, received: date, days: int, flag: str) -> Outcome:
    """The end of a period in days by 民诉法 85; ``flag`` is raised beside those of the period."""
    period = known.workdays.count_period(received, days)
    return Outcome(_say_period(period, known.today), _flag_period(period, known.today) | {flag})


def _say_period(period: Period, today: date) -> dict[str, Quantity]:
    return {
        "days": count(period.days),
        "start": day(period.start),
        "expiry": day(period.expiry),
        "due": day(period.due),
        "left": count(max((period.expiry - today).days, 0)),
    }


def _flag_period(period: Period, today: date) -> frozenset[str]:
    late = today > period.due
    return raised(
        period=True,
        moved=period.moved,
        unsure=not period.sure,
        late=late,
        last=not late and today >= period.expiry,
        ahead=today < period.expiry,
        soon=today < period.expiry and (period.expiry - today).days <= _SOON,
    )


def reckon_confirmation(answers: Answers, known: Known) -> Outcome:
    """The last day to ask a court together to confirm a mediated agreement."""
    due = answers["effective"] + timedelta(days=_CONFIRM_DAYS)
    values = {"due": day(due), "left": count(max((due - known.today).days, 0))}
    return Outcome(values, raised(late=known.today > due, ahead=known.today <= due))


def reckon_complaint(answers: Answers, known: Known) -> Outcome:
    """When an answer to a complaint or objection may be expected, in about so many days."""
    received, about = answers["received"], answers["about"]
    days = _COMPLAINT_DAYS[about]
    values = {name: day(received + timedelta(days=each)) for name, each in days.items()}
    last = received + timedelta(days=max(days.values()))
    return Outcome(values, raised(**{about: True}, over=known.today > last))


def reckon_record(answers: Answers, known: Known) -> Outcome:
    """When a record of arrears is no longer kept: five years after it was settled."""
    if answers["settled"] != "yes":
        return Outcome({}, raised(unsettled=True))
    due = add_years(answers["day"], _RECORD_YEARS)
    return Outcome({"due": day(due)}, raised(settled=True, over=known.today > due))


PERIOD = frozenset({"days", "start", "expiry", "due", "left"})
PERIOD_FLAGS = frozenset({"period", "moved", "unsure", "late", "last", "ahead", "soon"})

LIMITS = {
    "answer_deadline": Reckoner(
        reckon_answer,
        asks=frozenset({"procedure", "received", "stated"}),
        gives=PERIOD | {"stated"},
        flags=PERIOD_FLAGS | {"normal", "unstated", "stated"},
    ),
    "appeal_deadline": Reckoner(
        reckon_appeal,
        asks=frozenset({"paper", "received"}),
        gives=PERIOD,
        flags=PERIOD_FLAGS | {"judgment", "ruling", "final"},
    ),
    "payment_order_deadline": Reckoner(
        reckon_objection,
        asks=frozenset({"received"}),
        gives=PERIOD,
        flags=PERIOD_FLAGS | {"order"},
    ),
    "mediation_confirm_deadline": Reckoner(
        reckon_confirmation,
        asks=frozenset({"effective"}),
        gives=frozenset({"due", "left"}),
        flags=frozenset({"late", "ahead"}),
    ),
    "complaint_clock": Reckoner(
        reckon_complaint,
        asks=frozenset({"about", "received"}),
        gives=frozenset({"first", "second", "third", "due"}),
        flags=frozenset({"lender", "objection", "bank", "over"}),
    ),
    "credit_record_expiry": Reckoner(
        reckon_record,
        asks=frozenset({"settled", "day"}),
        gives=frozenset({"due"}),
        flags=frozenset({"settled", "unsettled", "over"}),
    ),
}
