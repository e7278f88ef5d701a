"""Dates for undated articles, inferred from the articles beside them; each inference names its rule, or is not made.

A wrong day is worse than none: a weekday counts only where dated articles that tell the same agree on its date.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.model import Article, DateMention, Provenance, Published, SentenceKind, Span, TimexType
from bot.stories.likeness import Alike

# A report and those that tell the same are printed within this many days.
_REACH = 3
# Only those most alike have a vote, and a day must lead the next one clearly.
_VOTERS, _MAJORITY = 4, 1.25
# Copies are printed within these days of each other, or say nothing of each other's date.
_COPIES_APART = dt.timedelta(days=4)
# The weekday of the report's own day stands near its top.
_OPENING = 4
_WEEKDAY = re.compile(r"XXXX-WXX-(\d)")
_DAY_OF_YEAR = re.compile(r"XXXX-(\d\d)-(\d\d)")


class Sibling(NamedTuple):
    """A dated article of the same story, and how alike the two are (see likeness)."""

    date: dt.date
    alike: float


class Beside(NamedTuple):
    """An undated article and the dates read in it, the dates of its own copy in other papers, and the dated articles of
    its story."""

    article: Article
    dates: tuple[DateMention, ...]
    copies: tuple[dt.date, ...]
    siblings: tuple[Sibling, ...]


DatesIn = Callable[[Article], tuple[DateMention, ...]]
InferenceRule = Callable[[Beside], dt.date | None]


def infer_dates(
    witnesses: Sequence[Sequence[str]], articles: Mapping[str, Article], dates_in: DatesIn, alike: Alike
) -> Iterator[tuple[str, Published]]:
    """The dates that can be inferred for the undated articles of a story, by id; those that cannot are left out.

    `witnesses` has the story's ids, those of one copy together; `dates_in` reads the dates of an undated article; `alike`
    compares two articles by their ids.
    """
    dated = {id: day for copies in witnesses for id in copies if (day := _own_date(articles[id]))}
    for copies in witnesses:
        for id in (id for id in copies if id not in dated):
            siblings = tuple(Sibling(day, alike(id, other)) for other, day in dated.items())
            days = tuple(dated[copy] for copy in copies if copy in dated)
            beside = Beside(articles[id], dates_in(articles[id]), days, siblings)
            if published := _infer(beside):
                yield id, published


def day_in_dateline(beside: Beside) -> dt.date | None:
    """ "BEIJING, Jan 9 –": the year is the one that brings it nearest to the articles beside it."""
    found = _first(beside, _dateline(beside.article), _DAY_OF_YEAR)
    if found is None or not beside.siblings:
        return None
    nearest = max(beside.siblings, key=lambda s: s.alike).date
    years = (nearest.year - 1, nearest.year, nearest.year + 1)
    days = [day for year in years if (day := _day(year, int(found[1]), int(found[2])))]
    return min(days, key=lambda day: abs(day - nearest), default=None)


def copy_with_date(beside: Beside) -> dt.date | None:
    """Another paper printed the same copy and says when."""
    days = beside.copies
    return min(days) if days and max(days) - min(days) <= _COPIES_APART else None


def weekday_beside_siblings(beside: Beside) -> dt.date | None:
    """The weekday that its dateline or opening names, on the date that most of the articles beside it make of it.

    Each votes for the nearest such day, with the more weight the more alike and the nearer it is; a single voice is
    heard only within a day of itself.
    """
    found = _first(beside, _dateline(beside.article), _WEEKDAY) or _first(beside, _opening(beside.article), _WEEKDAY)
    if found is None:
        return None
    nearest = sorted(beside.siblings, key=lambda s: (-s.alike, s.date))[:_VOTERS]
    votes: dict[dt.date, float] = defaultdict(float)
    for sibling in nearest:
        day = _nearest_weekday(sibling.date, int(found[1]))
        votes[day] += sibling.alike / (1 + abs((day - sibling.date).days))
    ranked = sorted(votes, key=lambda day: (-votes[day], day))
    if not ranked or not votes[ranked[0]] or (len(ranked) > 1 and votes[ranked[0]] < _MAJORITY * votes[ranked[1]]):
        return None
    voices = [s for s in nearest if _nearest_weekday(s.date, int(found[1])) == ranked[0]]
    return ranked[0] if len(voices) > 1 or abs(ranked[0] - voices[0].date).days <= 1 else None


RULES: list[InferenceRule] = [day_in_dateline, copy_with_date, weekday_beside_siblings]


def _infer(beside: Beside) -> Published | None:
    for rule in RULES:
        if day := rule(beside):
            return Published(day, Provenance.INFERRED, rule.__name__)
    return None


def _own_date(article: Article) -> dt.date | None:
    """The date by which others can be dated: never one that was itself inferred."""
    return None if article.published.how is Provenance.INFERRED else article.published.date


def _dateline(article: Article) -> Span:
    return next((Span(s.start, s.end) for s in article.sentences if s.rule == "dateline"), Span(0, 0))


def _opening(article: Article) -> Span:
    news = [s for s in article.sentences if s.kind is SentenceKind.NEWS][:_OPENING]
    return Span(news[0].start, news[-1].end) if news else Span(0, 0)


def _first(beside: Beside, where: Span, value: re.Pattern[str]) -> re.Match[str] | None:
    """The first date in a slice whose value has this form; undated articles have such underspecified ones."""
    inside = (d for d in beside.dates if where.start <= d.start < where.end)
    values = (d.value for d in inside if d.type in (TimexType.DATE, TimexType.TIME))
    return next((found for v in values if (found := value.match(v))), None)


def _nearest_weekday(day: dt.date, weekday: int) -> dt.date:
    """The day nearest to `day` that is this weekday (1 is Monday)."""
    ahead = (weekday - day.isoweekday()) % 7
    return day + dt.timedelta(days=ahead if ahead <= _REACH else ahead - 7)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
