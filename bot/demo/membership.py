"""Methods about a chat and the people in it."""

from __future__ import annotations

from bot.demo.model import ADMINISTRATORS, MEMBERS, Chat, Json
from bot.demo.parameters import Parameters
from bot.demo.refusal import bad_request
from bot.demo.world import World

_RIGHT_NAMES = (
    "can_manage_chat can_change_info can_delete_messages can_invite_users can_restrict_members"
    " can_pin_messages can_promote_members can_manage_video_chats can_post_stories"
    " can_edit_stories can_delete_stories"
)
_PERMISSION_NAMES = (
    "can_send_messages can_send_audios can_send_documents can_send_photos can_send_videos"
    " can_send_video_notes can_send_voice_notes can_send_polls can_send_other_messages"
    " can_add_web_page_previews"
)


def describe_member(user: Json, status: str) -> Json:
    """Return Telegram's ChatMember of a status; an administrator has every right."""
    member: Json = {"user": user, "status": status}
    if status == "creator":
        member["is_anonymous"] = False
    elif status == "administrator":
        member |= dict.fromkeys(_RIGHT_NAMES.split(), True) | {
            "can_be_edited": False,
            "is_anonymous": False,
        }
    elif status == "kicked":
        member["until_date"] = 0
    return member


def get_chat(world: World, call: Parameters) -> Json:
    """Answer with Telegram's ChatFullInfo."""
    chat = _find_readable(world, call)
    full = chat.info | {
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }
    if not chat.is_private:
        full["permissions"] = dict.fromkeys(_PERMISSION_NAMES.split(), chat.can_send) | {
            "can_change_info": False,
            "can_invite_users": True,
            "can_pin_messages": False,
            "can_manage_topics": False,
        }
    return full


def get_chat_member(world: World, call: Parameters) -> Json:
    """Answer with a member; somebody who was never there is `left`."""
    chat = _find_readable(world, call)
    user_id = call.integer("user_id")
    if user_id <= 0:
        raise bad_request("invalid user_id specified")
    user = find_user(world, user_id)
    if user is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return describe_member(user, chat.statuses.get(user_id, "left"))


def get_chat_administrators(world: World, call: Parameters) -> list[Json]:
    """Answer with creator and administrators, the bot included when it is one."""
    chat = _find_readable(world, call)
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    return [
        describe_member(find_user(world, user_id) or {}, status)
        for user_id, status in chat.statuses.items()
        if status in ADMINISTRATORS
    ]


def get_chat_member_count(world: World, call: Parameters) -> int:
    """Answer with the number of people and bots in a chat."""
    chat = _find_readable(world, call)
    return sum(status in MEMBERS for status in chat.statuses.values())


def leave_chat(world: World, call: Parameters) -> bool:
    """Take the bot out of a group."""
    chat = world.find_chat(call.text("chat_id"))
    if chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    world.check_access(chat)
    change_status(world, chat, world.bot, "left", world.bot)
    return True


def find_user(world: World, user_id: int) -> Json | None:
    """Return a user or the bot, None when nobody has this id."""
    return world.bot if user_id == world.bot_id else world.users.get(user_id)


def change_status(world: World, chat: Chat, user: Json, status: str, actor: Json) -> None:
    """Change what somebody is in a chat, and queue Telegram's update about it.

    Of others the bot only hears where it is an administrator.
    """
    before = chat.statuses.get(user["id"], "left")
    chat.statuses[user["id"]] = status
    own = user["id"] == world.bot_id
    world.tell("member", chat, user_id=user["id"], status=status)
    if not own and chat.statuses.get(world.bot_id) not in ADMINISTRATORS:
        return
    world.updates.add(
        "my_chat_member" if own else "chat_member",
        {
            "chat": chat.info,
            "from": actor,
            "date": world.now(),
            "old_chat_member": describe_member(user, before),
            "new_chat_member": describe_member(user, status),
        },
    )


def _find_readable(world: World, call: Parameters) -> Chat:
    chat = world.find_chat(call.text("chat_id"))
    if not chat.is_private and chat.migrated_to is None:
        world.check_access(chat)
    return chat
