"""What people type behind /subscribe, one case a line of tests/cases/wishes.txt."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.delivery.subscription import Length
from bot.delivery.wishes import Wish
from bot.delivery.words import clock, pause_of, wish_of
from tests.corpus import ROOT

NOW = dt.datetime(2026, 6, 10, 12, tzinfo=dt.UTC)
LINES = (ROOT / "tests/cases/wishes.txt").read_text(encoding="utf-8").splitlines()
CASES = [line.partition(" = ")[::2] for line in LINES if not line.startswith("#")]


def shown(wish: Wish) -> str:
    """The wish as the cases have it."""
    time = [f"{sign}{minute // 60}:{minute % 60:02}" for sign, minute in wish.times]
    days = [f"days {sign}{''.join(map(str, sorted(days)))}" for sign, days in wish.days]
    quiet = [f"quiet {'-'.join(f'{m // 60}:{m % 60:02}' for m in wish.quiet)}"] if wish.quiet else []
    said = {
        "weekly": wish.weekly,
        f"zone {wish.zone}": wish.zone,
        f"place {wish.place}": wish.place,
        "everything": wish.topics == (),
        f"topics {' | '.join(wish.topics or ())}": wish.topics,
        "short": wish.length is Length.SHORT,
        "full": wish.length is Length.FULL,
        "loud hours": wish.loud_hours,
        "silent": wish.silent,
        "loud": wish.silent is False,
        f"late {wish.late}": wish.late,
        "skip quiet days": wish.skips,
        "tell quiet days": wish.skips is False,
        f"alerts {wish.alerts}": wish.alerts is not None,
        f"added {' | '.join(wish.added)}": wish.added,
        f"removed {' | '.join(wish.removed)}": wish.removed,
        f"words {' | '.join(wish.words)}": wish.words,
        f"no {' | '.join(f'{kind} {words}' for kind, words in wish.refused)}": wish.refused,
    }
    target = [wish.target] if wish.target else []
    return "; ".join([*target, *time, *days, *quiet, *(name for name, there in said.items() if there)])


@pytest.mark.parametrize(("typed", "wished"), CASES)
def test_what_is_typed(typed: str, wished: str) -> None:
    assert shown(wish_of(typed)) == wished


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("3 days", NOW + dt.timedelta(days=3)),
        ("2 weeks", NOW + dt.timedelta(days=14)),
        ("5h", NOW + dt.timedelta(hours=5)),
        ("until 2026-07-01", dt.datetime(2026, 6, 30, 15, tzinfo=dt.UTC)),
        ("until 2026-02-31", None),
        ("until 0001-01-01", None),
        ("a while", None),
        ("", None),
    ],
)
def test_a_pause(typed: str, until: dt.datetime | None) -> None:
    assert pause_of(typed, NOW, "Asia/Tokyo") == until


@pytest.mark.parametrize(
    ("typed", "minute"),
    [("14:05", 845), ("2:05 pm", 845), ("0:00", 0), ("24:00", None), ("noon", None), ("+7:30", None)],
)
def test_a_clock(typed: str, minute: int | None) -> None:
    assert clock(typed) == minute
