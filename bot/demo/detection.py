"""What Telegram finds in a text by itself: commands, mentions, hashtags, links, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

_COMMAND = re.compile(
    r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}"
    r"(?:@[A-Za-z0-9_]{3,32}(?![A-Za-z0-9_])|(?!@[A-Za-z0-9_]{3}))(?![\w/<>])"
)
_MENTION = re.compile(r"(?<!\w)@[A-Za-z0-9_]{4,32}(?!\w)")
_HASHTAG = re.compile(r"(?<![\w])#(?=\w*[^\W\d_])\w{1,256}(?![\w#])")

# Ideographs and full-width punctuation are part of an address for Telegram;
# only space-like and general punctuation end it.
_OUTSIDE = r"\s\x00-\x20\u2000-\u206f\u00ab\u00bb"
_LABEL = rf"[^{_OUTSIDE}.!-,/:-@\[-^`{{-}}\x7f]+"
_LINK = re.compile(
    rf"(?P<scheme>(?:https?|ftp)://)?(?P<host>(?:{_LABEL}\.)+{_LABEL})"
    rf"(?P<port>:[0-9]{{1,5}}(?![0-9]))?(?P<path>[/?#][^{_OUTSIDE}<>\"]*)?",
    re.IGNORECASE,
)
_MAILBOX = re.compile(r"(?<![\w.+-])[A-Za-z0-9_.+-]{1,64}@\Z")
_INTERNAL = re.compile(
    r"(?:tg|ton|tonsite)://[A-Za-z0-9_-]{1,253}(?:[/?#][^\s<>\"]*)?", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)")

_ENDINGS = (
    "com net org gov edu mil int info biz name pro mobi asia tel app dev page xyz top vip club"
    " shop store site online tech work link live life fun icu cyou bond group team center world"
    " today news blog wang ren law ltd fit ink red pub run win bid men loan loans credit"
    " finance money cash bank click cloud email help host space website art love work bar cafe"
    " city company digital express global mba plus social solutions studio support systems video"
    " wiki zone 中国 中國 公司 网络 網絡 网址 商标 商城 商店 在线 中文网 政务"
    " 公益 集团 我爱你 移动 信息"
)
_TOP_LEVEL = frozenset(_ENDINGS.split())
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def detect(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, entity type) in code points; ranges of different types may overlap."""
    for kind, pattern in (
        ("bot_command", _COMMAND),
        ("mention", _MENTION),
        ("hashtag", _HASHTAG),
        ("url", _INTERNAL),
    ):
        for found in pattern.finditer(text):
            yield found.start(), found.end(), kind
    if "." in text:
        yield from _detect_links(text)


def _detect_links(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _LINK.finditer(text):
        start, end = found.span()
        if not _is_wellformed(found["host"]):
            continue
        if found["scheme"]:
            yield start, start + len(_trim(found[0])), "url"
        elif not _is_known(found["host"]) or text[end : end + 1] == "@":
            continue
        elif text[start - 1 : start] == "@":
            mailbox = _MAILBOX.search(text, max(0, start - 66), start)
            if mailbox and found["host"].isascii():
                yield mailbox.start(), found.end("host"), "email"
        elif text[start - 1 : start] not in ("/", ".", "#"):
            yield start, start + len(_trim(found[0])), "url"


def _is_wellformed(host: str) -> bool:
    labels = host.split(".")
    numeric = labels[-1].isdigit() and not _ADDRESS.fullmatch(host)
    return not numeric and "_" not in labels[-1] + labels[-2]


def _is_known(host: str) -> bool:
    last = host.rsplit(".", 1)[-1].lower()
    country = len(last) == 2 and last.isascii() and last.isalpha()
    return country or last in _TOP_LEVEL or _ADDRESS.fullmatch(host) is not None


def _trim(link: str) -> str:
    """Cut at a bracket that was never opened, then the punctuation that ends a sentence."""
    opened = []
    for at, char in enumerate(link):
        if char in _BRACKETS.values():
            opened.append(char)
        elif char in _BRACKETS and (not opened or opened.pop() != _BRACKETS[char]):
            link = link[:at]
            break
    return link.rstrip(".:;,('?!`")
