"""Speed, as ratios inside one run: ``python -m tests.bench``.

Patterns compile when first searched for. The best or the median of several runs leaves that out,
since the bot runs for weeks; what it adds to the first messages has a line of its own.
"""

import contextlib
import re
import statistics
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from time import process_time

from bot.analysis import Content, Engine
from bot.analysis.extract import Extractor
from bot.analysis.facts import Facts
from bot.analysis.match import Matcher
from bot.analysis.normalize import normalize
from bot.library.load import load_library
from tests.bench_bot import bench_bot
from tests.bench_rules import interleave, race
from tests.corpus.messages import DATA, load_messages, load_shared

ROUNDS = 15  # the best of so many, since other processes share the machine
LONGEST = 4096
LENGTHS = (1, 4, 16)  # how often a message is repeated to see how cost grows with text
COUNTS = (50, 200, 1000)
_UNKNOWN = re.compile(r"\\[pP]\{\w+\}")
Line = tuple[str, str]

ADVERSARIAL = (
    *("a", "1", "62", "【", "\n【甲】", "http://a.b/", "请勿转账到个人账户", "法院通知你,"),
    *("您的贷款逾期联系你单位", "甲*", "1.", "薇 信", "(2024)", "今日18点前", "a.b.", "一二三"),
    *("\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}", "Ⅷ", "微❤", "代贝款", "贷 款", "\n"),
    *("\n【", "\n【甲】乙", "a.cn,", "a.c0m ", "abcde.com ", "qq12345 ", "13800138000 ", "1万"),
    *("借呗", "人民法院", "(2024)京0105民初1号", "转到个人账户app还款", "谨防诈骗,", "((【["),
)


def best_time(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Processor seconds of the quickest of several runs."""
    times = []
    for _ in range(rounds):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times)


def read_messages() -> list[str]:
    """The own corpus and, where they are, real messages."""
    path = DATA / "debt_dev.jsonl"
    real = load_shared(path) if path.is_file() else []
    return [message.text for message in [*real, *load_messages()]]


def bench_engine() -> Iterator[Line]:
    """The whole of ``analyze``, and loading."""
    start = process_time()
    library = load_library()
    loaded = process_time()
    engine = Engine(library.content)
    compiled = process_time()
    texts = read_messages()
    fresh = process_time()
    for text in texts:
        engine.analyze(text)
    first = (process_time() - fresh) / len(texts)
    median = statistics.median(best_time(lambda text=text: engine.analyze(text)) for text in texts)
    hostile = [(piece * LONGEST)[:LONGEST] for piece in ADVERSARIAL]
    worst = max(best_time(lambda text=text: engine.analyze(text), 3) for text in hostile)
    yield "content loaded and compiled", f"{(compiled - start) * 1e3:8.0f} ms  (bar: 1,000)"
    yield "  of that, loaded and checked", f"{(loaded - start) * 1e3:8.0f} ms"
    yield f"analyze, median of {len(texts)}", f"{median * 1e6:8.0f} µs  (bar: 250)"
    yield "  mean of the first time", f"{first * 1e6:8.0f} µs"
    yield f"worst of {len(hostile)} hostile texts", f"{worst * 1e3:8.1f} ms  (bar: 15)"
    yield "hostile / median", f"{worst / median:8.1f} ×"


def bench_growth() -> Iterator[Line]:
    """Texts that are longer by a factor should cost that factor, not its square."""
    engine = Engine(load_library().content)
    texts = [text for text in read_messages() if len(text) * LENGTHS[-1] <= LONGEST][:100]
    times = interleave(
        *(lambda n=n: [engine.analyze(" ".join([text] * n)) for text in texts] for n in LENGTHS),
        rounds=3,
    )
    for length, spent in zip(LENGTHS[1:], times[1:], strict=True):
        yield f"analyze, text × {length}", f"{spent / times[0]:8.1f} × the time"


def bench_matching() -> Iterator[Line]:
    """The matcher with our own rules against one plain search for each of their patterns."""
    content = load_library().content
    matcher = Matcher(content.rules, content.families, content.vocabulary, content.words)
    facts = read_facts(content)
    patterns = list(compile_plainly(_sources(content)))
    ours, loop = interleave(
        lambda: [matcher.match(each) for each in facts],
        lambda: [[pattern.search(each.text) for pattern in patterns] for each in facts],
    )
    yield f"matching {len(content.rules)} rules", f"{ours / len(facts) * 1e6:8.0f} µs"
    yield f"plain re loop, {len(patterns)} patterns", f"{loop / len(facts) * 1e6:8.0f} µs"
    yield "plain loop / matching", f"{loop / ours:8.1f} ×  (bar: 3)"


def bench_generated() -> Iterator[Line]:
    """The same race with generated rules, to see how cost grows with their number."""
    content = load_library().content
    facts = read_facts(content)
    races = {count: race(count, facts, content.vocabulary) for count in COUNTS}
    bars = {200: "  (bar: 3)", 1000: "  (bar: 5)"}
    for count, each in races.items():
        ours, plain = (spent / len(facts) * 1e6 for spent in (each.ours, each.plain))
        figures = f"{ours:8.1f} µs, plain loop {plain:.1f} µs, {each.hits:.1f} fire"
        yield f"{count} generated rules", figures
        yield "  plain loop / matching", f"{each.plain / each.ours:8.1f} ×{bars.get(count, '')}"
    few, many = races[200], races[1000]
    growth = f"{many.ours / few.ours:8.1f} × the time, plain loop {many.plain / few.plain:.1f} ×"
    yield "5 × the rules", growth


def read_facts(content: Content) -> list[Facts]:
    extractor = Extractor(content)
    plain = [normalize(text, content.characters) for text in read_messages()]
    return [extractor.extract(each, None, {}, None) for each in plain]


def compile_plainly(sources: Iterable[str]) -> Iterator[re.Pattern[str]]:
    """For the plain loop: a class that re lacks is read as any letter; the rest is left out."""
    for source in sources:
        with contextlib.suppress(re.error):
            yield re.compile(_UNKNOWN.sub(r"\\w", source))


def _sources(content: Content) -> Iterator[str]:
    for rule in content.rules:
        yield from (*rule.any, *rule.all, *rule.unless)


BENCHES: Sequence[Callable[[], Iterator[Line]]] = (
    bench_engine,
    bench_growth,
    bench_matching,
    bench_generated,
)


def main() -> int:
    """Runs every bench and prints its lines; the whole bot last."""
    for bench in BENCHES:
        for title, figure in bench():
            print(f"{title:36} {figure}", flush=True)
    bench_bot()
    return 0


if __name__ == "__main__":
    sys.exit(main())
