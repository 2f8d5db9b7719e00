"""What handlers get: the services of the program, typed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self, cast

from telegram import Update
from telegram.constants import ChatType
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
from bot.library.words import WordSearch
from bot.reckoning.workdays import WorkDays
from bot.settings import Settings
from bot.storage.digests import Digests
from bot.storage.groups import Groups
from bot.storage.invitation import Invitations
from bot.storage.languages import Languages
from bot.storage.once import Once
from bot.storage.reminders import Reminders
from bot.storage.stats import Stats
from bot.views.frame import Frame
from bot.views.state import StateCodec

# Telegram's codes of clients that write traditional characters, in lower case.
_TRADITIONAL = re.compile(r"zh[-_](?:hant|tw|hk|mo)\b.*")


def read_client(code: str | None) -> str:
    """The language for a client's code: many people in China have an English client."""
    return "zh-Hant" if code and _TRADITIONAL.fullmatch(code.lower()) else DEFAULT_LANGUAGE


@dataclass(frozen=True)
class Services:
    """Made once in ``bot.app``; everything in it is safe to share between updates."""

    settings: Settings
    library: Library
    libraries: Mapping[str, Library]
    engine: Engine
    search: PageSearch
    searches: Mapping[str, WordSearch]
    codec: StateCodec
    stats: Stats
    once: Once
    sessions: Sessions
    workdays: WorkDays
    reminders: Reminders
    languages: Languages
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

    def frame(self, *, private: bool, language: str = DEFAULT_LANGUAGE) -> Frame:
        """What views need, in a language; handlers take theirs from ``Context.frame``."""
        library = self.libraries[language]
        texts = library.texts[language]
        return Frame(library, texts, self.codec, private, self.bot_name, self.inline)

    def find_language(self, user: int, client: str | None = None) -> str:
        """What somebody chose; else what Telegram says of their client tells the script."""
        chosen = self.languages.find(user)
        return chosen if chosen and chosen in self.libraries else read_client(client)

    def find_group_language(self, chat: int) -> str:
        """What a group's admins chose; the bot's own language else."""
        chosen = self.groups.find(chat).language
        return chosen if chosen in self.libraries else DEFAULT_LANGUAGE

    def find_pages(self, question: str, language: str, most: int = 3) -> tuple[str, ...]:
        """The ids of the pages that answer a question, in the words of a language or of ours."""
        words = self.searches.get(language)
        found = words.find(question, most) if words else ()
        return found or self.search.find(question, most)

    def count_report(
        self, report: Report, *, private: bool, language: str = DEFAULT_LANGUAGE
    ) -> None:
        """Adds one to the day's counters of this report; no row knows of another."""
        families = {each.family for each in report.findings if each.points > 0}
        self.stats.count(
            today(),
            [
                ("kind", report.kind),
                ("authenticity", report.authenticity),
                ("conduct", report.conduct),
                ("chat", "private" if private else "group"),
                ("language", language),
                *(("family", family) for family in families),
                *(("institution", institution) for institution in report.institutions),
            ],
        )

    def count_for_digest(self, chat_id: int, report: Report) -> None:
        """Adds one to what the weekly digest of this group says, if it wants one."""
        self.digests.count(chat_id, [("kind", report.kind), ("authenticity", report.authenticity)])


class Context(CallbackContext[UpdatesBot, dict[int, object], dict[int, object], Services]):
    """python-telegram-bot's context; its ``bot_data`` are our services.

    ``language`` is a group's where the update comes from one, else that of who sent it.
    """

    language: str = DEFAULT_LANGUAGE

    @classmethod
    def from_update(cls, update: object, application: Application) -> Self:  # type: ignore[type-arg]
        """The context of an update."""
        context = super().from_update(update, application)
        if isinstance(update, Update):
            context.language = _find_language(context.services, update)
        return context

    def frame(self, *, private: bool) -> Frame:
        """What views need, in the language of who reads."""
        return self.services.frame(private=private, language=self.language)

    def find_pages(self, question: str, most: int = 3) -> tuple[str, ...]:
        """The ids of the pages that answer a question, searched in the frame's language."""
        return self.services.find_pages(question, self.language, most)

    @property
    def services(self) -> Services:
        """The services of the program."""
        return self.application.bot_data

    @property
    def app(self) -> "App":
        """The application with its true type, which the library's own property loses."""
        return cast("App", self.application)


def _find_language(services: Services, update: Update) -> str:
    chat, user = update.effective_chat, update.effective_user
    if chat is not None and chat.type in (ChatType.GROUP, ChatType.SUPERGROUP):
        return services.find_group_language(chat.id)
    return services.find_language(user.id, user.language_code) if user else DEFAULT_LANGUAGE


App = Application[UpdatesBot, Context, dict[int, object], dict[int, object], Services, None]
