"""Settings under a keyed hash, receivers under seal: found again, moved, gone without a trace."""

import asyncio
from dataclasses import replace

import pytest

from bot.groups.settings import GroupSettings, Summon, Watch
from bot.storage.database import Database
from bot.storage.groups import MOST_RECEIVERS, CrowdError, Groups

SECRET = b"a secret of the tests"
GROUP, OTHER = -1_001_987_654_321, -4_812_345_678
ADMIN, SECOND = 7_812_345_678, 6_123_456_789
SET = GroupSettings(watch=Watch.WARN, topic=17, language="en")


@pytest.fixture
async def groups(database: Database) -> Groups:
    return await Groups.load(database, SECRET)


def assert_unnamed(file, *ids: int) -> None:
    """Neither the file nor its log holds an id in any form."""
    content = b"".join(path.read_bytes() for path in file.path.parent.iterdir())
    assert content
    for each in ids:
        assert str(abs(each)).encode() not in content
        for order in ("big", "little"):
            for size in (5, 6, 8):
                if each.bit_length() < size * 8:
                    assert each.to_bytes(size, order, signed=True) not in content


async def test_a_group_never_met_has_the_defaults(groups, file):
    assert groups.find(GROUP) == GroupSettings()
    assert groups.list_receivers(GROUP) == []
    assert file.rows("SELECT * FROM group_settings") == []


async def test_they_are_there_after_a_restart(database, groups):
    await groups.change(GROUP, SET)
    await groups.add_receiver(GROUP, ADMIN)
    again = await Groups.load(database, SECRET)
    assert again.find(GROUP) == SET
    assert again.find(OTHER) == GroupSettings()
    assert again.list_receivers(GROUP) == [ADMIN]
    assert again.list_receivers(OTHER) == []


async def test_the_file_names_nobody(groups, file):
    await groups.change(GROUP, SET)
    await groups.add_receiver(GROUP, ADMIN)
    await groups.add_receiver(GROUP, SECOND)
    assert_unnamed(file, GROUP, ADMIN, SECOND)
    lengths = {len(sealed) for (sealed,) in file.rows("SELECT sealed FROM group_receivers")}
    assert len(lengths) == 1
    await groups.move(GROUP, OTHER)
    assert_unnamed(file, GROUP, OTHER, ADMIN, SECOND)


async def test_another_secret_finds_nothing_and_breaks_nothing(database, groups, caplog):
    await groups.change(GROUP, SET)
    await groups.add_receiver(GROUP, ADMIN)
    strange = await Groups.load(database, b"another")
    assert strange.find(GROUP) == GroupSettings()
    assert strange.list_receivers(GROUP) == []
    assert "another SECRET_KEY" in caplog.text
    assert str(ADMIN) not in caplog.text


async def test_a_form_of_another_version_is_left_alone(database, groups, file, caplog):
    key = groups.key(GROUP)
    await database.write("INSERT INTO group_settings VALUES (?, 'loud')", [(key,)])
    assert (await Groups.load(database, SECRET)).find(GROUP) == GroupSettings()
    assert "1 settings of groups" in caplog.text
    assert file.rows("SELECT settings FROM group_settings") == [("loud",)]


async def test_two_changes_at_once_both_hold(groups):
    await asyncio.gather(
        groups.alter(GROUP, lambda now: replace(now, watch=Watch.QUIET)),
        groups.alter(GROUP, lambda now: replace(now, summon=Summon.ADMINS)),
    )
    assert groups.find(GROUP) == GroupSettings(watch=Watch.QUIET, summon=Summon.ADMINS)


async def test_what_is_back_to_the_defaults_is_not_kept(database, groups, file):
    await groups.change(GROUP, SET)
    await groups.change(GROUP, GroupSettings())
    assert groups.find(GROUP) == GroupSettings()
    assert file.rows("SELECT * FROM group_settings") == []


async def test_forgetting_leaves_nothing_of_the_group(groups, file):
    for group in (GROUP, OTHER):
        await groups.change(group, SET)
        await groups.add_receiver(group, ADMIN)
    await groups.forget(GROUP)
    assert groups.find(GROUP) == GroupSettings()
    assert groups.list_receivers(GROUP) == []
    assert groups.list_receivers(OTHER) == [ADMIN]
    for table in ("group_settings", "group_receivers"):
        assert file.rows(f"SELECT chat FROM {table}") == [(groups.key(OTHER),)]


async def test_a_supergroup_keeps_all_and_twice_changes_nothing(database, groups, file):
    await groups.change(OTHER, SET)
    await groups.add_receiver(OTHER, ADMIN)
    await groups.move(OTHER, GROUP)
    await groups.alter(GROUP, lambda now: replace(now, topic=None))
    await groups.move(OTHER, GROUP)
    for each in (groups, await Groups.load(database, SECRET)):
        assert each.find(GROUP) == replace(SET, topic=None)
        assert each.list_receivers(GROUP) == [ADMIN]
    # Until a restart a panel that still stands in the old group changes the new one's settings.
    assert groups.find(OTHER) == groups.find(GROUP)
    again = await Groups.load(database, SECRET)
    assert again.find(OTHER) == GroupSettings()
    assert again.list_receivers(OTHER) == []
    assert file.rows("SELECT chat FROM group_settings") == [(groups.key(GROUP),)]


async def test_what_the_new_group_has_set_stays(groups):
    await groups.change(OTHER, SET)
    await groups.change(GROUP, GroupSettings(welcome=True))
    await groups.move(OTHER, GROUP)
    assert groups.find(GROUP) == GroupSettings(welcome=True)


async def test_a_receiver_is_told_once_and_removed_by_name(groups, file):
    for _ in range(2):
        await groups.add_receiver(GROUP, ADMIN)
        await groups.add_receiver(OTHER, ADMIN)
    assert groups.count_groups(ADMIN) == 2
    await groups.remove_receiver(GROUP, ADMIN)
    await groups.remove_receiver(GROUP, SECOND)
    assert groups.list_receivers(GROUP) == []
    assert groups.list_receivers(OTHER) == [ADMIN]
    assert await groups.forget_receiver(ADMIN) == 1
    assert groups.count_groups(ADMIN) == 0
    assert file.rows("SELECT * FROM group_receivers") == []


async def test_receivers_are_bounded(groups):
    for user in range(MOST_RECEIVERS):
        await groups.add_receiver(GROUP, user + 1)
    with pytest.raises(CrowdError):
        await groups.add_receiver(GROUP, ADMIN)
    await groups.add_receiver(GROUP, 1)
