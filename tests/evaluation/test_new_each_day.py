"""What is new on a day, by hand: the detection of news withholds nothing that is new, and passes little that is known."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from bot.answers.brief import KNOWN
from bot.model import Quote, Span
from bot.shell.flows.asking import Desk

LINES = (Path(__file__).parent / "gold" / "new_each_day.txt").read_text(encoding="utf-8").splitlines()
GOLD = [tuple(line.split(" | ")) for line in LINES if line and not line.startswith("#")]


def passed(desk: Desk) -> dict[tuple[str, str], bool]:
    """For each sentence of the gold whether it counts as news."""
    reports = desk.store.reports(desk.store.ids())
    found = {}
    for day, _, opens in GOLD:
        quote = next(
            Quote(report.article.id, Span(sentence.start, sentence.end))
            for report in reports.values()
            if str(report.article.published.date) == day
            for sentence in report.article.sentences
            if report.article.text[sentence.start :].startswith(opens)
        )
        found[day, opens] = nearness(desk, quote, day) < KNOWN
    return found


def nearness(desk: Desk, quote: Quote, day: str) -> float:
    """How near a sentence comes to anything that was printed before the day."""
    eve = dt.date.fromisoformat(day) - dt.timedelta(days=1)
    vectors = desk.index.vectors([quote])[quote][None]
    return float(desk.index.familiar(vectors, desk.store.printed_between(dt.date(2019, 1, 1), eve))[0])


def test_new_claims_pass_and_known_ones_do_not(desk: Desk, figure: Any) -> None:
    news = passed(desk)
    new = {(day, opens) for day, verdict, opens in GOLD if verdict == "new"}
    found = {key for key, is_new in news.items() if is_new}
    assert len(new) >= 40
    assert figure("news of the day found", len(new & found), len(new)) >= 0.9, new - found
    assert figure("news of the day that is new", len(new & found), len(found)) >= 0.9, found - new
