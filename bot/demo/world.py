"""Everybody and everything on this Telegram: one bot, its users, its chats, its updates."""

from __future__ import annotations

import asyncio
import random
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.demo.faults import Faults
from bot.demo.model import ADMINISTRATORS, MEMBERS, Chat, Json, Post
from bot.demo.pace import Pace
from bot.demo.refusal import Refusal, bad_request, forbidden
from bot.demo.shelf import Shelf
from bot.demo.updates import UpdateQueue

_CHAT_ID = re.compile(r"-?[0-9]{1,19}")

CALLS_KEPT = 20_000
EVENTS_KEPT = 10_000


@dataclass(frozen=True)
class Call:
    """One call of the bot; a call whose connection was dropped has no error_code."""

    method: str
    params: Json = field(repr=False)
    ok: bool
    error_code: int | None
    time: float


@dataclass
class Query:
    """A press on a button; `answer` holds what the bot said to it."""

    id: str
    asked: float
    answer: Json | None = field(default=None, repr=False)


@dataclass
class GuestQuery:
    """A summons by @mention in a chat that the bot is not in; `answered` is the message's id."""

    id: str
    asked: float
    chat_id: int
    caller: Json = field(repr=False)
    summons: int
    answered: int | None = None


@dataclass
class Profile:
    """What the bot told Telegram about itself, by language code and, for commands, scope."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    webhook: Json = field(default_factory=dict)


class World:
    """The whole state; it lives as long as the server object, whatever the bot does."""

    def __init__(
        self,
        clock: Callable[[], float],
        seed: int | None,
        username: str,
        limits: bool,
        privacy_mode: bool,
        name: str = "Biehuang",
        guest_mode: bool = False,
    ) -> None:
        """Take a clock in Unix seconds and a seed for the ids (None draws new ones each time)."""
        self.clock = clock
        self.chance = random.Random(seed)  # noqa: S311 — ids, not secrets
        self.bot: Json = {
            "id": self.draw_id(),
            "is_bot": True,
            "first_name": name,
            "username": username,
        }
        self.privacy_mode = privacy_mode
        self.guest_mode = guest_mode
        self.query_life = 60.0
        self.users: dict[int, Json] = {}
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, Query] = {}
        self.inline_queries: dict[str, float] = {}  # when each was asked
        self.inline_answers: dict[str, Json] = {}
        self.guest_queries: dict[str, GuestQuery] = {}
        self.ephemerals: dict[tuple[int, int], Post] = {}  # by chat id and ephemeral message id
        self.profile = Profile()
        self.shelf = Shelf(self.chance)
        self.faults = Faults()
        self.pace = Pace(clock, limits)
        self.updates = UpdateQueue(clock, self.chance.randint(100_000_000, 899_999_999))
        self.calls: deque[Call] = deque(maxlen=CALLS_KEPT)
        self.changed = asyncio.Event()
        self.listeners: list[asyncio.Queue[Json]] = []

    @property
    def bot_id(self) -> int:
        """The bot's user id."""
        return int(self.bot["id"])

    def now(self) -> int:
        """Return the time in whole Unix seconds."""
        return int(self.clock())

    def draw_id(self) -> int:
        """Return a new user id of ten digits, which no 32-bit number can hold."""
        return self.chance.randint(5_000_000_000, 8_999_999_999)

    def draw_digits(self) -> str:
        """Return nineteen digits, as ids of queries and chat instances have."""
        return str(self.chance.randint(10**18, 9 * 10**18))

    def open_chat(self, info: Json, statuses: dict[int, str]) -> Chat:
        """Add a chat with Telegram's Chat object and its members."""
        first = self.chance.randint(2, 900)
        chat = Chat(info, statuses, self.draw_digits(), next_id=first)
        self.chats[chat.id] = chat
        return chat

    def find_chat(self, reference: str) -> Chat:
        """Return the chat of an id or @username; raise Telegram's refusal for an unknown one."""
        if not reference:
            raise bad_request("chat_id is empty")
        if reference.startswith("@"):
            for chat in self.chats.values():
                if chat.info.get("username", "").lower() == reference[1:].lower():
                    return chat
            raise bad_request("chat not found")
        chat_id = int(reference) if _CHAT_ID.fullmatch(reference) else 0
        if chat_id not in self.chats and chat_id in self.users:
            raise forbidden("bot can't initiate conversation with a user")
        if chat_id not in self.chats:
            raise bad_request("chat not found")
        return self.chats[chat_id]

    def check_access(self, chat: Chat) -> None:
        """Raise Telegram's refusal when the bot is blocked, kicked or gone, or the chat moved."""
        status = chat.statuses.get(self.bot_id)
        if chat.migrated_to is not None:
            raise Refusal(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                {"migrate_to_chat_id": chat.migrated_to},
            )
        if chat.is_private and status != "member":
            raise forbidden("bot was blocked by the user")
        if status == "kicked":
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        if status not in MEMBERS:
            raise forbidden(f"bot is not a member of the {chat.kind} chat")

    def check_writable(self, chat: Chat, what: str) -> None:
        """Raise a refusal when the bot may not send `what`, such as `text messages`, here."""
        self.check_access(chat)
        if not chat.can_send and chat.statuses[self.bot_id] not in ADMINISTRATORS:
            raise bad_request(f"not enough rights to send {what} to the chat")

    def add_post(
        self, chat: Chat, sender: Json, content: Json, reply_to: int | None = None
    ) -> Post:
        """Store a message; sender is `from` and, when needed, `sender_chat`."""
        head: Json = {"message_id": chat.next_id, "date": self.now(), "chat": chat.info}
        chat.next_id += 1
        post = Post(head | sender | content, reply_to)
        chat.posts[post.id] = post
        return post

    def render(self, chat: Chat, post: Post) -> Json:
        """Return Telegram's Message; the one replied to is nested once while it exists."""
        fields = dict(post.fields)
        replied = chat.find_post(post.reply_to)
        if replied is not None:
            fields["reply_to_message"] = dict(replied.fields)
        return fields

    def tell(self, event: str, chat: Chat | None, **details: object) -> None:
        """Wake whoever waits and give an event to every listener; a slow one loses the oldest."""
        story: Json = {"event": event, "chat_id": chat.id if chat else None} | details
        for listener in self.listeners:
            if listener.full():
                listener.get_nowait()
            listener.put_nowait(story)
        self.wake()

    def wake(self) -> None:
        """Let everybody who waits look again."""
        self.changed.set()
        self.changed = asyncio.Event()
