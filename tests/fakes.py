"""Stand-ins for what a test must not load or wait for: an embedder made of words, and articles written in one line.

Here are all of them. They behave like the real things as far as tests look, and have no switches.
"""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st

from bot.model import Article, Facts, Published, Quote, Report, Sentence, SentenceKind, Span
from bot.words import stems

_DIMENSIONS = 64
_SENTENCE = re.compile(r"[^.!?\s][^.!?]*[.!?]?")

# Words of news in any order provoke more than random letters do; random text is there for what nobody thought of.
_SCRAPS = r"""The ferry Maj. Orr sank on Jan. 4 U.S. p.m. Monday “ ” " ' ( ) . ! ? … — - , : ; / (AP) Reuters QUILL Copyright
2020 By Credit: Photo: (Reporting by) Read more date 2020-01-01 Updated 10:45 said. 5,200 troops No. é"""
_WORDS = st.sampled_from([*_SCRAPS.split(), "\u00a0", "\u00ad", "\n", "\n\n", "\t", "\r\n"])
TEXTS = st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=30).map(" ".join), st.lists(_WORDS).map("".join))


def vector(text: str) -> npt.NDArray[np.float32]:
    """The unit vector of one text; of a text without words, zeros."""
    found = np.zeros(_DIMENSIONS, dtype=np.float32)
    for word in stems(text):
        found += _direction(word)
    norm = float(np.linalg.norm(found))
    return found / norm if norm else found


class WordEmbedder:
    """An embedder by the words alone."""

    name = "words"

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return np.array([vector(text) for text in texts], dtype=np.float32).reshape(len(texts), _DIMENSIONS)


@cache
def _direction(word: str) -> npt.NDArray[np.float32]:
    # crc32, since Python's own hash of a string differs from run to run
    return np.random.default_rng(zlib.crc32(word.encode())).standard_normal(_DIMENSIONS).astype(np.float32)


def alike(reports: Iterable[Report]) -> Callable[[Quote, Quote], float]:
    """The comparison of two sentences of these reports that stages ask for."""
    text_of = {report.article.id: report.article.text for report in reports}

    def similar(one: Quote, other: Quote) -> float:
        return float(vector(one.span.of(text_of[one.article])) @ vector(other.span.of(text_of[other.article])))

    return similar


def meaning(reports: Iterable[Report]) -> dict[Quote, npt.NDArray[np.float32]]:
    """The vectors of all sentences of these reports."""
    return {
        Quote(r.article.id, Span(s.start, s.end)): vector(s.of(r.article.text))
        for r in reports
        for s in r.article.sentences
    }


def article(
    id: str, text: str, *, title: str | None = None, agency: str | None = None, day: str | None = None
) -> Article:
    """An article of plain sentences, all of them news; `day` is its publication date."""
    sentences = tuple(Sentence(m.start(), m.end(), 0, SentenceKind.NEWS) for m in _SENTENCE.finditer(text))
    published = Published(dt.date.fromisoformat(day)) if day else Published()
    return Article(id, f"{id}.txt", text, title, None, agency, None, None, "en", published, sentences)


def report(id: str, text: str, facts: Facts = Facts(), **about: str) -> Report:  # noqa: B008  # frozen, so it can be shared
    """An article with what was read in it."""
    return Report(article(id, text, **about), facts)
