"""One message when something fails, one when it is well again."""

from __future__ import annotations

import datetime as dt

from bot.delivery.troubles import Notice, Troubles

NOW = dt.datetime(2026, 6, 10, 12, tzinfo=dt.UTC)


def after(seconds: int) -> dt.datetime:
    """So many seconds later."""
    return NOW + dt.timedelta(seconds=seconds)


def test_a_trouble_is_told_once_and_its_end_once() -> None:
    troubles = Troubles()
    told = [troubles.trouble("disk", "full", after(second)) for second in range(10)]
    assert [notice for notice in told if notice] == [Notice("disk", "full", NOW, well=False)]
    assert troubles.now() == {"disk": "full"}
    ends = [troubles.well("disk", after(second)) for second in range(10, 100)]
    assert [notice for notice in ends if notice] == [Notice("disk", "full", NOW, well=True, times=10)]
    assert troubles.now() == {}


def test_one_that_comes_and_goes_is_no_flood() -> None:
    troubles, told = Troubles(), 0
    for second in range(600):
        notice = (
            troubles.trouble("disk", "full", after(second))
            if second % 60 == 0
            else troubles.well("disk", after(second))
        )
        told += notice is not None and not notice.well
    assert told == 1


def test_kinds_are_told_apart() -> None:
    troubles = Troubles()
    assert troubles.trouble("disk", "full", NOW)
    assert troubles.trouble("intake", "no connection", NOW)
    assert troubles.well("sender", NOW) is None
