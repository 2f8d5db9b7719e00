"""Methods about the bot itself: who it is, its commands and descriptions, its webhook."""

from __future__ import annotations

import re

from bot.demo.model import Json
from bot.demo.parameters import Parameters
from bot.demo.refusal import bad_request, conflict
from bot.demo.world import World

_COMMAND = re.compile(r"/?[a-z0-9_]{1,32}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
_SCOPES = (
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
)


def get_me(world: World, _call: Parameters) -> Json:
    """Answer with the bot and what it is allowed."""
    return world.bot | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy_mode,
        "supports_inline_queries": True,
        "supports_guest_queries": world.guest_mode,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(world: World, call: Parameters) -> bool:
    """Keep the commands of a scope and language."""
    commands = call.decoded("commands", "commands") or []
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    checked = [_check_command(command) for command in commands]
    world.profile.commands[_read_scope(call)] = checked
    return True


def get_my_commands(world: World, call: Parameters) -> list[Json]:
    """Answer with the commands of exactly this scope and language."""
    return world.profile.commands.get(_read_scope(call), [])


def _check_command(command: object) -> Json:
    if not isinstance(command, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if not isinstance(command.get(name), str):
            raise bad_request(f"can't parse BotCommand: Can't find field \"{name}\"")
    if not _COMMAND.fullmatch(command["command"]):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(command["description"].strip()) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return command | {"command": command["command"].removeprefix("/")}


def _read_scope(call: Parameters) -> tuple[str, str]:
    scope = call.decoded("scope", "BotCommandScope") or {"type": "default"}
    if not isinstance(scope, dict):
        raise bad_request("can't parse BotCommandScope: BotCommandScope must be an Object")
    kind = scope.get("type")
    if kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    ids = [str(scope[name]) for name in ("chat_id", "user_id") if name in scope]
    return " ".join([kind, *ids]), call.text("language_code")


def set_my_description(world: World, call: Parameters) -> bool:
    """Keep the description of a language, at most 512 characters."""
    _keep(world.profile.descriptions, call, "description", 512)
    return True


def get_my_description(world: World, call: Parameters) -> Json:
    """Answer with the description of a language."""
    return {"description": world.profile.descriptions.get(call.text("language_code"), "")}


def set_my_short_description(world: World, call: Parameters) -> bool:
    """Keep the short description of a language, at most 120 characters."""
    _keep(world.profile.short_descriptions, call, "short_description", 120)
    return True


def get_my_short_description(world: World, call: Parameters) -> Json:
    """Answer with the short description of a language."""
    kept = world.profile.short_descriptions.get(call.text("language_code"), "")
    return {"short_description": kept}


def _keep(texts: dict[str, str], call: Parameters, name: str, most: int) -> None:
    if len(call.text(name)) > most:
        raise bad_request(f"{name.upper()}_TOO_LONG")
    texts[call.text("language_code")] = call.text(name)


def set_webhook(world: World, call: Parameters) -> bool:
    """Record the webhook, which ends polling; an empty url deletes it."""
    if not call.has("url"):
        return delete_webhook(world, call)
    if not re.fullmatch(r"(?:https?://)?[^\s/]+(?:/\S*)?", call.text("url")):
        raise bad_request("invalid webhook URL specified")
    if not _SECRET.fullmatch(call.text("secret_token")):
        raise bad_request("secret token contains unallowed characters")
    _drop_pending(world, call)
    world.updates.allow(call.decoded("allowed_updates", "allowed_updates"))
    world.updates.interrupt(conflict("terminated by setWebhook request"))
    world.profile.webhook = {
        "url": call.text("url"),
        "secret_token": call.text("secret_token"),
        "max_connections": call.integer("max_connections", 40, 1, 100),
    }
    return True


def delete_webhook(world: World, call: Parameters) -> bool:
    """Forget the webhook and, when asked to, every pending update."""
    _drop_pending(world, call)
    world.profile.webhook = {}
    return True


def get_webhook_info(world: World, _call: Parameters) -> Json:
    """Answer with the webhook and the number of pending updates."""
    webhook = world.profile.webhook
    info: Json = {
        "url": webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.pending()),
    }
    if webhook:
        info["max_connections"] = webhook["max_connections"]
    return info


def _drop_pending(world: World, call: Parameters) -> None:
    if call.flag("drop_pending_updates"):
        world.updates.clear()
