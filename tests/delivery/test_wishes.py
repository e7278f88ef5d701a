"""What a wish makes of a subscription; whatever is typed is no error."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.subscription import Place, Subscription
from bot.delivery.wishes import applied
from bot.delivery.words import wish_of

NOW = dt.datetime(2026, 6, 10, 12, tzinfo=dt.UTC)
ONE = Subscription(Place(7), NOW - dt.timedelta(days=9), zone="UTC")


@given(st.text(max_size=200))
def test_whatever_is_typed_leaves_a_subscription_that_can_be_kept(typed: str) -> None:
    after = applied(wish_of(typed), ONE, NOW)
    assert after.minutes
    assert all(0 <= minute < 1440 for minute in after.minutes)
    assert after.days <= frozenset(range(1, 8))
    assert after.days
    assert 0 < after.late <= 1440


def test_new_topics_take_the_place_of_those_followed_and_not_of_those_muted() -> None:
    one = applied(wish_of("about iraq, -football, /forces"), ONE, NOW)
    assert one.topics == ("iraq", "-football", "/troops")
    assert applied(wish_of("about jakarta"), one, NOW).topics == ("jakarta", "-football")
    assert applied(wish_of("everything"), one, NOW).topics == ("-football",)
    assert applied(wish_of("jakarta").about_words, one, NOW).topics == ("jakarta", "-football")


def test_topics_come_beside_the_others_and_go() -> None:
    one = replace(ONE, topics=("iraq", "-football"))
    for typed, topics in [
        ("add ghosn", ("iraq", "-football", "ghosn")),
        ("remove IRAQ", ("-football",)),
        ("remove football", ("iraq",)),
        ("mute iraq", ("-football", "-iraq")),
        ("about -tennis", ("iraq", "-football", "-tennis")),
        ("ghosn", ("iraq", "-football")),
    ]:
        assert applied(wish_of(typed), one, NOW).topics == topics, typed


def test_a_new_hour_counts_from_now_on() -> None:
    assert applied(wish_of("7:30 6:00"), ONE, NOW).since == NOW
    assert applied(wish_of("silent about iraq"), ONE, NOW).since == ONE.since


def test_weekly_is_on_the_day_that_it_is_where_they_are() -> None:
    late = dt.datetime(2026, 6, 10, 22, tzinfo=dt.UTC)
    assert applied(wish_of("weekly"), ONE, late).days == {3}
    assert applied(wish_of("weekly Asia/Tokyo"), ONE, late).days == {4}
    assert applied(wish_of("weekly"), replace(ONE, zone="Asia/Tokyo"), late).days == {4}
