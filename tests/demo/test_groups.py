"""The bot comes, goes, rises and falls; the group moves."""

import pytest


async def drain(api) -> list[dict]:
    updates = await api.ok("getUpdates")
    if updates:
        await api.ok("getUpdates", offset=updates[-1]["update_id"] + 1)
    return [{name: update[name] for name in update if name != "update_id"} for update in updates]


def change(update: dict) -> tuple[str, str]:
    member = update["my_chat_member"]
    return member["old_chat_member"]["status"], member["new_chat_member"]["status"]


async def test_being_added(api, server, ann, bob, group):
    added, service = await drain(api)
    assert change(added) == ("left", "member")
    assert added["my_chat_member"]["from"] == ann
    assert added["my_chat_member"]["chat"] == group
    assert added["my_chat_member"]["new_chat_member"]["user"] == server.bot
    assert service["message"]["new_chat_members"] == [server.bot]


async def test_being_kicked(api, server, bob, group):
    await drain(api)
    server.kick_bot(group)
    service, kicked = await drain(api)
    assert service["message"]["left_chat_member"] == server.bot
    assert change(kicked) == ("member", "kicked")
    kicked = (403, "Forbidden: bot was kicked from the supergroup chat")
    assert await api.refused("sendMessage", chat_id=group["id"], text="x") == kicked
    assert await api.refused("getChat", chat_id=group["id"]) == kicked
    server.send(group["id"], bob, "/check")
    assert await drain(api) == []
    server.add_bot(group)
    assert change((await drain(api))[0]) == ("kicked", "member")
    assert await api.ok("sendMessage", chat_id=group["id"], text="x")


async def test_being_kicked_from_a_basic_group(api, server, ann):
    basic = server.add_group("Basic", [ann], supergroup=False)
    server.kick_bot(basic["id"])
    assert await api.refused("sendMessage", chat_id=basic["id"], text="x") == (
        403,
        "Forbidden: bot was kicked from the group chat",
    )


async def test_leaving(api, server, ann, group):
    await drain(api)
    assert await api.ok("leaveChat", chat_id=group["id"]) is True
    assert change((await drain(api))[-1]) == ("member", "left")
    assert await api.refused("sendMessage", chat_id=group["id"], text="x") == (
        403,
        "Forbidden: bot is not a member of the supergroup chat",
    )
    refused = await api.refused("leaveChat", chat_id=ann["id"])
    assert refused == (400, "Bad Request: chat member status can't be changed in private chats")


async def test_being_promoted_and_demoted(api, server, group):
    await drain(api)
    server.promote(group)
    server.demote(group)
    promoted, demoted = await drain(api)
    assert change(promoted) == ("member", "administrator")
    assert promoted["my_chat_member"]["new_chat_member"]["can_delete_messages"] is True
    assert change(demoted) == ("administrator", "member")


async def test_blocking_is_told(api, server, ann):
    server.block(ann)
    server.unblock(ann)
    blocked, unblocked = await drain(api)
    assert change(blocked) == ("member", "kicked")
    assert blocked["my_chat_member"]["chat"]["type"] == "private"
    assert change(unblocked) == ("kicked", "member")


async def test_migration(api, server, ann, bob):
    old = server.add_group("Basic", [bob], [ann], supergroup=False)
    await drain(api)
    new = server.migrate(old)
    assert (new["type"], new["title"]) == ("supergroup", "Basic")
    here, there = await drain(api)
    assert here["message"]["chat"] == old
    assert here["message"]["migrate_to_chat_id"] == new["id"]
    assert there["message"]["chat"] == new
    assert there["message"]["migrate_from_chat_id"] == old["id"]
    status, body = await api.call("sendMessage", chat_id=old["id"], text="x")
    assert (status, body) == (
        400,
        {
            "ok": False,
            "error_code": 400,
            "description": "Bad Request: group chat was upgraded to a supergroup chat",
            "parameters": {"migrate_to_chat_id": new["id"]},
        },
    )
    assert await api.ok("sendMessage", chat_id=new["id"], text="x")
    with pytest.raises(ValueError, match="supergroup"):
        server.send(old["id"], bob, "x")
    with pytest.raises(ValueError, match="basic group"):
        server.migrate(old)


async def test_people_come_and_go(api, server, group):
    await drain(api)
    carol = server.add_user("Carol")
    server.join(group, carol)
    server.leave(group, carol)
    came, went = await drain(api)
    assert came["message"]["new_chat_members"] == [carol]
    assert went["message"]["left_chat_member"] == carol


async def test_being_thrown_out(api, server, ann, bob, group):
    await drain(api)
    server.kick(group, bob)
    [service] = await drain(api)
    assert service["message"]["from"] == ann
    assert service["message"]["left_chat_member"] == bob
    member = await api.ok("getChatMember", chat_id=group["id"], user_id=bob["id"])
    assert member["status"] == "kicked"
    with pytest.raises(ValueError, match="not in the chat"):
        server.send(group["id"], bob, "x")


async def test_only_an_administrator_hears_of_others(api, server, bob, group):
    await drain(api)
    await api.ok("getUpdates", allowed_updates=["chat_member"])
    server.promote(group, bob)
    assert await drain(api) == []
    server.promote(group)
    server.demote(group, bob)
    [told] = [each["chat_member"] for each in await drain(api)]
    assert told["new_chat_member"] == {"user": bob, "status": "member"}


async def test_members_and_administrators(api, server, ann, bob, group):
    chat = {"chat_id": group["id"]}
    server.promote(group, bob)
    administrators = await api.ok("getChatAdministrators", **chat)
    assert [(one["user"]["id"], one["status"]) for one in administrators] == [
        (ann["id"], "creator"),
        (bob["id"], "administrator"),
    ]
    assert await api.ok("getChatMemberCount", **chat) == 3
    server.leave(group, bob)
    assert await api.ok("getChatMemberCount", **chat) == 2
    member = await api.ok("getChatMember", **chat, user_id=server.bot["id"])
    assert member == {"user": server.bot, "status": "member"}
    carol = server.add_user("Carol")
    left = await api.ok("getChatMember", **chat, user_id=carol["id"])
    assert left == {"user": carol, "status": "left"}
    unknown = await api.refused("getChatMember", **chat, user_id=1)
    assert unknown == (400, "Bad Request: PARTICIPANT_ID_INVALID")
    refused = await api.refused("getChatAdministrators", chat_id=ann["id"])
    assert refused == (400, "Bad Request: there are no administrators in the private chat")


async def test_get_chat(api, server, ann, group):
    private = await api.ok("getChat", chat_id=ann["id"])
    assert (private["type"], private["first_name"]) == ("private", "Ann")
    full = await api.ok("getChat", chat_id=group["id"])
    assert (full["title"], full["permissions"]["can_send_messages"]) == ("Debt support", True)
    server.set_rights(group, can_send=False)
    full = await api.ok("getChat", chat_id=group["id"])
    assert full["permissions"]["can_send_messages"] is False
    refused = await api.refused("getChat", chat_id=1)
    assert refused == (400, "Bad Request: chat not found")


def test_who_must_be_there(server, bob, group):
    with pytest.raises(ValueError, match="adds the bot"):
        server.add_group("Empty", [])
    with pytest.raises(ValueError, match="only a member"):
        server.promote(group, server.add_user("Carol"))
    with pytest.raises(ValueError, match="forum"):
        server.add_topic(group, bob, "x")
