"""Who is in the demo: three people, the bot's chat with one of them, and a group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.demo.model import ADMINISTRATORS, MEMBERS, Json
from bot.demo.telegram import TelegramServer

ROLES = ("member", "admin", "fixer")


@dataclass(frozen=True)
class Cast:
    """The people by role, and the ids of their two chats."""

    people: Mapping[str, Json]
    private: int
    group: int

    def find(self, user_id: object) -> Json | None:
        """Return the person with this id, None for a stranger or the bot."""
        return next((each for each in self.people.values() if each["id"] == user_id), None)


def gather(server: TelegramServer, words: Mapping[str, str]) -> Cast:
    """Open the chats; `words` has `person.<role>` and `group`. The bot hears of the group."""
    people = {role: server.add_user(words[f"person.{role}"]) for role in ROLES}
    private = server.private_chat(people["member"])
    members = [people["member"], people["fixer"]]
    group = server.add_group(words["group"], members, [people["admin"]])
    return Cast(people, private["id"], group["id"])


def describe_scene(server: TelegramServer, cast: Cast) -> Json:
    """Return the bot, the people and the chats with every message that still exists."""
    chats = [describe_chat(server, chat_id) for chat_id in (cast.private, cast.group)]
    people = [{"role": role, **user} for role, user in cast.people.items()]
    return {"now": server.world.now(), "bot": server.bot, "people": people, "chats": chats}


def describe_chat(server: TelegramServer, chat_id: int) -> Json:
    """Return a chat with its people, their ranks, what the bot says it is for, its messages."""
    chat = server.world.chats[chat_id]
    ranks = {
        user_id: status
        for user_id, status in chat.statuses.items()
        if status in MEMBERS and user_id in server.world.users
    }
    admins = [user_id for user_id, status in ranks.items() if status in ADMINISTRATORS]
    return {
        "id": chat_id,
        "private": chat.is_private,
        "title": chat.info.get("title"),
        "people": sorted(ranks, key=lambda user_id: user_id in admins),
        "admins": admins,
        "messages": server.messages(chat_id),
    }


def list_commands(server: TelegramServer, chat_id: int) -> list[Json]:
    """Return the commands a Chinese client would show in a chat: its kind's, else the default."""
    private = server.world.chats[chat_id].is_private
    scopes = ("all_private_chats" if private else "all_group_chats", "default")
    kept = server.profile.commands
    keys = [(scope, language) for scope in scopes for language in ("zh", "")]
    return next((kept[key] for key in keys if key in kept), [])


def find_description(server: TelegramServer) -> str:
    """Return what a Chinese client shows in an empty chat; empty when the bot set nothing."""
    kept = server.profile.descriptions
    return kept.get("zh") or kept.get("", "")
