"""The first screen, over every sample and corpus message, before and after every answer."""

from dataclasses import replace

import pytest

from bot.analysis.model import Authenticity, Conduct, Deadline, Kind
from bot.views.reasons import render_why, render_why_remembered
from bot.views.screen import LONGEST_QUOTE, Screen
from bot.views.state import State, state_of, top_findings
from bot.views.verdict import (
    MOST_LINES,
    MOST_VISIBLE,
    is_small_talk,
    render_remembered,
    render_verdict,
)
from bot.views.verification import render_verify
from tests.views.screens import (
    JOINER,
    button_faults,
    count_lines,
    count_visible,
    html_faults,
    list_buttons,
    list_numbers,
    list_tapped,
    without_quotes,
)

COURT_LINE = "12368"


def failed(cases, fault) -> dict:
    """By id, what ``fault`` says where it says anything; ids only, since texts are private."""
    found = ((each.id, fault(each)) for each in cases)
    return {name: said for name, said in found if said}


def test_there_is_something_to_test(cases):
    assert len(cases) > 400
    assert {each.report.authenticity for each in cases} == set(Authenticity)
    assert {each.report.kind for each in cases} == set(Kind)
    assert any(each.before and each.before is not each.report.authenticity for each in cases)


@pytest.mark.parametrize("noted", [False, True])
def test_the_first_screen_is_short(cases, frame, noted):
    note = frame.texts["verdict.edited"] if noted else ""

    def fault(case):
        screen = case.render(frame, note)
        lines, visible = count_lines(screen), count_visible(screen)
        long = lines > MOST_LINES or visible > MOST_VISIBLE
        return (lines, visible) if long and not case.report.crisis else None

    assert (MOST_LINES, MOST_VISIBLE) == (10, 280)
    assert failed(cases, fault) == {}


@pytest.mark.parametrize("length", [20, 45, 70, 120, 400])
def test_reasons_that_are_long_make_room_for_each_other(cases, frame, length):
    def fault(case):
        longer = (each._replace(because="理" * length) for each in case.report.findings)
        screen = replace(case, report=replace(case.report, findings=tuple(longer))).render(frame)
        return count_lines(screen) > MOST_LINES or count_visible(screen) > MOST_VISIBLE

    calm = (each for each in cases if not each.report.crisis)
    assert failed(calm, fault) == {}


def test_every_screen_is_valid_html(cases, frame):
    def fault(case):
        state = state_of(case.report, case.answers)
        return [
            *html_faults(case.render(frame)),
            *html_faults(render_why(frame, case.report, state)),
            *html_faults(render_verify(frame, case.report, state)),
        ]

    assert failed(cases, fault) == {}


def test_every_button_can_be_sent_and_read(cases, frame, codec):
    def fault(case):
        state = state_of(case.report, case.answers)
        return [
            *button_faults(case.render(frame), codec),
            *button_faults(render_why(frame, case.report, state), codec),
            *button_faults(render_verify(frame, case.report, state), codec),
        ]

    assert failed(cases, fault) == {}


def test_nothing_of_the_message_is_shown_to_a_group(cases, group):
    """A group's screens are the same whether or not any word of the message is known."""

    def fault(case):
        blank = replace(case, report=without_quotes(case.report))
        state = state_of(case.report, case.answers)
        screens, blank_screens = (
            (
                each.render(group),
                render_why(group, each.report, state),
                render_verify(group, each.report, state),
            )
            for each in (case, blank)
        )
        return screens != blank_screens

    quotable = (each for each in cases if not is_small_talk(each.report))
    assert failed(quotable, fault) == {}


def test_our_own_sentences_have_no_banned_word(cases, private, library):
    """Without quotations and the names of products, all that is left is ours."""
    names = {name for each in library.institutions.values() for name in each.names}
    assert "放心借" in names

    def fault(case):
        case = replace(case, report=without_quotes(case.report))
        state = state_of(case.report, case.answers)
        screens = (
            case.render(private),
            render_why(private, case.report, state),
            render_verify(private, case.report, state),
        )
        ours = "\n".join(screen.visible for screen in screens)
        for name in names:
            ours = ours.replace(name, "")
        return library.wording.find(ours)

    assert failed(cases, fault) == {}


def read_quotes(screen: Screen, dot: str) -> list[str]:
    """What stands between quotation marks, as the user wrote it."""
    quotes = []
    for line in screen.visible.splitlines():
        if line.startswith("“"):
            quote = line[1:].partition("”")[0]
            quotes.append(quote.replace(JOINER, "").replace(dot, "."))
    return quotes


def test_quotes_are_short_and_the_users_own(cases, private):
    dot = private.texts["screen.dot"]

    def fault(case):
        screens = (
            case.render(private),
            render_why(private, case.report, state_of(case.report, case.answers)),
        )
        flat = "".join(case.text.split()).replace("．", ".").replace("。", ".")
        faults = []
        for quote in (each for screen in screens for each in read_quotes(screen, dot)):
            own = "".join(quote.removesuffix("…").split()).replace("．", ".").replace("。", ".")
            faults += ["long"] if len(quote) > LONGEST_QUOTE else []
            faults += ["not in the text"] if own not in flat else []
        return faults

    assert LONGEST_QUOTE == 20
    assert failed(cases, fault) == {}
    assert sum(len(read_quotes(each.render(private), dot)) for each in cases) > 400


def test_nothing_of_the_message_can_be_tapped(cases, frame):
    def fault(case):
        why = render_why(frame, case.report, state_of(case.report, case.answers))
        screens = (case.render(frame), why)
        return [
            sum(len(list_tapped(screen)) for screen in screens),
            sum(len(list_numbers(screen)) for screen in screens),
        ] != [0, 0]

    assert failed(cases, fault) == {}


def test_papers_always_lead_to_the_court_line(cases, frame, library):
    papers = library.content.verdicts.papers

    def fault(case):
        return COURT_LINE not in case.render(frame).visible

    assert failed((each for each in cases if each.report.kind in papers), fault) == {}


def test_papers_lead_to_the_court_line_from_memory(frame, library):
    for kind in library.content.verdicts.papers:
        for authenticity in Authenticity:
            state = State(kind, authenticity, Conduct.ABUSIVE, Deadline.STATED, False, {}, ())
            assert COURT_LINE in render_remembered(frame, state).visible, (kind, authenticity)


@pytest.mark.parametrize(
    "kind",
    [
        Kind.COURT_NOTICE,
        Kind.ENFORCEMENT,
        Kind.MEDIATION,
        Kind.ARBITRATION,
    ],
)
def test_verifying_a_paper_leads_to_the_court_line(frame, library, kind):
    assert kind in library.content.verdicts.papers
    state = State(kind, Authenticity.SCAM, Conduct.ABUSIVE, Deadline.STATED, False, {}, ())
    screen = render_verify(frame, None, state)
    copied = [each.copy_text.text for each in list_buttons(screen) if each.copy_text]
    assert copied[0] == COURT_LINE
    assert COURT_LINE in screen.visible


def test_the_verdict_is_said_in_words_and_never_as_a_share(cases, frame):
    def fault(case):
        screen = case.render(frame).visible
        said = frame.texts[f"authenticity.{case.report.authenticity}"]
        return said not in screen or "%" in screen or "％" in screen

    judged = (each for each in cases if not is_small_talk(each.report))
    unquoted = (replace(each, report=without_quotes(each.report)) for each in judged)
    assert failed(unquoted, fault) == {}


def test_every_verdict_says_that_it_is_no_legal_opinion(cases, frame):
    judged = (each for each in cases if not is_small_talk(each.report))
    basis = frame.texts["verdict.basis"]
    assert failed(judged, lambda case: basis not in case.render(frame).visible) == {}


def test_a_crisis_puts_people_and_hotlines_first(cases, frame):
    def fault(case):
        screen = case.render(frame)
        start = screen.visible.splitlines()
        calls = "12356" in "".join(start[:4]) and "110" in "".join(start[:4])
        first = list_buttons(screen)[0]
        return (
            start[0] != frame.texts["crisis.first"]
            or not calls
            or ":wellbeing." not in str(first.callback_data)
        )

    crises = [each for each in cases if each.report.crisis]
    assert len(crises) > 10
    assert failed(crises, fault) == {}


def test_an_answer_says_what_changed(cases, frame):
    texts = frame.texts

    def fault(case):
        ((question, answer),) = case.answers.items()
        after = case.report.authenticity
        key = "verdict.unchanged" if case.before is after else "verdict.changed"
        words = {
            "answer": texts[f"question.{question}.said.{answer}"],
            "before": texts[f"authenticity.{case.before}"],
            "after": texts[f"authenticity.{after}"],
        }
        return texts.fill(key, **words) not in case.render(frame).visible

    answered = [each for each in cases if each.before and not is_small_talk(each.report)]
    assert len(answered) > 300
    assert failed(answered, fault) == {}


def test_an_answered_question_is_not_asked_again(cases):
    answered = (each for each in cases if each.answers)
    assert failed(answered, lambda case: case.report.asks in case.answers) == {}


def test_a_question_offers_its_answers_as_buttons(cases, frame, library):
    questions = {each.id: each for each in library.content.verdicts.questions}

    def fault(case):
        labels = {each.text for each in list_buttons(case.render(frame))}
        asked = questions[case.report.asks]
        return [
            answer.id
            for answer in asked.answers
            if frame.texts[f"question.{asked.id}.answers.{answer.id}"] not in labels
        ]

    asking = [each for each in cases if each.report.asks]
    assert len(asking) > 100
    assert failed(asking, fault) == {}


def test_the_remembered_screen_is_as_short(cases, frame):
    def fault(case):
        screen = render_remembered(frame, state_of(case.report, case.answers))
        lines, visible = count_lines(screen), count_visible(screen)
        long = lines > MOST_LINES or visible > MOST_VISIBLE
        return (lines, visible) if long and not case.report.crisis else None

    assert failed(cases, fault) == {}


def test_why_from_memory_names_the_same_rules(cases, frame, library):
    because = {rule.id: rule.because for rule in library.content.rules}

    def fault(case):
        state = state_of(case.report, case.answers)
        said = render_why_remembered(frame, state).visible
        return [rule for rule in state.rules if because[rule] not in said]

    assert failed(cases, fault) == {}


def test_why_shows_every_finding_of_a_verdict(cases, frame):
    def fault(case):
        said = render_why(frame, case.report, state_of(case.report, case.answers)).visible
        return [each.rule for each in top_findings(case.report) if each.because not in said]

    assert failed(cases, fault) == {}


def test_why_of_very_many_findings_fits(cases, private):
    case = next(each for each in cases if len(top_findings(each.report)) > 2)
    many = replace(case.report, findings=case.report.findings * 200)
    screen = render_why(private, many, state_of(many, {}))
    assert html_faults(screen) == []
    assert private.texts["why.title"] in screen.visible
    assert many.pack in screen.visible


def test_why_of_very_many_findings_still_shows_some(cases, private):
    case = next(each for each in cases if len(top_findings(each.report)) > 2)
    many = replace(case.report, findings=case.report.findings * 200)
    screen = render_why(private, many, state_of(many, {}))
    assert top_findings(many)[0].because in screen.visible


def test_several_messages_are_said_to_be_several(engine, frame, library):
    text = f"{library.samples['scam']}\n{library.samples['reminder']}"
    report = engine.analyze(text)
    assert len(report.parts) == 2
    screen = render_verdict(frame, report, state_of(report, {}))
    assert frame.texts.fill("verdict.several", count=2) in screen.visible
    why = render_why(frame, report, state_of(report, {}))
    assert "、" in why.visible


def test_the_court_that_a_message_names_is_shown_in_private_only(cases, frame):
    def fault(case):
        named = any(court in render(case) for court in case.report.courts[:2])
        return named is (not frame.private) if case.report.courts else False

    def render(case):
        return render_verify(frame, case.report, state_of(case.report, case.answers)).visible

    papers = frame.library.content.verdicts.papers
    courts = (each for each in cases if each.report.kind in papers)
    assert failed(courts, fault) == {}
