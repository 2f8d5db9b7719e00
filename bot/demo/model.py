"""What chats and messages are made of; whatever leaves the server is Telegram's own JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

ADMINISTRATORS = ("creator", "administrator")
MEMBERS = (*ADMINISTRATORS, "member")


@dataclass(frozen=True)
class Upload:
    """A file as it came in: its name, its MIME type and its bytes."""

    name: str
    mime: str
    content: bytes = field(repr=False)

    @property
    def size(self) -> int:
        """Length in bytes."""
        return len(self.content)


@dataclass
class Post:
    """A stored message: `fields` is Telegram's Message without `reply_to_message`."""

    fields: Json = field(repr=False)
    reply_to: int | None = None
    deleted: bool = False

    @property
    def id(self) -> int:
        """The message id, unique in its chat."""
        return int(self.fields["message_id"])


@dataclass
class Chat:
    """A chat with its members (user id → Telegram's ChatMember status) and its messages."""

    info: Json
    statuses: dict[int, str]
    instance: str
    posts: dict[int, Post] = field(default_factory=dict, repr=False)
    next_id: int = 1
    can_send: bool = True
    migrated_to: int | None = None

    @property
    def id(self) -> int:
        """The chat id; in a private chat it is the user's id."""
        return int(self.info["id"])

    @property
    def kind(self) -> str:
        """One of `private`, `group`, `supergroup`."""
        return str(self.info["type"])

    @property
    def is_private(self) -> bool:
        """Whether one user and the bot are alone here."""
        return self.kind == "private"

    def find_post(self, message_id: int | None) -> Post | None:
        """Return the message, or None when there is none or it was deleted."""
        post = self.posts.get(message_id or 0)
        return None if post is None or post.deleted else post

    def is_topic(self, message_id: int) -> bool:
        """Whether the message is the one that opened a forum topic."""
        post = self.find_post(message_id)
        return post is not None and "forum_topic_created" in post.fields
