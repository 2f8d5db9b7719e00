"""The colors of both pages can be told apart, light and dark."""

import re
from itertools import product
from pathlib import Path

import pytest

from bot.commands.serve.site import STATIC as CHECK
from bot.demo.page.site import STATIC as DEMO
from bot.loopback.site import SHARED

NORMAL, LARGE = 4.5, 3.0  # least contrast by WCAG 2.2 AA: of text, and of icons and outlines


def read_colors(static: Path) -> dict[str, tuple[str, str]]:
    """The light and the dark color by name: a page's own, and those that pages share."""
    text = "".join(
        path.read_text("utf-8") for path in (SHARED / "ground.css", static / "tokens.css")
    )
    found = re.findall(r"(--[\w-]+): light-dark\((#\w{6}), (#\w{6})\)", text)
    return {name: (light, dark) for name, light, dark in found}


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


SIDES = ["scam", "suspicious", "unclear", "plausible", "abusive", "deadline"]
CHECK_PAIRS = [
    *product(["--ink", "--faint", "--accent"], ["--ground", "--paper", "--field"], [NORMAL]),
    *product(["--ink", "--faint"], [f"--{side}-ground" for side in SIDES], [NORMAL]),
    *((f"--{side}", f"--{side}-ground", NORMAL) for side in SIDES),
    *product([f"--{side}" for side in SIDES], ["--paper"], [NORMAL]),
    ("--on-accent", "--accent", NORMAL),
    ("--accent", "--unclear-ground", NORMAL),
    *product(["--focus", "--edge"], ["--ground", "--paper", "--field"], [LARGE]),
]
DEMO_PAIRS = [
    *product(["--ink", "--faint", "--accent", "--danger"], ["--paper", "--hover"], [NORMAL]),
    *product(["--ink", "--theirs-faint", "--accent"], ["--theirs"], [NORMAL]),
    *product(["--ink", "--ours-faint", "--ours-accent"], ["--ours"], [NORMAL]),
    ("--on-key", "--key", NORMAL),
    ("--on-key", "--key-hover", NORMAL),
    ("--on-key", "--pill", NORMAL),
    ("--on-accent", "--accent", NORMAL),
    ("--on-chosen", "--chosen", NORMAL),
    *product(["--focus"], ["--paper", "--wall"], [LARGE]),
]
PAIRS = [
    *((CHECK, *pair) for pair in CHECK_PAIRS),
    *((DEMO, *pair) for pair in DEMO_PAIRS),
]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("page", "ink", "ground", "least"), PAIRS)
def test_colors_can_be_told_apart(page, ink, ground, least, scheme):
    colors = read_colors(page)
    assert contrast(colors[ink][scheme], colors[ground][scheme]) >= least


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_names_and_faces_can_be_read(scheme):
    text = (DEMO / "tokens.css").read_text("utf-8")
    found = re.findall(r"(--ink-own|--tint): light-dark\((#\w{6}), (#\w{6})\)", text)
    grounds = {"--ink-own": read_colors(DEMO)["--theirs"][scheme], "--tint": "#ffffff"}
    assert len(found) == 12
    for name, *color in found:
        assert contrast(color[scheme], grounds[name]) >= NORMAL, (name, color)
