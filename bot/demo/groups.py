"""What people do with the bot besides writing: start it, add it, throw it out."""

from __future__ import annotations

from collections.abc import Iterable

from bot.demo.membership import change_status
from bot.demo.model import ADMINISTRATORS, MEMBERS, Chat, Json
from bot.demo.people import emit_message
from bot.demo.world import World

ChatRef = int | Json


def find_room(world: World, chat: ChatRef) -> Chat:
    """Return the chat of an id or a chat dict; a KeyError when there is none."""
    return world.chats[chat if isinstance(chat, int) else int(chat["id"])]


class Groups:
    """Users, chats and what the bot is in them; chats are given by id or as the dict returned."""

    world: World

    def add_user(
        self,
        first_name: str,
        *,
        username: str | None = None,
        language_code: str = "zh-hans",
        is_bot: bool = False,
    ) -> Json:
        """Create a person, or another bot; return Telegram's User. We can't write to them yet."""
        user: Json = {"id": self.world.draw_id(), "is_bot": is_bot, "first_name": first_name}
        if username:
            user["username"] = username
        user["language_code"] = language_code
        self.world.users[user["id"]] = user
        return user

    def private_chat(self, user: Json) -> Json:
        """Open the chat of a person with the bot, once; return Telegram's Chat."""
        world = self.world
        if user["id"] not in world.chats:
            names = ("id", "first_name", "username")
            info = {name: user[name] for name in names if name in user}
            members = {user["id"]: "member", world.bot_id: "member"}
            world.open_chat(info | {"type": "private"}, members)
        return world.chats[user["id"]].info

    def add_group(
        self,
        title: str,
        members: Iterable[Json],
        admins: Iterable[Json] = (),
        *,
        supergroup: bool = True,
        forum: bool = False,
        with_bot: bool = True,
    ) -> Json:
        """Create a group, mostly with the bot; the first admin or member created it."""
        admins = list(admins)
        people = [*admins, *(member for member in members if member not in admins)]
        if not people:
            raise ValueError("a group needs somebody who adds the bot")
        statuses = {person["id"]: "member" for person in people}
        statuses |= {admin["id"]: "administrator" for admin in admins}
        statuses[people[0]["id"]] = "creator"
        chat = self._open_group(title, statuses, supergroup or forum, forum)
        if with_bot:
            change_status(self.world, chat, self.world.bot, "member", people[0])
            self._post_service(chat, people[0], {"new_chat_members": [self.world.bot]})
        return chat.info

    def _open_group(
        self, title: str, statuses: dict[int, str], supergroup: bool, forum: bool
    ) -> Chat:
        chance = self.world.chance
        info: Json = {"id": -chance.randint(4_000_000_000, 4_999_999_999), "title": title}
        info["type"] = "supergroup" if supergroup else "group"
        if supergroup:
            info["id"] = -(10**12 + chance.randint(1_500_000_000, 2_999_999_999))
        if forum:
            info["is_forum"] = True
        return self.world.open_chat(info, statuses)

    def add_topic(self, chat: ChatRef, user: Json, name: str) -> int:
        """Open a topic in a forum; return its message_thread_id."""
        room = find_room(self.world, chat)
        if not room.info.get("is_forum"):
            raise ValueError("only a forum has topics")
        topic = {"name": name, "icon_color": 7322096}
        thread = {"message_thread_id": room.next_id, "is_topic_message": True}
        return self._post_service(room, user, thread | {"forum_topic_created": topic})

    def join(self, chat: ChatRef, user: Json) -> None:
        """Let a person come into a group."""
        room = find_room(self.world, chat)
        change_status(self.world, room, user, "member", user)
        self._post_service(room, user, {"new_chat_members": [user]})

    def leave(self, chat: ChatRef, user: Json) -> None:
        """Let a person leave a group."""
        room = find_room(self.world, chat)
        self._post_service(room, user, {"left_chat_member": user})
        change_status(self.world, room, user, "left", user)

    def kick(self, chat: ChatRef, user: Json) -> None:
        """Let the creator throw a person out of a group."""
        room = find_room(self.world, chat)
        creator = self._find_creator(room)
        self._post_service(room, creator, {"left_chat_member": user})
        change_status(self.world, room, user, "kicked", creator)

    def block(self, user: Json) -> None:
        """Let a person block the bot; it hears of it and can't write to them any more."""
        room = self.world.chats[user["id"]]
        change_status(self.world, room, self.world.bot, "kicked", user)

    def unblock(self, user: Json) -> None:
        """Let a person start the bot again."""
        room = self.world.chats[user["id"]]
        change_status(self.world, room, self.world.bot, "member", user)

    def kick_bot(self, chat: ChatRef) -> None:
        """Let the creator throw the bot out of a group."""
        room = find_room(self.world, chat)
        creator = self._find_creator(room)
        self._post_service(room, creator, {"left_chat_member": self.world.bot})
        change_status(self.world, room, self.world.bot, "kicked", creator)

    def add_bot(self, chat: ChatRef) -> None:
        """Let the creator take the bot back in."""
        room = find_room(self.world, chat)
        creator = self._find_creator(room)
        change_status(self.world, room, self.world.bot, "member", creator)
        self._post_service(room, creator, {"new_chat_members": [self.world.bot]})

    def promote(self, chat: ChatRef, user: Json | None = None) -> None:
        """Make a person, or the bot when nobody is named, an administrator with every right."""
        self._change_rank(chat, user, "administrator")

    def demote(self, chat: ChatRef, user: Json | None = None) -> None:
        """Make an administrator, or the bot when nobody is named, an ordinary member."""
        self._change_rank(chat, user, "member")

    def _change_rank(self, chat: ChatRef, user: Json | None, status: str) -> None:
        room = find_room(self.world, chat)
        someone = user or self.world.bot
        if room.statuses.get(someone["id"]) not in MEMBERS:
            raise ValueError("only a member can be promoted or demoted")
        change_status(self.world, room, someone, status, self._find_creator(room))

    def set_rights(self, chat: ChatRef, *, can_send: bool) -> None:
        """Allow or forbid ordinary members, the bot among them, to write in a group."""
        find_room(self.world, chat).can_send = can_send

    def migrate(self, chat: ChatRef) -> Json:
        """Turn a basic group into a supergroup; return the new Chat. The old id refuses writing."""
        old = find_room(self.world, chat)
        if old.kind != "group" or old.migrated_to is not None:
            raise ValueError("only a basic group can become a supergroup")
        creator = self._find_creator(old)
        new = self._open_group(old.info["title"], dict(old.statuses), True, False)
        new.can_send = old.can_send
        self._post_service(old, creator, {"migrate_to_chat_id": new.id})
        old.migrated_to = new.id
        self._post_service(new, creator, {"migrate_from_chat_id": old.id})
        return new.info

    def _find_creator(self, room: Chat) -> Json:
        ranks = (*ADMINISTRATORS, "member")
        people = [user_id for user_id in room.statuses if user_id in self.world.users]
        first = min(
            people,
            key=lambda user_id: (
                ranks.index(room.statuses[user_id])
                if room.statuses[user_id] in ranks
                else len(ranks)
            ),
        )
        return self.world.users[first]

    def _post_service(self, room: Chat, actor: Json, content: Json) -> int:
        post = self.world.add_post(room, {"from": actor}, content)
        emit_message(self.world, room, post)
        return post.id
