"""The text of a message and its entities, checked and cleaned as Telegram does."""

from __future__ import annotations

import re

from bot.demo.detection import detect
from bot.demo.markup import count_units, parse_html
from bot.demo.model import Json
from bot.demo.parameters import Parameters
from bot.demo.refusal import Refusal, bad_request

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
_RAW_BYTES = 32768

# Telegram finds these by itself and drops them when a bot names them.
_DETECTED = (
    "mention",
    "hashtag",
    "cashtag",
    "bot_command",
    "url",
    "email",
    "phone_number",
    "bank_card_number",
)
_NEEDS = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}
_SPLITTABLE = ("bold", "italic", "underline", "strikethrough", "spoiler")
_PLAIN = (*_SPLITTABLE, "code", "pre", "blockquote", "expandable_blockquote")
# Each piece of text belongs to at most one of these.
_EXCLUSIVE = ("code", "pre", "text_link", "text_mention", *_DETECTED)
_FIELDS = ("url", "user", "language", "custom_emoji_id")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\u2028\u2029\u202a-\u202e]|\r")


def read_text(call: Parameters) -> tuple[str, list[Json]]:
    """Return `text` with its entities; raise a 400 when it is empty, too long or ill-formed."""
    if not call.has("text"):
        raise bad_request("message text is empty")
    text, entities = _read(call, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    if count_units(text) > TEXT_UNITS:
        raise bad_request("message is too long")
    return text, entities


def read_caption(call: Parameters) -> tuple[str, list[Json]]:
    """Return `caption` with its entities, empty when absent; raise a 400 when it is too long."""
    text, entities = _read(call, "caption", "caption_entities")
    if count_units(text) > CAPTION_UNITS:
        raise bad_request("message caption is too long")
    return text, entities


def _read(call: Parameters, field: str, entities_field: str) -> tuple[str, list[Json]]:
    source = call.text(field)
    given = None
    if not call.has("parse_mode"):
        # Telegram takes entities that aren't JSON for none at all.
        try:
            given = call.decoded(entities_field, "entities")
        except Refusal:
            given = None
    return format_text(source, call.text("parse_mode"), given)


def format_text(source: str, parse_mode: str = "", given: object = None) -> tuple[str, list[Json]]:
    """Return the text as stored with all its entities, in order; raise a 400 when ill-formed."""
    if len(source.encode()) > _RAW_BYTES:
        raise bad_request("text is too long")
    mode = parse_mode.lower()
    if mode in ("markdown", "markdownv2"):
        raise bad_request("this server carries parse_mode HTML only")
    if mode not in ("", "none", "html"):
        raise bad_request("unsupported parse_mode")
    if mode == "html":
        text, entities = parse_html(source)
    else:
        text, entities = source, check_entities(source, given)
    text, entities = _trim(text, entities)
    return text, _arrange(entities + _find_more(text, entities))


def detect_entities(text: str) -> list[Json]:
    """Return what Telegram finds in a person's text by itself."""
    return _arrange(_find_more(text, []))


def check_entities(text: str, given: object) -> list[Json]:
    """Return a bot's own entities; raise a 400 for a wrong type or a place outside the text."""
    if not isinstance(given, list):
        return []
    total = count_units(text)
    checked = []
    for entity in given:
        if not isinstance(entity, dict):
            raise _ill_formed("expected an Object")
        kind = entity.get("type")
        if kind in _DETECTED:
            continue
        _check_fields(entity)
        _check_place(text, total, entity["offset"], entity["length"])
        kept = {name: entity[name] for name in _FIELDS if name in entity}
        checked.append(
            {"offset": entity["offset"], "length": entity["length"], "type": kind} | kept
        )
    return [entity for entity in checked if entity["length"]]


def _ill_formed(reason: str) -> Exception:
    return bad_request(f"can't parse MessageEntity: {reason}")


def _check_fields(entity: Json) -> None:
    for name in ("offset", "length"):
        if name not in entity:
            raise _ill_formed(f'Can\'t find field "{name}"')
        if not isinstance(entity[name], int) or isinstance(entity[name], bool):
            raise _ill_formed(f'Field "{name}" must be of type Number')
    kind = entity.get("type")
    if not kind:
        raise _ill_formed("Type is not specified")
    if kind not in (*_PLAIN, *_NEEDS):
        raise _ill_formed("Unsupported type specified")
    if kind in _NEEDS and not entity.get(_NEEDS[kind]):
        raise _ill_formed(f'Can\'t find field "{_NEEDS[kind]}"')


def _check_place(text: str, total: int, offset: int, length: int) -> None:
    if not 0 <= offset <= 1_000_000:
        raise bad_request(f"receive an entity with incorrect offset {offset}")
    if not 0 <= length <= 1_000_000:
        raise bad_request(f"receive an entity with incorrect length {length}")
    end = offset + length
    if end > total:
        raise bad_request(
            f"entity beginning at UTF-16 offset {offset} ends after the end of the text at"
            f" UTF-16 offset {end}"
        )
    units = text.encode("utf-16-le")
    for place, word in ((offset, "begins"), (end, "ends")):
        if 0xDC00 <= int.from_bytes(units[2 * place : 2 * place + 2], "little") < 0xE000:
            raise bad_request(f"entity {word} in a middle of a UTF-16 symbol at offset {place}")


def _trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    clean = _CONTROL.sub(lambda found: "" if found[0] == "\r" else " ", text)
    if clean != text:
        # Only a carriage return changes the length, and only then do entities move.
        entities = [_move_over(text, entity) for entity in entities]
    stripped = clean.strip(" \n\t")
    cut = len(clean) - len(clean.lstrip(" \n\t"))
    total = count_units(stripped)
    kept = []
    for entity in entities:
        start = max(0, entity["offset"] - cut)
        end = min(total, entity["offset"] + entity["length"] - cut)
        if end > start:
            kept.append(entity | {"offset": start, "length": end - start})
    return stripped, kept


def _move_over(text: str, entity: Json) -> Json:
    units = text.encode("utf-16-le")
    start, end = entity["offset"], entity["offset"] + entity["length"]
    before = units[: 2 * start].decode("utf-16-le", "replace").count("\r")
    inside = units[2 * start : 2 * end].decode("utf-16-le", "replace").count("\r")
    return entity | {"offset": start - before, "length": end - start - inside}


def _find_more(text: str, entities: list[Json]) -> list[Json]:
    taken = [_place(entity) for entity in entities if entity["type"] in _EXCLUSIVE]
    found = []
    for start, end, kind in sorted(detect(text), key=lambda place: (place[0], -place[1])):
        offset = count_units(text[:start])
        stop = offset + count_units(text[start:end])
        if all(stop <= begin or offset >= until for begin, until in taken):
            taken.append((offset, stop))
            found.append({"offset": offset, "length": stop - offset, "type": kind})
    return found


def _place(entity: Json) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]


def _arrange(entities: list[Json]) -> list[Json]:
    """Untangle as Telegram does: nothing inside code, no link in a link, styles joined."""
    ordered = sorted(entities, key=_rank)
    quotes = _drop_overlaps([entity for entity in ordered if "blockquote" in entity["type"]])
    whole = [
        entity
        for entity in ordered
        if entity["type"] in _EXCLUSIVE and not any(_breaks(quote, entity) for quote in quotes)
    ]
    emoji = [entity for entity in ordered if entity["type"] == "custom_emoji"]
    kept = quotes + _drop_overlaps(whole) + emoji
    solid = [_place(entity) for entity in kept if entity["type"] in ("code", "pre")]
    for style in _SPLITTABLE:
        places = [_place(entity) for entity in ordered if entity["type"] == style]
        for start, end in _subtract(_join(places), solid):
            kept.append({"offset": start, "length": end - start, "type": style})
    return sorted(kept, key=_rank)


def _rank(entity: Json) -> tuple[int, int, bool, str]:
    kind = entity["type"]
    return entity["offset"], -entity["length"], kind not in ("code", "pre"), kind


def _breaks(quote: Json, entity: Json) -> bool:
    """Whether a quotation lies across an entity that would have to lie inside it."""
    begin, until = _place(quote)
    start, end = _place(entity)
    return start < until and begin < end and not (begin <= start and end <= until)


def _drop_overlaps(entities: list[Json]) -> list[Json]:
    kept: list[Json] = []
    for entity in entities:
        if not kept or entity["offset"] >= _place(kept[-1])[1]:
            kept.append(entity)
    return kept


def _join(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _subtract(places: list[tuple[int, int]], solid: list[tuple[int, int]]) -> list[tuple[int, int]]:
    for begin, until in solid:
        places = [
            piece
            for start, end in places
            for piece in ((start, min(end, begin)), (max(start, until), end))
            if piece[0] < piece[1]
        ]
    return places
