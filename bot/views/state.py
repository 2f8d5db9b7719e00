"""A verdict's state as it travels in buttons: ASCII, compact, readable after any restart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot.analysis.codes import CODE_LENGTH, code_of
from bot.analysis.content import Question, Rule
from bot.analysis.model import Authenticity, Conduct, Deadline, Finding, Kind, Report, Toward

MOST_RULES = 3

# Codes are part of buttons already sent: append, never reorder.
_KINDS = (
    Kind.POLICE_CLAIM,
    Kind.COURT_NOTICE,
    Kind.ENFORCEMENT,
    Kind.ARBITRATION,
    Kind.MEDIATION,
    Kind.LAWYER_LETTER,
    Kind.REFUND_OR_UNFREEZE,
    Kind.DEBT_FIXER,
    Kind.LOAN_OFFER,
    Kind.PRE_LITIGATION,
    Kind.LENDER_REMINDER,
    Kind.THIRD_PARTY_COLLECTOR,
    Kind.BANK_SERVICE,
    Kind.OTHER_SERVICE,
    Kind.NOT_AN_SMS,
    Kind.OTHER,
)
_AUTHENTICITIES = (
    Authenticity.SCAM,
    Authenticity.SUSPICIOUS,
    Authenticity.UNCLEAR,
    Authenticity.PLAUSIBLE,
)
_CONDUCTS = (Conduct.ABUSIVE, Conduct.NONE_SEEN, Conduct.NOT_APPLICABLE)
_DEADLINES = (Deadline.STATED, Deadline.USUAL, Deadline.NONE_SEEN)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class State:
    """What a verdict said, the answers given, and the rules that weighed most."""

    kind: Kind
    authenticity: Authenticity
    conduct: Conduct
    deadline: Deadline
    crisis: bool
    answers: Mapping[str, str]
    rules: tuple[str, ...]

    def with_answer(self, question: str, answer: str) -> "State":
        """The state after one more answer."""
        return replace(self, answers={**self.answers, question: answer})


def state_of(report: Report, answers: Mapping[str, str]) -> State:
    """The state that a fresh verdict puts into its buttons."""
    return State(
        kind=report.kind,
        authenticity=report.authenticity,
        conduct=report.conduct,
        deadline=report.deadline,
        crisis=report.crisis,
        answers=answers,
        rules=tuple(finding.rule for finding in top_findings(report)[:MOST_RULES]),
    )


def top_findings(report: Report) -> list[Finding]:
    """The findings worth saying, weightiest first, the verdict's own side before the other."""
    said = (Toward.SCAM, Toward.GENUINE, Toward.ABUSIVE)
    own = Toward.GENUINE if report.authenticity is Authenticity.PLAUSIBLE else Toward.SCAM
    found = [each for each in report.telling if each.toward in said and each.points > 0]
    return sorted(found, key=lambda each: (-each.points, each.toward is not own, each.start))


class StateCodec:
    """Writes states as short strings and reads them back; raises ValueError on anything else."""

    def __init__(self, rules: Iterable[Rule], questions: Iterable[Question]) -> None:
        self._rules = {code_of(rule.id): rule.id for rule in rules}
        self._codes: dict[tuple[str, str], str] = {}
        for question in questions:
            for answer in question.answers:
                self._codes[question.id, answer.id] = question.code + answer.code
        self._answers = {code: pair for pair, code in self._codes.items()}

    def encode(self, state: State) -> str:
        """Five characters, a pair for each answer, a dot, four for each rule."""
        axes = (
            _LETTERS[_KINDS.index(state.kind)]
            + str(_AUTHENTICITIES.index(state.authenticity))
            + str(_CONDUCTS.index(state.conduct))
            + str(_DEADLINES.index(state.deadline))
            + ("!" if state.crisis else "-")
        )
        answers = "".join(self._codes[pair] for pair in state.answers.items())
        return f"{axes}{answers}.{''.join(map(code_of, state.rules))}"

    def decode(self, text: str) -> State:
        """The state; rules that no longer exist are left out."""
        head, _, tail = text.partition(".")
        try:
            kind = _KINDS[_LETTERS.index(head[0])]
            authenticity = _AUTHENTICITIES[int(head[1])]
            conduct = _CONDUCTS[int(head[2])]
            deadline = _DEADLINES[int(head[3])]
            answers = dict(self._answers[pair] for pair in _cut(head[5:], 2))
        except (IndexError, KeyError) as error:
            raise ValueError("not a state") from error
        rules = tuple(self._rules[code] for code in _cut(tail, CODE_LENGTH) if code in self._rules)
        return State(kind, authenticity, conduct, deadline, head[4:5] == "!", answers, rules)


def _cut(text: str, length: int) -> list[str]:
    return [text[start : start + length] for start in range(0, len(text), length)]
