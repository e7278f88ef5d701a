"""Centrality: sumy's own ranks, whichever method, and every sentence with its own."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.summarizers.lex_rank import LexRankSummarizer

from bot.answers.salience import METHODS, Centrality, lexrank, method
from bot.model import NoMethod
from bot.words import stems

FERRY = "A ferry with ninety passengers sank off Quill in fog."
DIVERS = "Divers found the wreck of the ferry near the Orr light off Quill."
OWNER = "The owner of the ferry promised to pay every passenger."
FOG = "Fog hid the light at Quill when the ferry sank with its passengers."
VOTE = "Voters of Orrland will choose a new parliament in May."
SENTENCES = [FERRY, DIVERS, OWNER, FOG, VOTE, "Orrland had no ferry before the bridge at Quill fell."]


class Words:
    """The same words, as sumy asks for them."""

    def to_sentences(self, paragraph: str) -> list[str]:
        return [paragraph]

    def to_words(self, sentence: str) -> list[str]:
        return stems(sentence)


def plain_sumy(sentences: list[str]) -> list[str]:
    """sumy's LexRank as it comes: the sentences, best first."""
    ranked: list[Any] = []
    model = ObjectDocumentModel([Paragraph([Sentence(text, Words()) for text in sentences])])
    LexRankSummarizer()(model, lambda infos: ranked.extend(infos) or ())
    return [str(info.sentence) for info in ranked]


@given(st.lists(st.sampled_from(SENTENCES), unique=True, min_size=2))
def test_the_fast_lexrank_is_sumys(sentences: list[str]) -> None:
    order = np.argsort(-lexrank(sentences), kind="stable")
    with np.errstate(invalid="ignore", divide="ignore"):
        assert [sentences[n] for n in order] == plain_sumy(sentences)


@pytest.mark.parametrize("rank", METHODS.values(), ids=METHODS)
@pytest.mark.filterwarnings("ignore:Number of words")
def test_every_method_gives_each_sentence_a_place(rank: Centrality) -> None:
    values = rank([*SENTENCES, "", FERRY])
    assert sorted(values.tolist(), reverse=True)[0] == 1
    assert len(set(values.tolist())) == len(SENTENCES) + 2
    assert values[len(SENTENCES)] == 0


def test_a_method_that_is_none_is_named_with_those_that_are() -> None:
    assert method("lsa") is METHODS["lsa"]
    with pytest.raises(NoMethod, match=r"'pagerank'.* lexrank, textrank, lsa"):
        method("pagerank")


@pytest.mark.parametrize("rank", METHODS.values(), ids=METHODS)
def test_nothing_to_rank(rank: Centrality) -> None:
    assert rank([]).tolist() == []
    assert rank([""]).tolist() == [0]
