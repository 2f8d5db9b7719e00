"""``python -m bot check`` as a process: every way in, every way out."""

import asyncio
import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from bot.analysis.model import Authenticity, Conduct, Deadline, Kind
from bot.commands.check import judge_lines

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "corpus"
FIELDS = {
    "id", "kind", "authenticity", "conduct", "deadline", "crisis", "findings", "for", "against",
    "asks", "due", "skipped", "pack",
}  # fmt: skip
FINDING = {"rule", "family", "toward", "points", "start", "end", "quote", "because"}


@pytest.fixture(scope="module")
def scam(library) -> str:
    return library.samples["scam"]


def one(done: subprocess.CompletedProcess[bytes]) -> dict:
    assert (done.returncode, done.stderr) == (0, b"")
    lines = done.stdout.decode().splitlines()
    assert len(lines) == 1
    return json.loads(lines[0])


def failed(done: subprocess.CompletedProcess[bytes], code: int = 2) -> str:
    """What it said; a traceback is never an answer."""
    said = done.stderr.decode()
    assert done.returncode == code, said
    assert "Traceback" not in said
    assert done.stdout == b""
    assert said.strip()
    return said


def check_report(answer: dict, text: str) -> None:
    assert set(answer) - {"parts"} == FIELDS
    assert answer["kind"] in set(Kind)
    assert answer["authenticity"] in set(Authenticity)
    assert answer["conduct"] in set(Conduct)
    assert answer["deadline"] in set(Deadline)
    assert isinstance(answer["crisis"], bool)
    for finding in answer["findings"]:
        assert set(finding) == FINDING
        assert finding["quote"] == text[finding["start"] : finding["end"]]
        assert finding["because"]
    rules = {each["rule"] for each in answer["findings"]}
    assert set(answer["for"]) | set(answer["against"]) <= rules
    assert not set(answer["for"]) & set(answer["against"])


def test_words_as_an_argument(bot, scam, library):
    done = bot("check", scam)
    assert (done.returncode, done.stderr) == (0, b"")
    said = done.stdout.decode()
    assert library.texts["zh-Hans"]["authenticity.scam"] in said
    assert "[" in said


def test_json_of_an_argument(bot, scam):
    answer = one(bot("check", "--json", scam))
    check_report(answer, scam)
    assert answer["id"] is None
    assert answer["authenticity"] == "scam"
    assert "parts" not in answer


def judge(engine, text: str, **more: str) -> dict:
    """What one JSON line gives, without a process."""
    (answer,) = judge_lines(engine, [json.dumps({"id": None, "text": text, **more}).encode()], ())
    return answer


def test_a_file_says_the_same_as_an_argument(bot, engine, scam, tmp_path: Path):
    path = tmp_path / "短信.txt"
    path.write_text(scam, "utf-8-sig")  # as Windows writes it: the mark is no text
    assert one(bot("check", "--json", "--file", str(path))) == judge(engine, scam)


@pytest.mark.parametrize("words", [[], ["-"]])
def test_standard_input_says_the_same_as_an_argument(bot, engine, scam, words):
    assert one(bot("check", "--json", *words, stdin=scam.encode())) == judge(engine, scam)


def test_a_sender_counts(bot, engine, library):
    text, sender = library.samples["court"], "+8613800001234"
    answer = one(bot("check", "--json", "--sender", sender, text))
    check_report(answer, text)
    assert answer == judge(engine, text, sender=sender)
    assert answer["findings"] != judge(engine, text)["findings"]


def test_the_samples(bot, library):
    done = bot("check", "--samples")
    assert (done.returncode, done.stderr) == (0, b"")
    said = done.stdout.decode()
    assert [name for name, text in library.samples.items() if text.strip() not in said] == []
    assert "12356" in said


def test_several_messages_have_parts(bot, library):
    text = f"{library.samples['reminder']}\n{library.samples['scam']}"
    answer = one(bot("check", "--json", text))
    assert len(answer["parts"]) == 2
    for part in (answer, *answer["parts"]):
        check_report(part, text)
    assert answer["authenticity"] == "scam"
    assert answer["parts"][1]["authenticity"] == "scam"


async def test_lines_are_answered_one_by_one_before_the_next_comes(environment, library):
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "check", "--jsonl",
        cwd=ROOT, env=environment,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    for name, text in library.samples.items():
        process.stdin.write(json.dumps({"id": name, "text": text}).encode() + b"\n")
        await process.stdin.drain()
        answer = json.loads(await asyncio.wait_for(process.stdout.readline(), 30))
        assert answer["id"] == name
        check_report(answer, text)
    process.stdin.close()
    assert await process.wait() == 0
    assert await process.stdout.read() == b""


def test_bad_lines_are_answered_in_their_place(bot, scam):
    lines = [
        json.dumps({"id": 1, "text": scam}).encode(),
        b"not json",
        b"",
        b"   ",
        b'"a string"',
        b"[1, 2]",
        b'{"id": 2}',
        b'{"text": "no id"}',
        b'{"id": 3, "text": 5}',
        b'{"id": 4, "text": null}',
        b'{"id": 5, "text": "x", "sender": 106}',
        b'{"id": 6, "text": "\xff"}',
        b"[" * 100_000,
        b'{"id": 7, "text": ""}',
        b'{"id": {"any": "thing"}, "text": "x", "sender": null}',
        b"\x00",
        json.dumps({"id": "last", "text": scam}).encode(),
    ]
    done = bot("check", "--jsonl", stdin=b"\n".join(lines))
    assert (done.returncode, done.stderr) == (0, b"")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    ids = [(each["id"], "error" in each) for each in answers]
    assert ids == [
        (1, False),
        (None, True),
        (None, True),
        (None, True),
        (2, True),
        (None, True),
        (3, True),
        (4, True),
        (5, True),
        (None, True),
        (None, True),
        (7, False),
        ({"any": "thing"}, False),
        (None, True),
        ("last", False),
    ]
    assert all(
        set(each) == {"id", "error"} and each["error"] for each in answers if "error" in each
    )


def test_an_error_does_not_repeat_the_line(engine):
    line = '{"id": 1, "text": "秘密", "sender": ["13800001234"]}'.encode()
    (answer,) = judge_lines(engine, [line], ())
    assert answer["id"] == 1
    assert "秘密" not in answer["error"]
    assert "138" not in answer["error"]


def test_half_a_character_pair_is_a_text_like_any_other(bot):
    text = "转账到\ud83d个人账户\udfff,加微信dk88661"
    stdin = json.dumps({"id": "\ud83d", "text": text}).encode()
    answer = one(bot("check", "--jsonl", stdin=stdin))
    assert answer["id"] == "\ud83d"
    check_report(answer, text)


@pytest.mark.parametrize("form", [["--json"], []])
def test_an_argument_that_is_no_text_is_answered(bot, form):
    done = bot("check", *form, b"\xff\xfe \xe8\xbd\xac\xe8\xb4\xa6")
    assert b"Traceback" not in done.stderr
    assert done.returncode in {0, 2}


def test_offsets_count_code_points(engine):
    text = "😀😀【XX金融】今日18点前将3800元转到王经理个人账户,加微信办理撤诉:dk88661"
    (answer,) = judge_lines(engine, [json.dumps({"id": 1, "text": text}).encode()], ())
    check_report(answer, text)
    assert answer["against"]


def test_the_corpus_quotes_itself(engine):
    for path in sorted(CORPUS.glob("*.toml")):
        for message in tomllib.loads(path.read_text("utf-8"))["message"]:
            row = {"id": message["id"], "text": message["text"], "sender": message.get("sender")}
            (answer,) = judge_lines(engine, [json.dumps(row).encode()], ())
            for part in (answer, *answer.get("parts", ())):
                check_report(part, message["text"])


def test_nothing_to_check_is_bad_usage(bot):
    failed(bot("check", stdin=" \n\t\u3000\n".encode()))


def test_a_missing_file_is_named(bot, tmp_path: Path):
    assert "nothing.txt" in failed(bot("check", "--file", str(tmp_path / "nothing.txt")))


def test_a_folder_is_no_file(bot, tmp_path: Path):
    failed(bot("check", "--file", str(tmp_path)))


def test_bytes_that_are_no_text_are_bad_usage(bot):
    assert "UTF-8" in failed(bot("check", stdin=b"\xff\xfe\x00"))


@pytest.mark.parametrize(
    "words",
    [
        ["check", "--no-such-option"],
        ["check", "--json", "--jsonl"],
        ["check", "--file", "x.txt", "words"],
        ["no-such-command"],
        [],
    ],
)
def test_bad_words_are_bad_usage(bot, words):
    failed(bot(*words))


def test_a_reader_that_goes_away_is_no_error(environment):
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "check", "--jsonl"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stdin.write(b'{"id": 1, "text": "x"}\n' * 3)
        process.stdin.close()
        said = process.stderr.read()
        code = process.wait(60)
    assert said == b""
    assert code == 0


def test_checking_loads_nothing_of_telegram(environment, scam):
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "bot", "check", "--json", scam],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=True,
    )
    loaded = {
        line.rsplit("|", 1)[-1].strip().split(".")[0] for line in done.stderr.decode().splitlines()
    }
    assert "bot" in loaded
    assert loaded.isdisjoint({"telegram", "aiohttp", "aiosqlite", "sqlite3", "pydantic_settings"})


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program beside a broken copy of the content."""
    folder = tmp_path_factory.mktemp("broken")
    ignored = shutil.ignore_patterns("__pycache__", "demo")
    for name in ("bot", "content", "handlers"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    wording = folder / "content" / "wording.toml"
    wording.write_text("banned = [\n", "utf-8")
    return folder


@pytest.mark.parametrize("command", [["check", "x"], ["run"]])
def test_broken_content_is_named_with_its_line(bot, broken, command):
    assert "wording.toml:" in failed(bot(*command, folder=broken, BOT_TOKEN="1:x"))


def test_content_that_is_fit_says_so(bot, library):
    done = bot("content")
    said = done.stdout.decode()
    assert f"{len(library.content.rules)} rules" in said
    assert done.returncode == 0, done.stderr.decode()
    assert "0 problems" in said
