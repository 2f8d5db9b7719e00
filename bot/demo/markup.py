"""HTML in messages, as strictly as Telegram reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.demo.links import find_link
from bot.demo.model import Json
from bot.demo.refusal import Refusal, bad_request

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([A-Za-z]+))")
_PLAIN = re.compile(r"[^<&]+")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_SPACE = " \t\r\n\0\v"
_MENTION = re.compile(r"tg://(?:user|openmessage)\?(?:user_)?id=([0-9]+)")


@dataclass
class _Open:
    tag: str
    argument: str
    offset: int
    begin: int


def count_units(text: str) -> int:
    """Return the length in UTF-16 units, the only length Telegram knows."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.pieces: list[str] = []
        self.units = 0
        self.opened: list[_Open] = []
        self.entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            char = self.source[self.at]
            if char == "&":
                self._take(self._read_reference() or "&")
            elif char != "<":
                self._take(self._match(_PLAIN))
            elif self.source.startswith("</", self.at):
                self._close_tag()
            else:
                self._open_tag()
        if self.opened:
            tag = self.opened[-1].tag
            raise bad_request(
                f"can't parse entities: Can't find end tag corresponding to start tag \"{tag}\""
            )
        return "".join(self.pieces), self.entities

    def _take(self, piece: str) -> None:
        self.pieces.append(piece)
        self.units += count_units(piece)

    def _match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.source, self.at)
        piece = found[0] if found else ""
        self.at += len(piece)
        return piece

    def _peek(self) -> str:
        return self.source[self.at : self.at + 1]

    def _skip_spaces(self) -> None:
        while self._peek() and self._peek() in _SPACE:
            self.at += 1

    def _read_until(self, stops: str) -> str:
        begin = self.at
        while self._peek() and self._peek() not in stops:
            self.at += 1
        return self.source[begin : self.at]

    def _refuse(self, problem: str, begin: int) -> Refusal:
        offset = len(self.source[:begin].encode())
        return bad_request(f"can't parse entities: {problem.format(at=f'at byte offset {offset}')}")

    def _read_reference(self) -> str:
        """Return the character at `&` and step over it; step over a bare `&` and return ''."""
        found = _REFERENCE.match(self.source, self.at)
        char = _find_character(found) if found else ""
        if found is None or not char:
            self.at += 1
            return ""
        self.at = found.end() + self.source.startswith(";", found.end())
        return char

    def _open_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self._read_until(_SPACE + ">").lower()
        if not self._peek():
            raise self._refuse("Unclosed start tag {at}", begin)
        if tag not in _KINDS:
            raise self._refuse(f'Unsupported start tag "{_quote(tag)}" {{at}}', begin)
        argument = ""
        while True:
            self._skip_spaces()
            if self._peek() == ">":
                break
            name, value = self._read_attribute(tag, begin)
            argument = _find_argument(tag, name, value) or argument
        self.at += 1
        if tag == "span" and argument != "spoiler":
            raise self._refuse('Tag "span" must have class "tg-spoiler" {at}', begin)
        self.opened.append(_Open(tag, argument, self.units, len(self.pieces)))

    def _read_attribute(self, tag: str, begin: int) -> tuple[str, str | None]:
        unclosed = f'Unclosed start tag "{tag}" {{at}}'
        name = self._read_until(_SPACE + "=>/\"'")
        if not name:
            nameless = f'Empty attribute name in the tag "{tag}" {{at}}'
            raise self._refuse(nameless if self._peek() else unclosed, begin)
        self._skip_spaces()
        if self._peek() != "=":
            if not self._peek():
                raise self._refuse(unclosed, begin)
            return name, None
        self.at += 1
        self._skip_spaces()
        value = self._read_value()
        if not self._peek():
            raise self._refuse(unclosed, begin)
        return name, value

    def _read_value(self) -> str:
        end = self._peek()
        if end in ("'", '"'):
            return self._read_quoted(end)
        begin = self.at
        value = self._match(_TOKEN)
        if self._peek() and self._peek() not in _SPACE + ">":
            raise self._refuse("Unexpected end of name token {at}", begin)
        return value.lower()

    def _read_quoted(self, end: str) -> str:
        self.at += 1
        value = ""
        while self._peek() not in ("", end):
            if self._peek() == "&":
                value += self._read_reference() or "&"
            else:
                value += self._read_until(end + "&")
        self.at += 1
        return value

    def _close_tag(self) -> None:
        begin = self.at
        if not self.opened:
            raise self._refuse("Unexpected end tag {at}", begin)
        self.at += 2
        tag = self._read_until(_SPACE + ">")
        self._skip_spaces()
        if self._peek() != ">":
            raise self._refuse("Unclosed end tag {at}", begin)
        self.at += 1
        opened = self.opened.pop()
        if tag and tag != opened.tag:
            found = f'expected "</{opened.tag}>", found "</{_quote(tag)}>"'
            raise self._refuse(f"Unmatched end tag {{at}}, {found}", begin)
        if self.units > opened.offset:
            self._add_entity(opened)

    def _add_entity(self, opened: _Open) -> None:
        length = self.units - opened.offset
        entity: Json = {"offset": opened.offset, "length": length, "type": _KINDS[opened.tag]}
        if opened.tag == "a":
            entity |= _find_target(opened.argument or "".join(self.pieces[opened.begin :]))
            if "url" not in entity and "user" not in entity:
                return
        elif opened.tag == "tg-emoji":
            entity["custom_emoji_id"] = opened.argument
        elif opened.tag == "blockquote" and opened.argument:
            entity["type"] = "expandable_blockquote"
        elif opened.tag == "code" and opened.argument:
            entity["language"] = opened.argument
        elif opened.tag == "pre" and self.entities:
            inner = self.entities[-1]
            if "language" in inner and inner["type"] == "code" and _span(inner) == _span(entity):
                inner["type"] = "pre"
                return
        self.entities.append(entity)


def _span(entity: Json) -> tuple[int, int]:
    return int(entity["offset"]), int(entity["length"])


def _quote(tag: str) -> str:
    """Keep braces in a stranger's tag from being read as a format field."""
    return tag.replace("{", "{{").replace("}", "}}")


def _find_character(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED.get(found[3], "")
    code = int(found[1], 16) if found[1] else int(found[2])
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code < 0xE000 else ""


def _find_argument(tag: str, name: str, value: str | None) -> str:
    if tag == "blockquote" and name == "expandable":
        return "1"
    if tag == "code" and name == "class" and (value or "").startswith("language-"):
        return (value or "").removeprefix("language-")
    if tag == "span" and name == "class" and (value or "").startswith("tg-"):
        return (value or "").removeprefix("tg-")
    if (tag, name) in (("a", "href"), ("tg-emoji", "emoji-id")):
        return value or ""
    return ""


def _find_target(address: str) -> Json:
    mention = _MENTION.fullmatch(address)
    if mention:
        return {"type": "text_mention", "user": {"id": int(mention[1])}}
    link = find_link(address)
    return {"url": link} if link else {}


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Return the text and its entities (offsets in UTF-16 units); raise Telegram's 400."""
    return _Reader(source).read()
