"""Feeds, as values: what came becomes entries (parsed in quarantine), entries that are new become drafts, and what a poll
brought says when to come again. Nothing here touches the network, the clock or the store.
"""

from bot.articles.feeds.nouns import Entry, Feed, Outline

__all__ = ["Entry", "Feed", "Outline"]
