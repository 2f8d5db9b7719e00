"""Each recipe of CONTRIBUTING.md, followed on a copy of the tree: it touches what it says."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.analysis import Engine
from bot.commands.table import render_table
from bot.library.lint import lint
from bot.library.load import Library, load_library
from bot.library.speak import speak
from tests.end_to_end.conftest import Person, build_process, open_server

ROOT = Path(__file__).resolve().parents[1]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
TODAY = date(2026, 11, 21)


class Tree:
    """A copy of the program; it knows which of its files were changed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._before = self._read()

    def _read(self) -> dict[str, str]:
        files = (path for name in ("bot", "content", "handlers") for path in self.find(name))
        return {str(path.relative_to(self.root)): path.read_text("utf-8") for path in files}

    def find(self, name: str) -> list[Path]:
        return [each for kind in ("toml", "py") for each in (self.root / name).rglob(f"*.{kind}")]

    @property
    def changed(self) -> set[str]:
        now = self._read()
        return {name for name, text in now.items() if self._before.get(name) != text}

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def append(self, name: str, text: str) -> None:
        self.write(name, (self.root / name).read_text("utf-8") + text)

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text("utf-8")
        assert text.count(old) == 1, f"{name} has {text.count(old)} times {old}"
        self.write(name, text.replace(old, new))

    def insert(self, name: str, start: str, more: str) -> None:
        """Puts something behind what a line starts with."""
        lines = (self.root / name).read_text("utf-8").splitlines(keepends=True)
        (at,) = (number for number, line in enumerate(lines) if line.startswith(start))
        lines[at] = start + more + lines[at].removeprefix(start)
        self.write(name, "".join(lines))

    def load(self) -> Library:
        """The content, without a complaint of the lint."""
        library = load_library(self.root / "content")
        assert [str(problem) for problem in lint(library)] == []
        return library

    def run(self, *words: str) -> str:
        """What a command of this tree prints; it must succeed."""
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(self.root)}
        done = subprocess.run(
            [sys.executable, "-m", "bot", *words],
            cwd=self.root, env=environment, capture_output=True, check=False, timeout=60,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("bot", "content", "handlers"):
        shutil.copytree(ROOT / name, tmp_path / "tree" / name, ignore=ignored)
    return Tree(tmp_path / "tree")


def fired(library: Library, text: str) -> set[str]:
    return {each.rule for each in Engine(library.content).analyze(text, today=TODAY).findings}


def test_every_recipe_is_followed_here():
    recipes = re.findall(
        r"^## ((?:Add|Change) .+?) \(\d (?:file|folder)s?\)$", CONTRIBUTING, re.MULTILINE
    )
    assert set(recipes) == set(FOLLOWED)
    assert all(callable(each) for each in FOLLOWED.values())


def count_files(recipe: str, noun: str = "file") -> int:
    """How many files, or folders, a recipe says it touches."""
    found = re.search(rf"^## {re.escape(recipe)} \((\d) {noun}s?\)$", CONTRIBUTING, re.MULTILINE)
    assert found
    return int(found[1])


RULE = """
[[rule]]
id = "threatens-the-cat"
toward = "abusive"
points = 2
because = "拿家里的猫来压你。还款和它没有关系"
near = [["pet", "tease"]]
any = ['(?:猫|狗)[^。!?;,]{0,6}(?:小心|别想好过)']
unless = ['宠物医院']
source = "测试用的出处（2026-11-21）"
checked = 2026-11-21
hits = ["你家的猫小心点", "再不还就逗你的仓鼠"]
misses = ["宠物医院提醒：您家的猫该打疫苗了", "宠物医院：猫咪小心着凉"]
"""


def test_add_a_rule(tree: Tree):
    rule = RULE.replace('near = [["pet", "tease"]]\n', "").replace("逗你的仓鼠", "让狗别想好过")
    tree.append("content/rules/conduct.toml", rule)
    library = tree.load()
    assert len(tree.changed) == count_files("Add a rule")
    assert "threatens-the-cat" in fired(library, "你家的猫小心点")
    assert "threatens-the-cat" not in fired(library, "宠物医院：猫咪小心着凉")
    assert "threatens-the-cat" in render_table(library)
    assert "0 problems" in tree.run("content")


def test_a_rule_may_name_a_list_and_a_new_list_may_be_named(tree: Tree):
    lists = '\n# Animals at home.\npet = ["仓鼠", "鹦鹉"]\ntease = ["逗", "挠痒"]\n'
    tree.append("content/words/harm.toml", lists)
    tree.append("content/rules/conduct.toml", RULE)
    library = tree.load()
    assert "threatens-the-cat" in fired(library, "再不还，就给你的鹦鹉挠痒")
    assert "threatens-the-cat" not in fired(library, "你的鹦鹉真好看")


def test_a_rule_that_lacks_its_proof_is_refused(tree: Tree):
    tree.append("content/rules/conduct.toml", re.sub(r"misses = .*\n", "misses = []\n", RULE))
    done = subprocess.run(
        [sys.executable, "-m", "bot", "content"], cwd=tree.root, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert b"conduct.toml" in done.stderr


def test_add_a_word(tree: Tree):
    text = "再不处理就通知你的阿珍"
    before = fired(tree.load(), text)
    tree.insert("content/words/conduct.toml", "kin = [", '"阿珍", ')
    assert len(tree.changed) == count_files("Add a word")
    assert fired(tree.load(), text) - before


INSTITUTION = """
[[institution]]
id = "test-cfc"
name = "青山绿水消费金融"
type = "consumer_finance"
confidence = "high"
source = "测试用的出处（2026-11-21）"
checked = 2026-11-21
names = ["青山绿水消费金融", "青绿消金"]
domains = ["qinglv-cfc.example.com"]
hotlines = [
  { number = "4000000000", use = "客服", confidence = "high" },
  { number = "4000000001", use = "推断", confidence = "low" },
]
"""


def test_add_an_institution(tree: Tree):
    tree.append("content/institutions/consumer-finance.toml", INSTITUTION)
    library = tree.load()
    assert len(tree.changed) == count_files("Add an institution")
    report = Engine(library.content).analyze("【青绿消金】您的借款已逾期，请还款", today=TODAY)
    assert report.institutions == ("test-cfc",)


def test_an_institution_may_not_take_anothers_name(tree: Tree):
    taken = INSTITUTION.replace('"青绿消金"', '"蚂蚁消金"')
    tree.append("content/institutions/consumer-finance.toml", taken)
    problems = [str(each) for each in lint(load_library(tree.root / "content"))]
    assert any("蚂蚁消金" in each for each in problems)


PAGE = '''title = "猫也要照顾"
aliases = ["猫怎么办"]
refs = ["fr-sms-port"]
services = ["police_110"]
checked = 2026-11-21
next = ["verify.four"]
body = """
先喂猫，再看短信。

现在做：
1. 有危险，打110。
"""
'''


def test_add_a_guidance_page(tree: Tree):
    tree.write("content/guidance/verify/cat.toml", PAGE)
    alone = [str(each) for each in lint(load_library(tree.root / "content"))]
    assert alone == ["guidance/verify/cat.toml:0: no page leads here"]
    tree.insert("content/guidance/verify/index.toml", "next = [", '"verify.cat", ')
    page = tree.load().pages["verify.cat"]
    assert (page.title, page.parent) == ("猫也要照顾", "verify")
    assert len(tree.changed) == count_files("Add a guidance page")


HALF = """

def reckon_half(answers: Answers, known: Known) -> Outcome:
    \"\"\"Half of a sum.\"\"\"
    del known
    return Outcome({"half": yuan(to_cents(answers["amount"] / 2))})


FEES["half"] = Reckoner(reckon_half, asks=frozenset({"amount"}), gives=frozenset({"half"}))
"""
HALF_CONTENT = """
title = "一半"
group = "plan"
purpose = "算一半是多少。"
refs = ["rate-early"]
checked = 2026-11-21
on = ["negotiate"]
next = ["negotiate"]

[[question]]
id = "amount"
label = "总数"
ask = "一共多少钱？"
example = "100"
answer = { kind = "money" }

[[line]]
part = "result"
text = "{amount}的一半是{half}。"
"""


def test_add_a_calculator(tree: Tree):
    tree.append("bot/reckoning/fees.py", HALF)
    tree.write("content/calculators/half.toml", HALF_CONTENT)
    assert len(tree.changed) + 1 == count_files("Add a calculator"), "and its test"
    assert "0 problems" in tree.run("content")
    assert load_library(tree.root / "content").calculators["half"].form.steps


THANKS = """
title = "谢谢"
group = "talk"
purpose = "事情谈成以后。"
avoid = ""
fields = ["full_name", "signature_date"]
cautions = []
channel = "机构官方客服。"
refs = ["hs-lender-relief"]
checked = 2026-11-22

[[clause]]
lines = [{ text = "{full_name}谢谢贵司。", otherwise = "〔　　　　〕谢谢贵司。" }]
"""


def test_add_a_letter(tree: Tree):
    tree.write("content/letters/thanks.toml", THANKS)
    assert len(tree.changed) == count_files("Add a letter")
    assert "0 problems" in tree.run("content")
    assert len(tree.load().letters["thanks"].form.steps) == 2


def test_change_a_sentence(tree: Tree):
    recipe = count_files("Change a sentence")
    tree.replace("content/texts/zh-Hans.toml", 'first = "先顾你自己', 'first = "今天先顾你自己')
    assert tree.load().texts["zh-Hans"]["crisis.first"].startswith("今天先顾你自己")
    assert len(tree.changed) == recipe


def test_add_a_language(tree: Tree):
    folder = "content/languages/fr"
    sentence = "要你把钱转给个人。正规机构只用App或对公账户收款"
    tree.write(f"{folder}/texts.toml", '[verdict]\nbasis = "Jugé par des règles."\n')
    tree.write(f"{folder}/sentences/rules.toml", f'[sentences]\n"{sentence}" = "Un particulier."\n')
    chinese = (tree.root / "content/guidance/verify/index.toml").read_text("utf-8")
    figures = " ".join(re.findall(r"\d+", tomllib.loads(chinese)["body"]))
    tree.write(f"{folder}/guidance/verify/index.toml", FRENCH.format(figures=figures))
    library = speak(tree.load(), "fr")
    assert library.texts["fr"]["verdict.basis"] == "Jugé par des règles."
    assert library.say(sentence, "rules") == "Un particulier."
    assert library.pages["verify"].title == "Vérifier"
    assert library.texts["fr"]["crisis.first"].startswith("先顾你自己"), "what it lacks is Chinese"
    folders = {path.rpartition("/fr/")[0] for path in tree.changed}
    assert len(folders) == count_files("Add a language", "folder")


FRENCH = """title = "Vérifier"
body = "Vérifiez. {figures}"
checked = 2026-11-22
"""


HANDLER = '''"""A user asks for a breath."""

from telegram import Update

from bot.context import Context
from bot.views.notices import render_notice
from handlers.replies import reply_screen


async def take_a_breath(update: Update, context: Context) -> None:
    """/breathe says to breathe."""
    if update.message is not None:
        frame = context.frame(private=True)
        await reply_screen(update.message, render_notice(frame, "breathe.text"))
'''


async def test_add_a_command(tree: Tree, tmp_path: Path):
    tree.write("handlers/breathe.py", HANDLER)
    table = "handlers/__init__.py"
    tree.replace(table, '    "about",\n)', '    "about",\n    "breathe",\n)')
    tree.replace(
        table,
        'CommandHandler("about", in_turn(show_about), _NEW),',
        'CommandHandler("about", in_turn(show_about), _NEW),\n'
        '        CommandHandler("breathe", in_turn(take_a_breath), _NEW),',
    )
    tree.replace(
        table,
        "from bot.context import Context\n",
        "from bot.context import Context\nfrom handlers.breathe import take_a_breath\n",
    )
    tree.replace(
        "content/texts/zh-Hans.toml", 'check = "看一条', 'breathe = "缓一缓"\ncheck = "看一条'
    )
    tree.append("content/texts/zh-Hans.toml", '\n[breathe]\ntext = "慢慢吸气，慢慢呼气。"\n')
    tree.load()
    assert len(tree.changed) + 1 == count_files("Add a command"), "and this test"
    async with open_server() as server:
        process = build_process(server, tmp_path)
        await process.start(PYTHONPATH=str(tree.root))
        try:
            reply = await Person(server, "小李").ask("/breathe")
            assert reply["text"] == "慢慢吸气，慢慢呼气。"
            menu = [each for commands in server.profile.commands.values() for each in commands]
            assert {"command": "breathe", "description": "缓一缓"} in menu
        finally:
            await process.stop()


CHECK = '''

@check
def shouts_a_lot(facts: Facts) -> Iterable[Span]:
    """More exclamation marks than a calm writer needs."""
    return holds(facts.text.count("!") > 4)
'''
CHECKED = """
[[rule]]
id = "shouts-a-lot"
toward = "scam"
points = 1
because = "一句话里很多感叹号，是在催你慌"
check = "shouts_a_lot"
source = "测试用的出处（2026-11-21）"
checked = 2026-11-21
hits = ["马上还!!!!!"]
misses = ["马上还!"]
"""


def test_add_a_named_check(tree: Tree):
    tree.append("bot/analysis/checks/words.py", CHECK)
    tree.append("content/rules/pressure.toml", CHECKED)
    assert len(tree.changed) + 1 == count_files("Add a named check"), "and its test"
    assert "0 problems" in tree.run("content")

    def rules(text: str) -> set[str]:
        answer = json.loads(tree.run("check", "--json", text))
        return {each["rule"] for each in answer["findings"]}

    assert "shouts-a-lot" in rules("马上还!!!!!")
    assert "shouts-a-lot" not in rules("马上还!")


FOLLOWED: dict[str, Callable[..., object]] = {
    "Add a rule": test_add_a_rule,
    "Add a word": test_add_a_word,
    "Add an institution": test_add_an_institution,
    "Add a guidance page": test_add_a_guidance_page,
    "Add a calculator": test_add_a_calculator,
    "Add a letter": test_add_a_letter,
    "Change a sentence": test_change_a_sentence,
    "Add a language": test_add_a_language,
    "Add a command": test_add_a_command,
    "Add a named check": test_add_a_named_check,
}
