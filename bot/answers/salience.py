"""How central a sentence is among others: sumy's LexRank (Erkan and Radev 2004), or another of sumy's methods."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.model import NoMethod
from bot.words import stems

Values = npt.NDArray[np.float64]
Centrality = Callable[[Sequence[str]], Values]


def lexrank(sentences: Sequence[str]) -> Values:
    """The place in LexRank, from 1 down to 0; sentences without telling words have none."""
    from sumy.summarizers.lex_rank import LexRankSummarizer

    class Fast(LexRankSummarizer):  # type: ignore[misc]  # sumy has no types
        """The same ranks, with the sums that sumy writes as loops over all pairs done by numpy: 30 times as fast."""

        @staticmethod
        def _compute_idf(sentences: Any) -> dict[str, float]:
            holding = Counter(word for sentence in sentences for word in set(sentence))
            return {word: math.log(len(sentences) / (1 + count)) for word, count in holding.items()}

        def _create_matrix(self, sentences: Any, threshold: Any, tf_metrics: Any, idf_metrics: Any) -> Any:
            near = _cosines(tf_metrics, idf_metrics) > threshold
            return near / np.maximum(near.sum(axis=1), 1)[:, None]

    return _places(sentences, Fast())


def textrank(sentences: Sequence[str]) -> Values:
    """The place in TextRank (Mihalcea and Tarau 2004), from 1 down to 0."""
    from sumy.summarizers.text_rank import TextRankSummarizer

    return _places(sentences, TextRankSummarizer())


def lsa(sentences: Sequence[str]) -> Values:
    """The place by latent semantic analysis (Steinberger and Jezek 2004), from 1 down to 0."""
    from sumy.summarizers.lsa import LsaSummarizer

    return _places(sentences, LsaSummarizer())


def luhn(sentences: Sequence[str]) -> Values:
    """The place by clusters of frequent words (Luhn 1958), from 1 down to 0."""
    from sumy.summarizers.luhn import LuhnSummarizer

    return _places(sentences, LuhnSummarizer())


def sumbasic(sentences: Sequence[str]) -> Values:
    """The place in SumBasic (Nenkova and Vanderwende 2005), from 1 down to 0."""
    from sumy.summarizers.sum_basic import SumBasicSummarizer

    return _places(sentences, SumBasicSummarizer())


def kl(sentences: Sequence[str]) -> Values:
    """The place in KL-Sum (Haghighi and Vanderwende 2009), from 1 down to 0. Slow: its time grows with the cube."""
    from sumy.summarizers.kl import KLSummarizer

    return _places(sentences, KLSummarizer())


METHODS: Mapping[str, Centrality] = {
    "lexrank": lexrank,
    "textrank": textrank,
    "lsa": lsa,
    "luhn": luhn,
    "sumbasic": sumbasic,
    "kl": kl,
}


def method(name: str) -> Centrality:
    """The method of that name. Raises NoMethod, with the names that there are."""
    if name not in METHODS:
        raise NoMethod(f"there is no method of ranking called {name!r}; SITREP_RANKING is one of {', '.join(METHODS)}")
    return METHODS[name]


def _places(sentences: Sequence[str], summarizer: Any) -> Values:
    """Where sumy puts each sentence: it hands over all of them, the best first, and is asked for none."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence

    # sumy compares sentences by their text, so twins are told apart by identity.
    made = {n: Sentence(text, _Words()) for n, text in enumerate(sentences) if stems(text)}
    number = {id(sentence): n for n, sentence in made.items()}
    ranked: list[Any] = []

    def all_of_them(infos: Any) -> Any:
        ranked.extend(info.sentence for info in infos)
        return ()

    values = np.zeros(len(sentences))
    if made:
        # Sentences without a common word have no centrality: sumy divides by nothing and calls it nan.
        with np.errstate(invalid="ignore", divide="ignore"):
            summarizer(ObjectDocumentModel([Paragraph(list(made.values()))]), all_of_them)
        values[[number[id(sentence)] for sentence in ranked]] = 1 - np.arange(len(ranked)) / len(ranked)
    return values


def _cosines(tf: Sequence[Mapping[str, float]], idf: Mapping[str, float]) -> Values:
    """The idf-modified cosine of every two sentences."""
    column = {word: n for n, word in enumerate(idf)}
    weights = np.zeros((len(tf), len(column)))
    for row, metrics in enumerate(tf):
        weights[row, [column[word] for word in metrics]] = [value * idf[word] for word, value in metrics.items()]
    norms = np.linalg.norm(weights, axis=1)
    weights /= np.where(norms > 0, norms, 1.0)[:, None]
    return np.asarray(weights @ weights.T)


class _Words:
    """sumy's tokenizer, without its download: our own words, stemmed."""

    def to_sentences(self, paragraph: str) -> tuple[str, ...]:
        return (paragraph,)

    def to_words(self, sentence: str) -> tuple[str, ...]:
        return tuple(stems(sentence))
