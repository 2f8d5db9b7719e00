"""Letters as they are shown: menus, warnings, preview, files, ends without them."""

import pytest

from bot.forms.form import Progress
from bot.library.letters import GROUPS
from bot.views.buttons import Action, read_press
from bot.views.forms import read_deed, render_question
from bot.views.letters import (
    key_of,
    render_letters,
    render_made,
    render_review,
    render_stop,
)
from tests.letters.answers import TODAY, fill
from tests.letters.test_drafts import LETTERS
from tests.views.screens import button_faults, html_faults, list_buttons, list_tapped


def actions(screen) -> list[tuple[Action, str]]:
    presses = [read_press(each.callback_data) for each in list_buttons(screen)]
    return [(each.action, each.argument) for each in presses]


def test_the_menu_leads_to_every_letter(private, codec):
    menu = render_letters(private)
    groups = [argument for action, argument in actions(menu) if action is Action.LETTERS]
    assert tuple(groups) == GROUPS
    found = []
    for group in groups:
        screen = render_letters(private, group)
        assert [*html_faults(screen), *button_faults(screen, codec)] == []
        found += [name for action, name in actions(screen) if action is Action.LETTERS and name]
    assert sorted(found) == list(LETTERS)


def test_an_unknown_name_is_refused(private):
    with pytest.raises(KeyError):
        render_letters(private, "love")


@pytest.mark.parametrize("name", LETTERS)
def test_warnings_come_before_anything_is_asked(name, frame, library, codec):
    letter = library.letters[name]
    screen = render_letters(frame, name)
    assert [*html_faults(screen), *button_faults(screen, codec)] == []
    assert (Action.BEGIN, key_of(letter)) in actions(screen)
    for warning in letter.warnings:
        assert screen.visible.index(warning) < screen.visible.index(letter.purpose)


@pytest.mark.parametrize("name", LETTERS)
def test_every_question_can_be_shown(name, private, library, codec):
    letter = library.letters[name]
    progress = fill(letter, None)
    for step in range(len(progress.given)):
        begun = Progress(letter.form, progress.given[:step])
        if begun.place is not None:
            screen = render_question(private, key_of(letter), letter, begun)
            assert [*html_faults(screen), *button_faults(screen, codec)] == []


@pytest.mark.parametrize("name", LETTERS)
@pytest.mark.parametrize("given", [set(), None], ids=["none", "all"])
def test_the_preview_and_what_follows(name, given, private, library, codec):
    letter, reading = library.letters[name], library.reading(TODAY)
    progress = fill(letter, given)
    review = render_review(private, letter, progress, reading)
    assert [*html_faults(review), *button_faults(review, codec)] == []
    assert list_tapped(review) == []
    deeds = [read_deed(argument) for _, argument in actions(review)]
    assert [(each.step, each.kind) for each in deeds] == [
        (progress.step, kind) for kind in ("d", "b", "x")
    ]
    made = render_made(private, letter, progress, reading)
    assert [*html_faults(made), *button_faults(made, codec)] == []
    title = letter.heading or letter.title
    assert [each.name for each in made.files] == [f"{title}.docx", f"{title}.txt"]
    assert letter.channel in made.visible
    for caution in letter.cautions:
        assert caution in made.visible
    assert {action for action, _ in actions(made)} == {Action.OPEN}


def test_a_stop_says_what_to_do_instead(private, library, codec):
    for letter in library.letters.values():
        for stop in letter.stop:
            screen = render_stop(private, letter, stop)
            assert [*html_faults(screen), *button_faults(screen, codec)] == []
            assert stop.text.splitlines()[0] in screen.visible
            assert len(actions(screen)) > 2, "somewhere to go from here"


def test_long_answers_fit_the_screens(private, library):
    letter, reading = library.letters["evidence_list_timeline"], library.reading(TODAY)
    log = "昨天 22:40 " + "/1@:" * 860
    progress = Progress(letter.form).answer(log)
    assert html_faults(render_question(private, key_of(letter), letter, progress)) == []
    progress = progress.end().answer(("/1@:" * 25,) * 40)
    assert html_faults(render_question(private, key_of(letter), letter, progress)) == []
    while progress.place is not None:
        progress = progress.skip()
    review = render_review(private, letter, progress, reading)
    assert html_faults(review) == []
    assert private.texts["letters.more"] in review.visible
    plain = render_made(private, letter, progress, reading).files[1].data.decode()
    assert "/1@:" * 859 in plain


def test_what_a_user_wrote_can_not_be_tapped_in_the_preview(private, library):
    letter = library.letters["evidence_list_timeline"]
    log = "昨天 22:40 来短信：请登录 http://x.example.com/a 或打 13812345678 @abc"
    progress = Progress(letter.form).answer(log)
    while (place := progress.place) is not None:
        progress = progress.end() if place.can_end else progress.skip()
    screen = render_review(private, letter, progress, library.reading(TODAY))
    assert list_tapped(screen) == []
