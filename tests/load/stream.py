"""A made-up stream of news: affairs that run for days, each of several stories, each with words of its own; some articles
are copies, some are undated. Vectors are random with a planted direction a story: no model is needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random
from string import ascii_lowercase
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.model import Article, Published, Sentence
from bot.prompts import lexicon
from bot.stories.cards import Card, card

_DIMENSIONS = 384
_FIRST_DAY = dt.date(2019, 1, 1)
_SENTENCE = 20
_STORIES_EACH = 3
_COPIED, _UNDATED = 0.15, 0.05
# Words that only one story, or only one affair, uses.
_OWN = 40
_COMMON = lexicon("common_words")["words"].split()


class Stream(NamedTuple):
    """Articles of `words` words. `affairs` run at a time; each gets some articles a day, and ends after twenty."""

    seed: int = 0
    affairs: int = 100
    words: int = 600

    def cards(self, n: int) -> Iterator[Card]:
        """The first `n` articles, as grouping sees them."""
        yield from (card(made, vector) for made, vector in self.articles(n))

    def articles(self, n: int) -> Iterator[tuple[Article, npt.NDArray[np.float32]]]:
        """The first `n` articles in order of their days, with their mean vectors."""
        random, earlier = Random(self.seed), dict[int, str]()
        for number in range(n):
            day, affair = divmod(number, self.affairs)
            affair += self.affairs * (day // 20)
            story = affair * _STORIES_EACH + random.randrange(_STORIES_EACH)
            copies = story in earlier and random.random() < _COPIED
            text = earlier[story] if copies else self._text(random, affair, story)
            earlier[story] = text
            published = Published() if random.random() < _UNDATED else Published(_FIRST_DAY + dt.timedelta(days=day))
            yield _article(f"a{number:07}", text, published), self._vector(random, story)

    def _text(self, random: Random, affair: int, story: int) -> str:
        """Every fifth word is the story's, every tenth the affair's, the others are anybody's."""
        words = [self._word(random.random(), random, affair, story) for _ in range(self.words)]
        return " ".join(
            " ".join(words[start : start + _SENTENCE]).capitalize() + "." for start in range(0, len(words), _SENTENCE)
        )

    def _word(self, drawn: float, random: Random, affair: int, story: int) -> str:
        if drawn < 0.2:
            return _name("s", story * _OWN + random.randrange(_OWN))
        if drawn < 0.3:
            return _name("a", affair * _OWN + random.randrange(_OWN))
        return random.choice(_COMMON)

    def _vector(self, random: Random, story: int) -> npt.NDArray[np.float32]:
        planted = np.random.default_rng(story).standard_normal(_DIMENSIONS)
        noise = np.random.default_rng(random.randrange(2**32)).standard_normal(_DIMENSIONS)
        return (planted + noise).astype(np.float32)


def _name(kind: str, number: int) -> str:
    """A word of letters only, for a word with a digit in it would be several."""
    return f"{kind}q" + "".join(ascii_lowercase[int(digit)] for digit in str(number)) + "q"


def _article(id: str, text: str, published: Published) -> Article:
    ends = [n + 1 for n, letter in enumerate(text) if letter == "."]
    starts = [0, *(end + 1 for end in ends[:-1])]
    sentences = tuple(Sentence(start, end, 0) for start, end in zip(starts, ends, strict=True))
    return Article(id, f"{id}.txt", text, None, None, None, None, None, "en", published, sentences)
