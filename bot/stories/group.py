"""Articles -> stories: which articles belong together, and what the story of some articles is called.

`group` takes all articles at once, in memory. The store keeps the same outcome up to date article by article, through
`trees.settle`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from bot.model import Article, Quote, Report, SentenceKind, Span, Story
from bot.stories.cards import KEYS_SHARED, Card, Floats, Tie, card, profile, ties
from bot.stories.copies import bands
from bot.stories.trees import grow
from bot.stories.witnesses import witnesses

__all__ = ["Card", "Floats", "card", "first_news", "group", "stories", "story_id", "threaded", "title_of"]


def group(cards: Sequence[Card]) -> list[list[str]]:
    """The ids in stories, each sorted by date; the outcome does not depend on the order of `cards`."""
    near = all_ties(cards)
    place = {c.id: (c.day is None, c.day or 0, c.id) for c in cards}
    told = [sorted(story, key=place.__getitem__) for tree in grow(place, near.__getitem__) for story in tree.stories]
    return sorted(told, key=lambda ids: place[ids[0]])


def all_ties(cards: Sequence[Card]) -> dict[str, dict[str, Tie]]:
    """The ties of every card to the others. Looked at are those that share a band, or words enough to be looked up by."""
    known = {c.id: c for c in cards}
    holders: dict[tuple[str, int], list[str]] = {}
    for c in sorted(cards, key=lambda c: c.id):
        for key in c.keys.tolist():
            holders.setdefault(("key", key), []).append(c.id)
        for band in bands(c.shingles):
            holders.setdefault(("band", band), []).append(c.id)
    common: Counter[tuple[str, str]] = Counter()
    for (kind, _), ids in holders.items():
        common.update(dict.fromkeys(combinations(ids, 2), 1 if kind == "key" else KEYS_SHARED))
    others: dict[str, list[Card]] = {id: [] for id in known}
    for (a, b), count in common.items():
        if count >= KEYS_SHARED:
            others[a].append(known[b])
            others[b].append(known[a])
    return {id: ties(known[id], others[id]) for id in known}


def stories(reports: Mapping[str, Report], groups: Sequence[Sequence[str]]) -> tuple[Story, ...]:
    """The stories of grouped ids, divided into witnesses, with title and days; in the order of their first day."""
    made = [_story([reports[id] for id in ids]) for ids in groups]
    return tuple(sorted(made, key=lambda s: (s.first or dt.date.max, s.id)))


def threaded(related: Sequence[Story]) -> tuple[Story, ...]:
    """The stories of one tree, linked as a thread that bears the first one's id; a story alone is in none."""
    first = min(related, key=lambda s: (s.first or dt.date.max, s.id))
    return tuple(replace(story, thread=first.id if len(related) > 1 else None) for story in related)


def story_id(article: str) -> str:
    """The id of the story that an article founds. Whatever becomes of it, it names the story that holds this article:
    when two stories merge, the id of the one whose founder is later goes on naming the whole."""
    return hashlib.sha256(article.encode()).hexdigest()[:8]


def _story(reports: Sequence[Report]) -> Story:
    days = sorted(r.article.published.date for r in reports if r.article.published.date)
    founder = min(reports, key=lambda r: (r.article.published.date or dt.date.max, r.article.id)).article
    return Story(
        id=story_id(founder.id),
        title=title_of(reports),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        witnesses=witnesses(reports),
    )


def title_of(reports: Sequence[Report]) -> str:
    """The headline of the most central article: the one whose telling words the others share most. Where no article has a
    headline, the most central one's first sentence."""
    profiles = {r.article.id: _unit(profile(r.article)) for r in reports}
    shared: Counter[str] = Counter()
    for weights in profiles.values():
        shared.update(weights)

    def central(article: Article) -> tuple[float, str]:
        return round(sum(w * shared[word] for word, w in profiles[article.id].items()), 6), article.id

    articles = [r.article for r in reports]
    best = max([a for a in articles if a.title] or articles, key=central)
    return best.title or _first_sentence(best)


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    return {word: w / length for word, w in weights.items()}


def _first_sentence(article: Article) -> str:
    quote = first_news(article)
    return quote.span.of(article.text) if quote else article.text[:80]


def first_news(article: Article) -> Quote | None:
    """The lead: the article's first sentence of news."""
    lead = next((s for s in article.sentences if s.kind is SentenceKind.NEWS), None)
    return Quote(article.id, Span(lead.start, lead.end)) if lead else None
