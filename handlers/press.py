"""A user taps a button. All it needs is in the button and in the message replied to."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from telegram import CallbackQuery, Message, Update

from bot.clock import today
from bot.context import Context
from bot.reckoning.deadlines import read_deadline
from bot.views.buttons import GIVEN, Action, read_inner, read_press
from bot.views.calculators import render_tools
from bot.views.called import render_called
from bot.views.deadlines import (
    list_papers,
    read_wish,
    render_calendar,
    render_papers,
    render_wish,
    render_zones,
    write_start,
)
from bot.views.feedback import REASONS, render_thanks, render_wrong
from bot.views.first_aid import render_first_aid
from bot.views.guidance import render_basis, render_menu, render_page
from bot.views.letters import render_letters
from bot.views.reasons import render_why, render_why_remembered
from bot.views.screen import Screen
from bot.views.state import State, state_of
from bot.views.verdict import (
    is_small_talk,
    render_not_an_sms,
    render_remembered,
    render_verdict,
)
from bot.views.verification import render_todo, render_verify
from handlers.check import is_private
from handlers.doubt import DOUBTS, press_doubt
from handlers.forms import begin_form, end_form, find_link, press_form
from handlers.kinds import find_guide
from handlers.languages import choose_language
from handlers.reminders import cancel_reminder, keep_reminder, show_reminders
from handlers.replies import answer_press, edit_screen, reply_screen, send_files
from handlers.tap import Tap


async def press_button(update: Update, context: Context) -> None:
    """Answers the press and shows its screen in the same message."""
    query = update.callback_query
    if query is None:
        return
    frame = context.frame(private=True)
    message = query.message
    # The library makes a Message of an inaccessible one too; only its date of 0 tells.
    if not isinstance(message, Message) or not message.is_accessible:
        await answer_press(query, frame.texts["check.too_old"], alert=True)
        return
    frame = context.frame(private=is_private(message))
    try:
        press = read_press(query.data or "")
        if not frame.private and press.action in DOUBTS:
            await press_doubt(context, query, message, press)
            return
        opens = press.action is Action.OPEN
        tap = Tap(context, message, frame, read_inner(press) if opens else press)
        url = _find_link(tap)
        screen = None if url else await _show(tap)
    except (ValueError, KeyError):
        await answer_press(query, frame.texts["check.unknown_button"], alert=True)
        return
    await answer_press(query, _toast(tap, shows=screen is not None or url is not None), url=url)
    if screen is not None:
        await _put(tap, query, screen, apart=opens or len(screen.files) == 1)


async def _put(tap: Tap, query: CallbackQuery, screen: Screen, *, apart: bool) -> None:
    """Shows the screen in a message of its own, or in the one pressed with its files below."""
    if apart:
        await reply_screen(tap.message, screen)
        return
    await send_files(tap.message, screen)
    await edit_screen(query, screen)
    if screen.files:
        end_form(tap.context, tap.message.chat.id)


async def _show(tap: Tap) -> Screen | None:
    """The screen of the action; ValueError and KeyError for a button not known."""
    keeper = _KEEPERS.get(tap.press.action)
    return await keeper(tap) if keeper else _SCREENS[tap.press.action](tap)


def _find_link(tap: Tap) -> str | None:
    """The private chat with a form, when its button was tapped in a group."""
    if tap.press.action is not Action.BEGIN or tap.frame.private:
        return None
    find_guide(tap.frame.library, tap.press.argument.partition(GIVEN)[0])
    return find_link(tap.frame, tap.press.argument)


def _toast(tap: Tap, *, shows: bool) -> str:
    if not shows:
        return tap.frame.texts["forms.ended"]
    thanked = tap.press.action is Action.WRONG_REASON
    return tap.frame.texts["wrong.thanks_short"] if thanked else ""


def _show_verdict(tap: Tap, answered: State | None = None) -> Screen:
    """The verdict; a group sees the short one."""
    state = answered or tap.state
    if not tap.frame.private:
        return render_called(tap.frame, state)
    report = tap.report(state)
    if report is None:
        return render_remembered(tap.frame, state)
    if is_small_talk(report):
        found = tap.context.find_pages(tap.text)
        return render_not_an_sms(tap.frame, report, found)
    fresh = state_of(report, state.answers)
    before = tap.state.authenticity if answered else None
    return render_verdict(tap.frame, report, fresh, before=before)


def _take_answer(tap: Tap) -> Screen:
    code = tap.press.argument
    for question in tap.frame.library.content.verdicts.questions:
        for answer in question.answers:
            if question.code + answer.code == code:
                return _show_verdict(tap, tap.state.with_answer(question.id, answer.id))
    raise ValueError("an answer that content no longer knows")


def _show_why(tap: Tap) -> Screen:
    state = tap.state
    report = tap.report(state)
    if report is None:
        return render_why_remembered(tap.frame, state)
    return render_why(tap.frame, report, state)


def _show_verify(tap: Tap) -> Screen:
    return render_verify(tap.frame, tap.report(tap.state), tap.state)


def _show_todo(tap: Tap) -> Screen:
    return render_todo(tap.frame, tap.state)


def _ask_wrong(tap: Tap) -> Screen:
    return render_wrong(tap.frame, tap.state)


def _count_wrong(tap: Tap) -> Screen:
    reason, state, services = tap.press.argument, tap.state, tap.context.services
    if reason not in REASONS:
        raise ValueError("a reason that this version does not know")
    if services.once.is_first("wrong", tap.message.chat.id, tap.message.message_id):
        label = f"{state.kind}/{state.authenticity}/{reason}"
        services.stats.count(today(), [("wrong", label)])
    return render_thanks(tap.frame, state)


def _open_page(tap: Tap) -> Screen:
    page = tap.frame.library.pages[tap.press.argument]
    return render_page(tap.frame, page, _checked(tap))


def _show_basis(tap: Tap) -> Screen:
    page = tap.frame.library.pages[tap.press.argument]
    return render_basis(tap.frame, page, _checked(tap))


def _show_first_aid(tap: Tap) -> Screen:
    happened = tap.frame.library.first_aid.read_codes(tap.press.argument)
    if not happened:
        raise ValueError("nothing happened")
    return render_first_aid(tap.frame, happened, _checked(tap))


def _checked(tap: Tap) -> str:
    """The state to carry on; raises ValueError when it is not one."""
    return tap.context.services.codec.encode(tap.state) if tap.press.state else ""


def _go_home(tap: Tap) -> Screen:
    return render_menu(tap.frame)


def _show_tools(tap: Tap) -> Screen:
    return render_tools(tap.frame, tap.press.argument)


def _show_letters(tap: Tap) -> Screen:
    return render_letters(tap.frame, tap.press.argument)


def _begin_form(tap: Tap) -> Screen:
    return begin_form(tap.context, tap.message.chat.id, tap.press.argument)


def _press_form(tap: Tap) -> Screen | None:
    return press_form(tap.context, tap.message.chat.id, tap.press.argument)


def _show_papers(tap: Tap) -> Screen:
    """The papers that fit the message, or at once the first question when only one does."""
    state = tap.context.services.codec.decode(tap.press.argument or tap.press.state)
    report = tap.report(state)
    meanings = {case.meaning for case in report.cases} if report else set()
    papers = list_papers(tap.frame, state.kind, meanings)
    if not papers:
        return render_tools(tap.frame, "deadline")
    if len(papers) == 1 and tap.frame.private:
        return begin_form(tap.context, tap.message.chat.id, write_start(papers[0]))
    return render_papers(tap.frame, papers)


def _make_calendar(tap: Tap) -> Screen:
    return render_calendar(tap.frame, read_deadline(tap.press.argument), datetime.now(UTC))


def _offer_reminder(tap: Tap) -> Screen:
    deadline, offset = read_wish(tap.frame, tap.press.argument)
    return render_wish(tap.frame, deadline, offset, datetime.now(UTC))


def _show_zones(tap: Tap) -> Screen:
    return render_zones(tap.frame, read_wish(tap.frame, tap.press.argument)[0])


def _list_reminders(tap: Tap) -> Screen:
    return show_reminders(tap.context, _own_chat(tap))


async def _keep_reminder(tap: Tap) -> Screen:
    return await keep_reminder(tap.context, _own_chat(tap), tap.press.argument)


async def _cancel_reminder(tap: Tap) -> Screen:
    return await cancel_reminder(tap.context, _own_chat(tap), tap.press.argument)


async def _choose_language(tap: Tap) -> Screen:
    return await choose_language(tap.context, _own_chat(tap), tap.press.argument)


def _own_chat(tap: Tap) -> int:
    """The private chat; raises ValueError in a group, where nobody is reminded."""
    if not tap.frame.private:
        raise ValueError("only in private")
    return tap.message.chat.id


_SCREENS: dict[Action, Callable[[Tap], Screen | None]] = {
    Action.VERDICT: _show_verdict,
    Action.WHY: _show_why,
    Action.VERIFY: _show_verify,
    Action.STEPS: _show_todo,
    Action.WRONG: _ask_wrong,
    Action.WRONG_REASON: _count_wrong,
    Action.ANSWER: _take_answer,
    Action.PAGE: _open_page,
    Action.BASIS: _show_basis,
    Action.HOME: _go_home,
    Action.TOOLS: _show_tools,
    Action.LETTERS: _show_letters,
    Action.BEGIN: _begin_form,
    Action.FORM: _press_form,
    Action.DUE: _show_papers,
    Action.CALENDAR: _make_calendar,
    Action.REMIND: _offer_reminder,
    Action.ZONES: _show_zones,
    Action.REMINDERS: _list_reminders,
    Action.HAPPENED: _show_first_aid,
}
_KEEPERS: dict[Action, Callable[[Tap], Awaitable[Screen]]] = {
    Action.KEEP: _keep_reminder,
    Action.CANCEL: _cancel_reminder,
    Action.LANGUAGE: _choose_language,
}
