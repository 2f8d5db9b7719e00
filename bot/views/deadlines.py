"""Deadlines: the papers that have one, the calendar file, and reminders before and after."""

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.analysis.model import Kind
from bot.library.actions import Due
from bot.reckoning.deadlines import (
    BEIJING,
    DAYS_BEFORE,
    MORNING,
    Deadline,
    Reminder,
    count_past,
    find_hindrance,
    read_deadline,
)
from bot.views.buttons import GIVEN, Action, Row, button, in_rows, keyboard, open_button
from bot.views.calendar import Event, write_calendar
from bot.views.frame import Frame
from bot.views.quantities import say_day
from bot.views.screen import File, Screen, shown

ALL = "all"  # what a button cancels
_FORM = "c."  # of calculators among forms


def list_papers(frame: Frame, kind: Kind, meanings: Collection[str | None]) -> tuple[Due, ...]:
    """The papers that fit a message; ``meanings`` are what its case numbers say."""
    types = frame.library.content.courts.case_types
    return frame.library.actions.list_due(
        kind, {each.code for each in types if each.meaning in meanings}
    )


def write_start(due: Due) -> str:
    """What begins the form that a paper asks for, with its first answers given."""
    return GIVEN.join((f"{_FORM}{due.calculator}", *due.given))


def render_papers(frame: Frame, papers: Sequence[Due]) -> Screen:
    """Which paper came: each leads into its calculator."""
    texts = frame.texts
    body = f"<b>{shown(texts['due.title'])}</b>\n{shown(texts['due.intro'])}"
    rows: list[Row] = [
        [open_button(each.label, Action.BEGIN, write_start(each))] for each in papers
    ]
    return Screen(body, keyboard(*rows, _home(frame)))


def offer_deadline(frame: Frame, deadline: Deadline) -> Row:
    """The buttons under a result: into the calendar, and be reminded."""
    texts = frame.texts
    return [
        open_button(texts["due.calendar"], Action.CALENDAR, str(deadline)),
        open_button(texts["due.remind"], Action.REMIND, str(deadline)),
    ]


def say_act(frame: Frame, deadline: Deadline) -> str:
    """What is to be done by the day; raises KeyError for what content does not know."""
    name, _, flag = deadline.act.partition(".")
    return frame.library.calculators[name].acts[flag]


def render_calendar(frame: Frame, deadline: Deadline, now: datetime) -> Screen:
    """The calendar file, with a word on what it does."""
    texts = frame.texts
    summary = texts.fill("due.event", act=say_act(frame, deadline))
    event = Event(str(deadline), deadline.day, summary, texts["due.event_note"])
    file = File(f"{deadline.day:%Y%m%d}.ics", write_calendar(event, now))
    said = {"days": _say_days(frame), "hour": MORNING.hour}
    return Screen(shown(texts.fill("due.calendar_how", **said)), files=(file,))


def read_wish(frame: Frame, argument: str) -> tuple[Deadline, int]:
    """The deadline and where the morning is, Beijing if not said; raises ValueError, KeyError."""
    text, _, zone = argument.partition(GIVEN)
    deadline = read_deadline(text)
    say_act(frame, deadline)
    offset = int(zone or BEIJING)
    _say_zone(frame, offset)
    return deadline, offset


def render_wish(frame: Frame, deadline: Deadline, offset: int, now: datetime) -> Screen:
    """What being reminded means and what is kept for it, before anything is."""
    texts = frame.texts
    if hindrance := find_hindrance(deadline.day, offset, now):
        return Screen(shown(texts[f"reminders.{hindrance}"]), keyboard(_home(frame)))
    ahead = len(DAYS_BEFORE) - count_past(deadline.day, offset, now)
    body = texts.fill(
        "reminders.wish",
        act=say_act(frame, deadline),
        day=say_day(texts, deadline.day),
        days=_say_days(frame, ahead),
        hour=MORNING.hour,
        zone=_say_zone(frame, offset),
    )
    keep = button(texts["reminders.keep"], Action.KEEP, f"{deadline}{GIVEN}{offset}")
    zones = button(texts["reminders.zones"], Action.ZONES, str(deadline))
    return Screen(
        f"<b>{shown(texts['reminders.title'])}</b>\n{shown(body)}",
        keyboard([keep], [zones], _home(frame)),
    )


def render_zones(frame: Frame, deadline: Deadline) -> Screen:
    """Where the morning may be."""
    zones = frame.texts.list_area("reminders.zone")
    rows = in_rows(
        [
            button(name, Action.REMIND, f"{deadline}{GIVEN}{offset}")
            for offset, name in zones.items()
        ]
    )
    return Screen(shown(frame.texts["reminders.where"]), keyboard(*rows, _home(frame)))


def render_kept(frame: Frame, deadline: Deadline) -> Screen:
    """A reminder is kept now."""
    texts = frame.texts
    said = texts.fill("reminders.kept", act=say_act(frame, deadline))
    listed = button(texts["reminders.all"], Action.REMINDERS)
    return Screen(shown(said), keyboard([listed], _home(frame)))


def render_forgotten(frame: Frame, count: int, groups: int) -> Screen:
    """All that was kept of a chat is gone; how many reminders, and groups it was told about."""
    lines = [frame.texts.fill("reminders.forgotten", count=count)]
    if groups:
        lines.append(frame.texts.fill("receivers.forgotten", count=groups))
    return Screen(shown("\n".join(lines)), keyboard(_home(frame)))


def render_reminders(frame: Frame, kept: Sequence[Reminder], groups: int = 0) -> Screen:
    """All reminders of a chat, each with a button that cancels it; the same for groups."""
    told = [shown(frame.texts.fill("receivers.count", count=groups))] if groups else []
    stop = [button(frame.texts["receivers.stop_all"], Action.REFUSE, ALL)] if groups else []
    screen = _list_reminders(frame, kept)
    rows = screen.keyboard.inline_keyboard if screen.keyboard else ()
    return Screen("\n\n".join([screen.html, *told]), keyboard(stop, *map(list, rows)))


def _list_reminders(frame: Frame, kept: Sequence[Reminder]) -> Screen:
    texts = frame.texts
    if not kept:
        return Screen(shown(texts["reminders.none"]), keyboard(_home(frame)))
    lines = [f"<b>{shown(texts['reminders.list'])}</b>"]
    rows: list[Row] = []
    for number, each in enumerate(kept, start=1):
        words = {"number": number, "act": _say_kept(frame, each.deadline)}
        said = {"day": say_day(texts, each.deadline.day), "zone": _say_zone(frame, each.offset)}
        lines.append(shown(texts.fill("reminders.line", **words, **said)))
        rows.append([button(texts.fill("reminders.cancel", **words), Action.CANCEL, each.id)])
    rows.append([button(texts["reminders.cancel_all"], Action.CANCEL, ALL)])
    lines += ["", shown(texts["reminders.stored"])]
    return Screen("\n".join(lines), keyboard(*rows, _home(frame)))


def render_reminder(frame: Frame, reminder: Reminder, left: int) -> Screen:
    """What is sent on a morning; ``left`` are the days to go, below 0 when the day is over.

    It says so when it may have been sent before.
    """
    texts, deadline = frame.texts, reminder.deadline
    key = "due" if left > 0 else "today" if left == 0 else "over"
    words = {"act": _say_kept(frame, deadline), "day": say_day(texts, deadline.day), "left": left}
    body = (
        f"<b>{shown(texts.fill(f'reminders.{key}', **words))}</b>\n{shown(texts['reminders.note'])}"
    )
    if reminder.trying:
        body += f"\n{shown(texts['reminders.again'])}"
    calculator = frame.library.calculators.get(deadline.act.partition(".")[0])
    pages = [frame.library.pages[each] for each in (calculator.next if calculator else ())]
    rows: list[Row] = [[open_button(page.title, Action.PAGE, page.id)] for page in pages]
    listed = open_button(texts["reminders.all"], Action.REMINDERS)
    return Screen(body, keyboard(*rows, [listed]))


def _say_kept(frame: Frame, deadline: Deadline) -> str:
    """What is to be done, or merely that there was something, when content has changed since."""
    try:
        return say_act(frame, deadline)
    except KeyError:
        return frame.texts["reminders.something"]


def _say_zone(frame: Frame, offset: int) -> str:
    return frame.texts[f"reminders.zone.{offset}"]


def _say_days(frame: Frame, last: int = len(DAYS_BEFORE)) -> str:
    """The days before, or the last few of them: 7天、3天、1天."""
    days = (frame.texts.fill("reminders.days", days=each) for each in DAYS_BEFORE[-last:])
    return frame.texts["quantity.between"].join(days)


def _home(frame: Frame) -> Row:
    return [button(frame.texts["button.home"], Action.HOME)]
