"""Where the starter corpus is, and the moment at which its promises are measured."""

import datetime as dt
from pathlib import Path

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
# The evening of the day that four of the five retold reports are of.
EVENING = dt.datetime(2020, 1, 1, 20, tzinfo=dt.UTC)
