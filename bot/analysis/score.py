"""Points to verdicts: families are capped, and a decisive demand decides.

Without one, neither a paper nor an abusive demand for a debt is ever `scam`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bot.analysis.content import Verdicts
from bot.analysis.facts import Span
from bot.analysis.match import Hit
from bot.analysis.model import Authenticity, Conduct, Deadline, Kind, Toward

GRAVITY = {
    Authenticity.SCAM: 3,
    Authenticity.SUSPICIOUS: 2,
    Authenticity.UNCLEAR: 1,
    Authenticity.PLAUSIBLE: 0,
}


class Weight(NamedTuple):
    """Points of one side after family caps, and how many independent families gave them."""

    points: int
    groups: int


class Evidence:
    """The hits of one message, sorted by the side that they speak on.

    ``decided`` are the verdicts that single hits demand; ``limits`` are the gravest ones that hits
    allow which tell what the text is.
    """

    __slots__ = ("_caps", "_sides", "_weights", "decided", "limits")

    def __init__(self, hits: Iterable[Hit], caps: Mapping[str, int]) -> None:
        self._caps = caps
        self._sides: dict[Toward, list[Hit]] = {}
        self._weights: dict[Toward, Weight] = {}
        self.decided: list[Authenticity] = []
        self.limits: list[Authenticity] = []
        self._add(hits)

    def _add(self, hits: Iterable[Hit]) -> None:
        for hit in hits:
            side, decides = hit.rule.toward, hit.rule.decides
            if side in self._sides:
                self._sides[side].append(hit)
            else:
                self._sides[side] = [hit]
            if decides is not None:
                told = self.limits if side is Toward.KIND else self.decided
                told.append(decides)

    def change(self, lost: Sequence[Hit], gained: Sequence[Hit]) -> "Evidence":
        """The evidence without some of its hits and with others; most sides weigh the same."""
        if lost:
            kept = [hit for side in self._sides.values() for hit in side if hit not in lost]
            return Evidence([*kept, *gained], self._caps)
        changed = Evidence((), self._caps)
        touched = {hit.rule.toward for hit in gained}
        changed._sides = {**self._sides, **{side: [*self.toward(side)] for side in touched}}
        changed._weights = {
            side: weight for side, weight in self._weights.items() if side not in touched
        }
        changed.decided, changed.limits = [*self.decided], [*self.limits]
        changed._add(gained)
        return changed

    def toward(self, side: Toward) -> Sequence[Hit]:
        """The hits on one side."""
        return self._sides.get(side, ())

    def weigh(self, side: Toward) -> Weight:
        """The points of one side after family caps."""
        if side not in self._weights:
            self._weights[side] = self._add_up(self.toward(side))
        return self._weights[side]

    def _add_up(self, hits: Iterable[Hit]) -> Weight:
        families: dict[str, int] = {}
        for hit in hits:
            family = hit.rule.family
            families[family] = families.get(family, 0) + hit.rule.points
        capped = [min(points, self._caps[family]) for family, points in families.items()]
        return Weight(sum(capped), sum([points > 0 for points in capped]))


def judge_kind(evidence: Evidence, verdicts: Verdicts, signatures: tuple[Span, ...]) -> Kind:
    """Who signs decides; else the kind with evidence that comes first in content's order.

    A debt that nobody owns up to is a third party's, and so is one collected with threats in words
    of a daily service; without any evidence it is ``other``.
    """
    speaking = evidence.toward(Toward.KIND)
    seen = {hit.rule.kind for hit in speaking}
    abused = evidence.toward(Toward.ABUSIVE)
    owed = evidence.toward(Toward.DEBT)
    demands = abused or Authenticity.SCAM in evidence.decided
    if demands and (owed or not evidence.limits):
        seen.discard(Kind.OTHER)  # a warning neither demands nor threatens
    if Kind.OTHER not in seen and (signer := _signer(speaking, verdicts, signatures)):
        finer = verdicts.refinements.get(signer, ())
        return next((kind for kind in finer if kind in seen), signer)
    first = next((kind for kind in verdicts.kind_order if kind in seen), None)
    if (first is None and (abused or owed)) or (first is Kind.OTHER_SERVICE and abused and owed):
        return Kind.THIRD_PARTY_COLLECTOR
    return first or Kind.OTHER


def _signer(
    speaking: Iterable[Hit], verdicts: Verdicts, signatures: tuple[Span, ...]
) -> Kind | None:
    """The authority that the signature itself names, if any."""
    signed = {
        hit.rule.kind
        for hit in speaking
        if hit.rule.kind in verdicts.speakers
        and any(hit.start <= begin and end <= hit.end for begin, end in signatures)
    }
    return next((kind for kind in verdicts.kind_order if kind in signed), None)


def judge_authenticity(evidence: Evidence, kind: Kind, verdicts: Verdicts) -> Authenticity:
    """The verdict on one message; see DESIGN §2 for the promises it keeps."""
    if kind is Kind.NOT_AN_SMS:
        return Authenticity.UNCLEAR
    if kind is Kind.OTHER and evidence.limits:
        return min([_by_points(evidence, verdicts), *evidence.limits], key=GRAVITY.__getitem__)
    if Authenticity.SCAM in evidence.decided:
        return Authenticity.SCAM
    verdict = _bound(_by_points(evidence, verdicts), evidence, kind, verdicts)
    return max([verdict, *evidence.decided], key=GRAVITY.__getitem__)


def _bound(
    verdict: Authenticity, evidence: Evidence, kind: Kind, verdicts: Verdicts
) -> Authenticity:
    """What points alone may say of a message of this kind."""
    if verdict is Authenticity.PLAUSIBLE and _is_abusive(evidence, verdicts):
        return Authenticity.UNCLEAR  # no proper notice collects like this
    if kind is Kind.OTHER and any(hit.rule.kind is kind for hit in evidence.toward(Toward.KIND)):
        return min(verdict, Authenticity.UNCLEAR, key=GRAVITY.__getitem__)  # it only warns
    if verdict is not Authenticity.SCAM:
        return verdict
    guarded = kind in verdicts.demands and _is_abusive(evidence, verdicts)
    return Authenticity.SUSPICIOUS if guarded or kind in verdicts.papers else verdict


def _by_points(evidence: Evidence, verdicts: Verdicts) -> Authenticity:
    bands = verdicts.bands
    against = evidence.weigh(Toward.SCAM)
    genuine = evidence.weigh(Toward.GENUINE)
    balance = against.points - genuine.points
    if against.groups >= bands.groups and balance >= bands.scam:
        return Authenticity.SCAM
    if against.groups >= bands.groups and balance >= bands.suspicious:
        return Authenticity.SUSPICIOUS
    if genuine.groups >= bands.groups and -balance >= bands.plausible:
        return Authenticity.PLAUSIBLE
    return Authenticity.UNCLEAR


def judge_conduct(evidence: Evidence, kind: Kind, verdicts: Verdicts) -> Conduct:
    """Judged wherever a debt is demanded, scams included."""
    debt = max((hit.rule.points for hit in evidence.toward(Toward.DEBT)), default=0)
    abusive = _is_abusive(evidence, verdicts)
    pressed = debt > 0 or Authenticity.SCAM not in evidence.decided
    demanded = debt >= verdicts.bands.demanded or (abusive and pressed)
    if kind not in verdicts.demands and not (demanded and kind in verdicts.may_demand):
        return Conduct.NOT_APPLICABLE
    return Conduct.ABUSIVE if abusive else Conduct.NONE_SEEN


def _is_abusive(evidence: Evidence, verdicts: Verdicts) -> bool:
    """Whether what speaks for abusive collecting outweighs what speaks for a lawful one."""
    left = evidence.weigh(Toward.ABUSIVE).points - evidence.weigh(Toward.LAWFUL).points
    return left >= verdicts.bands.abusive


def judge_deadline(evidence: Evidence, kind: Kind, verdicts: Verdicts) -> Deadline:
    """Stated when the text names a time to act by, usual for papers that run a period."""
    if kind is Kind.NOT_AN_SMS:
        return Deadline.NONE_SEEN
    if evidence.toward(Toward.DEADLINE):
        return Deadline.STATED
    return Deadline.USUAL if kind in verdicts.usual_deadline else Deadline.NONE_SEEN


def gravity(authenticity: Authenticity, conduct: Conduct, crisis: bool) -> tuple[int, int, int]:
    """Orders messages of one paste: the greatest decides for all."""
    return int(crisis), GRAVITY[authenticity], int(conduct is Conduct.ABUSIVE)
