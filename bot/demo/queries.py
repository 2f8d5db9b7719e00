"""Methods that answer a press on a button or an inline query, and fetch a file."""

from __future__ import annotations

import re

from bot.demo.entities import format_text
from bot.demo.keyboard import check_markup
from bot.demo.markup import count_units
from bot.demo.model import Json
from bot.demo.parameters import Parameters
from bot.demo.refusal import bad_request
from bot.demo.shelf import DOWNLOAD_BYTES
from bot.demo.world import World

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_ANSWER_UNITS = 200
_RESULTS = 50


def answer_callback_query(world: World, call: Parameters) -> bool:
    """Answer a press, once and in time."""
    query = world.queries.get(call.text("callback_query_id"))
    if query is None or query.answer is not None:
        raise bad_request(TOO_OLD)
    if world.clock() - query.asked > world.query_life:
        raise bad_request(TOO_OLD)
    if count_units(call.text("text")) > _ANSWER_UNITS:
        raise bad_request("MESSAGE_TOO_LONG")
    _check_url(world, call.text("url"))
    query.answer = {
        "text": call.text("text"),
        "show_alert": call.flag("show_alert"),
        "url": call.text("url"),
        "cache_time": call.integer("cache_time"),
    }
    world.tell("answered", None, callback_query_id=query.id, answer=query.answer)
    return True


def _check_url(world: World, url: str) -> None:
    own = rf"(?:https?://)?t\.me/{re.escape(world.bot['username'])}\?start=[\w-]+"
    if url and not re.fullmatch(own, url, re.IGNORECASE):
        raise bad_request("URL_INVALID")


def answer_inline_query(world: World, call: Parameters) -> bool:
    """Record the answer to an inline query that was asked not long ago."""
    query_id = call.text("inline_query_id")
    asked = world.inline_queries.get(query_id)
    if asked is None or world.clock() - asked > world.query_life:
        raise bad_request(TOO_OLD)
    results = call.decoded("results", "inline query results")
    if not isinstance(results, list):
        raise bad_request("expected an Array of inline query results")
    if len(results) > _RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    seen: set[str] = set()
    for result in results:
        check_result(result, seen)
    world.inline_answers[query_id] = call.record()
    world.wake()
    return True


def check_result(result: object, seen: set[str]) -> None:
    """Raise Telegram's refusal for a result it would not take; `seen` are the ids before it."""
    if not isinstance(result, dict):
        raise bad_request("can't parse inline query result: expected an Object")
    result_id = result.get("id")
    if not isinstance(result_id, str) or not 1 <= len(result_id.encode()) <= 64:
        raise bad_request("RESULT_ID_INVALID")
    if result_id in seen:
        raise bad_request("RESULT_ID_DUPLICATE")
    seen.add(result_id)
    if result.get("type") == "article" and not str(result.get("title") or "").strip():
        raise bad_request("ARTICLE_TITLE_EMPTY")
    check_markup(result.get("reply_markup"), private=False)
    content = result.get("input_message_content")
    if isinstance(content, dict) and "message_text" in content:
        _check_content(content)


def _check_content(content: Json) -> None:
    mode = str(content.get("parse_mode") or "")
    text, _ = format_text(str(content["message_text"]), mode, content.get("entities"))
    if not text:
        raise bad_request("message text is empty")
    if count_units(text) > 4096:
        raise bad_request("MESSAGE_TOO_LONG")


def build_inline_text(result: Json) -> Json:
    """The message that an offered text becomes, with its keyboard."""
    content = result["input_message_content"]
    mode = str(content.get("parse_mode") or "")
    text, entities = format_text(str(content["message_text"]), mode, content.get("entities"))
    markup = check_markup(result.get("reply_markup"), private=False)
    message: Json = {"text": text}
    if entities:
        message["entities"] = entities
    return message | ({"reply_markup": markup} if markup else {})


def get_file(world: World, call: Parameters) -> Json:
    """Answer with the path of a file, to be downloaded from the file address."""
    if not call.has("file_id"):
        raise bad_request("file_id not specified")
    stored = world.shelf.find(call.text("file_id"))
    if stored is None:
        raise bad_request("invalid file_id")
    if stored.upload.size > DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return stored.as_json() | {"file_path": stored.path}
