"""What a scoreboard counts: both error rates, conduct, twins, confusion, the worst errors."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.analysis import Engine, Report
from tests.corpus.messages import ACCUSED, AXES, TODAY, Message, Side, read_value

Table = Mapping[str, Counter[str]]

# From the mildest to the gravest verdict: an error is worse the further it is off.
_GRAVITY = {"plausible": 0, "unclear": 1, "suspicious": 2, "scam": 3}
# How much an error weighs in the list of the worst; a step of authenticity weighs ten.
_WEIGHTS = {"crisis": 15, "conduct": 5, "kind": 2, "deadline": 1}
_STEP = 10


@dataclass(frozen=True)
class Judged:
    """A message and what the engine says about it."""

    message: Message
    report: Report

    @property
    def authenticity(self) -> str:
        return read_value(self.report, "authenticity")


@dataclass(frozen=True)
class Errors:
    """Both error rates, as counts. ``missed``: called neither a scam nor suspicious."""

    genuine: int
    called_scam: int
    called_suspicious: int
    scams: int
    not_scam: int
    missed: int


@dataclass(frozen=True)
class Alarms:
    """How many of those that are so were found, and how many of the others were accused."""

    positives: int
    found: int
    negatives: int
    false: int


@dataclass(frozen=True)
class Twins:
    """Pairs of the same words, one genuine and one a scam; ``wrong`` names the pairs missed."""

    pairs: int
    wrong: tuple[str, ...]


def judge(engine: Engine, messages: Iterable[Message]) -> list[Judged]:
    """Every message as the user would paste it, on one fixed day."""
    return [Judged(each, engine.analyze(each.text, each.sender, today=TODAY)) for each in messages]


def count_errors(judged: Iterable[Judged]) -> Errors:
    sides: dict[Side, Counter[str]] = defaultdict(Counter)
    for each in judged:
        sides[each.message.side][each.authenticity] += 1
    genuine, scams = sides[Side.GENUINE], sides[Side.SCAM]
    return Errors(
        genuine=genuine.total(),
        called_scam=genuine["scam"],
        called_suspicious=genuine["suspicious"],
        scams=scams.total(),
        not_scam=scams.total() - scams["scam"],
        missed=scams.total() - scams["scam"] - scams["suspicious"],
    )


def count_alarms(judged: Iterable[Judged], axis: str, value: str) -> Alarms:
    """Of messages where only ``value`` is right, and of those where it is wrong."""
    positives = found = negatives = false = 0
    for each in judged:
        right = each.message.accepted.get(axis)
        if right is None:
            continue
        said = read_value(each.report, axis) == value
        if right == (value,):
            positives, found = positives + 1, found + said
        elif value not in right:
            negatives, false = negatives + 1, false + said
    return Alarms(positives, found, negatives, false)


def count_accepted(judged: Iterable[Judged], axis: str) -> tuple[int, int]:
    """How many messages got a value that is right, of how many with a known one."""
    known = [each for each in judged if axis in each.message.accepted]
    return sum(_is_right(each, axis) for each in known), len(known)


def count_twins(judged: Iterable[Judged]) -> Twins:
    """Both right: the genuine one not accused, the scam called a scam or suspicious."""
    pairs: dict[str, list[Judged]] = defaultdict(list)
    for each in judged:
        if each.message.twin and each.message.side is not Side.OPEN:
            pairs[each.message.twin].append(each)
    whole = {
        twin: members
        for twin, members in pairs.items()
        if {each.message.side for each in members} == {Side.GENUINE, Side.SCAM}
    }
    wrong = [
        twin
        for twin, members in whole.items()
        if any((m.message.side is Side.SCAM) != (m.authenticity in ACCUSED) for m in members)
    ]
    return Twins(len(whole), tuple(sorted(wrong)))


def count_pairs(
    judged: Iterable[Judged], row: Callable[[Judged], str], column: Callable[[Judged], str]
) -> Table:
    """A confusion matrix: row → column → count."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for each in judged:
        counts[row(each)][column(each)] += 1
    return counts


def expected_kind(each: Judged) -> str:
    """The kind that was said when it is right, else the first of those that are."""
    right, said = each.message.accepted["kind"], said_kind(each)
    return said if said in right else right[0]


def said_kind(each: Judged) -> str:
    return read_value(each.report, "kind")


def find_worst(judged: Iterable[Judged], count: int = 10) -> list[tuple[int, Judged]]:
    """The gravest errors first, by id where they weigh the same; right ones are left out."""
    weighed = [(_weigh(each), each) for each in judged]
    wrong = [each for each in weighed if each[0]]
    return sorted(wrong, key=lambda each: (-each[0], each[1].message.id))[:count]


def wrong_axes(each: Judged) -> list[str]:
    """The axes on which the report is wrong, as far as what is right is known."""
    return [axis for axis in AXES if axis in _known(each) and not _is_right(each, axis)]


def describe_findings(report: Report) -> str:
    """Rule ids with their points and a sign for what they speak for; never a quotation."""
    signs: Mapping[str, str] = {"scam": "−", "genuine": "+"}
    told: Sequence[str] = [
        f"{each.rule}{signs.get(each.toward, '')}{each.points or ''}" for each in report.findings
    ]
    return " ".join(told) or "none"


def right_values(message: Message, axis: str) -> tuple[str, ...]:
    """What is right; where only the side is known, what that side allows."""
    if axis in message.accepted or axis != "authenticity":
        return message.accepted.get(axis, ())
    allowed: Mapping[Side, tuple[str, ...]] = {
        Side.GENUINE: ("plausible", "unclear"),
        Side.SCAM: ("scam",),
    }
    return allowed.get(message.side, ())


def _known(each: Judged) -> list[str]:
    return [axis for axis in AXES if right_values(each.message, axis)]


def _is_right(each: Judged, axis: str) -> bool:
    return read_value(each.report, axis) in right_values(each.message, axis)


def _weigh(each: Judged) -> int:
    wrong = wrong_axes(each)
    total = sum(_WEIGHTS[axis] for axis in wrong if axis != "authenticity")
    if "authenticity" not in wrong:
        return total
    right = right_values(each.message, "authenticity")
    return total + _STEP * min(abs(_GRAVITY[each.authenticity] - _GRAVITY[r]) for r in right)
