"""Narrowing: the filters that somebody typed beside the words become the articles to look in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from functools import cache

from bot.answers.filters import Filters
from bot.answers.window import capitalised
from bot.facts.dates import read_dates
from bot.model import BadRequest, Sentence
from bot.periods import bounds, day_beside, precision_of
from bot.prompts import lexicon
from bot.shell.store.articles import ArticleStore
from bot.words import tokens


def selected(
    store: ArticleStore, filters: Filters, today: dt.date, only: Collection[str] | None
) -> Collection[str] | None:
    """The articles that the filters leave of those given; None is all. Raises BadRequest for a day that is none."""
    if not filters.of_articles:
        return only
    first, last = window_of(filters, today)
    found = store.selection.matching(outlets_of(filters), first, last, filters.story)
    for phrase in filters.phrases:
        found &= store.selection.holding(tokens(phrase))
    return found if only is None else found.intersection(only)


def outlets_of(filters: Filters) -> list[str]:
    """The outlets that are asked for, agencies by their whole names."""
    return [_agencies().get(outlet.lower(), outlet) for outlet in filters.outlets]


@cache
def _agencies() -> Mapping[str, str]:
    return {tag.lower(): agency["name"] for agency in lexicon("agencies")["agency"] for tag in agency["tags"]}


def window_of(filters: Filters, today: dt.date) -> tuple[str | None, str | None]:
    """The first and the last day that are asked for."""
    first = last = None
    for kind, value in filters.days:
        begins, ends = _bounds(value, today)
        if kind in ("since", "on"):
            first = begins
        if kind == "after":
            first = day_beside(ends, 1)
        if kind in ("until", "to", "on"):
            last = ends
        if kind == "before":
            last = day_beside(begins, -1)
    return first, last


def _bounds(value: str, today: dt.date) -> tuple[str, str]:
    """The first and the last day of a date as somebody types it: monday, yesterday, 2020-01, "dec 29"."""
    text = capitalised(value.replace("_", " "))
    for mention in read_dates(text, [Sentence(0, len(text), 0)], today):
        if placed := precision_of(mention.value):
            return bounds(placed[0])
    raise BadRequest("no_day", value=value)
