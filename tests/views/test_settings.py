"""The panel: complete, readable for a bot that has just started, and honest about what it can't."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.groups.panel import Field
from bot.groups.settings import GroupSettings, Watch
from bot.library.load import load_library
from bot.library.texts import DEFAULT_LANGUAGE
from bot.views.buttons import Action, read_press
from bot.views.frame import Frame
from bot.views.settings import (
    CLOSE,
    Panel,
    read_choice,
    render_choice,
    render_closed,
    render_panel,
)
from bot.views.state import StateCodec
from tests.groups.test_settings import SETTINGS
from tests.views.screens import button_faults, html_faults, list_buttons, list_tapped

LIBRARY = load_library()
CODEC = StateCodec(LIBRARY.content.rules, LIBRARY.content.verdicts.questions)
FRAME = Frame(LIBRARY, LIBRARY.texts[DEFAULT_LANGUAGE], CODEC, private=False)
TODAY = date(2026, 11, 22)
ADDRESS = "https://t.me/biehuang_bot?start=n_" + "A" * 59
PLAIN = Panel(GroupSettings(), 0, hears=False, topic=None, address=ADDRESS, today=TODAY)


def clean(screen, codec) -> bool:
    tapped = [each for each in list_tapped(screen) if each != "/settings"]
    return html_faults(screen) + button_faults(screen, codec) + tapped == []


@settings(max_examples=60, deadline=None)
@given(SETTINGS, st.none() | st.integers(1, 2**52), st.booleans())
def test_whatever_is_set_can_be_shown_and_every_button_be_read(chosen, topic, hears):
    panel = replace(PLAIN, settings=chosen, topic=topic, hears=hears)
    screens = [render_panel(FRAME, panel)]
    screens += [render_choice(FRAME, panel, field) for field in Field]
    for screen in screens:
        assert clean(screen, FRAME.codec)
        for each in list_buttons(screen):
            if each.callback_data:
                press = read_press(each.callback_data)
                assert press.action is Action.SETTINGS
                assert press.argument == CLOSE or read_choice(press.argument)


def test_every_field_has_a_line_and_a_button(group):
    screen = render_panel(group, PLAIN)
    labels = [each.text for each in list_buttons(screen)]
    for field in Field:
        label = group.texts[f"settings.field.{field}"]
        assert f"· {label}：" in screen.visible
        assert label in labels
    [receive] = [each for each in list_buttons(screen) if each.url]
    assert receive.url == ADDRESS
    assert "此" not in render_closed(group).html


def test_the_value_that_holds_is_marked_and_every_button_names_what_it_wants(group):
    panel = replace(PLAIN, settings=GroupSettings(watch=Watch.QUIET))
    screen = render_choice(group, panel, Field.WATCH)
    choices = {each.text: each.callback_data for each in list_buttons(screen)}
    assert choices["✓ 安静"] == "1:watch.quiet:"
    assert choices["提醒"] == "1:watch.warn:"
    languages = render_choice(group, PLAIN, Field.LANGUAGE)
    assert "✓ 简体中文" in [each.text for each in list_buttons(languages)]


def test_in_a_topic_that_topic_is_offered(group):
    def offered(panel):
        buttons = list_buttons(render_choice(group, panel, Field.TOPIC))
        return {each.text: each.callback_data for each in buttons}

    assert "这个话题" not in offered(PLAIN)
    assert offered(replace(PLAIN, topic=17))["这个话题"] == "1:topic.17:"
    elsewhere = replace(PLAIN, topic=17, settings=GroupSettings(topic=5))
    assert "在哪里说话：别的话题" in render_panel(group, elsewhere).visible


@pytest.mark.parametrize(
    ("watch", "digest", "hears", "receivers", "deaf", "alone"),
    [
        (Watch.OFF, False, False, 0, False, False),
        (Watch.WARN, False, False, 0, True, False),
        (Watch.WARN, False, True, 0, False, False),
        (Watch.QUIET, False, True, 0, False, True),
        (Watch.QUIET, False, True, 1, False, False),
        (Watch.OFF, True, False, 0, False, True),
    ],
)
def test_it_says_what_keeps_a_setting_from_working(
    group, watch, digest, hears, receivers, deaf, alone
):
    chosen = GroupSettings(watch=watch, digest=digest)
    panel = replace(PLAIN, settings=chosen, hears=hears, receivers=receivers)
    said = render_panel(group, panel).visible
    assert ("看不到群里的消息" in said) is deaf
    assert ("还没有管理员愿意接收" in said) is alone


@pytest.mark.parametrize("argument", ["ban", "watch2.off", "close.1", " "])
def test_a_field_that_nobody_knows_is_refused(argument):
    with pytest.raises(ValueError, match="valid Field"):
        read_choice(argument)
