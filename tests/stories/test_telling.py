"""Which sentence tells a date best."""

from __future__ import annotations

import pytest

from bot.model import Quote, Span
from bot.stories.dated import Dated
from bot.stories.telling import ranked, topic_of

SANK = "A ferry with forty people on board sank off the port of Quill"


def best(*sentences: Dated) -> str:
    """The text that comes first."""
    return ranked(sentences, topic_of(sentences))[0][1].text


def told(text: str, *, article: str = "a", lag: int = 1, said: bool = False, aside: bool = False) -> Dated:
    return Dated(Quote(article, Span(0, len(text))), text, "2020-01-03", "day", lag, said=said, aside=aside)


LESS = [
    told("Forty people on board: was the ferry that sank off the port of Quill safe?"),
    told("We were on board with forty people when the ferry sank off the port of Quill"),
    told("She was among forty people on board when the ferry sank off the port of Quill"),
    told("A ferry sank off Quill"),
    told(SANK, lag=5),
    told(SANK, said=True),
    told(SANK, aside=True),
]


@pytest.mark.parametrize("other", LESS)
def test_plain_news_of_the_day_comes_first(other: Dated) -> None:
    one = told(SANK, article="b")
    assert ranked([other, one], topic_of([other, one]))[0][1] is one


def test_the_top_of_an_article_tells_a_day_better_than_its_end() -> None:
    end = Dated(Quote("b", Span(4000, 4000 + len(SANK))), SANK, "2020-01-03", "day", 1)
    top = told(SANK)
    assert ranked([end, top], topic_of([end, top]))[0][1] is top


def test_what_most_say_comes_before_what_one_says() -> None:
    others = [told(f"{SANK} on {day}", article=day) for day in ("Friday", "Saturday")]
    assert (
        best(told("The mayor of Orr opened a new bridge over the river"), *others)
        != "The mayor of Orr opened a new bridge over the river"
    )


def test_sentences_without_words_have_a_place_too() -> None:
    assert len(ranked([told("…"), told("")], topic_of([told("…")]))) == 2
