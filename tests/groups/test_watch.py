"""The watch speaks up about scams and fixers, and never about anything else."""

import json
import tomllib
from pathlib import Path

import pytest

from bot.analysis.model import Authenticity
from bot.groups.watch import Concern, Watchman
from tests.corpus.messages import DATA, HOLDOUT, TODAY, load_messages

TALK = tomllib.loads(Path(__file__).with_name("talk.toml").read_text("utf-8"))
_HARMLESS = {
    "benign", "genuine_collection", "genuine_court", "genuine_other", "abusive_collection",
    "unclear",
}  # fmt: skip


@pytest.fixture(scope="session")
def watchman(library, engine) -> Watchman:
    return Watchman(engine, library.content.rules, library.watch)


@pytest.fixture(scope="session")
def find(watchman, engine):
    return lambda text: watchman.find_concern(text, engine.analyze(text, today=TODAY))


@pytest.mark.parametrize("area", ["questions", "warnings", "small_talk", "more_talk"])
def test_talk_is_left_alone(find, area):
    warned = [number for number, text in enumerate(TALK[area]) if find(text)]
    assert warned == []


def test_fixers_and_scammers_are_spoken_up_about(find):
    assert [find(text) for text in TALK["fixers"]] == [Concern.FIXER] * len(TALK["fixers"])
    assert [find(text) for text in TALK["scams"]].count(Concern.SCAM) >= 2


def test_no_genuine_or_own_message_of_the_corpus_is_warned_of(find):
    messages = [*load_messages(), *load_messages(HOLDOUT)]
    harmless = [
        each for each in messages if each.is_genuine or each.accepted["kind"] == ("not_an_sms",)
    ]
    assert len(harmless) > 1_000
    assert [each.id for each in harmless if find(each.text)] == []


def test_a_good_share_of_scams_is_found(find):
    scams = [each for each in [*load_messages(), *load_messages(HOLDOUT)] if each.is_scam]
    found = sum(find(each.text) is not None for each in scams)
    assert found / len(scams) > 0.6


@pytest.mark.parametrize("name", ["debt_dev", "sms_dev"])
def test_no_harmless_message_of_others_is_warned_of(find, name):
    path = DATA / f"{name}.jsonl"
    if not path.exists():
        pytest.skip("the labeled data are not here")
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    harmless = [row for row in rows if row["label"] in _HARMLESS]
    assert harmless
    assert [row["id"] for row in harmless if find(row["text"])] == []


def test_somebody_in_danger_is_not_warned_of(find):
    assert find(TALK["scams"][0]) is Concern.SCAM
    assert find(f"{TALK['scams'][0]}我真的不想活了，站在楼顶，对不起爸妈") is None


def test_a_question_around_a_scam_takes_the_warning_away(find):
    scam = TALK["scams"][0]
    for asked in (f"{scam}\n\n这个能信吗", f"姐妹们看看这是真的吗？\n{scam}", f"{scam} 是诈骗吧"):
        assert find(asked) is None


def test_one_family_of_evidence_is_not_enough(find, engine):
    # A sentence of daily life that the rules take for a demand all the same.
    text = "我把钱转给我老公了，让他去还"
    if engine.analyze(text, today=TODAY).authenticity is Authenticity.SCAM:
        assert find(text) is None


def test_soliciting(watchman):
    for text in ("要模板的加我微信 laozhou888", "有问题私聊我", "找我拉你进群", "t.me/zhaiwu888"):
        assert watchman.solicits(text)
    for text in (
        "大家晚上好",
        "我打12378投诉了",
        "看 https://zxfw.court.gov.cn 查案件",
        "还有三天",
    ):
        assert not watchman.solicits(text)


def test_the_skeleton_survives_other_numbers_and_signs(watchman):
    text = TALK["fixers"][0]
    again = text.replace("3000", "2888").replace("，", "！！ ") + "🌸"
    assert watchman.find_skeleton(again) == watchman.find_skeleton(text)
    assert watchman.find_skeleton(TALK["fixers"][1]) != watchman.find_skeleton(text)
