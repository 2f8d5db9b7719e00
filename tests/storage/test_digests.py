"""Weekly digests: counted under a keyed hash, due once a week, deleted when they were sent."""

from datetime import UTC, date, datetime

import pytest

from bot.storage.database import Database
from bot.storage.digests import Digest, Digests, find_monday
from bot.storage.groups import Groups
from tests.storage.test_groups import GROUP, OTHER, SECRET, assert_unnamed

SUNDAY = datetime(2026, 11, 22, 4, tzinfo=UTC)
MONDAY = date(2026, 11, 23)
MORNING = datetime(2026, 11, 23, 1, tzinfo=UTC)  # nine o'clock in Beijing
SCAM = [("kind", "loan_offer"), ("authenticity", "scam")]


@pytest.fixture
async def groups(database: Database) -> Groups:
    return await Groups.load(database, SECRET)


@pytest.fixture
async def digests(database: Database, groups: Groups) -> Digests:
    return await Digests.load(database, SECRET, groups)


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        (SUNDAY, MONDAY),
        (datetime(2026, 11, 23, 0, 59, tzinfo=UTC), MONDAY),
        (MORNING, date(2026, 11, 30)),
        (datetime(2026, 11, 29, 15, 59, tzinfo=UTC), date(2026, 11, 30)),
        (datetime(2026, 11, 29, 16, tzinfo=UTC), date(2026, 11, 30)),  # Monday in Beijing
    ],
)
def test_the_next_monday_morning(now, monday):
    assert find_monday(now) == monday


async def test_only_groups_that_want_it_are_counted(digests, file):
    digests.count(GROUP, SCAM)
    await digests.switch(GROUP, wanted=True, now=SUNDAY)
    digests.count(GROUP, SCAM)
    digests.count(OTHER, SCAM)
    assert await digests.summarize(GROUP, "kind") == {"loan_offer": 1}
    assert await digests.summarize(OTHER, "kind") == {}
    assert len(file.rows("SELECT * FROM group_counts")) == 2


async def test_it_is_due_on_monday_once_and_again_after_a_week(database, groups, digests):
    await digests.switch(GROUP, wanted=True, now=SUNDAY)
    await digests.switch(GROUP, wanted=True, now=MORNING)  # pressed twice: still due
    assert digests.list_ripe(SUNDAY) == []
    again = await Digests.load(database, SECRET, groups)
    assert again.list_ripe(MORNING) == [Digest(GROUP, MONDAY)]
    again.count(GROUP, SCAM)
    await again.finish(GROUP, MORNING)
    assert again.list_ripe(MORNING) == []
    assert await again.summarize(GROUP, "kind") == {}
    assert (await Digests.load(database, SECRET, groups)).list_ripe(MORNING) == []


async def test_missed_weeks_are_made_up_for_by_one(digests):
    await digests.switch(GROUP, wanted=True, now=SUNDAY)
    later = datetime(2026, 12, 17, tzinfo=UTC)
    assert len(digests.list_ripe(later)) == 1
    await digests.finish(GROUP, later)
    assert digests.list_ripe(later) == []


async def test_switching_off_leaves_nothing(digests, file):
    await digests.switch(GROUP, wanted=True, now=SUNDAY)
    digests.count(GROUP, SCAM)
    await digests.flush()
    digests.count(GROUP, SCAM)
    await digests.switch(GROUP, wanted=False, now=SUNDAY)
    await digests.flush()
    await digests.finish(GROUP, SUNDAY)  # one under way does not bring it back
    for table in ("group_digests", "group_counts"):
        assert file.rows(f"SELECT * FROM {table}") == []


async def test_a_supergroup_keeps_digest_and_counts(database, groups, digests):
    await digests.switch(OTHER, wanted=True, now=SUNDAY)
    digests.count(OTHER, SCAM)
    for _ in range(2):
        await digests.move(OTHER, GROUP)
        await groups.move(OTHER, GROUP)
    digests.count(GROUP, SCAM)
    assert await digests.summarize(GROUP, "kind") == {"loan_offer": 2}
    again = await Digests.load(database, SECRET, groups)
    assert again.list_ripe(MORNING) == [Digest(GROUP, MONDAY)]


async def test_the_file_names_no_group(digests, file):
    await digests.switch(GROUP, wanted=True, now=SUNDAY)
    digests.count(GROUP, SCAM)
    await digests.flush()
    await digests.move(GROUP, OTHER)
    assert_unnamed(file, GROUP, OTHER)


async def test_another_secret_opens_nothing_and_breaks_nothing(database, groups, digests, caplog):
    await digests.switch(GROUP, wanted=True, now=SUNDAY)
    assert (await Digests.load(database, b"another", groups)).list_ripe(MORNING) == []
    assert "another SECRET_KEY" in caplog.text
