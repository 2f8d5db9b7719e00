"""What the page's server answers: the public JSON, sheets, guidance, and bad requests."""

import json
import logging

import pytest

from bot.analysis.engine import LONGEST_TEXT
from bot.commands.check import judge_lines
from bot.commands.serve.site import MOST_BYTES

LOAN = "【马上消费金融】您的借款已逾期，请尽快还款"


async def test_the_answer_is_that_of_check_json(caller, bot, library):
    for name in ("scam", "court", "question"):
        text = library.samples[name]
        status, answer = await caller.ask("check", {"text": text, "sender": "12368"})
        said = bot("check", "--json", "--sender", "12368", text).stdout
        assert (status, answer) == (200, json.loads(said))


async def test_every_sample_gets_the_answer_of_a_line(caller, engine, library):
    questions = library.content.verdicts.questions
    for name, text in library.samples.items():
        row = {"id": name, "text": text}
        (line,) = judge_lines(engine, [json.dumps(row).encode()], questions)
        assert await caller.ask("check", row) == (200, line)
        status, said = await caller.ask("sheet", row)
        assert (status, said["report"]) == (200, line)
        assert said["sheet"]["headline"]


async def test_an_answer_scores_again_and_says_what_changed(caller, library):
    _, first = await caller.ask("sheet", {"text": LOAN})
    asked = first["sheet"]["asked"]
    assert asked["id"] == first["report"]["asks"] == "loan"
    assert first["sheet"]["change"] == ""
    row = {"text": LOAN, "answers": {"loan": "yes"}}
    _, second = await caller.ask("sheet", row)
    assert library.texts["zh-Hans"]["question.loan.said.yes"] in second["sheet"]["change"]
    assert second["report"]["authenticity"] == "plausible"
    assert (await caller.ask("check", row))[1] == second["report"]


async def test_the_change_is_told_from_the_answer_before(caller, library):
    words = library.texts["zh-Hans"]
    answers = {"loan": "yes", "sender": "overseas"}
    _, said = await caller.ask("sheet", {"text": LOAN, "answers": answers})
    assert words["question.sender.said.overseas"] in said["sheet"]["change"]
    assert words["authenticity.plausible"] in said["sheet"]["change"]


async def test_what_was_not_read_is_said(caller):
    _, said = await caller.ask("sheet", {"text": "欠" * LONGEST_TEXT})
    assert said["is_cut"] is False
    _, said = await caller.ask("sheet", {"text": "欠" * (LONGEST_TEXT + 1)})
    assert said["is_cut"] is True
    assert sum(len(piece["text"]) for piece in said["sheet"]["pieces"]) == LONGEST_TEXT


@pytest.mark.parametrize(
    "text", ["", " \n", "\x00", "😀" * 1000, "\ud83d转账到个人账户", "<b>&amp;"]
)
async def test_any_text_gets_a_sheet(caller, text):
    status, said = await caller.ask("sheet", {"text": text})
    assert status == 200
    assert said["sheet"]["headline"]


async def test_the_longest_text_fits_however_it_is_escaped(caller):
    for letter in ("欠", "😀"):
        body = json.dumps({"text": letter * LONGEST_TEXT, "sender": "x" * 200}).encode()
        assert len(body) < MOST_BYTES
        status, _ = await caller.send("check", body)
        assert status == 200


@pytest.mark.parametrize("path", ["check", "sheet"])
async def test_a_request_that_is_too_long_is_told_so(caller, path):
    body = json.dumps({"text": "x" * MOST_BYTES}).encode()
    status, said = await caller.send(path, body)
    assert status == 413
    assert str(MOST_BYTES) in said["error"]


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        (b"", "not JSON"),
        (b"not json", "not JSON"),
        (b'{"text": "\xff"}', "not JSON"),
        (b'{"text": NaN}', "not JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[]", "must be a JSON object"),
        (b"{}", "text is missing"),
        (b'{"text": 5}', "text must be a string"),
        (b'{"text": "x", "sender": 5}', "sender must be a string"),
        (b'{"text": "x", "answers": {"loan": "maybe"}}', "answers names"),
    ],
)
@pytest.mark.parametrize("path", ["check", "sheet"])
async def test_a_bad_request_is_told_what_is_wrong(caller, path, body, complaint):
    status, said = await caller.send(path, body)
    assert status == 400
    assert complaint in said["error"]
    assert said["id"] is None


async def test_guidance_is_there_page_by_page(caller, library):
    for page_id, page in library.pages.items():
        response, body = await caller.get(f"pages/{page_id}")
        said = json.loads(body)
        assert (response.status, said["title"], said["body"]) == (
            200,
            page.title,
            page.body.strip(),
        )
    response, _ = await caller.get("pages/none")
    assert response.status == 404


async def test_the_page_says_only_what_content_says(caller, library):
    _, body = await caller.get("/")
    assert library.texts["zh-Hans"]["serve.heading"] in body.decode()
    assert "$" not in body.decode()


async def test_nothing_is_logged(caller, caplog):
    caplog.set_level(logging.DEBUG)
    secret = "记号8471"
    await caller.ask("check", {"text": secret})
    await caller.ask("sheet", {"text": secret, "answers": {"x": secret}})
    await caller.send("check", b"\xff")
    await caller.get(f"pages/{secret}")
    ours = [each for each in caplog.records if not each.name.startswith("asyncio")]
    assert ours == []
    assert secret not in caplog.text


async def test_a_fault_of_ours_tells_nothing(caller, monkeypatch, caplog, capfd):
    def fail(*_: object) -> None:
        raise RuntimeError("记号8471")

    monkeypatch.setattr(caller.site._engine, "analyze", lambda *_, **__: fail())
    status, said = await caller.ask("check", {"text": "x"})
    assert (status, said) == (500, {"id": None, "error": "a fault of the program"})
    assert "8471" not in caplog.text + "".join(capfd.readouterr())
    assert len(caller.site.guard.crashes) == 1
    caller.site.guard.crashes.clear()
