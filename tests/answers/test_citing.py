"""Citations: numbers in the order of first quotes, one an article, and names that people know a source by."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answers.citing import Citations, label
from bot.model import Quote, Span
from tests.fakes import article, report

REPORTS = {id: report(id, f"{id.upper()} sank. It was old.") for id in "abc"}


def quote(id: str, start: int = 0) -> Quote:
    return Quote(id, Span(start, start + 7))


def test_numbers_follow_the_first_quote_of_an_article_and_last() -> None:
    citations = Citations(REPORTS)
    assert [c.n for c in citations.cite([quote("b"), quote("a"), quote("b", 8)])] == [1, 2]
    assert [c.n for c in citations.cite([quote("c"), quote("b")])] == [3, 1]
    assert [(s.n, s.article.id) for s in citations.sources()] == [(1, "b"), (2, "a"), (3, "c")]


def test_what_is_quoted_is_a_slice_of_the_article() -> None:
    (item,) = Citations(REPORTS).items([quote("a")])
    assert item == {"source": 1, "start": 0, "end": 7, "text": "A sank."}


def test_nothing_quoted_nothing_cited() -> None:
    citations = Citations(REPORTS)
    assert (citations.cite([]), citations.items([]), citations.sources()) == ([], [], ())


def test_a_key_names_the_sentence_and_not_the_answer() -> None:
    (alone,) = Citations(REPORTS).cite([quote("a", 8)])
    _, second = Citations(REPORTS).cite([quote("b"), quote("a", 8)])
    assert alone.key == second.key
    assert len({Citations(REPORTS).cite([q])[0].key for q in (quote("a"), quote("a", 8), quote("b"))}) == 3


LABELS = [
    ({"outlet": "Quill Post", "agency": "AFP"}, "Quill Post"),
    ({"agency": "AFP"}, "AFP"),
    ({"input": "news/2020-01-01-quill-post.txt"}, "Quill Post"),
    ({"input": "002_quill.post.html"}, "Quill Post"),
    ({"input": "wire.jsonl:17"}, "Wire"),
    ({"input": "000_f3e5b340a4bc81f.txt"}, ""),
    ({"outlet": "The Very Long Name of a Newspaper of Quill"}, "The Very Long Name of a New…"),
]


@pytest.mark.parametrize(("known", "name"), LABELS)
def test_label(known: dict[str, str], name: str) -> None:
    assert label(replace(article("a", "It sank."), **known)) == name  # type: ignore[arg-type]  # names of fields
