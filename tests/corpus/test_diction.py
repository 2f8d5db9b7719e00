"""How content/diction.toml is learned, on samples small enough to see through."""

from tests.corpus.diction import (
    FILE,
    SCALES,
    Sample,
    find_abuse,
    find_own,
    find_scam,
    gather,
    learn,
    measure_folds,
    write,
)
from tests.corpus.messages import Message, load_messages

LIKE, UNLIKE = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳", "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"


def samples(count):
    both = frozenset("的了是")
    return [
        *(Sample(f"a{number}", both | set(LIKE), is_like=True) for number in range(count)),
        *(Sample(f"b{number}", both | set(UNLIKE), is_like=False) for number in range(3 * count)),
    ]


def message(**accepted):
    return Message("a", "", None, None, accepted, "label")


def test_what_tells_the_sides_apart_weighs_and_what_both_say_does_not():
    weights = {
        gram: int(tenths)
        for tenths, grams in learn("x", samples(4)).weights.items()
        for gram in grams.split()
    }
    assert all(weights[gram] > 0 for gram in LIKE)
    assert all(weights[gram] < 0 for gram in UNLIKE)
    assert all(abs(weights.get(gram, 0)) < weights[LIKE[0]] for gram in "的了是")


def test_what_stands_in_few_messages_is_not_learned():
    rare = [
        Sample("r1", frozenset("龘"), is_like=True),
        Sample("r2", frozenset("龘"), is_like=True),
    ]
    learned = learn("x", [*samples(4), *rare])
    assert "龘" not in "".join(learned.weights.values())


def test_folds_are_measured_by_scales_that_never_saw_them():
    measured = measure_folds("x", samples(10))
    assert len(measured) == 40
    assert all((margin > 0) is sample.is_like for sample, margin in measured)


def test_messages_of_which_both_could_be_said_teach_nothing():
    assert find_scam(message(authenticity=("scam", "suspicious"))) is True
    assert find_scam(message(authenticity=("unclear",))) is False
    assert find_scam(message(authenticity=("unclear", "suspicious"))) is None
    assert find_abuse(message(conduct=("abusive", "none_seen"))) is None
    assert find_own(message(kind=("not_an_sms",))) is True
    assert find_own(message(kind=("not_an_sms", "other"))) is None


def test_the_file_is_what_is_learned_from_the_corpus_now(engine):
    messages = load_messages()
    scales = [learn(name, gather(messages, engine, find)) for name, find in SCALES.items()]
    assert write(scales) == FILE.read_text(encoding="utf-8"), "run make diction"
