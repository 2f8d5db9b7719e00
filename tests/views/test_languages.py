"""Every screen in every language: it fits, speaks it, and letters stay Chinese."""

import re
from dataclasses import replace
from datetime import date

import pytest

from bot.analysis import Engine
from bot.analysis.model import Kind
from bot.letters.plain import write_text
from bot.library.load import Library
from bot.library.speak import list_languages, say_reason, speak
from bot.views.calculators import render_tools
from bot.views.first_aid import render_first_aid
from bot.views.frame import Frame
from bot.views.guidance import render_basis, render_menu, render_page, render_start
from bot.views.languages import render_chosen, render_languages
from bot.views.letters import render_letters, write_draft
from bot.views.notices import render_help, render_privacy
from bot.views.reasons import render_why, render_why_remembered
from bot.views.screen import MOST_CHARACTERS, Screen
from bot.views.state import state_of
from bot.views.verdict import MOST_LETTERS, MOST_LINES, MOST_VISIBLE, is_small_talk, render_verdict
from bot.views.verification import render_todo, render_verify
from handlers import COMMANDS
from tests.letters.answers import TODAY, fill, list_optional
from tests.views.screens import (
    button_faults,
    count_lines,
    count_visible,
    html_faults,
    list_buttons,
    list_tapped,
)

MOST_PAGE = 2_400
HAN = re.compile(r"[\u3400-\u9fff]")
# Simplified forms that no traditional text of ours holds.
SIMPLIFIED = re.compile(r"[这说们个吗钱还贷话给证实请样请转账别让后来问询规则诉讼网页链接]")
NO_OTHER_FORM = set("后来别样规则页接")


@pytest.fixture(params=["en", "zh-Hant"])
def frame(request: pytest.FixtureRequest, library: Library, private: Frame) -> Frame:
    return frame_in(request.param, library, private)


@pytest.fixture
def english(library: Library, private: Frame) -> Frame:
    return frame_in("en", library, private)


@pytest.fixture
def traditional(library: Library, private: Frame) -> Frame:
    return frame_in("zh-Hant", library, private)


def frame_in(language: str, library: Library, private: Frame) -> Frame:
    spoken = speak(library, language)
    return replace(private, library=spoken, texts=spoken.texts[language])


def list_screens(frame: Frame) -> dict[str, Screen]:
    """Everything that needs no message to judge."""
    library = frame.library
    aid = library.first_aid
    return {
        **{f"page {each.id}": render_page(frame, each) for each in library.pages.values()},
        **{f"basis {each.id}": render_basis(frame, each) for each in library.pages.values()},
        **{f"letter {each}": render_letters(frame, each) for each in library.letters},
        **{f"tools {each}": render_tools(frame, each) for each in ("", "deadline", "cost")},
        **{f"aid {each.id}": render_first_aid(frame, (each,)) for each in aid.happened},
        "menu": render_menu(frame),
        "start": render_start(frame, foreign=True),
        "help": render_help(frame, COMMANDS),
        "privacy": render_privacy(frame, 2, chose=True),
        "languages": render_languages(frame),
        "chosen": render_chosen(frame),
    }


def test_every_screen_fits(frame, codec):
    faults = {
        name: (len(screen.visible), html_faults(screen), button_faults(screen, codec))
        for name, screen in list_screens(frame).items()
        if len(screen.visible) > MOST_CHARACTERS
        or html_faults(screen)
        or button_faults(screen, codec)
    }
    assert faults == {}


def test_first_screens_are_short(frame, cases):
    most = MOST_LETTERS if frame.library.language == "en" else MOST_VISIBLE
    assert (MOST_LINES, MOST_VISIBLE, MOST_LETTERS) == (10, 280, 700)
    faults = {}
    for case in cases:
        screen = case.render(frame)
        lines, visible = count_lines(screen), count_visible(screen)
        if (lines > MOST_LINES or visible > most) and not case.report.crisis:
            faults[case.id] = (lines, visible)
        if list_tapped(screen):
            faults[case.id] = (0, 0)
    assert faults == {}


def test_reasons_and_checks_fit(frame, cases, codec):
    faults = {}
    for case in cases[::5]:
        state = state_of(case.report, case.answers)
        screens = (
            render_why(frame, case.report, state),
            render_why_remembered(frame, state),
            render_verify(frame, case.report, state),
            render_todo(frame, state),
        )
        wrong = [each for each in screens if len(each.visible) > MOST_CHARACTERS]
        wrong += [each for each in screens if html_faults(each) or button_faults(each, codec)]
        if wrong:
            faults[case.id] = len(wrong)
    assert faults == {}


def test_a_page_in_english_is_no_longer_than_people_read(english):
    pages = english.library.pages.values()
    assert {each.id: len(each.body) for each in pages if len(each.body) > MOST_PAGE} == {}


def test_buttons_of_english_screens_speak_english(english):
    screens = list_screens(english)
    labels = {
        each.text
        for name, screen in screens.items()
        if name not in {"languages", "start", "help", "chosen"}
        for each in list_buttons(screen)
        if not re.search("[A-Za-z]{3}", each.text) and HAN.search(each.text)
    }
    assert labels == set()


def test_traditional_screens_hold_no_simplified_sentence(traditional):
    faults = {}
    for name, screen in list_screens(traditional).items():
        found = set(SIMPLIFIED.findall(screen.visible)) - NO_OTHER_FORM
        if found:
            faults[name] = "".join(sorted(found))
    faults.pop("languages", None)
    assert faults == {}


def test_every_reason_is_said_in_the_language(engine: Engine, english, library, cases):
    for finding in (each for case in cases[::7] for each in case.report.findings):
        said = say_reason(english.library, finding)
        assert said != finding.because, finding.rule
        assert say_reason(library, finding) == finding.because


def test_what_the_engine_filled_into_a_reason_stays(english, engine: Engine):
    report = engine.analyze("【某某】请尽快转zhang还款，加v❤信：abc12345")
    rules = {each.id: each for each in english.library.content.rules}
    filled = [each for each in report.findings if each.because != rules[each.rule].because]
    for finding in filled:
        detail = rules[finding.rule].detail
        assert detail is not None
        before, _, after = detail.partition("{plain}")
        plain = finding.because.removeprefix(before).removesuffix(after)
        assert plain in say_reason(english.library, finding)
        assert "{" not in say_reason(english.library, finding)
    rule = next(each for each in rules.values() if each.detail)
    finding = report.findings[0]._replace(
        rule=rule.id, because=str(rule.detail).replace("{plain}", "转账")
    )
    said = say_reason(english.library, finding)
    assert "转账" in said
    assert said != finding.because


def test_letters_stay_in_the_script_of_the_courts(frame, private, library):
    for letter in library.letters.values():
        progress = fill(letter, list_optional(letter))
        written = write_text(write_draft(private, letter, progress, library.reading(TODAY)))
        shown = frame.library.letters[letter.id]
        said = write_text(write_draft(frame, shown, progress, frame.library.reading(TODAY)))
        assert said == written


def test_a_verdict_quotes_as_it_was_written(traditional, engine: Engine):
    text = "【XX金融】您的借款已逾期，今日18点前将3800元转到王经理个人账户"
    report = engine.analyze(text, today=date(2026, 11, 22))
    screen = render_verdict(traditional, report, state_of(report, {}))
    assert "3800元转到王经理" in screen.visible
    assert "很像詐騙" in screen.visible


def test_each_language_is_called_by_its_own_name(frame, library):
    labels = [each.text for each in list_buttons(render_languages(frame))]
    assert labels[:3] == ["简体中文", "繁體中文", "English"]
    assert list_languages(library) == ("zh-Hans", "zh-Hant", "en")


def test_greetings_tell_of_languages_in_private_only(private, group):
    line = private.texts["language.foreign"]
    assert line in render_start(private, foreign=True).visible
    assert line not in render_start(private).visible
    label = private.texts["button.language"]
    for frame, expected in ((private, True), (group, False)):
        for screen in (render_start(frame), render_help(frame, COMMANDS)):
            assert (label in [each.text for each in list_buttons(screen)]) is expected


def test_small_talk_is_small_talk_in_any_language(frame, cases):
    talk = next(each for each in cases if is_small_talk(each.report) and not each.report.crisis)
    assert talk.report.kind is Kind.NOT_AN_SMS
    assert frame.texts["check.found"].splitlines()[0] in talk.render(frame).visible
