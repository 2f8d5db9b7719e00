"""Tokens of links: short, different each time, nothing to be read from them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.storage.invitation import Invitations

INVITATIONS = Invitations(b"a secret of the tests")
LONGEST = -1_999_999_999_999  # Telegram keeps group ids within 52 bits, below -10^12


@given(st.integers(LONGEST, -1))
def test_a_token_comes_back_and_fits_link_and_button(chat_id):
    token = INVITATIONS.write(chat_id)
    assert re.fullmatch(r"[\w-]{59}", token, re.ASCII)
    assert str(abs(chat_id)) not in token or abs(chat_id) < 10_000
    assert INVITATIONS.read(token) == chat_id


def test_no_two_are_alike():
    assert len({INVITATIONS.write(-1) for _ in range(20)}) == 20


def test_another_secret_reads_nothing():
    with pytest.raises(ValueError, match="invitation"):
        Invitations(b"another").read(INVITATIONS.write(-1))


@given(st.text(max_size=64) | st.text("abcAB01_-", max_size=64))
def test_what_is_made_up_is_refused(token):
    with pytest.raises(ValueError, match=r"\S"):
        INVITATIONS.read(token)
