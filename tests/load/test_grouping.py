"""What one more article costs does not grow with the number of articles."""

from __future__ import annotations

import pytest

from tests.load.grouping import curve

ARTICLES = 100_000
MEGABYTES = 2_000


@pytest.mark.load
def test_one_more_article_costs_what_its_neighbourhood_costs() -> None:
    points = list(curve(ARTICLES))
    full = next(point for point in points if point.articles >= 10_000)  # by then the days in reach are full
    assert points[-1].ms_to_group < 1.5 * full.ms_to_group
    assert points[-1].peak_megabytes < MEGABYTES
