"""Articles -> stories: which articles belong together, and what the story of some articles is called.

`group` takes all articles at once, in memory. The store keeps the same outcome up to date article by article, through
`trees.settle`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np

from bot.model import Article, Quote, SentenceKind, Span, Story
from bot.stories.cards import SHARED, Card, Floats, Tie, card, shares, ties
from bot.stories.copies import bands
from bot.stories.trees import grow

__all__ = ["Card", "Floats", "card", "first_news", "group", "story_id", "tell", "threaded", "title_of"]


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
    for (kind, key), ids in holders.items():
        common.update(dict.fromkeys(combinations(ids, 2), shares(key) if kind == "key" else SHARED))
    others: dict[str, list[Card]] = {id: [] for id in known}
    for (a, b), count in common.items():
        if count >= SHARED:
            others[a].append(known[b])
            others[b].append(known[a])
    return {id: ties(known[id], others[id]) for id in known}


def tell(articles: Mapping[str, Article], cards: Sequence[Card], witnesses: tuple[tuple[str, ...], ...]) -> Story:
    """The story that these articles tell, with title and days; `cards` are theirs, `witnesses` their copies together."""
    days = sorted(article.published.date for article in articles.values() if article.published.date)
    founder = min(articles.values(), key=lambda article: (article.published.date or dt.date.max, article.id))
    return Story(
        id=story_id(founder.id),
        title=title_of(articles, cards),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        witnesses=witnesses,
    )


def threaded(related: Sequence[Story]) -> tuple[Story, ...]:
    """The stories of one tree, linked as a thread that bears the first one's id; a story alone is in none."""
    first = min(related, key=lambda s: (s.first or dt.date.max, s.id))
    return tuple(replace(story, thread=first.id if len(related) > 1 else None) for story in related)


def story_id(article: str) -> str:
    """The id of the story that an article founds. Whatever becomes of it, it names the story that holds this article:
    when two stories merge, the id of the one whose founder is later goes on naming the whole."""
    return hashlib.sha256(article.encode()).hexdigest()[:8]


def title_of(articles: Mapping[str, Article], cards: Sequence[Card]) -> str:
    """The headline of the most central article: the one whose telling words the others share most. Where no article has a
    headline, the most central one's first sentence."""
    central = _centrality(cards)
    headed = [article for article in articles.values() if article.title]
    best = max(headed or articles.values(), key=lambda article: (central[article.id], article.id))
    return best.title or _first_sentence(best)


def _centrality(cards: Sequence[Card]) -> dict[str, float]:
    """How much of each card's words stands in all of them: the products of its weights with their sums over the cards."""
    words, weights = np.concatenate([c.words for c in cards]), np.concatenate([c.weights for c in cards])
    _, column = np.unique(words, return_inverse=True)
    row = np.repeat(np.arange(len(cards)), [len(c.words) for c in cards])
    shared = np.bincount(column, weights)[column] if len(words) else weights
    central = np.bincount(row, weights * shared, minlength=len(cards))
    return {c.id: round(float(value), 6) for c, value in zip(cards, central, strict=True)}


def _first_sentence(article: Article) -> str:
    quote = first_news(article)
    return quote.span.of(article.text) if quote else article.text[:80]


def first_news(article: Article) -> Quote | None:
    """The lead: the article's first sentence of news."""
    lead = next((s for s in article.sentences if s.kind is SentenceKind.NEWS), None)
    return Quote(article.id, Span(lead.start, lead.end)) if lead else None
