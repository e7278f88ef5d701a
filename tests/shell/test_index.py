"""Search over the seeds: by words, by meaning, restricted to articles, and fresh after a change."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answers.wording import Wording
from bot.model import Hit, SentenceKind
from bot.prompts import lenses
from bot.shell.embedder import MiniLM
from bot.shell.flows import indexing
from bot.shell.flows.asking import Desk
from bot.shell.sources import drafts_in
from bot.shell.store.articles import ArticleStore


def texts(desk: Desk, hits: list[Hit]) -> list[str]:
    """The sentences that were hit."""
    reports = desk.store.reports(hit.quote.article for hit in hits)
    return [hit.quote.span.of(reports[hit.quote.article].article.text) for hit in hits]


def test_words_and_meaning_both_find(desk: Desk) -> None:
    assert "tear gas" in texts(desk, desk.search("tear gas", 1))[0]
    found = " ".join(texts(desk, desk.search("an aeroplane fell from the sky", 10)))
    assert "airliner" in found or "aircraft" in found or "plane" in found


def test_scores_fall_from_one_towards_zero(desk: Desk) -> None:
    scores = [hit.score for hit in desk.search("soldiers sent to Kuwait", 20)]
    assert len(scores) == 20
    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[-1] < scores[0] <= 1


def test_only_the_named_articles_are_searched(desk: Desk) -> None:
    only = desk.stories()[1].articles[:2]
    hits = desk.search("the president said on Friday", 30, only)
    assert {hit.quote.article for hit in hits} == set(only)
    assert desk.search("the president", 5, []) == []
    assert desk.search("the president", 5, ["no such article"]) == []


def test_what_is_not_news_is_never_hit(desk: Desk) -> None:
    hits = desk.search("Copyright. All rights reserved. Reporting by, editing by, photo credit", 50)
    reports = desk.store.reports(hit.quote.article for hit in hits)
    for hit in hits:
        sentence = next(s for s in reports[hit.quote.article].article.sentences if s.start == hit.quote.span.start)
        assert sentence.kind in (SentenceKind.NEWS, SentenceKind.HEADLINE)


@pytest.mark.parametrize(
    "text", ['"', "a OR b", "NEAR(x y)", "*", "-", "col:x", "", "'; DROP TABLE articles; --", "🙂", "^x"]
)
def test_no_text_breaks_the_search(desk: Desk, text: str) -> None:
    assert len(desk.search(text, 3)) <= 3
    assert desk.store.count() == 37


def test_a_change_is_seen_by_the_next_search(home: Path, model: MiniLM, tmp_path: Path) -> None:
    desk = Desk(ArticleStore(home, model.name), model, Wording("sitrep_bot"))
    assert "Ondine" not in texts(desk, desk.search("ferry aground Ondine", 1))[0]
    file = tmp_path / "ferry.txt"
    file.write_text("The ferry Ondine ran aground off Ostrand on Monday.")
    assert [outcome.state for outcome in indexing.index(drafts_in([file]), desk.store, model, lenses())] == ["new"]
    assert "Ondine" in texts(desk, desk.search("ferry aground Ondine", 1))[0]
