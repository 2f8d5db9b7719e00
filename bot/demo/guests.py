"""Guest mode: the bot is asked by @mention in chats that it has not joined, and answers once."""

from __future__ import annotations

from bot.demo.model import MEMBERS, Chat, Json, Post
from bot.demo.parameters import Parameters
from bot.demo.queries import TOO_OLD, build_inline_text, check_result
from bot.demo.refusal import bad_request
from bot.demo.world import GuestQuery, World


def summon(world: World, chat: Chat, post: Post) -> None:
    """Queue the update about a message that mentions the bot where it is no member."""
    if not world.guest_mode or chat.statuses.get(world.bot_id) in MEMBERS:
        return
    query = GuestQuery(
        world.draw_digits(), world.clock(), chat.id, post.fields["from"], summons=post.id
    )
    world.guest_queries[query.id] = query
    message = world.render(chat, post) | {"guest_query_id": query.id}
    world.updates.add("guest_message", message)


def answer_guest_query(world: World, call: Parameters) -> Json:
    """Post the answer into the chat; it is an inline message, once and in time."""
    query = world.guest_queries.get(call.text("guest_query_id"))
    if query is None or query.answered is not None:
        raise bad_request(TOO_OLD)
    if world.clock() - query.asked > world.query_life:
        raise bad_request(TOO_OLD)
    result = call.decoded("result", "inline query result")
    check_result(result, set())
    if not isinstance(result, dict) or "message_text" not in result["input_message_content"]:
        raise bad_request("this server carries only texts as answers to guest queries")
    chat = world.chats[query.chat_id]
    sender = {"from": world.bot, "guest_bot_caller_user": query.caller}
    post = world.add_post(chat, sender, build_inline_text(result), query.summons)
    query.answered = post.id
    world.tell("sent", chat, message=world.render(chat, post))
    return {"inline_message_id": f"AgAAA{world.draw_digits()}"}
