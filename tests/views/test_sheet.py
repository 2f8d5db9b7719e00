"""The sheet says what the bot's screens say, and its pieces are the text."""

import re
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.model import Finding, Toward
from bot.views.reasons import MOST_A_SIDE, list_sides, render_why
from bot.views.sheet import Sheet, cut_text, lay_out, turn_leaf
from bot.views.state import state_of
from bot.views.verdict import is_small_talk
from bot.views.verification import render_todo, render_verify
from tests.views.conftest import TODAY, Case
from tests.views.screens import JOINER, list_buttons

DOT = "[点]"


def lay(frame, case: Case) -> Sheet:
    state = state_of(case.report, case.answers)
    return lay_out(
        frame, case.report, state, case.text, before=case.before, found=("verify", "legal")
    )


def lines_of(sheet: Sheet) -> list[str]:
    asked = [sheet.asked.words] if sheet.asked else []
    change = [sheet.change] if sheet.change else []
    tally = [sheet.tally] if sheet.tally else []
    return [sheet.headline, *sheet.lines, *sheet.advice, *tally, *change, *asked]


@pytest.fixture(scope="session")
def judged(cases) -> list[Case]:
    return [each for each in cases if not is_small_talk(each.report)]


def test_every_line_of_the_card_stands_on_the_bots_screen(private, cases):
    for case in cases:
        screen, sheet = case.render(private), lay(private, case)
        said = screen.visible.splitlines()
        due = private.texts.fill("card.due", day=case.report.due)
        lines = lines_of(sheet) if not case.report.crisis or not is_small_talk(case.report) else []
        assert [line for line in lines if line not in said and line != due] == [], case.id
        assert "\n".join(sheet.people_first[:2]) in screen.visible, case.id
        assert bool(sheet.people_first) == case.report.crisis, case.id


def test_the_answers_are_the_bots_buttons(private, cases):
    asked = 0
    for case in cases:
        sheet = lay(private, case)
        if sheet.asked is not None:
            asked += 1
            buttons = [button.text for button in list_buttons(case.render(private))]
            assert [each.label for each in sheet.asked.answers] == [
                label for label in buttons if label in {each.label for each in sheet.asked.answers}
            ]
            assert sheet.asked.id == case.report.asks
    assert asked > 100


def test_the_reasons_are_those_of_why_in_the_same_order(private, judged):
    for case in judged:
        sheet, state = lay(private, case), state_of(case.report, case.answers)
        lines = render_why(private, case.report, state).visible.splitlines()
        for side in sheet.sides:
            at = lines.index(side.title) + 1
            for reason, line in zip(side.reasons[:MOST_A_SIDE], lines[at:], strict=False):
                shown = line.replace(JOINER, "")
                assert shown.endswith(reason.because), case.id
                assert reason.quote.replace(JOINER, "") in shown, case.id
        numbers = [reason.number for side in sheet.sides for reason in side.reasons]
        assert numbers == list(range(1, len(numbers) + 1)), case.id


def test_how_to_check_and_what_to_do_are_the_bots(private, judged):
    for case in judged:
        sheet, state = lay(private, case), state_of(case.report, case.answers)
        assert sheet.verify is not None
        screen = render_verify(private, case.report, state)
        assert f"{sheet.verify.title}\n\n{sheet.verify.body}" == screen.visible.strip()
        pages = [each.text for each in list_buttons(render_todo(private, state))]
        labels = [each.label for each in sheet.pages]
        assert [label for label in labels if label in pages] == pages[:-2], case.id


def test_the_pieces_are_the_text_and_every_finding_has_its_words(private, judged):
    for case in judged:
        sheet = lay(private, case)
        if not any(piece.is_link for piece in sheet.pieces):
            assert "".join(piece.text for piece in sheet.pieces) == case.text, case.id
        findings = [each for _, found in list_sides(private, case.report) for each in found]
        for number, finding in enumerate(findings, start=1):
            covered = "".join(each.text for each in sheet.pieces if number in each.numbers)
            assert without_dots(covered) == without_dots(finding.quote), case.id
            ends = sum(number in each.ends for each in sheet.pieces)
            assert ends == bool(finding.quote), case.id


def without_dots(text: str) -> str:
    return re.sub("[.．。]", "", text.replace(DOT, ""))


def test_a_link_nobody_knows_has_no_dot_left(private, judged):
    linked = 0
    for case in judged:
        for piece in lay(private, case).pieces:
            if piece.is_link:
                linked += 1
                assert not set(".．。") & set(piece.text), case.id
    assert linked > 20


def test_small_talk_gets_pages_and_no_verdict(private, engine):
    report = engine.analyze("借呗逾期了怎么办", today=TODAY)
    state = state_of(report, {})
    found = lay_out(private, report, state, "借呗逾期了怎么办", found=("legal",))
    assert (found.sides, found.verify, found.asked) == ((), None, None)
    assert [each.id for each in found.pages] == ["legal"]
    nothing = lay_out(private, report, state, "借呗逾期了怎么办")
    assert [each.id for each in nothing.pages] == list(private.library.actions.roots)


def test_in_danger_help_comes_first(private, engine, library):
    text = library.samples["crisis"]
    report = engine.analyze(text, today=TODAY)
    sheet = lay_out(private, report, state_of(report, {}), text)
    assert "12356" in "".join(sheet.people_first)
    assert sheet.pages[0].id == "wellbeing.help"


def test_every_page_can_be_turned_to(private):
    for page in private.library.pages.values():
        leaf = turn_leaf(private, page)
        assert leaf.title == page.title
        assert leaf.body == page.body.strip()
        assert {each.id for each in leaf.next} <= set(private.library.pages)
        assert leaf.basis.body


def test_the_page_that_asks_what_happened_leads_to_every_answer(private):
    aid = private.library.first_aid
    leaf = turn_leaf(private, private.library.pages[aid.page])
    assert tuple(each.id for each in leaf.next[: len(aid.pages)]) == aid.pages


def find(start: int, end: int) -> Finding:
    return Finding("a-rule", "family", Toward.SCAM, 1, start, end, "", "")


def test_overlapping_findings_share_a_piece():
    pieces = cut_text("零一二三四五", [find(1, 4), find(2, 6), find(2, 4), find(0, 0)], [], DOT)
    assert [(each.text, each.numbers, each.ends) for each in pieces] == [
        ("零", (), ()),
        ("一", (1,), ()),
        ("二三", (1, 2, 3), (1, 3)),
        ("四五", (2,), (2,)),
    ]


def test_a_mark_inside_a_link_stays_inside_it():
    pieces = cut_text("看 a.top/b 吧", [find(2, 7)], [(2, 9)], DOT)
    assert [(each.text, each.numbers, each.is_link) for each in pieces] == [
        ("看 ", (), False),
        (f"a{DOT}top", (1,), True),
        ("/b", (), True),
        (" 吧", (), False),
    ]


SPANS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=6)


@settings(max_examples=300, deadline=None)
@given(st.text("ab.字。😀\n", max_size=12), SPANS, SPANS)
def test_however_spans_lie_the_pieces_make_up_the_text(text, spans, links):
    ordered = [tuple(sorted(span)) for span in spans]
    pieces = cut_text(text, [find(*span) for span in ordered], [], DOT)
    assert "".join(each.text for each in pieces) == text
    for number, (start, end) in enumerate(ordered, start=1):
        covered = "".join(each.text for each in pieces if number in each.numbers)
        assert covered == text[start:end]
        assert sum(number in each.ends for each in pieces) == bool(covered)
    broken = cut_text(text, [], [tuple(sorted(link)) for link in links], DOT)
    assert "".join(each.text for each in broken).replace(DOT, "") == (
        "".join(
            letter
            for at, letter in enumerate(text)
            if letter not in ".．。" or not any(min(a, b) <= at < max(a, b) for a, b in links)
        )
    )


def test_a_sheet_is_plain_data(private, cases):
    assert asdict(lay(private, cases[0]))["headline"]
