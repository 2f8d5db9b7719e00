"""``python -m bot check --serve`` as a user starts it, and what ends it."""

import json
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_prints_its_address_answers_and_leaves_nothing(
    environment, number, library, tmp_path: Path
):
    words = [sys.executable, "-m", "bot", "check", "--serve", "--port", "0"]
    here = {name: str(tmp_path) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME")}
    with subprocess.Popen(
        words,
        cwd=tmp_path,
        env={**environment, **here, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline().decode()
        address = line.split()[0]
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
        row = json.dumps({"text": library.samples["scam"]}).encode()
        head = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{address}check", data=row, headers=head)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            assert json.load(answer)["authenticity"] == "scam"
        process.send_signal(number)
        more, complaints = process.communicate(timeout=PATIENCE)
    assert (process.returncode, more, complaints) == (0, b"", b"")
    assert list(tmp_path.iterdir()) == []


def test_a_taken_port_is_said_in_a_line(bot):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = bot("check", "--serve", "--port", str(taken.getsockname()[1]))
    said = done.stderr.decode()
    assert (done.returncode, len(said.splitlines())) == (1, 1)
    assert "--port 0" in said


@pytest.mark.parametrize("port", ["-1", "70000", "x"])
def test_a_port_that_can_not_be_is_refused(bot, port):
    done = bot("check", "--serve", "--port", port)
    assert done.returncode in (1, 2)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [["--serve", "x"], ["--serve", "--json"], ["--serve", "--sender", "1"], ["--port", "1"]],
)
def test_what_does_not_go_with_it_is_bad_usage(bot, words):
    done = bot("check", *words)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
