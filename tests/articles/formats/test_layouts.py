"""Pages in twelve layouts: the article is whole, and nothing that stands around it is news."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.articles.formats import drafts
from bot.articles.reading import read
from bot.model import Draft, SentenceKind
from bot.words import tokens
from tests.articles.formats.layouts import BODY, JUNK, LAYOUTS, TITLE

QUOTABLE = (SentenceKind.NEWS, SentenceKind.HEADLINE)


def quotable(layout: Callable[[], str]) -> str:
    """The words of all that could be quoted of a page."""
    (draft,) = drafts("page.html", layout().encode())
    assert isinstance(draft, Draft)
    assert draft.title == TITLE
    article = read(draft)
    return " ".join(" ".join(tokens(s.of(article.text))) for s in article.sentences if s.kind in QUOTABLE)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_the_article_is_whole_and_nothing_else_is_news(layout: Callable[[], str]) -> None:
    found = quotable(layout)
    assert [one for one in BODY if " ".join(tokens(one)) not in found] == []
    assert [one for one in JUNK if " ".join(tokens(one)) in found] == []


def test_there_are_twelve() -> None:
    assert len(LAYOUTS) == 12
