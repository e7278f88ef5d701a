"""Where somebody is -> their time zone."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.delivery.zones import by_local_time, by_location, by_name


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Berlin", "Europe/Berlin"),
        ("münchen", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("Delhi", "Asia/Kolkata"),
        ("Москва", "Europe/Moscow"),
        ("Japan", "Asia/Tokyo"),
        ("europe/kyiv", "Europe/Kyiv"),
        ("Xyzzyburgh", None),
        ("", None),
    ],
)
def test_by_name(name: str, zone: str | None) -> None:
    assert by_name(name) == zone


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"), [(52.5, 13.4, "Europe/Berlin"), (-33.9, 151.2, "Australia/Sydney")]
)
def test_by_location(latitude: float, longitude: float, zone: str) -> None:
    assert by_location(latitude, longitude) == zone


def test_by_the_time_it_is_now() -> None:
    noon = dt.datetime(2026, 6, 10, 12, tzinfo=dt.UTC)
    assert "Asia/Tokyo" in by_local_time(21 * 60 + 3, noon)
    assert "Asia/Kolkata" in by_local_time(17 * 60 + 30, noon)
    assert by_local_time(17 * 60 + 10, noon) == []
