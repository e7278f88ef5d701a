"""Contradictions between whole articles, one case a line; and what holds for any order of them and any copy."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Dispute, Draft, Report
from bot.prompts import lenses
from bot.shell.flows.indexing import read_report
from bot.stories.disputes import figure_disputes
from bot.stories.ledger import known, ledger
from bot.stories.statements import statement_disputes

CASES = Path(__file__).parent.parent / "cases" / "disputes.txt"
LINES = [line for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def reports(parts: list[str]) -> list[Report]:
    """An article of each "DAY TEXT"."""
    told = [part.strip().split(" ", 1) for part in parts]
    drafts = [Draft(f"{n}.txt", text, id=f"a{n}", published=day) for n, (day, text) in enumerate(told)]
    return [read_report(draft, lenses()) for draft in drafts]


def contradictions(articles: list[Report], witness_of: dict[str, str] | None = None) -> list[Dispute]:
    """What the articles contradict each other in, each its own witness unless said otherwise."""
    weighed = known(articles, witness_of or {a.article.id: a.article.id for a in articles})
    claims = [claim for lens in lenses() for claim in ledger(articles, lens, weighed)]
    return [*figure_disputes(claims), *statement_disputes(articles, weighed)]


@pytest.mark.parametrize("line", LINES)
def test_articles_contradict_each_other(line: str) -> None:
    kinds, *parts = line.split(" | ")
    found = contradictions(reports(parts))
    assert [dispute.kind for dispute in found] == [kind for kind in kinds.split() if kind != "-"]
    assert all(len(dispute.sides) == 2 for dispute in found)


def test_a_side_shows_the_words_that_say_so() -> None:
    parts = ["2020-03-04 A mob broke into the jail at Quill.", "2020-03-04 The mob did not get into the jail at Quill."]
    (found,) = contradictions(articles := reports(parts))
    texts = {a.article.id: a.article.text for a in articles}
    said = [side.said.span.of(texts[side.said.article]) for side in found.sides if side.said]
    assert sorted(said) == ["broke into the jail at Quill", "did not get into the jail at Quill"]


def test_copies_of_one_text_do_not_contradict_each_other() -> None:
    parts = ["2020-03-04 A mob broke into the jail at Quill.", "2020-03-04 The mob did not get into the jail at Quill."]
    assert contradictions(reports(parts), {"a0": "w", "a1": "w"}) == []


DISPUTED = [line.split(" | ")[1:] for line in LINES if not line.startswith("-")]


@settings(max_examples=30)
@given(st.lists(st.sampled_from(DISPUTED), min_size=1, max_size=3, unique_by=str), st.randoms())
def test_any_order_tells_the_same(chosen: list[list[str]], random: Random) -> None:
    articles = reports([part for parts in chosen for part in parts])
    found = contradictions(articles)
    shuffled = random.sample(articles, len(articles))
    assert contradictions(shuffled) == found
