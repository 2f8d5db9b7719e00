"""Who only bears an admin's name, and who merely has a name of their own."""

import pytest

from bot.groups.roster import fold_name, poses


@pytest.fixture
def fold(library):
    return lambda name: fold_name(name, library.content.characters)


@pytest.fixture
def poser(library, fold):
    def is_poser(name: str, *known: str) -> bool:
        return poses([fold(name)], {fold(each) for each in known}, library.watch.titles)

    return is_poser


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("群主老周", "群主老周"),
        ("群主 老周🌸", "群主老周"),
        ("群主·老周", "群主老周"),
        ("羣主老周", "群主老周"),
        ("官方客服老周", "老周"),
        ("老周（小号）", "老周"),
        ("ＬａｏＺｈｏｕ", "LaoZhou"),
        ("biehuang_b0t", "biehuang_bot"),
        ("biehuangbot_", "biehuang_bot"),
        ("laozhou_qz1", "laozhou_qz"),
        ("IaoZhou_qz", "laozhou_qz"),
    ],
)
def test_names_that_read_the_same(poser, name, known):
    assert poser(name, known)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("小李", "老周"),
        ("老李", "老周"),
        ("周先生", "老周"),
        ("老周的朋友圈", "老周"),
        ("laozhang_qz", "laozhou_qz"),
        ("客服", "群主"),
        ("🌸🌸", "🌸"),
        ("a", "a"),
    ],
)
def test_names_of_their_own(poser, name, known):
    assert not poser(name, known)
