"""Marking: one article a line in tests/cases/marking.txt, and what holds for any text."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given

from bot.articles.furniture import TRIMS, WHOLE
from bot.articles.marking import RULES, mark
from bot.model import SentenceKind
from tests.fakes import TEXTS

CASES = Path(__file__).parents[1] / "cases" / "marking.txt"
_MARK = re.compile(r"<(news|headline|caption|credit|boilerplate)>")


def cases() -> list[str]:
    """The lines of the case file that are cases."""
    return [line for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def text_of(case: str) -> str:
    """The article that a case marks."""
    return _MARK.sub("", case).replace(" ¶ ", "\n\n")


def wanted(case: str) -> list[tuple[str, str]]:
    """The sentences that a case marks, each as (kind, words)."""
    _, *pieces = _MARK.split(case)
    return [(kind, words.strip(" ¶")) for kind, words in zip(pieces[::2], pieces[1::2], strict=True)]


@pytest.mark.parametrize("case", cases())
def test_case(case: str) -> None:
    text = text_of(case)
    assert [(sentence.kind.value, sentence.of(text)) for sentence in mark(text)] == wanted(case)


def test_every_rule_has_a_case() -> None:
    fired = {sentence.rule for case in cases() for sentence in mark(text_of(case))}
    named = {rule.name for rule in (*TRIMS, *WHOLE)} | {rule.__name__ for rule, _ in RULES} | {"plain"}
    # These need a title from outside, and line breaks: their tests are below.
    assert named - fired == {"is_the_title", "front_matter"}


def test_the_title_that_came_with_an_article_is_its_headline_and_not_its_first_sentence() -> None:
    text = "Did the ferry sink?\n\nIt did, on Friday."
    assert [s.kind for s in mark(text, "Did the ferry sink?")] == [SentenceKind.HEADLINE, SentenceKind.NEWS]


def test_front_matter_is_no_news_and_the_headline_follows_it() -> None:
    text = (
        "---\ntitle: Ferry sinks\noutlet: Quill Post\n\ntags: [sea]\n---\nFerry sinks off Quill\n\nIt sank on Friday."
    )
    assert [(s.kind.value, s.rule) for s in mark(text)] == [
        ("boilerplate", "front_matter"), ("headline", "first_line"), ("news", "plain")
    ]  # fmt: skip


def test_a_text_of_one_line_is_news_also_without_its_full_stop() -> None:
    assert [s.kind for s in mark("A ferry sank off Quill on Friday")] == [SentenceKind.NEWS]


@pytest.mark.parametrize("gap", ["\n", "\r\n", "\n\n", "\n \n", "\n\n\n\n"])
def test_paragraphs_may_be_parted_in_any_way(gap: str) -> None:
    text = gap.join(["Ferry sinks off Quill", "QUILL (AP) - A ferry sank on Friday.", "Associated Press"])
    assert [s.kind.value for s in mark(text)] == ["headline", "credit", "news", "credit"]


@given(TEXTS)
def test_any_text_is_marked_whole_and_in_order(text: str) -> None:
    sentences = mark(text)
    assert all(before.end <= after.start for before, after in pairwise(sentences))
    assert all(s.of(text) and s.of(text).strip() == s.of(text) for s in sentences)
    assert "".join("".join(s.of(text) for s in sentences).split()) == "".join(text.split())


@given(TEXTS, TEXTS)
def test_a_quoted_sentence_never_holds_a_credit_line(before: str, after: str) -> None:
    text = f"{before}\n\nAssociated Press\n\n{after}"
    quoted = [s.of(text) for s in mark(text) if s.kind in (SentenceKind.NEWS, SentenceKind.HEADLINE)]
    assert not any("Associated Press" in words for words in quoted)
