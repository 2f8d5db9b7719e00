"""What handlers get: the services of the program, typed."""

from dataclasses import dataclass
from typing import cast

from telegram.ext import Application, CallbackContext

from bot.analysis import Engine, Report
from bot.clock import today
from bot.delivery.bot import UpdatesBot
from bot.forms.sessions import Sessions
from bot.groups.admins import Admins
from bot.groups.rhythm import Rhythm
from bot.groups.talk import GroupTalk
from bot.groups.watch import Watchman
from bot.library.hotlines import HotlineSearch
from bot.library.load import Library
from bot.library.search import PageSearch
from bot.library.texts import DEFAULT_LANGUAGE
from bot.reckoning.workdays import WorkDays
from bot.settings import Settings
from bot.storage.digests import Digests
from bot.storage.groups import Groups
from bot.storage.invitation import Invitations
from bot.storage.once import Once
from bot.storage.reminders import Reminders
from bot.storage.stats import Stats
from bot.views.frame import Frame
from bot.views.state import StateCodec


@dataclass(frozen=True)
class Services:
    """Made once in ``bot.app``; everything in it is safe to share between updates."""

    settings: Settings
    library: Library
    engine: Engine
    search: PageSearch
    codec: StateCodec
    stats: Stats
    once: Once
    sessions: Sessions
    workdays: WorkDays
    reminders: Reminders
    groups: Groups
    digests: Digests
    invitations: Invitations
    admins: Admins
    rhythm: Rhythm
    talk: GroupTalk
    watchman: Watchman
    hotlines: HotlineSearch
    bot_name: str = ""
    inline: bool = False

    def frame(self, *, private: bool) -> Frame:
        """What views need, in the user's language."""
        texts = self.library.texts[DEFAULT_LANGUAGE]
        return Frame(self.library, texts, self.codec, private, self.bot_name, self.inline)

    def count_report(self, report: Report, *, private: bool) -> None:
        """Adds one to the day's counters of this report; no row knows of another."""
        families = {each.family for each in report.findings if each.points > 0}
        self.stats.count(
            today(),
            [
                ("kind", report.kind),
                ("authenticity", report.authenticity),
                ("conduct", report.conduct),
                ("chat", "private" if private else "group"),
                ("language", DEFAULT_LANGUAGE),
                *(("family", family) for family in families),
                *(("institution", institution) for institution in report.institutions),
            ],
        )

    def count_for_digest(self, chat_id: int, report: Report) -> None:
        """Adds one to what the weekly digest of this group says, if it wants one."""
        self.digests.count(chat_id, [("kind", report.kind), ("authenticity", report.authenticity)])


class Context(CallbackContext[UpdatesBot, dict[int, object], dict[int, object], Services]):
    """python-telegram-bot's context; its ``bot_data`` are our services."""

    @property
    def services(self) -> Services:
        """The services of the program."""
        return self.application.bot_data

    @property
    def app(self) -> "App":
        """The application with its true type, which the library's own property loses."""
        return cast("App", self.application)


App = Application[UpdatesBot, Context, dict[int, object], dict[int, object], Services, None]
