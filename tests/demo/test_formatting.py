"""HTML, entities, and what Telegram finds in a text by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.entities import detect_entities, format_text
from bot.demo.links import find_link
from bot.demo.markup import count_units
from bot.demo.refusal import Refusal


def pieces(text: str, entities: list[dict]) -> list[tuple[str, str]]:
    units = text.encode("utf-16-le")
    return [
        (
            entity["type"],
            units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode(
                "utf-16-le"
            ),
        )
        for entity in entities
    ]


def read_html(source: str) -> list[tuple[str, str]]:
    return pieces(*format_text(source, "HTML"))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<b>x</b><i>y</i>", [("bold", "x"), ("italic", "y")]),
        ("<strong>x</strong> <em>y</em>", [("bold", "x"), ("italic", "y")]),
        ("<u>x</u> <ins>y</ins>", [("underline", "x"), ("underline", "y")]),
        ("<s>x</s> <strike>y</strike> <del>z</del>", [("strikethrough", c) for c in "xyz"]),
        ("<code>x</code> <pre>y</pre>", [("code", "x"), ("pre", "y")]),
        ("<blockquote>x</blockquote>", [("blockquote", "x")]),
        ("<blockquote expandable>x</blockquote>", [("expandable_blockquote", "x")]),
        (
            '<tg-spoiler>x</tg-spoiler> <span class="tg-spoiler">y</span>',
            [("spoiler", c) for c in "xy"],
        ),
        (
            "<b>\U0001f600汉</b>a <i>\U0001f600</i>",
            [("bold", "\U0001f600汉"), ("italic", "\U0001f600")],
        ),
        ("<b>a<i>b</i>c</b>", [("bold", "abc"), ("italic", "b")]),
        ("<b>a<b>b</b></b><b>c</b>", [("bold", "abc")]),
        ("<b>a<code>x</code>b</b>", [("bold", "a"), ("code", "x"), ("bold", "b")]),
        ("<B>x</b>", [("bold", "x")]),
        ("<b>x</>", [("bold", "x")]),
        ("<b></b>x", []),
        ("  <b> x </b>  ", [("bold", "x")]),
        ('<a href="not a link">x</a>', []),
    ],
)
def test_tags_become_entities(source, expected):
    assert read_html(source) == expected


def test_links_mentions_and_languages_keep_their_argument():
    _, entities = format_text('<a href="a.cn?x=1&amp;y=2">x</a>', "html")
    assert entities == [
        {"offset": 0, "length": 1, "type": "text_link", "url": "http://a.cn/?x=1&y=2"}
    ]
    _, entities = format_text('<a href="tg://user?id=77">x</a>', "HTML")
    assert entities[0]["user"] == {"id": 77}
    _, entities = format_text('<pre><code class="language-py">x</code></pre>', "HTML")
    assert entities == [{"offset": 0, "length": 1, "type": "pre", "language": "py"}]


def test_character_references():
    text, entities = format_text("&lt;b&gt; &amp; &quot; &#65;&#x4e2d; &nbsp; & &lt", "HTML")
    assert text == '<b> & " A中 &nbsp; & <'
    assert entities == []


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("汉<b>x</i>", 'Unmatched end tag at byte offset 7, expected "</b>", found "</i>"'),
        ("汉<br>", 'Unsupported start tag "br" at byte offset 3'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("a<b", "Unclosed start tag at byte offset 1"),
        ("<b x", 'Unclosed start tag "b" at byte offset 0'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href=x,y>z</a>", "Unexpected end of name token at byte offset 8"),
        ("<b =1>x</b>", 'Empty attribute name in the tag "b" at byte offset 0'),
        ("<{at}>", 'Unsupported start tag "{at}" at byte offset 0'),
    ],
)
def test_html_telegram_refuses(source, reason):
    with pytest.raises(Refusal) as refused:
        format_text(source, "HTML")
    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


async def test_refused_html_reaches_the_bot(api, ann):
    assert await api.refused("sendMessage", chat_id=ann["id"], text="<x>", parse_mode="HTML") == (
        400,
        'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 0',
    )


@pytest.mark.parametrize(
    ("entity", "reason"),
    [
        ({"type": "bold", "offset": -1, "length": 1}, "receive an entity with incorrect offset -1"),
        ({"type": "bold", "offset": 0, "length": -1}, "receive an entity with incorrect length -1"),
        (
            {"type": "bold", "offset": 1, "length": 5},
            "entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 6",
        ),
        (
            {"type": "bold", "offset": 1, "length": 1},
            "entity begins in a middle of a UTF-16 symbol at offset 1",
        ),
        (
            {"type": "bold", "offset": 0, "length": 1},
            "entity ends in a middle of a UTF-16 symbol at offset 1",
        ),
        (
            {"type": "loud", "offset": 0, "length": 2},
            "can't parse MessageEntity: Unsupported type specified",
        ),
        ({"type": "bold", "length": 2}, "can't parse MessageEntity: Can't find field \"offset\""),
        (
            {"type": "text_link", "offset": 0, "length": 2},
            "can't parse MessageEntity: Can't find field \"url\"",
        ),
        ("bold", "can't parse MessageEntity: expected an Object"),
    ],
)
async def test_entities_outside_the_text_are_refused(api, ann, entity, reason):
    refused = await api.refused(
        "sendMessage", chat_id=ann["id"], text="\U0001f600x", entities=[entity]
    )
    assert refused == (400, f"Bad Request: {reason}")


def test_given_entities_move_with_the_trimmed_text():
    given = [{"type": "bold", "offset": 0, "length": 4}, {"type": "url", "offset": 0, "length": 1}]
    assert format_text("  \r\nx y", "", given) == ("x y", [])
    given[0]["length"] = 7
    assert format_text("  \r\nx y", "", given) == (
        "x y",
        [{"offset": 0, "length": 3, "type": "bold"}],
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/start now", [("bot_command", "/start")]),
        ("/check@some_bot x", [("bot_command", "/check@some_bot")]),
        ("a/b //c /汉", []),
        ("@ann_lee me@x", [("mention", "@ann_lee")]),
        ("see https://t.cn/A1 now", [("url", "https://t.cn/A1")]),
        ("court.gov.cn/x?y=1.", [("url", "court.gov.cn/x?y=1")]),
        ("(http://t.cn/x)y", [("url", "http://t.cn/x")]),
        ("例子.中国", [("url", "例子.中国")]),
        ("1.2.3.4 1.2.3.400 v2.0 10.5", [("url", "1.2.3.4")]),
        ("hxxp://t.cn a[.]cn t．cn", []),
        ("a.b@mail.com", [("email", "a.b@mail.com")]),
        ("#help #1", [("hashtag", "#help")]),
    ],
)
def test_telegram_finds_entities_by_itself(text, expected):
    assert pieces(text, detect_entities(text)) == expected


def test_nothing_is_found_inside_code_or_links():
    assert read_html("<code>t.cn /a</code>") == [("code", "t.cn /a")]
    assert read_html('<a href="b.cn">t.cn</a>') == [("text_link", "t.cn")]
    assert read_html("http://a.<code>cn</code>") == [("code", "cn")]
    assert read_html("<b>t.cn</b>") == [("bold", "t.cn"), ("url", "t.cn")]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://a.cn", "http://a.cn/"),
        ("A.cn/X", "http://a.cn/X"),
        ("https://a.cn?x=1", "https://a.cn/?x=1"),
        ("https://a.cn:99999", None),
        ("http://localhost/", None),
        ("ftp://a.cn", None),
        ("javascript:alert(1)", None),
        ("tel:110", None),
        ("", None),
    ],
)
def test_links(address, expected):
    assert find_link(address) == expected


_TAGS = [
    "<b>",
    "</b>",
    "<code>",
    "</code>",
    "<a href='a.cn'>",
    "</a>",
    "&lt;",
    "\U0001f600",
    "x",
    "\n",
]


@given(st.lists(st.sampled_from(_TAGS) | st.text(max_size=3), max_size=12))
def test_entities_always_lie_inside_the_text(parts):
    try:
        text, entities = format_text("".join(parts), "HTML")
    except (Refusal, UnicodeEncodeError):
        return
    total = count_units(text)
    for entity in entities:
        assert entity["length"] > 0
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= total
    pieces(text, entities)
