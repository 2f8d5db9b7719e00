"""Days to act by after papers of enforcement and arbitration, and days that any paper names."""

from bot.reckoning.limits import PERIOD, PERIOD_FLAGS, reckon_period, reckon_stated
from bot.reckoning.outcome import Answers, Known, Outcome, Reckoner, count, day, raised
from bot.reckoning.workdays import add_months

_REVIEW_DAYS = 10  # 民诉法 236 (en-objection)
_AWARD_MONTHS = 3  # 仲裁法 72 (cp-arbitration)


def reckon_enforcement(answers: Answers, known: Known) -> Outcome:
    """The day that an enforcement paper names; ten days for review of a ruling on an objection."""
    if answers["paper"] == "ruling":
        return reckon_period(known, answers["received"], _REVIEW_DAYS, "ruling")
    return reckon_stated(known, answers.get("stated"))


def reckon_arbitration(answers: Answers, known: Known) -> Outcome:
    """The day that the notice names; three months to ask a court to set an award aside.

    Whether a day off moves that end is not certain, so it is not moved.
    """
    if answers["paper"] != "award":
        return reckon_stated(known, answers.get("stated"))
    due = add_months(answers["received"], _AWARD_MONTHS)
    late = known.today > due
    values = {"due": day(due), "left": count(max((due - known.today).days, 0))}
    return Outcome(values, raised(award=True, late=late, ahead=not late))


def reckon_paper(answers: Answers, known: Known) -> Outcome:
    """How long it is until the day that a paper names."""
    outcome = reckon_stated(known, answers["stated"])
    return Outcome(outcome.values, outcome.flags | {answers["what"]})


_STATED = frozenset({"stated", "left"})
_STATED_FLAGS = frozenset({"stated", "late", "ahead"})

PAPERS = {
    "enforcement_deadline": Reckoner(
        reckon_enforcement,
        asks=frozenset({"paper", "received", "stated"}),
        gives=PERIOD | _STATED,
        flags=PERIOD_FLAGS | _STATED_FLAGS | {"ruling", "unstated"},
    ),
    "arbitration_deadline": Reckoner(
        reckon_arbitration,
        asks=frozenset({"paper", "received", "stated"}),
        gives=_STATED | {"due"},
        flags=_STATED_FLAGS | {"award", "unstated"},
    ),
    "paper_date": Reckoner(
        reckon_paper,
        asks=frozenset({"what", "stated"}),
        gives=_STATED,
        flags=_STATED_FLAGS | {"hearing", "evidence", "fee", "other"},
    ),
}
