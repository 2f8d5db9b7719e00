"""Speed, as ratios inside one run: ``python -m tests.bench``."""

import json
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter

import regex

from bot.analysis import Content, Engine
from bot.analysis.extract import Extractor
from bot.analysis.match import Matcher
from bot.analysis.normalize import normalize
from bot.library.load import load_library
from tests.corpus.messages import load_messages

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "debt_dev.jsonl"
ROUNDS = 7  # the best of so many, since other processes share the machine
LONGEST = 4096
Line = tuple[str, str]

ADVERSARIAL = (
    *("a", "1", "62", "【", "\n【甲】", "http://a.b/", "请勿转账到个人账户", "法院通知你,"),
    *("您的贷款逾期联系你单位", "甲*"),
)


def best_time(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Seconds of the quickest of several runs."""
    times = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def read_messages() -> list[str]:
    """Real messages where they are, else the own corpus."""
    if DATA.exists():
        with DATA.open(encoding="utf-8") as lines:
            return [json.loads(line)["text"] for line in lines]
    return [message.text for message in load_messages()]


def bench_engine() -> Iterator[Line]:
    """The whole of ``analyze``, and loading."""
    start = perf_counter()
    library = load_library()
    loaded = perf_counter()
    engine = Engine(library.content)
    compiled = perf_counter()
    texts = read_messages()
    median = statistics.median(best_time(lambda text=text: engine.analyze(text)) for text in texts)
    hostile = [(piece * LONGEST)[:LONGEST] for piece in ADVERSARIAL]
    worst = max(best_time(lambda text=text: engine.analyze(text), 3) for text in hostile)
    yield "content loaded and checked", f"{(loaded - start) * 1e3:8.0f} ms"
    yield "engine compiled", f"{(compiled - loaded) * 1e3:8.0f} ms"
    yield f"median of {len(texts)} messages", f"{median * 1e6:8.0f} µs"
    yield f"worst of {len(hostile)} hostile texts", f"{worst * 1e3:8.1f} ms"
    yield "hostile / median", f"{worst / median:8.1f} ×"


def bench_matching() -> Iterator[Line]:
    """The matcher against trying every pattern on every text, over the same patterns."""
    content = load_library().content
    matcher = Matcher(content.rules, content.families, content.vocabulary)
    extractor = Extractor(content)
    plain = [normalize(text, content.characters) for text in read_messages()]
    facts = [extractor.extract(each, None, {}, None) for each in plain]
    patterns = _all_patterns(content)
    ours = best_time(lambda: [matcher.match(each) for each in facts])
    texts = [each.text for each in plain]
    loop = best_time(lambda: [[p.search(text) for p in patterns] for text in texts], 3)
    yield f"matching {len(patterns)} patterns", f"{ours / len(facts) * 1e6:8.0f} µs"
    yield "a plain loop over them", f"{loop / len(facts) * 1e6:8.0f} µs"
    yield "plain loop / matching", f"{loop / ours:8.1f} ×"


def _all_patterns(content: Content) -> list[regex.Pattern[str]]:
    return [
        regex.compile(source)
        for rule in content.rules
        for source in (*rule.any, *rule.all, *rule.unless)
    ]


BENCHES: Sequence[Callable[[], Iterator[Line]]] = (bench_engine, bench_matching)


def main() -> int:
    """Runs every bench and prints its lines."""
    for bench in BENCHES:
        for title, figure in bench():
            print(f"{title:36} {figure}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
