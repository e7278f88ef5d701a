"""/actors and /quotes over the seeds: one actor in all its articles, and the editor's word on who is who."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.answers.wording import Wording
from bot.shell.embedder import MiniLM
from bot.shell.flows.asking import Desk
from bot.shell.store.articles import ArticleStore
from bot.shell.store.judgements import Judgements
from tests.shell.test_messages import LATER


@pytest.fixture
def edited(home: Path, model: MiniLM) -> Iterator[Desk]:
    """A desk whose editor may judge."""
    store, judgements = ArticleStore(home, model.name), Judgements(home)
    yield Desk(store, model, Wording("sitrep_bot"), judgements)
    store.close()
    judgements.close()


def items(desk: Desk, text: str) -> list[dict[str, Any]]:
    return [dict(item) for item in desk.ask(text, LATER, admin=True).items]


def said(desk: Desk, text: str) -> list[str]:
    return [quotes[0]["text"] for item in items(desk, text) for quotes in item["sayings"]]


def names(desk: Desk) -> set[str]:
    return {item["name"] for item in items(desk, "/actors")}


def test_an_actor_speaks_in_every_story_and_in_order(edited: Desk) -> None:
    (pompeo,) = items(edited, "/actors pompeo")
    assert pompeo["name"] == "Mike Pompeo"
    assert (pompeo["first"], pompeo["last"]) == ("2019-12-28", "2020-01-10")
    assert any("shot the plane down" in text for text in said(edited, "/quotes pompeo"))
    assert any("respond decisively" in text for text in said(edited, "/quotes pompeo"))


def test_what_somebody_said_about_something_is_asked_in_plain_words(edited: Desk) -> None:
    reply = edited.ask("What did Pompeo say about the plane?", LATER)
    assert reply.kind == "answer"
    quotes: Any = reply.items[0]["quotes"]
    assert len(reply.items) == 1
    assert "shot the plane down" in quotes[0]["text"]


def test_a_merge_has_its_rule_and_both_names(edited: Desk) -> None:
    (general,) = items(edited, "/actors soleimani")
    assert "transliterated" in {why["rule"] for why in general["why"]}
    spellings = {alias["text"] for alias in general["aliases"]}
    assert all(name["text"] in spellings for why in general["why"] for name in why["names"])


def test_the_editor_merges_and_takes_it_back(edited: Desk) -> None:
    assert {"Philippe Martinez", "CGT"} <= names(edited)
    reply = edited.ask("/merge CGT = Philippe Martinez", LATER, admin=True)
    assert [b.request for row in reply.messages[0].buttons for b in row] == ["/unmerge CGT", "/actors CGT"]
    (both,) = items(edited, "/actors cgt")
    assert {"CGT", "Philippe Martinez"} <= {alias["text"] for alias in both["aliases"]}
    assert [why["rule"] for why in both["why"]][-1] == "editor"
    edited.ask("/unmerge CGT", LATER, admin=True)
    assert {"Philippe Martinez", "CGT"} <= names(edited)


def test_the_editor_splits_what_rules_merge(edited: Desk) -> None:
    whole = next(item for item in items(edited, "/actors") if item["name"] == "Popular Mobilization Forces")
    edited.ask("/split Hashd Shaabi", LATER, admin=True)
    left = next(item for item in items(edited, "/actors") if item["name"] == "Popular Mobilization Forces")
    assert "Hashd Shaabi" in {alias["text"] for alias in whole["aliases"]}
    assert "Hashd Shaabi" not in {alias["text"] for alias in left["aliases"]}
    assert "Hashd Shaabi" in names(edited)
    edited.ask("/unsplit hashd shaabi", LATER, admin=True)
    assert "Hashd Shaabi" not in names(edited)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("/merge", "Like this: <code>/merge"),
        ("/merge Trump", "Like this: <code>/merge"),
        ("/merge = Trump", "Like this: <code>/merge"),
        ("/merge Trump = trump", "is one name already"),
        ("/merge Trump = Zaphod Beeble", "No article names <b>Zaphod Beeble</b>"),
        ("/split", "Like this: <code>/split"),
        ("/split Trump = Esper", "Like this: <code>/split"),
        ("/unsplit Trump", "nothing to take back"),
    ],
)
def test_a_judgement_that_is_none_is_met_with_a_clear_line(edited: Desk, text: str, says: str) -> None:
    reply = edited.ask(text, LATER, admin=True)
    assert says in reply.messages[0].html
    assert edited.judgements is not None
    assert edited.judgements.all() == []


def test_only_those_who_run_the_bot_may_judge(edited: Desk) -> None:
    assert "Only those who run this bot" in edited.ask("/split Trump", LATER).messages[0].html


def test_judgements_outlive_the_index(home: Path) -> None:
    from bot.model import Judgement

    kept = Judgements(home)
    assert kept.add(Judgement("split", "A"))
    assert not kept.add(Judgement("split", "A"))
    kept.close()
    (home / "articles.db").unlink()
    again = Judgements(home)
    assert again.all() == [Judgement("split", "A")]
    again.close()
