"""Dates for undated articles, inferred from the articles beside them; each inference names its rule, or is not made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from bot.model import Article, Provenance, Published, Report, SentenceKind, Story, TimexType

# A story whose dated articles lie further apart than this says too little about the day of an undated one.
_REACH = dt.timedelta(days=4)
# The weekday of the report's own day stands near its top.
_OPENING = 4


class Beside(NamedTuple):
    """An undated article with the dated ones of its story: those of its own copy, and all of them."""

    report: Report
    copies: tuple[dt.date, ...]
    siblings: tuple[dt.date, ...]


InferenceRule = Callable[[Beside], dt.date | None]


def infer_dates(story: Story, reports: Mapping[str, Report]) -> dict[str, Published]:
    """The dates that can be inferred for the story's undated articles, by id; those that cannot are left out."""
    inferred: dict[str, Published] = {}
    for copies in story.witnesses:
        for id in copies:
            if reports[id].article.published.date is None:
                beside = Beside(reports[id], _dates(reports, copies), _dates(reports, story.articles))
                if published := _infer(beside):
                    inferred[id] = published
    return inferred


def weekday_beside_siblings(beside: Beside) -> dt.date | None:
    """The weekday its opening speaks of, as the latest such day that the story's dated articles have seen."""
    weekday = _weekday(beside.report)
    if weekday is None or not _close(beside.siblings):
        return None
    latest = max(beside.siblings)
    return latest - dt.timedelta(days=(latest.isoweekday() - weekday) % 7)


def copy_with_date(beside: Beside) -> dt.date | None:
    """Another paper printed the same copy and says when."""
    return min(beside.copies) if beside.copies and _close(beside.copies) else None


def siblings_of_one_day(beside: Beside) -> dt.date | None:
    """Every dated article of the story is of one day."""
    days = set(beside.siblings)
    return days.pop() if len(days) == 1 and len(beside.siblings) > 1 else None


# A copy of dated copy is printed with it; only what is nobody's copy is dated by its own words.
RULES: list[InferenceRule] = [copy_with_date, weekday_beside_siblings, siblings_of_one_day]


def _infer(beside: Beside) -> Published | None:
    for rule in RULES:
        if day := rule(beside):
            return Published(day, Provenance.INFERRED, rule.__name__)
    return None


def _dates(reports: Mapping[str, Report], ids: Sequence[str]) -> tuple[dt.date, ...]:
    dates = (reports[id].article.published for id in ids)
    return tuple(p.date for p in dates if p.date and p.how is not Provenance.INFERRED)


def _close(days: Sequence[dt.date]) -> bool:
    return bool(days) and max(days) - min(days) <= _REACH


def _weekday(report: Report) -> int | None:
    """The first weekday (1 is Monday) in the opening, as an undated article's dates give it: `XXXX-WXX-3`."""
    end = _end_of_opening(report.article)
    for mention in report.facts.dates:
        if (
            mention.start < end
            and mention.type in (TimexType.DATE, TimexType.TIME)
            and mention.value.startswith("XXXX-WXX-")
        ):
            return int(mention.value[9])
    return None


def _end_of_opening(article: Article) -> int:
    news = [s for s in article.sentences if s.kind is SentenceKind.NEWS][:_OPENING]
    return news[-1].end if news else 0
