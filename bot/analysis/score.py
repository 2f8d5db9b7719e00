"""Points to verdicts: families are capped, a decisive demand decides, papers are never `scam`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.analysis.content import Rule, Verdicts
from bot.analysis.facts import Span
from bot.analysis.match import Hit
from bot.analysis.model import Authenticity, Conduct, Deadline, Kind, Toward

GRAVITY = {
    Authenticity.SCAM: 3,
    Authenticity.SUSPICIOUS: 2,
    Authenticity.UNCLEAR: 1,
    Authenticity.PLAUSIBLE: 0,
}


@dataclass(frozen=True, slots=True)
class Weight:
    """Points of one side after family caps, and how many independent families gave them."""

    points: int
    groups: int


def weigh(hits: Iterable[Hit], toward: Toward, caps: Mapping[str, int]) -> Weight:
    """The capped points of all hits toward one side."""
    totals: dict[str, int] = {}
    for hit in hits:
        rule = hit.rule
        if rule.toward is toward:
            totals[rule.family] = totals.get(rule.family, 0) + rule.points
    capped = [min(points, caps[family]) for family, points in totals.items()]
    return Weight(sum(capped), sum(points > 0 for points in capped))


def judge_kind(hits: tuple[Hit, ...], verdicts: Verdicts, signatures: tuple[Span, ...]) -> Kind:
    """Who signs decides; else the kind with evidence that comes first in content's order.

    A debt that nobody owns up to is a third party's; without any evidence it is ``other``.
    """
    seen = {hit.rule.kind for hit in hits if hit.rule.toward is Toward.KIND}
    if any(_demands_or_threatens(hit.rule) for hit in hits):
        seen.discard(Kind.OTHER)  # a warning does neither
    if Kind.OTHER not in seen and (signer := _signer(hits, verdicts, signatures)):
        finer = verdicts.refinements.get(signer, ())
        return next((kind for kind in finer if kind in seen), signer)
    first = next((kind for kind in verdicts.kind_order if kind in seen), None)
    collecting = {Toward.DEBT, Toward.ABUSIVE}
    if first is None and any(hit.rule.toward in collecting for hit in hits):
        return Kind.THIRD_PARTY_COLLECTOR
    return first or Kind.OTHER


def _demands_or_threatens(rule: Rule) -> bool:
    return rule.decides is Authenticity.SCAM or rule.toward is Toward.ABUSIVE


def _signer(hits: tuple[Hit, ...], verdicts: Verdicts, signatures: tuple[Span, ...]) -> Kind | None:
    """The authority that the signature itself names, if any."""
    signed = {
        hit.rule.kind
        for hit in hits
        if hit.rule.kind in verdicts.speakers
        and any(hit.start <= begin and end <= hit.end for begin, end in signatures)
    }
    return next((kind for kind in verdicts.kind_order if kind in signed), None)


def judge_authenticity(
    hits: tuple[Hit, ...], kind: Kind, verdicts: Verdicts, caps: Mapping[str, int]
) -> Authenticity:
    """The verdict on one message; see DESIGN §2 for the promises it keeps."""
    if kind is Kind.NOT_AN_SMS:
        return Authenticity.UNCLEAR
    decided = [hit.rule.decides for hit in hits if hit.rule.decides is not None]
    if Authenticity.SCAM in decided:
        return Authenticity.SCAM
    verdict = _by_points(hits, verdicts, caps)
    if kind in verdicts.papers and verdict is Authenticity.SCAM:
        verdict = Authenticity.SUSPICIOUS
    return max([verdict, *decided], key=GRAVITY.__getitem__)


def _by_points(hits: tuple[Hit, ...], verdicts: Verdicts, caps: Mapping[str, int]) -> Authenticity:
    bands = verdicts.bands
    against = weigh(hits, Toward.SCAM, caps)
    genuine = weigh(hits, Toward.GENUINE, caps)
    balance = against.points - genuine.points
    if against.groups >= bands.groups and balance >= bands.scam:
        return Authenticity.SCAM
    if against.groups >= bands.groups and balance >= bands.suspicious:
        return Authenticity.SUSPICIOUS
    if genuine.groups >= bands.groups and -balance >= bands.plausible:
        return Authenticity.PLAUSIBLE
    return Authenticity.UNCLEAR


def judge_conduct(
    hits: tuple[Hit, ...], kind: Kind, verdicts: Verdicts, caps: Mapping[str, int]
) -> Conduct:
    """Judged wherever a debt is demanded, scams included."""
    debt = max((hit.rule.points for hit in hits if hit.rule.toward is Toward.DEBT), default=0)
    abusive = weigh(hits, Toward.ABUSIVE, caps).points >= verdicts.bands.abusive
    demanded = debt >= verdicts.bands.demanded or (abusive and debt > 0)
    if kind not in verdicts.demands and not (demanded and kind in verdicts.may_demand):
        return Conduct.NOT_APPLICABLE
    return Conduct.ABUSIVE if abusive else Conduct.NONE_SEEN


def judge_deadline(hits: tuple[Hit, ...], kind: Kind, verdicts: Verdicts) -> Deadline:
    """Stated when the text names a time to act by, usual for papers that run a period."""
    if kind is Kind.NOT_AN_SMS:
        return Deadline.NONE_SEEN
    if any(hit.rule.toward is Toward.DEADLINE for hit in hits):
        return Deadline.STATED
    return Deadline.USUAL if kind in verdicts.usual_deadline else Deadline.NONE_SEEN


def gravity(authenticity: Authenticity, conduct: Conduct, crisis: bool) -> tuple[int, int, int]:
    """Orders messages of one paste: the greatest decides for all."""
    return int(crisis), GRAVITY[authenticity], int(conduct is Conduct.ABUSIVE)
