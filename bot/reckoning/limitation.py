"""A rough end of the three years in which a debt can be sued for (lim-3y, lim-interrupt)."""

from datetime import date

from bot.reckoning.outcome import (
    Answers,
    Known,
    Outcome,
    Quantity,
    Reckoner,
    Unit,
    count,
    day,
    raised,
)
from bot.reckoning.workdays import add_years

YEARS = 3
NEAR = 30  # days on both sides in which a rough date says nothing
# What the debtor does may take away the defense even after the time is over (lim-ack, lim-revive).
_BY_DEBTOR = frozenset({"pay", "ack", "sign"})
# What runs until a procedure ends; the three years begin anew then.
_LASTING = frozenset({"sue", "mediate"})


class _Clock:
    """The rough expiry as events move it, oldest first."""

    def __init__(self, due: date) -> None:
        self.expiry = add_years(due, YEARS)
        self.revived = False
        self.pending = False

    def take(self, kind: str, when: date, ended: date | None) -> str:
        """What an event does: ``moved``, ``revived``, ``pending`` or ``nothing``."""
        if self.pending:
            return "pending"
        if when > self.expiry:
            if kind not in _BY_DEBTOR:
                return "nothing"
            self.revived = True
        if kind in _LASTING and ended is None:
            self.pending = True
            return "pending"
        self.expiry = max(self.expiry, add_years(ended or when, YEARS))
        return "revived" if self.revived and kind in _BY_DEBTOR else "moved"


def reckon_limitation(answers: Answers, known: Known) -> Outcome:
    """Last due day plus three years, begun anew by each event before its end.

    Events after the end change nothing, but for what the debtor did: paying, promising, signing.
    """
    clock = _Clock(answers["last_due"])
    first = clock.expiry
    rows = []
    for event in sorted(answers["events"], key=lambda each: each["when"]):
        effect = clock.take(event["what"], event["when"], event.get("ended"))
        rows.append(
            {
                "when": day(event["when"]),
                "what": Quantity(Unit.WORDS, event["what"]),
                "effect": Quantity(Unit.WORDS, effect),
                "expiry": day(clock.expiry),
            }
        )
    left = (clock.expiry - known.today).days
    settled = not (clock.pending or clock.revived)
    flags = raised(
        pending=clock.pending,
        revived=clock.revived and not clock.pending,
        open=settled and left > NEAR,
        near=settled and abs(left) <= NEAR,
        over=settled and left < -NEAR,
        dated=not clock.pending,
        events=bool(rows),
    )
    values = {"first": day(first), "expiry": day(clock.expiry), "left": count(max(left, 0))}
    return Outcome(values, flags, {"events": tuple(rows)})


LIMITATION = {
    "limitation_date": Reckoner(
        reckon_limitation,
        asks=frozenset({"last_due", "events", "what", "when", "ended"}),
        gives=frozenset({"first", "expiry", "left"}),
        flags=frozenset({"pending", "revived", "open", "near", "over", "dated", "events"}),
        rows={"events": frozenset({"when", "what", "effect", "expiry"})},
    ),
}
