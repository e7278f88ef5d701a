"""All that is read in one article: the three readers, side by side."""

from __future__ import annotations

from collections.abc import Mapping

from bot.facts.actors import read_actors
from bot.facts.dates import read_dates
from bot.facts.figures import read_figures
from bot.model import Article, Facts, Lens


def read_facts(article: Article, lenses: Mapping[str, Lens]) -> Facts:
    """Dates (resolved against the article's publication date), figures (with the lenses they belong to) and actors."""
    return Facts(
        dates=read_dates(article.text, article.sentences, article.published.date),
        figures=read_figures(article.text, article.sentences, lenses),
        actors=read_actors(article.text, article.sentences),
    )
