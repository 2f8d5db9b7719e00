"""The first screen: verdict, one thing to do, what to leave, at most three reasons.

Bounds (DESIGN §2): at most 10 non-blank lines and 280 visible characters, 700 in a language of
letters; a crisis is exempt.
"""

from bot.analysis.content import Question, Rule
from bot.analysis.model import Authenticity, Conduct, Deadline, Finding, Kind, Report, Toward
from bot.library.speak import say_reason
from bot.views.buttons import Action, Row, button, in_rows, keyboard, open_button
from bot.views.frame import Frame
from bot.views.screen import Screen, quoted, shown
from bot.views.state import State, state_of, top_findings

MOST_LINES = 10
MOST_VISIBLE = 280
MOST_LETTERS = 700  # the same in a language of letters, which needs more of them
MOST_REASONS = 3
HELP_PAGE = "wellbeing.help"
PAID_PAGE = "scammed_already"


def render_verdict(
    frame: Frame, report: Report, state: State, before: Authenticity | None = None, note: str = ""
) -> Screen:
    """The first screen of a report; ``before`` is the verdict before the last answer."""
    head = [note] if note else []
    head += say_headline(frame, state)
    if report.parts:
        head.append(frame.texts.fill("verdict.several", count=len(report.parts)))
    head += say_advice(frame, state)
    tail = _tail(frame, report, state, before)
    room = count_visible(frame) - sum(len(line) for line in (*head, *tail))
    lines = MOST_LINES - len(head) - len(tail)
    reasons = _reasons(frame, report, min(lines, MOST_REASONS), room)
    first, *others = map(shown, head)
    body = "\n".join([f"<b>{first}</b>", *others, *reasons, *map(shown, tail)])
    return _screen(frame, body, state, report.asks, dated=bool(report.cases))


def count_visible(frame: Frame) -> int:
    """How many characters the first screen may have in the frame's language."""
    translation = frame.library.translation
    return MOST_VISIBLE if translation is None or translation.script else MOST_LETTERS


def render_remembered(frame: Frame, state: State) -> Screen:
    """The first screen when the judged text is gone: what the button remembers, unquoted."""
    said = [frame.library.say(each.because, "rules") for each in find_rules(frame, state)]
    lines = [
        *say_headline(frame, state),
        *say_advice(frame, state),
        *(frame.texts.fill("verdict.reason_plain", because=each) for each in said),
        frame.texts["verdict.basis"],
    ]
    body = "\n".join([f"<b>{shown(lines[0])}</b>", *map(shown, lines[1:])])
    return _screen(frame, body, state, None)


def find_rules(frame: Frame, state: State) -> list[Rule]:
    """The rules whose ids a button carried."""
    wanted = {rule.id: rule for rule in frame.library.content.rules}
    return [wanted[rule_id] for rule_id in state.rules if rule_id in wanted]


def say_headline(frame: Frame, state: State) -> list[str]:
    """The verdict with the kind; then, where they apply, conduct and deadline in a line."""
    texts = frame.texts
    lines = [
        texts.fill(
            "verdict.headline",
            authenticity=texts[f"authenticity.{state.authenticity}"],
            kind=texts[f"kind.{state.kind}"],
        )
    ]
    conduct = texts[f"conduct.{state.conduct}"]
    deadline = texts[f"deadline.{state.deadline}"]
    if state.conduct is Conduct.NOT_APPLICABLE:
        if state.deadline is not Deadline.NONE_SEEN:
            lines.append(texts.fill("verdict.axes_deadline", deadline=deadline))
    else:
        lines.append(texts.fill("verdict.axes", conduct=conduct, deadline=deadline))
    return lines


def say_advice(frame: Frame, state: State) -> list[str]:
    """What to do now, and what to leave."""
    lines = []
    for part in ("now", "not"):
        keys = [f"advice.{state.kind}.{part}", f"advice.default.{part}"]
        if state.authenticity is Authenticity.SCAM:
            # A paper's own line keeps the 12368 check even in a scam; see DESIGN §2.
            keys = [f"advice.{state.kind}.scam.{part}", f"advice.scam.{part}"]
        advice = frame.texts.find(*keys) or ""
        lines.append(frame.texts.fill(f"verdict.{part}", advice=advice))
    return lines


def _reasons(frame: Frame, report: Report, most: int, room: int) -> list[str]:
    reasons: list[str] = []
    said: list[Finding] = []
    for finding in top_findings(report):
        if len(reasons) == most:
            break
        reason, length = _reason(frame, finding)
        if length <= room and not any(_overlap(finding, each) for each in said):
            reasons.append(reason)
            said.append(finding)
            room -= length
    return reasons


def _overlap(one: Finding, other: Finding) -> bool:
    """Whether two findings of the same side stand on the same words: one of them is enough."""
    same_words = one.start < other.end and other.start < one.end
    return same_words and one.toward is other.toward


def _reason(frame: Frame, finding: Finding) -> tuple[str, int]:
    """One reason in HTML and its visible length."""
    line = render_reason(frame, finding, shown(say_reason(frame.library, finding)))
    return line, len(Screen(line).visible.replace("\u2060", ""))


def render_reason(frame: Frame, finding: Finding, because: str) -> str:
    """A reason in HTML, quoting the user's words only in private; ``because`` is HTML already."""
    if not finding.quote or not frame.private:
        return frame.texts.fill("verdict.reason_plain", because=because)
    quote = quoted(finding.quote, frame.texts["screen.dot"])
    return frame.texts.fill("verdict.reason", quote=quote, because=because)


def _tail(frame: Frame, report: Report, state: State, before: Authenticity | None) -> list[str]:
    lines = [say_tally(frame, report, state)]
    if before is not None:
        lines.append(say_change(frame, state, before))
    if report.asks:
        lines.append(frame.texts[f"question.{report.asks}.ask"])
    return [*lines, frame.texts["verdict.basis"]]


def say_tally(frame: Frame, report: Report, state: State) -> str:
    """How many places speak for each side, and what is not known yet."""
    against, genuine = _places(report, Toward.SCAM), _places(report, Toward.GENUINE)
    count = frame.texts.fill("verdict.count", against=against, genuine=genuine)
    return count + _unknown(frame, report, state)


def _places(report: Report, toward: Toward) -> int:
    return sum(each.toward is toward and each.points > 0 for each in report.findings)


def _unknown(frame: Frame, report: Report, state: State) -> str:
    """What is not known yet, unless a question asks for it anyway."""
    if report.asks:
        return ""
    if state.kind in frame.library.content.verdicts.papers:
        return frame.texts["verdict.unknown_case"]
    if state.kind in frame.library.content.verdicts.demands:
        return frame.texts["verdict.unknown_debt"]
    return frame.texts["verdict.unknown_sender"] if report.sender is None else ""


def say_change(frame: Frame, state: State, before: Authenticity) -> str:
    """What the last answer changed, if anything."""
    question, answer = list(state.answers.items())[-1]
    key = "verdict.unchanged" if before is state.authenticity else "verdict.changed"
    return frame.texts.fill(
        key,
        answer=frame.texts[f"question.{question}.said.{answer}"],
        before=frame.texts[f"authenticity.{before}"],
        after=frame.texts[f"authenticity.{state.authenticity}"],
    )


def _screen(
    frame: Frame, body: str, state: State, asks: str | None, *, dated: bool = False
) -> Screen:
    """``dated``: whether a case number tells that there are days to act by."""
    if state.crisis:
        body = f"{_people_first(frame)}\n\n{body}"
    dated = dated or state.kind in frame.library.content.verdicts.papers
    return Screen(body, keyboard(*_rows(frame, state, asks, dated=dated)))


def _rows(frame: Frame, state: State, asks: str | None, *, dated: bool) -> list[Row]:
    texts, code = frame.texts, frame.codec.encode(state)
    rows: list[Row] = []
    if state.crisis:
        rows.append([button(texts["button.crisis"], Action.PAGE, HELP_PAGE, code)])
    if asks:
        rows += in_rows(_answers(frame, asks, code), width=3)
    rows.append(
        [
            button(texts["button.verify"], Action.VERIFY, "", code),
            button(texts["button.todo"], Action.STEPS, "", code),
        ]
    )
    rows.append([button(texts["button.scammed"], Action.PAGE, PAID_PAGE, code)])
    if dated:
        rows.append([open_button(texts["button.due"], Action.DUE, code)])
    rows.append(
        [
            button(texts["button.why"], Action.WHY, "", code),
            button(texts["button.wrong"], Action.WRONG, "", code),
            button(texts["button.home"], Action.HOME),
        ]
    )
    return rows


def _answers(frame: Frame, asks: str, code: str) -> Row:
    question = find_question(frame, asks)
    return [
        button(
            frame.texts[f"question.{asks}.answers.{answer.id}"],
            Action.ANSWER,
            f"{question.code}{answer.code}",
            code,
        )
        for answer in question.answers
    ]


def find_question(frame: Frame, asks: str) -> Question:
    """The question with this id, which content has."""
    return next(each for each in frame.library.content.verdicts.questions if each.id == asks)


def render_not_an_sms(frame: Frame, report: Report, pages: tuple[str, ...]) -> Screen:
    """A question or small talk: the pages that fit, else the menu; people first in a crisis."""
    texts = frame.texts
    code = frame.codec.encode(state_of(report, {}))
    found = [frame.library.pages[page] for page in pages]
    text = texts["check.found"] if found else texts["check.not_found"]
    rows: list[Row] = [[button(page.title, Action.PAGE, page.id)] for page in found]
    rows.append([button(texts["button.search_more"], Action.HOME)])
    if report.crisis:
        help_row = [button(texts["button.crisis"], Action.PAGE, HELP_PAGE)]
        return Screen(_people_first(frame), keyboard(help_row, *rows))
    wrong = button(texts["button.wrong"], Action.WRONG, "", code)
    return Screen(shown(text), keyboard(*rows, [wrong]))


def _people_first(frame: Frame) -> str:
    first, lines, then = map(shown, say_people_first(frame))
    return f"<b>{first}</b>\n{lines}\n\n{then}"


def say_people_first(frame: Frame) -> tuple[str, str, str]:
    """People and hotlines, before anything about a debt."""
    first, lines, then = (frame.texts[f"crisis.{key}"] for key in ("first", "lines", "then"))
    return first, lines, then


def is_small_talk(report: Report) -> bool:
    """Whether the text is the user's own words and not a message to judge."""
    return report.kind is Kind.NOT_AN_SMS
